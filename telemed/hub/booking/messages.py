"""Commands (imperative) and events (past tense) of a site's appointments.

No event holds a name, a telephone number or an e-mail address: what a person said of themselves is `sealed` by a key
that is destroyed with the end of retention, and `contacts` are digests under keys that end too (see `contacts.py`).
An appointment's id is a keyed digest of its code, so the code is not in the journal either.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from telemed.hub.booking.rules import Closure

# ---- commands ----------------------------------------------------------------------------------------------------


class _Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class TakeHold(_Command, frozen=True):
    """Keep a free slot for `holder`, who may keep `most` at a time: the oldest beyond that are let go of."""

    hold: str
    service: str
    start: float
    holder: str
    most: int = 1


class ReleaseHold(_Command, frozen=True):
    """Let go of a hold."""

    hold: str
    holder: str


class BookHold(_Command, frozen=True):
    """Make an appointment of a hold.

    `known` are the digests of the person's contacts under every key that still counts, `contacts` those under the
    newest, which are kept.
    """

    appointment: str
    hold: str
    holder: str
    sealed: bytes
    contacts: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    assistant: bool = False


class Move(_Command, frozen=True):
    """Let an appointment be at the held time; its old place is free in the same moment."""

    appointment: str
    hold: str
    holder: str


class Cancel(_Command, frozen=True):
    """The person does not come."""

    appointment: str


class Arrive(_Command, frozen=True):
    """The person is here and holds `number` (`ticket`) of the queue."""

    appointment: str
    number: int
    ticket: str


class Sweep(_Command, frozen=True):
    """Note what time has brought: missed, expired, old. `done` are arrived ones whose turn is over."""

    done: frozenset[str] = frozenset()


class CloseDays(_Command, frozen=True):
    """Nothing can be booked on these days any more; what is booked stays, to be told by staff."""

    closure: str
    days: Closure


class OpenDays(_Command, frozen=True):
    """Take a closure back."""

    closure: str


class Block(msgspec.Struct, frozen=True):
    """A place of a service that another calendar has given away."""

    service: str
    start: float
    end: float


class TakeOver(_Command, frozen=True):
    """Take over another calendar; what was taken over from `source` before is replaced."""

    source: str
    closures: tuple[Closure, ...]
    blocks: tuple[Block, ...]


class AddContactKey(_Command, frozen=True):
    """Use a new key for digests of contacts in `period`; nothing happens when there is one."""

    period: str
    sealed: bytes


Command = (
    TakeHold | ReleaseHold | BookHold | Move | Cancel | Arrive | Sweep | CloseDays | OpenDays | TakeOver | AddContactKey
)

# ---- events ------------------------------------------------------------------------------------------------------


class _Event(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    at: float


class HoldTaken(_Event, frozen=True):
    """A slot is kept for `holder` until `until`."""

    hold: str
    service: str
    start: float
    end: float
    until: float
    holder: str


class HoldEnded(_Event, frozen=True):
    """The slot is free again before its time was over."""

    hold: str


class Booked(_Event, frozen=True):
    """The held slot is an appointment."""

    appointment: str
    hold: str
    service: str
    start: float
    end: float
    sealed: bytes
    contacts: tuple[str, ...] = ()
    assistant: bool = False


class Moved(_Event, frozen=True):
    """The appointment is at the held time now."""

    appointment: str
    hold: str
    start: float
    end: float


class Cancelled(_Event, frozen=True):
    """The person does not come; the place is free."""

    appointment: str


class Arrived(_Event, frozen=True):
    """The person is here and holds a number."""

    appointment: str
    number: int
    ticket: str


class Ended(_Event, frozen=True):
    """Nothing more comes of the appointment."""

    appointment: str
    state: Literal["done", "missed", "expired"]


class Forgotten(_Event, frozen=True):
    """The appointment is long over and nobody asks for it any more."""

    appointment: str


class DaysClosed(_Event, frozen=True):
    """Nothing can be booked on these days."""

    closure: str
    days: Closure


class DaysOpened(_Event, frozen=True):
    """The closure is taken back."""

    closure: str


class CalendarTaken(_Event, frozen=True):
    """What another calendar says, in place of what it said before."""

    source: str
    closures: tuple[Closure, ...] = ()
    blocks: tuple[Block, ...] = ()


class ContactKeyAdded(_Event, frozen=True):
    """Digests of contacts are made with this key, sealed under `contacts/<period>`."""

    period: str
    sealed: bytes


Event = (
    HoldTaken
    | HoldEnded
    | Booked
    | Moved
    | Cancelled
    | Arrived
    | Ended
    | Forgotten
    | DaysClosed
    | DaysOpened
    | CalendarTaken
    | ContactKeyAdded
)
