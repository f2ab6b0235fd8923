#!/usr/bin/env bash
# tools/with_memory.sh MB COMMAND...: runs a command that may have so much memory and no more, files that it reads
# included, and says how much it had at most. As root; control groups of version 1 or 2.
#
#     tools/with_memory.sh 1000 .venv/bin/python tests/bench/bench_memory.py
set -euo pipefail
megabytes=$1
shift

group=
for memory in /sys/fs/cgroup/memory /sys/fs/cgroup; do
    if [ -e "$memory/memory.limit_in_bytes" ] || grep -qw memory "$memory/cgroup.subtree_control" 2>/dev/null; then
        group=$memory/quay-$$
        mkdir "$group" && break
    fi
done
[ -n "$group" ] || { echo "with_memory: no control group for memory here" >&2; exit 1; }
for limit in memory.limit_in_bytes memory.max; do
    [ ! -e "$group/$limit" ] || echo "$((megabytes * 1000000))" >"$group/$limit"
done
[ ! -e "$group/memory.swap.max" ] || echo 0 >"$group/memory.swap.max"

code=0
(
    echo "$BASHPID" >"$group/cgroup.procs"
    exec "$@"
) || code=$?
most=$(cat "$group/memory.max_usage_in_bytes" "$group/memory.peak" 2>/dev/null | head -n 1 || true)
killed=$(cat "$group/memory.oom_control" "$group/memory.events" 2>/dev/null | sed -n 's/^oom_kill //p' || true)
echo "with_memory: at most $((most / 1000000)) of $megabytes MB in use, ${killed:-?} processes killed for want of memory"
rmdir "$group" 2>/dev/null || true
exit "$code"
