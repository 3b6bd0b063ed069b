"""What goes over the pipes to and from the speech worker, each in a frame.

Plain `struct` on purpose: msgspec costs the worker 5 MB, a third of
its memory, for two messages.
"""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass

from accessibility.pipes import frame

REQUEST_LIMIT = 16 * 1024
REPLY_LIMIT = 16 * 1024 * 1024

_REQUEST = struct.Struct("!IHBB")
_REPLY = struct.Struct("!IBI")


class Outcome(enum.IntEnum):
    """What became of a request."""

    SPOKEN = 0
    NO_VOICE = 1
    NO_SOUND = 2
    FAILED = 3
    FOREIGN = 4
    """The voice does not know the script: nothing to hear, and nothing wrong with the voice."""
    SPOKEN_PLAINLY = 5
    """Spoken, by the plain voice: the better one that is installed cannot be used."""


@dataclass(frozen=True, slots=True)
class Request:
    """Make speech of `text`. `rate` is in words a minute; `probe` asks first whether a sound server answers at all."""

    number: int
    rate: int
    voice: str
    text: str
    probe: bool = True

    def encode(self) -> bytes:
        """Give the whole frame."""
        voice = self.voice.encode()
        body = _REQUEST.pack(self.number, self.rate, self.probe, len(voice)) + voice
        body += self.text.encode("utf-8", "replace")
        return frame(body)

    @staticmethod
    def decode(body: bytes) -> Request:
        """Read a frame's body; raises ValueError when it is none."""
        try:
            number, rate, probe, length = _REQUEST.unpack_from(body)
        except struct.error as error:
            raise ValueError("no request") from error
        start = _REQUEST.size
        voice, text = body[start : start + length], body[start + length :]
        return Request(number, rate, voice.decode(), text.decode(), bool(probe))


@dataclass(frozen=True, slots=True)
class Reply:
    """Mono 16-bit little-endian samples, `hertz` of them a second; empty unless `outcome` is `SPOKEN`."""

    number: int
    outcome: Outcome
    hertz: int = 0
    pcm: bytes = b""

    def encode(self) -> bytes:
        """Give the whole frame."""
        body = _REPLY.pack(self.number, self.outcome, self.hertz) + self.pcm
        return frame(body)

    @staticmethod
    def decode(body: bytes) -> Reply:
        """Read a frame's body; raises ValueError when it is none."""
        try:
            number, outcome, hertz = _REPLY.unpack_from(body)
        except struct.error as error:
            raise ValueError("no reply") from error
        return Reply(number, Outcome(outcome), hertz, body[_REPLY.size :])
