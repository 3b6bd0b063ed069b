"""What staff see for one room. Pure: made from the day's state, the site and the time."""

from __future__ import annotations

import datetime as dt

import msgspec

from telemed.hub import opening
from telemed.hub.fleet import Terminal
from telemed.hub.messages import Priority
from telemed.hub.queue import Person, RoomState, State, order
from telemed.hub.site import SiteConfig


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


class Now(msgspec.Struct, frozen=True):
    """The number in the chosen room; `minutes` since the last call or since service began."""

    number: int
    state: str
    title: str
    minutes: int
    repeat: int


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

    @property
    def for_me(self) -> int:
        """How many wait for the chosen room."""
        return sum(row.mine for row in self.waiting)


def reception(state: State, site: SiteConfig, room: str, terminals: list[Terminal], local: dt.datetime) -> Reception:
    """Make the view for a room of the site."""
    now = local.timestamp()
    services = site.services_of(room) or frozenset()

    def row(person: Person) -> Row:
        mark = f"{person.ticket}.{person.since}"
        mine = person.service in services and person.only in {None, room}
        title, minutes = site.title_of(person.service), _minutes(now - person.since)
        due = None if person.due is None else f"{dt.datetime.fromtimestamp(person.due, local.tzinfo):%H:%M}"
        broken = person.state == "interrupted"
        return Row(person.number, title, minutes, mine, person.room, mark, due, person.priority, broken)

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
    )


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
