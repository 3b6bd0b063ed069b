"""Which calls are to be announced: each once, whatever is pushed again, asked again or restarted. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telemed.waiting_room.board import Words, room_in
from telemed.waiting_room.parts import clean_calls

if TYPE_CHECKING:
    from telemed.api import Board, Call

FIRST = 20.0
"""Seconds: a display that knows nothing of before announces no older calls."""
LATE = 600.0
"""Seconds: a call missed while the hub was out of reach is still announced when it is not older."""
MANY = 2
"""With more new calls than this at once only the first language is spoken, so that the last is not announced late."""
KEPT = 300

Key = tuple[int, str, int, int]
"""Number, room, count of the call, and its second: the same after a restart of the hub, another for a new call."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was announced; `fresh` until the first board is seen."""

    keys: tuple[Key, ...] = ()
    fresh: bool = True
    _known: frozenset[Key] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", frozenset(self.keys))

    def __contains__(self, call: Call) -> bool:
        return key(call) in self._known


def key(call: Call) -> Key:
    """Tell calls apart."""
    return (call.number, call.room, call.repeat, round(call.at))


def due(board: Board, heard: Heard) -> tuple[tuple[Call, ...], Heard]:
    """Give the calls to announce now, oldest first, and what has been announced then."""
    limit = FIRST if heard.fresh else LATE
    new = [call for call in clean_calls(board.calls) if call not in heard]
    told = tuple(call for call in reversed(new) if board.at - call.at <= limit)
    if not new and not heard.fresh:
        return (), heard
    keys = (*heard.keys, *(key(call) for call in reversed(new)))
    return told, Heard(keys[-KEPT:], fresh=False)


def sentences(calls: tuple[Call, ...], languages: tuple[str, ...], words: Words) -> list[tuple[str, str]]:
    """Give what is said for these calls: (text, locale), each call in every language."""
    spoken = languages if len(calls) <= MANY else languages[:1]
    return [
        (words(locale, "board-say", number=call.number, room=room_in(locale, call.room, words)), locale)
        for call in calls
        for locale in spoken
    ]
