"""The interface for notices: a terminal gives an address and its code, staff see what did not get out.

A visit is a ticket, whose code is on its paper, or an appointment, whose code is all that is known of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from litestar import Response, Router, get, post
from litestar.handlers import HTTPRouteHandler

from telemed import api, api_notices
from telemed.hub import vault as subjects
from telemed.hub.bookings import UNKNOWN, Bookings
from telemed.hub.clock import Clock
from telemed.hub.limits import Buckets, Limits
from telemed.hub.messages import Refused
from telemed.hub.notices.contacts import Pending
from telemed.hub.notices.service import Notices
from telemed.hub.notices.standings import Tickets
from telemed.hub.web.answers import AnyRequest, documented, refusal, value
from telemed.hub.web.auth import Auth
from telemed.hub.web.routes import BAD_KEY, Key, good_key


class Visit(msgspec.Struct, frozen=True):
    """A visit that somebody speaks for; `over`: nothing will come of it any more."""

    subject: str
    over: bool


_TOO_MANY: Final = Refused("too-many", "Zu viele Anfragen von diesem Gerät.")
_NOBODY: Final = Refused("not-found", "Diese Nummer gibt es heute nicht.")
_CONSENT: Final = Refused("bad-request", "Ohne Zustimmung wird keine Adresse behalten.")
_NONE: Final = Refused("not-found", "Zu diesem Termin gibt es keine Nachrichten.")
_OVER: Final = Refused("conflict", "Dafür gibt es keine Nachrichten mehr.")


def notice_routes(
    notices: Notices, tickets: Tickets, bookings: Bookings, auth: Auth, clock: Clock, limits: Limits
) -> Router:
    """Wire the routes."""
    rate = Buckets(limits.notices)

    def of_ticket(request: AnyRequest, ticket: str, code: str) -> Visit | Refused:
        """Return the visit that this terminal may speak for by the code of a ticket."""
        if not rate.take(request.state.who.name, clock.boot()):
            return _TOO_MANY
        found = tickets.by_code(code)
        if found is None or found[0] != ticket:
            return _NOBODY
        return Visit(subjects.ticket(ticket), found[1].phase in {"over", "cancelled"})

    def of_appointment(request: AnyRequest, code: str) -> Visit | Refused:
        """The same by the code of an appointment."""
        if not rate.take(request.state.who.name, clock.boot()):
            return _TOO_MANY
        identifier = bookings.id_of(code)
        if identifier is None:
            return UNKNOWN
        row = bookings.state.appointments[identifier]
        return Visit(subjects.appointment(identifier), row.state != "booked")

    @get("/notices", guards=[auth.anyone_known], responses=documented(api_notices.NoticeOffer))
    async def offer() -> Response[bytes]:
        """Say in which ways people can be told."""
        return value(notices.offer())

    ticket_routes = _ticket_routes(notices, auth, of_ticket)
    appointment_routes = [
        *_appointment_routes(notices, auth, of_appointment),
        _state_route(notices, auth, _looking(bookings, clock, limits)),
    ]
    staff_routes = _staff_routes(notices, auth)
    return Router("/api/v1", route_handlers=[offer, *ticket_routes, *appointment_routes, *staff_routes])


async def _ask(notices: Notices, visit: Visit | Refused, data: api_notices.AskForNotices, key: str) -> Response[bytes]:
    if not good_key(key):
        return refusal(BAD_KEY)
    if isinstance(visit, Refused):
        return refusal(visit)
    if not data.consent:
        return refusal(_CONSENT)
    if visit.over:
        return refusal(_OVER)
    return _told(await notices.ask(visit.subject, data.channel, data.address, data.locale, key), 201)


async def _confirm(notices: Notices, visit: Visit | Refused, typed: str) -> Response[bytes]:
    if isinstance(visit, Refused):
        return refusal(visit)
    return refusal(_OVER) if visit.over else _told(await notices.confirm(visit.subject, typed))


async def _stop(notices: Notices, visit: Visit | Refused) -> Response[bytes]:
    if isinstance(visit, Refused):
        return refusal(visit)
    await notices.forget(visit.subject)
    return value(api.Done())


def _ticket_routes(notices: Notices, auth: Auth, of: Callable[[AnyRequest, str, str], Visit | Refused]) -> list[Any]:
    at = "/tickets/{ticket:str}/notices"

    @post(at, guards=[auth.terminal], responses=documented(api_notices.Notices, 201))
    async def ask(request: AnyRequest, ticket: str, data: api_notices.AskForNotices, key: Key) -> Response[bytes]:
        """Give an address that a code is sent to."""
        return await _ask(notices, of(request, ticket, data.code), data, key)

    @post(f"{at}/confirm", guards=[auth.terminal], status_code=200, responses=documented(api_notices.Notices))
    async def confirm(request: AnyRequest, ticket: str, data: api_notices.ConfirmAddress) -> Response[bytes]:
        """Type the code that came."""
        return await _confirm(notices, of(request, ticket, data.code), data.typed)

    @post(f"{at}/stop", guards=[auth.terminal], status_code=200, responses=documented(api.Done))
    async def stop(request: AnyRequest, ticket: str, data: api_notices.StopNotices) -> Response[bytes]:
        """Take the consent back."""
        return await _stop(notices, of(request, ticket, data.code))

    return [ask, confirm, stop]


def _appointment_routes(notices: Notices, auth: Auth, of: Callable[[AnyRequest, str], Visit | Refused]) -> list[Any]:
    at = "/appointments/notices"

    @post(at, guards=[auth.terminal], responses=documented(api_notices.Notices, 201))
    async def ask_of(request: AnyRequest, data: api_notices.AskForNotices, key: Key) -> Response[bytes]:
        """Give an address for an appointment; a code is sent to it."""
        return await _ask(notices, of(request, data.code), data, key)

    @post(f"{at}/confirm", guards=[auth.terminal], status_code=200, responses=documented(api_notices.Notices))
    async def confirm_of(request: AnyRequest, data: api_notices.ConfirmAddress) -> Response[bytes]:
        """Type the code that came."""
        return await _confirm(notices, of(request, data.code), data.typed)

    @post(f"{at}/stop", guards=[auth.terminal], status_code=200, responses=documented(api.Done))
    async def stop_of(request: AnyRequest, data: api_notices.StopNotices) -> Response[bytes]:
        """Take the consent back."""
        return await _stop(notices, of(request, data.code))

    return [ask_of, confirm_of, stop_of]


def _looking(bookings: Bookings, clock: Clock, limits: Limits) -> Callable[[AnyRequest, str], str | Refused]:
    """Give the subject of an appointment to whoever only looks: right codes cost nothing."""
    wrong = Buckets(limits.codes)

    def known(request: AnyRequest, code: str) -> str | Refused:
        who, now = request.state.who.name, clock.boot()
        if not wrong.left(who, now):
            return _TOO_MANY
        identifier = bookings.id_of(code)
        if identifier is None:
            wrong.take(who, now)
            return UNKNOWN
        return subjects.appointment(identifier)

    return known


def _state_route(notices: Notices, auth: Auth, known: Callable[[AnyRequest, str], str | Refused]) -> HTTPRouteHandler:
    at = "/appointments/notices/state"

    @post(at, guards=[auth.terminal], status_code=200, responses=documented(api_notices.Notices))
    async def state_of(request: AnyRequest, data: api_notices.FindNotices) -> Response[bytes]:
        """Say how far it is."""
        subject = known(request, data.code)
        return refusal(subject) if isinstance(subject, Refused) else _told(await notices.state(subject) or _NONE)

    return state_of


def _staff_routes(notices: Notices, auth: Auth) -> list[Any]:
    @get("/staff/notices", guards=[auth.staff], responses=documented(api_notices.NoticeDesk))
    async def desk() -> Response[bytes]:
        """Say what did not get out, what is to be printed, and which ways do not work."""
        return value(await notices.desk())

    @post("/staff/notices/seen", guards=[auth.staff], status_code=200, responses=documented(api.Done))
    async def seen(data: api_notices.NoticeSeen) -> Response[bytes]:
        """Note that somebody has seen to it."""
        return value(api.Done() if await notices.seen(data.id) else None)

    return [desk, seen]


def _told(outcome: Pending | Refused, status: int = 200) -> Response[bytes]:
    if isinstance(outcome, Refused):
        return refusal(outcome)
    found = api_notices.Notices(outcome.channel, outcome.confirmed, outcome.until)
    return Response(msgspec.json.encode(found), status_code=status, media_type="application/json")
