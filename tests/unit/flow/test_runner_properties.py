"""Random services, walked at random by a visitor who changes his mind and an outside world that loses answers."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.flow.runner import Asking, Finished, Runner, State, Stuck, Waiting
from kiosk.flow.service import Visit
from kiosk.flow.steps import AskNumber, Effect, Flow, Query

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["ask", "query", "effect", "branch", "repeat"]
Plan = list[Kind]
KINDS: tuple[Kind, ...] = ("ask", "query", "effect", "branch", "repeat")
PLANS = st.lists(st.sampled_from(KINDS), min_size=3, max_size=8)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["go", "go", "go", "go", "back", "away", "lost", "retry", "draft", "stale"]), st.integers(0, 3)
    ),
    min_size=12,
    max_size=40,
)


@dataclass(frozen=True, slots=True)
class Look(Query):
    name: ClassVar[str] = "look"
    result: ClassVar[Any] = tuple
    at: int
    total: int


@dataclass(frozen=True, slots=True)
class Do(Effect):
    name: ClassVar[str] = "do"
    result: ClassVar[Any] = int
    at: int
    total: int


def service(plan: Plan) -> Callable[[Visit], Flow]:
    """Make a service in which each step depends on everything answered before."""

    def flow(_visit: Visit) -> Flow:
        total = 0
        for at, kind in enumerate(plan):
            if kind == "ask" or (kind == "branch" and total % 2):
                total += yield AskNumber(key=f"step-{at}", most=3)
            elif kind == "repeat":
                while (yield AskNumber(key="repeat", most=3)) > 1:
                    total += 1
            elif kind == "query":
                total += (yield Look(at, total))[0]
            elif kind == "effect":
                total += yield Do(at, total)
        return total

    return flow


@dataclass
class World:
    """The outside: does every key once, whatever is sent; remembers what was done."""

    done: dict[str, Do] = field(default_factory=dict)
    looked: int = 0

    def serve(self, out: Waiting) -> object:
        if isinstance(out.request, Do):
            assert self.done.setdefault(out.key, out.request) == out.request, "one key stands for one request"
            return out.request.at
        assert isinstance(out.request, Look)
        self.looked += 1
        return (out.request.total, self.looked)


@dataclass
class Walk:
    """One visitor's way through a service."""

    runner: Runner
    world: World = field(default_factory=World)
    sent: list[int] = field(default_factory=list)

    def go(self, number: int) -> None:
        state = self.runner.state
        if isinstance(state, Asking):
            self.runner.answer(number)
        elif isinstance(state, Waiting):
            self.sent.append(state.request_id)
            self.runner.result(state.request_id, self.world.serve(state))
        elif isinstance(state, Stuck):
            self.runner.retry()

    def move(self, name: str, number: int) -> None:
        state = self.runner.state
        if name == "back":
            self.runner.back()
        elif name in {"away", "lost"} and isinstance(state, Waiting):
            if name == "lost":  # it was done, but the answer got lost
                self.world.serve(state)
            self.runner.away(state.request_id)
        elif name == "retry":
            self.runner.retry()
        elif name == "draft":
            self.runner.set_draft(number)
        elif name == "stale" and self.sent:
            self.runner.result(self.sent[number % len(self.sent)], "stale")
        elif name == "go":
            self.go(number)

    def finish(self) -> State:
        for _ in range(200):
            if isinstance(self.runner.state, Finished):
                break
            self.go(1)
        return self.runner.state


def walk(plan: Plan) -> Walk:
    ids = itertools.count()
    runner = Runner(service(plan), Visit(dt.date(2026, 1, 1), "site", new_id=lambda: f"key-{next(ids)}"))
    runner.start()
    return Walk(runner)


def effects(runner: Runner) -> list[object]:
    return [record.asked for record in runner._log if record.is_effect]


@settings(deadline=None, max_examples=300)
@given(plan=PLANS, moves=MOVES)
def test_no_walk_loses_or_repeats_an_effect(plan: Plan, moves: list[tuple[str, int]]) -> None:
    way = walk(plan)
    before: list[object] = []
    for name, number in moves:
        way.move(name, number)
        now = effects(way.runner)
        assert now[: len(before)] == before, "a result of an effect is never dropped"
        before = now
    assert isinstance(way.finish(), Finished)
    assert list(way.world.done.values()) == effects(way.runner), "what was done is what the service knows of"
    assert way.runner.diverged == 0


@settings(deadline=None, max_examples=200)
@given(plan=PLANS, moves=MOVES)
def test_replaying_what_was_said_leads_to_the_same_step_at_every_point(
    plan: Plan, moves: list[tuple[str, int]]
) -> None:
    way = walk(plan)
    for name, number in moves:
        way.move(name, number)
        assert way.runner.repeatable()
        for record in way.runner._log:
            if isinstance(record.asked, Look):
                assert record.reply[0] == record.asked.total, "a result stands only where its question still does"


@settings(deadline=None, max_examples=200)
@given(plan=PLANS, moves=MOVES)
def test_back_leads_to_the_answer_before_and_never_across_an_effect(plan: Plan, moves: list[tuple[str, int]]) -> None:
    way = walk(plan)
    for name, number in moves:
        way.move(name, number)
        state = way.runner.state
        log = list(way.runner._log)
        answers = [record for record in log if record.is_answer]
        way.runner.back()
        if getattr(state, "can_back", False):
            assert isinstance(way.runner.state, Asking)
            assert way.runner.state.step == answers[-1].asked
            assert way.runner.draft == answers[-1].reply
            assert not any(record.is_effect for record in log[len(way.runner._log) :])
        else:
            assert way.runner.state is state
            assert way.runner._log == log


@settings(deadline=None, max_examples=200)
@given(plan=PLANS, moves=MOVES, drafts=st.integers(10, 99))
def test_a_draft_is_there_again_after_going_back_and_forth(
    plan: Plan, moves: list[tuple[str, int]], drafts: int
) -> None:
    way = walk(plan)
    for name, number in moves:
        way.move(name, number)
    state = way.runner.state
    way.runner.set_draft(drafts)
    if not isinstance(state, Asking) or not state.can_back:
        return
    way.runner.back()
    way.runner.answer(way.runner.draft)
    assert way.runner.state == state, "the same answer needs no query again"
    assert way.runner.draft == drafts


@settings(deadline=None, max_examples=100)
@given(plan=PLANS, moves=MOVES)
def test_changing_ones_mind_leads_to_the_same_end_as_going_straight_there(
    plan: Plan, moves: list[tuple[str, int]]
) -> None:
    way = walk(plan)
    for name, number in moves:
        way.move(name, number)
    end = way.finish()
    straight = walk(plan)
    replies = [record.reply for record in way.runner._log if record.is_answer]
    for _ in range(200):
        if isinstance(straight.runner.state, Asking):
            straight.go(replies.pop(0))
        elif isinstance(straight.runner.state, Waiting):
            straight.go(0)
    assert straight.runner.state == end
