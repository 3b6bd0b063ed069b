"""When a service can be booked: opening rules, closed days, the grid of slots and the window of days. Pure.

Spans are minutes of local time since midnight; slots are Unix seconds. Between the two lies the zone: on the day on
which the clock goes forward an hour is missing, on the other there is one twice, and a slot is as long as on any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec

WEEK: Final = 7
DAY_MINUTES: Final = 24 * 60

Minutes = tuple[int, int]
"""From and to, in minutes since midnight; the end itself is closed."""


class Opening(msgspec.Struct, frozen=True):
    """A rule that opens `spans` on a weekday (0 is Monday), from `valid_from` to `valid_to`, both days included.

    `every_weeks` counts from the week of `valid_from`. `nth` limits it to the first to fifth of that weekday in a
    month; -1 is the last.
    """

    weekday: int
    spans: tuple[Minutes, ...]
    every_weeks: int = 1
    nth: tuple[int, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def opens(self, day: dt.date) -> bool:
        """Say whether the rule opens this day."""
        if day.weekday() != self.weekday:
            return False
        if (self.valid_from is not None and day < self.valid_from) or (
            self.valid_to is not None and day > self.valid_to
        ):
            return False
        if self.every_weeks > 1 and self.valid_from is not None and _weeks(self.valid_from, day) % self.every_weeks:
            return False
        return not self.nth or nth_of_month(day) in self.nth or (-1 in self.nth and _is_last(day))


class Closure(msgspec.Struct, frozen=True):
    """Days that are closed, `first` and `last` included; `service` None closes the whole site, also for numbers."""

    first: dt.date
    last: dt.date
    service: str | None = None

    def closes(self, service: str | None, day: dt.date) -> bool:
        """Say whether this service, or the whole site (None), is closed that day."""
        return self.first <= day <= self.last and self.service in {None, service}


class Offer(msgspec.Struct, frozen=True):
    """A service that can be booked: slots of `minutes`, `places` side by side, `assistants` of them with help.

    It can be booked from `first_day` to `last_day` (days from today), never later than `lead_minutes` before it
    begins. `limit` is how many open appointments one person may have. Somebody who comes more than `late_minutes`
    late has missed it.
    """

    service: str
    openings: tuple[Opening, ...]
    minutes: int = 20
    places: int = 1
    assistants: int = 0
    first_day: int = 0
    last_day: int = 60
    lead_minutes: int = 0
    limit: int = 2
    late_minutes: int = 30

    def window(self, today: dt.date) -> tuple[dt.date, dt.date]:
        """Return the first and the last day that can be booked."""
        return today + dt.timedelta(self.first_day), today + dt.timedelta(self.last_day)


class Rules(msgspec.Struct, frozen=True):
    """All that is fixed by the settings of a site."""

    zone: dt.tzinfo
    offers: tuple[Offer, ...] = ()
    holidays: frozenset[dt.date] = frozenset()
    closures: tuple[Closure, ...] = ()
    hold_seconds: float = 30 * 60

    def offer(self, service: str) -> Offer | None:
        """Return what can be booked of a service."""
        return next((offer for offer in self.offers if offer.service == service), None)

    def day_of(self, at: float) -> dt.date:
        """Return the local day."""
        return dt.datetime.fromtimestamp(at, self.zone).date()


def nth_of_month(day: dt.date) -> int:
    """Return the how-manieth of its weekday a day is in its month, from 1."""
    return (day.day - 1) // WEEK + 1


def _is_last(day: dt.date) -> bool:
    return (day + dt.timedelta(WEEK)).month != day.month


def _weeks(first: dt.date, day: dt.date) -> int:
    """Return the weeks between the Mondays before two days."""
    return ((day - dt.timedelta(day.weekday())) - (first - dt.timedelta(first.weekday()))).days // WEEK


def spans_on(openings: Iterable[Opening], day: dt.date) -> tuple[Minutes, ...]:
    """Return when a day is open; spans of several rules that touch or overlap are one, so no place counts twice."""
    spans = sorted(span for rule in openings if rule.opens(day) for span in rule.spans)
    merged: list[Minutes] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return tuple(merged)


def grid(offer: Offer, day: dt.date, zone: dt.tzinfo) -> tuple[tuple[float, float], ...]:
    """Return every slot of a day (start, end), taken or not; none reaches past closing time."""
    length = offer.minutes * 60
    slots: list[tuple[float, float]] = []
    for opens, closes in spans_on(offer.openings, day):
        start, last = _opening(day, opens, zone), _closing(day, closes, zone)
        while start + length <= last:
            slots.append((start, start + length))
            start += length
    return tuple(slots)


def _opening(day: dt.date, minute: int, zone: dt.tzinfo) -> float:
    """An opening time that the change of clocks makes twice is the second, one it leaves out comes after the gap."""
    return max(_instants(day, minute, zone))


def _closing(day: dt.date, minute: int, zone: dt.tzinfo) -> float:
    """A closing time that the change of clocks makes twice is the first, one it leaves out comes before the gap."""
    return min(_instants(day, minute, zone))


def _instants(day: dt.date, minute: int, zone: dt.tzinfo) -> tuple[float, float]:
    """Both readings of a local time; they differ only where the clock is changed."""
    if minute == DAY_MINUTES:
        day, minute = day + dt.timedelta(1), 0
    wall = dt.datetime.combine(day, dt.time(minute // 60, minute % 60), zone)
    return wall.replace(fold=0).timestamp(), wall.replace(fold=1).timestamp()
