"""Statistics: waiting, way, service and no-shows by hour and service, as plots, tables and a file. Nobody is in it."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException

from telemed.hub.counts import DayCounted
from telemed.hub.statistics import Figure, Line, Summary, period_of, periods, summarise
from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.csv_files import csv_answer
from telemed.hub.web.paper import Behind, session_of

_HEAD = (
    "Nach", "Gruppe", "Nummern", "nicht erschienen", "gegangen", "Warten im Mittel (Min)",
    "9 von 10 warteten unter (Min)", "Weg im Mittel (Min)", "Bedienung im Mittel (Min)",
)  # fmt: skip


class Bar(msgspec.Struct, frozen=True):
    """A bar of the plot: three parts one after the other, in minutes and in units of the drawing."""

    label: str
    parts: tuple[tuple[str, int, float, float], ...]
    """Kind, minutes, start and width of each part."""
    nobody: bool
    """Nobody at all, not too few to be told."""


def statistics_routes(behind: Behind) -> list[Any]:
    """Wire the routes."""
    days = Days(behind)

    async def summary(key: str) -> Summary:
        today = behind.office.local().date()
        period = period_of(key, today) if key else periods(today)[0]
        if period is None:
            raise NotFoundException
        return summarise(period, await days.of(period.first, min(period.last, today - dt.timedelta(days=1))),
                         behind.office.site.title_of)  # fmt: skip

    @get("/statistics", include_in_schema=False, guards=[behind.auth.page])
    async def page(request: AnyRequest, period: str = "") -> Response[Any]:
        found = await summary(period)
        return behind.framed(
            session_of(request),
            "/statistics",
            "statistics.html",
            summary=found,
            periods=periods(behind.office.local().date()),
            groups=(
                ("hours", "Nach Stunde", "Stunde", found.hours, bars(found.hours)),
                ("services", "Nach Anliegen", "Anliegen", found.services, bars(found.services)),
            ),
        )

    @get("/statistics.csv", include_in_schema=False, guards=[behind.auth.page])
    async def file(period: str = "") -> Response[bytes]:
        found = await summary(period)
        rows = [
            *(_row("Stunde", line) for line in found.hours),
            *(_row("Anliegen", line) for line in found.services),
            _row("alles", found.total),
        ]
        return csv_answer(f"statistik-{found.period.key}.csv", _HEAD, rows)

    return [page, file]


class Days:
    """Counts of days that are over, read one by one, so that nobody waits for them at the desk, and kept."""

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._kept: dict[dt.date, tuple[DayCounted, ...]] = {}

    async def of(self, first: dt.date, last: dt.date) -> list[DayCounted]:
        """Return the counts of these days."""
        loop = asyncio.get_running_loop()
        found: list[DayCounted] = []
        for day in (first + dt.timedelta(days=more) for more in range((last - first).days + 1)):
            if day not in self._kept:
                self._kept[day] = await loop.run_in_executor(self._behind.writing, self._behind.counted, day, day)
            found += self._kept[day]
        return found


def bars(lines: tuple[Line, ...], width: float = 560.0) -> tuple[Bar, ...]:
    """Lay out the bars of a plot: the mean times one after the other, the longest as wide as there is room."""
    longest = max((sum(figure.mean for _, figure in _parts(line)) for line in lines), default=0)
    return tuple(_bar(line, width / longest if longest else 0.0) for line in lines)


def _parts(line: Line) -> list[tuple[str, Figure]]:
    return [(kind, figure) for kind in ("waiting", "way", "serving") if (figure := getattr(line, kind)) is not None]


def _bar(line: Line, scale: float) -> Bar:
    at, parts = 0.0, []
    for kind, figure in _parts(line):
        parts.append((kind, figure.mean, round(at, 1), round(figure.mean * scale, 1)))
        at += figure.mean * scale
    return Bar(line.label, tuple(parts), line.taken == 0)


def _row(by: str, line: Line) -> tuple[object, ...]:
    waiting, way, serving = ("" if each is None else each.mean for each in (line.waiting, line.way, line.serving))
    below = "" if line.waiting is None else line.waiting.below or "über 120"
    counts = ("unter 5" if count is None else count for count in (line.taken, line.missed, line.left))
    return (by, line.label, *counts, waiting, below, way, serving)
