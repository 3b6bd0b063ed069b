"""What staff see for one room. Pure: made from the day's state, the site and the time."""

from __future__ import annotations

import datetime as dt

import msgspec

from telemed.hub import opening
from telemed.hub.fleet import Terminal
from telemed.hub.messages import Priority
from telemed.hub.queue import OVER, WAITS, Person, RoomState, State, order
from telemed.hub.readings import clock_times
from telemed.hub.site import SiteConfig
from telemed.hub.waits import Waits


class Row(msgspec.Struct, frozen=True):
    """A number in a list. `mine`: the chosen room serves it; `mark` changes with the person's state.

    `due` is the time of its appointment, `priority` the reason why it comes before others, `interrupted`: it was in the
    room already and goes on.
    """

    number: int
    title: str
    minutes: int
    mine: bool
    room: str | None
    mark: str
    due: str | None = None
    priority: Priority | None = None
    interrupted: bool = False
    called: tuple[str, str] | tuple[None, None] = (None, None)
    """Between which two times (`HH:MM`) it will probably be called, None when nobody can say."""


class Now(msgspec.Struct, frozen=True):
    """The number in the chosen room; `minutes` since the last call or since service began."""

    number: int
    state: str
    title: str
    minutes: int
    repeat: int


class Target(msgspec.Struct, frozen=True):
    """Where a number can be passed on to: another thing to do (`service`), in the room `to` only if that is set."""

    value: str
    title: str


class Chosen(msgspec.Struct, frozen=True):
    """A number that is looked at more closely: what can be done with it besides calling. `room`: it is called there."""

    number: int
    title: str
    room: str | None
    mark: str
    waits: bool
    priority: Priority | None
    targets: tuple[Target, ...]


class HelpRow(msgspec.Struct, frozen=True):
    """A running call for help; `left` is how many minutes of the promised time remain (negative: overdue)."""

    id: str
    terminal: str
    state: str
    minutes_ago: int
    left: int | None


class Elsewhere(msgspec.Struct, frozen=True):
    """Another room and its number."""

    room: str
    number: int


class Reception(msgspec.Struct, frozen=True):
    """All that the reception page shows."""

    room: str
    rooms: tuple[str, ...]
    turn: int
    room_state: RoomState
    now: Now | None
    waiting: tuple[Row, ...]
    parked: tuple[Row, ...]
    missed: tuple[Row, ...]
    elsewhere: tuple[Elsewhere, ...]
    helps: tuple[HelpRow, ...]
    helper_until: str | None
    helper_choices: tuple[str, ...]
    delay: int
    terminals: tuple[Terminal, ...]
    served: int
    joins: int
    """How often somebody joined the line today: what a button that gives numbers is known by."""

    @property
    def for_me(self) -> int:
        """How many wait for the chosen room."""
        return sum(row.mine for row in self.waiting)


def reception(
    state: State, site: SiteConfig, room: str, terminals: list[Terminal], local: dt.datetime, waits: Waits
) -> Reception:
    """Make the view for a room of the site."""
    now = local.timestamp()
    services = site.services_of(room) or frozenset()

    def row(person: Person) -> Row:
        mark = f"{person.ticket}.{person.since}"
        mine = person.service in services and person.only in {None, room}
        title, minutes = site.title_of(person.service), _minutes(now - person.since)
        due = None if person.due is None else f"{dt.datetime.fromtimestamp(person.due, local.tzinfo):%H:%M}"
        broken = person.state == "interrupted"
        times = waits.times_of(person) if person.state in WAITS else None
        called = clock_times(times, local.tzinfo)
        return Row(person.number, title, minutes, mine, person.room, mark, due, person.priority, broken, called)

    def rows(wanted: str) -> tuple[Row, ...]:
        found = [person for person in state.people.values() if person.state == wanted]
        return tuple(row(person) for person in sorted(found, key=lambda person: person.since))

    until = state.helper_until
    return Reception(
        room=room,
        rooms=tuple(known.name for known in site.rooms),
        turn=state.turns.get(room, 0),
        room_state=state.room(room),
        now=_now(state, site, room, now),
        waiting=tuple(row(state.people[number]) for number in order(state, now)),
        parked=rows("parked"),
        missed=rows("missed"),
        elsewhere=tuple(Elsewhere(*each) for each in sorted(state.active.items()) if each[0] != room),
        helps=_helps(state, now),
        helper_until=f"{dt.datetime.fromtimestamp(until, local.tzinfo):%H:%M}" if until and until > now else None,
        helper_choices=helper_choices(site, local),
        delay=state.delays.get(room, 0),
        terminals=tuple(terminals),
        served=sum(person.state == "done" for person in state.people.values()),
        joins=state.joins,
    )


def chosen(state: State, site: SiteConfig, number: int) -> Chosen | None:
    """Look at a number of today; None for one that nobody holds any more."""
    person = state.people.get(number)
    if person is None or person.state in OVER:
        return None
    anywhere = [
        Target(f"|{counter.id}", counter.title["de"]) for counter in site.counters if counter.id != person.service
    ]
    there = [
        Target(f"{room.name}|{service}", f"{room.name}: {site.title_of(service)}")
        for room in site.rooms
        for service in room.serves
        if room.name != person.room
    ]
    active = person.room if person.room is not None and state.active.get(person.room) == number else None
    title, waits = site.title_of(person.service), person.state in WAITS
    mark = f"{person.ticket}.{person.since}.{person.priority}"
    return Chosen(number, title, active, mark, waits, person.priority, (*anywhere, *there))


def helper_choices(site: SiteConfig, local: dt.datetime) -> tuple[str, ...]:
    """Return the times offered in one touch: the ends of today's opening hours, and one and two full hours from now."""
    now = local.hour * 60 + local.minute
    ends = {opening.minutes(span.closes) for span in opening.spans_of(site.hours.days(), local.weekday())}
    hours = {(local.hour + more) * 60 for more in (2, 3)}
    last = 23 * 60 + 59
    choices = sorted({min(end, last) for end in ends | hours if end > now})
    return tuple(f"{choice // 60:02d}:{choice % 60:02d}" for choice in choices)


def _minutes(seconds: float) -> int:
    return max(0, int(seconds // 60))


def _now(state: State, site: SiteConfig, room: str, now: float) -> Now | None:
    number = state.active.get(room)
    if number is None:
        return None
    person = state.people[number]
    since = person.called_at if person.state == "called" else person.since
    return Now(number, person.state, site.title_of(person.service), _minutes(now - since), person.repeat)


def _helps(state: State, now: float) -> tuple[HelpRow, ...]:
    running = [call for call in state.helps.values() if call.state in {"open", "acknowledged"}]
    return tuple(
        HelpRow(
            call.id,
            call.terminal,
            call.state,
            _minutes(now - call.at),
            None if call.minutes is None else call.minutes - _minutes(now - (call.acknowledged_at or call.at)),
        )
        for call in sorted(running, key=lambda call: (call.state != "open", call.at))
    )
