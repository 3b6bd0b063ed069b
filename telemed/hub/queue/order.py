"""Who is next, and why: the one place that knows the order of calling. Pure.

Source of the rules: `docs/decisions/0052-who-is-next-and-why.md`. Everything that says *next*, *ahead* or *position*
asks here, and so does the decision that calls; what is explained is therefore what happens.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from typing import Literal

import msgspec

from telemed.hub.messages import Priority
from telemed.hub.queue.state import Person, State

Rule = Literal["interrupted", "returned", "priority", "balance", "appointment", "arrival", "early"]
"""Why a person stands where it stands, from the first reason to the last.

`interrupted`: was in the room and is to go on. `returned`: was called before. `priority`: for a reason given by staff.
`appointment`: its time has come. `balance`: enough with an appointment have passed those without one. `arrival`: waits
longest. `early`: the appointment is later, and nobody else waits.
"""

Ranked = tuple[int, Rule]


class Reason(msgspec.Struct, frozen=True):
    """Why `number` is the next one for a room; None: nobody waits for it.

    `earlier` are those who wait for the room, too, and came before it. `due` is the time of its appointment, `passed`
    the number of appointments that passed those without one. `dirty`: the room has to be cleaned first.
    """

    number: int | None
    rule: Rule | None
    earlier: tuple[int, ...] = ()
    since: float = 0.0
    due: float | None = None
    priority: Priority | None = None
    passed: int = 0
    only: bool = False
    dirty: bool = False


def order(state: State, now: float, services: frozenset[str] | None = None, room: str | None = None) -> tuple[int, ...]:
    """Return the waiting numbers in the order of calling at `now`.

    Only those for `services` if given, and without those who are to be called to another room than `room`, if given.
    For one room this is exactly what *next* will do; over all rooms it is the order if one room called everybody.
    """
    return tuple([number for number, _ in ranking(state, now, services, room)])


def why(state: State, room: str, services: frozenset[str], now: float) -> Reason:
    """Explain who is the next one for a room."""
    dirty = room in state.dirty
    ranked = ranking(state, now, services, room)
    if not ranked:
        return Reason(None, None, dirty=dirty)
    number, rule = ranked[0]
    person = state.people[number]
    earlier = sorted((other for n, _ in ranked if (other := state.people[n]).arrival < person.arrival), key=_arrival)
    return Reason(
        number,
        rule,
        tuple([other.number for other in earlier]),
        person.since,
        person.due,
        person.priority,
        state.passed.get(person.service, 0),
        person.only is not None,
        dirty,
    )


def ranking(state: State, now: float, services: frozenset[str] | None = None, room: str | None = None) -> list[Ranked]:
    """Return the waiting numbers in the order of calling, each with the rule that put it there."""
    people = [person for person in map(state.people.__getitem__, state.waiting) if _callable(person, services, room)]
    interrupted: list[Person] = []
    front: list[Person] = []
    priority: list[Person] = []
    due: list[Person] = []
    early: list[Person] = []
    walk: list[Person] = []
    behind: dict[int, list[Person]] = {}
    joined = {person.joined for person in people} if any(person.behind for person in people) else ()
    for person in people:
        if person.state == "interrupted":
            interrupted.append(person)
        elif person.behind in joined:
            behind.setdefault(person.behind, []).append(person)
        elif person.returned:
            front.append(person)
        elif person.priority is not None:
            priority.append(person)
        elif person.due is None:
            walk.append(person)
        else:
            (due if person.due <= now else early).append(person)
    ranked: list[Ranked] = [(person.number, "interrupted") for person in interrupted]
    following: list[Ranked] = [(person.number, "priority") for person in sorted(priority, key=_arrival)]
    following += _balanced(state, sorted(due, key=_turn), sorted(walk, key=_arrival))
    following += [(person.number, "early") for person in sorted(early, key=_turn)]
    if not front and not behind:
        return ranked + following
    return _with_returned(state, ranked, following, front, behind)


def _callable(person: Person, services: frozenset[str] | None, room: str | None) -> bool:
    if services is not None and person.service not in services:
        return False
    return room is None or person.only is None or person.only == room


def _arrival(person: Person) -> int:
    return person.arrival


def _turn(person: Person) -> tuple[float, int]:
    """Appointments are ordered by when they were both due and here: who comes late does not push others aside."""
    return max(person.due or 0.0, person.came), person.arrival


def _balanced(state: State, due: list[Person], walk: list[Person]) -> Iterator[Ranked]:
    """Put appointments first, but after `in_a_row` of them the longest waiting person without one of a passed service.

    Looks ahead with the counts that calling would leave behind, all by one room.
    """
    if not due:
        yield from ((person.number, "arrival") for person in walk)
        return
    waiting = Counter(person.service for person in walk)
    passed = {service: state.passed.get(service, 0) for service in waiting}
    agreed, most = deque(due), state.rules.in_a_row
    while agreed and walk:
        if max(passed.values()) < most:
            passed = {service: count + 1 for service, count in passed.items()}
            yield agreed.popleft().number, "appointment"
            continue
        owed = next(person for person in walk if passed[person.service] >= most)
        walk.remove(owed)
        waiting[owed.service] -= 1
        passed = {service: 0 for service in passed if waiting[service]}
        yield owed.number, "balance"
    yield from ((person.number, "appointment") for person in agreed)
    yield from ((person.number, "arrival") for person in walk)


def _with_returned(
    state: State,
    interrupted: list[Ranked],
    following: list[Ranked],
    front: list[Person],
    behind: dict[int, list[Person]],
) -> list[Ranked]:
    """Put those who were called before at the front; some as soon as the one they wait behind has been called."""
    ranked: list[Ranked] = []

    def emit(one: Ranked) -> None:
        ranked.append(one)
        freed = behind.get(state.people[one[0]].joined)
        if freed:
            front.extend(freed)
            front.sort(key=lambda person: state.waiting.index(person.number))

    for one in interrupted:
        emit(one)
    for following_one in (*following, None):
        while front:
            emit((front.pop(0).number, "returned"))
        if following_one is not None:
            emit(following_one)
    return ranked
