"""When a session ends by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.supervisor.idle import Idle, Next, Times

TIMES = Times(until_warning=120, warning=30)


def test_quiet_for_the_whole_time_warns_then_ends() -> None:
    idle = Idle(TIMES, since=0)
    assert idle.next(119.9) is Next.NOTHING
    assert idle.next(120) is Next.WARN
    idle = idle.warned(120)
    assert idle.next(149.9) is Next.NOTHING
    assert idle.next(150) is Next.END


def test_touching_starts_the_quiet_time_anew() -> None:
    assert Idle(TIMES, since=0).active(100).next(219) is Next.NOTHING


def test_while_the_warning_is_shown_only_its_own_answers_count() -> None:
    idle = Idle(TIMES, since=0).warned(120)
    assert idle.active(140).next(150) is Next.END
    assert idle.more_time(140, slower=False).next(150) is Next.NOTHING


def test_speech_measuring_and_calls_count_as_present() -> None:
    idle = Idle(TIMES, since=0).active(1, present=True)
    assert idle.next(899) is Next.NOTHING
    assert idle.active(200, present=False).next(320) is Next.WARN


def test_speech_that_never_stops_does_not_keep_a_session_for_the_next_person() -> None:
    """A sound server that hangs lets speech go on for ever; the one who listened has left long ago."""
    idle = Idle(TIMES, since=0)
    for second in range(1, 901):
        assert idle.next(second) is Next.NOTHING
        idle = idle.active(second, present=True)
    assert idle.next(901) is Next.WARN
    idle = idle.warned(901)
    assert idle.active(930, present=True).next(931) is Next.END
    extended = idle.more_time(910, slower=False).active(911, present=True)
    assert extended.next(911 + 899) is Next.NOTHING, "whoever answers is there"
    assert extended.next(911 + 900) is Next.WARN


def test_a_touch_while_it_speaks_is_a_sign_of_life() -> None:
    idle = Idle(TIMES, since=0).active(1, present=True).active(800, present=False).active(801, present=True)
    assert idle.next(801 + 899) is Next.NOTHING


def test_more_time_triples_everything_in_this_session() -> None:
    idle = Idle(TIMES, since=0).warned(120).more_time(130, slower=True)
    assert idle.next(130 + 359) is Next.NOTHING
    assert idle.next(130 + 360) is Next.WARN
    assert idle.warning_seconds == 90
    assert idle.more_time(500, slower=False).warning_seconds == 90, "it stays slow"


@given(st.integers(min_value=10, max_value=50))
def test_the_warning_can_be_extended_at_least_ten_times(extensions: int) -> None:
    now = 0.0
    idle = Idle(TIMES, since=now)
    for _ in range(extensions):
        now += 120
        assert idle.next(now) is Next.WARN
        idle = idle.warned(now).more_time(now + 29, slower=False)
        now += 29
    assert idle.next(now + 119) is Next.NOTHING
