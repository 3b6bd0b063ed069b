"""Days of an office played out with the real queue, to see what an estimate of waiting times is worth.

People come, take numbers, are called by the queue's own rules and stay as long as chance has it; at each number taken
the estimate and two simple ones say how long it will be, and the day shows who was right. One seed gives one result.
"""

from __future__ import annotations

import datetime as dt
import functools
import heapq
import itertools
import math
import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from telemed.hub import messages as m
from telemed.hub.estimate import estimate, shown
from telemed.hub.messages import Refused
from telemed.hub.queue import State, apply, decide, order
from telemed.hub.site import Counter, Room, SiteConfig
from telemed.hub.waits import LATE_SECONDS, expecting, snapshot

_OPENING: Final = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC).timestamp()
_HOUR: Final = 3600.0
_LAST: Final = 10
_SERVICE: Final = "s"
_INSIDE: Final = (0.75, 0.90)

OURS: Final = "ours"
AVERAGE: Final = "average"
LAST_TEN: Final = "last-ten"
KINDER: Final = "average-plus-one"
WHO: Final = (OURS, AVERAGE, LAST_TEN, KINDER)
"""Ours; people waiting before, times the configured length, divided by counters (as ZMS of Berlin and Munich does);
the same with the mean of the last ten stays; and the average that counts whoever is in the room as well."""


@dataclass(frozen=True)
class Scenario:
    """A kind of day. Minutes are what the site is configured with (`says`) and what is true (`takes`).

    `spread` is the standard deviation of a stay as a part of its mean, `varies` that of a day's own mean: no two days
    are alike. `crowd` stand at the door at opening, `load` is the part of the rooms' time that those who come later
    fill. `late` is announced at opening, and true but for `late_by` minutes (standard deviation). `gone` is the share
    of numbers nobody comes for, `booked` the appointments an hour, `no_show` the share of them that nobody keeps.
    """

    name: str
    rooms: int = 1
    says: int = 10
    takes: float = 10.0
    spread: float = 0.5
    varies: float = 0.15
    crowd: int = 6
    load: float = 0.85
    hours: float = 4.0
    late: int = 0
    late_by: float = 0.0
    gone: float = 0.0
    booked: int = 0
    no_show: float = 0.0


SCENARIOS: Final = (
    Scenario("configured-10-truly-14", says=10, takes=14.0, varies=0.0),
    Scenario("twenty-minutes-late", says=15, takes=15.0, crowd=4, late=20, late_by=6.0),
    Scenario("three-counters", rooms=3, crowd=15, load=0.9),
    Scenario("high-variance", rooms=2, spread=1.0, crowd=10),
    Scenario("appointments", rooms=2, crowd=8, load=0.5, gone=0.08, booked=4, no_show=0.15),
)
_BEFORE_DUE: Final = (8 * 60.0, 4 * 60.0)
"""How long before their time people with an appointment come: mean and standard deviation."""


@dataclass(frozen=True)
class Guess:
    """What was said to one person, in seconds: the middle of the range and its ends, and what the simple ones said."""

    taken: float
    middle: float
    first: float
    last: float
    simple: dict[str, float]


@dataclass
class Outcome:
    """What one kind of day gave. Errors are in seconds; `inside` counts true waits in the range shown."""

    errors: dict[str, list[float]] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)
    widths: list[float] = field(default_factory=list)
    unknown: int = 0

    @property
    def count(self) -> int:
        """People who waited and were told something."""
        return len(self.widths)

    def mean_error(self, who: str) -> float:
        """Return the mean absolute error in minutes."""
        return statistics.fmean(self.errors[who]) / 60

    def share(self, who: str) -> float:
        """Return the share of true waits inside; for a single figure inside a range as wide as ours around it."""
        return self.inside[who] / self.count

    def width(self) -> float:
        """Return the mean width of the ranges in minutes."""
        return statistics.fmean(self.widths) / 60

    def holds(self) -> bool:
        """Say whether ours is nearer than what others publish, and 75 to 90 % of true waits are inside its range."""
        nearer = all(self.mean_error(OURS) < self.mean_error(who) for who in (AVERAGE, LAST_TEN))
        return nearer and _INSIDE[0] <= self.share(OURS) <= _INSIDE[1]

    def note(self, guess: Guess, called: float) -> None:
        """Compare what was said with what happened."""
        waited = called - guess.taken
        width = guess.last - guess.first
        self.widths.append(width)
        for who, said in {OURS: guess.middle, **guess.simple}.items():
            self.errors.setdefault(who, []).append(abs(said - waited))
            right = guess.first <= called <= guess.last if who == OURS else abs(said - waited) <= width / 2
            self.inside[who] = self.inside.get(who, 0) + right


def simulate(scenario: Scenario, days: int, seed: int) -> Outcome:
    """Play so many days and compare."""
    outcome = Outcome()
    for day in range(days):
        chance = random.Random(f"{seed}/{scenario.name}/{day}")  # noqa: S311 (days, not secrets)
        _Day(scenario, chance, outcome).play()
    return outcome


def site_of(scenario: Scenario) -> SiteConfig:
    """Return the site of a kind of day."""
    rooms = tuple(Room(f"Raum {number}", (_SERVICE,)) for number in range(1, scenario.rooms + 1))
    return SiteConfig("Simulation", "0", (Counter(_SERVICE, {"de": "S"}, scenario.says),), rooms)


class _Day:
    """One day: a heap of what happens next."""

    def __init__(self, scenario: Scenario, chance: random.Random, outcome: Outcome) -> None:
        self._scenario = scenario
        self._chance = chance
        self._outcome = outcome
        self._site = site_of(scenario)
        self._state = State()
        self._todo: list[tuple[float, int, Callable[[float], None]]] = []
        self._count = itertools.count()
        self._open: set[str] = set()
        self._guesses: dict[int, Guess] = {}
        self._lasted: list[float] = []
        self._booked: dict[int, float] = {}
        self._takes = scenario.takes * 60 * math.exp(chance.gauss(0, scenario.varies))

    def play(self) -> None:
        scenario, chance = self._scenario, self._chance
        for room in self._site.rooms:
            start = _OPENING
            if scenario.late:
                self._do(m.SetDelay(room.name, scenario.late), _OPENING)
                start += max(0.0, chance.gauss(scenario.late, scenario.late_by)) * 60
            self._later(start, functools.partial(self._opens, room.name))
        for at in self._arrivals():
            self._later(at, self._comes)
        self._book()
        while self._todo:
            at, _, what = heapq.heappop(self._todo)
            what(at)

    def _arrivals(self) -> Iterator[float]:
        scenario = self._scenario
        yield from sorted(_OPENING + self._chance.uniform(0, 120) for _ in range(scenario.crowd))
        at = _OPENING
        every = scenario.takes * 60 / scenario.rooms / scenario.load
        while (at := at + self._chance.expovariate(1 / every)) < _OPENING + scenario.hours * _HOUR:
            yield at

    def _book(self) -> None:
        """Fill the diary and say who comes when."""
        scenario, chance = self._scenario, self._chance
        for index in range(round(scenario.booked * scenario.hours)):
            due = _OPENING + (index + 1) * _HOUR / scenario.booked
            self._booked[index] = due
            if chance.random() >= scenario.no_show:
                at = max(_OPENING, due - chance.gauss(*_BEFORE_DUE))
                self._later(at, functools.partial(self._comes, due=due, index=index))

    def _later(self, at: float, what: Callable[[float], None]) -> None:
        heapq.heappush(self._todo, (at, next(self._count), what))

    def _do(self, command: m.Command, at: float) -> tuple[m.Event, ...]:
        decision = decide(self._state, command, at)
        if isinstance(decision, Refused):
            return ()
        for event in decision:
            self._state = apply(self._state, event)
        return decision

    # ---- what happens ----------------------------------------------------------------------------------------

    def _opens(self, room: str, at: float) -> None:
        self._open.add(room)
        self._calls(room, at)

    def _comes(self, at: float, due: float | None = None, index: int = 0) -> None:
        if due is not None:
            del self._booked[index]
        self._do(m.TakeNumber(f"t{next(self._count)}", _SERVICE, due), at)
        number = self._state.last_number
        idle = [room for room in sorted(self._open) if room not in self._state.active]
        if idle:
            self._calls(idle[0], at)
        else:
            self._guess(number, at)

    def _calls(self, room: str, at: float) -> None:
        for event in self._do(m.CallNext(room, frozenset({_SERVICE})), at):
            assert isinstance(event, m.NumberCalled)
            self._called(event.number, at)
            gone = self._chance.random() < self._scenario.gone
            stay = self._chance.uniform(120, 300) if gone else self._stay()
            self._later(at + stay, functools.partial(self._ends, room, event.number, gone=gone))

    def _ends(self, room: str, number: int, at: float, *, gone: bool) -> None:
        if not gone:
            self._lasted.append(at - self._state.people[number].called_at)
        self._do(m.MarkMissed(room, number) if gone else m.Finish(room, number), at)
        self._calls(room, at)

    def _stay(self) -> float:
        """Draw from a log-normal distribution, the usual shape of service times."""
        scenario = self._scenario
        variance = math.log(1 + scenario.spread**2)
        return self._chance.lognormvariate(math.log(self._takes) - variance / 2, math.sqrt(variance))

    # ---- what is said ----------------------------------------------------------------------------------------

    def _guess(self, number: int, at: float) -> None:
        expected = [expecting(_SERVICE, due, index) for index, due in self._booked.items() if due > at - LATE_SECONDS]
        found = estimate(snapshot(self._state, self._site, at, expected), 0)[number]
        if found is None:
            self._outcome.unknown += 1
            return
        first, last = shown(found, at)
        self._guesses[number] = Guess(at, found.middle, first, last, self._simple(number, at))

    def _simple(self, number: int, at: float) -> dict[str, float]:
        """What simple systems say; to an appointment never before its time."""
        person, usual, rooms = self._state.people[number], self._scenario.says * 60.0, self._scenario.rooms
        line = order(self._state, at)
        if person.due is not None:
            line = tuple(other for other in line if self._state.people[other].due is not None)
        before, wait = line.index(number), max(0.0, (person.due or 0.0) - at)
        last = statistics.fmean(self._lasted[-_LAST:] or [usual])
        said = {AVERAGE: before * usual, LAST_TEN: before * last, KINDER: (before + 1) * usual}
        return {who: max(wait, seconds / rooms) for who, seconds in said.items()}

    def _called(self, number: int, at: float) -> None:
        guess = self._guesses.pop(number, None)
        if guess is not None:
            # Nobody is wronged who is called before the agreed time because nobody else is there.
            self._outcome.note(guess, max(at, self._state.people[number].due or 0.0))
