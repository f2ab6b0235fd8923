#!/usr/bin/env bash
# tools/run.sh [window|xvfb]: opens the demonstration: made-up citizens, a sandbox province, data in .demo/.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=${1:-window}
# shellcheck disable=SC2016  # the inner shell knows which key ring it got; a store opens only with its own
demo=(tools/with_keyring.sh .demo/keyring bash -c '
    export COUNTER_DEMO_FOLDER="${COUNTER_DEMO_FOLDER:-$PWD/.demo/with-$COUNTER_KEYRING-keyring}"
    exec .venv/bin/counter-app --demo')

display_answers() {
    [ -z "${WAYLAND_DISPLAY:-}" ] || return 0
    [ -n "${DISPLAY:-}" ] && .venv/bin/python - <<'PYTHON'
import ctypes, sys
xcb = ctypes.CDLL("libxcb.so.1")
xcb.xcb_connect.restype = ctypes.c_void_p
sys.exit(xcb.xcb_connection_has_error(ctypes.c_void_p(xcb.xcb_connect(None, None))))
PYTHON
}

case $mode in
    window)
        if [ -z "${QT_QPA_PLATFORM:-}" ] && ! display_answers; then
            cat >&2 <<'SENTENCE'
There is no display here, so no window can open.

On a desktop, start again from a terminal in it. Without one, run it in a virtual screen:

    make run DISPLAY_MODE=xvfb

(what it does: xvfb-run -a -s "-screen 0 1366x768x24" tools/run.sh)
SENTENCE
            exit 1
        fi
        exec "${demo[@]}"
        ;;
    xvfb)
        command -v xvfb-run >/dev/null || { echo "xvfb-run is missing: sudo apt-get install xvfb xauth" >&2; exit 1; }
        exec env -u WAYLAND_DISPLAY xvfb-run -a -s "-screen 0 1366x768x24" "${demo[@]}"
        ;;
    *)
        echo "DISPLAY_MODE is window or xvfb, not $mode" >&2
        exit 2
        ;;
esac
