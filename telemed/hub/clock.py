"""The hub's clock: wall time for people, checked against the time since boot, which nobody can set."""

from __future__ import annotations

import datetime as dt
import time
import zoneinfo
from typing import Final, Protocol

from telemed.hub.errors import HubError, Reason

BERLIN: Final = zoneinfo.ZoneInfo("Europe/Berlin")
JUMP_SECONDS: Final = 120.0
"""Wall clock and boot clock may drift apart this far before it counts as a jump."""


class Clock(Protocol):
    """Unix seconds (UTC), and seconds since boot including sleep."""

    def now(self) -> float:
        """Return Unix seconds."""

    def boot(self) -> float:
        """Return seconds since boot."""


class SystemClock:
    """The machine's clocks."""

    def now(self) -> float:
        """Return Unix seconds."""
        return time.time()

    def boot(self) -> float:
        """Return seconds since boot, sleep included."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)


class Calendar:
    """Local days of the site, and a guard against a clock that jumps to another day while people wait."""

    def __init__(self, clock: Clock, zone: dt.tzinfo = BERLIN) -> None:
        self._clock = clock
        self._zone = zone
        self._offset = clock.now() - clock.boot()

    def now(self) -> float:
        """Return Unix seconds."""
        return self._clock.now()

    def local(self, at: float) -> dt.datetime:
        """Return the site's local time at `at`."""
        return dt.datetime.fromtimestamp(at, self._zone)

    def today(self) -> dt.date:
        """Return the site's local day; raises `HubError` with `CLOCK` when a jump of the clock changed the day."""
        now, boot = self._clock.now(), self._clock.boot()
        jump = now - boot - self._offset
        day = self.local(now).date()
        if abs(jump) <= JUMP_SECONDS:
            self._offset += jump / 100  # Follows the slow correction of a clock by NTP.
            return day
        if self.local(boot + self._offset).date() != day:
            raise HubError(
                Reason.CLOCK,
                f"Die Uhr der Zentrale ist auf den {day:%d.%m.%Y} gesprungen. "
                "Bitte die Uhr prüfen und die Zentrale neu starten.",
            )
        return day

    def jumped(self) -> float:
        """Return the seconds the clock has jumped since the start; 0 when it did not."""
        jump = self._clock.now() - self._clock.boot() - self._offset
        return jump if abs(jump) > JUMP_SECONDS else 0.0
