"""Numbers are entered with big digits, and wrong ones are told in words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from kiosk.flow.steps import AskNumber, Problem
from kiosk.visitor.keyboard_pad import BACKSPACE
from kiosk.visitor.render.ask_number import MINUS, AskNumberRenderer, digits

LEFT = Qt.MouseButton.LeftButton


def step(**more: Any) -> AskNumber:
    return AskNumber(key="street", **{"least": 1, "most": 120, **more})


def touch(qtbot: Any, renderer: Any, *keys: str, stage: Any) -> None:
    for key in keys:
        qtbot.mouseClick(renderer.pad.button(key), LEFT)
        stage.later()


def test_touched_digits_are_the_answer(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskNumberRenderer, step())
    touch(qtbot, renderer, "4", "0", "7", BACKSPACE, stage=stage)
    qtbot.mouseClick(renderer.next, LEFT)
    assert stage.answers == [40]


def test_a_double_strike_counts_once(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskNumberRenderer, step())
    qtbot.mouseClick(renderer.pad.button("1"), LEFT)
    stage.later(0.2)
    qtbot.mouseClick(renderer.pad.button("1"), LEFT)
    assert renderer.field.text() == "1"


def test_physical_digits_and_enter_work(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskNumberRenderer, step())
    renderer.focus_first()
    qtbot.keyClicks(renderer.field.focusProxy(), "1x2")
    qtbot.keyClick(renderer.field.focusProxy(), Qt.Key.Key_Return)
    assert stage.answers == [12]


@pytest.mark.parametrize(("typed", "meant"), [("٤٢", "42"), ("۴۲", "42"), ("4.2", "42"), ("a", ""), ("-3", "-3")])
def test_digits_of_any_script_are_understood(typed: str, meant: str) -> None:
    assert digits(typed) == meant


def test_nothing_entered_is_told(stage: Any, qtbot: Any) -> None:
    renderer = stage.show(AskNumberRenderer, step())
    qtbot.mouseClick(renderer.next, LEFT)
    assert stage.answers == []
    assert stage.said == ["Bitte geben Sie eine Zahl ein."]


@pytest.mark.parametrize(("problem", "limit"), [(Problem.TOO_SMALL, "1"), (Problem.TOO_LARGE, "120")])
def test_the_limit_is_named(stage: Any, problem: Problem, limit: str) -> None:
    renderer = stage.show(AskNumberRenderer, step())
    renderer.refuse(problem)
    assert limit in stage.said[-1]
    assert renderer.words.text() == stage.said[-1]


def test_a_minus_is_offered_only_where_it_can_be_meant(stage: Any, qtbot: Any) -> None:
    plain = stage.show(AskNumberRenderer, step())
    with pytest.raises(KeyError):
        plain.pad.button(MINUS)
    cold = stage.show(AskNumberRenderer, step(least=-20))
    touch(qtbot, cold, "5", MINUS, stage=stage)
    cold.submit()
    assert stage.answers == [-5]


def test_the_draft_comes_back(stage: Any) -> None:
    renderer = stage.show(AskNumberRenderer, step())
    renderer.field.insert("17")
    again = stage.show(AskNumberRenderer, step(), look=stage.look("ar"), draft=renderer.draft())
    assert again.field.text() == "17"
    taken_back = stage.show(AskNumberRenderer, step(), draft=40)
    assert taken_back.field.text() == "40"


def test_digits_are_in_the_usual_order_in_every_language(stage: Any) -> None:
    for locale in ("de", "ar"):
        pad = stage.show(AskNumberRenderer, step(), look=stage.look(locale)).pad
        assert pad.button("1").x() < pad.button("2").x() < pad.button("3").x()
        assert pad.button("1").y() < pad.button("4").y() < pad.button("0").y()
