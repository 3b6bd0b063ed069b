"""What terminals and staff ask for (imperative)."""

from __future__ import annotations

from typing import Literal

import msgspec

from telemed.hub.messages.reasons import Priority, Stage


class _Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class TakeNumber(_Command, frozen=True):
    """Give the next number for `service` to the holder of `ticket` (a fresh random id).

    `due` is the agreed time (Unix seconds) of the appointment with the id `appointment`: never called early against
    somebody who waits, before those without one when the time has come. `priority` is given by staff.
    """

    ticket: str
    service: str
    due: float | None = None
    priority: Priority | None = None
    appointment: str | None = None


class CallNext(_Command, frozen=True):
    """Call the first waiting number, in the order of calling, that this room serves (`services`) into it.

    `finishes` is the number that staff saw in service in the room when they pressed, or None for an empty room: it is
    finished in the same decision. Any other number there now refuses the command, so a second press calls nobody.
    """

    room: str
    services: frozenset[str]
    finishes: int | None = None


class Recall(_Command, frozen=True):
    """Call the number that is called to this room once more. `insist` overrides the five minutes between two calls."""

    room: str
    number: int
    insist: bool = False


class Serve(_Command, frozen=True):
    """The called person is here."""

    room: str
    number: int


class Park(_Command, frozen=True):
    """The person comes back to this room later (a form to fill in, a paper to fetch)."""

    room: str
    number: int


class Resume(_Command, frozen=True):
    """Call a parked number to a room again."""

    room: str
    number: int


class MarkMissed(_Command, frozen=True):
    """The called person did not come."""

    room: str
    number: int


class Finish(_Command, frozen=True):
    """The person in this room has been served."""

    room: str
    number: int


class PutBack(_Command, frozen=True):
    """A missed person shows up, or one was finished or parked by mistake: wait again, near the front."""

    number: int


class Leave(_Command, frozen=True):
    """The person gives the number back or went home; `ticket` proves it where a visitor asks."""

    number: int
    ticket: str | None = None


class Prioritise(_Command, frozen=True):
    """Staff put a waiting person before the others for a reason, or take that back (None)."""

    number: int
    reason: Priority | None


class Transfer(_Command, frozen=True):
    """The person needs another `service`, or this one in the room `to` only; the number and the place by arrival stay.

    `room` is where staff saw the number, None for one that is in no room.
    """

    number: int
    service: str
    room: str | None = None
    to: str | None = None


class SetStage(_Command, frozen=True):
    """How far the person in a telemedicine room is: values are measured, all is ready, the call runs."""

    room: str
    number: int
    stage: Stage


class Interrupt(_Command, frozen=True):
    """What went on in the room was broken off: the person leaves it and is the next one to be called."""

    room: str
    number: int


class CleanRoom(_Command, frozen=True):
    """The room has been cleaned."""

    room: str


class EndDay(_Command, frozen=True):
    """The day is over: whoever still holds a number will not be called any more."""


class CallHelp(_Command, frozen=True):
    """Somebody at this terminal wants a person; `help` is a fresh random id."""

    help: str
    terminal: str


class AcknowledgeHelp(_Command, frozen=True):
    """Somebody comes in `minutes`."""

    help: str
    minutes: int


class EndHelp(_Command, frozen=True):
    """Help was given (`done`) or is not wanted any more (`withdrawn`); `terminal` limits it to that terminal's call."""

    help: str
    state: Literal["done", "withdrawn"]
    terminal: str | None = None


class SetHelper(_Command, frozen=True):
    """Somebody is there to help until `until` (Unix seconds); None says nobody is."""

    until: float | None


class SetDelay(_Command, frozen=True):
    """This room runs `minutes` late; 0 takes the announcement back."""

    room: str
    minutes: int


Command = (
    TakeNumber
    | CallNext
    | Recall
    | Serve
    | Park
    | Resume
    | MarkMissed
    | Finish
    | PutBack
    | Leave
    | Prioritise
    | Transfer
    | SetStage
    | Interrupt
    | CleanRoom
    | EndDay
    | CallHelp
    | AcknowledgeHelp
    | EndHelp
    | SetHelper
    | SetDelay
)
