"""What others see of a day: place, board, site, reception. Pure functions of the state, the site and the time."""

from __future__ import annotations

import datetime as dt

from telemed import api
from telemed.hub import estimate, opening
from telemed.hub.queue import HelpCall, Person, State
from telemed.hub.site import SiteConfig

BOARD_WAITING = 60
"""Waiting numbers that a board is told of."""


class Rooms:
    """Who is before whom: two services compete when a room serves both. Made once from the configuration."""

    def __init__(self, site: SiteConfig) -> None:
        serves = [frozenset(room.serves) for room in site.rooms]
        self._rivals = {
            counter.id: frozenset().union(*[room for room in serves if counter.id in room]) for counter in site.counters
        }
        self._rooms = {room.name: frozenset(room.serves) for room in site.rooms}

    def rivals(self, service: str) -> frozenset[str]:
        """Return the services whose people are served by the same rooms, itself included."""
        return self._rivals.get(service, frozenset((service,)))

    def serving(self, service: str) -> tuple[str, ...]:
        """Return the rooms that serve a service."""
        return tuple(name for name, serves in self._rooms.items() if service in serves)


def ahead(state: State, number: int, rooms: Rooms) -> int:
    """Return how many people wait before this number for a room it can be called to; 0 when it does not wait."""
    people = state.people
    rivals = rooms.rivals(people[number].service)
    count = 0
    for other in state.waiting:
        if other == number:
            return count
        if people[other].service in rivals:
            count += 1
    return 0


def place(state: State, number: int, rooms: Rooms) -> api.Place | None:
    """Return where a number of today stands; None for an unknown one."""
    person = state.people.get(number)
    if person is None:
        return None
    room = person.room if person.state in {"called", "serving", "parked"} else None
    return api.Place(number, person.state, ahead(state, number, rooms), room)


def help_view(call: HelpCall) -> api.Help:
    """Return a call for help as the public interface shows it."""
    return api.Help(call.id, call.terminal, call.state, call.at, call.minutes)


def site_view(state: State, site: SiteConfig, local: dt.datetime) -> api.Site:
    """Return what every welcome screen shows."""
    until = state.helper_until
    shown = None
    if until is not None and until > local.timestamp():
        shown = f"{dt.datetime.fromtimestamp(until, local.tzinfo):%H:%M}"
    counters = tuple(api.Counter(counter.id, counter.title) for counter in site.counters)
    return api.Site(site.name, site.phone, site.hours.days(), counters, shown, len(state.waiting))


def is_open(state: State, site: SiteConfig, local: dt.datetime) -> bool:
    """Say whether people are served: by the hours, or because somebody is still waiting or being served."""
    return (
        site.numbers_outside_hours
        or opening.is_open(site.hours.days(), local)
        or bool(state.waiting)
        or bool(state.active)
    )


def board(state: State, site: SiteConfig, rooms: Rooms, version: int, local: dt.datetime) -> api.Board:
    """Return all that a waiting-room screen may know; no service is in it."""
    now = local.timestamp()
    called = [person for person in map(state.people.__getitem__, state.active.values()) if person.state == "called"]
    calls = sorted((_call(person) for person in called), key=lambda call: -call.at)
    waiting = tuple(_next(state, rooms, number, now) for number in state.waiting[:BOARD_WAITING])
    delays = tuple(api.Delay(room, minutes) for room, minutes in sorted(state.delays.items()))
    return api.Board(site.name, now, version, tuple(calls), waiting, delays, is_open(state, site, local))


def _call(person: Person) -> api.Call:
    return api.Call(person.number, person.room or "", person.called_at, person.repeat)


def _next(state: State, rooms: Rooms, number: int, now: float) -> api.Next:
    service = state.people[number].service
    able = [room for room in rooms.serving(service) if state.durations.get(room)]
    durations = [seconds for room in able for seconds in state.durations[room]]
    wait = estimate.waits(durations, len(able), ahead(state, number, rooms))
    if wait is None:
        return api.Next(number)
    start = now - now % 60  # The same for a whole minute, so that a board does not flicker.
    return api.Next(number, start + wait[0], start + wait[1])
