"""Keeps Qt for Python from wearing out the interpreter's constants.

Measured with PySide6 6.12.0 and Python 3.11.2: every Qt method that returns nothing gives back one reference to None
more than it took. A fresh process has about 5 000, so that it aborts after as many calls with "none_dealloc:
deallocating None"; after some minutes of signals and events the same was seen with "bool_dealloc". It is built for
interpreters from 3.12 on, where such constants are immortal and never counted (PEP 683).
"""

from __future__ import annotations

import ctypes
import sys

MANY = 1 << 40
"""References given to each constant: 35 years at 1 000 calls a second."""


def keep_constants() -> None:
    """Make what is immortal from 3.12 on immortal in effect; harmless to repeat, nothing to do from 3.12 on."""
    if sys.version_info >= (3, 12):
        return
    constants: list[object] = [None, True, False, ..., NotImplemented, (), "", b"", *range(-5, 257)]
    for constant in constants:
        if sys.getrefcount(constant) < MANY // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += MANY
