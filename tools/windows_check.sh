#!/usr/bin/env bash
# tools/windows_check.sh [STEP...]: the Windows installer under Wine 10, in a Debian 13 root of its own (bookworm's Wine does not
# load PySide6): installed silently with an answer file, checked, pictured, upgraded, removed; the data stays.
# STEP: install, window, remove; all of them in this order where none is named.
# By hand (make windows-check), as root, never in CI. Pictures and the report: build/windows-check/, and
# docs/installers once all was seen.
#
# Wine lacks what these stand in for, in the check only: two DLLs of Windows, and the complex functions of a third
# (tools/packaging/wine). What is installed is what ships, and setup.exe's own check is on.
# What Wine cannot tell: UAC, SmartScreen, virus scanners, real printers, scanners and cameras, input methods, high DPI:
# docs/onsite-device-check.md.
set -euo pipefail
cd "$(dirname "$0")/.."

steps=" $* "
[ "$steps" != "  " ] || steps=' install window remove '
step() { [[ $steps == *" $1 "* ]]; }
work=$PWD/build/windows-check
root=$work/root
out=$work/report
mkdir -p "$out"

say() { printf 'windows-check: %s\n' "$*" | tee -a "$out/report.txt"; }
fail() { say "FAILED: $*"; exit 1; }
inside() {
    chroot "$root" env -i HOME=/srv LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"
}
wine_does() { # COMMAND... with a display
    inside env WINEPREFIX=/srv/prefix WINEDEBUG=-all WINEDLLOVERRIDES='ucrtbase=n,b;winedbg.exe,mscoree,mshtml=' DISPLAY=:98 "$@"
}

settled() { # Wine's own services end by themselves, or, on a machine with devices that they do not know, never
    wine_does timeout 60 wineserver -w || wine_does wineserver -k || true
}

setup_does() { # OPTION...: the installer in C:\\, for all users; $ended: its exit code
    ended=0
    wine_does wine 'C:\setup.exe' /S /AllUsers "$@" >>"$out/wine.log" 2>&1 || ended=$?
    settled
    [ "$ended" = 0 ]
}

# What Wine is known not to carry, by the names of the parts; a part that is bad and not named here ends the check. Now: none.
cannot=""
judged() { # SELF-CHECK.json
    .venv/bin/python -m tools.packaging.judged "$1" $cannot
}

[ "$(id -u)" = 0 ] || { echo "windows-check: make it as root: it needs a root of its own" >&2; exit 1; }
setup=$(ls -t dist/QuayMotCua-*-setup.exe 2>/dev/null | head -n 1) || true
[ -n "$setup" ] || { echo "windows-check: no installer in dist/: make installers" >&2; exit 1; }

mounts() { for place in proc dev sys; do mountpoint -q "$root/$place" || mount --bind "/$place" "$root/$place"; done; }
unmounts() { for place in sys dev proc; do if mountpoint -q "$root/$place"; then umount -l "$root/$place"; fi; done; }
x=
cups=
ends() {
    [ -z "$x" ] || kill "$x" 2>/dev/null || true
    [ -z "$cups" ] || kill "$cups" 2>/dev/null || true
    wine_does wineserver -k >/dev/null 2>&1 || true
    unmounts
}
trap ends EXIT

if [ ! -e "$root/.ready" ]; then
    rm -rf "$root"
    debootstrap --variant=minbase trixie "$root" >"$out/debootstrap.log" 2>&1 || fail "debootstrap"
    cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
    mounts
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    inside apt-get update -qq >"$out/apt.log" 2>&1 || fail "apt-get update"
    inside apt-get install -y -qq --no-install-recommends wine wine64 xvfb xauth xdotool imagemagick \
        >>"$out/apt.log" 2>&1 || fail "Wine; see apt.log"
    touch "$root/.ready"
fi
mounts
# A print server that Wine's spooler hands its documents to.
cp /etc/resolv.conf "$root/etc/resolv.conf"
[ -x "$root/usr/sbin/cupsd" ] || inside apt-get install -y -qq --no-install-recommends cups cups-client libcups2t64 \
    >>"$out/apt.log" 2>&1 || fail "CUPS; see apt.log"
port=$((20000 + RANDOM % 20000))
sed -i "s/^Listen localhost:.*/Listen localhost:$port/" "$root/etc/cups/cupsd.conf"
rm -rf "$root/run/cups/cups.sock" "$root/var/spool/cups/"[cd]*
chroot "$root" /usr/sbin/cupsd -f >"$out/cups.log" 2>&1 &
cups=$!
for _ in $(seq 100); do inside lpstat -r 2>/dev/null | grep -q 'is running' && break; sleep 0.2; done
mkdir -p "$root/srv/printed" && rm -f "$root/srv/printed/"*
printf '#!/bin/sh\n[ $# = 0 ] || cat "${6:--}" >/srv/printed/paper.ps\n' >"$root/usr/lib/cups/backend/keep"
chmod 700 "$root/usr/lib/cups/backend/keep" # its owner's alone: then it runs as root
inside lpadmin -p phieu -E -v keep:/ >>"$out/cups.log" 2>&1 || fail "lpadmin"
inside lpadmin -d phieu

Xvfb :98 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
x=$!
mkdir -p "$root/tmp/.X11-unix"
mountpoint -q "$root/tmp/.X11-unix" || mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
trap 'umount -l "$root/tmp/.X11-unix" 2>/dev/null || true; ends' EXIT
program=$root/srv/prefix/drive_c/"Program Files"/QuayMotCua
system32=$root/srv/prefix/drive_c/windows/system32
with_complex_functions() {
    x86_64-w64-mingw32-gcc -shared -s -O1 -static-libgcc -o "$system32/ucrtbase.dll" tools/packaging/wine/ucrtbase.c "$work/ucrtbase.def"
}

if step install; then
: >"$out/report.txt"
rm -rf "$root/srv/prefix"
say "$(basename "$setup"), $(stat -c %s "$setup") bytes, under $(inside wine --version 2>/dev/null || true)"
wine_does wineboot -i >"$out/wine.log" 2>&1 || fail "wineboot"
for shim in icuuc mscms; do
    x86_64-w64-mingw32-gcc -shared -s -o "$system32/$shim.dll" "tools/packaging/wine/$shim.c"
done
cp --remove-destination "$system32/ucrtbase.dll" "$system32/ucrtwine.dll"
objdump -p "$system32/ucrtwine.dll" | awk -v ours='^c(abs|arg|cos|cosh|exp|imag|pow|real|sin|sinh|tan|tanh)[fl]?$' '
    BEGIN { print "LIBRARY ucrtbase.dll\nEXPORTS" }
    /\[Ordinal\/Name Pointer\] Table/ { listed = 1; next }
    listed && /^\t\[/ { print $NF " = " ($NF ~ ours ? "of_" : "ucrtwine.") $NF }
    listed && /^$/ { listed = 0 }' >"$work/ucrtbase.def"
with_complex_functions

cp "$setup" "$root/srv/prefix/drive_c/setup.exe"
cat >"$root/srv/prefix/drive_c/answers.toml" <<'TOML'
[unit]
code = "H13.507"
name = "Phường Kiểm Thử"
parent = "Ủy ban nhân dân phường"
place = "Cần Thơ"
[province]
base_url = "http://127.0.0.1:9"
client_id = "Q01"
[[pcs]]
computer = "*"
counter = "Q07"
TOML
wine_does wine reg add 'HKLM\Software\QuayMotCua' /v InstallDir /d 'C:\clerks\QuayMotCua' /f >>"$out/wine.log" 2>&1 # as of an earlier one
setup_does || true
wine_does wine reg delete 'HKLM\Software\QuayMotCua' /f >>"$out/wine.log" 2>&1
[ "$ended" = 6 ] || fail "setup.exe ended with $ended where a clerk could replace the program"
[ ! -e "$root/srv/prefix/drive_c/clerks" ] || fail "something was installed where a clerk could replace it"
say "for all users outside Program Files: refused with 6"
setup_does '/ANSWERS=C:\answers.toml' || fail "setup.exe ended with $ended"
[ -e "$program/current" ] || fail "nothing was installed"
version=$(cat "$program/current")
say "installed silently, with setup's own check: $version, $(du -sm "$program" | cut -f1) MB"
settings=$root/srv/prefix/drive_c/ProgramData/quay-mot-cua
[ -e "$settings/site.toml" ] || fail "the answer file was not used"
say "answer file: in place, $(grep -c . "$settings/site.toml") lines"
[ -s "$program/versions/$version/manifest.json" ] || fail "no manifest.json: the first update would fetch all of the program"

wine_does wine 'C:\Program Files\QuayMotCua\counter-app.exe' self-check --program --json >"$out/self-check.json" 2>>"$out/wine.log" || true
judged "$out/self-check.json" | tee -a "$out/report.txt" || fail "the program's own check"

# Beside the self-check: what only Windows has.
python='C:\Program Files\QuayMotCua\versions\'$version'\runtime\python.exe'
cp tools/packaging/wine/{guards,job_object,prints,wia_scanner}.py "$root/srv/prefix/drive_c/"
mkdir -p "$root/srv/prefix/drive_c/closed" "$root/srv/prefix/drive_c/open" && chmod 777 "$root/srv/prefix/drive_c/open"
wine_does timeout 300 wine "$python" 'C:\guards.py' 'C:\closed' 'C:\open' >"$out/guards.txt" 2>>"$out/wine.log" || fail "access lists; see guards.txt"
say "access lists by Windows' functions: $(grep -c 'as it is meant' "$out/guards.txt") read as they are meant, the folder of settings too"
tied=$(wine_does timeout 120 wine "$python" 'C:\job_object.py' 2>>"$out/wine.log") || fail "a worker outlives the program: $tied"
say "a worker that hangs ends with the killed program, one that is not tied stays: $(printf %s "$tied" | tr -d '\r')"
printed=$(wine_does timeout 120 wine "$python" 'C:\prints.py' 2>>"$out/wine.log") || fail "printing: $printed"
paper=$root/srv/printed/paper.ps
for _ in $(seq 50); do [ -s "$paper" ] && break; sleep 0.2; done
grep -aq 'PageSize A5' "$paper" 2>/dev/null || fail "printing: no A5 page came to the print server; $printed"
say "a paper through the spooler and the printer's driver: A5, $(stat -c %s "$paper") bytes of PostScript at the print server"
if command -v gs >/dev/null; then
    gs -q -dBATCH -dNOPAUSE -sDEVICE=pnggray -r80 -sOutputFile="$out/printed.png" "$paper"
    grey=$(.venv/bin/python -c 'import sys; from PIL import Image, ImageStat; print(round(ImageStat.Stat(Image.open(sys.argv[1])).mean[0]))' "$out/printed.png")
    [ "$grey" -gt 200 ] && [ "$grey" -lt 254 ] || fail "printing: the paper is not as it should be: printed.png"
    cp "$out/printed.png" docs/installers/windows-printed.png
fi
rm -rf "$root/srv/prefix/drive_c/recorded"
wine_does timeout 300 wine "$python" 'C:\wia_scanner.py' 'C:\recorded' >"$out/wia.txt" 2>>"$out/wine.log" || fail "WIA's border; see wine.log"
for one in tests/devices/wia_recorded/*.json; do
    diff -q <(grep -v '"recorded"' "$one") <(tr -d '\r' <"$root/srv/prefix/drive_c/recorded/${one##*/}" | grep -v '"recorded"') >/dev/null ||
        fail "WIA: ${one##*/} is not what the tests replay"
done
say "WIA's border in COM: $(grep -c calls "$out/wia.txt") conversations with a made-up scanner, the same that the tests replay"
fi

window_opens() { # PICTURE: until its store is open; then Wine is ended with it
find "$root/srv/prefix/drive_c/users" -name counter.door -delete 2>/dev/null || true
wine_does timeout 330 wine 'C:\Program Files\QuayMotCua\QuayMotCua.exe' >>"$out/wine.log" 2>&1 &
for _ in $(seq 300); do
    if inside env DISPLAY=:98 xdotool search --onlyvisible --name 'Quầy' >/dev/null 2>&1; then break; fi
    sleep 1
done
for _ in $(seq 120); do # the window comes first, its store a little later
    find "$root/srv/prefix/drive_c/users" -name counter.door 2>/dev/null | grep -q . && break
    sleep 1
done
sleep 5
inside env DISPLAY=:98 import -window root /tmp/window.png && cp "$root/tmp/window.png" "$out/$1.png"
find "$root/srv/prefix/drive_c/users" -name counter.door | grep -q . || fail "no store was opened; see $1.png"
wine_does wineserver -k || true
}
if step window; then
window_opens window
say "window pictured: window.png"
fi

step remove || exit 0
data=$(find "$root/srv/prefix/drive_c/users" -type d -name quay-mot-cua | head -n 1)
[ -n "$data" ] || fail "the program made no folder of its own: it was not seen to start"
hashed() { find "$data" -type f -exec sha256sum {} + | sort; }

# The same program under a higher version, packed weakly.
.venv/bin/python - "$work" <<'PYTHON' || fail "a second version"
import sys
from pathlib import Path
from tools.packaging.interpreters import System
from tools.packaging.renumbered import renumbered
from tools.packaging.windows_pack import pack
work = Path(sys.argv[1])
pack(renumbered(System.WINDOWS, "99.0.0", work / "renumbered"), work, quick=True)
PYTHON
cp "$work/QuayMotCua-99.0.0-setup.exe" "$root/srv/prefix/drive_c/setup.exe"
version=$(cat "$program/current")
for old in 0.0.8 0.0.9; do # left from before; a window is still open of one of them
    mkdir -p "$program/versions/$old/runtime"
    find "$program/versions/$version/runtime" -maxdepth 1 -type f -exec cp {} "$program/versions/$old/runtime/" \;
done
an_old_window_opens() {
    wine_does timeout 1200 wine 'C:\Program Files\QuayMotCua\versions\0.0.9\runtime\python.exe' -c 'import time; print("open", flush=True); time.sleep(1100)' \
        >"$out/open.txt" 2>>"$out/wine.log" &
    for _ in $(seq 300); do grep -q open "$out/open.txt" && break; sleep 0.2; done
    grep -q open "$out/open.txt" || fail "the old program does not run"
}
cp --remove-destination "$system32/ucrtwine.dll" "$system32/ucrtbase.dll" # a PC that cannot run it
setup_does || true
[ "$ended" = 5 ] || fail "setup.exe ended with $ended where its own check fails"
[ "$(cat "$program/current")" = "$version" ] || fail "a version that fails its own check was switched to"
! compgen -G "$program/versions/99.0.0*" >/dev/null || fail "a version that failed its own check was left"
say "an upgrade that fails setup's own check: refused with 5, nothing of it left, $version goes on"
with_complex_functions
an_old_window_opens
setup_does || fail "setup.exe ended with $ended, the upgrade"
[ "$(cat "$program/current")" = 99.0.0 ] || fail "the upgrade is not current"
[ -e "$program/versions/99.0.0/runtime/python.exe" ] || fail "the new version is not there"
[ -e "$program/versions/0.0.9/runtime/python.exe" ] || fail "a version that was running was taken away"
[ ! -e "$program/versions/0.0.8" ] || fail "a version that nobody runs was left"
say "upgraded beside an open window with setup's own check: good; of the old versions the running one stays"
wine_does wine 'C:\Program Files\QuayMotCua\counter-app.exe' self-check --program --json >"$out/self-check-upgraded.json" 2>>"$out/wine.log" || true
judged "$out/self-check-upgraded.json" >/dev/null || fail "the upgraded program checks itself badly; see self-check-upgraded.json"
[ "$(cat "$program/fallback")" = "$version" ] || fail "there is no version to go back to"
! compgen -G "$program/versions/*.new" >/dev/null || fail "something half-laid was left"
mv "$program/versions/99.0.0/runtime/python.exe" "$work/python.exe"
wine_does wine 'C:\Program Files\QuayMotCua\counter-app.exe' --help >"$out/fallback.txt" 2>>"$out/wine.log" || fail "the launcher does not go back"
mv "$work/python.exe" "$program/versions/99.0.0/runtime/python.exe"
grep -q restore "$out/fallback.txt" || fail "the launcher does not start the version before; see fallback.txt"
say "the launcher starts the version before where the new one's interpreter is gone"
say "upgraded to 99.0.0: $(grep -o '"outcome": "[a-z]*"' "$out/self-check-upgraded.json" | sort | uniq -c | tr -s ' \n' ' ')"
window_opens upgraded
if [ -e "$program/fallback" ]; then
    grep -qx 99.0.0 "$data/proved" || fail "the upgraded program's window has proved nothing; see upgraded.png"
fi
say "the upgraded program's window is open on the store from before, which proves the version"
before=$(hashed)
wine_does wine 'C:\Program Files\QuayMotCua\uninstall.exe' /AllUsers /S >>"$out/wine.log" 2>&1 || true
for _ in $(seq 60); do [ -e "$program/current" ] || break; sleep 1; done
settled
[ ! -e "$program/current" ] || fail "the program is still there"
[ -n "$before" ] && [ "$before" = "$(hashed)" ] || fail "data was touched"
say "removed; data stays, by their hashes: $(printf '%s\n' "$before" | wc -l) files"
say "not seen here, for Wine has none of it: UAC, SmartScreen, virus scanners, real printers, scanners, cameras and card"
say "  readers, input methods, high DPI; takeown.exe (Wine has none) and icacls.exe (a stub): that the settings become"
say "  administrators' alone is read back there, not made; one pass on a PC: docs/onsite-device-check.md"
say "PASSED"
cp "$out/report.txt" docs/installers/windows-check.txt
cp "$out/window.png" docs/installers/windows-check.png
