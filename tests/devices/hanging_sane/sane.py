"""Stands in for a driver that hangs and never gives the interpreter back."""

import ctypes
import os
from pathlib import Path

Path(os.environ["HANGS_NOW"]).touch()
ctypes.PyDLL(None).sleep(600)  # PyDLL, unlike CDLL, keeps the interpreter's lock
