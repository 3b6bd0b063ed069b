"""Frames over the pipes between a process and a worker that is its child: a 4-byte big-endian length and a body."""

from __future__ import annotations

import os

_LENGTH_BYTES = 4


def frame(body: bytes) -> bytes:
    """Give the whole frame of a body."""
    return len(body).to_bytes(_LENGTH_BYTES, "big") + body


class Frames:
    """Cuts a byte stream into frame bodies of at most `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Take bytes as they came, give the bodies now complete; raises ValueError on a length over the limit."""
        self._buffer += data
        bodies = []
        while len(self._buffer) >= _LENGTH_BYTES:
            size = int.from_bytes(self._buffer[:_LENGTH_BYTES], "big")
            if size > self._limit:
                raise ValueError("frame over the limit")
            if len(self._buffer) < _LENGTH_BYTES + size:
                break
            bodies.append(bytes(self._buffer[_LENGTH_BYTES : _LENGTH_BYTES + size]))
            del self._buffer[: _LENGTH_BYTES + size]
        return bodies


def outlet() -> int:
    """Give a worker's replies a descriptor of their own: libraries write to stdout and stderr, which are silent now."""
    target = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    return target


def write(target: int, data: bytes) -> None:
    """Write all of it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(target, rest) :]
