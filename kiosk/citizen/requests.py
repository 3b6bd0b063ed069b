"""What the services and the shell ask of the office, as values that cross to the session broker by `name`.

Results are plain dataclasses, decoded by msgspec; a refusal comes as `kiosk.flow.states.Refused` with one of the
reasons named at the request. Nothing here carries a name, a text or a service of a person but the counter's id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from kiosk.flow.steps import Effect, Query

PlaceState = Literal["waiting", "called", "serving", "parked", "missed", "done", "left"]
"""Where a number can stand; as in the queue of the hub."""

HelpState = Literal["open", "acknowledged", "done", "withdrawn"]
"""Where a call for help can stand."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number taken: 1 to 999, the secret that proves possession, and how many people are before it now.

    `page` is the address of a page that shows the place in line; None where the office has none. It will probably be
    called between `first` and `last` (`HH:MM`); None when nobody can say.
    """

    number: int
    code: str
    ahead: int
    page: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class TakeNumber(Effect):
    """Take a number for the counter with the id `service`. Refusals: `closed`, `no-number-free`."""

    name: ClassVar[str] = "take-number"
    result: ClassVar[Any] = Ticket
    service: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands today; also what is pushed to the topic `place/<number>`. Times as on a `Ticket`."""

    number: int
    state: PlaceState
    ahead: int
    room: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class FindPlace(Query):
    """Where `number` stands today. Refusals: `not-found`."""

    name: ClassVar[str] = "find-place"
    result: ClassVar[Any] = Place
    number: int


@dataclass(frozen=True, slots=True)
class HelpCall:
    """A call for help and its answer; also what is pushed to the topic `help/<id>`.

    `minutes` until somebody comes, once somebody of the office has acknowledged it.
    """

    id: str
    state: HelpState
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class CallHelp(Effect):
    """Ask for a person to come to this terminal."""

    name: ClassVar[str] = "call-help"
    result: ClassVar[Any] = HelpCall


@dataclass(frozen=True, slots=True)
class WithdrawHelp(Effect):
    """Say that nobody needs to come any more. Refusals: `not-found`."""

    name: ClassVar[str] = "withdraw-help"
    result: ClassVar[Any] = HelpCall
    id: str


@dataclass(frozen=True, slots=True)
class FilterState:
    """How the privacy filter was read back to be; `failed` when it did not do what it was told or did not answer."""

    state: Literal["on", "off", "failed"]


@dataclass(frozen=True, slots=True)
class SetFilter(Effect):
    """Switch the privacy filter of this terminal."""

    name: ClassVar[str] = "set-filter"
    result: ClassVar[Any] = FilterState
    on: bool


REQUESTS: tuple[type[Query | Effect], ...] = (TakeNumber, FindPlace, CallHelp, WithdrawHelp, SetFilter)
"""Everything a broker has to answer for the services of the foundation (printing is the visitor's own)."""
