"""Makes what IT installs: stages the program, has it check itself, packs it.

    .venv/bin/python build_installer.py [linux] [windows] [--once] [--embeddable FILE] [--sign CERTIFICATE KEY]

From a clean checkout: make installers. The work is in tools/packaging.
"""

from __future__ import annotations

import sys

from tools.packaging.commands import main

if __name__ == "__main__":
    sys.exit(main())
