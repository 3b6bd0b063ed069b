"""What a service declares is shown before the first private question."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.flow.declaration import declared, facts_of
from kiosk.flow.runner import Asking, Broken, Finished, Runner
from kiosk.flow.service import Service, Visit
from kiosk.flow.steps import Area, AskNumber, AskText, Show

if TYPE_CHECKING:
    from kiosk.flow.steps import Flow

VISIT = Visit(dt.date(2026, 11, 23), "Lobeda")


def letter(_visit: Visit) -> Flow:
    pages = yield AskNumber(key="pages")
    first = yield AskText(key="first", private=True)
    second = yield AskText(key="second", private=True)
    return pages, first, second


SERVICE = Service("letter", "title", "mail", Area.TEAL, "purpose", "basis", "recipient", "retention", letter)


def run(service: Service) -> Runner:
    runner = Runner(declared(service), VISIT)
    runner.start()
    return runner


def asked(runner: Runner) -> str:
    assert isinstance(runner.state, Asking)
    return runner.state.step.key


def test_the_declaration_comes_before_the_first_private_question_and_only_there() -> None:
    runner = run(SERVICE)
    assert asked(runner) == "pages"
    runner.answer(2)
    assert isinstance(runner.state, Asking)
    assert runner.state.step == Show(key="declare", icon="shield_lock", area=Area.TEAL, facts=facts_of(SERVICE))
    runner.answer(None)
    assert asked(runner) == "first"
    runner.answer("a")
    assert asked(runner) == "second"
    assert runner.answer("b") == Finished((2, "a", "b"))


def test_back_leads_over_the_declaration_and_shows_it_again_on_the_way_forth() -> None:
    runner = run(SERVICE)
    runner.answer(2)
    runner.answer(None)
    runner.back()
    assert asked(runner) == "declare"
    runner.back()
    assert asked(runner) == "pages"
    runner.answer(2)
    assert asked(runner) == "declare"


def test_a_service_that_is_private_as_a_whole_declares_itself_first() -> None:
    assert asked(run(replace(SERVICE, private=True))) == "declare"


def test_a_service_without_private_questions_declares_nothing() -> None:
    def plain(_visit: Visit) -> Flow:
        return (yield AskText(key="open"))

    runner = run(replace(SERVICE, flow=plain))
    assert asked(runner) == "open"
    assert runner.answer("x") == Finished("x")


def test_a_defect_inside_is_a_defect_of_the_service() -> None:
    def broken(_visit: Visit) -> Flow:
        yield AskNumber(key="n")
        raise KeyError

    runner = run(replace(SERVICE, flow=broken))
    assert isinstance(runner.answer(1), Broken)
