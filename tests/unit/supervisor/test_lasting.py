"""Idle time and quota together: when a session is warned and when it ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.channel import Activity, Doing, MoreTime, Warn, WarnOver
from kiosk.supervisor.idle import Idle, Next, Times
from kiosk.supervisor.lasting import Lasting
from kiosk.supervisor.quota import MORE_SECONDS, WARNING_SECONDS, Quota

TIMES = Times(until_warning=120, warning=30, until_warning_web=180, until_warning_covered=45)
WITH_QUOTA = Times(until_warning=10_000, quota=600)


def test_a_web_page_may_be_read_for_longer() -> None:
    idle = Idle(TIMES, since=0).doing(10, web=True, covered=False)
    assert idle.next(179) is Next.NOTHING
    assert idle.next(180) is Next.WARN
    assert idle.doing(150, web=False, covered=False).next(150) is Next.WARN


def test_a_covered_screen_is_asked_about_sooner_and_never_ends_without_the_warning() -> None:
    idle = Idle(TIMES, since=0).active(1, present=True).doing(100, web=True, covered=True)
    assert idle.next(144) is Next.NOTHING
    assert idle.next(145) is Next.WARN
    assert idle.next(10_000) is Next.WARN, "never an end by itself"
    assert idle.warned(145).next(174) is Next.NOTHING
    assert idle.warned(145).next(175) is Next.END


def test_uncovering_begins_the_quiet_time_anew() -> None:
    idle = Idle(TIMES, since=0).doing(100, web=False, covered=True).doing(130, web=False, covered=False)
    assert idle.next(249) is Next.NOTHING
    assert idle.next(250) is Next.WARN


def test_more_time_holds_for_web_pages_and_covers_too() -> None:
    idle = Idle(TIMES, since=0).more_time(0, slower=True)
    assert idle.doing(0, web=True, covered=False).next(539) is Next.NOTHING
    assert idle.doing(0, web=False, covered=True).next(134) is Next.NOTHING


def test_without_a_quota_a_session_lasts_as_long_as_somebody_is_there() -> None:
    lasting = Lasting(TIMES, 0, lambda: 9)
    for now in range(0, 100_000, 60):
        assert lasting.hear(Activity(), now) is None
        assert lasting.tick(now) is None


def test_the_quota_warns_a_minute_before_and_then_ends() -> None:
    lasting = Lasting(WITH_QUOTA, 0, lambda: 1)
    assert lasting.tick(539) is None
    assert lasting.tick(540) == Warn(60.0, reason="quota", longer=False)
    assert lasting.tick(599) is None
    assert lasting.tick(600) == "quota"


def test_longer_is_offered_and_granted_only_where_nobody_waits() -> None:
    waiting = 0
    lasting = Lasting(WITH_QUOTA, 0, lambda: waiting)
    assert lasting.tick(540) == Warn(60.0, reason="quota", longer=True)
    assert lasting.hear(MoreTime(longer=True), 550) == WarnOver()
    assert lasting.tick(839) is None
    assert lasting.tick(840) == Warn(60.0, reason="quota", longer=True)
    waiting = 1
    lasting.hear(MoreTime(longer=True), 850)
    assert lasting.tick(900) == "quota", "somebody came while the question was on the screen"


def test_going_on_without_more_time_keeps_the_end() -> None:
    lasting = Lasting(WITH_QUOTA, 0, lambda: 0)
    lasting.tick(540)
    assert lasting.hear(MoreTime(), 550) == WarnOver()
    assert lasting.tick(599) is None
    assert lasting.tick(600) == "quota"


def test_a_form_or_a_call_is_never_cut_and_warned_of_only_afterwards() -> None:
    lasting = Lasting(WITH_QUOTA, 0, lambda: 1)
    lasting.hear(Doing(busy=True), 500)
    assert lasting.tick(5_000) is None
    lasting.hear(Doing(), 5_001)
    assert lasting.tick(5_001) == Warn(60.0, reason="quota", longer=False)
    lasting.hear(Doing(busy=True), 5_002)
    assert lasting.tick(9_000) is None
    lasting.hear(Doing(), 9_001)
    assert lasting.tick(9_060) is None, "the answer that closes the form does not end the session"
    assert lasting.tick(9_061) == "quota"


def test_while_the_idle_warning_is_shown_the_quota_waits() -> None:
    lasting = Lasting(Times(until_warning=590, warning=30, quota=600), 0, lambda: 0)
    lasting.hear(Doing(busy=True), 1)
    assert lasting.tick(590) == Warn(30.0)
    lasting.hear(Doing(), 591)
    assert lasting.tick(610) is None
    assert lasting.tick(620) == "idle"


@given(st.lists(st.tuples(st.floats(0, 400), st.sampled_from(["busy", "free", "longer"])), max_size=30))
def test_whatever_happens_nobody_is_ended_without_a_minute_s_warning(moves: list[tuple[float, str]]) -> None:
    quota, now, warned_at = Quota(600.0), 0.0, None
    for wait, move in moves:
        for _ in range(int(wait)):
            now += 1
            match quota.next(now):
                case Next.WARN:
                    quota, warned_at = quota.warned_now(now), now
                case Next.END:
                    assert warned_at is not None
                    assert now - warned_at >= WARNING_SECONDS
                    assert not quota.busy
                    return
        if move == "longer":
            before = quota.ends_at
            quota, warned_at = quota.longer(now), None
            assert quota.ends_at >= before + MORE_SECONDS
        else:
            quota = quota.doing(now, busy=move == "busy")
