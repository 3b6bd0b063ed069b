"""What voice control shows, in every language, theme, size and scale: nothing cut off, covered or too small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from kiosk.look.metrics import SCALES, Metrics
from kiosk.look.theme import THEMES
from kiosk.texts import known_locales
from kiosk.visitor.face import text_height
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.render.sheet import Sheet
from kiosk.visitor.talk.button import Hearing
from kiosk.visitor.talk.numbers import numbered
from tests.fakes.speaker import Speaker
from tests.pairwise import pairwise
from tests.ui.clipping import problems

SIZES = ((1920, 1080), (1080, 1920), (1280, 800), (3840, 2160), (2160, 3840))
ROWS = pairwise(locale=known_locales(), theme=tuple(THEMES), scale=SCALES, size=SIZES, low=(False, True))

Make = Callable[..., Speaker]


def dressed(speaker: Make, row: dict[str, Any]) -> Speaker:
    one = speaker(size=row["size"], locales=known_locales())
    one.terminal.start(row["locale"])
    shell = one.terminal.shell
    shell.choices = replace(shell.choices, theme=row["theme"], scale=row["scale"], low=row["low"])
    shell.dress()
    return one


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(str(value) for value in row.values()))
def test_every_state_of_talking_fits(speaker: Make, row: dict[str, Any]) -> None:
    one = dressed(speaker, row)
    least = Metrics(0.277, 600, 1.0, *row["size"]).minimum_px()
    found: list[str] = []

    def look(name: str) -> None:
        one.terminal.pump()
        window = one.terminal.app.window
        found.extend(f"{name}: {problem}" for problem in problems(one.terminal.shell.bottom(), least))
        if window.aside is not None:
            found.extend(f"{name}: {problem}" for problem in problems(window.aside, least))

    for hearing in Hearing:
        one.button.show_hearing(hearing)
        look(hearing.value)
    one.terminal.voice.say([one.terminal.shell.texts.text("voice-private-field")], row["locale"])
    look("caption")
    one.hush()
    one.talking.doing.what()
    sheet = one.terminal.app.window.aside
    assert sheet is not None
    assert isinstance(sheet.page, Sheet)
    for _ in range(12):
        look("what")
        one.terminal.clock.now += 1.0
        sheet.page.pages.later.strike()
    words = one.terminal.shell.bottom().help.face.text
    for key, what in (("voice-really", words), ("voice-check", "Matthias-Domaschk-Straße 17"), ("voice-fetch", "")):
        one.talking.ask(key, "question_mark", lambda: None, what=what)
        look(key)
    one.talking.drop_question()
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize("row", ROWS[:12], ids=lambda row: "-".join(str(value) for value in row.values()))
def test_the_numbers_lie_apart_and_in_the_window(speaker: Make, row: dict[str, Any]) -> None:
    one = dressed(speaker, row)
    one.talking.doing.numbers()
    numbers = one.talking.doing.shown_numbers
    assert numbers is not None
    places = list(numbers.places.values())
    assert len(numbers.buttons) >= 10
    for index, place in enumerate(places):
        assert numbers.rect().contains(place)
        assert not any(place.intersects(other) for other in places[index + 1 :])


def test_the_numbers_do_not_cover_words(speaker: Make) -> None:
    one = speaker()
    one.start()
    one.talking.doing.numbers()
    numbers = one.talking.doing.shown_numbers
    assert numbers is not None
    one.hush()
    window = one.terminal.app.window
    for button in one.terminal.shell.top().buttons.values():
        if button.isVisibleTo(window):
            words = middle_of_words(button, window)
            covered = [words.intersected(place) for place in numbers.places.values()]
            share = sum(max(0, part.width()) * max(0, part.height()) for part in covered)
            assert share <= 0.05 * words.width() * words.height(), button.text()


def middle_of_words(button: Any, window: Any) -> QRect:
    """Where the words of a button of one row are: in its middle, with the pictogram before them."""
    font = button.shape.text_font()
    wide = QFontMetrics(font).horizontalAdvance(button.text())
    before = button.shape.icon_px() + button.shape.gap
    high = round(text_height(font, button.text(), 4000) * 0.4)
    left = (button.width() - before - wide) // 2 + before
    place = QRect(left, (button.height() - high) // 2, wide, high)
    return QRect(button.mapTo(window, QPoint(0, 0)) + place.topLeft(), place.size())


def test_a_level_is_drawn_and_another_looks_different(speaker: Make, qapp: QApplication) -> None:
    one = speaker()
    one.start()
    one.tap()
    one.hush()
    pictures = []
    for level in (0, 50, 100):
        one.ear.level.emit(level)
        pictures.append(one.button.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_numbers_are_given_once_each(speaker: Make) -> None:
    one = speaker()
    one.start()
    page = one.terminal.page
    assert isinstance(page, ChooseRenderer)
    buttons = page.buttons
    assert list(numbered(buttons)) == list(range(1, len(buttons) + 1))
