"""From a day's state to the ranges that are shown: what an estimate needs, and when it is made again.

`snapshot` is pure. `Waits` remembers the last estimate, so that a thousand receivers cost as much as one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from telemed.hub.estimate import STEP_SECONDS, Range, Room, Snapshot, Waiting, estimate, pool, shown
from telemed.hub.queue import WAITS, Person, State, ranking
from telemed.hub.site import SiteConfig

OPEN_SECONDS: Final = 30 * 60
"""A room that nobody was in for this long counts as closed, unless its start is announced."""
GAP_SECONDS: Final = 10 * 60
"""Time between two people counts as belonging to the first one up to this long: notes are written, a desk is wiped."""
PAUSE_SECONDS: Final = 1.0
"""Changes that follow each other faster share an estimate."""
_EXPECTED: Final = 1000
"""Above any number of a queue."""
_LOST: Final = 180.0
"""What a room loses by a number that does not come, until one did not come today."""
_GONE: Final = (0.5, 10)
"""How many of how many numbers did not come, before today's own count."""
COMES: Final = 0.9
"""The chance that somebody comes to an appointment."""
LATE_SECONDS: Final = 10 * 60
"""Whoever is not there so long after the agreed time is not expected any more."""

Times = tuple[float, float]
"""Earliest and latest time of a call (Unix seconds, multiples of five minutes)."""


Expected = Callable[[float], Iterable[Waiting]]
"""Gives the appointments of today that have not come yet, as they are at a time (see `expecting`)."""


def nobody(_: float) -> Iterable[Waiting]:
    """Expect nobody: a site without appointments."""
    return ()


def snapshot(state: State, site: SiteConfig, now: float, expected: Iterable[Waiting] = ()) -> Snapshot:
    """Return what an estimate needs; `expected` are appointments of today that have not come yet.

    For each service of the site one person more only asks: see `asking`.
    """
    visits = _visits(state)
    comes = 1 - _gone_share(state)
    waiting = [_waiting(state.people[number], rule, comes) for number, rule in ranking(state, now)]
    asks = [Waiting(asking(index), counter.id, asks=True) for index, counter in enumerate(site.counters)]
    pools = {counter.id: pool(counter.minutes * 60.0, _stays(visits, counter.id)) for counter in site.counters}
    rooms = tuple(room for room in (_room(state, site, each.name, visits, now) for each in site.rooms) if room)
    passed = max(state.passed.values(), default=0)
    return Snapshot(now, rooms, (*waiting, *expected, *asks), pools, _lost(state), state.rules.in_a_row, passed)


def _waiting(person: Person, rule: str, comes: float) -> Waiting:
    """Return a waiting person; whoever goes before appointments does so at once and always."""
    due = None
    if rule in {"appointment", "early"}:
        due = max(person.due or 0.0, person.came)
    elif rule not in {"arrival", "balance"}:
        due = 0.0
    return Waiting(person.number, person.service, due, comes, only=person.only)


def expecting(service: str, due: float, index: int) -> Waiting:
    """Return an appointment that has not come yet, the one with this index."""
    return Waiting(_EXPECTED + index, service, due, COMES, expected=True)


def asking(index: int) -> int:
    """Return the number, below any real one, that stands for a newcomer to the counter with this index."""
    return -index


def _visits(state: State) -> dict[str, list[Person]]:
    """Return who was called to each room, in the order of their last call."""
    rooms: dict[str, list[Person]] = {}
    for person in sorted(state.people.values(), key=lambda person: person.called_at):
        if person.room is not None and person.state not in WAITS:
            rooms.setdefault(person.room, []).append(person)
    return rooms


def _stays(visits: Mapping[str, list[Person]], service: str) -> list[float]:
    """Return how long each person served today kept a room, oldest first.

    What staff did before they called the next one belongs to it where that one was waiting already.
    """
    found = []
    for people in visits.values():
        for person, following in itertools.zip_longest(people, people[1:]):
            if person.state != "done" or person.service != service:
                continue
            ended = person.since
            if following is not None:
                gap = following.called_at - ended
                if gap <= GAP_SECONDS and following.came <= ended:
                    ended = following.called_at
            found.append((person.since, max(0.0, ended - person.called_at)))
    return [stay for _, stay in sorted(found)]


def _room(state: State, site: SiteConfig, name: str, visits: Mapping[str, list[Person]], now: float) -> Room | None:
    """Return an open room, None for a closed one."""
    serves = site.services_of(name) or frozenset()
    there = state.active.get(name)
    if there is not None:
        person = state.people[there]
        return Room(name, serves, now, person.service, person.called_at)
    last = visits[name][-1] if name in visits else None
    announced = state.announced.get(name)
    if announced is not None and (last is None or last.called_at < announced):
        return Room(name, serves, announced + state.delays[name] * 60)
    if last is None or now - last.since > OPEN_SECONDS:
        return None
    if name in state.dirty or (now - last.since <= GAP_SECONDS and _kept_waiting(state, serves, last.since)):
        return Room(name, serves, now, last.service, last.called_at)
    return Room(name, serves, now)


def _kept_waiting(state: State, serves: frozenset[str], since: float) -> bool:
    """Say whether somebody for this room has waited since the last one left it: then its staff are not ready yet."""
    people = (state.people[number] for number in state.waiting)
    return any(person.service in serves and person.since < since and person.due is None for person in people)


def _gone_share(state: State) -> float:
    called = [person for person in state.people.values() if person.room is not None]
    gone = sum(person.state == "missed" for person in called)
    return (gone + _GONE[0]) / (len(called) + _GONE[1])


def _lost(state: State) -> float:
    lost = [person.since - person.called_at for person in state.people.values() if person.state == "missed"]
    return max(1.0, (sum(lost) + _LOST) / (len(lost) + 1))


class Waits:
    """The ranges of today as they are shown, made again after a change and once a minute, from one seed."""

    def __init__(self, site: SiteConfig, seed: int = 0) -> None:
        self._site = site
        self._seed = seed
        self._state: State | None = None
        self._at = 0.0
        self._found: Mapping[int, Range | None] = {}
        self._services = {counter.id: asking(index) for index, counter in enumerate(site.counters)}

    def refresh(self, state: State, now: float, expected: Expected = nobody) -> None:
        """Make the estimate again where what is known is too old."""
        elapsed = now - self._at
        if 0 <= elapsed < PAUSE_SECONDS or (state is self._state and now // 60 == self._at // 60):
            return
        self._found = estimate(snapshot(state, self._site, now, expected(now)), self._seed)
        self._state, self._at = state, now

    def range_of(self, person: Person) -> Range | None:
        """Return the range of a waiting person; one who has just come stands where a newcomer would."""
        if person.number in self._found:
            return self._found[person.number]
        return self.range_for(person.service)

    def range_for(self, service: str) -> Range | None:
        """Return the range of somebody who takes a number for this service now."""
        return self._found.get(self._services[service])

    def times_of(self, person: Person) -> Times | None:
        """Return the range of a waiting person as times of day."""
        return self._times(self.range_of(person))

    def times_for(self, service: str) -> Times | None:
        """Return the range of a newcomer as times of day."""
        return self._times(self.range_for(service))

    def minutes_for(self, service: str) -> tuple[int, int] | None:
        """Return the range of a newcomer in minutes, multiples of five, at least five apart."""
        found = self.range_for(service)
        if found is None:
            return None
        low, high = (round(bound / STEP_SECONDS) * STEP_SECONDS // 60 for bound in (found.low, found.high))
        return low, max(high, low + STEP_SECONDS // 60)

    def _times(self, found: Range | None) -> Times | None:
        return None if found is None else shown(found, self._at)
