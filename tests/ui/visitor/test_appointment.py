"""An appointment at the terminal: its code by touch, by voice and by the scanner, and a time that is let go of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk import channel
from kiosk.citizen.appointment import SERVICE
from kiosk.visitor.keyboard_pad import BACKSPACE
from kiosk.visitor.render.ask_digits import AskDigitsRenderer
from kiosk.visitor.talk import entering
from tests.fakes.terminal import Terminal

CODE = "0123456789"
START = {"start": 1_800_000_000.0, "day": "2026-11-24", "time": "09:00:00"}
MADE = {"code": CODE, "service": "papers", "day": "2026-11-23", "time": "09:20:00", "state": "booked"}


@pytest.fixture
def terminal(make: Callable[..., Terminal]) -> Terminal:
    return make(cards=True)


def names(terminal: Terminal) -> list[str]:
    return [ask.name for ask in terminal.broker.of(channel.Ask)]


def open_service(terminal: Terminal) -> None:
    terminal.start()
    terminal.give("appointment")
    terminal.broker.answer({"times": []})


def to_code(terminal: Terminal) -> AskDigitsRenderer:
    open_service(terminal)
    terminal.give("here")
    assert isinstance(terminal.page, AskDigitsRenderer)
    return terminal.page


def to_held(terminal: Terminal) -> None:
    open_service(terminal)
    terminal.give("book")
    terminal.give("papers")
    terminal.broker.answer({"days": [{"day": "2026-11-24", "free": 1}]})
    terminal.give("2026-11-24")
    terminal.broker.answer({"times": [START]})
    terminal.give("09:00:00")
    terminal.broker.answer(START)
    assert terminal.shell.journey.runner.kept


def key_of(terminal: Terminal) -> str:
    state = terminal.shell.journey.state
    return str(getattr(getattr(state, "step", None), "key", state))


def test_digits_stand_in_groups_and_those_missing_are_told(terminal: Terminal) -> None:
    page = to_code(terminal)
    for sign in ("0", "1", "2", "3", "9", BACKSPACE):
        page.take(sign)
    assert page.field.text() == "012 3"
    assert page.written() == "0 1 2, 3"
    assert page.words.text().translate(dict.fromkeys((0x2068, 0x2069))) == "Noch 6 Ziffern"
    page.submit()
    assert "6 Ziffern" in page.words.text().translate(dict.fromkeys((0x2068, 0x2069)))
    page.field.set_text("\u0660\u0661\u0662a")
    assert page.value() == "012", "digits of any script, and nothing else"
    assert page.hidden_count() == 3
    page.field.set_text("")
    page.submit()
    assert page.words.text() == "Bitte geben Sie die Ziffern ein."


def test_a_code_is_said_in_as_many_parts_as_wanted(terminal: Terminal) -> None:
    page = to_code(terminal)
    for part in ("012", "345", "6789"):
        assert not entering.asks_back(page)
        assert entering.take(page, f"number:{part}")
    assert page.value() == CODE
    assert entering.asks_back(page), "whole now: it is read back"
    assert entering.written(page, private=False) == "0 1 2, 3 4 5, 6 7 8 9"
    assert entering.take(page, "number:99")
    assert page.value() == "99", "one more than whole begins anew"
    entering.erase(page)
    assert page.draft() is None


def test_what_was_typed_comes_back(terminal: Terminal) -> None:
    page = to_code(terminal)
    page.take("7")
    terminal.strip("adjust")
    terminal.strip("back")
    assert isinstance(terminal.page, AskDigitsRenderer)
    assert terminal.page.value() == "7"


def test_a_scanned_paper_answers_the_question_for_the_code(terminal: Terminal) -> None:
    to_code(terminal)
    terminal.shell.card_read("123")
    assert key_of(terminal) == "appointment-code"
    terminal.shell.card_read(CODE)
    assert names(terminal)[-1] == "find-appointment"


@pytest.mark.parametrize("begun", [False, True])
def test_a_paper_held_under_the_scanner_checks_in(terminal: Terminal, begun: bool) -> None:
    terminal.show()
    if begun:
        terminal.give("de")
    terminal.shell.card_read(CODE)
    assert terminal.shell.journey.service is not None
    assert terminal.shell.journey.service.id == SERVICE.id
    terminal.broker.answer({**MADE, "assistant": False})
    assert names(terminal)[-1] == "check-in"
    terminal.broker.answer({"number": 42, "ahead": 1})
    terminal.broker.answer({"state": "printed"})
    assert key_of(terminal) == "appointment-arrived"


def test_where_no_appointments_are_made_a_code_is_no_card(make: Callable[..., Terminal]) -> None:
    terminal = make(cards=True, bookable=())
    terminal.start()
    terminal.shell.card_read(CODE)
    assert terminal.shell.journey.service is None
    assert "appointment" not in [option.value for option in terminal.shell.journey.state.step.options]  # type: ignore[union-attr]


def test_what_the_office_said_before_the_first_touch_is_offered_at_it(make: Callable[..., Terminal]) -> None:
    terminal = make(bookable=())
    bookable = (channel.Bookable("papers", {"de": "Ausweise"}, assistant=False),)
    terminal.broker.send(channel.Site(None, hub=True, today="2026-11-23", bookable=bookable))
    terminal.start()
    assert "appointment" in [option.value for option in terminal.shell.journey.state.step.options]  # type: ignore[union-attr]


def test_a_code_at_another_service_disturbs_nothing(terminal: Terminal) -> None:
    terminal.start()
    terminal.give("practice")
    before = terminal.shell.journey.state
    terminal.shell.card_read(CODE)
    assert terminal.shell.journey.state is before


def leave_by(way: str, terminal: Terminal) -> Any:
    return terminal.strip("back") if way == "back" else terminal.shell.journey.home()


@pytest.mark.parametrize("way", ["back", "home"])
def test_a_kept_time_is_let_go_of_as_soon_as_somebody_goes_back_or_away(terminal: Terminal, way: str) -> None:
    to_held(terminal)
    assert "let-go" not in names(terminal)
    leave_by(way, terminal)
    assert names(terminal).count("let-go") == 1
    leave_by("home", terminal)
    assert names(terminal).count("let-go") == 1


def test_the_same_time_is_kept_anew_after_going_back(terminal: Terminal) -> None:
    to_held(terminal)
    terminal.strip("back")
    terminal.give("09:00:00")
    assert names(terminal)[-2:] == ["let-go", "hold-time"]


def test_an_office_that_is_away_is_told_and_can_be_asked_again(terminal: Terminal) -> None:
    to_code(terminal)
    terminal.give(CODE)
    terminal.broker.be_away()
    assert "Das Büro antwortet gerade nicht." in terminal.texts()
    terminal.shell.journey.retry()
    assert names(terminal)[-2:] == ["find-appointment", "find-appointment"]
