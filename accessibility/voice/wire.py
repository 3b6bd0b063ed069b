"""What goes over the pipes to and from the recogniser's worker: each in a frame.

A body is one letter for its kind, a number of 4 bytes, and the rest: samples as they are, words as JSON.
"""

from __future__ import annotations

import enum
import json
import struct
from dataclasses import dataclass

from accessibility.pipes import frame

REQUEST_LIMIT = 512 * 1024
REPLY_LIMIT = 64 * 1024

_HEAD = struct.Struct("!cI")


class Outcome(enum.Enum):
    """What the worker says first."""

    LOADED = "loaded"
    ABSENT = "absent"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Expect:
    """Listen for these phrases and single words from now on; results carry `number`."""

    number: int
    locale: str
    phrases: tuple[str, ...]
    words: tuple[str, ...]

    def encode(self) -> bytes:
        """Give the whole frame."""
        return _frame(b"E", self.number, _json([self.locale, self.phrases, self.words]))


@dataclass(frozen=True, slots=True)
class Audio:
    """Mono 16-bit samples in this machine's order of bytes, 16 000 a second."""

    pcm: bytes

    def encode(self) -> bytes:
        """Give the whole frame."""
        return _frame(b"A", 0, self.pcm)


@dataclass(frozen=True, slots=True)
class Reset:
    """Throw away everything that was heard."""

    def encode(self) -> bytes:
        """Give the whole frame."""
        return _frame(b"R", 0, b"")


@dataclass(frozen=True, slots=True)
class Began:
    """How the worker's start went."""

    outcome: Outcome

    def encode(self) -> bytes:
        """Give the whole frame."""
        return _frame(b"B", 0, self.outcome.value.encode())


@dataclass(frozen=True, slots=True)
class Ready:
    """The phrases of `number` are listened for; the model does not know `unknown`."""

    number: int
    unknown: tuple[str, ...]

    def encode(self) -> bytes:
        """Give the whole frame."""
        return _frame(b"K", self.number, _json(self.unknown))


@dataclass(frozen=True, slots=True)
class Heard:
    """A final result while the phrases of `number` were listened for.

    `milliseconds`: how long the voice was heard; `clear`: how far it stood out of the room, in dB.
    """

    number: int
    milliseconds: int
    clear: int
    words: tuple[str, ...]

    def encode(self) -> bytes:
        """Give the whole frame."""
        return _frame(b"H", self.number, _json([self.milliseconds, self.clear, self.words]))


Request = Expect | Audio | Reset
Reply = Began | Ready | Heard


def request(body: bytes) -> Request:
    """Read a frame's body; raises ValueError when it is none."""
    kind, number, rest = _split(body)
    if kind == b"A" and len(rest) % 2 == 0:
        return Audio(rest)
    if kind == b"R":
        return Reset()
    if kind == b"E":
        locale, phrases, words = _list(rest, 3)
        return Expect(number, str(locale), _strings(phrases), _strings(words))
    raise ValueError("no request")


def reply(body: bytes) -> Reply:
    """Read a frame's body; raises ValueError when it is none."""
    kind, number, rest = _split(body)
    if kind == b"B":
        return Began(Outcome(rest.decode()))
    if kind == b"K":
        return Ready(number, _strings(json.loads(rest)))
    if kind == b"H":
        milliseconds, clear, words = _list(rest, 3)
        if not isinstance(milliseconds, int) or not isinstance(clear, int):
            raise ValueError("no figures")
        return Heard(number, milliseconds, clear, _strings(words))
    raise ValueError("no reply")


def _frame(kind: bytes, number: int, rest: bytes) -> bytes:
    return frame(_HEAD.pack(kind, number) + rest)


def _split(body: bytes) -> tuple[bytes, int, bytes]:
    if len(body) < _HEAD.size:
        raise ValueError("no frame")
    kind, number = _HEAD.unpack_from(body)
    return kind, number, body[_HEAD.size :]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _list(data: bytes, length: int) -> list[object]:
    found = json.loads(data)
    if not isinstance(found, list) or len(found) != length:
        raise ValueError("not what was agreed")
    return found


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("no words")
    return tuple(value)
