"""What is free: the grid of a day without what is taken, closed, over or not yet to be booked. Pure."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from telemed.api_appointments import NoSlots
from telemed.hours import Shut
from telemed.hub.booking.rules import Closure, Offer, Rules, grid

Taken = tuple[float, float]
"""Start and end of a place that somebody has."""


class Busy:
    """The places of one service that are taken, ready to be asked often."""

    def __init__(self, taken: Iterable[Taken]) -> None:
        self._taken = sorted(taken)
        self._starts = [start for start, _ in self._taken]
        self._longest = max((end - start for start, end in self._taken), default=0.0)

    def most(self, start: float, end: float) -> int:
        """Return how many places are taken side by side at the fullest moment from `start` to before `end`."""
        first = bisect_right(self._starts, start - self._longest)
        near = []
        for taken in self._taken[first:]:
            if taken[0] >= end:
                break
            if taken[1] > start:
                near.append(taken)
        moments = [start, *(other for other, _ in near if other > start)]
        return max(sum(begin <= moment < over for begin, over in near) for moment in moments)


class Free(msgspec.Struct, frozen=True):
    """The free slots of a day in order; without any, the reason."""

    slots: tuple[Taken, ...]
    reason: NoSlots | None = None


def free_on(rules: Rules, offer: Offer, day: dt.date, busy: Busy, closures: Iterable[Closure], now: float) -> Free:
    """Return what can be booked on a day; `closures` are those entered beside the settings."""
    first, last = offer.window(rules.day_of(now))
    if not first <= day <= last:
        return Free((), "window")
    reason = why_closed(rules, offer.service, day, closures)
    if reason is not None:
        return Free((), reason)
    slots = grid(offer, day, rules.zone)
    if not slots:
        return Free((), "closed")
    early = now + offer.lead_minutes * 60
    coming = [slot for slot in slots if slot[0] >= early]
    if not coming:
        return Free((), "window")
    free = tuple(slot for slot in coming if busy.most(*slot) < offer.places)
    return Free(free, None if free else "full")


def why_closed(rules: Rules, service: str | None, day: dt.date, closures: Iterable[Closure]) -> Shut | None:
    """Return why a day is closed for a service, or for the whole site (None), whatever the opening rules say."""
    if any(closure.closes(service, day) for closure in (*rules.closures, *closures)):
        return "closed"
    return "holiday" if day in rules.holidays else None


def together(slots: Sequence[Sequence[Taken]]) -> tuple[Taken, ...]:
    """Return the slots of several services in order, each time once: it is not to be seen whose they are."""
    return tuple(sorted({slot for of_one in slots for slot in of_one}))
