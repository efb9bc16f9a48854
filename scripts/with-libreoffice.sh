#!/usr/bin/env bash
# Runs a command where a LibreOffice Calc is there to open and recalculate workbooks:
#   bash scripts/with-libreoffice.sh vitest run test/integration/close
# As root on Debian a missing one is installed. Where there can be none, the command runs all the same, with the reason in
# MONTHEND_NO_TEST_OFFICE for the tests that need it to report.
set -u

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# The project's Node and tools win over whatever the machine has.
export PATH="$root/node_modules/.bin:$PATH"

if [ "$#" -eq 0 ]; then
  echo "usage: scripts/with-libreoffice.sh <command> [argument...]" >&2
  exit 64
fi

command=("$@")

without() {
  echo "Workbook recalculation left out: $1." >&2
  export MONTHEND_NO_TEST_OFFICE="$1"
  exec "${command[@]}"
}

have() { command -v "$1" >/dev/null 2>&1; }

if ! have soffice; then
  [ "$(id -u)" -eq 0 ] && have apt-get || without "there is no LibreOffice on this machine"
  echo "Installing LibreOffice Calc for the workbook tests ..." >&2
  install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null 2>&1; }
  install || { apt-get update -qq >/dev/null 2>&1 && install; } || without "LibreOffice could not be installed"
fi

exec "${command[@]}"
