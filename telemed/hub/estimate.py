"""How long those waiting may still wait: a range, or nothing where no room is open. Pure, and the same for one seed.

The rest of the day is played out `RUNS` times: rooms become free, call the first one they serve, and keep each person
as long as somebody was kept before. The range is what 10 to 90 % of the runs say.

- A stay is drawn from the service's pool: `PRIOR` pseudo-observations around the configured length and the last
  `KEPT` real ones. How well so few tell the true mean is drawn too, once for each run.
- Whoever is in a room already stays as long as those in the pool who stayed at least that long.
- An appointment never starts early and, once due, goes first. Some numbers called do not come.

Each number draws from a shuffled scale of its own (a Latin hypercube): few runs tell as much as many, and what happens
to one person does not make the estimate of all others jump.
"""

from __future__ import annotations

import functools
import hashlib
import math
import statistics
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from typing import Final

import msgspec

STEP_SECONDS: Final = 300
"""Times shown are multiples of this."""
RUNS: Final = 100
KEPT: Final = 40
"""Real observations of a service that count at the most: the newest."""
PRIOR: Final = (0.35, 0.5, 0.65, 0.8, 0.95, 1.15, 1.45, 2.15)
"""The pseudo-observations of a service, as parts of its configured length. Their mean is 1."""

DOUBT: Final = 0.3
"""By what part of it a configured length is usually wrong (standard deviation)."""
SMOOTH: Final = 0.85
"""How far each known stay is spread out, as a part of the deviation of all of them (both of logarithms)."""
_STEPS: Final = (-1.4, -0.53, 0.0, 0.53, 1.4)
"""Five evenly likely values of the normal distribution."""
_NEVER: Final = math.inf
_LEAST_FACTOR: Final = 0.4


class Range(msgspec.Struct, frozen=True):
    """Seconds from now until the call: 10 % are earlier than `low`, 10 % later than `high`; `middle` is the median."""

    low: float
    high: float
    middle: float


class Waiting(msgspec.Struct, frozen=True):
    """A number that waits, or one that only `asks` how long it would be and takes nobody's time.

    `due` (Unix seconds): never before that time, and then before all without one; 0 for whoever is before all of them.
    `comes` is the chance that the person will be there; one who is still `expected` and does not come is not called.
    `only` is the one room that may call the person.
    """

    number: int
    service: str
    due: float | None = None
    comes: float = 1.0
    asks: bool = False
    expected: bool = False
    only: str | None = None


class Room(msgspec.Struct, frozen=True):
    """An open room. `free` is when it can call somebody at the earliest (announced start; the past means now).

    `service` is what the person in it came for, None when it is empty; `since` when they were called.
    """

    name: str
    serves: frozenset[str]
    free: float = 0.0
    service: str | None = None
    since: float = 0.0


class Pool(msgspec.Struct, frozen=True):
    """The sorted stays of a service in seconds, and by what part their mean may be wrong (standard error)."""

    stays: tuple[float, ...]
    error: float


class Snapshot(msgspec.Struct, frozen=True):
    """What an estimate is made from. `waiting` is in the order of calling, appointments that are still to come too.

    `pools` holds the stays of each service (see `pool`), `lost` the seconds a room loses by somebody who does not come.
    After `in_a_row` appointments one without has their turn; `passed` have been called since the last one.
    """

    now: float
    rooms: tuple[Room, ...]
    waiting: tuple[Waiting, ...]
    pools: Mapping[str, Pool]
    lost: float = 180.0
    in_a_row: int = 2
    passed: int = 0


def pool(usual: float, lasted: Sequence[float]) -> Pool:
    """Return what to draw from: configured length `usual` and real stays, oldest first (all in seconds).

    A few stays know little of the long ones, so each is spread out, the more the more they differ. The mean is weighed
    as errors are: the configured one may be wrong by `DOUBT`, that of n real stays by their deviation through the root
    of n. Stays that differ much therefore need more of them to be believed.
    """
    real = lasted[-KEPT:]
    known = [*(usual * part for part in PRIOR), *real]
    width = SMOOTH * statistics.pstdev([math.log(max(1.0, stay)) for stay in known])
    stays = sorted(stay * math.exp(width * step) for stay in known for step in _STEPS)
    mean = statistics.fmean(stays)
    prior, data = DOUBT**-2, len(real) * (mean / statistics.pstdev(stays)) ** 2
    believed = (prior * usual + data * statistics.fmean(real)) / (prior + data) if real else usual
    return Pool(tuple(stay * believed / mean for stay in stays), (prior + data) ** -0.5)


def estimate(snapshot: Snapshot, seed: int) -> dict[int, Range | None]:
    """Return the range of each waiting number; None where no open room serves it."""
    served = {service for room in snapshot.rooms for service in room.serves}
    rooms = {None, *(room.name for room in snapshot.rooms)}
    people = [person for person in snapshot.waiting if person.service in served and person.only in rooms]
    found: dict[int, Range | None] = dict.fromkeys((person.number for person in snapshot.waiting), None)
    if not people:
        return found
    factors = {service: _factors(found.error, seed, service) for service, found in snapshot.pools.items()}
    stays = zip(*(_stays(person, snapshot, factors, seed) for person in people), strict=True)
    frees = zip(*(_frees(room, index, snapshot, seed) for index, room in enumerate(snapshot.rooms)), strict=True)
    line = _Line(snapshot, people)
    runs = [line.play(free, stay) for free, stay in zip(frees, stays, strict=True)]
    for person, column in zip(people, zip(*runs, strict=True), strict=True):
        found[person.number] = _range(column, snapshot.now)
    return found


def shown(found: Range, now: float) -> tuple[float, float]:
    """Return the range as times of day on the grid of five minutes, at least five minutes apart."""
    first, last = (round((now + bound) / STEP_SECONDS) * STEP_SECONDS for bound in (found.low, found.high))
    middle = now + found.middle
    first = min(first, math.floor(middle / STEP_SECONDS) * STEP_SECONDS)
    last = max(last, math.ceil(middle / STEP_SECONDS) * STEP_SECONDS, first + STEP_SECONDS)
    return float(first), float(last)


def _range(column: Sequence[float], now: float) -> Range:
    ordered = sorted(column)

    def at(share: float) -> float:
        upper = round(share * RUNS)
        return max(0.0, (ordered[upper - 1] + ordered[upper]) / 2 - now)

    return Range(at(0.1), at(0.9), at(0.5))


# ---- drawing -----------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=4096)
def _scale(seed: int, name: str) -> tuple[int, ...]:
    """Return 0 to RUNS-1 shuffled, for one drawer."""
    bits = hashlib.shake_128(f"{seed}/{name}".encode()).digest(4 * RUNS)
    keys = [bits[4 * run : 4 * run + 4] for run in range(RUNS)]
    return tuple(sorted(range(RUNS), key=keys.__getitem__))


@functools.lru_cache(maxsize=1)
def _normal() -> tuple[float, ...]:
    normal = statistics.NormalDist()
    return tuple(normal.inv_cdf((rank + 0.5) / RUNS) for rank in range(RUNS))


def _factors(error: float, seed: int, service: str) -> tuple[float, ...]:
    """Return by what the mean of the pool may be wrong, for each run, normally distributed."""
    normal = _normal()
    return tuple(max(_LEAST_FACTOR, 1 + error * normal[rank]) for rank in _scale(seed, f"mean/{service}"))


def _stays(
    person: Waiting, snapshot: Snapshot, factors: Mapping[str, tuple[float, ...]], seed: int
) -> list[float] | tuple[float, ...]:
    """Return how long the person keeps a room, for each run."""
    if person.asks:
        return (0.0,) * RUNS
    lost = 0.0 if person.expected else snapshot.lost
    table = _quantiles(snapshot.pools[person.service].stays, person.comes, lost)
    scale = _scale(seed, f"stay/{person.number}")
    return [table[rank] * factor for rank, factor in zip(scale, factors[person.service], strict=True)]


@functools.lru_cache(maxsize=64)
def _quantiles(stays: tuple[float, ...], comes: float, lost: float) -> tuple[float, ...]:
    """Return RUNS evenly spread values of the pool; the share that does not come keeps the room for `lost`."""
    gone = round(RUNS * (1 - comes))
    there = RUNS - gone
    return (lost,) * gone + tuple(stays[int((rank + 0.5) / there * len(stays))] for rank in range(there))


def _frees(room: Room, index: int, snapshot: Snapshot, seed: int) -> list[tuple[float, int]]:
    """Return when the room can call somebody, for each run."""
    now = snapshot.now
    first = max(now, room.free)
    if room.service is None:
        return [(first, index)] * RUNS
    elapsed = max(0.0, now - room.since)
    stays = snapshot.pools[room.service].stays
    rest = _rest([stay - elapsed for stay in stays if stay > elapsed], statistics.fmean(stays))
    return [(max(first, now + rest[rank]), index) for rank in _scale(seed, f"room/{index}")]


def _rest(longer: Sequence[float], mean: float) -> list[float]:
    """Return RUNS lengths of the rest of a stay: as in the pool, and, as one more, a mean stay without memory.

    The fewer of the pool stayed that long, the less they tell: whoever stays longer than all may stay long.
    """
    free = max(1, RUNS // (len(longer) + 1))
    known = RUNS - free if longer else 0
    free = RUNS - known
    rest = [longer[rank * len(longer) // known] for rank in range(known)]
    return sorted([*rest, *(-mean * math.log(1 - (rank + 0.5) / free) for rank in range(free))])


# ---- playing -----------------------------------------------------------------------------------------------------


class _Line:
    """Who can be called by whom, the same for all runs."""

    def __init__(self, snapshot: Snapshot, people: Sequence[Waiting]) -> None:
        kinds = list(dict.fromkeys((person.service, person.only) for person in people))
        self._count = len(people)
        self._in_a_row, self._passed = snapshot.in_a_row, snapshot.passed
        self._serves = [
            [kind for kind, (service, only) in enumerate(kinds) if service in room.serves and only in {None, room.name}]
            for room in snapshot.rooms
        ]
        self._walkers: list[list[int]] = [[] for _ in kinds]
        dated: list[list[tuple[float, int]]] = [[] for _ in kinds]
        for index, person in enumerate(people):
            kind = kinds.index((person.service, person.only))
            if person.due is None:
                self._walkers[kind].append(index)
            else:
                dated[kind].append((person.due, index))
        self._dated = [sorted(line) for line in dated]
        for walkers, line in zip(self._walkers, self._dated, strict=True):
            walkers.append(self._count)
            line.append((_NEVER, self._count))

    def play(self, frees: Sequence[tuple[float, int]], stays: Sequence[float]) -> list[float]:
        """Return when each person is called in one run."""
        walkers, dated, none = self._walkers, self._dated, self._count
        walked, met, passed = [0] * len(walkers), [0] * len(dated), self._passed
        starts = [_NEVER] * none
        rooms = list(frees)
        heapify(rooms)
        while rooms:
            time, room = rooms[0]
            first, soonest, line, diary = none, (_NEVER, none), 0, 0
            for service in self._serves[room]:
                if walkers[service][walked[service]] < first:
                    first, line = walkers[service][walked[service]], service
                if dated[service][met[service]] < soonest:
                    soonest, diary = dated[service][met[service]], service
            if soonest[0] <= time and not (soonest[0] and passed >= self._in_a_row and first < none):
                passed += first < none and soonest[0] > 0
                met[diary] += 1
                first = soonest[1]
            elif first < none:
                walked[line] += 1
                passed = 0
            elif soonest[0] < _NEVER:
                heapreplace(rooms, (soonest[0], room))
                continue
            else:
                heappop(rooms)
                continue
            starts[first] = time
            if stays[first] > 0:
                heapreplace(rooms, (time + stays[first], room))
        return starts
