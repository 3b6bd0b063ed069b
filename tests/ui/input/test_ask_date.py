"""Dates are entered as digits and read back in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt

from kiosk.flow.steps import AskDate, Problem
from kiosk.visitor.keyboard_pad import BACKSPACE, ON
from kiosk.visitor.render.ask_date import AskDateRenderer

LEFT = Qt.MouseButton.LeftButton
BORN = dt.date(1948, 2, 3)


def step() -> AskDate:
    return AskDate(key="street", first=dt.date(1900, 1, 1), last=dt.date(2026, 11, 22))


def touch(qtbot: Any, renderer: Any, keys: str | list[str], stage: Any) -> None:
    for key in keys:
        qtbot.mouseClick(renderer.pad.button(key), LEFT)
        stage.later()


def texts(renderer: Any) -> list[str]:
    return [field.text() for field in renderer.fields]


@pytest.mark.parametrize("keys", ["03021948", "3.2.1948", "0321948", "3.021948"])
def test_digits_make_a_date_however_they_are_typed(stage: Any, qtbot: Any, keys: str) -> None:
    renderer = stage.show(AskDateRenderer, step())
    touch(qtbot, renderer, keys, stage)
    assert renderer.words.text() == "Dienstag, 3. Februar 1948"
    qtbot.mouseClick(renderer.next, LEFT)
    assert stage.answers == [BORN]


@pytest.mark.parametrize("keys", ["03021948", "3.2.1948"])
def test_a_physical_keyboard_makes_the_same_date(stage: Any, qtbot: Any, keys: str) -> None:
    renderer = stage.show(AskDateRenderer, step())
    renderer.focus_first()
    for key in keys:
        qtbot.keyClicks(renderer.fields[renderer._at].focusProxy(), key)
    assert renderer._day() == BORN
    qtbot.keyClick(renderer.fields[2].focusProxy(), Qt.Key.Key_Return)
    assert stage.answers == [BORN]


def test_pasted_digits_spread_over_the_fields(stage: Any) -> None:
    renderer = stage.show(AskDateRenderer, step())
    renderer.fields[0].insert("03021948")
    assert renderer._day() == BORN


def test_a_field_is_corrected_by_touching_it(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskDateRenderer, step(), draft="4.2.1948")
    qtbot.mouseClick(renderer.fields[0].focusProxy(), LEFT)
    touch(qtbot, renderer, [BACKSPACE, "0", "3"], stage)
    assert renderer._day() == BORN


def test_backspace_goes_back_into_the_field_before(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskDateRenderer, step())
    touch(qtbot, renderer, ["0", "3", BACKSPACE], stage)
    assert texts(renderer) == ["0", "", ""]


@pytest.mark.parametrize("keys", ["31.2.1948", "0.1.1950", "29.2.1900", "1.13.1950"])
def test_a_day_that_does_not_exist_is_told_at_once(stage: Any, qtbot: Any, keys: str) -> None:
    renderer = stage.show(AskDateRenderer, step())
    for field, text in zip(renderer.fields, keys.split("."), strict=True):
        field.set_text(text)
    assert stage.said[-1] == "Diesen Tag gibt es nicht. Bitte prüfen Sie die Zahlen."
    stage.later()
    qtbot.mouseClick(renderer.next, LEFT)
    assert stage.answers == []


def test_what_is_missing_is_told_when_sent(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskDateRenderer, step())
    touch(qtbot, renderer, "3.2.48", stage)
    assert stage.said == []
    qtbot.mouseClick(renderer.next, LEFT)
    assert stage.said == ["Bitte schreiben Sie das Jahr mit vier Ziffern."]


@pytest.mark.parametrize(
    ("problem", "named"), [(Problem.TOO_SMALL, "1. Januar 1900"), (Problem.TOO_LARGE, "22. November 2026")]
)
def test_the_limit_is_named(stage: Any, problem: Problem, named: str) -> None:
    renderer = stage.show(AskDateRenderer, step())
    renderer.refuse(problem)
    assert named in renderer.words.text().replace("\u2068", "").replace("\u2069", "")


def test_the_draft_comes_back_in_another_language(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskDateRenderer, step())
    touch(qtbot, renderer, "3.2.19", stage)
    again = stage.show(AskDateRenderer, step(), look=stage.look("ar"), draft=renderer.draft())
    assert texts(again) == ["3", "2", "19"]
    taken_back = stage.show(AskDateRenderer, step(), draft=BORN)
    assert taken_back._day() == BORN


def test_day_comes_first_along_the_line_of_reading(stage: Any) -> None:
    german = stage.show(AskDateRenderer, step()).fields
    arabic = stage.show(AskDateRenderer, step(), look=stage.look("ar")).fields
    assert german[0].x() < german[1].x() < german[2].x()
    assert arabic[0].x() > arabic[1].x() > arabic[2].x()


def test_driving_gives_the_day(stage: Any) -> None:
    renderer = stage.show(AskDateRenderer, step())
    renderer.drive(BORN)
    assert stage.answers == [BORN]
    assert ON not in "".join(texts(renderer))
