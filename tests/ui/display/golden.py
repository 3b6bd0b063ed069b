"""Pictures of the display that were looked at and found good, and how a new one is compared with them.

After a change that is meant, `QT_QPA_PLATFORM=offscreen python -m tests.ui.display.golden` writes them anew. Look at
each one before it is committed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kiosk.look.fonts import load_fonts
from kiosk.look.pictograms import Pictograms
from telemed.api import Board, Call, Day, Delay, Next, OpenSpan, Site
from telemed.waiting_room.app import BoardWords
from telemed.waiting_room.board import Moment, Picture, Sign, compose
from telemed.waiting_room.layout import lay_out
from telemed.waiting_room.pages import Page, Photo
from telemed.waiting_room.parts import Shape
from telemed.waiting_room.scene import Scene
from tests.ui.display.conftest import BERLIN

FOLDER = Path(__file__).parent / "golden"
WIDE, TALL = (1920, 1080), (1080, 1920)
SHARE = 4
"""A kept picture is this much smaller: edges that a renderer draws a little otherwise do not count."""
CELL = 6
"""Pixels of the kept picture that are compared together."""
TOLERANCE = 14.0
"""Mean difference of a cell, of 255, that may be: between versions of the renderer, not between two pictures."""

NOW = dt.datetime(2026, 3, 10, 11, 7, tzinfo=BERLIN)
HOURS = tuple(Day(day, (OpenSpan("09:00", "16:00"),)) for day in range(5))
SITE = Site("Stadtteilbüro Lobeda", "03641 49 3300", HOURS)
HOLIDAY = msgspec.structs.replace(SITE, closed=("2026-03-10", "2026-03-11"), holidays=("2026-03-10",))
ALL = ("de", "en", "uk", "ru", "ar", "fa", "vi", "de-simple")
PAGE = Page(
    "flu",
    {"de": "Gegen Grippe impfen", "ar": "التطعيم ضد الإنفلونزا"},
    {"de": "Ab 60 Jahren jeden Herbst. Fragen Sie am Empfang nach einem Termin.", "ar": "كل خريف ابتداءً من 60 عامًا."},
    Photo("photo.png", 400, 300),
)


def _next(number: int, minutes: int) -> Next:
    start = NOW.timestamp() + 60 * minutes
    return Next(number, start, start + 600)


_WAITING = (_next(15, 13), _next(33, 18), Next(16), _next(134, 38), _next(17, 53))
_CALLS = (Call(14, "Raum 1", 100.0), Call(32, "Platz 2", 90.0))
_MANY = tuple(Call(220 + number, f"Raum {number}", 100.0 - number) for number in range(1, 9))
_LONG = (Call(14, "Beratungszimmer Salvador-Allende-Platz", 100.0), Call(999, "Büro Frau Müller-Lüdenscheidt", 90.0))
_LATE = (Delay("Raum 1", 15),)
_DAY = Board("lobeda", NOW.timestamp(), 1, _CALLS, _WAITING, _LATE)
_NOW = Moment(NOW, 0.0)
_ALONE = Shape()


@dataclass(frozen=True)
class Case:
    """One picture: what is on the board, when, in which languages, on which screen."""

    size: tuple[int, int] = WIDE
    languages: tuple[str, ...] = ("de", "en", "uk")
    board: Board | None = _DAY
    moment: Moment = _NOW
    shape: Shape = _ALONE
    site: Site = SITE

    def picture(self) -> Picture:
        """Decide what is on it."""
        sign = Sign(BoardWords(self.languages), self.shape, self.languages)
        return compose(self.board, self.site, self.moment, sign)

    def scene(self) -> Scene:
        """Lay it out."""
        return lay_out(self.picture(), QSizeF(*self.size))


_BASE = Case()
_NIGHT = Board("lobeda", 1.0, 1, open=False)
_ROW = Board("lobeda", 1.0, 1, _MANY, tuple(Next(40 + number) for number in range(12)))
CASES = {
    "calls-de": _BASE,
    "calls-ar-portrait": replace(_BASE, size=TALL, languages=("ar", "fa", "de")),
    "calls-vi": replace(_BASE, languages=("vi", "de", "fa")),
    "called-now": replace(_BASE, moment=Moment(NOW, 0.0, calling=True)),
    "eight-languages": replace(_BASE, languages=ALL, moment=Moment(NOW, 0.0, turn=2)),
    "long-rooms-portrait": replace(_BASE, size=TALL, board=Board("lobeda", 1.0, 1, _LONG, _WAITING, _LATE)),
    "many-de": replace(_BASE, board=Board("lobeda", 1.0, 1, _MANY, _WAITING * 3, _LATE)),
    "screen-1-of-2": replace(_BASE, board=_ROW, shape=Shape(screens=2)),
    "screen-2-of-2-portrait": replace(_BASE, size=TALL, board=_ROW, shape=Shape(screen=2, screens=2)),
    "stale-ar": replace(_BASE, languages=("ar", "de", "vi"), moment=Moment(NOW, 130.0)),
    "stale-portrait": replace(_BASE, size=TALL, moment=Moment(NOW, None)),
    "nobody-de": replace(_BASE, board=Board("lobeda", 1.0, 1)),
    "page-de": replace(_BASE, moment=Moment(NOW, 0.0, turn=3, pages=(PAGE,))),
    "page-ar-portrait": replace(
        _BASE, size=TALL, languages=("ar", "de"), board=Board("lobeda", 1.0, 1), moment=Moment(NOW, 0.0, pages=(PAGE,))
    ),
    "night-holiday": replace(_BASE, board=_NIGHT, site=HOLIDAY),
    "night-fa-portrait": replace(_BASE, size=TALL, languages=("fa", "de", "en"), board=_NIGHT),
    "never-reached": replace(_BASE, board=None, moment=Moment(NOW, None)),
}


def photo() -> QImage:
    """The picture of the page."""
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#1D4E89"))
    painter = QPainter(image)
    painter.fillRect(40, 40, 120, 120, QColor("#FFD27A"))
    painter.end()
    return image


def render(scene: Scene, size: tuple[int, int]) -> QImage:
    """Paint a scene and make it smaller."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)  # what nothing is painted on is seen
    painter = QPainter(image)
    scene.paint(painter, Pictograms(), 1.0, {"photo.png": photo()})
    painter.end()
    wide, tall = size[0] // SHARE, size[1] // SHARE
    return image.scaled(wide, tall, mode=Qt.TransformationMode.SmoothTransformation)


def difference(one: QImage, other: QImage) -> float:
    """The largest mean difference of a cell, 0 to 255; 255 for pictures of different sizes."""
    if one.size() != other.size():
        return 255.0
    first, second = (image.convertToFormat(QImage.Format.Format_RGB888) for image in (one, other))
    wide, tall, worst = first.width(), first.height(), 0.0
    rows = [(bytes(image.constBits()), image.bytesPerLine()) for image in (first, second)]
    (left, stride), (right, _) = rows
    for top in range(0, tall, CELL):
        lines = range(top, min(top + CELL, tall))
        if all(left[y * stride : (y + 1) * stride] == right[y * stride : (y + 1) * stride] for y in lines):
            continue
        for x in range(0, wide, CELL):
            spans = [(y * stride + 3 * x, y * stride + 3 * min(x + CELL, wide)) for y in lines]
            total = sum(abs(a - b) for at, end in spans for a, b in zip(left[at:end], right[at:end], strict=True))
            worst = max(worst, total / sum(end - at for at, end in spans))
    return worst


def main() -> None:
    """Write all of them."""
    application = QApplication([])
    load_fonts()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, case in CASES.items():
        render(case.scene(), case.size).save(str(FOLDER / f"{name}.png"), quality=0)
    del application


if __name__ == "__main__":
    main()
