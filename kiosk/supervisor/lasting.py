"""How long the present session lasts: idle time and quota together, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.channel import Activity, Doing, MoreTime, Warn, WarnOver
from kiosk.supervisor.idle import Idle, Next, Times
from kiosk.supervisor.quota import Quota


class Lasting:
    """Hears what the visitor does and decides when to warn and to end. `waiting` counts the people who wait."""

    def __init__(self, times: Times, now: float, waiting: Callable[[], int]) -> None:
        self.idle = Idle(times, since=now)
        self.quota = Quota(now + times.quota) if times.quota is not None else None
        self._waiting = waiting

    def hear(self, message: Activity | Doing | MoreTime, now: float) -> WarnOver | None:
        """Take what the visitor says; give what is to be answered."""
        match message:
            case Activity(present):
                self.idle = self.idle.active(now, present=present)
            case Doing(web, covered, busy):
                self.idle = self.idle.doing(now, web=web, covered=covered)
                self.quota = self.quota.doing(now, busy=busy) if self.quota is not None else None
            case more:
                self.idle = self.idle.more_time(now, slower=more.slower)
                if more.longer and self.quota is not None and not self._waiting():
                    self.quota = self.quota.longer(now)
                return WarnOver()
        return None

    def tick(self, now: float) -> Warn | str | None:
        """Give the warning that is to be shown now, the reason for which the session ends now, or nothing."""
        match self.idle.next(now):
            case Next.WARN:
                self.idle = self.idle.warned(now)
                return Warn(self.idle.warning_seconds)
            case Next.END:
                return "idle"
            case _:
                return self._tick_quota(now) if self.idle.warned_at is None else None

    def _tick_quota(self, now: float) -> Warn | str | None:
        """The quota waits while the idle warning is shown: one question at a time."""
        match self.quota.next(now) if self.quota is not None else Next.NOTHING:
            case Next.WARN if self.quota is not None:
                self.quota = self.quota.warned_now(now)
                return Warn(self.quota.seconds_left(now), reason="quota", longer=not self._waiting())
            case Next.END:
                return "quota"
            case _:
                return None
