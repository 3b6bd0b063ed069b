"""The public interface for terminals and displays: `/api/v1`. Described by OpenAPI at `/api/v1/schema/openapi.json`."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec
from litestar import Response, Router, WebSocket, delete, get, post
from litestar.datastructures import State
from litestar.exceptions import WebSocketDisconnect, WebSocketException
from litestar.handlers import websocket
from litestar.params import HeaderParameter

from telemed import api
from telemed.hub.clock import Clock
from telemed.hub.fleet import Fleet
from telemed.hub.limits import Buckets, Limits
from telemed.hub.messages import Refused
from telemed.hub.office import Office
from telemed.hub.roles import Right
from telemed.hub.terminals import Terminals
from telemed.hub.topics import Mailbox, Topics
from telemed.hub.web.answers import AnyRequest, answer, documented, refusal, value
from telemed.hub.web.auth import Auth, Principal

_KEY: Final = re.compile(r"[A-Za-z0-9._~-]{1,64}")
_TOPIC: Final = re.compile(r"board|site|reception|place/[1-9][0-9]{0,2}|help/[A-Za-z0-9]{1,64}")
_TOPICS: Final = 16
_PROBLEMS: Final = 32
_PROBLEM_LENGTH: Final = 200
_MOST_COUNTED: Final = 2**53
_RECENT: Final = 64

Key = Annotated[str, HeaderParameter(name="Idempotency-Key", description="1 to 64 letters, digits, . _ ~ -")]
BAD_KEY: Final = Refused("bad-request", "Es fehlt ein Schlüssel (Idempotency-Key) aus 1 bis 64 Zeichen.")
_TOO_MANY: Final = Refused("too-many", "Zu viele Anfragen von diesem Gerät.")


def good_key(key: str) -> bool:
    """Say whether an idempotency key has the allowed form."""
    return _KEY.fullmatch(key) is not None


@dataclass(frozen=True)
class Behind:
    """What the routes need; `executor` is the journal's thread."""

    office: Office
    auth: Auth
    terminals: Terminals
    fleet: Fleet
    topics: Topics
    clock: Clock
    limits: Limits
    executor: Executor


def terminal_routes(behind: Behind) -> Router:
    """Wire the routes."""
    groups = (_number_routes, _help_routes, _reading_routes, _state_routes)
    return Router("/api/v1", route_handlers=[route for group in groups for route in group(behind)])


def _number_routes(behind: Behind) -> list[Any]:
    office, auth, rate = behind.office, behind.auth, Buckets(behind.limits.numbers)

    @post("/tickets", guards=[auth.terminal], responses=documented(api.Ticket, 201))
    async def take_ticket(request: AnyRequest, data: api.TakeTicket, key: Key) -> Response[bytes]:
        """Take a number."""
        who: Principal = request.state.who
        if not good_key(key):
            return refusal(BAD_KEY)
        if not rate.take(who.name, behind.clock.boot()):
            return refusal(_TOO_MANY)
        return answer(await office.take(who.name, key, data.service), 201)

    @get("/numbers/{number:int}", guards=[auth.anyone_known], responses=documented(api.Place))
    async def number_place(number: int) -> Response[bytes]:
        """Say where a number stands today."""
        return value(office.place(number), "Diese Nummer gibt es heute nicht.")

    @post("/numbers/{number:int}/leave", guards=[auth.terminal], status_code=200, responses=documented(api.Place))
    async def leave(request: AnyRequest, number: int, data: api.GiveBack, key: Key) -> Response[bytes]:
        """Give a number back."""
        if not good_key(key):
            return refusal(BAD_KEY)
        return answer(await office.leave(request.state.who.name, key, number, data.code))

    return [take_ticket, number_place, leave]


def _help_routes(behind: Behind) -> list[Any]:
    office, auth, rate = behind.office, behind.auth, Buckets(behind.limits.help)

    @post("/help", guards=[auth.terminal], responses=documented(api.Help, 201))
    async def call_help(request: AnyRequest, data: api.CallForHelp, key: Key) -> Response[bytes]:  # noqa: ARG001
        """Call a person to this terminal."""
        who: Principal = request.state.who
        if not good_key(key):
            return refusal(BAD_KEY)
        if not rate.take(who.name, behind.clock.boot()):
            return refusal(_TOO_MANY)
        return answer(await office.call_help(who.name, key), 201)

    @get("/help/{help_id:str}", guards=[auth.terminal], responses=documented(api.Help))
    async def help_call(request: AnyRequest, help_id: str) -> Response[bytes]:
        """Say what became of a call for help of this terminal."""
        found = office.help(help_id)
        return value(found if found is not None and found.terminal == request.state.who.name else None)

    @delete("/help/{help_id:str}", guards=[auth.terminal], status_code=200, responses=documented(api.Help))
    async def withdraw_help(request: AnyRequest, help_id: str) -> Response[bytes]:
        """Take a call for help back."""
        return answer(await office.withdraw_help(request.state.who.name, help_id))

    return [call_help, help_call, withdraw_help]


def _reading_routes(behind: Behind) -> list[Any]:
    office, auth = behind.office, behind.auth

    @get("/site", guards=[auth.anyone_known], responses=documented(api.Site))
    async def site() -> Response[bytes]:
        """Say what every welcome screen shows."""
        return value(office.site_view())

    @get("/board", guards=[auth.anyone_known], responses=documented(api.Board))
    async def board() -> Response[bytes]:
        """Say what a waiting-room screen shows."""
        return value(office.board())

    return [site, board]


def _state_routes(behind: Behind) -> list[Any]:
    @post("/heartbeat", guards=[behind.auth.terminal], status_code=200, responses=documented(api.Done))
    async def heartbeat(request: AnyRequest, data: api.Heartbeat) -> Response[bytes]:
        """Note how a terminal is."""
        if len(data.problems) > _PROBLEMS or any(
            len(p) > _PROBLEM_LENGTH for p in (*data.problems, data.wipe_head, *data.wipe_recent)
        ):
            return refusal(Refused("bad-request", "Zu viele oder zu lange Angaben."))
        counts = (data.sessions, data.wipe_failures, data.wipe_records)
        if len(data.wipe_recent) > _RECENT or not all(0 <= count <= _MOST_COUNTED for count in counts):
            return refusal(Refused("bad-request", "Diese Zahlen können nicht stimmen."))
        if behind.fleet.heard(request.state.who.name, data, behind.clock.now()):
            behind.topics.changed()
        return value(api.Done())

    @post("/enrol", guards=[behind.auth.stranger], responses=documented(api.Credential, 201))
    async def enrol(data: api.Enrol) -> Response[bytes]:
        """Exchange a one-time code for a credential; the hub's name for the terminal counts, not the one sent."""
        loop = asyncio.get_running_loop()
        code, now = data.code[:64], behind.clock.now()
        found = await loop.run_in_executor(behind.executor, behind.terminals.enrol, code, now)
        if not isinstance(found, Refused):
            behind.fleet.forgive(found.terminal)
        return answer(found if isinstance(found, Refused) else msgspec.json.encode(found), 201)

    return [heartbeat, enrol]


def allowed(topic: str, who: Principal, office: Office, rights: frozenset[Right]) -> bool:
    """Say whether this terminal or member of staff (with these rights) may watch a topic."""
    if _TOPIC.fullmatch(topic) is None:
        return False
    if who.kind == "staff":
        return topic in {"board", "site"} or Right.QUEUE in rights
    if topic.startswith("help/"):
        found = office.help(topic.removeprefix("help/"))
        return found is not None and found.terminal == who.name
    return topic != "reception"


def watch_route(behind: Behind) -> Any:  # noqa: ANN401 (a route handler)
    """Wire `GET /api/v1/watch?topic=...`: pushed values over WebSocket."""
    topics = behind.topics

    @websocket("/api/v1/watch", guards=[behind.auth.anyone_known])
    async def watch(socket: WebSocket[Any, Any, State]) -> None:
        wanted = socket.query_params.getall("topic", [])
        who: Principal = socket.state.who
        rights = behind.auth.rights(who.session) if who.session else frozenset()
        if not 0 < len(wanted) <= _TOPICS or not all(allowed(topic, who, behind.office, rights) for topic in wanted):
            raise WebSocketException(detail="Diese Themen gibt es nicht.", code=4404)
        if topics.receivers >= behind.limits.sockets:
            raise WebSocketException(detail="Zu viele Empfänger.", code=4429)
        await socket.accept()
        box = topics.subscribe(wanted)
        sending = asyncio.create_task(_send(socket, box))
        try:
            # A receiver has nothing to say here: whatever it sends, and its going, ends this.
            await socket.receive_data(mode="text")
        except WebSocketDisconnect:
            return
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            topics.unsubscribe(box)
        await socket.close()

    return watch


async def _send(socket: WebSocket[Any, Any, State], box: Mailbox) -> None:
    while True:
        for message in await box.take():
            await socket.send_text(message.decode())
