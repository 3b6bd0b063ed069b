"""What is known of a site's queue on one day: its people, its rooms, its calls for help. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from telemed.api import TicketState
from telemed.hub.messages import Priority

WAITS: Final[frozenset[TicketState]] = frozenset(("waiting", "interrupted"))
"""The states of those who can be called: the numbers in `State.waiting`."""
THERE: Final[frozenset[TicketState]] = frozenset(("serving", "measuring", "ready", "in_call"))
"""The states of those who are in a room."""
OVER: Final[frozenset[TicketState]] = frozenset(("done", "left", "expired"))
"""The states of numbers that nobody holds any more."""

RoomState = Literal["clean", "occupied", "dirty"]


class Rules(msgspec.Struct, frozen=True):
    """The figures of the queue: highest number, seconds until a number may be given again or called again, calls.

    `in_a_row`: so many people with an appointment may pass those without one before it is the turn of one of them.
    `cleaning` are the rooms that must be cleaned after each person.
    """

    highest: int = 999
    free_seconds: float = 2 * 3600
    recall_seconds: float = 5 * 60
    calls: int = 3
    in_a_row: int = 2
    cleaning: frozenset[str] = frozenset()


class Person(msgspec.Struct, frozen=True):
    """One number of today. Seconds of waiting, of the way to the room and of service are kept apart.

    `since` is when the present state began; `room` is where the person was called to last. `came` is when the number
    was taken; `arrival` and `joined` count who joined the line today, with the number and the last time, and no clock
    can change them. `only` is the one room that may call a person passed on to it. `returned`: was called before and
    waits near the front again, behind the one who had joined as number `behind` as long as that one waits.
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
    came: float = 0.0
    arrival: int = 0
    due: float | None = None
    priority: Priority | None = None
    appointment: str | None = None
    only: str | None = None
    returned: bool = False
    joined: int = 0
    behind: int = 0


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

    `people` by number, `waiting` those who can be called as they joined the line (the order of calling is
    `queue.order`), `active` the one number of each room, `turns` counts what happened in a room (a token of what its
    staff saw), `announced` is when each delay was announced, `passed` counts by service the appointments called past
    its people without one, `dirty` are the rooms to be cleaned.
    """

    rules: Rules = Rules()
    people: Mapping[int, Person] = {}
    waiting: tuple[int, ...] = ()
    active: Mapping[str, int] = {}
    turns: Mapping[str, int] = {}
    helps: Mapping[str, HelpCall] = {}
    delays: Mapping[str, int] = {}
    announced: Mapping[str, float] = {}
    helper_until: float | None = None
    last_number: int = 0
    joins: int = 0
    passed: Mapping[str, int] = {}
    dirty: frozenset[str] = frozenset()

    def room(self, name: str) -> RoomState:
        """Say whether somebody can be called into a room: only into a clean one."""
        if name in self.active:
            return "occupied"
        return "dirty" if name in self.dirty else "clean"
