"""What the browser asks the session broker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import msgspec

from kiosk.flow.steps import Effect, Query


class Why(msgspec.Struct, frozen=True):
    """Why the gate did not let a host through the last time; "none" where it has nothing against it."""

    reason: str


@dataclass(frozen=True, slots=True)
class WebWhy(Query):
    """Asks why a host was not reached."""

    name: ClassVar[str] = "web-why"
    result: ClassVar[type[Why]] = Why
    host: str


@dataclass(frozen=True, slots=True)
class PrintPage(Effect):
    """Hands over a strip of a page; the answer is how many pages there are."""

    name: ClassVar[str] = "print-page"
    result: ClassVar[type[int]] = int
    page: int
    first: int
    rows: int
    data: bytes


class PagesPrinted(msgspec.Struct, frozen=True):
    """What became of a job, the session's pages so far, and what they cost in cents."""

    state: str
    pages: int
    cents: int


@dataclass(frozen=True, slots=True)
class PrintPages(Effect):
    """Prints the pages that were handed over."""

    name: ClassVar[str] = "print-pages"
    result: ClassVar[type[PagesPrinted]] = PagesPrinted
    pages: int


class StickFile(msgspec.Struct, frozen=True):
    """A file on the visitor's stick."""

    id: int
    name: str
    folder: str
    size: int


class OnStick(msgspec.Struct, frozen=True):
    """What is on the stick; `state` is `ok`, `none`, `old` or `unsafe`."""

    state: str
    files: tuple[StickFile, ...]
    writable: bool
    more: bool


@dataclass(frozen=True, slots=True)
class StickList(Query):
    """Asks what is on the stick."""

    name: ClassVar[str] = "stick-list"
    result: ClassVar[type[OnStick]] = OnStick


class Piece(msgspec.Struct, frozen=True):
    """Bytes of a file."""

    data: bytes


@dataclass(frozen=True, slots=True)
class StickRead(Query):
    """Reads a piece of a file."""

    name: ClassVar[str] = "stick-read"
    result: ClassVar[type[Piece]] = Piece
    id: int
    offset: int


class Wrote(msgspec.Struct, frozen=True):
    """How much is written, and under which name."""

    size: int
    name: str


@dataclass(frozen=True, slots=True)
class StickWrite(Effect):
    """Writes a piece of a new file. `called` is its name."""

    name: ClassVar[str] = "stick-write"
    result: ClassVar[type[Wrote]] = Wrote
    called: str
    offset: int
    data: bytes
    last: bool
