"""Public holidays of a German state, by the `holidays` package. Pure modules get the days, not the package."""

from __future__ import annotations

import datetime as dt
from typing import Final

import holidays

_YEARS_BACK: Final = 1
_YEARS_AHEAD: Final = 10
"""A hub is started anew more often than every ten years."""


def holidays_of(state: str, today: dt.date) -> frozenset[dt.date]:
    """Return the holidays of a state such as `TH` for the years around today; none for an empty text."""
    if not state:
        return frozenset()
    years = range(today.year - _YEARS_BACK, today.year + _YEARS_AHEAD + 1)
    return frozenset(holidays.country_holidays("DE", subdiv=state, years=years))
