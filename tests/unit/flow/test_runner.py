"""Running a service: answers, queries, effects, going back, drafts, and a world that is away."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from kiosk.flow.runner import Asking, Broken, Fault, Finished, Refused, Runner, Stuck, Waiting
from kiosk.flow.service import Visit
from kiosk.flow.steps import AskNumber, AskText, Choose, Confirm, Effect, Option, Problem, Progress, Query, Show

if TYPE_CHECKING:
    from kiosk.flow.steps import Flow


@dataclass(frozen=True, slots=True)
class Price(Query):
    name: ClassVar[str] = "price"
    result: ClassVar[Any] = int
    of: str


@dataclass(frozen=True, slots=True)
class Pay(Effect):
    name: ClassVar[str] = "pay"
    result: ClassVar[Any] = str
    amount: int


def shop(_visit: Visit) -> Flow:
    what = yield Choose(key="what", options=(Option("tea"), Option("milk")))
    price = yield Price(what)
    note = yield AskText(key="note", optional=True)
    if not (yield Confirm(key="sure")):
        return None
    receipt = yield Pay(price)
    yield Show(key="thanks")
    yield Show(key="bye")
    return what, note, receipt


def visit() -> Visit:
    ids = itertools.count(1)
    return Visit(today=dt.date(2026, 11, 23), site="Lobeda", new_id=lambda: f"key-{next(ids)}")


def started(flow: Any = shop) -> Runner:
    runner = Runner(flow, visit())
    runner.start()
    return runner


def waiting(runner: Runner) -> Waiting:
    assert isinstance(runner.state, Waiting)
    return runner.state


def asked(runner: Runner) -> str:
    assert isinstance(runner.state, Asking)
    return runner.state.step.key


def at_note(what: str = "tea") -> Runner:
    runner = started()
    runner.answer(what)
    runner.result(waiting(runner).request_id, 3)
    return runner


def at_pay() -> Runner:
    runner = at_note()
    runner.answer("with sugar")
    runner.answer(value=True)
    return runner


def test_a_service_runs_from_its_first_step_to_its_value() -> None:
    runner = at_pay()
    assert runner.state == Waiting(2, "effect", "pay", Pay(3), "key-1", can_back=False)
    runner.result(2, "paid")
    runner.answer(None)
    assert runner.answer(None) == Finished(("tea", "with sugar", "paid"))


def test_there_is_no_state_before_start() -> None:
    with pytest.raises(RuntimeError):
        _ = Runner(shop, visit()).state


def test_a_second_start_changes_nothing() -> None:
    runner = Runner(shop, visit())
    first = runner.start()
    runner.answer("tea")
    assert runner.start() is runner.state
    assert first == Asking(Choose(key="what", options=(Option("tea"), Option("milk"))), can_back=False, index=0)


def test_an_answer_that_is_not_taken_changes_nothing() -> None:
    runner = started()
    before = runner.state
    assert runner.answer("beer") is Problem.NOT_OFFERED
    assert runner.state is before


def test_an_answer_while_a_request_is_out_is_ignored() -> None:
    runner = started()
    out = runner.answer("tea")
    assert runner.answer("milk") is out


def test_back_shows_the_step_before_with_its_answer_as_draft() -> None:
    runner = at_note()
    runner.answer("with sugar")
    assert asked(runner) == "sure"
    runner.back()
    assert (asked(runner), runner.draft) == ("note", "with sugar")
    runner.back()
    assert (asked(runner), runner.draft) == ("what", "tea")
    assert runner.back() == runner.state
    assert runner.diverged == 0


def test_the_result_of_a_query_is_used_again_while_the_answers_before_are_the_same() -> None:
    runner = at_note()
    runner.back()
    runner.answer("tea")
    assert asked(runner) == "note"


def test_a_query_is_asked_again_when_an_earlier_answer_changed() -> None:
    runner = at_note()
    runner.back()
    runner.answer("milk")
    assert waiting(runner).request == Price("milk")


def test_a_query_of_the_same_fields_is_asked_again_when_an_earlier_answer_changed() -> None:
    def flow(_visit: Visit) -> Flow:
        first = yield AskNumber(key="first")
        return first, (yield Price("tea")), (yield AskNumber(key="second"))

    runner = started(flow)
    runner.answer(1)
    runner.result(waiting(runner).request_id, 3)
    runner.back()
    runner.answer(2)
    assert waiting(runner).request == Price("tea")


def test_true_is_not_the_same_answer_as_one() -> None:
    def flow(_visit: Visit) -> Flow:
        many = yield Confirm(key="many")
        first = yield (AskNumber(key="which") if many is True else Show(key="one"))
        return many, first, (yield Price("tea"))

    runner = started(flow)
    runner.answer(value=True)
    runner.back()
    runner.answer(value=False)
    assert asked(runner) == "one"


def test_back_never_crosses_an_effect_but_goes_back_behind_it() -> None:
    runner = at_pay()
    assert runner.back() is runner.state
    runner.result(waiting(runner).request_id, "paid")
    assert isinstance(runner.state, Asking)
    assert not runner.state.can_back
    assert runner.back() is runner.state
    runner.answer(None)
    assert asked(runner) == "bye"
    runner.back()
    assert asked(runner) == "thanks"
    runner.answer(None)
    assert runner.answer(None) == Finished(("tea", "with sugar", "paid"))


def test_a_lost_effect_is_sent_again_under_the_same_key() -> None:
    runner = at_pay()
    first = waiting(runner)
    stuck = runner.away(first.request_id)
    assert stuck == Stuck(first.request_id, "effect", "pay", Pay(3), "key-1", can_back=False)
    assert runner.back() is stuck
    again = runner.retry()
    assert again == Waiting(first.request_id + 1, "effect", "pay", Pay(3), "key-1", can_back=False)


def test_an_answer_that_comes_after_the_effect_was_called_away_is_the_truth() -> None:
    runner = at_pay()
    first = waiting(runner).request_id
    runner.away(first)
    runner.retry()
    runner.result(first, "paid")
    assert asked(runner) == "thanks"


def test_results_of_other_requests_are_ignored() -> None:
    runner = at_pay()
    out = waiting(runner)
    for wrong in (out.request_id - 1, out.request_id + 1, 0):
        assert runner.result(wrong, "forged") is out
        assert runner.away(wrong) is out
    runner.result(out.request_id, "paid")
    assert runner.result(out.request_id, "twice") is runner.state
    assert asked(runner) == "thanks"


def test_the_visitor_can_go_back_from_a_query_without_an_answer() -> None:
    runner = started()
    runner.answer("tea")
    out = waiting(runner)
    stuck = runner.away(out.request_id)
    assert isinstance(stuck, Stuck)
    assert stuck.can_back
    runner.back()
    assert asked(runner) == "what"
    assert runner.result(out.request_id, 3) is runner.state


def test_a_refusal_is_a_value_for_the_service() -> None:
    def flow(_visit: Visit) -> Flow:
        return (yield Pay(1))

    runner = started(flow)
    assert runner.result(waiting(runner).request_id, Refused("closed")) == Finished(Refused("closed"))


def test_a_draft_is_kept_until_its_step_is_answered() -> None:
    runner = at_note()
    runner.set_draft("with su")
    runner.back()
    runner.answer("tea")
    assert runner.draft == "with su"
    runner.answer("with sugar")
    assert runner.draft is None


def test_a_draft_can_be_forgotten() -> None:
    runner = at_note()
    runner.set_draft("x")
    runner.set_draft(None)
    assert runner.draft is None


def test_a_draft_belongs_to_a_step_and_not_to_a_request() -> None:
    runner = at_pay()
    runner.set_draft("x")
    runner.result(waiting(runner).request_id, "paid")
    assert runner.draft is None


def test_a_draft_survives_a_change_of_an_earlier_answer() -> None:
    runner = at_note()
    runner.set_draft("with su")
    runner.back()
    runner.answer("milk")
    runner.set_draft("not asked now")
    runner.result(waiting(runner).request_id, 4)
    assert runner.draft == "with su"


def test_a_question_asked_twice_has_two_drafts() -> None:
    def flow(_visit: Visit) -> Flow:
        return (yield AskNumber(key="n")), (yield AskNumber(key="n"))

    runner = started(flow)
    runner.set_draft(1)
    runner.answer(1)
    assert runner.draft is None
    runner.set_draft(2)
    runner.back()
    assert runner.draft == 1


def test_a_pushed_value_that_is_done_ends_the_progress_of_its_topic() -> None:
    def flow(_visit: Visit) -> Flow:
        return (yield Progress(key="wait", topic="pressure"))

    runner = started(flow)
    runner.push("pressure", {"percent": 10})
    runner.push("other", {"done": True})
    assert asked(runner) == "wait"
    assert runner.latest("pressure") == {"percent": 10}
    assert runner.push("pressure", {"done": True, "value": 7}) == Finished({"done": True, "value": 7})


def test_a_pushed_value_changes_no_other_step() -> None:
    runner = started()
    assert runner.push("pressure", {"done": True}) is runner.state


def test_a_service_that_raises_is_broken_and_tells_nothing_of_the_visitor() -> None:
    def flow(_visit: Visit) -> Flow:
        name = yield AskText(key="name")
        raise ValueError(name)

    runner = started(flow)
    state = runner.answer("Erika Mustermann")
    assert isinstance(state, Broken)
    assert (state.fault, state.step, state.error) == (Fault.RAISED, "name", "ValueError")
    assert state.place.startswith("flow:")
    assert "Erika" not in repr(state)
    assert runner.back() is state
    assert not runner.repeatable()


def test_something_that_is_no_step_breaks_the_service() -> None:
    def flow(_visit: Visit) -> Any:
        yield "hello"

    state = started(flow).state
    assert state == Broken(Fault.NOT_A_STEP, "", "str")


def test_a_service_that_asks_something_else_in_the_replay_is_noticed_and_stops_there() -> None:
    keys = itertools.count(1)

    def flow(_visit: Visit) -> Flow:
        yield AskNumber(key=f"n{next(keys)}")
        yield AskNumber(key="second")
        yield AskNumber(key="third")

    runner = started(flow)
    runner.answer(1)
    runner.answer(2)
    assert not runner.repeatable()
    runner.back()
    assert asked(runner) != "second"
    assert runner.diverged > 0
    assert isinstance(runner.state, Asking)
    assert not runner.state.can_back


def test_a_service_that_does_not_come_to_its_effect_again_is_broken_and_pays_no_second_time() -> None:
    amounts = itertools.count(1)

    def flow(_visit: Visit) -> Flow:
        yield Pay(next(amounts))
        yield Show(key="a")
        yield Show(key="b")

    runner = started(flow)
    runner.result(waiting(runner).request_id, "paid")
    runner.answer(None)
    assert runner.back() == Broken(Fault.NOT_DETERMINISTIC, "pay")


def test_a_service_that_ends_early_in_the_replay_is_broken() -> None:
    runs = itertools.count()

    def flow(_visit: Visit) -> Flow:
        if next(runs):
            return
        yield Show(key="a")
        yield Show(key="b")

    runner = started(flow)
    runner.answer(None)
    assert isinstance(runner.back(), Broken)
    assert runner.diverged


def test_a_service_that_fails_when_it_is_closed_does_no_harm() -> None:
    closed = itertools.count()

    def flow(_visit: Visit) -> Flow:
        try:
            yield Show(key="a")
            yield Show(key="b")
        finally:
            if next(closed) == 0:
                raise ValueError

    runner = started(flow)
    runner.answer(None)
    runner.back()
    assert asked(runner) == "a"
