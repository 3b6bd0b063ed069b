"""What comes back from pages is looked at strictly."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("PySide6.QtWebEngineCore")
from kiosk.visitor.browser import bridge
from kiosk.visitor.browser.bridge import Said, act_of, clean, names_of, plain, privacy_words, room_of, said_of
from kiosk.visitor.privacy import Privacy
from kiosk.visitor.render.web_number import keyed

JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(JSON)
def test_whatever_comes_is_taken_for_what_it_is(value: object) -> None:
    assert all(isinstance(one, Said) for one in said_of(value))
    assert all(isinstance(name, str) for name in names_of(value))
    assert act_of(value) in bridge.ACTS
    above, below = room_of(value)
    assert isinstance(above, bool)
    assert isinstance(below, bool)


@given(JSON)
def test_answers_come_as_json(value: object) -> None:
    assert plain(json.dumps(value)) == value


@pytest.mark.parametrize(
    "answer", [None, 1, b"1", ["1"], "{", "", "[" * 100_000, '"' + "x" * bridge.ANSWER_MOST + '"', "NaN"]
)
def test_what_is_no_answer_is_none(answer: object) -> None:
    assert plain(answer) is None


def test_pieces_must_be_exactly_so() -> None:
    good = ["text", "de", "Guten Tag", ""]
    assert said_of([good]) == [Said("text", "de", "Guten Tag", "")]
    for bad in (
        [*good, "more"],
        good[:3],
        ["script", *good[1:]],
        ["text", "x" * 41, "a", ""],
        ["text", "de", "x" * 4001, ""],
        ["text", "de", 5, ""],
        "text",
    ):
        assert said_of([bad, good]) == [Said("text", "de", "Guten Tag", "")]
    assert sum(len(one.text) for one in said_of([["text", "de", "x" * 4000, ""]] * 500)) <= 80_000


def test_names_stay_in_their_places_and_are_not_endless() -> None:
    assert names_of(["a", 5, "b" * 200]) == ["a", "", "b" * 80]
    assert len(names_of(["a"] * 1000)) == 300


def test_controls_and_turned_writing_are_left_out() -> None:
    assert clean("a\x00\x1b\u202eb\u2066 c\n") == "ab c"


def test_room_is_two_truths() -> None:
    assert room_of([True, False]) == (True, False)
    assert room_of([1, 0]) == room_of([True]) == room_of("ab") == (False, False)


def test_what_is_hidden_is_told() -> None:
    told = json.loads(privacy_words(Privacy(masked=True, dark=True)))
    assert told == {"masked": True, "spotlight": False, "revealed": False}


def test_scripts_leave_one_name_and_write_no_markup() -> None:
    code = bridge.source()
    assert code.count("globalThis") == 1
    for bad in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "postMessage",
    ):
        assert bad not in code


@pytest.mark.parametrize(
    ("digits", "count", "chosen"),
    [
        ([5], 9, [5]),
        ([1], 12, [None]),
        ([1, 2], 12, [None, 12]),
        ([2], 12, [2]),
        ([0, 3], 30, [None, None]),
        ([3, 1], 30, [None, None]),
        ([1, 1, 1], 120, [None, None, 111]),
        ([9, 9], 5, [None, None]),
    ],
)
def test_a_number_is_whole_when_no_other_can_follow(digits: list[int], count: int, chosen: list[int | None]) -> None:
    written, got = "", []
    for digit in digits:
        written, number = keyed(written, digit, count)
        got.append(number)
    assert got == chosen
