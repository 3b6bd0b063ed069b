"""The pages for staff, first of all the reception. They work by keyboard, with a screen reader, without JavaScript."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final, Literal, cast

import msgspec
from litestar import Response, Router, get, post
from litestar.exceptions import HTTPException

from telemed import api
from telemed.hub.accounts import Session
from telemed.hub.accounts_audit import delay_noted, helper_noted, priority_noted
from telemed.hub.desk import Outcome
from telemed.hub.errors import HubError
from telemed.hub.explain import PRIORITIES, explain
from telemed.hub.messages import Priority, Refused
from telemed.hub.office import Office, RoomAction
from telemed.hub.reception import chosen
from telemed.hub.roles import ACTIONS
from telemed.hub.web.account_pages import account_routes
from telemed.hub.web.admin_pages import admin_routes
from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.appointment_pages import appointment_page_routes
from telemed.hub.web.login_pages import login_routes
from telemed.hub.web.paper import Behind, Note, on_page_error, session_of, static_route
from telemed.hub.web.statistics_pages import statistics_routes
from telemed.hub.web.terminal_pages import terminal_page_routes

Action = Literal[
    "call-next", "recall", "insist", "serve", "park", "resume", "missed", "done", "put-back", "gone",
    "help", "help-done", "helper", "delay", "take", "priority", "transfer", "room-clean",
]  # fmt: skip
_IN_ROOM: Final = frozenset(("recall", "insist", "serve", "park", "resume", "missed", "done"))
_OF_NUMBERS: Final = _IN_ROOM | {"put-back", "gone"}
_ABOUT_ONE: Final = _OF_NUMBERS | {"priority", "transfer"}
_NOTED: Final = frozenset(("helper", "delay", "priority", "take"))


class Press(msgspec.Struct, frozen=True):
    """What a button of the page sends."""

    csrf: Annotated[str, msgspec.Meta(max_length=64)]
    action: Action
    room: Annotated[str, msgspec.Meta(max_length=40)] = ""
    key: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9._~-]{0,64}$")] = ""
    number: Annotated[int, msgspec.Meta(ge=1, le=999)] | None = None
    help: Annotated[str, msgspec.Meta(max_length=64)] = ""
    minutes: Annotated[int, msgspec.Meta(ge=0, le=480)] = 0
    until: Annotated[str, msgspec.Meta(max_length=5)] = ""
    service: Annotated[str, msgspec.Meta(max_length=40)] = ""
    reason: Priority | None = None
    target: Annotated[str, msgspec.Meta(max_length=81)] = ""
    """`room|service`: where a number is passed on to; no room: wherever that is done."""


class Reception:
    """The reception page: what it shows and what its buttons do."""

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._office = behind.office

    def view(self, session: Session, room: str, note: Note | None = None, number: int = 0) -> dict[str, Any]:
        """Return what the templates show of a room, and of a number that is looked at more closely."""
        behind, site = self._behind, self._office.site
        if site.services_of(room) is None:
            room = site.rooms[0].name
        try:
            terminals, problem = behind.fleet.terminals(behind.clock.now()), ""
        except HubError as error:
            terminals, problem = [], error.detail
        view = self._office.reception(room, terminals)

        def key(*parts: object) -> str:
            """The same button pressed twice, in whatever tab, has the same key until its number moves on."""
            text = "\0".join(map(str, (session.csrf, self._office.local().date(), *parts)))
            return hmac.digest(behind.secret, text.encode(), "sha256").hex()[:40]

        if behind.calendar.jumped():
            problem = "Die Uhr der Zentrale ist gesprungen. Wartezeiten können falsch sein. Bitte die Uhr prüfen."
        why = self._office.why(room)
        return {
            "view": view,
            "note": note,
            "key": key,
            "problem": problem,
            "chosen": chosen(self._office.state, site, number),
            "why": "" if why is None else explain(why, room, self._office.local().tzinfo),
            "priorities": PRIORITIES,
            "counters": [(counter.id, counter.title["de"]) for counter in site.counters],
        }

    async def act(self, session: Session, press: Press) -> Note:
        """Do what a button says; return what to tell."""
        if ACTIONS[press.action] not in self._behind.auth.rights(session):
            return Note("Dafür ist Ihr Konto nicht vorgesehen.", bad=True)
        try:
            outcome = await self._outcome(session, press)
            if not isinstance(outcome, Refused) and press.action in _NOTED and _noted(press):
                await self._behind.noted(session.name, *_noted(press))
        except HubError as error:
            return Note(error.detail, bad=True)
        if isinstance(outcome, Refused):
            insist = press.number if outcome.reason == "too-early" else None
            return Note(outcome.detail, bad=insist is None, insist=insist)
        return Note(_told(press, outcome))

    async def _outcome(self, session: Session, press: Press) -> Outcome:
        office, who = self._office, session.name
        if press.action == "call-next":
            return await office.call_next(who, press.key, press.room, press.number)
        if press.action in _ABOUT_ONE and press.number is None:
            return Refused("bad-request", "Es fehlt die Nummer.")
        return await self._other(office, who, press, press.number or 0)

    async def _other(self, office: Office, who: str, press: Press, number: int) -> Outcome:
        other: dict[str, Callable[[], Awaitable[Outcome]]] = {
            "help": lambda: office.acknowledge(press.help, _promised(press)),
            "help-done": lambda: office.help_done(press.help),
            "helper": lambda: office.helper(press.until or None),
            "delay": lambda: office.delay(press.room, press.minutes),
            "put-back": lambda: office.put_back(who, press.key, number),
            "gone": lambda: office.gone(who, press.key, number),
            "take": lambda: office.take(f"staff/{who}", press.key, press.service, priority=press.reason, by_staff=True),
            "priority": lambda: office.prioritise(who, press.key, number, press.reason),
            "transfer": lambda: _pass_on(office, who, press, number),
            "room-clean": lambda: office.room_clean(who, press.key, press.room),
        }
        if press.action in other:
            return await other[press.action]()
        return await office.in_room(who, press.key, cast("RoomAction", press.action), press.room, number)


def pages_router(behind: Behind) -> Router:
    """Wire all pages of staff."""
    groups = (
        _reception_routes,
        appointment_page_routes,
        login_routes,
        account_routes,
        admin_routes,
        terminal_page_routes,
        statistics_routes,
    )
    handlers = [route for group in groups for route in group(behind)]
    return Router("/", route_handlers=[*handlers, static_route()], exception_handlers={HTTPException: on_page_error})


def _reception_routes(behind: Behind) -> list[Any]:
    pages = Reception(behind)

    @get("/", include_in_schema=False, guards=[behind.auth.page])
    async def home(request: AnyRequest, room: str = "", number: int = 0) -> Response[Any]:
        session = session_of(request)
        return behind.framed(session, "/", "reception.html", **pages.view(session, room, number=number))

    @get("/parts", include_in_schema=False, guards=[behind.auth.page])
    async def parts(request: AnyRequest, room: str = "", number: int = 0) -> Response[Any]:
        session = session_of(request)
        return behind.framed(session, "/", "parts.html", **pages.view(session, room, number=number))

    @post("/do", status_code=200, include_in_schema=False, guards=[behind.auth.page])
    async def do(request: AnyRequest) -> Response[Any]:
        session, press = session_of(request), await behind.checked_form(request, Press)
        note = await pages.act(session, press)
        page = "parts.html" if request.headers.get("x-live") == "1" else "reception.html"
        return behind.framed(session, "/", page, **pages.view(session, press.room, note))

    return [home, parts, do]


async def _pass_on(office: Office, who: str, press: Press, number: int) -> Outcome:
    """Pass a number on; it is called to a room now, or waits."""
    to, _, service = press.target.partition("|")
    active = office.state.active
    room = next((room for room, there in active.items() if there == number), None)
    return await office.transfer(who, press.key, number, room, service or None, to or None)


def _noted(press: Press) -> tuple[str, str, str] | tuple[()]:
    """Say kind, subject and detail of what goes into the record: what was announced or given, never to which number."""
    if press.action in {"priority", "take"}:
        return priority_noted(press.reason) if press.reason or press.action == "priority" else ()
    return delay_noted(press.room, press.minutes) if press.action == "delay" else helper_noted(press.until)


def _promised(press: Press) -> int:
    return max(1, min(press.minutes, 60))


def _told(press: Press, answer: bytes) -> str:
    """Say what was done, in words for the status line."""
    if press.action == "call-next" or press.action in _IN_ROOM:
        turn = msgspec.json.decode(answer, type=api.Turn)
        return _turn_told(press, turn)
    if press.action == "help":
        return f"Am Terminal steht jetzt: Jemand kommt, etwa {_promised(press)} Min."
    if press.action == "take":
        return f"Die neue Nummer ist {msgspec.json.decode(answer, type=api.Ticket).number}. Bitte aufschreiben."
    if press.action == "priority":
        given = f"hat Vorrang: {PRIORITIES[press.reason]}" if press.reason else "hat keinen Vorrang mehr"
        return f"Nummer {press.number} {given}."
    return {
        "transfer": f"Nummer {press.number} ist weitergegeben und wartet dort. Die Nummer bleibt gleich.",
        "room-clean": f"{press.room} ist sauber.",
        "put-back": f"Nummer {press.number} wartet wieder und kommt bald dran.",
        "gone": f"Nummer {press.number} ist aus der Reihe genommen.",
        "help-done": "Der Hilferuf ist erledigt.",
        "helper": f"Angezeigt wird: Hilfe ist da bis {press.until} Uhr."
        if press.until
        else "Angezeigt wird: gerade niemand da.",
        "delay": f"Angesagt: {press.room} etwa {press.minutes} Min später."
        if press.minutes
        else "Verspätung zurückgenommen.",
    }[press.action]


def _turn_told(press: Press, turn: api.Turn) -> str:
    if turn.number is None:
        told = {
            "call-next": "Es wartet gerade niemand.",
            "park": f"Nummer {press.number} ist geparkt.",
            "missed": f"Nummer {press.number} ist nicht erschienen.",
            "done": f"Nummer {press.number} ist fertig.",
        }
        return told.get(press.action, f"Nummer {press.number} wurde dreimal gerufen und gilt als nicht erschienen.")
    if turn.state == "serving":
        return f"Nummer {turn.number} ist da."
    again = f" (zum {turn.repeat}. Mal)" if turn.repeat > 1 else ""
    return f"Nummer {turn.number} ist in {turn.room} aufgerufen{again}."
