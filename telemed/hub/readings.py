"""What others see of a day: place, board, site, reception. Pure functions of the state, the site and the time."""

from __future__ import annotations

import datetime as dt
import itertools

from telemed import api, hours
from telemed.hub import opening
from telemed.hub.closing import ClosedDays
from telemed.hub.queue import THERE, WAITS, HelpCall, Person, State, order
from telemed.hub.site import SiteConfig
from telemed.hub.waits import Times, Waits

BOARD_WAITING = 60
"""Waiting numbers that a board is told of."""

GRACE_SECONDS = 2 * 3600
"""So long after closing, and so long after the last thing that happened, the day is over."""

NONE = ClosedDays()
"""No day is closed against the hours."""

_PUBLIC: dict[api.TicketState, api.PlaceState] = {
    "waiting": "waiting",
    "interrupted": "waiting",
    "called": "called",
    "serving": "serving",
    "measuring": "serving",
    "ready": "serving",
    "in_call": "serving",
    "parked": "parked",
    "missed": "missed",
    "done": "done",
    "left": "left",
    "expired": "left",
}


class Rooms:
    """Who is before whom: two services compete when a room serves both. Made once from the configuration."""

    def __init__(self, site: SiteConfig) -> None:
        serves = [frozenset(room.serves) for room in site.rooms]
        self._rivals = {
            counter.id: frozenset().union(*[room for room in serves if counter.id in room]) for counter in site.counters
        }
        self._rooms = {room.name: frozenset(room.serves) for room in site.rooms}

    @property
    def count(self) -> int:
        """How many rooms there are."""
        return len(self._rooms)

    def rivals(self, service: str) -> frozenset[str]:
        """Return the services whose people are served by the same rooms, itself included."""
        return self._rivals.get(service, frozenset((service,)))

    def serving(self, service: str) -> tuple[str, ...]:
        """Return the rooms that serve a service."""
        return tuple(name for name, serves in self._rooms.items() if service in serves)

    def services(self, room: str) -> frozenset[str]:
        """Return the services of a room."""
        return self._rooms.get(room, frozenset())


class Ahead:
    """How many people are called before a number at one moment; each line is worked out once for all who are in it."""

    def __init__(self, state: State, rooms: Rooms, now: float) -> None:
        self._state, self._rooms, self._now = state, rooms, now
        self._lines: dict[tuple[str, str | None], tuple[int, ...]] = {}

    def of(self, number: int) -> int:
        """Return how many are called before this number to a room it can be called to; 0 when it does not wait."""
        person = self._state.people.get(number)
        if person is None or person.state not in WAITS:
            return 0
        kind = person.service, person.only
        if kind not in self._lines:
            self._lines[kind] = line(self._state, person, self._rooms, self._now)
        return self._lines[kind].index(number)


def ahead(state: State, number: int, rooms: Rooms, now: float) -> int:
    """Return how many are called before one number; see `Ahead`."""
    return Ahead(state, rooms, now).of(number)


def line(state: State, person: Person, rooms: Rooms, now: float) -> tuple[int, ...]:
    """Return who is called to the same rooms as a waiting person, itself included, in the order of calling."""
    if person.only is not None:
        return order(state, now, rooms.services(person.only), person.only)
    return tuple(
        number
        for number in order(state, now, rooms.rivals(person.service))
        if (only := state.people[number].only) is None or person.service in rooms.services(only)
    )


def place(
    state: State, number: int, rooms: Rooms, now: float, waits: Waits | None = None, zone: dt.tzinfo | None = None
) -> api.Place | None:
    """Return where a number of today stands; None for an unknown one. It tells nothing that not every service has."""
    person = state.people.get(number)
    if person is None:
        return None
    room = person.room if person.state in {"called", "parked"} | THERE else None
    times = waits.times_of(person) if waits is not None and person.state in WAITS else None
    return api.Place(number, _PUBLIC[person.state], ahead(state, number, rooms, now), room, *clock_times(times, zone))


def clock_times(times: Times | None, zone: dt.tzinfo | None) -> tuple[str, str] | tuple[None, None]:
    """Return a range as two local times `HH:MM`."""
    if times is None:
        return None, None
    first, last = (f"{dt.datetime.fromtimestamp(at, zone):%H:%M}" for at in times)
    return first, last


def help_view(call: HelpCall) -> api.Help:
    """Return a call for help as the public interface shows it."""
    return api.Help(call.id, call.terminal, call.state, call.at, call.minutes)


def site_view(
    state: State, site: SiteConfig, local: dt.datetime, waits: Waits | None = None, shut: ClosedDays = NONE
) -> api.Site:
    """Return what every welcome screen shows."""
    until = state.helper_until
    shown = None
    if until is not None and until > local.timestamp():
        shown = f"{dt.datetime.fromtimestamp(until, local.tzinfo):%H:%M}"
    counters = tuple(
        api.Counter(counter.id, counter.title, waits.minutes_for(counter.id) if waits is not None else None)
        for counter in site.counters
    )
    return api.Site(
        site.name, site.phone, site.hours.days(), counters, shown, len(state.waiting), shut.closed, shut.holidays
    )


def is_open(state: State, site: SiteConfig, local: dt.datetime, shut: ClosedDays = NONE) -> bool:
    """Say whether people are served: by the hours, or because somebody is still waiting or being served."""
    return is_open_by_hours(site, local, shut) or bool(state.waiting) or bool(state.active)


def is_open_by_hours(site: SiteConfig, local: dt.datetime, shut: ClosedDays = NONE) -> bool:
    """Say whether the office is open by its hours, on a day that is not closed against them."""
    if shut.why(local.date()) is not None:
        return False
    return site.numbers_outside_hours or hours.is_open(site.hours.days(), shut.closed, local)


def gives_numbers(state: State, site: SiteConfig, local: dt.datetime, shut: ClosedDays = NONE) -> bool:
    """Say whether a terminal gives numbers; on a closed day it gives none, whoever still waits."""
    return shut.why(local.date()) is None and is_open(state, site, local, shut)


def is_over(state: State, site: SiteConfig, local: dt.datetime, shut: ClosedDays = NONE) -> bool:
    """Say whether the day is over: long closed, and nothing has happened to a number for long.

    A day that was closed early is over when it would have been: whoever waits is still served.
    """
    spans = opening.spans_of(site.hours.days(), local.weekday())
    if site.numbers_outside_hours or not spans or is_open_by_hours(site, local, shut):
        return False
    now = local.timestamp()
    closed = local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    closed += 60 * max(opening.minutes(span.closes) for span in spans)
    last = max((person.since for person in state.people.values()), default=0.0)
    return now - max(closed, last) >= GRACE_SECONDS


def board(
    state: State,
    site: SiteConfig,
    rooms: Rooms,
    version: int,
    local: dt.datetime,
    waits: Waits | None = None,
    shut: ClosedDays = NONE,
) -> api.Board:
    """Return all that a waiting-room screen may know; no service is in it."""
    now = local.timestamp()
    called = [person for person in map(state.people.__getitem__, state.active.values()) if person.state == "called"]
    calls = sorted((_call(person) for person in called), key=lambda call: -call.at)
    numbers = itertools.islice(order(state, now), BOARD_WAITING)
    waiting = tuple(_next(state.people[number], waits, rooms) for number in numbers)
    delays = tuple(api.Delay(room, minutes) for room, minutes in sorted(state.delays.items()))
    names = tuple(room.name for room in site.rooms)
    return api.Board(site.name, now, version, tuple(calls), waiting, delays, is_open(state, site, local, shut), names)


def _call(person: Person) -> api.Call:
    return api.Call(person.number, person.room or "", person.called_at, person.repeat)


def called_to(person: Person, rooms: Rooms) -> tuple[str, ...]:
    """Return the rooms a waiting person may be called to; empty for all there are, which tells a board the same."""
    able = (person.only,) if person.only is not None else rooms.serving(person.service)
    return () if len(able) == rooms.count else able


def _next(person: Person, waits: Waits | None, rooms: Rooms) -> api.Next:
    times, to = waits.times_of(person) if waits is not None else None, called_to(person, rooms)
    return api.Next(person.number, rooms=to) if times is None else api.Next(person.number, *times, to)
