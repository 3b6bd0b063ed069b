"""Which calls are announced: each once, in order, whatever happens to the hub or the display."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from telemed.api import Board, Call
from telemed.waiting_room.announce import FIRST, KEPT, LATE, MANY, Heard, due, sentences

NOW = 10_000.0


def board(*calls: Call, at: float = NOW) -> Board:
    return Board("lobeda", at, 1, calls)


def call(number: int, ago: float = 0.0, *, room: str = "Raum 1", repeat: int = 1) -> Call:
    return Call(number, room, NOW - ago, repeat)


def words(locale: str, key: str, **values: str | int) -> str:
    return " ".join([locale, key, *(str(value) for value in values.values())])


def test_new_call_is_due_once() -> None:
    first, heard = due(board(), Heard())
    second, heard = due(board(call(14)), heard)
    third, _ = due(board(call(14), at=NOW + 60), heard)

    assert (first, [one.number for one in second], third) == ((), [14], ())


def test_calls_are_announced_in_the_order_they_were_made() -> None:
    told, _ = due(board(call(3, 1), call(2, 5), call(1, 9)), Heard(fresh=False))

    assert [one.number for one in told] == [1, 2, 3]


def test_repeated_call_and_call_after_being_put_back_are_due_again() -> None:
    _, heard = due(board(call(14, 400)), Heard(fresh=False))

    repeated, heard = due(board(call(14, 60, repeat=2)), heard)
    put_back, heard = due(board(call(14, 1)), heard)

    assert [one.repeat for one in (*repeated, *put_back)] == [2, 1]


def test_number_sent_to_another_room_is_due_again() -> None:
    _, heard = due(board(call(14)), Heard(fresh=False))

    told, _ = due(board(call(14, room="Raum 2")), heard)

    assert [one.room for one in told] == ["Raum 2"]


def test_first_start_does_not_announce_what_was_called_before() -> None:
    told, heard = due(board(call(2, FIRST), call(1, FIRST + 1)), Heard())

    assert [one.number for one in told] == [2]
    assert due(board(call(2, FIRST), call(1, FIRST + 1)), heard)[0] == ()


def test_call_missed_for_long_is_not_announced_any_more() -> None:
    told, _ = due(board(call(2, LATE), call(1, LATE + 1)), Heard(fresh=False))

    assert [one.number for one in told] == [2]


@given(st.lists(st.tuples(st.integers(1, 999), st.integers(0, 900)), max_size=12))
def test_nothing_is_announced_twice(calls: list[tuple[int, int]]) -> None:
    shown = board(*(call(number, ago) for number, ago in calls))
    _, heard = due(shown, Heard(fresh=False))

    assert due(shown, heard) == ((), heard)


def test_memory_is_bounded() -> None:
    heard = Heard(fresh=False)
    for number in range(1, KEPT + 50):
        _, heard = due(board(call(number)), heard)

    assert len(heard.keys) == KEPT


def test_every_language_says_it_unless_many_are_called_at_once() -> None:
    few = tuple(call(number) for number in range(1, MANY + 1))
    many = (*few, call(99))

    assert [locale for _, locale in sentences(few, ("de", "en"), words)] == ["de", "en"] * MANY
    assert [text for text, _ in sentences(many, ("de", "en"), words)] == [
        f"de board-say {one.number} Raum 1" for one in many
    ]
    assert sentences(few[:1], ("en",), words) == [("en board-say 1 en board-room-room 1", "en")]
