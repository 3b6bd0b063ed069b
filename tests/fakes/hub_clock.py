"""A hub clock that a test sets."""

from __future__ import annotations

import datetime as dt

from telemed.hub.clock import BERLIN


def berlin(text: str) -> float:
    """Unix seconds of a local time `YYYY-MM-DD HH:MM`."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


class SetClock:
    """Wall clock and time since boot; `pass_` moves both, `jump` only the wall clock."""

    def __init__(self, at: float) -> None:
        self._now = at
        self._boot = 1000.0

    def now(self) -> float:
        return self._now

    def boot(self) -> float:
        return self._boot

    def pass_(self, seconds: float) -> None:
        self._now += seconds
        self._boot += seconds

    def jump(self, seconds: float) -> None:
        self._now += seconds
