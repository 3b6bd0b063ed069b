"""On which of the coming days a site is closed against its opening hours, and why. Pure.

There is one list of closed days, that of the appointments: public holidays, closures of the settings, those that staff
entered, and those of other calendars. Queue, displays and terminals read it here.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from telemed.hours import AHEAD, Shut
from telemed.hub.booking.free import why_closed
from telemed.hub.booking.state import State


class ClosedDays(msgspec.Struct, frozen=True):
    """Days (`YYYY-MM-DD`) from today on: all that are closed, and those of them that are public holidays."""

    closed: tuple[str, ...] = ()
    holidays: tuple[str, ...] = ()

    def why(self, day: dt.date) -> Shut | None:
        """Say why a day is closed against the hours; None when it is not."""
        if day.isoformat() not in self.closed:
            return None
        return "holiday" if day.isoformat() in self.holidays else "closed"


def closed_days(state: State, today: dt.date, *, outside_hours: bool = False) -> ClosedDays:
    """Return the days on which the whole site is closed; the closure of one service closes no site.

    Where numbers are given also `outside_hours`, a holiday is a day like any other: only who closes it closes it.
    """
    closures = state.closures()
    days = [today + dt.timedelta(days=ahead) for ahead in range(AHEAD + 1)]
    found = {day.isoformat(): why_closed(state.rules, None, day, closures) for day in days}
    counts = {"closed"} if outside_hours else {"closed", "holiday"}
    closed = tuple(day for day, why in found.items() if why in counts)
    return ClosedDays(closed, tuple(day for day in closed if found[day] == "holiday"))
