"""When a screen shows the night picture, and when the office opens again as it says it. Pure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from telemed import hours

if TYPE_CHECKING:
    from telemed.api import Board, Site

LINGER = 60
"""Minutes after closing during which people still waiting keep the day picture."""


def is_night(board: Board, site: Site | None, now: dt.datetime) -> bool:
    """Whether the office is closed and nobody is meant to look: who is called or still waiting keeps the day."""
    if board.calls:
        return False
    if board.open:  # also because somebody waits, or because numbers are given at any time
        return not board.waiting and shut(site, now) is not None
    return not board.waiting or _since_closing(site, now) > LINGER


def shut(site: Site | None, now: dt.datetime) -> hours.Shut | None:
    """Why the office is closed today against its hours of the week; None when it is not, or that is not known."""
    return None if site is None else hours.shut_on(site, now.date())


def next_opening(site: Site | None, now: dt.datetime) -> hours.Opening | None:
    """When the office opens next; None when that is not known or far away."""
    return None if site is None else hours.next_opening(site.hours, site.closed, now)


def _since_closing(site: Site | None, now: dt.datetime) -> int:
    """Minutes since the office last closed today; 0 when that is not known."""
    minute = now.hour * 60 + now.minute
    spans = hours.spans_on(site.hours, site.closed, now.date()) if site else []
    past = [minute - closing for span in spans if (closing := hours.minutes_of(span.closes)) <= minute]
    if past:
        return min(past)
    return 0 if spans or site is None or not site.hours else minute
