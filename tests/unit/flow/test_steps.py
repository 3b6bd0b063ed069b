"""Which answers a step takes and why it refuses the others."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.flow.steps import (
    TEXT_LIMIT,
    AskDate,
    AskNumber,
    AskText,
    Choose,
    Confirm,
    Option,
    Problem,
    Progress,
    Show,
)

WORDS = AskText(key="w")


@pytest.mark.parametrize(
    "typed",
    ["Straße", "زيارة", "😀👩‍👩‍👧", "{0} %s $(rm) '; --", "zwei\nZeilen\tTab", "\u202eumgekehrt", "x" * TEXT_LIMIT],
)
def test_everything_that_can_be_typed_is_taken_as_typed(typed: str) -> None:
    assert WORDS.check(typed) is None


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("", Problem.EMPTY),
        ("  \n", Problem.EMPTY),
        ("x" * (TEXT_LIMIT + 1), Problem.TOO_LONG),
        ("x" * 10_000, Problem.TOO_LONG),
        ("a\x00b", Problem.CONTROL_CHARACTERS),
        ("a\x1b[2J", Problem.CONTROL_CHARACTERS),
        ("\ud800", Problem.CONTROL_CHARACTERS),
        (7, Problem.WRONG_KIND),
        (None, Problem.WRONG_KIND),
    ],
)
def test_text_that_is_not_taken_says_why(answer: object, problem: Problem) -> None:
    assert WORDS.check(answer) is problem


def test_text_may_be_left_out_only_where_it_is_optional() -> None:
    assert AskText(key="w", optional=True).check("") is None
    assert AskText(key="w", optional=True).check(None) is Problem.WRONG_KIND


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (1, None),
        (9, None),
        (0, Problem.TOO_SMALL),
        (10, Problem.TOO_LARGE),
        (10**40, Problem.TOO_LARGE),
        (True, Problem.WRONG_KIND),
        ("5", Problem.WRONG_KIND),
        (5.0, Problem.WRONG_KIND),
    ],
)
def test_numbers_are_whole_and_within_their_range(answer: object, problem: Problem | None) -> None:
    assert AskNumber(key="n", least=1, most=9).check(answer) is problem


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (dt.date(2026, 1, 1), None),
        (dt.date(2026, 12, 31), None),
        (dt.date(2025, 12, 31), Problem.TOO_SMALL),
        (dt.date(2027, 1, 1), Problem.TOO_LARGE),
        (dt.datetime(2026, 5, 5, tzinfo=dt.UTC), Problem.WRONG_KIND),
        ("2026-05-05", Problem.WRONG_KIND),
    ],
)
def test_days_are_within_their_range(answer: object, problem: Problem | None) -> None:
    assert AskDate(key="d", first=dt.date(2026, 1, 1), last=dt.date(2026, 12, 31)).check(answer) is problem


def test_only_what_is_offered_can_be_chosen() -> None:
    step = Choose(key="c", options=(Option("a"), Option("b")))
    assert step.check("a") is None
    assert step.check("c") is Problem.NOT_OFFERED
    assert step.check(None) is Problem.NOT_OFFERED


def test_confirmations_are_yes_or_no() -> None:
    assert Confirm(key="c").check(answer=False) is None
    assert Confirm(key="c").check(1) is Problem.WRONG_KIND


def test_something_shown_is_left_without_an_answer() -> None:
    assert Show(key="s").check(None) is None
    assert Show(key="s").check("x") is Problem.WRONG_KIND


def test_progress_ends_with_a_pushed_value_or_by_giving_up() -> None:
    assert Progress(key="p").check(None) is None
    assert Progress(key="p").check({"done": True}) is None
    assert Progress(key="p").check("done") is Problem.WRONG_KIND


@given(answer=st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.dates()))
def test_no_answer_whatever_makes_a_check_fail(answer: object) -> None:
    steps = (
        WORDS,
        AskNumber(key="n"),
        AskDate(key="d", first=dt.date.min, last=dt.date.max),
        Choose(key="c", options=()),
        Confirm(key="c"),
        Show(key="s"),
        Progress(key="p"),
    )
    for step in steps:
        problem = step.check(answer)
        assert problem is None or isinstance(problem, Problem)
