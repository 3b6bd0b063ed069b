"""A finger: real pointer events through XTest, with no process started for each (that alone would take 10 ms)."""

from __future__ import annotations

import contextlib
import ctypes
import os
import time
from collections.abc import Iterator, Mapping

_BUTTON = 1


class Pointer:
    """Touches places on one X screen."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Connect; raises OSError when the X server does not answer."""
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        with _authority(environment):
            self._display = ctypes.c_void_p(self._x.XOpenDisplay(environment["DISPLAY"].encode()))
        if self._display.value is None:
            raise OSError(0, "the X server does not answer")

    def touch(self, x: int, y: int) -> float:
        """Press and let go at a place; give the monotonic second just before the press was sent."""
        now = ctypes.c_ulong(0)
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, now)
        self._x.XSync(self._display, 0)
        start = time.monotonic()
        self._test.XTestFakeButtonEvent(self._display, _BUTTON, 1, now)
        self._test.XTestFakeButtonEvent(self._display, _BUTTON, 0, now)
        self._x.XFlush(self._display)
        return start

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


@contextlib.contextmanager
def _authority(environment: Mapping[str, str]) -> Iterator[None]:
    """Lend Xlib, which reads this process's environment only, the place of the cookie."""
    before = os.environ.get("XAUTHORITY")
    os.environ["XAUTHORITY"] = environment["XAUTHORITY"]
    try:
        yield
    finally:
        if before is None:
            del os.environ["XAUTHORITY"]
        else:
            os.environ["XAUTHORITY"] = before
