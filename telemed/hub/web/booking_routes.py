"""The public interface for appointments: free times, holds, booking, moving, cancelling, checking in."""

from __future__ import annotations

from typing import Any, Final

from litestar import Response, Router, delete, get, post

from telemed import api
from telemed import api_appointments as appointments
from telemed.hub.bookings import UNKNOWN, Bookings
from telemed.hub.clock import Clock
from telemed.hub.limits import Buckets, Limits
from telemed.hub.messages import Refused
from telemed.hub.web.answers import AnyRequest, answer, documented, refusal, value
from telemed.hub.web.auth import Auth
from telemed.hub.web.routes import BAD_KEY, Key, good_key

_TOO_MANY: Final = Refused("too-many", "Zu viele Anfragen von diesem Gerät.")
_GUESSING: Final = Refused(
    "too-many", "Zu viele falsche Nummern. Bitte warten Sie eine Minute oder fragen Sie am Empfang."
)


class Codes:
    """How often a terminal may name a code that does not exist: a code is a key, and keys are not to be tried out."""

    def __init__(self, bookings: Bookings, limits: Limits, clock: Clock) -> None:
        self._bookings = bookings
        self._wrong = Buckets(limits.codes)
        self._clock = clock

    def refused(self, who: str, code: str) -> Refused | None:
        """Say why this terminal may not use this code; None when it may. Right codes cost nothing."""
        if not self._wrong.left(who, self._clock.boot()):
            return _GUESSING
        if self._bookings.appointment(code) is None:
            self._wrong.take(who, self._clock.boot())
            return UNKNOWN
        return None


def booking_routes(bookings: Bookings, auth: Auth, limits: Limits, clock: Clock) -> Router:
    """Wire the routes."""
    codes = Codes(bookings, limits, clock)
    return Router(
        "/api/v1",
        route_handlers=[
            *_reading_routes(bookings, auth),
            *_holding_routes(bookings, auth, limits, clock),
            *_code_routes(bookings, auth, codes),
            *_changing_routes(bookings, auth, codes),
        ],
    )


def _reading_routes(bookings: Bookings, auth: Auth) -> list[Any]:
    @get("/bookable", guards=[auth.anyone_known], responses=documented(appointments.Offers))
    async def bookable() -> Response[bytes]:
        """Say what appointments can be made for."""
        return value(bookings.offers())

    @get("/slots", guards=[auth.anyone_known], responses=documented(appointments.Slots))
    async def slots(service: str, day: str) -> Response[bytes]:
        """Say which times of a day are free."""
        return value(bookings.slots(service, day), "Dafür gibt es hier keine Termine.")

    @get("/slots/days", guards=[auth.anyone_known], responses=documented(appointments.FreeDays))
    async def free_days(service: str) -> Response[bytes]:
        """Say which days have free times."""
        return value(bookings.free_days(service), "Dafür gibt es hier keine Termine.")

    @get("/slots/today", guards=[auth.anyone_known], responses=documented(appointments.FreeToday))
    async def free_today() -> Response[bytes]:
        """Say at which times of today something is free."""
        return value(bookings.free_today())

    return [bookable, slots, free_days, free_today]


def _holding_routes(bookings: Bookings, auth: Auth, limits: Limits, clock: Clock) -> list[Any]:
    rate = Buckets(limits.bookings)

    @post("/holds", guards=[auth.terminal], responses=documented(appointments.Hold, 201))
    async def take_hold(request: AnyRequest, data: appointments.TakeHold, key: Key) -> Response[bytes]:
        """Keep a time for this terminal."""
        if not good_key(key):
            return refusal(BAD_KEY)
        return answer(await bookings.hold(request.state.who.name, key, data.service, data.start), 201)

    @delete("/holds/{hold:str}", guards=[auth.terminal], status_code=200, responses=documented(api.Done))
    async def release(request: AnyRequest, hold: str) -> Response[bytes]:
        """Let go of a held time of this terminal."""
        return answer(await bookings.release(request.state.who.name, hold))

    @post("/appointments", guards=[auth.terminal], responses=documented(appointments.Appointment, 201))
    async def book(request: AnyRequest, data: appointments.Book, key: Key) -> Response[bytes]:
        """Turn a hold into an appointment."""
        who = request.state.who.name
        if not good_key(key):
            return refusal(BAD_KEY)
        if not rate.take(who, clock.boot()):
            return refusal(_TOO_MANY)
        return answer(await bookings.book(who, key, data), 201)

    return [take_hold, release, book]


def _code_routes(bookings: Bookings, auth: Auth, codes: Codes) -> list[Any]:
    @get("/appointments/{code:str}", guards=[auth.terminal], responses=documented(appointments.Appointment))
    async def appointment(request: AnyRequest, code: str) -> Response[bytes]:
        """Say what became of an appointment."""
        refused = codes.refused(request.state.who.name, code)
        return refusal(refused) if refused else value(bookings.appointment(code))

    @get("/appointments/{code:str}/calendar.ics", guards=[auth.terminal], media_type="text/calendar")
    async def calendar(request: AnyRequest, code: str, locale: str = "de") -> Response[bytes]:
        """Give an appointment as a calendar file with a neutral title."""
        refused = codes.refused(request.state.who.name, code)
        found = None if refused else bookings.calendar_of(code, locale)
        if found is None:
            return refusal(refused or UNKNOWN)
        return Response(found, media_type="text/calendar")

    return [appointment, calendar]


def _changing_routes(bookings: Bookings, auth: Auth, codes: Codes) -> list[Any]:
    kind = documented(appointments.Appointment)

    @post("/appointments/{code:str}/move", guards=[auth.terminal], status_code=200, responses=kind)
    async def move(request: AnyRequest, code: str, data: appointments.Move, key: Key) -> Response[bytes]:
        """Move an appointment to the held time."""
        who = request.state.who.name
        refused = codes.refused(who, code) if good_key(key) else BAD_KEY
        return refusal(refused) if refused else answer(await bookings.move(who, key, code, data.hold))

    @post("/appointments/{code:str}/cancel", guards=[auth.terminal], status_code=200, responses=kind)
    async def cancel(request: AnyRequest, code: str, key: Key) -> Response[bytes]:
        """Call an appointment off."""
        who = request.state.who.name
        refused = codes.refused(who, code) if good_key(key) else BAD_KEY
        return refusal(refused) if refused else answer(await bookings.cancel(who, key, code))

    @post(
        "/appointments/{code:str}/check-in", guards=[auth.terminal], status_code=200, responses=documented(api.Ticket)
    )
    async def check_in(request: AnyRequest, code: str) -> Response[bytes]:
        """Say that the person is here: a number of the queue, the same one however often asked."""
        refused = codes.refused(request.state.who.name, code)
        return refusal(refused) if refused else answer(await bookings.check_in(code))

    return [move, cancel, check_in]
