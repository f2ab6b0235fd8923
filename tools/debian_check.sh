#!/usr/bin/env bash
# tools/debian_check.sh [SUITE [STEP...]]: the Debian package in a bare root made by debootstrap: installed with what it depends
# on, checked, its window pictured, upgraded, removed; the data stays. By hand (make debian-check), as root, never in CI.
#
# STEP: install, serve, remove; all of them in this order where none is named.
# Pictures and the report: build/debian-check/, and docs/installers once it has passed.
set -euo pipefail
cd "$(dirname "$0")/.."

suite=${1:-bookworm}
steps=" ${*:2} "
[ "$steps" != "  " ] || steps=' install serve remove '
step() { [[ $steps == *" $1 "* ]]; }
work=$PWD/build/debian-check
root=$work/root-$suite
out=$work/report-$suite
mkdir -p "$out"

say() { printf 'debian-check: %s\n' "$*" | tee -a "$out/report.txt"; }
fail() { say "FAILED: $*"; exit 1; }
inside() { chroot "$root" env -i HOME=/root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
clerk() { inside runuser -u clerk -- env HOME=/srv/clerk XDG_RUNTIME_DIR=/tmp/clerk "$@"; }

[ "$(id -u)" = 0 ] || { echo "debian-check: make it as root: it needs a root of its own" >&2; exit 1; }
deb=$(ls -t dist/quay-mot-cua_*_amd64.deb 2>/dev/null | head -n 1) || true
[ -n "$deb" ] || { echo "debian-check: no package in dist/: make installers" >&2; exit 1; }

mounts() {
    for place in proc dev; do
        mountpoint -q "$root/$place" || mount --bind "/$place" "$root/$place"
    done
}
unmounts() {
    for place in dev proc; do
        if mountpoint -q "$root/$place"; then umount -l "$root/$place"; fi
    done
}
trap unmounts EXIT

if [ ! -e "$root/.bare" ]; then
    rm -rf "$root"
    debootstrap --variant=minbase "$suite" "$root" >"$out/debootstrap.log" 2>&1 || fail "debootstrap"
    cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
    touch "$root/.bare"
fi
mounts
cp /etc/resolv.conf "$root/etc/resolv.conf"

if step install; then
: >"$out/report.txt"
inside id clerk >/dev/null 2>&1 || inside useradd -m -d /srv/clerk clerk
inside apt-get purge -y -qq quay-mot-cua >/dev/null 2>&1 || true
rm -rf "$root/srv/clerk/.local" "$root/etc/xdg/quay-mot-cua"

say "$(basename "$deb"), $(stat -c %s "$deb") bytes, in a bare $suite"
cp "$deb" "$root/tmp/first.deb"
inside apt-get update -qq >"$out/apt.log" 2>&1 || fail "apt-get update"
# --no-install-recommends: what Depends names must be enough
inside apt-get install -y --no-install-recommends /tmp/first.deb >>"$out/apt.log" 2>&1 || fail "install; see apt.log"
[ -s "$root/opt/quay-mot-cua/versions/$(cat "$root/opt/quay-mot-cua/current")/manifest.json" ] || fail "no manifest.json: the first update would fetch all of the program"
say "installed with its dependencies: $(du -sm "$root/opt/quay-mot-cua" | cut -f1) MB"

clerk env QT_QPA_PLATFORM=offscreen counter-app self-check --program >"$out/self-check.txt" 2>&1 ||
    { cat "$out/self-check.txt"; fail "self-check --program"; }
say "self-check --program: $(grep -c ^good "$out/self-check.txt") good, none bad"
fi

if step serve; then
# A desktop's parts, which a bare root has not: a display, a session bus, a key ring.
inside apt-get install -y -qq --no-install-recommends xvfb xauth x11-apps imagemagick xdotool gnome-keyring dbus-daemon cups \
    >>"$out/apt.log" 2>&1 || fail "tools of the check"
mkdir -p "$root/tmp/clerk" && inside chown clerk /tmp/clerk && inside chmod 700 /tmp/clerk

# The site's settings, as IT puts them; the province is the sandbox, outside.
port=$((20000 + RANDOM % 20000))
database=$(mktemp -d)
.venv/bin/python -m sync.sandbox --port "$port" --database "$database/province.sqlite" --seed 1 >"$out/sandbox.log" 2>&1 &
sandbox=$!
trap 'kill "$sandbox" 2>/dev/null || true; unmounts' EXIT
# The hall's database, outside as well: over TLS, with a certificate of an authority made for it.
.venv/bin/python - >"$out/hall.txt" 2>"$out/hall.log" <<'PYTHON' &
import signal
from tests.services.postgres import PASSWORD, PostgresServer
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
server = PostgresServer()
server.start()
print(server.port, server.authority.file, PASSWORD, sep="\n", flush=True)
signal.sigwait({signal.SIGTERM})
server.stop()
server.remove()
PYTHON
hall=$!
trap 'kill "$sandbox" "$hall" 2>/dev/null || true; unmounts' EXIT
for _ in $(seq 300); do [ "$(wc -l <"$out/hall.txt")" = 3 ] && break; sleep 0.2; done
[ -e "$root/etc/hosts" ] || echo '127.0.0.1 localhost' >"$root/etc/hosts"
mkdir -p "$root/etc/xdg/quay-mot-cua"
cp "$(sed -n 2p "$out/hall.txt")" "$root/etc/xdg/quay-mot-cua/hall-ca.pem"
sed -n 3p "$out/hall.txt" >"$root/tmp/clerk/hall-password"
cat >"$root/etc/xdg/quay-mot-cua/site.toml" <<TOML
[unit]
code = "H13.507"
name = "Phường Kiểm Thử"
parent = "Ủy ban nhân dân phường"
place = "Cần Thơ"
[province]
base_url = "http://127.0.0.1:$port"
client_id = "Q01"
[counter]
code = "Q01"
site = "sanh-1"
[printers]
receipt = "phieu"
[site]
url = "postgresql://localhost:$(sed -n 1p "$out/hall.txt")/sanh"
ca_file = "/etc/xdg/quay-mot-cua/hall-ca.pem"
TOML

# A printer that keeps what it is given.
mkdir -p "$root/srv/printed"
rm -f "$root/srv/printed/"*
printf '#!/bin/sh\n[ $# = 0 ] || cat "${6:--}" >/srv/printed/receipt.pdf\n' >"$root/usr/lib/cups/backend/keep"
chmod 700 "$root/usr/lib/cups/backend/keep" # its owner's alone: then it runs as root
sed -i 's/^Listen localhost:631$/Listen localhost:'$((port + 1))'/' "$root/etc/cups/cupsd.conf"
rm -f "$root/run/cups/cups.sock" # an earlier check's
chroot "$root" /usr/sbin/cupsd -f >"$out/cups.log" 2>&1 & # not by a function: what is killed at the end is cupsd itself
cups=$!
trap 'kill "$sandbox" "$hall" "$cups" 2>/dev/null || true; unmounts' EXIT
for _ in $(seq 100); do inside lpstat -r 2>/dev/null | grep -q 'is running' && break; sleep 0.2; done
inside lpadmin -p phieu -E -v keep:/ >>"$out/cups.log" 2>&1 || fail "lpadmin"
cp resources/demo_pages/*.jpg "$root/tmp/clerk/"

cat >"$root/tmp/served.sh" <<'SH'
set -e
printf %s made-up | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
printf 'made-up-secret\n' | counter-app province-secret
counter-app sync --once
counter-app site init --admin quay </tmp/clerk/hall-password
counter-app site status
printf 'mat-khau-kiem-thu\n' | counter-app people first kiemthu 'Người Kiểm Thử' || true
Xvfb :97 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
x=$!
export DISPLAY=:97
for _ in $(seq 100); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
counter-app &
program=$!
xdotool search --sync --onlyvisible --name 'Quầy Một Cửa' >/dev/null
still() { # until what is drawn stays as it is, and keeps a picture of it as $1
    for _ in $(seq 50); do
        import -window root /tmp/clerk/one.png; sleep 0.6; import -window root /tmp/clerk/two.png
        [ "$(compare -metric AE /tmp/clerk/one.png /tmp/clerk/two.png null: 2>&1)" = 0 ] && break
    done
    cp /tmp/clerk/two.png "/tmp/clerk/$1.png"
}
keys() { xdotool key --delay 120 "$@"; }
door=$HOME/.local/share/quay-mot-cua/counter.socket
for _ in $(seq 300); do [ -S "$door" ] && break; sleep 0.5; done # the store is open, and its window follows
sleep 10
still window
focus() { xdotool windowfocus "$(xdotool search --onlyvisible --name 'Quầy Một Cửa' | head -n 1)" || true; } # no window manager does
focus
xdotool mousemove 680 286 click 1 # the name's field
xdotool type --delay 90 nguyet
keys Tab
xdotool type --delay 90 demo # a made-up person of the sandbox's
keys Return
still in
keys Escape # no PIN now
still queue
keys F3 # somebody without a ticket
still walk-in
xdotool type --delay 110 094085001234
keys Return
still who
keys F4
still procedures
xdotool type --delay 110 2.000815
still chosen
keys Return
still papers
keys space # the original was shown
still shown
keys ctrl+o # the copy comes as a file
still chooser
xdotool type --delay 60 /tmp/clerk/1.jpg
keys Return
sleep 8
focus # of the chooser nothing is left
still scanned
keys F7 # the fee, in cash
still paid
for _ in $(seq 20); do # a page may still be worked on: then F12 says so
    keys F12
    sleep 3
    keys ctrl+p # a result of the same day has its receipt printed when it is asked for
    sleep 3
    [ -s /srv/printed/receipt.pdf ] && break
done
still accepted
still served
kill $program; wait $program || true
kill $x
SH
# A PC of 2 GB: what Debian's desktop and a browser leave of it is all that the session may have, its screen, its
# key ring and the pictures taken of it included.
room=1000000000
for memory in /sys/fs/cgroup/memory /sys/fs/cgroup; do # version 1, version 2
    group=$memory/quay-check
    [ -e "$memory/memory.limit_in_bytes" ] || [ -e "$memory/cgroup.subtree_control" ] || continue
    rmdir "$group" 2>/dev/null || true # what an earlier check used
    mkdir -p "$group" && break
done
for limit in memory.limit_in_bytes memory.max; do [ ! -e "$group/$limit" ] || echo "$room" >"$group/$limit"; done
(
    echo "$BASHPID" >"$group/cgroup.procs"
    clerk timeout 1500 dbus-run-session -- bash /tmp/served.sh
) >"$out/session.log" 2>&1 || { tail -n 15 "$out/session.log"; fail "the session"; }
grep -q '^Bảng bản' "$out/session.log" || fail "the hall's database was not reached; see session.log"
say "joined the hall: $(grep -o 'PostgreSQL [0-9.]*' "$out/session.log" | head -n 1) over TLS, $(grep -o 'Bảng bản [0-9]*' "$out/session.log" | head -n 1)"
cp "$root/tmp/clerk/window.png" "$out/window.png"
say "store made, exchanged with the sandbox, window pictured: window.png"
cp "$root/tmp/clerk/served.png" "$out/served.png"
most=$(cat "$group/memory.max_usage_in_bytes" "$group/memory.peak" 2>/dev/null | head -n 1 || true)
killed=$(cat "$group/memory.oom_control" "$group/memory.events" 2>/dev/null | sed -n 's/^oom_kill //p' || true)
[ "$killed" = 0 ] || fail "the session has not room enough in $((room / 1000000)) MB"
say "all of it in $((room / 1000000)) MB of memory, files that were read included: at most $((most / 1000000)) MB in use"
[ "$(head -c 4 "$root/srv/printed/receipt.pdf")" = %PDF ] || fail "no receipt was printed; see served.png"
say "a citizen served: receipt of $(stat -c %s "$root/srv/printed/receipt.pdf") bytes printed through CUPS: served.png"
fi

step remove || exit 0
# The same program under a higher version: only the name of the folder and the number differ.
.venv/bin/python -m tools.packaging.renumbered "$work" 99.0.0 || fail "a second version"
cp "$work/quay-mot-cua_99.0.0_amd64.deb" "$root/tmp/second.deb"
inside apt-get install -y --no-install-recommends /tmp/second.deb >>"$out/apt.log" 2>&1 || fail "upgrade; see apt.log"
[ "$(cat "$root/opt/quay-mot-cua/current")" = 99.0.0 ] || fail "the upgrade is not current"
[ -d "$root/opt/quay-mot-cua/versions/99.0.0" ] || fail "the new version is not there"
clerk env QT_QPA_PLATFORM=offscreen counter-app self-check --program >"$out/self-check-upgraded.txt" 2>&1 || fail "self-check after the upgrade"
[ "$(cat "$root/opt/quay-mot-cua/fallback" 2>/dev/null)" != "" ] || fail "there is no version to go back to"
say "upgraded to 99.0.0; self-check good"

# Its window, on the store from before.
cat >"$root/tmp/opened.sh" <<'SH'
set -e
printf %s made-up | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
Xvfb :96 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
x=$!
export DISPLAY=:96
for _ in $(seq 100); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
proved=$HOME/.local/share/quay-mot-cua/proved
rm -f "$proved"
counter-app &
program=$!
for _ in $(seq 600); do [ "$(cat "$proved" 2>/dev/null)" = 99.0.0 ] && break; sleep 0.2; done
sleep 2
import -window root /tmp/clerk/upgraded.png
kill $(grep -l "^PPid:[[:space:]]*$program$" /proc/[0-9]*/status 2>/dev/null | head -n 1 | cut -d/ -f3) # on trial: the launcher waits for it
wait $program || true
kill $x
[ "$(cat "$proved")" = 99.0.0 ]
SH
clerk timeout 300 dbus-run-session -- bash /tmp/opened.sh >"$out/opened.log" 2>&1 || fail "the upgraded program's window; see opened.log"
cp "$root/tmp/clerk/upgraded.png" "$out/upgraded.png"
say "the upgraded program's window is open on the store from before, which proves the version"
hashed() { (cd "$root/srv/clerk/.local/share/quay-mot-cua" && find . -type f -exec sha256sum {} + | sort); }
hashed >"$out/data.txt"

inside apt-get purge -y -qq quay-mot-cua >>"$out/apt.log" 2>&1 || fail "purge"
[ ! -e "$root/opt/quay-mot-cua" ] || fail "files stay in /opt"
after=$(hashed)
[ "$(cat "$out/data.txt")" = "$after" ] || fail "data was touched"
[ -e "$root/etc/xdg/quay-mot-cua/site.toml" ] || fail "the settings of the unit are gone"
say "removed; data, by their hashes, and settings stay: $(printf '%s\n' "$after" | wc -l) files"
say "PASSED"
cp "$out/report.txt" docs/installers/debian-check.txt
cp "$out/window.png" docs/installers/debian-check.png
cp "$out/served.png" docs/installers/debian-served.png
