"""What the waiting-room screen shows, for every state of the board."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemed.api import Board, Call, Day, Delay, Next, OpenSpan, Site
from telemed.waiting_room.board import STALE_AFTER, Moment, Picture, Sign, compose, room_in, span
from telemed.waiting_room.hours import LINGER
from telemed.waiting_room.parts import ROOM_LIMIT, Shape, clean_calls, hidden_calls, room_name, shown_calls

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 3, 10, 11, 7, tzinfo=BERLIN)
SITE = Site(
    name="Stadtteilbüro Lobeda",
    phone="03641 123456",
    hours=(
        Day(0, (OpenSpan("08:00", "12:00"),)),
        Day(1, (OpenSpan("13:00", "18:00"), OpenSpan("08:00", "12:00"))),
        Day(3, (OpenSpan("09:00", "16:00"),)),
    ),
)


def words(locale: str, key: str, **values: str | int) -> str:
    """Show what was asked for, so that a test can see it."""
    return " ".join([locale, key, *(str(value) for value in values.values())])


SIGN = Sign(words)


def at(hour: int, minute: int) -> float:
    return dt.datetime(2026, 3, 10, hour, minute, tzinfo=BERLIN).timestamp()


def picture(board: Board | None, *, age: float | None = 0.0, now: dt.datetime = NOW, turn: int = 0) -> Picture:
    return compose(board, SITE, Moment(now, age, turn), SIGN)


def board(*calls: Call, waiting: tuple[Next, ...] = (), delays: tuple[Delay, ...] = (), is_open: bool = True) -> Board:
    return Board("lobeda", NOW.timestamp(), 7, calls, waiting, delays, is_open)


@st.composite
def called(draw: st.DrawFn) -> list[Call]:
    numbers = draw(st.lists(st.integers(1, 999), max_size=14, unique=True))
    return [
        Call(number, draw(st.sampled_from(["Raum 1", "Platz 2"])), float(draw(st.integers(0, 99))))
        for number in numbers
    ]


@given(called(), st.integers(2, 8), st.integers(1, 3), st.integers(0, 50))
def test_every_called_number_is_on_a_screen_or_counted(calls: list[Call], rows: int, screens: int, turn: int) -> None:
    seen: set[int] = set()
    hidden = 0
    for screen in range(1, screens + 1):
        shape = Shape(calls=rows, screen=screen, screens=screens)
        shown = shown_calls(calls, turn, shape)
        assert len(shown) <= rows
        seen |= {card.number for card in shown}
        hidden += hidden_calls(calls, shape)

    assert seen <= {call.number for call in calls}
    assert len(seen) + hidden == len(calls)


@given(called(), st.integers(2, 8))
def test_every_called_number_has_its_turn(calls: list[Call], rows: int) -> None:
    turns = [shown_calls(calls, turn, Shape(calls=rows)) for turn in range(len(calls) + 1)]

    assert {card.number for cards in turns for card in cards} == {call.number for call in calls}


@given(called(), st.integers(2, 8), st.integers(0, 50))
def test_newest_calls_come_first_and_stay(calls: list[Call], rows: int, turn: int) -> None:
    cards = shown_calls(calls, turn, Shape(calls=rows))
    times = {call.number: call.at for call in calls}

    shown = [times[card.number] for card in cards]
    assert shown == sorted(shown, reverse=True)
    assert [card.newest for card in cards] == [True, *[False] * (len(cards) - 1)][: len(cards)]
    if calls:
        assert shown[0] == max(times.values())


def test_number_called_again_stands_once_at_the_top() -> None:
    calls = [Call(14, "Raum 1", 10.0), Call(32, "Platz 2", 20.0), Call(14, "Raum 1", 30.0, repeat=2)]

    assert [(call.number, call.repeat) for call in clean_calls(calls)] == [(14, 2), (32, 1)]


def test_number_sent_to_a_second_room_keeps_both() -> None:
    calls = [Call(14, "Raum 1", 10.0), Call(14, "Raum 2", 20.0)]

    assert [card.room for card in shown_calls(calls, 0, Shape())] == ["Raum 2", "Raum 1"]


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (at(11, 20), at(11, 30), "11:20 \N{EN DASH} 11:30"),
        (at(11, 23), at(11, 37), "11:20 \N{EN DASH} 11:40"),
        (None, None, ""),
        (at(11, 20), None, ""),
        (None, at(11, 20), ""),
        (at(11, 15), at(11, 15), "11:15"),
        (at(11, 0), at(11, 10), "11:00 \N{EN DASH} 11:10"),
        (at(10, 50), at(11, 0), ""),
        (at(11, 30), at(11, 20), ""),
    ],
)
def test_range_of_times(earliest: float | None, latest: float | None, expected: str) -> None:
    assert span(Next(15, earliest, latest), NOW) == expected


def test_range_is_local_time_in_summer_too() -> None:
    summer = dt.datetime(2026, 7, 1, 11, 7, tzinfo=BERLIN)
    start = dt.datetime(2026, 7, 1, 9, 20, tzinfo=dt.UTC).timestamp()

    assert span(Next(15, start, start + 600), summer) == "11:20 \N{EN DASH} 11:30"


def test_waiting_numbers_that_do_not_fit_are_counted() -> None:
    shown = picture(board(waiting=tuple(Next(number) for number in range(1, 41))))

    assert [row.number for row in shown.waiting] == [1, 2, 3, 4, 5]
    assert shown.waiting_hidden == 35
    assert shown.waiting_more is not None
    assert shown.waiting_more.text.endswith("35")


def test_delay_is_said_in_each_language_with_its_bold_part() -> None:
    shown = picture(board(delays=(Delay("Raum 1", 15),)))

    assert [line.locale for line in shown.delay] == ["de", "en", "uk"]
    assert all(line.strong in line.text and "15" in line.strong for line in shown.delay)
    assert "Raum 1" in shown.delay[0].text


def test_several_late_rooms_take_turns_and_none_is_left_out() -> None:
    late = board(delays=(Delay("Raum 1", 15), Delay("Raum 2", 0), Delay("Raum 3", 40)))

    firsts = [picture(late, turn=turn).delay[0].text for turn in range(2)]

    assert "Raum 1" in firsts[0]
    assert "Raum 3" in firsts[1]


@pytest.mark.parametrize(
    ("age", "stale", "words_of_age"),
    [
        (0.0, False, "board-age-now"),
        (STALE_AFTER, False, "board-age-now"),
        (STALE_AFTER + 0.1, True, "board-age-seconds 5"),
        (59.0, True, "board-age-seconds 55"),
        (60.0, True, "board-age-minutes 1"),
        (7199.0, True, "board-age-minutes 119"),
        (7200.0, True, "board-age-hours 2"),
        (None, True, "board-age-never"),
    ],
)
def test_age_of_the_data(age: float | None, stale: bool, words_of_age: str) -> None:
    shown = picture(board(), age=age)

    assert shown.fresh.text == f"de {words_of_age}"
    assert [line.locale for line in shown.stale] == (["de", "en", "uk"] if stale else [])
    assert all(words_of_age in line.text for line in shown.stale)


def test_stale_picture_keeps_the_numbers() -> None:
    shown = picture(board(Call(14, "Raum 1", 1.0), waiting=(Next(15),)), age=100.0)

    assert [card.number for card in shown.calls] == [14]
    assert [row.number for row in shown.waiting] == [15]


def test_before_the_first_answer_of_the_hub_nothing_is_claimed() -> None:
    shown = picture(None, age=None)

    assert not shown.calls
    assert not shown.night
    assert shown.stale


def test_without_a_call_it_says_that_one_may_wait() -> None:
    assert [line.text for line in picture(board()).quiet] == ["de board-quiet", "en board-quiet", "uk board-quiet"]
    assert not picture(board(Call(1, "Raum 1", 1.0))).quiet


def test_night_says_when_the_office_opens_again() -> None:
    monday_night = dt.datetime(2026, 3, 9, 20, 0, tzinfo=BERLIN)

    shown = picture(board(is_open=False), now=monday_night)

    assert shown.night
    assert shown.closed[0].text == "de board-closed"
    assert shown.opens[0].text == "de board-opens de board-day-tomorrow 08:00 12:00"


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [(10, 12, "board-day-today 13:00 18:00"), (10, 19, "board-day-3 09:00 16:00"), (12, 17, "board-day-0 08:00 12:00")],
)
def test_next_opening(day: int, hour: int, expected: str) -> None:
    shown = picture(board(is_open=False), now=dt.datetime(2026, 3, day, hour, 30, tzinfo=BERLIN))

    assert expected in shown.opens[0].text


def test_who_is_called_or_waits_after_closing_still_sees_the_day_picture() -> None:
    closing = dt.datetime(2026, 3, 9, 12, 0, tzinfo=BERLIN)
    soon, late = closing + dt.timedelta(minutes=LINGER), closing + dt.timedelta(minutes=LINGER + 1)
    waiting, calling = board(waiting=(Next(3),), is_open=False), board(Call(1, "Raum 1", 1.0), is_open=False)

    assert not picture(waiting, now=soon).night
    assert picture(waiting, now=late).night
    assert not picture(calling, now=late).night


def test_forgotten_number_does_not_light_the_screen_on_a_closed_day() -> None:
    wednesday = dt.datetime(2026, 3, 11, 3, 0, tzinfo=BERLIN)

    assert picture(board(waiting=(Next(3),), is_open=False), now=wednesday).night


def test_without_known_hours_the_night_names_no_time() -> None:
    shown = compose(board(is_open=False), None, Moment(NOW, 0.0), SIGN)

    assert shown.night
    assert not shown.opens


def test_information_goes_through_every_text_in_every_language() -> None:
    infos = [picture(board(), turn=turn).info for turn in range(9)]

    assert len({(info.kind, info.line.locale, info.line.text) for info in infos if info}) == 9
    assert compose(board(), SITE, Moment(NOW, 0.0), Sign(words, infos=())).info is None


def test_rooms_with_a_common_name_are_translated_and_others_stand_as_on_the_door() -> None:
    assert room_in("en", "Raum 1", words) == "en board-room-room 1"
    assert room_in("de", "Raum 1", words) == "Raum 1"
    assert room_in("en", "Saal Ernst Abbe", words) == "Saal Ernst Abbe"


@given(st.text(max_size=200))
def test_room_is_one_short_line_without_marks(room: str) -> None:
    shown = room_name(room)

    assert len(shown) <= ROOM_LIMIT
    assert not set(shown) & set("\n\t\u202e\u2066\u200f\x00")


@pytest.mark.parametrize("bad", [{"calls": 1}, {"waiting": 0}, {"screen": 2}, {"screen": 0}])
def test_shape_that_could_hide_a_call_is_refused(bad: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="board needs"):
        Shape(**bad)
