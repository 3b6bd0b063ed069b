"""Shows everything the screen in the waiting room can show, on a screen of one size."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from kiosk.look.pictograms import Pictograms
from telemed.api import Board, Call, Day, Delay, Next, OpenSpan, Site
from telemed.waiting_room.app import BoardWords
from telemed.waiting_room.board import Moment, Sign, compose
from telemed.waiting_room.screen import Screen

_NOW = dt.datetime(2026, 11, 23, 11, 7, tzinfo=ZoneInfo("Europe/Berlin"))
_NIGHT = _NOW.replace(hour=21)
_HOURS = tuple(Day(day, (OpenSpan("09:00", "12:00"), OpenSpan("13:00", "16:00"))) for day in range(5))
_SITE = Site("Stadtteilbüro Lobeda", "03641 49 3300", hours=_HOURS)
_LANGUAGES = ("de", "en", "uk")


def _next(number: int, minutes: int) -> Next:
    start = _NOW.timestamp() + 60 * minutes
    return Next(number, start, start + 600)


def _board(**given: Any) -> Board:
    return Board("lobeda", _NOW.timestamp(), 1, **given)


_WAITING = (_next(15, 13), _next(33, 18), _next(16, 33), _next(34, 38), _next(17, 53))
_CALLS = (Call(14, "Raum 1", 100.0), Call(32, "Platz 2", 90.0))
_MANY = tuple(Call(20 + number, f"Raum {number}", 100.0 - number) for number in range(1, 9))
_ROW = tuple(Next(40 + number) if number % 3 else _next(40 + number, 5 * number) for number in range(40))

SCENES: dict[str, tuple[Board | None, Moment]] = {
    "never-reached": (None, Moment(_NOW, None)),
    "starting": (None, Moment(_NOW, 1.0)),
    "empty": (_board(), Moment(_NOW, 0.0)),
    "waiting": (_board(waiting=_WAITING), Moment(_NOW, 0.0)),
    "calls": (_board(calls=_CALLS, waiting=_WAITING), Moment(_NOW, 0.0, turn=1)),
    "just-called": (_board(calls=_CALLS, waiting=_WAITING), Moment(_NOW, 0.0, calling=True)),
    "delay": (_board(calls=_CALLS, waiting=_WAITING, delays=(Delay("Raum 1", 15),)), Moment(_NOW, 0.0)),
    "many": (
        _board(calls=_MANY, waiting=_ROW, delays=(Delay("Raum 1", 15), Delay("Beratungszimmer 12", 40))),
        Moment(_NOW, 0.0, turn=3),
    ),
    "stale": (_board(calls=_CALLS, waiting=_WAITING), Moment(_NOW, 130.0, turn=1)),
    "night": (_board(open=False), Moment(_NIGHT, 0.0)),
    "night-stale": (_board(open=False), Moment(_NIGHT, 4000.0)),
}
"""Boards, and the moments they are shown in."""


def languages(locale: str) -> tuple[str, ...]:
    """Give the languages of a site whose first one this is."""
    return (locale, *(other for other in _LANGUAGES if other != locale and other != locale.partition("-")[0]))


def show(qt: QApplication, locale: str, size: tuple[int, int], take: Any) -> None:
    """Show each scene on the real window; `take` is given its name and the canvas."""
    spoken = languages(locale)
    sign = Sign(BoardWords(spoken), languages=spoken)
    screen = Screen(Pictograms())
    screen.open(size, windowed=True)
    for name, (board, moment) in SCENES.items():
        screen.canvas.show_picture(compose(board, _SITE if board else None, moment, sign))
        qt.processEvents()
        take(f"display-{name}", screen.canvas)
    screen.hide()
    screen.deleteLater()
    qt.processEvents()
