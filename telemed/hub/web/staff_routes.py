"""Commands of staff as an interface: `/api/v1/staff`, with session cookie, `X-CSRF-Token` and `Idempotency-Key`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import msgspec
from litestar import Response, Router, get, post

from telemed import api
from telemed.hub.accounts_audit import delay_noted, helper_noted, priority_noted
from telemed.hub.clock import Clock
from telemed.hub.explain import explain
from telemed.hub.fleet import Fleet, Terminal
from telemed.hub.messages import Priority, Refused
from telemed.hub.office import Office, RoomAction
from telemed.hub.web.answers import AnyRequest, answer, documented, refusal, value
from telemed.hub.web.auth import Auth
from telemed.hub.web.routes import BAD_KEY, Key, good_key

WriteDown = Callable[[str, str, str, str], Awaitable[None]]
"""Writes down who did what to what, and how."""
RoomName = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Number = Annotated[int, msgspec.Meta(ge=1, le=999)]


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class NextBody(_Body, frozen=True):
    """Call the next number into `room`; `finishes` is the number seen in service there, None for an empty room."""

    room: RoomName
    finishes: Number | None = None


class RoomBody(_Body, frozen=True):
    """A number in (or for) a room."""

    room: RoomName
    number: Number


class NumberBody(_Body, frozen=True):
    """A number."""

    number: Number


class TakeBody(_Body, frozen=True):
    """A number for somebody at the counter, with a reason to come before others if there is one."""

    service: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    priority: Priority | None = None


class PriorityBody(_Body, frozen=True):
    """Why a number comes before others; null takes that back. The insurance is no reason."""

    number: Number
    reason: Priority | None


class TransferBody(_Body, frozen=True):
    """Where a number goes on: another service, the room `to`, or both. `room` is where it is now; none: it waits."""

    number: Number
    room: RoomName | None = None
    service: Annotated[str, msgspec.Meta(min_length=1, max_length=40)] | None = None
    to: RoomName | None = None


class CleanBody(_Body, frozen=True):
    """The room that has been cleaned."""

    room: RoomName


class MinutesBody(_Body, frozen=True):
    """How many minutes until somebody comes."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=60)]


class HelperBody(_Body, frozen=True):
    """Until when today (`HH:MM`) somebody helps; None for nobody."""

    until: Annotated[str, msgspec.Meta(max_length=5)] | None


class DelayBody(_Body, frozen=True):
    """How late a room runs; 0 for on time."""

    room: RoomName
    minutes: Annotated[int, msgspec.Meta(ge=0, le=480)]


class Terminals(msgspec.Struct, frozen=True):
    """All terminals as staff see them."""

    terminals: tuple[Terminal, ...]


def staff_routes(office: Office, auth: Auth, fleet: Fleet, clock: Clock, note: WriteDown) -> Router:
    """Wire the routes; `note` writes down who announced what."""
    handlers = [
        *_queue_routes(office, note),
        *_order_routes(office, note),
        *_room_routes(office),
        *_help_routes(office),
        *_site_routes(office, fleet, clock, note),
    ]
    return Router("/api/v1/staff", guards=[auth.staff], route_handlers=handlers)


def _queue_routes(office: Office, note: WriteDown) -> list[Any]:
    @post("/take", status_code=201, responses=documented(api.Ticket, 201))
    async def take(request: AnyRequest, data: TakeBody, key: Key) -> Response[bytes]:
        """Take a number for somebody at the counter."""
        if not good_key(key):
            return refusal(BAD_KEY)
        who = request.state.who.name
        taken = await office.take(f"staff/{who}", key, data.service, priority=data.priority, by_staff=True)
        if data.priority is not None and not isinstance(taken, Refused):
            await note(who, *priority_noted(data.priority))
        return answer(taken, 201)

    @post("/call-next", status_code=200, responses=documented(api.Turn))
    async def call_next(request: AnyRequest, data: NextBody, key: Key) -> Response[bytes]:
        """Call the next waiting number into a room."""
        if not good_key(key):
            return refusal(BAD_KEY)
        return answer(await office.call_next(request.state.who.name, key, data.room, data.finishes))

    @post("/put-back", status_code=200, responses=documented(api.Place))
    async def put_back(request: AnyRequest, data: NumberBody, key: Key) -> Response[bytes]:
        """Let a person wait again near the front."""
        if not good_key(key):
            return refusal(BAD_KEY)
        return answer(await office.put_back(request.state.who.name, key, data.number))

    @post("/gone", status_code=200, responses=documented(api.Place))
    async def gone(request: AnyRequest, data: NumberBody, key: Key) -> Response[bytes]:
        """Note that a waiting person went home."""
        if not good_key(key):
            return refusal(BAD_KEY)
        return answer(await office.gone(request.state.who.name, key, data.number))

    return [take, call_next, put_back, gone]


def _order_routes(office: Office, note: WriteDown) -> list[Any]:
    @post("/priority", status_code=200, responses=documented(api.Place))
    async def priority(request: AnyRequest, data: PriorityBody, key: Key) -> Response[bytes]:
        """Put a waiting person before others for a reason, or take that back."""
        if not good_key(key):
            return refusal(BAD_KEY)
        outcome = await office.prioritise(request.state.who.name, key, data.number, data.reason)
        if not isinstance(outcome, Refused):
            await note(request.state.who.name, *priority_noted(data.reason))
        return answer(outcome)

    @post("/transfer", status_code=200, responses=documented(api.Place))
    async def transfer(request: AnyRequest, data: TransferBody, key: Key) -> Response[bytes]:
        """Pass a person on to another service or room with the same number."""
        if not good_key(key):
            return refusal(BAD_KEY)
        who = request.state.who.name
        return answer(await office.transfer(who, key, data.number, data.room, data.service, data.to))

    @post("/room-clean", status_code=200, responses=documented(api.RoomStatus))
    async def room_clean(request: AnyRequest, data: CleanBody, key: Key) -> Response[bytes]:
        """Note that a room has been cleaned."""
        if not good_key(key):
            return refusal(BAD_KEY)
        return answer(await office.room_clean(request.state.who.name, key, data.room))

    @get("/why", responses=documented(api.Why))
    async def why(room: str) -> Response[bytes]:
        """Explain who is the next one for a room."""
        reason = office.why(room)
        if reason is None:
            return value(None, "Diesen Raum gibt es hier nicht.")
        text = explain(reason, room, office.local().tzinfo)
        return value(api.Why(room, reason.number, reason.rule, text, reason.earlier))

    return [priority, transfer, room_clean, why]


def _help_routes(office: Office) -> list[Any]:
    @post("/help/{help_id:str}/acknowledge", status_code=200, responses=documented(api.Help))
    async def acknowledge(help_id: str, data: MinutesBody) -> Response[bytes]:
        """Say that somebody comes."""
        return answer(await office.acknowledge(help_id, data.minutes))

    @post("/help/{help_id:str}/done", status_code=200, responses=documented(api.Help))
    async def help_done(help_id: str) -> Response[bytes]:
        """Say that help was given."""
        return answer(await office.help_done(help_id))

    return [acknowledge, help_done]


def _site_routes(office: Office, fleet: Fleet, clock: Clock, note: WriteDown) -> list[Any]:
    @post("/helper", status_code=200, responses=documented(api.Done))
    async def helper(request: AnyRequest, data: HelperBody) -> Response[bytes]:
        """Say until when somebody helps."""
        outcome = await office.helper(data.until)
        if not isinstance(outcome, Refused):
            await note(request.state.who.name, *helper_noted(data.until))
        return answer(outcome)

    @post("/delay", status_code=200, responses=documented(api.Done))
    async def delay(request: AnyRequest, data: DelayBody) -> Response[bytes]:
        """Announce that a room runs late."""
        outcome = await office.delay(data.room, data.minutes)
        if not isinstance(outcome, Refused):
            await note(request.state.who.name, *delay_noted(data.room, data.minutes))
        return answer(outcome)

    @get("/terminals", responses=documented(Terminals))
    async def terminals() -> Response[bytes]:
        """Say how the terminals are."""
        return value(Terminals(tuple(fleet.terminals(clock.now()))))

    return [helper, delay, terminals]


def _room_routes(office: Office) -> list[Any]:
    actions: tuple[RoomAction, ...] = (
        "recall", "insist", "serve", "park", "resume", "missed", "done", "measuring", "ready", "in-call", "interrupt",
    )  # fmt: skip

    def route(action: RoomAction) -> Callable[..., Awaitable[Response[bytes]]]:
        async def act(request: AnyRequest, data: RoomBody, key: Key) -> Response[bytes]:
            if not good_key(key):
                return refusal(BAD_KEY)
            return answer(await office.in_room(request.state.who.name, key, action, data.room, data.number))

        act.__doc__ = f"Do `{action}` with a number in a room."
        return act

    return [
        post(f"/{action}", status_code=200, responses=documented(api.Turn), operation_id=f"staff-{action}")(
            route(action)
        )
        for action in actions
    ]
