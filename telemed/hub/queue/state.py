"""What is known of a site's queue on one day: its people, its rooms, its calls for help. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from telemed.api import TicketState


class Rules(msgspec.Struct, frozen=True):
    """The figures of the queue: highest number, seconds until a number may be given again or called again, calls."""

    highest: int = 999
    free_seconds: float = 2 * 3600
    recall_seconds: float = 5 * 60
    calls: int = 3


class Person(msgspec.Struct, frozen=True):
    """One number of today. Seconds of waiting, of the way to the room and of service are kept apart.

    `since` is when the present state began; `room` is where the person was called to last.
    """

    ticket: str
    number: int
    service: str
    state: TicketState
    since: float
    room: str | None = None
    repeat: int = 0
    called_at: float = 0.0
    waiting_seconds: float = 0.0
    way_seconds: float = 0.0
    serving_seconds: float = 0.0


class HelpCall(msgspec.Struct, frozen=True):
    """A call for help from a terminal."""

    id: str
    terminal: str
    state: Literal["open", "acknowledged", "done", "withdrawn"]
    at: float
    minutes: int | None = None
    acknowledged_at: float | None = None


class State(msgspec.Struct, frozen=True):
    """Everything known of one day. Mappings are never changed in place.

    `people` by number, `waiting` in the order of calling, `active` the one number of each room, `turns` counts what
    happened in a room (a token of what its staff saw), `durations` are the seconds from call to end, by room, of those
    finished today (the last 40).
    """

    rules: Rules = Rules()
    people: Mapping[int, Person] = {}
    waiting: tuple[int, ...] = ()
    active: Mapping[str, int] = {}
    turns: Mapping[str, int] = {}
    durations: Mapping[str, tuple[float, ...]] = {}
    helps: Mapping[str, HelpCall] = {}
    delays: Mapping[str, int] = {}
    helper_until: float | None = None
    last_number: int = 0
