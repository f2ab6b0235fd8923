#!/usr/bin/env bash
# tools/with_keyring.sh FOLDER COMMAND...: runs a command where a Secret Service answers.
#
# The desktop's own key ring where there is one. Else (a console, ssh, Xvfb) a private D-Bus session with a
# gnome-keyring-daemon whose ring lies in FOLDER: secrets stay in a key ring, never in a file of the program's.
# A store opens only with the ring that holds its key, so the command learns which one it got: COUNTER_KEYRING is
# "desktop" or "private". The private ring's password is no secret; on a real counter the clerk's log-in unlocks the desktop's ring.
set -euo pipefail

folder=$1
shift

secret_service_answers() {
    [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] &&
        dbus-send --session --print-reply --reply-timeout=3000 --dest=org.freedesktop.DBus / \
            org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'
}

if secret_service_answers; then COUNTER_KEYRING=desktop exec "$@"; fi

for tool in dbus-run-session gnome-keyring-daemon; do
    command -v "$tool" >/dev/null || { echo "with_keyring: $tool is missing; make setup installs it" >&2; exit 1; }
done
mkdir -p "$folder"
chmod 700 "$folder"
folder=$(cd "$folder" && pwd)
echo "no key ring answers here: using a private one in $folder" >&2

# shellcheck disable=SC2016  # $1 and $@ are the inner shell's
COUNTER_KEYRING=private exec dbus-run-session -- bash -c '
    control=$(mktemp -d)
    trap "rm -rf \"$control\"" EXIT
    # No descriptor of ours may stay open in the daemon: a caller that reads our output would wait for it.
    printf %s made-up | XDG_DATA_HOME=$1 \
        gnome-keyring-daemon --unlock --components=secrets --control-directory="$control" >/dev/null 2>&1
    shift
    "$@"
' with-keyring "$folder" "$@"
