"""Which part of the board a screen shows: the rooms it is for, and its place in a row of screens. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telemed.api import Board, Call, Next

ROOM_LIMIT = 40
"""Characters of a room's name that are shown."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How much fits: rows of calls and of waiting numbers; this screen is number `screen` of `screens` in a row."""

    calls: int = 5
    waiting: int = 5
    screen: int = 1
    screens: int = 1

    def __post_init__(self) -> None:
        """Refuse a shape that could hide a call for ever."""
        if self.calls < 2 or self.waiting < 1 or not 1 <= self.screen <= self.screens:  # noqa: PLR2004
            msg = f"a board needs two rows of calls, one of waiting numbers and a screen within its row: {self}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class CallCard:
    """A called number and its room; `newest` is the one called last."""

    number: int
    room: str
    newest: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The rows `first` and on of a list; `last` of the parts in use: what goes beyond it is on no screen."""

    first: int
    rows: int
    last: bool
    following: int
    """The screen on which the list goes on; 0 on the last part."""

    def beyond(self, count: int) -> int:
        """How many of `count` come after this part."""
        return max(0, count - self.first - self.rows)


def part_of(count: int, rows: int, shape: Shape) -> Part:
    """Give what this screen shows of `count` entries with `rows` on each screen.

    The list goes on from screen to screen. Screens that it does not reach repeat it from the first part on, so that no
    screen is empty while another one shows somebody called.
    """
    used = min(shape.screens, max(1, -(-count // rows)))
    index = (shape.screen - 1) % used
    last = index == used - 1
    return Part(index * rows, rows, last, 0 if last else index + 2)


def of_rooms(board: Board, wanted: Sequence[str]) -> Board:
    """Give the board of some rooms: their calls, their delays and who may be called to one of them.

    With a room that the hub does not know (renamed, misspelt) the whole board is shown: better a number too many than
    somebody called whom nobody sees.
    """
    if not wanted or unknown_rooms(board, wanted):
        return board
    rooms = frozenset(wanted)
    return msgspec.structs.replace(
        board,
        calls=tuple(call for call in board.calls if call.room in rooms),
        waiting=tuple(entry for entry in board.waiting if not entry.rooms or rooms & set(entry.rooms)),
        delays=tuple(delay for delay in board.delays if delay.room in rooms),
    )


def unknown_rooms(board: Board, wanted: Sequence[str]) -> tuple[str, ...]:
    """Give those of the wanted rooms that the hub does not have."""
    return tuple(room for room in wanted if room not in board.rooms)


def clean_calls(calls: Sequence[Call]) -> tuple[Call, ...]:
    """Newest first; a number called again to the same room stands once, with its latest call."""
    newest: dict[tuple[int, str], Call] = {}
    for call in sorted(calls, key=lambda call: (-call.at, -call.repeat)):
        newest.setdefault((call.number, call.room), call)
    return tuple(newest.values())


def shown_calls(calls: Sequence[Call], turn: int, shape: Shape) -> tuple[CallCard, ...]:
    """The calls on this screen now.

    The newest stay; when not all fit on the last screen, its last row shows the older ones in turn, so that nobody
    who was called waits unseen.
    """
    ordered = clean_calls(calls)
    part = part_of(len(ordered), shape.calls, shape)
    here = ordered[part.first :] if part.last else ordered[part.first : part.first + shape.calls]
    if len(here) > shape.calls:
        fixed, older = here[: shape.calls - 1], here[shape.calls - 1 :]
        here = (*fixed, older[turn % len(older)])
    newest = ordered[0] if ordered else None
    return tuple(CallCard(call.number, room_name(call.room), call is newest) for call in here)


def hidden_calls(calls: Sequence[Call], shape: Shape) -> int:
    """How many calls are on no screen at the moment; counted on the last screen only."""
    count = len(clean_calls(calls))
    part = part_of(count, shape.calls, shape)
    return part.beyond(count) if part.last else 0


def shown_waiting(waiting: Sequence[Next], shape: Shape) -> tuple[Next, ...]:
    """The waiting numbers on this screen."""
    part = part_of(len(waiting), shape.waiting, shape)
    return tuple(waiting[part.first : part.first + shape.waiting])


def room_name(room: str) -> str:
    """Give the name as it may be shown: without control and direction marks, at most `ROOM_LIMIT` characters."""
    plain = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in room)
    plain = " ".join(plain.split())
    return plain if len(plain) <= ROOM_LIMIT else plain[: ROOM_LIMIT - 1].rstrip() + "…"
