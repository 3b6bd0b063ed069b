"""Nothing is cut off, nothing overlaps, all can be read from five metres, on every screen and for every board."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.look.pictograms import Pictograms
from kiosk.look.theme import DARK, PAPER, contrast
from telemed.api import Board, Call, Day, Delay, Next, OpenSpan, Site
from telemed.waiting_room.app import BoardWords
from telemed.waiting_room.board import Moment, Picture, Sign, compose
from telemed.waiting_room.calls import CALLING, DARK_GROUND, LATE, NEWEST, OLDER, SOFT
from telemed.waiting_room.layout import NIGHT, lay_out
from telemed.waiting_room.screen import Screen
from tests.ui.display.conftest import BERLIN

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from telemed.waiting_room.scene import Scene, Surface
    from telemed.waiting_room.typeset import Placed

SIZES = [(1920, 1080), (1080, 1920), (1280, 800), (3840, 2160)]
NOW = dt.datetime(2026, 3, 10, 11, 7, tzinfo=BERLIN)
ROOMS = ["Raum 1", "Platz 2", "Beratungszimmer 12", "Zimmer 007", "Büro Frau Müller-Lüdenscheidt"]
SITE = Site("Lobeda", "03641 1", hours=(Day(2, (OpenSpan("08:00", "12:00"),)),))
WORDS = BoardWords(("de", "de-simple", "en", "uk", "ar"))

READABLE = 24
"""Units of the reference screen below which no text goes; the numbers and rooms stay far above."""

pytestmark = pytest.mark.usefixtures("fonts")


def unit(size: tuple[int, int]) -> float:
    wide, high = (1080, 1920) if size[1] > size[0] else (1920, 1080)
    return min(size[0] / wide, size[1] / high)


def picture(
    calls: int, waiting: int, *, room: str = "Raum 1", age: float | None = 0.0, turn: int = 0, late: int = 0,
    languages: tuple[str, ...] = ("de", "en", "uk"), is_open: bool = True,
) -> Picture:  # fmt: skip
    start = NOW.timestamp() + 1200
    board = Board(
        "lobeda",
        NOW.timestamp(),
        1,
        tuple(Call(999 - index, room, 100.0 - index) for index in range(calls)),
        tuple(Next(900 + index, *((start, start + 600) if index % 2 else (None, None))) for index in range(waiting)),
        (Delay(room, late),) if late else (),
        is_open,
    )
    return compose(board, SITE, Moment(NOW, age, turn), Sign(WORDS, languages=languages))


def around(text: Placed) -> QRectF:
    """Its area and what a letter such as "j" reaches beyond its own place."""
    over = max(2.0, text.px * 0.08)
    return text.area.adjusted(-over, -over, over, over)


def cards(scene: Scene) -> list[Surface]:
    return [surface for surface in scene.surfaces if surface.fill in {NEWEST.fill, OLDER.fill, CALLING.fill}]


def assert_whole(scene: Scene, size: tuple[int, int]) -> None:
    """Every text is inside its area, every area on the screen, every card apart, and no two texts touch."""
    whole = QRectF(0, 0, *size)
    inks = []
    for text in scene.texts:
        ink = text.ink()
        assert not text.cut, text.text
        assert around(text).contains(ink), (text.text, text.area, ink)
        assert whole.contains(ink), text.text
        assert text.px >= READABLE * unit(size) - 1, (text.text, text.px)
        inks.append((ink, text.text))
    for index, (one, said) in enumerate(inks):
        for other, also in inks[index + 1 :]:
            assert not one.intersects(other), (said, also)
    for mark in scene.marks:
        assert whole.contains(mark.rect), mark.name
        assert not [said for ink, said in inks if ink.intersects(mark.rect.adjusted(4, 4, -4, -4))], mark.name
    for upper, lower in pairwise(cards(scene)):
        assert upper.rect.bottom() < lower.rect.top()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.sampled_from(SIZES),
    calls=st.integers(0, 12),
    waiting=st.integers(0, 40),
    room=st.sampled_from(ROOMS),
    age=st.sampled_from([0.0, 42.0, 7000.0, 90_000.0, None]),
    late=st.sampled_from([0, 1, 15, 115]),
    languages=st.sampled_from([("de",), ("de", "en"), ("de", "en", "uk"), ("de-simple", "ar", "en", "uk")]),
    turn=st.integers(0, 12),
)
def test_nothing_is_cut_off(
    size: tuple[int, int], calls: int, waiting: int, room: str, age: float | None, late: int,
    languages: tuple[str, ...], turn: int,
) -> None:  # fmt: skip
    shown = picture(calls, waiting, room=room, age=age, late=late, languages=languages, turn=turn)

    assert_whole(lay_out(shown, QSizeF(*size)), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("age", [0.0, None])
def test_night_is_whole_too(size: tuple[int, int], age: float | None) -> None:
    shown = picture(0, 0, is_open=False, age=age)

    assert shown.night
    assert_whole(lay_out(shown, QSizeF(*size)), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("calls", [1, 2, 5, 12])
def test_numbers_and_rooms_are_inside_their_cards(size: tuple[int, int], calls: int) -> None:
    scene = lay_out(picture(calls, 5, room="Beratungszimmer 12", late=15), QSizeF(*size))

    for surface in cards(scene):
        inside = [text for text in scene.texts if surface.rect.intersects(text.ink())]
        assert len(inside) == 2
        assert all(surface.rect.contains(text.ink()) for text in inside)


@pytest.mark.parametrize("size", SIZES)
def test_called_numbers_are_readable_from_five_metres(size: tuple[int, int]) -> None:
    """The least usual case, five calls and a delay: digits of 50 units are 25 mm on a screen of 43 inches, 0.28°."""
    scene = lay_out(picture(5, 5, room="Raum 1", late=15), QSizeF(*size))
    numbers = [text for text in scene.texts if text.text in {"999", "998", "997", "996", "995"}]

    assert len(numbers) == 5
    assert min(text.ink().height() for text in numbers) >= 50 * unit(size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("calls", [1, 2, 5])
@pytest.mark.parametrize("age", [0.0, 42.0])
def test_short_room_stays_on_one_line(size: tuple[int, int], calls: int, age: float) -> None:
    scene = lay_out(picture(calls, 5, late=15, age=age), QSizeF(*size))

    rooms = [text for text in scene.texts if text.text == "Raum 1"]
    assert len(rooms) == calls
    assert [text.layout.lineCount() for text in rooms] == [1] * calls


def test_very_long_name_is_shortened_visibly_and_not_clipped() -> None:
    shown = picture(5, 5, room="W" * 40, age=42.0, late=15)
    scene = lay_out(shown, QSizeF(1280, 800))

    rooms = [text for text in scene.texts if text.text.startswith("W")]
    assert rooms
    assert all(text.text.endswith("…") for text in rooms if text.cut)
    assert all(around(text).contains(text.ink()) for text in rooms)


def test_board_is_not_mirrored_and_its_numbers_stay_in_order_in_arabic() -> None:
    scene = lay_out(picture(1, 2, languages=("ar", "de")), QSizeF(1920, 1080))

    number = next(text for text in scene.texts if text.text == "999")
    room = next(text for text in scene.texts if text.text == "Raum 1")
    times = next(text for text in scene.texts if "11:25" in text.text)
    assert number.ink().right() < room.ink().left()
    assert times.text == "\u206611:25 \N{EN DASH} 11:40\u2069"
    assert times.layout.textOption().textDirection() == Qt.LayoutDirection.LeftToRight


def test_window_stays_left_to_right_in_an_application_from_right_to_left(qapp: QApplication) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        screen = Screen(Pictograms())
        assert screen.layoutDirection() == Qt.LayoutDirection.LeftToRight
        screen.deleteLater()
    finally:
        qapp.setLayoutDirection(before)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (NEWEST.text, NEWEST.fill),
        (CALLING.text, CALLING.fill),
        (OLDER.text, OLDER.fill),
        (LATE.text, LATE.fill),
        (SOFT, DARK_GROUND),
        (PAPER.ground.text, PAPER.ground.fill),
        (PAPER.quiet, PAPER.ground.fill),
        (PAPER.help.text, PAPER.help.fill),
        (DARK.quiet, NIGHT),
    ],
)
def test_every_text_reaches_seven_to_one(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 7


@pytest.mark.parametrize("paint", [NEWEST, OLDER, LATE])
def test_edges_of_cards_reach_three_to_one(paint: object) -> None:
    assert contrast(getattr(paint, "edge", ""), DARK_GROUND) >= 3


def test_picture_paints_the_colours_of_the_sketch() -> None:
    scene = lay_out(picture(2, 5, late=15), QSizeF(1920, 1080))
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    scene.paint(painter, Pictograms())
    painter.end()

    newest, older = (surface.rect.topLeft().toPoint() for surface in cards(scene))
    assert image.pixelColor(newest.x() + 300, newest.y() + 20) == QColor(NEWEST.fill)
    assert image.pixelColor(older.x() + 300, older.y() + 20) == QColor(OLDER.fill)
    assert image.pixelColor(1900, 1070) == QColor(PAPER.ground.fill)
