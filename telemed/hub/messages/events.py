"""What happened (past tense): all that the journal of a day holds. New fields have defaults: old journals replay."""

from __future__ import annotations

from typing import Literal

import msgspec

from telemed.hub.messages.reasons import Priority, Stage


class _Event(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    at: float


class NumberTaken(_Event, frozen=True):
    """A person holds `number` now. Replaces the number's former, long finished ticket."""

    ticket: str
    number: int
    service: str
    due: float | None = None
    priority: Priority | None = None
    appointment: str | None = None


class NumberCalled(_Event, frozen=True):
    """`repeat` counts the calls of this number to this room in a row, from 1.

    `passed` are the services whose people without an appointment were passed by this one with an appointment, `settled`
    those for which that count begins anew, because it was the turn of one without.
    """

    number: int
    room: str
    repeat: int
    passed: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()


class ServingBegan(_Event, frozen=True):
    """The person is in the room."""

    number: int


class NumberParked(_Event, frozen=True):
    """The person will come back to the room."""

    number: int


class NumberMissed(_Event, frozen=True):
    """The person did not come when called."""

    number: int


class NumberPutBack(_Event, frozen=True):
    """The person waits again, with index `position` in the line (0 is the first), `behind` that number.

    Older hubs wrote no `behind`: there it is the number before the position.
    """

    number: int
    position: int
    behind: int | None = None


class NumberFinished(_Event, frozen=True):
    """The person was served."""

    number: int


class NumberLeft(_Event, frozen=True):
    """The person does not wait any more."""

    number: int


class NumberExpired(_Event, frozen=True):
    """The day ended and the number was still open."""

    number: int


class NumberTransferred(_Event, frozen=True):
    """The person waits for `service` now, in the room `to` only if that is set, with the same number."""

    number: int
    service: str
    to: str | None = None


class PrioritySet(_Event, frozen=True):
    """Staff gave the person priority for a reason, or took it back (None); who did is in the record of changes."""

    number: int
    reason: Priority | None


class StageBegan(_Event, frozen=True):
    """The person in the room is at this stage now."""

    number: int
    stage: Stage


class NumberInterrupted(_Event, frozen=True):
    """The person left the room before the end and comes back without losing the place."""

    number: int


class RoomSoiled(_Event, frozen=True):
    """Somebody has been in the room, which must be cleaned before the next call."""

    room: str


class RoomCleaned(_Event, frozen=True):
    """The room is clean."""

    room: str


class HelpCalled(_Event, frozen=True):
    """Somebody at `terminal` wants a person."""

    help: str
    terminal: str


class HelpAcknowledged(_Event, frozen=True):
    """Somebody comes in `minutes`."""

    help: str
    minutes: int


class HelpEnded(_Event, frozen=True):
    """The call for help is over."""

    help: str
    state: Literal["done", "withdrawn"]


class HelperSet(_Event, frozen=True):
    """Somebody is there to help until `until` (Unix seconds); None: nobody."""

    until: float | None


class DelaySet(_Event, frozen=True):
    """The room runs `minutes` late; 0 is on time."""

    room: str
    minutes: int


Event = (
    NumberTaken
    | NumberCalled
    | ServingBegan
    | NumberParked
    | NumberMissed
    | NumberPutBack
    | NumberFinished
    | NumberLeft
    | NumberExpired
    | NumberTransferred
    | PrioritySet
    | StageBegan
    | NumberInterrupted
    | RoomSoiled
    | RoomCleaned
    | HelpCalled
    | HelpAcknowledged
    | HelpEnded
    | HelperSet
    | DelaySet
)
