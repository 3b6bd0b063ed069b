"""Keeps Qt for Python from wearing out the interpreter's None.

Measured with PySide6 6.12.0 and Python 3.11.2: every Qt method that returns nothing gives back one reference to None
more than it took (built for interpreters from 3.12 on, where None is never counted, PEP 683). A fresh process has
about 5 000, so that it aborts after as many calls with "none_dealloc: deallocating None". Nothing else is affected:
True, False, numbers, texts and enums were counted over 1 000 calls each.
"""

from __future__ import annotations

import ctypes
import sys

MANY = 1 << 40
"""References given to None: 35 years at 1 000 calls a second."""


def keep_none() -> None:
    """Give None as many references as 3.12 gives it, in effect; harmless to repeat, nothing to do from 3.12 on."""
    if sys.version_info < (3, 12) and sys.getrefcount(None) < MANY // 2:
        ctypes.c_ssize_t.from_address(id(None)).value += MANY
