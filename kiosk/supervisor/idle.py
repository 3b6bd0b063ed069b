"""When a session ends by itself: pure decisions over monotonic seconds."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds until the warning and how long it is shown (EN 301 549, 11.2.2.1: at least 20 s to answer).

    `until_warning_web` holds while a web page is shown, `until_warning_covered` while the screen is covered. `quota` is
    the time of a whole session, None for as long as it takes.
    """

    until_warning: float = 120.0
    warning: float = 30.0
    slower: float = 3.0
    """Factor of *I need more time*."""
    until_warning_web: float = 180.0
    until_warning_covered: float = 45.0
    quota: float | None = None
    longest_present: float = 900.0
    """How long speech or measuring alone counts as somebody being there, without one touch."""


class Next(enum.Enum):
    """What is to be done now."""

    NOTHING = "nothing"
    WARN = "warn"
    END = "end"


@dataclass(frozen=True, slots=True)
class Idle:
    """One session's quiet time. Every move returns a new value."""

    times: Times
    since: float
    present_since: float | None = None
    """Since when the visitor's process says that somebody is there; None while only touches count."""
    warned_at: float | None = None
    factor: float = 1.0
    web: bool = False
    covered: bool = False

    def doing(self, now: float, *, web: bool, covered: bool) -> Idle:
        """The visitor is at something else; covering and uncovering starts the quiet time anew."""
        since = now if covered is not self.covered else self.since
        return replace(self, web=web, covered=covered, since=since)

    def active(self, now: float, *, present: bool = False) -> Idle:
        """The visitor did something. While the warning is shown only its own answers count."""
        if self.warned_at is not None:
            return self
        began = now if self.present_since is None else self.present_since
        return replace(self, since=now, present_since=began if present else None)

    def more_time(self, now: float, *, slower: bool) -> Idle:
        """*Continue* was touched; `slower` multiplies all times of this session, once."""
        factor = self.times.slower if slower else self.factor
        return replace(self, since=now, present_since=None, warned_at=None, factor=factor)

    def warned(self, now: float) -> Idle:
        """The warning is shown from now on."""
        return replace(self, warned_at=now)

    @property
    def warning_seconds(self) -> float:
        """How long the warning is shown in this session."""
        return self.times.warning * self.factor

    def next(self, now: float) -> Next:
        """Decide."""
        if self.warned_at is not None:
            return Next.END if now - self.warned_at >= self.warning_seconds else Next.NOTHING
        quiet, most = now - self.since, self.times.until_warning_web if self.web else self.times.until_warning
        if self.covered:
            most = min(most, self.times.until_warning_covered)
        elif self.present_since is not None:
            quiet, most = now - self.present_since, self.times.longest_present
        return Next.WARN if quiet >= most * self.factor else Next.NOTHING
