"""Opening hours of a week. Pure. Holidays and closures come with appointments."""

from __future__ import annotations

import datetime as dt

from telemed.api import Day, OpenSpan


def minutes(text: str) -> int:
    """Return minutes since midnight of `HH:MM` (24:00 allowed); raises ValueError on anything else."""
    hour, colon, minute = text.partition(":")
    if not colon or len(hour) != 2 or len(minute) != 2 or not (hour + minute).isascii() or not (hour + minute).isdigit():
        raise ValueError(f"{text!r} is not a time HH:MM")
    value = int(hour) * 60 + int(minute)
    if value > 24 * 60 or int(minute) > 59:
        raise ValueError(f"{text!r} is not a time HH:MM")
    return value


def spans_of(hours: tuple[Day, ...], weekday: int) -> tuple[OpenSpan, ...]:
    """Return the spans of a weekday (0 is Monday)."""
    return tuple(span for day in hours if day.weekday == weekday for span in day.spans)


def is_open(hours: tuple[Day, ...], local: dt.datetime) -> bool:
    """Say whether the office is open at this local time; the closing minute itself is closed."""
    at = local.hour * 60 + local.minute
    return any(minutes(s.opens) <= at < minutes(s.closes) for s in spans_of(hours, local.weekday()))
