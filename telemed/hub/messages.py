"""Commands (imperative) and events (past tense) of a site's day, and the refusal that is the third possible outcome.

No value here names a person. `at` is Unix seconds (UTC) of the hub's clock.
"""

from __future__ import annotations

from typing import Literal

import msgspec

RefusedReason = Literal[
    "bad-request",
    "not-authorised",
    "not-found",
    "conflict",
    "too-early",
    "key-reused",
    "too-many",
    "closed",
    "no-number-free",
    "nobody-waiting",
    "taken",
    "limit",
    "hold-ended",
    "unavailable",
]


class Refused(msgspec.Struct, frozen=True):
    """A command that changed nothing; `detail` is one plain German sentence for the person who asked."""

    reason: RefusedReason
    detail: str


# ---- commands ----------------------------------------------------------------------------------------------------


class _Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class TakeNumber(_Command, frozen=True):
    """Give the next number for `service` to the holder of `ticket` (a fresh random id)."""

    ticket: str
    service: str


class CallNext(_Command, frozen=True):
    """Call the first waiting number that this room serves (`services`) into it.

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
    | CallHelp
    | AcknowledgeHelp
    | EndHelp
    | SetHelper
    | SetDelay
)

# ---- events ------------------------------------------------------------------------------------------------------


class _Event(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    at: float


class NumberTaken(_Event, frozen=True):
    """A person holds `number` now. Replaces the number's former, long finished ticket."""

    ticket: str
    number: int
    service: str


class NumberCalled(_Event, frozen=True):
    """`repeat` counts the calls of this number to this room in a row, from 1."""

    number: int
    room: str
    repeat: int


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
    """The person waits again, as the one with index `position` of those waiting (0 is the first)."""

    number: int
    position: int


class NumberFinished(_Event, frozen=True):
    """The person was served."""

    number: int


class NumberLeft(_Event, frozen=True):
    """The person does not wait any more."""

    number: int


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
    | HelpCalled
    | HelpAcknowledged
    | HelpEnded
    | HelperSet
    | DelaySet
)
