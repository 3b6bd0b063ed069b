"""When the office is closed and when it opens again, as a screen says it: by hours, holidays and closures. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telemed.api import Board, Day, OpenSpan, Site

LINGER = 60
"""Minutes after closing during which people still waiting keep the day picture."""

AHEAD = 28
"""Days that are looked through for the next opening."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The next time the office opens: in `days` days (0 is today), on `date`, from `opens` to `closes` (`HH:MM`)."""

    days: int
    date: dt.date
    opens: str
    closes: str


def is_night(board: Board, site: Site | None, now: dt.datetime) -> bool:
    """Whether the office is closed and nobody is meant to look: who is called or still waiting keeps the day."""
    if board.calls:
        return False
    if board.open:  # also because somebody waits, or because numbers are given at any time
        return not board.waiting and _is_closed_day(site, now.date())
    return not board.waiting or _since_closing(site, now) > LINGER


def next_opening(site: Site | None, now: dt.datetime) -> Opening | None:
    """When the office opens next; None when that is not known or far away."""
    minute = now.hour * 60 + now.minute
    for ahead in range(AHEAD + 1):
        date = now.date() + dt.timedelta(days=ahead)
        for part in sorted(spans_on(site, date), key=lambda part: _minutes(part.opens)):
            if ahead or _minutes(part.opens) > minute:
                return Opening(ahead, date, part.opens, part.closes)
    return None


def spans_on(site: Site | None, date: dt.date) -> list[OpenSpan]:
    """Give when the office is open on a date; nothing on a holiday or another closed day."""
    if site is None or _is_closed_day(site, date):
        return []
    return [part for day in site.hours if day.weekday == date.weekday() for part in day.spans]


def _is_closed_day(site: Site | None, date: dt.date) -> bool:
    return site is not None and date.isoformat() in site.closed


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _since_closing(site: Site | None, now: dt.datetime) -> int:
    """Minutes since the office last closed today; 0 when that is not known."""
    hours: Sequence[Day] = site.hours if site else ()
    minute = now.hour * 60 + now.minute
    closed = [_minutes(part.closes) for part in spans_on(site, now.date())]
    past = [minute - closing for closing in closed if closing <= minute]
    if past:
        return min(past)
    return 0 if closed or not hours else minute
