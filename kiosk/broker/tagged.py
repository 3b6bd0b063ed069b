"""Values as PulseAudio writes them, a letter for the kind before each (pulsecore/tagstruct.c of PulseAudio 16)."""

from __future__ import annotations

import struct

from kiosk.broker.breach import BreachError

NOTHING = 0xFFFF_FFFF
"""The number that stands for none."""

_SIZES = {b"L": 4, b"B": 1, b"R": 8, b"r": 8, b"a": 6, b"1": 0, b"0": 0, b"T": 8, b"U": 8, b"V": 4, b"N": 0}
_PROPERTIES_MOST = 256


def number(value: int) -> bytes:
    """Write a number."""
    return struct.pack(">cI", b"L", value)


def text(value: str) -> bytes:
    """Write a text."""
    return b"t" + value.encode() + b"\0"


class Values:
    """Reads the values of a packet one after the other. Raises `BreachError` at what is none, or another kind."""

    def __init__(self, body: bytes, at: int = 0) -> None:
        self._body = body
        self.at = at
        """Where the next value begins."""

    def number(self) -> int:
        """Read a number."""
        self._kind(b"L")
        return int.from_bytes(self._bytes(4), "big")

    def text(self) -> str | None:
        """Read a text, or the one that is none."""
        if self._body[self.at : self.at + 1] == b"N":
            self.at += 1
            return None
        self._kind(b"t")
        end = self._body.find(b"\0", self.at)
        if end < 0:
            raise BreachError
        found = self._body[self.at : end]
        self.at = end + 1
        return found.decode("utf-8", "replace")

    def flag(self) -> bool:
        """Read yes or no."""
        kind = self._bytes(1)
        if kind not in {b"0", b"1"}:
            raise BreachError
        return kind == b"1"

    def properties(self) -> dict[str, bytes]:
        """Read a list of properties."""
        self._kind(b"P")
        found: dict[str, bytes] = {}
        while (name := self.text()) is not None:
            size = self.number()
            self._kind(b"x")
            if size != int.from_bytes(self._bytes(4), "big") or len(found) >= _PROPERTIES_MOST:
                raise BreachError
            found[name] = self._bytes(size)
        return found

    def skip(self, count: int = 1) -> None:
        """Go over values of any kind."""
        for _ in range(count):
            self._one()

    def _one(self) -> None:
        kind = self._body[self.at : self.at + 1]
        if kind == b"t":
            self.text()
        elif kind == b"P":
            self.properties()
        elif kind in _SIZES:
            self._bytes(1 + _SIZES[kind])
        else:
            self._bytes(1)
            self._lengthy(kind)

    def _lengthy(self, kind: bytes) -> None:
        """Go over a value that begins with its size."""
        if kind == b"x":
            self._bytes(int.from_bytes(self._bytes(4), "big"))
        elif kind in {b"m", b"v"}:
            self._bytes(self._bytes(1)[0] * (1 if kind == b"m" else 4))
        else:
            raise BreachError

    def _kind(self, kind: bytes) -> None:
        if self._bytes(1) != kind:
            raise BreachError

    def _bytes(self, size: int) -> bytes:
        found = self._body[self.at : self.at + size]
        if len(found) < size:
            raise BreachError
        self.at += size
        return found
