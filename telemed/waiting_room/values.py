"""Whether what came from outside (the hub, or a file of before) can be shown at all. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telemed.api import Board, Site

LAST_NUMBER = 999
LATEST = 4_102_444_800.0
"""Unix seconds of the year 2100: what is later is no time."""
MOST_MINUTES = 24 * 60

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def is_time(at: float) -> bool:
    """Whether these are Unix seconds that a clock can show."""
    return 0.0 <= at <= LATEST


def is_plausible(board: Board) -> bool:
    """Whether every number, time and delay of a board can be shown."""
    numbers = [call.number for call in board.calls] + [entry.number for entry in board.waiting]
    times = [board.at, *(call.at for call in board.calls)]
    times += [at for entry in board.waiting for at in (entry.earliest, entry.latest) if at is not None]
    return (
        all(1 <= number <= LAST_NUMBER for number in numbers)
        and all(is_time(at) for at in times)
        and all(0 <= delay.minutes <= MOST_MINUTES for delay in board.delays)
    )


def has_hours(site: Site) -> bool:
    """Whether every opening hour of a site is one."""
    spans = [span for day in site.hours for span in day.spans]
    return all(_CLOCK.fullmatch(at) for span in spans for at in (span.opens, span.closes))
