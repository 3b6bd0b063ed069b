"""What is read from the last row of chairs, in millimetres of the screen that hangs there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSizeF

from telemed.waiting_room.app import BoardWords
from telemed.waiting_room.board import Sign
from telemed.waiting_room.layout import lay_out
from telemed.waiting_room.parts import Shape
from telemed.waiting_room.sight import Sight, fitting
from tests.ui.display.golden import CASES
from tests.ui.display.test_layout import NOW, SIZES

pytestmark = pytest.mark.usefixtures("fonts")
SIGN = Sign(BoardWords(("de", "en", "uk")))


def test_sizes_are_those_of_the_screen() -> None:
    sight = Sight(43.0, 6.0)

    assert sight.millimetres((1920, 1080)) == pytest.approx(0.4958, abs=0.001)
    assert sight.millimetres((3840, 2160)) == pytest.approx(0.2479, abs=0.001)
    assert sight.least() == pytest.approx(27.9, abs=0.1)
    assert sight.reach((1920, 1080), 56.3) == pytest.approx(6.0, abs=0.02)


@pytest.mark.parametrize("size", SIZES)
def test_every_number_on_43_inches_is_read_from_six_metres(size: tuple[int, int]) -> None:
    shape, reach = fitting(SIGN, size, Sight(), NOW)

    assert reach >= 6.0
    assert shape.calls >= 4
    assert shape.waiting >= 4


@pytest.mark.parametrize("size", SIZES)
def test_rooms_and_times_of_the_ordinary_picture_are_read_from_six_metres(size: tuple[int, int]) -> None:
    shape, _ = fitting(SIGN, size, Sight(), NOW)
    scene = lay_out(replace(CASES["calls-de"], shape=shape).picture(), QSizeF(*size))

    heights = {text.text.strip("\u2066\u2069"): text.ink().height() for text in scene.texts}
    for words in ("14", "32", "Raum 1", "15", "33", "11:20 \N{EN DASH} 11:30", "11:07"):
        assert Sight().reach(size, heights[words]) >= 5.9, words


def test_a_small_screen_gets_fewer_rows_and_says_how_far_it_is_read() -> None:
    large, _ = fitting(SIGN, (1920, 1080), Sight(65.0, 6.0), NOW)
    small, reach = fitting(SIGN, (1920, 1080), Sight(32.0, 6.0), NOW)
    tiny, near = fitting(SIGN, (1920, 1080), Sight(10.0, 6.0), NOW)

    assert large == Shape()
    assert 2 <= small.calls < large.calls
    assert reach >= 6.0
    assert tiny.calls < small.calls or tiny.waiting == 3
    assert near < 6.0


def test_screens_in_a_row_keep_their_rows_so_that_no_call_falls_between_them() -> None:
    row = Shape(screen=1, screens=2)

    shape, _ = fitting(replace(SIGN, shape=row), (1920, 1080), Sight(20.0, 6.0), NOW)

    assert shape == row
