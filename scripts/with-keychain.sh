#!/usr/bin/env bash
# Runs a command where a real, empty, unlocked keychain (D-Bus secret service) is there to test against:
#   bash scripts/with-keychain.sh vitest run
# The keychain lives on a bus and in a folder of its own, so nobody's login keychain is touched. Where there can be
# none, the command runs all the same, with the reason in MONTHEND_NO_TEST_KEYCHAIN for the keychain test to report.
set -u

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# The project's Node and tools win over whatever the machine has.
export PATH="$root/node_modules/.bin:$PATH"

without() {
  echo "Keychain test left out: $1." >&2
  export MONTHEND_NO_TEST_KEYCHAIN="$1"
  exec "${command[@]}"
}

have() { command -v "$1" >/dev/null 2>&1; }

# Second half: inside the private bus.
if [ "${1:-}" = "--inside" ]; then
  shift
  command=("$@")
  room="$MONTHEND_KEYCHAIN_ROOM"
  mkdir -p "$room/home" "$room/data" "$room/run" && chmod 700 "$room/run"
  printf 'only for tests' |
    env HOME="$room/home" XDG_DATA_HOME="$room/data" XDG_RUNTIME_DIR="$room/run" \
      gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
  daemon=$!
  owned=no
  for _ in $(seq 100); do
    if dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
      org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1; then
      owned=yes
      break
    fi
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.05
  done
  if [ "$owned" = yes ]; then
    export MONTHEND_TEST_KEYCHAIN=ready
  else
    export MONTHEND_NO_TEST_KEYCHAIN="gnome-keyring-daemon did not come up"
    echo "Keychain test left out: $MONTHEND_NO_TEST_KEYCHAIN." >&2
  fi
  "${command[@]}"
  status=$?
  kill "$daemon" 2>/dev/null
  wait "$daemon" 2>/dev/null
  exit "$status"
fi

command=("$@")
if [ "${#command[@]}" -eq 0 ]; then
  echo "usage: scripts/with-keychain.sh <command> [argument...]" >&2
  exit 64
fi

[ "$(uname -s)" = Linux ] || without "only Linux has a keychain that can be kept apart from the operator's own"

if ! have dbus-run-session || ! have dbus-send || ! have gnome-keyring-daemon; then
  [ "$(id -u)" -eq 0 ] && have apt-get || without "dbus and gnome-keyring are not installed"
  echo "Installing dbus and gnome-keyring for the keychain test ..." >&2
  install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends dbus gnome-keyring >/dev/null 2>&1; }
  install || { apt-get update -qq >/dev/null 2>&1 && install; } || without "dbus and gnome-keyring could not be installed"
fi

# Some machines refuse a bus of one's own (a locked-down container).
dbus-run-session -- true >/dev/null 2>&1 || without "no private D-Bus session can be started here"

MONTHEND_KEYCHAIN_ROOM="$(mktemp -d)"
export MONTHEND_KEYCHAIN_ROOM
trap 'rm -rf "$MONTHEND_KEYCHAIN_ROOM"' EXIT
# The bus's own chatter (file limits, service activation) would drown the test report, so it goes to a file; the
# command's own stderr travels on descriptor 3.
dbus-run-session -- bash -c 'exec 2>&3 3>&-; exec bash "$@"' inside "${BASH_SOURCE[0]}" --inside "${command[@]}" \
  3>&2 2>"$MONTHEND_KEYCHAIN_ROOM/bus.log"
exit $?
