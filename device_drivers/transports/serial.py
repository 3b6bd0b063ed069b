"""Bytes over a serial line, by the kernel's own interface: any rate, no waiting without an end.

pyserial would do the same with the same two calls of the kernel; its reads wait in a thread, and an event loop wants
the descriptor.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import struct
import termios
import time
from pathlib import Path

_TCGETS2, _TCSETS2 = 0x802C542A, 0x402C542B
"""The kernel's numbers for `struct termios2`, which takes any rate (asm-generic/ioctls.h; x86, ARM, RISC-V)."""
_TERMIOS2 = struct.Struct("=4IB19B2I")
_BOTHER, _CBAUD = 0o010000, 0o010017


class SerialTransport:
    """A device on a serial line: 8 data bits, no parity, one stop bit, no flow control."""

    def __init__(self, path: Path, baud: int) -> None:
        self._path, self._baud = path, baud

    def open(self) -> SerialLink:
        """Open the line raw, at its rate; raises OSError when it is not there or no serial line."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            _make_raw(descriptor, self._baud)
        except OSError:
            os.close(descriptor)
            raise
        return SerialLink(descriptor)


class SerialLink:
    """An open serial line, that nobody else opens meanwhile."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        """The descriptor, for an event loop."""
        return self._descriptor

    def read(self) -> bytes:
        """Give what has come, "" where nothing has; raises OSError when the line is gone."""
        try:
            data = os.read(self._descriptor, 4096)
        except BlockingIOError:
            return b""
        if not data:
            raise ConnectionResetError
        return data

    def send(self, data: bytes, seconds: float) -> None:
        """Hand over all of `data` within `seconds`; raises OSError."""
        until = time.monotonic() + seconds
        while data:
            if not select.select([], [self._descriptor], [], max(0.0, until - time.monotonic()))[1]:
                raise TimeoutError
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._descriptor, data) :]

    def receive(self, seconds: float) -> int | None:
        """Give the next byte, or None when none came within `seconds`; raises OSError when the line is gone."""
        if not select.select([self._descriptor], [], [], max(0.0, seconds))[0]:
            return None
        data = os.read(self._descriptor, 1)
        if not data:
            raise ConnectionResetError
        return data[0]

    def close(self) -> None:
        """Let go of the line."""
        os.close(self._descriptor)


def _make_raw(descriptor: int, baud: int) -> None:
    """Set 8N1, no echo, no signals, no translation, and the rate; raises OSError."""
    try:
        fcntl.ioctl(descriptor, termios.TIOCEXCL)
        words = list(_TERMIOS2.unpack(fcntl.ioctl(descriptor, _TCGETS2, bytes(_TERMIOS2.size))))
        words[0] = words[1] = words[3] = 0
        words[2] = words[2] & ~(_CBAUD | termios.CSIZE | termios.PARENB | termios.CSTOPB | termios.CRTSCTS)
        words[2] |= _BOTHER | termios.CS8 | termios.CREAD | termios.CLOCAL
        words[5 + termios.VMIN], words[5 + termios.VTIME] = 1, 0
        words[-2] = words[-1] = baud
        fcntl.ioctl(descriptor, _TCSETS2, _TERMIOS2.pack(*words))
        termios.tcflush(descriptor, termios.TCIFLUSH)
    except termios.error as error:
        raise OSError(*error.args) from error
