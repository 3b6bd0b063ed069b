"""What somebody is to be told: decided from how a visit stood before and how it stands now. Pure.

A visit is a number of today or an appointment; either is seen as a `Standing`, which holds no name, service or reason.
Source of the rules: `docs/decisions/0065-a-delay-is-told-by-what-was-told.md`.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

Kind = Literal["code", "booked", "reminder", "delayed", "next-but-one", "called", "cancelled", "moved"]
Phase = Literal["booked", "waiting", "called", "inside", "missed", "cancelled", "over"]

MOVED_SECONDS: Final = 600.0
"""The median has to differ this much from the one told last, in the direction of the last notice or the first time."""
TURNED_SECONDS: Final = 900.0
"""The same for a move against the direction of the last notice: an estimate that swings is told once."""
PAUSE_SECONDS: Final = 600.0
"""Seconds between two notices of a delay at the least."""
REMINDER_SECONDS: Final = 24 * 3600.0
REMINDER_LATEST: Final = 2 * 3600.0
"""A reminder is sent this long before the start, and no later than the second: then the person is on the way."""

VALID_SECONDS: Final[dict[Kind, float]] = {
    "code": 600.0,
    "booked": 48 * 3600.0,
    "reminder": REMINDER_SECONDS - REMINDER_LATEST,
    "delayed": 1200.0,
    "next-but-one": 1200.0,
    "called": 900.0,
    "cancelled": 48 * 3600.0,
    "moved": 48 * 3600.0,
}
"""How long a notice is still true enough to be sent."""


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a visit stands. Times are Unix seconds.

    `ahead` people before a waiting number; `earliest` to `latest` when it may be called, None where that is unknown;
    `called_at` tells one call from the next. `start` is the agreed time of an appointment.
    """

    phase: Phase
    number: int | None = None
    ahead: int | None = None
    room: str | None = None
    called_at: float = 0.0
    earliest: float | None = None
    latest: float | None = None
    start: float | None = None

    @property
    def median(self) -> float | None:
        """The middle of the range."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.earliest + self.latest) / 2

    def without_range(self) -> Standing:
        """What changes when something happens, not as time goes by."""
        return msgspec.structs.replace(self, earliest=None, latest=None)


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a person knows: the median told last, when, in which direction it had moved (-1, 0, 1); if greeted."""

    median: float | None = None
    at: float = 0.0
    direction: int = 0
    greeted: bool = False


class Notice(msgspec.Struct, frozen=True):
    """Something to be told; two with the same `kind` and `bucket` for one visit are the same notice."""

    kind: Kind
    bucket: str
    standing: Standing
    direction: int = 0
    """Of a delay: 1 later, -1 earlier."""


def due_notices(before: Standing | None, after: Standing, told: Told, now: float) -> tuple[tuple[Notice, ...], Told]:
    """Return what is to be told and what the person knows then.

    `before` is None when the visit is seen for the first time with a confirmed address.
    """
    if not told.greeted:
        return _greeting(after, told, now)
    if after.start is not None and after.number is None:
        return _of_appointment(before, after, told, now)
    return _of_number(before, after, told, now)


def _greeting(after: Standing, told: Told, now: float) -> tuple[tuple[Notice, ...], Told]:
    known = Told(after.median, now, 0, greeted=True)
    if after.phase == "called":
        return (Notice("called", _call_bucket(after), after),), known
    if after.phase not in {"booked", "waiting"}:
        return (), msgspec.structs.replace(told, greeted=True)
    return (Notice("booked", "1", after),), known


def _of_appointment(
    before: Standing | None, after: Standing, told: Told, now: float
) -> tuple[tuple[Notice, ...], Told]:
    assert after.start is not None
    if after.phase == "cancelled":
        fresh = before is None or before.phase != "cancelled"
        return ((Notice("cancelled", f"{after.start:.0f}", after),) if fresh and now < after.start else ()), told
    if after.phase != "booked":
        return (), told
    if before is not None and before.start != after.start:
        return (Notice("moved", f"{after.start:.0f}/{now:.0f}", after),), Told(None, now, 0, greeted=True)
    opens = after.start - REMINDER_SECONDS
    # Whoever was told of this time since then needs no reminder.
    if opens <= now <= after.start - REMINDER_LATEST and told.at < opens:
        return (Notice("reminder", f"{after.start:.0f}", after),), told
    return (), told


def _of_number(before: Standing | None, after: Standing, told: Told, now: float) -> tuple[tuple[Notice, ...], Told]:
    match after.phase:
        case "called":
            if before is None or (before.phase, before.called_at) != ("called", after.called_at):
                return (Notice("called", _call_bucket(after), after),), told
        case "cancelled":
            if before is not None and before.phase in {"waiting", "missed"}:
                return (Notice("cancelled", f"{now:.0f}", after),), told
        case "waiting":
            return _of_waiting(before, after, told, now)
    return (), told


def _of_waiting(before: Standing | None, after: Standing, told: Told, now: float) -> tuple[tuple[Notice, ...], Told]:
    if after.ahead is not None and after.ahead <= 1:
        came_near = before is None or before.phase != "waiting" or before.ahead is None or before.ahead > 1
        if came_near:
            known = Told(after.median, now, 0, greeted=True)
            return (Notice("next-but-one", f"{after.called_at:.0f}", after),), known
        return (), told
    median = after.median
    if median is None:
        return (), told
    if told.median is None:
        return (), msgspec.structs.replace(told, median=median)
    moved = median - told.median
    direction = 1 if moved > 0 else -1
    needed = MOVED_SECONDS if told.direction in {0, direction} else TURNED_SECONDS
    if abs(moved) < needed or now - told.at < PAUSE_SECONDS:
        return (), told
    known = Told(median, now, direction, greeted=True)
    return (Notice("delayed", f"{now // PAUSE_SECONDS:.0f}", after, direction),), known


def _call_bucket(standing: Standing) -> str:
    return f"{standing.room}/{standing.called_at:.3f}"


_OF_WAITING: Final[tuple[Kind, ...]] = ("booked", "delayed", "next-but-one", "reminder")
_OUTDATED: Final[dict[Phase, tuple[Kind, ...]]] = {
    "booked": ("booked", "reminder", "moved", "cancelled"),
    "waiting": ("called", "cancelled"),
    "called": _OF_WAITING,
    "inside": (*_OF_WAITING, "called"),
    "missed": (*_OF_WAITING, "called"),
    "over": (*_OF_WAITING, "called"),
    "cancelled": (*_OF_WAITING, "called", "moved"),
}


def outdated(before: Standing | None, after: Standing, notices: tuple[Notice, ...]) -> tuple[Kind, ...]:
    """Return the kinds that are not true any more, should they not have got out yet."""
    if before is None:
        return ()
    if (before.phase, before.start) != (after.phase, after.start):
        return _OUTDATED[after.phase]
    return ("delayed",) if notices else ()
