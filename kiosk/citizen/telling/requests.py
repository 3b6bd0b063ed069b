"""What is asked of the office for people who want to be told elsewhere that their turn comes.

Which ticket a number belongs to, and what proves it, stays with the session broker: only a number that this visitor
took or checked in for can be spoken for, and an appointment that was booked or found by its code in this visit. An
address crosses once and never comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from kiosk.flow.steps import Effect, Query

Way = Literal["sms", "email"]
"""How people can be told."""
Number = int | str
"""A number of the queue, or the ten digits of an appointment."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How this office can tell the holder of a number; `ways` is empty where it cannot.

    `away` are ways that do not get through at the moment, `hours` how long an address is kept after the visit, `told`
    says that an address is confirmed: for a number in this visit, for an appointment whenever that was.
    """

    ways: tuple[Way, ...] = ()
    away: tuple[Way, ...] = ()
    hours: int = 24
    told: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """It is so now."""

    done: bool


@dataclass(frozen=True, slots=True)
class FindWays(Query):
    """How `number` can be told; an office that is away offers nothing."""

    name: ClassVar[str] = "find-ways"
    result: ClassVar[Any] = Ways
    number: Number


@dataclass(frozen=True, slots=True)
class AskToBeTold(Effect):
    """Give an address, with consent; a code is sent to it. Refusals: `bad-request`, `conflict`, `too-many`."""

    name: ClassVar[str] = "ask-to-be-told"
    result: ClassVar[Any] = Done
    number: Number
    way: Way
    address: str
    locale: str


@dataclass(frozen=True, slots=True)
class ConfirmAddress(Effect):
    """Give the code that came to the address. Refusals: `not-found`, `conflict`."""

    name: ClassVar[str] = "confirm-address"
    result: ClassVar[Any] = Done
    number: Number
    typed: str


@dataclass(frozen=True, slots=True)
class StopTelling(Effect):
    """Have address and consent destroyed. Refusals: `not-found`."""

    name: ClassVar[str] = "stop-telling"
    result: ClassVar[Any] = Done
    number: Number


REQUESTS: tuple[type[Query | Effect], ...] = (FindWays, AskToBeTold, ConfirmAddress, StopTelling)
"""Everything a broker has to answer for this."""
