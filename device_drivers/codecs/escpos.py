"""The part of ESC/POS that a ticket needs (Epson, ESC/POS command reference for TM printers).

Commands are values; `encode` gives their bytes and `Parser` reads them back, which is what the simulator lives on.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DLE, _ESC, _GS = 0x10, 0x1B, 0x1D
_CLEAR = bytes((_DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8))
_RASTER_HEAD = 8


class Ask(enum.IntEnum):
    """What `RealTimeStatus` asks for (DLE EOT n)."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    PAPER = 4


@dataclass(frozen=True, slots=True)
class Initialise:
    """ESC @: settings as at switching on."""


@dataclass(frozen=True, slots=True)
class Raster:
    """GS v 0: `height` rows of `row_bytes` bytes, 1 is black."""

    row_bytes: int
    height: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    """ESC d: paper forward by so many lines."""

    lines: int


@dataclass(frozen=True, slots=True)
class Cut:
    """GS V 0 or 1, or GS V 65/66 with a feed before: cut the paper."""

    partial: bool = True
    feed_dots: int = 0


@dataclass(frozen=True, slots=True)
class RealTimeStatus:
    """DLE EOT n: answered at once, whatever still waits in the buffer."""

    ask: Ask


@dataclass(frozen=True, slots=True)
class PaperStatus:
    """GS r 1: answered in turn, after everything before it was printed."""


@dataclass(frozen=True, slots=True)
class ClearBuffer:
    """DLE DC4 8: forget at once what waits in the buffer."""


@dataclass(frozen=True, slots=True)
class Other:
    """A byte that is no command known here: text, or a command that no ticket needs."""

    byte: int


Command = Initialise | Raster | Feed | Cut | RealTimeStatus | PaperStatus | ClearBuffer
Heard = Command | Other


def encode(command: Command) -> bytes:  # noqa: PLR0911 - one for each command
    """Give the bytes of a command."""
    match command:
        case Initialise():
            return bytes((_ESC, 0x40))
        case Raster(row_bytes, height, bits):
            head = bytes((_GS, 0x76, 0x30, 0)) + row_bytes.to_bytes(2, "little") + height.to_bytes(2, "little")
            return head + bits
        case Feed(lines):
            return bytes((_ESC, 0x64, lines))
        case Cut(partial, feed_dots):
            return bytes((_GS, 0x56, 65 + partial, feed_dots))
        case RealTimeStatus(ask):
            return bytes((_DLE, 0x04, ask))
        case PaperStatus():
            return bytes((_GS, 0x72, 1))
        case ClearBuffer():
            return _CLEAR


_FORMS: tuple[tuple[bytes, int, Callable[[bytes], Command]], ...] = (
    (bytes((_ESC, 0x40)), 2, lambda _: Initialise()),
    (bytes((_ESC, 0x64)), 3, lambda whole: Feed(whole[2])),
    (bytes((_GS, 0x56, 0)), 3, lambda _: Cut(partial=False)),
    (bytes((_GS, 0x56, 1)), 3, lambda _: Cut()),
    (bytes((_GS, 0x56, 65)), 4, lambda whole: Cut(partial=False, feed_dots=whole[3])),
    (bytes((_GS, 0x56, 66)), 4, lambda whole: Cut(feed_dots=whole[3])),
    (bytes((_GS, 0x72, 1)), 3, lambda _: PaperStatus()),
    *((bytes((_DLE, 0x04, ask)), 3, lambda whole: RealTimeStatus(Ask(whole[2]))) for ask in Ask),
    (_CLEAR, len(_CLEAR), lambda _: ClearBuffer()),
)
"""First bytes, whole length, and how to read a command of fixed length."""

_RASTER = bytes((_GS, 0x76, 0x30))


class Parser:
    """Reads a stream of ESC/POS in pieces of any size."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Heard]:
        """Take bytes as they came and give the commands now complete."""
        self._buffer += data
        found: list[Heard] = []
        while self._buffer:
            read = _first(self._buffer)
            if read is None:
                break
            command, length = read
            del self._buffer[:length]
            found.append(command)
        return found


def _first(buffer: bytearray) -> tuple[Heard, int] | None:
    """Give the first command and its length, or None while it is incomplete."""
    if buffer.startswith(_RASTER):
        return _raster(buffer)
    for prefix, length, read in _FORMS:
        if buffer.startswith(prefix):
            return (read(bytes(buffer[:length])), length) if len(buffer) >= length else None
    if any(prefix.startswith(buffer) for prefix in (_RASTER, *(form[0] for form in _FORMS))):
        return None
    return Other(buffer[0]), 1


def _raster(buffer: bytearray) -> tuple[Heard, int] | None:
    if len(buffer) < _RASTER_HEAD:
        return None
    row_bytes = int.from_bytes(buffer[4:6], "little")
    height = int.from_bytes(buffer[6:8], "little")
    end = _RASTER_HEAD + row_bytes * height
    return (Raster(row_bytes, height, bytes(buffer[_RASTER_HEAD:end])), end) if len(buffer) >= end else None


class Paper(enum.Enum):
    """What the paper sensors say."""

    PRESENT = "present"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class PrinterState:
    """Answer to DLE EOT 1."""

    offline: bool = False

    def encode(self) -> bytes:
        """Give the byte a printer sends."""
        return bytes((_FIXED | (0x08 if self.offline else 0),))


@dataclass(frozen=True, slots=True)
class OfflineCause:
    """Answer to DLE EOT 2."""

    cover_open: bool = False
    paper_out: bool = False
    error: bool = False

    def encode(self) -> bytes:
        """Give the byte a printer sends."""
        return bytes((_FIXED | 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self.error,))


_FIXED, _FIXED_MASK = 0x12, 0x93
_IN_TURN_MASK = 0x90
_PAPER_BITS = {Paper.PRESENT: 0, Paper.LOW: 0x0C, Paper.OUT: 0x6C}
_IN_TURN_BITS = {Paper.PRESENT: 0, Paper.LOW: 0x03, Paper.OUT: 0x0F}


def is_real_time(byte: int) -> bool:
    """Whether this is an answer to DLE EOT at all (bits 1 and 4 set, 0 and 7 clear)."""
    return byte & _FIXED_MASK == _FIXED


def is_in_turn(byte: int) -> bool:
    """Whether this is an answer to GS r (bits 4 and 7 clear)."""
    return byte & _IN_TURN_MASK == 0


def read_offline_cause(byte: int) -> OfflineCause | None:
    """Read the answer to DLE EOT 2; None when it is none."""
    if not is_real_time(byte):
        return None
    return OfflineCause(bool(byte & 0x04), bool(byte & 0x20), bool(byte & 0x40))


def read_paper(byte: int) -> Paper | None:
    """Read the answer to DLE EOT 4; None when it is none."""
    if not is_real_time(byte):
        return None
    if byte & 0x60:
        return Paper.OUT
    return Paper.LOW if byte & 0x0C else Paper.PRESENT


def encode_paper(paper: Paper) -> bytes:
    """Give the answer to DLE EOT 4."""
    return bytes((_FIXED | _PAPER_BITS[paper],))


def encode_paper_in_turn(paper: Paper) -> bytes:
    """Give the answer to GS r 1."""
    return bytes((_IN_TURN_BITS[paper],))
