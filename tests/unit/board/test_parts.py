"""Which rooms a screen is for, and which part of a list each screen of a row shows."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemed.api import Board, Call, Day, Delay, Next, OpenSpan, Site
from telemed.waiting_room.board import Moment, Picture, Sign, compose, in_turn
from telemed.waiting_room.parts import Shape, of_rooms, part_of, shown_waiting, unknown_rooms
from tests.unit.board.test_picture import NOW, words

TWO = Board(
    "lobeda", NOW.timestamp(), 1,
    (Call(1, "Raum 1", 9.0), Call(2, "Raum 2", 8.0)),
    (Next(3, rooms=("Raum 1",)), Next(4, rooms=("Raum 2", "Raum 3")), Next(5)),
    (Delay("Raum 2", 15),),
    rooms=("Raum 1", "Raum 2", "Raum 3"),
)  # fmt: skip


def shown(board: Board, shape: Shape, **more: object) -> Picture:
    return compose(board, None, Moment(NOW, 0.0, 0), Sign(words, shape, **more))  # type: ignore[arg-type]


def test_a_display_of_some_rooms_shows_their_queues_only() -> None:
    first, second = of_rooms(TWO, ["Raum 1"]), of_rooms(TWO, ["Raum 2", "Raum 3"])

    assert [call.number for call in first.calls] == [1]
    assert [entry.number for entry in first.waiting] == [3, 5]
    assert first.delays == ()
    assert [call.number for call in second.calls] == [2]
    assert [entry.number for entry in second.waiting] == [4, 5]
    assert [delay.room for delay in second.delays] == ["Raum 2"]


def test_a_room_that_the_hub_does_not_know_hides_nobody() -> None:
    assert unknown_rooms(TWO, ["Raum 1", "Saal"]) == ("Saal",)
    assert of_rooms(TWO, ["Raum 1", "Saal"]) == TWO
    assert of_rooms(TWO, []) == TWO


@given(st.integers(0, 40), st.integers(1, 6), st.integers(1, 4))
def test_waiting_numbers_go_on_from_screen_to_screen(count: int, rows: int, screens: int) -> None:
    waiting = [Next(number) for number in range(1, count + 1)]

    shapes = [Shape(waiting=rows, screen=screen, screens=screens) for screen in range(1, screens + 1)]
    parts = [[entry.number for entry in shown_waiting(waiting, shape)] for shape in shapes]

    assert sorted({number for part in parts for number in part}) == list(range(1, min(count, rows * screens) + 1))
    assert all(parts) or not count, "no screen is empty while somebody waits"
    for shape, part in zip(shapes, parts, strict=True):
        following = part_of(count, rows, shape).following
        assert not following or parts[following - 1][0] == part[-1] + 1


def test_each_screen_says_which_it_is_and_where_the_list_goes_on() -> None:
    many = Board("lobeda", 1.0, 1, (), tuple(Next(number) for number in range(1, 15)))

    one, two = (shown(many, Shape(screen=screen, screens=2)) for screen in (1, 2))

    assert one.screen is not None
    assert one.screen.text == "de board-screen 1 2"
    assert one.waiting_more is not None
    assert one.waiting_more.text == "de board-goes-on 2"
    assert [row.number for row in two.waiting] == [6, 7, 8, 9, 10]
    assert two.waiting_more is not None
    assert two.waiting_more.text == "de board-more-waiting 4"
    assert shown(many, Shape()).screen is None


def test_more_than_three_languages_take_turns_and_the_first_stays() -> None:
    languages = ("de", "en", "uk", "ru", "ar", "fa", "vi", "de-simple")

    groups = [in_turn(languages, turn) for turn in range(4)]

    assert all(group[0] == "de" and len(group) <= 3 for group in groups)
    assert {locale for group in groups for locale in group} == set(languages)
    assert in_turn(languages[:3], 5) == ("de", "en", "uk")


WEEK = tuple(Day(day, (OpenSpan("08:00", "12:00"),)) for day in range(5))


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ((), "board-day-today 08:00"),
        (("2026-03-10",), "board-day-tomorrow 08:00"),
        (("2026-03-10", "2026-03-11"), "board-day-3 08:00"),
        (tuple(f"2026-03-{day}" for day in range(10, 18)), "board-day-date de board-day-2 18 3 08:00"),
    ],
)
def test_holidays_and_closures_are_night_and_no_next_opening(closed: tuple[str, ...], expected: str) -> None:
    site = Site("x", "1", WEEK, closed=closed)
    now = NOW.replace(hour=7)

    opens = compose(Board("x", 1.0, 1, open=False), site, Moment(now, 0.0), Sign(words)).opens[0].text
    assert expected in opens
    holiday = compose(Board("x", 1.0, 1), site, Moment(now, 0.0), Sign(words))
    assert holiday.night == bool(closed)
    assert [line.text for line in holiday.closed[:1]] == (["de board-closed-today"] if closed else [])
    public = compose(Board("x", 1.0, 1), msgspec.structs.replace(site, holidays=closed), Moment(now, 0.0), Sign(words))
    assert [line.text for line in public.closed[:1]] == (["de board-closed-holiday"] if closed else [])
    assert not compose(Board("x", 1.0, 1, waiting=(Next(3),)), site, Moment(now, 0.0), Sign(words)).night


def test_far_away_opening_is_not_named() -> None:
    day = dt.date(2026, 3, 10)
    closed = tuple((day + dt.timedelta(days=ahead)).isoformat() for ahead in range(60))

    shown = compose(Board("x", 1.0, 1, open=False), Site("x", "1", WEEK, closed=closed), Moment(NOW, 0.0), Sign(words))

    assert shown.night
    assert shown.opens == ()
