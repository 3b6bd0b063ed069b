"""What the rest of the program may know of a device: what it is, how it is, and what it can be asked to do.

Expected failures (no paper, nobody answers) are values, never exceptions.
"""

from __future__ import annotations

import enum
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol


class DeviceError(Exception):
    """A device was used wrongly by the program itself; the base of this package's errors."""

    def __init__(self, misuse: Misuse) -> None:
        super().__init__(misuse.value)
        self.misuse = misuse


class Misuse(enum.Enum):
    """What the program did wrong."""

    BITMAP_SIZE = "bits do not fill width and height"
    TOO_WIDE = "wider than the paper"
    COMMAND_NOT_ALLOWED = "a command that is not on the driver's allow list"


class State(enum.Enum):
    """How a device is; a closed set."""

    ABSENT = "absent"
    CONNECTING = "connecting"
    READY = "ready"
    BUSY = "busy"
    NEEDS_ATTENTION = "needs-attention"
    BROKEN = "broken"


class Attention(enum.Enum):
    """What somebody has to do; a reason that the visitor or the office understands."""

    NO_PAPER = "no-paper"
    PAPER_LOW = "paper-low"
    COVER_OPEN = "cover-open"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a driver says it is."""

    kind: str
    model: str
    wire: str


@dataclass(frozen=True, slots=True)
class Status:
    """How a device is now. `attention` is set where `state` is needs-attention, and where paper runs low."""

    state: State
    attention: Attention | None = None


class Failure(enum.Enum):
    """Why nothing, or not all, was printed."""

    NO_PAPER = "no-paper"
    COVER_OPEN = "cover-open"
    UNREACHABLE = "unreachable"
    WRONG_ANSWER = "wrong-answer"
    BUSY = "busy"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Printed:
    """The whole bitmap is on paper and cut: the printer itself has said that it worked everything off."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The visitor holds no complete ticket."""

    reason: Failure


class TicketPrinter(Protocol):
    """A printer for tickets and slips. Every call blocks for a bounded time; use a thread where that matters."""

    def identity(self) -> Identity:
        """Say what this is."""
        ...

    def status(self) -> Status:
        """Ask the printer how it is."""
        ...

    def print_bitmap(self, width: int, height: int, bits: bytes) -> Printed | Failed:
        """Print and cut `height` rows of `width / 8` bytes, the leftmost dot in the highest bit, 1 is black.

        Raises `DeviceError` when `bits` do not fill the size, or it is wider than the paper.
        """
        ...

    def cancel(self) -> None:
        """Give up the present job, from any thread; what the printer has not printed yet is forgotten."""
        ...


@dataclass(frozen=True, slots=True)
class PageBits:
    """One page at `dpi` dots an inch: `height` rows of `width / 8` bytes, the leftmost dot highest, 1 is black."""

    width: int
    height: int
    dpi: int
    bits: bytes


class PagePrinter(Protocol):
    """A printer for pages. Every call blocks for a bounded time."""

    def print_pages(self, pages: list[PageBits]) -> Printed | Failed:
        """Print pages as one job and wait until the printer says that it is done.

        Raises `DeviceError` when the bits of a page do not fill its size.
        """
        ...

    def cancel(self) -> None:
        """Give up the present job, from any thread, and have the printer forget what is not printed yet."""
        ...


# ---- privacy filter and presence sensor ---------------------------------------------------------------------------


class SwitchFailure(enum.Enum):
    """Why it is not known that the filter did what it was told."""

    UNREACHABLE = "unreachable"
    WRONG_ANSWER = "wrong-answer"
    REFUSED = "refused"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class FilterIs:
    """How the filter was read back to be, just now; never what it was told."""

    on: bool


@dataclass(frozen=True, slots=True)
class FilterFailed:
    """Nobody can say that the filter is as it was wanted: what is on the screen may be seen by others."""

    reason: SwitchFailure


class PrivacyFilter(Protocol):
    """A pane before the screen that lets only the one before it see. Every call blocks for a bounded time."""

    def identity(self) -> Identity:
        """Say what this is."""
        ...

    def switch(self, *, on: bool) -> FilterIs | FilterFailed:
        """Switch, then read back; `FilterIs` only where it is as it was told."""
        ...

    def read(self) -> FilterIs | FilterFailed:
        """Read back how it is."""
        ...


class Presence(enum.Enum):
    """Who is before the screen; a closed set. Somebody who sits still is somebody."""

    MOVING = "moving"
    STILL = "still"
    NOBODY = "nobody"
    UNKNOWN = "unknown"
    """The sensor does not answer, or what it says makes no sense; what it said before does not count any more."""


class PresenceSensor(Protocol):
    """Tells whether somebody is before the screen, by itself."""

    def identity(self) -> Identity:
        """Say what this is."""
        ...

    def watch(self) -> AsyncIterator[Presence]:
        """Yield what is so, and every change; goes on through failures, of which it yields `UNKNOWN`."""
        ...
