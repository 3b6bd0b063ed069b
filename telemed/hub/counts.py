"""What is left of a day when its retention has ended: how many, and how long, by hour and service. Pure.

No number, no ticket, no room and no moment is in it, so nobody can be found.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from telemed.hub import messages as m
from telemed.hub.queue import Person, State, apply

STREAM: Final = "counts"
EDGES: Final = (5, 10, 15, 20, 30, 45, 60, 90, 120)
"""Minutes between the classes of durations; the last class has no end."""


class Durations(msgspec.Struct, frozen=True):
    """Durations added up: all seconds, and how many there were in each class (below 5 min, 5 to 10 min, …)."""

    seconds: int = 0
    classes: tuple[int, ...] = (0,) * (len(EDGES) + 1)

    @property
    def count(self) -> int:
        """How many durations these are."""
        return sum(self.classes)

    @property
    def mean(self) -> float | None:
        """The mean in seconds; None where there was none."""
        return self.seconds / self.count if self.count else None


class Cell(msgspec.Struct, frozen=True):
    """The people who took a number for a service in one hour of the day (local time), and what became of them.

    `waiting` is of all who were called, `way` of those who came, `serving` of those whose visit ended.
    """

    hour: int
    service: str
    taken: int = 0
    served: int = 0
    missed: int = 0
    left: int = 0
    open: int = 0
    waiting: Durations = Durations()
    way: Durations = Durations()
    serving: Durations = Durations()


class DayCounted(msgspec.Struct, frozen=True, tag=True):
    """A day (`YYYY-MM-DD`) in counts, made at `at`; `helps` are the calls for help."""

    at: float
    day: str
    cells: tuple[Cell, ...]
    helps: int = 0


decoder: Final = msgspec.json.Decoder(DayCounted)


def count(
    day: dt.date, events: Iterable[m.Event], local: Callable[[float], dt.datetime], now: float = 0.0
) -> DayCounted:
    """Return the counts of a day's events; `local` gives the site's local time of Unix seconds."""
    state, people = State(), list[Person]()
    for event in events:
        if isinstance(event, m.NumberTaken) and event.number in state.people:
            people.append(state.people[event.number])  # The number goes to somebody else now.
        state = apply(state, event)
    people += state.people.values()
    groups: dict[tuple[int, str], list[Person]] = {}
    for person in people:
        groups.setdefault((local(person.came).hour, person.service), []).append(person)
    cells = tuple(_cell(hour, service, group) for (hour, service), group in sorted(groups.items()))
    return DayCounted(now, day.isoformat(), cells, len(state.helps))


def _cell(hour: int, service: str, people: list[Person]) -> Cell:
    def how_many(*states: str) -> int:
        return sum(person.state in states for person in people)

    served, missed, left = how_many("done"), how_many("missed"), how_many("left")
    return Cell(
        hour,
        service,
        taken=len(people),
        served=served,
        missed=missed,
        left=left,
        open=len(people) - served - missed - left,
        waiting=_durations(person.waiting_seconds for person in people if person.called_at),
        way=_durations(person.way_seconds for person in people if person.serving_seconds or person.state == "done"),
        serving=_durations(person.serving_seconds for person in people if person.state == "done"),
    )


def _durations(seconds: Iterable[float]) -> Durations:
    classes, total = [0] * (len(EDGES) + 1), 0.0
    for each in seconds:
        classes[bisect_right(EDGES, each / 60)] += 1
        total += each
    return Durations(round(total), tuple(classes))
