"""The interface for notices: a terminal gives an address and its code, staff see what did not get out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from litestar import Response, Router, get, post

from telemed import api, api_notices
from telemed.hub.clock import Clock
from telemed.hub.limits import Buckets, Limits
from telemed.hub.messages import Refused
from telemed.hub.notices.contacts import Pending
from telemed.hub.notices.service import Notices
from telemed.hub.notices.standings import Tickets
from telemed.hub.vault import ticket as subject_of
from telemed.hub.web.answers import AnyRequest, documented, refusal, value
from telemed.hub.web.auth import Auth
from telemed.hub.web.routes import BAD_KEY, Key, good_key

Holder = Callable[[AnyRequest, str, str], Refused | None]
_TOO_MANY: Final = Refused("too-many", "Zu viele Anfragen von diesem Gerät.")
_NOBODY: Final = Refused("not-found", "Diese Nummer gibt es heute nicht.")
_CONSENT: Final = Refused("bad-request", "Ohne Zustimmung wird keine Adresse behalten.")
_OVER: Final = Refused("conflict", "Diese Nummer wartet nicht mehr.")


def notice_routes(notices: Notices, tickets: Tickets, auth: Auth, clock: Clock, limits: Limits) -> Router:
    """Wire the routes."""
    rate = Buckets(limits.notices)

    def holder(request: AnyRequest, ticket: str, code: str) -> Refused | None:
        """Say why this terminal may not speak for a ticket: too often, or without the code on it."""
        if not rate.take(request.state.who.name, clock.boot()):
            return _TOO_MANY
        found = tickets.by_code(code)
        return None if found is not None and found[0] == ticket else _NOBODY

    asking = _asking_routes(notices, tickets, auth, holder)
    return Router(
        "/api/v1", route_handlers=[*asking, *_confirming_routes(notices, auth, holder), *_staff_routes(notices, auth)]
    )


def _asking_routes(notices: Notices, tickets: Tickets, auth: Auth, holder: Holder) -> list[Any]:
    @get("/notices", guards=[auth.anyone_known], responses=documented(api_notices.NoticeOffer))
    async def offer() -> Response[bytes]:
        """Say in which ways people can be told."""
        return value(api_notices.NoticeOffer(notices.offered))

    @post("/tickets/{ticket:str}/notices", guards=[auth.terminal], responses=documented(api_notices.Notices, 201))
    async def ask(request: AnyRequest, ticket: str, data: api_notices.AskForNotices, key: Key) -> Response[bytes]:
        """Give an address that a code is sent to."""
        if not good_key(key):
            return refusal(BAD_KEY)
        refused = holder(request, ticket, data.code)
        if refused is not None:
            return refusal(refused)
        if not data.consent:
            return refusal(_CONSENT)
        found = tickets.by_code(data.code)
        if found is None or found[1].phase in {"over", "cancelled"}:
            return refusal(_OVER)
        return _told(await notices.ask(subject_of(ticket), data.channel, data.address, data.locale, key), 201)

    return [offer, ask]


def _confirming_routes(notices: Notices, auth: Auth, holder: Holder) -> list[Any]:
    @post(
        "/tickets/{ticket:str}/notices/confirm",
        guards=[auth.terminal],
        status_code=200,
        responses=documented(api_notices.Notices),
    )
    async def confirm(request: AnyRequest, ticket: str, data: api_notices.ConfirmAddress) -> Response[bytes]:
        """Type the code that came."""
        refused = holder(request, ticket, data.code)
        return refusal(refused) if refused else _told(await notices.confirm(subject_of(ticket), data.typed))

    @post(
        "/tickets/{ticket:str}/notices/stop",
        guards=[auth.terminal],
        status_code=200,
        responses=documented(api.Done),
    )
    async def stop(request: AnyRequest, ticket: str, data: api_notices.StopNotices) -> Response[bytes]:
        """Take the consent back."""
        refused = holder(request, ticket, data.code)
        if refused is not None:
            return refusal(refused)
        await notices.forget(subject_of(ticket))
        return value(api.Done())

    return [confirm, stop]


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
