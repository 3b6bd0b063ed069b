"""How long people wait and stay, by hour and by service, so that nobody can be found in it. Pure.

Made of the counts of whole days that are over (`counts`), never of an employee's work. A count below five is not told
where it stands by an hour or a service; nor is another one from which, with the sum, it could be found.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from telemed.hub.counts import EDGES, Cell, DayCounted, Durations

LEAST: Final = 5
"""Smaller counts are not told."""
SHARE: Final = 0.9
_COUNTS: Final = ("taken", "missed", "left")
_DURATIONS: Final = ("waiting", "way", "serving")
MONTHS: Final = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip


class Period(msgspec.Struct, frozen=True):
    """A whole calendar week or month: only those, because of two other spans the difference might be one person."""

    key: str
    title: str
    first: dt.date
    last: dt.date


class Figure(msgspec.Struct, frozen=True):
    """Durations in minutes: the mean, and below what nine of ten were (None: more than the last class tells)."""

    mean: int
    below: int | None


class Line(msgspec.Struct, frozen=True):
    """People of an hour or a service. None is a count that is not told, or no duration that may be told."""

    label: str
    taken: int | None
    missed: int | None
    left: int | None
    waiting: Figure | None
    way: Figure | None
    serving: Figure | None


class Summary(msgspec.Struct, frozen=True):
    """A period: the sum, and its lines by hour and by service; `days` had at least one number."""

    period: Period
    days: int
    total: Line
    hours: tuple[Line, ...]
    services: tuple[Line, ...]


def summarise(period: Period, days: Sequence[DayCounted], title_of: Callable[[str], str]) -> Summary:
    """Add the days up."""
    cells = [cell for day in days for cell in day.cells]
    hours = [(f"{hour} bis {hour + 1} Uhr", [c for c in cells if c.hour == hour]) for hour in _hours(cells)]
    names = sorted({cell.service for cell in cells})
    services = [(title_of(name), [c for c in cells if c.service == name]) for name in names]
    (total,) = _lines([("Zusammen", cells)])
    return Summary(period, sum(bool(day.cells) for day in days), total, _lines(hours), _lines(services))


def _hours(cells: Sequence[Cell]) -> range:
    found = [cell.hour for cell in cells]
    return range(min(found), max(found) + 1) if found else range(0)


def _lines(groups: Sequence[tuple[str, Sequence[Cell]]]) -> tuple[Line, ...]:
    cells = [group for _, group in groups]
    taken, missed, left = (told([sum(getattr(c, what) for c in group) for group in cells]) for what in _COUNTS)
    waiting, way, serving = (_figures([[getattr(c, what) for c in group] for group in cells]) for what in _DURATIONS)
    return tuple(
        Line(label, taken[row], missed[row], left[row], waiting[row], way[row], serving[row])
        for row, (label, _) in enumerate(groups)
    )


def told(counts: Sequence[int]) -> list[int | None]:
    """Return the counts that may stand beside their sum; None for those below five and what would tell of them."""
    hidden = {row for row, count in enumerate(counts) if 0 < count < LEAST}
    others = sorted((count, row) for row, count in enumerate(counts) if count >= LEAST)
    while hidden and others and (len(hidden) == 1 or sum(counts[row] for row in hidden) < LEAST):
        hidden.add(others.pop(0)[1])
    return [None if row in hidden else count for row, count in enumerate(counts)]


def _figures(groups: Sequence[Sequence[Durations]]) -> list[Figure | None]:
    added = [_added(group) for group in groups]
    may = told([each.count for each in added])
    return [_figure(each) if count else None for each, count in zip(added, may, strict=True)]


def _added(each: Iterable[Durations]) -> Durations:
    all_ = list(each)
    classes = [sum(column) for column in zip(*(one.classes for one in all_), strict=True)]
    return Durations(sum(one.seconds for one in all_), tuple(classes)) if all_ else Durations()


def _figure(durations: Durations) -> Figure:
    seen = 0
    for edge, count in zip((*EDGES, None), durations.classes, strict=True):
        seen += count
        if seen >= SHARE * durations.count:
            return Figure(round(durations.seconds / durations.count / 60), edge)
    raise AssertionError  # pragma: no cover -- the last class ends with all of them


# ---- periods -----------------------------------------------------------------------------------------------------


def period_of(key: str, today: dt.date) -> Period | None:
    """Read `2026-W47` or `2026-11`; None for what is no period, or has no day before today."""
    if re.fullmatch(r"20[0-9]{2}-W[0-9]{2}", key):
        try:
            first = dt.date.fromisocalendar(int(key[:4]), int(key[6:]), 1)
        except ValueError:
            return None
        found = Period(
            key, f"Woche {int(key[6:])} ({first:%d.%m.} bis {_plus(first, 6):%d.%m.%Y})", first, _plus(first, 6)
        )
    elif re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", key):
        first = dt.date(int(key[:4]), int(key[5:]), 1)
        last = _plus(_plus(first, 31).replace(day=1), -1)
        found = Period(key, f"{MONTHS[first.month - 1]} {first.year}", first, last)
    else:
        return None
    return found if found.first < today else None


def periods(today: dt.date, weeks: int = 8, months: int = 12) -> tuple[Period, ...]:
    """Return the newest weeks and months that have a day before today, the newest first."""
    keys = []
    for back in range(weeks):
        year, week, _ = _plus(today, -1 - 7 * back).isocalendar()
        keys.append(f"{year:04d}-W{week:02d}")
    month = _plus(today, -1)
    for _ in range(months):
        keys.append(f"{month:%Y-%m}")
        month = _plus(month.replace(day=1), -1)
    return tuple(period for period in (period_of(key, today) for key in keys) if period is not None)


def _plus(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)
