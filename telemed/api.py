"""The values that cross the hub's public API, shared by the hub and its clients (broker, display, reception page).

Everything here is neutral by design: a number, a room and times; never a service, a reason or a name. All times are
Unix seconds (float, UTC) of the hub's clock. The wire format is JSON.
"""

from __future__ import annotations

from typing import Literal

import msgspec

TicketState = Literal[
    "waiting", "interrupted", "called", "serving", "measuring", "ready", "in_call", "parked", "missed", "done", "left",
    "expired",
]  # fmt: skip
"""Where a number stands, for staff. `interrupted` waits, too; `measuring`, `ready` and `in_call` are in the room."""

PlaceState = Literal["waiting", "called", "serving", "parked", "missed", "done", "left"]
"""Where a number stands, for everybody: nothing that only some services have, so that no number tells its service."""


class TakeTicket(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/tickets` with an `Idempotency-Key`: take a number for a service of the office."""

    service: str


class Ticket(msgspec.Struct, frozen=True):
    """The answer: `number` 1 to 999, `code` a secret that proves possession, `ahead` people before this one now.

    `page` is the address of the page that shows the place in line, for whoever has the code; None where there is none.
    `first` and `last` (`HH:MM`, local) are the range of times of the call; None when nobody can say.
    """

    id: str
    number: int
    code: str
    ahead: int
    page: str | None = None
    first: str | None = None
    last: str | None = None


class Place(msgspec.Struct, frozen=True):
    """`GET /api/v1/numbers/{number}` and the topic `place/{number}`: where a number stands today."""

    number: int
    state: PlaceState
    ahead: int
    room: str | None = None
    first: str | None = None
    last: str | None = None
    """The range of times (`HH:MM`, local) of the call of a waiting number; None when nobody can say."""


class CallForHelp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/help` with an `Idempotency-Key`: somebody at this terminal wants a person."""


class Help(msgspec.Struct, frozen=True):
    """A call for help and its answer, also the topic `help/{id}`: `minutes` until somebody comes, once acknowledged."""

    id: str
    terminal: str
    state: Literal["open", "acknowledged", "done", "withdrawn"]
    at: float
    minutes: int | None = None


class OpenSpan(msgspec.Struct, frozen=True):
    """Opening hours of a day: `HH:MM` to `HH:MM`, local time."""

    opens: str
    closes: str


class Day(msgspec.Struct, frozen=True):
    """A weekday (0 is Monday) and when the office is open on it; no spans means closed."""

    weekday: int
    spans: tuple[OpenSpan, ...] = ()


class Counter(msgspec.Struct, frozen=True):
    """A service of the office that a number can be taken for; `title` by locale, German always there."""

    id: str
    title: dict[str, str]
    wait: tuple[int, int] | None = None
    """Minutes, multiples of five, that somebody who takes a number now will probably wait; None when unknown."""


class Site(msgspec.Struct, frozen=True):
    """`GET /api/v1/site` and the topic `site`: what every welcome screen shows."""

    name: str
    phone: str
    hours: tuple[Day, ...] = ()
    counters: tuple[Counter, ...] = ()
    helper_until: str | None = None
    """`HH:MM` until when somebody is there to help today; None when nobody is."""
    waiting: int = 0
    """People who wait for a number to be called; a session may be longer where nobody does."""
    closed: tuple[str, ...] = ()
    """Days (`YYYY-MM-DD`) from today on that are closed against the opening hours: holidays and closures."""
    holidays: tuple[str, ...] = ()
    """Those of `closed` that are public holidays."""


class Call(msgspec.Struct, frozen=True):
    """A number called to a room; `repeat` counts the calls of this number to this room, from 1."""

    number: int
    room: str
    at: float
    repeat: int = 1


class Next(msgspec.Struct, frozen=True):
    """A waiting number and the range of times (Unix seconds) it may be called in; None when unknown.

    `rooms` are those it may be called to; empty when that may be any room of the site.
    """

    number: int
    earliest: float | None = None
    latest: float | None = None
    rooms: tuple[str, ...] = ()


class Delay(msgspec.Struct, frozen=True):
    """A room that runs late, in minutes."""

    room: str
    minutes: int


class Board(msgspec.Struct, frozen=True):
    """`GET /api/v1/board` and the topic `board`: all a waiting-room screen may know. `at` is when the hub made it."""

    site: str
    at: float
    version: int
    calls: tuple[Call, ...] = ()
    """Numbers now called and not yet taken up, newest first."""
    waiting: tuple[Next, ...] = ()
    delays: tuple[Delay, ...] = ()
    open: bool = True
    rooms: tuple[str, ...] = ()
    """All rooms of the site that numbers are called to."""


class Enrol(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/enrol`: a one-time code made by `stadtteil hub enrol` is exchanged for a credential."""

    code: str
    name: str


class Credential(msgspec.Struct, frozen=True):
    """A terminal's or display's secret, sent as `Authorization: Bearer <secret>`; kept in a file of mode 0600."""

    terminal: str
    secret: str


class SelfTest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last self-test of the wipe on a terminal, and when it ended."""

    outcome: Literal["proven", "found", "unproven"]
    at: int


class Heartbeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`POST /api/v1/heartbeat`: state of a terminal; counts and the head of the wipe chain, nothing about a person.

    An older hub knows neither of the last three fields and refuses them; what is default is not sent.
    """

    state: Literal["starting", "welcome", "session", "ending", "out-of-order"]
    sessions: int
    wipe_head: str
    wipe_failures: int
    problems: tuple[str, ...] = ()
    wipe_records: int = 0
    """Records in the chain."""
    wipe_recent: tuple[str, ...] = ()
    """The hashes before the head, oldest first, the first 16 letters of each, 64 at the most."""
    selftest: SelfTest | None = None


class Push(msgspec.Struct, frozen=True):
    """One WebSocket message of `GET /api/v1/watch?topic=...&topic=...`: the whole present value of one topic.

    The current value of every topic is sent at once after connecting, then again whenever it changes.
    """

    topic: str
    value: msgspec.Raw


class GiveBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`POST /api/v1/numbers/{number}/leave` with an `Idempotency-Key`: the holder does not wait any more."""

    code: str


class Turn(msgspec.Struct, frozen=True):
    """Answer to a command of staff in a room: who is there now. `ticket` names the person's ticket for logs and tests.

    `number` None says the room is empty; after `call-next` that nobody waits for it.
    """

    room: str
    number: int | None = None
    state: TicketState | None = None
    repeat: int = 0
    ticket: str | None = None


class RoomStatus(msgspec.Struct, frozen=True):
    """Whether somebody can be called into a room: only into a clean one."""

    room: str
    state: Literal["clean", "occupied", "dirty"]


class Why(msgspec.Struct, frozen=True):
    """`GET /api/v1/staff/why?room=`: who is the next one for a room, by which rule, and that in plain German words.

    `earlier` are numbers that came before and wait for the room, too. `number` None: nobody waits for it.
    """

    room: str
    number: int | None
    rule: Literal["interrupted", "returned", "priority", "balance", "appointment", "arrival", "early"] | None
    text: str
    earlier: tuple[int, ...] = ()


class Done(msgspec.Struct, frozen=True):
    """Answer to a command that has nothing more to tell."""

    done: bool = True


class Changed(msgspec.Struct, frozen=True):
    """The topic `reception` (staff only): a sign that something staff see has changed; `revision` differs each time."""

    revision: str


class Refusal(msgspec.Struct, frozen=True):
    """Body of every answer with a status of 400 or more: `reason` is a closed set, `detail` one plain sentence."""

    reason: Literal[
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
    detail: str
