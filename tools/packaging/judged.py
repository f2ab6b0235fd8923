"""Prints what a self-check says, and ends with 1 where a part is bad that may not be: `judged FILE.json [PART...]`.

PART: one that this system is known not to carry. None of the parts named, or a file of no parts, is bad as well: a
program that did not start has said nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path


def judged(told: str, cannot: Iterable[str]) -> tuple[list[str], bool]:
    """The lines, and whether all is as it may be."""
    try:
        parts = json.loads(told)
    except ValueError:
        return ["the program said nothing"], False
    lines = [f"  {one['outcome']:<7}{one['name']:<14}{one['words']}" for one in parts]
    bad = {one["name"] for one in parts if one["outcome"] == "bad"}
    lines += [f"  named as not carried, and good: {name}" for name in sorted(set(cannot) - bad)]
    return lines, bool(parts) and bad == set(cannot)


if __name__ == "__main__":
    said, well = judged(Path(sys.argv[1]).read_text("utf-8"), sys.argv[2:])
    sys.stdout.write("".join(f"windows-check: {line}\n" for line in said))
    sys.exit(0 if well else 1)
