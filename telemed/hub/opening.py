"""Opening hours of a week, as settings write them. Pure; `telemed.hours` says what they mean on a day."""

from __future__ import annotations

import re
from typing import Final

from telemed.api import Day, OpenSpan

_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def minutes(text: str) -> int:
    """Return minutes since midnight of `HH:MM` (24:00 allowed); raises ValueError on anything else."""
    if text != "24:00" and _TIME.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not a time HH:MM")
    return int(text[:2]) * 60 + int(text[3:])


def spans_of(hours: tuple[Day, ...], weekday: int) -> tuple[OpenSpan, ...]:
    """Return the spans of a weekday (0 is Monday)."""
    return tuple(span for day in hours if day.weekday == weekday for span in day.spans)
