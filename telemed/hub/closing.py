"""On which of the coming days a site is closed against its opening hours: holidays, and closures of the whole site."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Final

from telemed.hub.booking.holidays import holidays_of
from telemed.hub.site import SiteConfig

AHEAD: Final = 28
"""Days that are told of; a screen looks no further for the next opening."""


def closed_days(site: SiteConfig, today: dt.date) -> tuple[str, ...]:
    """Return the closed days from today on, as `YYYY-MM-DD`, among those the opening hours call open or not."""
    days = [today + dt.timedelta(days=ahead) for ahead in range(AHEAD + 1)]
    holidays = _holidays(site.holidays, today.year)
    shut = [closing for closing in site.closures if closing.service is None]
    return tuple(
        day.isoformat()
        for day in days
        if day in holidays or any(closing.first <= day <= (closing.last or closing.first) for closing in shut)
    )


@functools.lru_cache(maxsize=4)
def _holidays(state: str, year: int) -> frozenset[dt.date]:
    """Keep what the package computes: a site is read with every change of the queue."""
    return holidays_of(state, dt.date(year, 1, 1))
