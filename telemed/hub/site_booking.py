"""What `site.toml` may say of appointments: `[[booking]]`, `[[closures]]` and the state whose holidays count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from kiosk.strict_toml import Length, Pattern, Range
from telemed.hub.booking.rules import Closure, Minutes, Offer, Opening, Rules
from telemed.hub.opening import minutes

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
State = Literal["", "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def span_minutes(text: str) -> Minutes:
    """Return the minutes of `HH:MM-HH:MM`; raises ValueError."""
    opens, _, closes = text.partition("-")
    span = minutes(opens), minutes(closes)
    if span[0] >= span[1]:
        raise ValueError(f"{text!r} closes before it opens")
    return span


@dataclass(frozen=True)
class BookingOpens:
    """A weekday on which appointments are made; see `telemed.hub.booking.rules.Opening`."""

    weekday: Weekday
    spans: Annotated[tuple[str, ...], Length(1, 12)]
    every_weeks: Annotated[int, Range(1, 52)] = 1
    nth: tuple[int, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def __post_init__(self) -> None:
        if self.every_weeks > 1 and self.valid_from is None:
            raise ValueError("every_weeks needs valid_from: it says which week is the first")
        if any(nth not in {-1, 1, 2, 3, 4, 5} for nth in self.nth):
            raise ValueError("nth is 1 to 5, or -1 for the last of a month")
        if self.valid_from is not None and self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        self.opening()

    def opening(self) -> Opening:
        """Return the rule."""
        spans = tuple(span_minutes(text) for text in self.spans)
        return Opening(WEEKDAYS.index(self.weekday), spans, self.every_weeks, self.nth, self.valid_from, self.valid_to)


@dataclass(frozen=True)
class Booking:
    """A counter that appointments can be made for; see `telemed.hub.booking.rules.Offer`."""

    service: Annotated[str, Pattern("[a-z][a-z0-9-]{0,39}")]
    opens: tuple[BookingOpens, ...]
    minutes: Annotated[int, Range(5, 480)] = 20
    places: Annotated[int, Range(1, 50)] = 1
    assistants: Annotated[int, Range(0, 50)] = 0
    first_day: Annotated[int, Range(0, 365)] = 0
    last_day: Annotated[int, Range(0, 365)] = 60
    lead_minutes: Annotated[int, Range(0, 10080)] = 0
    limit: Annotated[int, Range(1, 50)] = 2
    late_minutes: Annotated[int, Range(0, 240)] = 30

    def __post_init__(self) -> None:
        if not self.opens:
            raise ValueError("opens is missing: when can appointments be made?")
        if self.last_day < self.first_day:
            raise ValueError("last_day lies before first_day")
        if self.assistants > self.places:
            raise ValueError("there are more assistants than places")
        longest = max(closes - opens for rule in self.opens for opens, closes in rule.opening().spans)
        if longest < self.minutes:
            raise ValueError(f"no appointment of {self.minutes} minutes fits into the opening hours")

    def offer(self) -> Offer:
        """Return what can be booked."""
        return Offer(
            self.service,
            tuple(rule.opening() for rule in self.opens),
            self.minutes,
            self.places,
            self.assistants,
            self.first_day,
            self.last_day,
            self.lead_minutes,
            self.limit,
            self.late_minutes,
        )


@dataclass(frozen=True)
class Closures:
    """Days on which no appointment can be made, `first` to `last` or one day; of one service or of all."""

    first: dt.date
    last: dt.date | None = None
    service: str | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError("last lies before first")

    def closure(self) -> Closure:
        """Return the closed days."""
        return Closure(self.first, self.last or self.first, self.service)


def check(booking: Iterable[Booking], closures: Iterable[Closures], counters: Iterable[str]) -> None:
    """Refuse what does not fit together; raises ValueError."""
    known, booked = set(counters), [each.service for each in booking]
    for service in booked:
        if service not in known:
            raise ValueError(f"appointments are made for {service}, which is no counter")
    if len(set(booked)) != len(booked):
        raise ValueError("a counter has two tables [[booking]]; put the days of both under one")
    for each in closures:
        if each.service is not None and each.service not in booked:
            raise ValueError(f"{each.service} is closed, but no appointments are made for it")


def rules(
    booking: Iterable[Booking], closures: Iterable[Closures], holidays: frozenset[dt.date], zone: dt.tzinfo
) -> Rules:
    """Return the rules that these settings make."""
    return Rules(
        zone,
        tuple(each.offer() for each in booking),
        holidays,
        tuple(each.closure() for each in closures),
    )
