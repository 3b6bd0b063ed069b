"""How often somebody may do something: token buckets by name, bounded in number. Pure but for its own memory."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

import msgspec

_MOST_NAMES: Final = 4_096


class Rate(msgspec.Struct, frozen=True):
    """`burst` at once, then `per_minute`."""

    burst: float
    per_minute: float


class Limits(msgspec.Struct, frozen=True):
    """What is limited, each by the name of the terminal, the member of staff or the address."""

    numbers: Rate = Rate(20, 30)
    help: Rate = Rate(10, 10)
    other: Rate = Rate(300, 1200)
    staff: Rate = Rate(120, 600)
    strangers: Rate = Rate(10, 10)
    """Enrolments and logins from one address."""
    bookings: Rate = Rate(10, 6)
    codes: Rate = Rate(6, 3)
    """Codes of appointments that do not exist, by one terminal."""
    sockets: int = 3_000
    """WebSocket receivers of one hub process."""


class Buckets:
    """One rate for many names; the names longest unused are forgotten first."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, now: float) -> bool:
        """Take one token of `name` at `now` (seconds of any steady clock); False when there is none."""
        level = self._level(name, now)
        self._levels.pop(name, None)
        allowed = level >= 1
        self._levels[name] = (level - 1 if allowed else level, now)
        if len(self._levels) > _MOST_NAMES:
            self._levels.popitem(last=False)
        return allowed

    def left(self, name: str, now: float) -> bool:
        """Say whether a token could be taken."""
        return self._level(name, now) >= 1

    def _level(self, name: str, now: float) -> float:
        level, at = self._levels.get(name, (self._rate.burst, now))
        return min(self._rate.burst, level + max(0.0, now - at) * self._rate.per_minute / 60)
