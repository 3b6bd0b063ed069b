"""When an office is open and when it opens next: by its hours of the week and the days closed against them. Pure.

The one answer for the hub, the displays and the terminals. The hub tells hours and closed days; whoever was told them
can go on without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final, Literal

import msgspec

from telemed.api import Day, OpenSpan, Site

AHEAD: Final = 28
"""Days that are looked through for the next opening, and that the hub tells closed days of."""

Shut = Literal["closed", "holiday"]
"""Why a day is closed against the hours of the week: a public holiday, or the office says so."""


class Opening(msgspec.Struct, frozen=True):
    """The next time the office opens: in `days` days (0 is today), on `date`, from `opens` to `closes` (`HH:MM`)."""

    days: int
    date: dt.date
    opens: str
    closes: str


def spans_on(hours: Sequence[Day], closed: Collection[str], date: dt.date) -> list[OpenSpan]:
    """Give when the office is open on a date, in order; nothing on a day that is `closed` (`YYYY-MM-DD`)."""
    if date.isoformat() in closed:
        return []
    spans = [span for day in hours if day.weekday == date.weekday() for span in day.spans]
    return sorted(spans, key=lambda span: minutes_of(span.opens))


def is_open(hours: Sequence[Day], closed: Collection[str], local: dt.datetime) -> bool:
    """Say whether the office is open at this local time; the closing minute itself is closed."""
    at = local.hour * 60 + local.minute
    return any(minutes_of(span.opens) <= at < minutes_of(span.closes) for span in spans_on(hours, closed, local.date()))


def next_opening(hours: Sequence[Day], closed: Collection[str], local: dt.datetime) -> Opening | None:
    """Give when the office opens next; None when that is not known or far away."""
    at = local.hour * 60 + local.minute
    for ahead in range(AHEAD + 1):
        date = local.date() + dt.timedelta(days=ahead)
        for span in spans_on(hours, closed, date):
            if ahead or minutes_of(span.opens) > at:
                return Opening(ahead, date, span.opens, span.closes)
    return None


def shut_on(site: Site, date: dt.date) -> Shut | None:
    """Say why a day is closed against the hours of the week; None when it is not."""
    day = date.isoformat()
    if day not in site.closed:
        return None
    return "holiday" if day in site.holidays else "closed"


def minutes_of(clock: str) -> int:
    """Return minutes since midnight of `HH:MM`."""
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
