#!/usr/bin/env bash
# Runs a command where a Chromium is there to test windows in:
#   bash scripts/with-chromium.sh vitest run test/e2e
# As root on Debian a missing one is installed. Where there can be none, the command runs all the same, with the reason in
# MONTHEND_NO_TEST_BROWSER for the tests that need it to report.
set -u

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# The project's Node and tools win over whatever the machine has.
export PATH="$root/node_modules/.bin:$PATH"

if [ "$#" -eq 0 ]; then
  echo "usage: scripts/with-chromium.sh <command> [argument...]" >&2
  exit 64
fi

command=("$@")

without() {
  echo "Window tests left out: $1." >&2
  export MONTHEND_NO_TEST_BROWSER="$1"
  exec "${command[@]}"
}

have() { command -v "$1" >/dev/null 2>&1; }

if [ -z "${MONTHEND_TEST_BROWSER:-}" ] && ! have chromium && ! have chromium-browser && ! have google-chrome; then
  [ "$(id -u)" -eq 0 ] && have apt-get || without "there is no Chromium on this machine"
  echo "Installing Chromium for the window tests ..." >&2
  install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1; }
  install || { apt-get update -qq >/dev/null 2>&1 && install; } || without "Chromium could not be installed"
fi

exec "${command[@]}"
