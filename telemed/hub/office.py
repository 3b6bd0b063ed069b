"""What terminals and staff can ask of a site, independent of how they ask (HTTP interface, page)."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Literal

import msgspec

from telemed import api
from telemed.hub import messages as m
from telemed.hub import opening, readings
from telemed.hub.clock import Calendar
from telemed.hub.closing import ClosedDays
from telemed.hub.codes import ticket_code
from telemed.hub.desk import Desk, Outcome
from telemed.hub.errors import HubError
from telemed.hub.fleet import Terminal
from telemed.hub.messages import Refused
from telemed.hub.queue import OVER, Reason, State, why
from telemed.hub.reception import Reception, reception
from telemed.hub.site import SiteConfig
from telemed.hub.waits import Expected, Times, Waits, nobody

RoomAction = Literal[
    "recall", "insist", "serve", "park", "resume", "missed", "done", "measuring", "ready", "in-call", "interrupt"
]

_ROOM_ACTIONS: dict[RoomAction, Callable[[str, int], m.Command]] = {
    "recall": m.Recall,
    "insist": lambda room, number: m.Recall(room, number, insist=True),
    "serve": m.Serve,
    "park": m.Park,
    "resume": m.Resume,
    "missed": m.MarkMissed,
    "done": m.Finish,
    "measuring": lambda room, number: m.SetStage(room, number, "measuring"),
    "ready": lambda room, number: m.SetStage(room, number, "ready"),
    "in-call": lambda room, number: m.SetStage(room, number, "in_call"),
    "interrupt": m.Interrupt,
}


Shut = Callable[[dt.date], ClosedDays]
"""Gives the days from a day on that are closed against the hours."""

_CLOSED = {
    None: "Das Büro ist gerade geschlossen.",
    "closed": "Das Büro ist heute geschlossen.",
    "holiday": "Heute ist Feiertag. Das Büro ist geschlossen.",
}


def _no_day(_today: dt.date) -> ClosedDays:
    return readings.NONE


def _digest(*parts: object) -> bytes:
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).digest()


class Office:
    """Commands and readings of one site.

    `secret` (32 bytes) makes the codes on tickets; `expected` gives the appointments that have not come yet,
    `shut` the days from a day on that are closed against the hours.
    """

    def __init__(
        self,
        site: SiteConfig,
        desk: Desk[State, m.Command, m.Event],
        calendar: Calendar,
        secret: bytes,
        expected: Expected = nobody,
        shut: Shut = _no_day,
    ) -> None:
        self.site = site
        self.rooms = readings.Rooms(site)
        self._desk = desk
        self._calendar = calendar
        self._secret = secret
        self._expected = expected
        self._shut = shut
        self._waits = Waits(site)
        self._services = frozenset(counter.id for counter in site.counters)

    # ---- readings ----------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """Today's state; a day that has just begun is empty even before its first command.

        After a jump of the clock to another day it is the state of before: nobody is to vanish from the page.
        """
        view = self._desk.view
        try:
            today = self._calendar.today()
        except HubError:
            return view.state
        return view.state if view.day == today else State(view.state.rules)

    def local(self) -> dt.datetime:
        """Return the site's local time."""
        return self._calendar.local(self._calendar.now())

    def place(self, number: int) -> api.Place | None:
        """Return where a number of today stands."""
        waits, local = self._estimated(), self.local()
        return readings.place(self.state, number, self.rooms, local.timestamp(), waits, local.tzinfo)

    def ahead(self) -> readings.Ahead:
        """Return how many are called before each number now; for many at once."""
        return readings.Ahead(self.state, self.rooms, self._calendar.now())

    def help(self, help_id: str) -> api.Help | None:
        """Return a call for help of today."""
        call = self.state.helps.get(help_id)
        return readings.help_view(call) if call else None

    def site_view(self) -> api.Site:
        """Return what every welcome screen shows."""
        local = self.local()
        return readings.site_view(self.state, self.site, local, self._estimated(), self._shut(local.date()))

    def board(self) -> api.Board:
        """Return what a waiting-room screen shows."""
        version, waits, local = self._desk.view.version, self._estimated(), self.local()
        return readings.board(self.state, self.site, self.rooms, version, local, waits, self._shut(local.date()))

    def _estimated(self) -> Waits:
        """Return the waiting times, estimated again where it is time."""
        self._waits.refresh(self.state, self._calendar.now(), self._expected)
        return self._waits

    def _times_of(self, state: State, number: int) -> Times | None:
        """Estimate anew for somebody who does not stand where a newcomer would."""
        waits = Waits(self.site)
        waits.refresh(state, self._calendar.now(), self._expected)
        return waits.times_of(state.people[number])

    def reception(self, room: str, terminals: list[Terminal]) -> Reception:
        """Return what staff see for a room of the site."""
        return reception(self.state, self.site, room, terminals, self.local(), self._estimated())

    def why(self, room: str) -> Reason | None:
        """Explain who is the next one for a room; None for an unknown room."""
        services = self.site.services_of(room)
        return None if services is None else why(self.state, room, services, self._calendar.now())

    def code(self, ticket: str) -> str:
        """Return the secret printed on a ticket."""
        return ticket_code(self._secret, ticket)

    def page(self, ticket: str) -> str | None:
        """Return the public address of a ticket's status page; None where the site has none."""
        address = self.site.public.url
        return f"{address}/t/{self.code(ticket)}" if address else None

    # ---- terminals ---------------------------------------------------------------------------------------------

    async def take(
        self,
        who: str,
        key: str,
        service: str,
        *,
        due: float | None = None,
        appointment: str | None = None,
        priority: m.Priority | None = None,
        by_staff: bool = False,
    ) -> Outcome:
        """Take a number for a service; the answer is a `Ticket`. Raises `HubError`, as all commands do.

        `due` is the agreed time of the appointment with that id, whose person is expected also after hours. What is
        taken `by_staff` is given whatever the hours say: who works there decides.
        """
        if service not in self._services:
            return Refused("not-found", "Dieses Angebot gibt es hier nicht.")
        self._calendar.today()  # A clock that jumped is to be named, not to be taken for closing time.
        refused = None if appointment is not None or by_staff else self._closed()
        if refused is not None:
            return await self.answered_before(who, key) or refused
        ticket = secrets.token_hex(8)
        special = () if (due, priority, appointment) == (None, None, None) else (due, priority, appointment)
        newcomer = None if special else self._estimated().times_for(service)
        local = self.local()

        def answer(state: State) -> api.Ticket:
            number = next(n for n in reversed(state.waiting) if state.people[n].ticket == ticket)
            before = readings.ahead(state, number, self.rooms, self._calendar.now())
            found = self._times_of(state, number) if special else newcomer
            times = readings.clock_times(found, local.tzinfo)
            return api.Ticket(ticket, number, self.code(ticket), before, self.page(ticket), *times)

        command = m.TakeNumber(ticket, service, due, priority, appointment)
        return await self._desk.do(command, answer, f"{who}:{key}", _digest("take", service, *special))

    def _closed(self) -> Refused | None:
        """Say why terminals give no numbers now; None when they do."""
        local = self.local()
        shut = self._shut(local.date())
        if readings.gives_numbers(self.state, self.site, local, shut):
            return None
        return Refused("closed", _CLOSED[shut.why(local.date())])

    async def answered_before(self, who: str, key: str) -> Outcome | None:
        """Return what was answered to a key before: a number taken just before closing is told again after it."""
        return await self._desk.first_answer(f"{who}:{key}")

    async def leave(self, who: str, key: str, number: int, code: str) -> Outcome:
        """Give a number back; the answer is its `Place`."""
        person = self.state.people.get(number)
        if person is None or not hmac.compare_digest(self.code(person.ticket).encode(), code.encode()):
            return Refused("not-found", "Diese Nummer gibt es heute nicht.")
        command = m.Leave(number, person.ticket)
        return await self._desk.do(command, self._place_of(number), f"{who}:{key}", _digest("leave", number))

    async def call_help(self, who: str, key: str) -> Outcome:
        """Call for help at a terminal; the answer is a `Help`, the open one if there is one."""

        def answer(state: State) -> api.Help:
            call = next(call for call in reversed(list(state.helps.values())) if call.terminal == who)
            return readings.help_view(call)

        return await self._desk.do(m.CallHelp(secrets.token_hex(8), who), answer, f"{who}:{key}", _digest("help"))

    async def withdraw_help(self, who: str, help_id: str) -> Outcome:
        """Take a call for help back; the answer is a `Help`. One that is over already is told as it is."""
        done = await self._desk.do(m.EndHelp(help_id, "withdrawn", who), self._help_of(help_id))
        known = self.help(help_id)
        if isinstance(done, Refused) and done.reason == "conflict" and known is not None:
            return msgspec.json.encode(known)
        return done

    # ---- staff -------------------------------------------------------------------------------------------------

    async def call_next(self, who: str, key: str, room: str, finishes: int | None) -> Outcome:
        """Call the next number into a room; the answer is a `Turn`."""
        services = self.site.services_of(room)
        if services is None:
            return _no_room()
        command = m.CallNext(room, services, finishes)
        return await self._desk.do(command, self._turn_of(room), self._key(who, key), _digest("next", room, finishes))

    async def in_room(self, who: str, key: str, action: RoomAction, room: str, number: int) -> Outcome:
        """Do something with a number in a room; the answer is a `Turn`."""
        if self.site.services_of(room) is None:
            return _no_room()
        command = _ROOM_ACTIONS[action](room, number)
        return await self._desk.do(command, self._turn_of(room), self._key(who, key), _digest(action, room, number))

    async def put_back(self, who: str, key: str, number: int) -> Outcome:
        """Let a person wait again near the front; the answer is a `Place`."""
        command = m.PutBack(number)
        return await self._desk.do(command, self._place_of(number), self._key(who, key), _digest("back", number))

    async def gone(self, who: str, key: str, number: int) -> Outcome:
        """Note that a waiting person went home; the answer is a `Place`."""
        command = m.Leave(number)
        return await self._desk.do(command, self._place_of(number), self._key(who, key), _digest("gone", number))

    async def prioritise(self, who: str, key: str, number: int, reason: m.Priority | None) -> Outcome:
        """Put a waiting person before others for a reason, or take that back; the answer is a `Place`."""
        command = m.Prioritise(number, reason)
        digest = _digest("priority", number, reason)
        return await self._desk.do(command, self._place_of(number), self._key(who, key), digest)

    async def transfer(
        self, who: str, key: str, number: int, room: str | None, service: str | None, to: str | None
    ) -> Outcome:
        """Pass a person on to another service, another room, or both, with the same number; the answer is a `Place`.

        `room` is where the person is called to now, None for one that waits. Without `service` it stays what it was
        where the room `to` does that, too, or becomes the only thing that is done there.
        """
        services = self._services if to is None else self.site.services_of(to)
        if services is None or (room is not None and self.site.services_of(room) is None):
            return _no_room()
        if service is None:
            person = self.state.people.get(number)
            before = frozenset((person.service,)) if person else frozenset[str]()
            fitting = (services & before) or services
            if to is None or len(fitting) != 1:
                return Refused("bad-request", "Bitte wählen Sie, wofür die Person dort wartet.")
            (service,) = fitting
        elif service not in services:
            return Refused("not-found", "Dieses Angebot gibt es dort nicht.")
        command = m.Transfer(number, service, room, to)
        digest = _digest("transfer", number, room, service, to)
        return await self._desk.do(command, self._place_of(number), self._key(who, key), digest)

    async def room_clean(self, who: str, key: str, room: str) -> Outcome:
        """Note that a room has been cleaned; the answer is its `RoomStatus`."""
        if self.site.services_of(room) is None:
            return _no_room()
        command = m.CleanRoom(room)
        return await self._desk.do(command, self._status_of(room), self._key(who, key), _digest("clean", room))

    async def end_day(self) -> None:
        """End the day once it is over: numbers still open expire. Raises `HubError`."""
        state = self.state
        if any(person.state not in OVER for person in state.people.values()) and readings.is_over(
            state, self.site, self.local(), self._shut(self.local().date())
        ):
            await self._desk.do(m.EndDay(), _done)

    async def acknowledge(self, help_id: str, minutes: int) -> Outcome:
        """Say that somebody comes; the answer is a `Help`."""
        return await self._desk.do(m.AcknowledgeHelp(help_id, minutes), self._help_of(help_id))

    async def help_done(self, help_id: str) -> Outcome:
        """Say that help was given; the answer is a `Help`."""
        return await self._desk.do(m.EndHelp(help_id, "done"), self._help_of(help_id))

    async def helper(self, until: str | None) -> Outcome:
        """Say until when today (`HH:MM`) somebody helps; None for nobody. The answer is `Done`."""
        at = None
        if until is not None:
            try:
                minute = opening.minutes(until)
            except ValueError:
                return Refused("bad-request", "Eine Uhrzeit sieht so aus: 16:30.")
            local = self.local()
            midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
            at = (midnight.replace(tzinfo=None) + dt.timedelta(minutes=minute)).replace(tzinfo=local.tzinfo).timestamp()
            if at <= local.timestamp():
                return Refused("bad-request", f"{until} Uhr ist heute schon vorbei.")
        return await self._desk.do(m.SetHelper(at), _done)

    async def delay(self, room: str, minutes: int) -> Outcome:
        """Announce that a room runs late; 0 takes it back. The answer is `Done`."""
        if self.site.services_of(room) is None:
            return _no_room()
        return await self._desk.do(m.SetDelay(room, minutes), _done)

    # ---- answers -----------------------------------------------------------------------------------------------

    @staticmethod
    def _key(who: str, key: str) -> str:
        return f"staff/{who}:{key}" if key else ""

    def _place_of(self, number: int) -> Callable[[State], api.Place]:
        def answer(state: State) -> api.Place:
            local = self.local()
            found = readings.place(state, number, self.rooms, local.timestamp(), self._waits, local.tzinfo)
            assert found is not None
            return found

        return answer

    @staticmethod
    def _help_of(help_id: str) -> Callable[[State], api.Help]:
        return lambda state: readings.help_view(state.helps[help_id])

    @staticmethod
    def _status_of(room: str) -> Callable[[State], api.RoomStatus]:
        return lambda state: api.RoomStatus(room, state.room(room))

    @staticmethod
    def _turn_of(room: str) -> Callable[[State], api.Turn]:
        def answer(state: State) -> api.Turn:
            number = state.active.get(room)
            if number is None:
                return api.Turn(room)
            person = state.people[number]
            return api.Turn(room, number, person.state, person.repeat, person.ticket)

        return answer


def _done(_state: State) -> api.Done:
    return api.Done()


def _no_room() -> Refused:
    return Refused("not-found", "Diesen Raum gibt es hier nicht.")
