"""The pages for staff: login and reception. They work by keyboard, with a screen reader and without JavaScript."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast

import jinja2
import msgspec
from litestar import MediaType, Response, Router, get, post
from litestar.exceptions import HTTPException, NotFoundException
from litestar.response import Redirect

from telemed import api
from telemed.hub.accounts import Accounts, Session
from telemed.hub.clock import Calendar, Clock
from telemed.hub.desk import Outcome
from telemed.hub.errors import HubError
from telemed.hub.fleet import Fleet
from telemed.hub.limits import Buckets, Limits
from telemed.hub.messages import Refused
from telemed.hub.office import Office, RoomAction
from telemed.hub.reception import reception
from telemed.hub.web.answers import AnyRequest, refusal
from telemed.hub.web.auth import Auth, address_of

_HERE: Final = Path(__file__).parent
FONTS: Final = Path(__file__).parents[3] / "kiosk" / "look" / "fonts"
_STATIC: Final = {
    "reception.css": (_HERE / "static" / "reception.css", "text/css; charset=utf-8"),
    "reception.js": (_HERE / "static" / "reception.js", "text/javascript; charset=utf-8"),
    "favicon.svg": (_HERE / "static" / "favicon.svg", "image/svg+xml"),
    "AtkinsonHyperlegibleNext-Regular.ttf": (FONTS / "AtkinsonHyperlegibleNext-Regular.ttf", "font/ttf"),
    "AtkinsonHyperlegibleNext-Bold.ttf": (FONTS / "AtkinsonHyperlegibleNext-Bold.ttf", "font/ttf"),
    "NotoSans-Bold.ttf": (FONTS / "NotoSans-Bold.ttf", "font/ttf"),
    "NotoSans-Regular.ttf": (FONTS / "NotoSans-Regular.ttf", "font/ttf"),
}

Action = Literal[
    "call-next", "recall", "insist", "serve", "park", "resume", "missed", "done", "put-back", "gone",
    "help", "help-done", "helper", "delay",
]  # fmt: skip
_IN_ROOM: Final = frozenset(("recall", "insist", "serve", "park", "resume", "missed", "done"))
_OF_NUMBERS: Final = _IN_ROOM | {"put-back", "gone"}


_LOGGED_OUT: Final = Refused("not-authorised", "Bitte melden Sie sich an.")


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


class Login(msgspec.Struct, frozen=True):
    """What the login form sends."""

    username: Annotated[str, msgspec.Meta(max_length=200)] = ""
    password: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class Note(msgspec.Struct, frozen=True):
    """A message above the page: what was done or why not; `insist` is the number that can be called all the same."""

    text: str
    bad: bool = False
    insist: int | None = None


def static_route() -> Any:  # noqa: ANN401 (a route handler)
    """Wire the files that pages need: a fixed list, so that no path of a request ever reaches the file system."""

    @get("/static/{name:str}", include_in_schema=False)
    async def static(name: str) -> Response[bytes]:
        path, kind = _STATIC.get(name, (None, ""))
        if path is None:
            raise NotFoundException
        return Response(path.read_bytes(), media_type=kind, headers={"Cache-Control": "max-age=300"})

    return static


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Pages:
    """The pages of one site. `secret` makes the keys of forms, `hashing` is the thread that checks passwords."""

    def __init__(
        self,
        office: Office,
        auth: Auth,
        accounts: Accounts,
        fleet: Fleet,
        calendar: Calendar,
        clock: Clock,
        secret: bytes,
        hashing: Executor,
        limits: Limits,
    ) -> None:
        self._office = office
        self._auth = auth
        self._accounts = accounts
        self._fleet = fleet
        self._calendar = calendar
        self._clock = clock
        self._secret = secret
        self._hashing = hashing
        self._logins = Buckets(limits.strangers)
        self._templates = _environment()

    def router(self) -> Router:
        """Wire the routes."""
        return Router("/", route_handlers=[*self._reception_routes(), *self._login_routes(), static_route()])

    def _reception_routes(self) -> list[Any]:
        pages = self

        @get("/", include_in_schema=False)
        async def home(request: AnyRequest, room: str = "") -> Response[Any]:
            session = pages._auth.session(request)
            if session is None:
                return Redirect("/login", status_code=303)
            return pages._page("reception.html", **pages._reception(session, room))

        @get("/parts", include_in_schema=False)
        async def parts(request: AnyRequest, room: str = "") -> Response[Any]:
            session = pages._auth.session(request)
            if session is None:
                return refusal(_LOGGED_OUT)
            return pages._page("parts.html", **pages._reception(session, room))

        @post("/do", status_code=200, include_in_schema=False)
        async def do(request: AnyRequest) -> Response[Any]:
            session = pages._auth.session(request)
            live = request.headers.get("x-live") == "1"
            if session is None:
                return refusal(_LOGGED_OUT) if live else Redirect("/login", status_code=303)
            pages._auth.same_origin(request)
            press = _form(await request.form(), Press)
            pages._auth.check_csrf(session, press.csrf)
            note = await pages._act(session, press)
            page = "parts.html" if live else "reception.html"
            return pages._page(page, **pages._reception(session, press.room, note))

        return [home, parts, do]

    def _login_routes(self) -> list[Any]:
        pages = self

        @get("/login", include_in_schema=False)
        async def login_page(request: AnyRequest) -> Response[Any]:
            if pages._auth.session(request) is not None:
                return Redirect("/", status_code=303)
            return pages._page("login.html", site=pages._office.site, problem="", username="")

        @post("/login", status_code=200, include_in_schema=False)
        async def login(request: AnyRequest) -> Response[Any]:
            pages._auth.same_origin(request)
            return await pages._login(request, _form(await request.form(), Login))

        @post("/logout", status_code=303, include_in_schema=False)
        async def logout(request: AnyRequest) -> Response[Any]:
            session = pages._auth.session(request)
            if session is not None:
                pages._auth.same_origin(request)
                pages._auth.check_csrf(session, str((await request.form()).get("csrf", "")))
                pages._accounts.logout(request.cookies[pages._auth.cookie_name])
            answer = Redirect("/login", status_code=303)
            answer.set_cookie(pages._auth.cookie(""))
            return answer

        return [login_page, login, logout]

    async def _login(self, request: AnyRequest, form: Login) -> Response[Any]:
        origin = address_of(request)
        outcome: Session | Refused = Refused("too-many", "Zu viele Versuche. Bitte warten Sie eine Minute.")
        if self._logins.take(origin, self._clock.boot()):
            loop = asyncio.get_running_loop()
            outcome = await loop.run_in_executor(
                self._hashing, self._accounts.login, form.username, form.password, origin, self._clock.now()
            )
        if isinstance(outcome, Refused):
            status = 429 if outcome.reason == "too-many" else 401
            return self._page(
                "login.html", status, site=self._office.site, problem=outcome.detail, username=form.username
            )
        answer = Redirect("/", status_code=303)
        answer.set_cookie(self._auth.cookie(outcome.token))
        return answer

    # ---- reception -----------------------------------------------------------------------------------------------

    def _reception(self, session: Session, room: str, note: Note | None = None) -> dict[str, Any]:
        site = self._office.site
        if site.services_of(room) is None:
            room = site.rooms[0].name
        try:
            terminals, problem = self._fleet.terminals(self._clock.now()), ""
        except HubError as error:
            terminals, problem = [], error.detail
        view = reception(self._office.state, site, room, terminals, self._office.local())

        def key(*parts: object) -> str:
            """The same button pressed twice, in whatever tab, has the same key until its number moves on."""
            text = "\0".join(map(str, (session.csrf, self._office.local().date(), *parts)))
            return hmac.digest(self._secret, text.encode(), "sha256").hex()[:40]

        if self._calendar.jumped():
            problem = "Die Uhr der Zentrale ist gesprungen. Wartezeiten können falsch sein. Bitte die Uhr prüfen."
        return {"view": view, "site": site, "session": session, "note": note, "key": key, "problem": problem}

    async def _act(self, session: Session, press: Press) -> Note:
        try:
            outcome = await self._outcome(session, press)
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
        if press.action in _OF_NUMBERS and press.number is None:
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
        }
        if press.action in other:
            return await other[press.action]()
        return await office.in_room(who, press.key, cast("RoomAction", press.action), press.room, number)

    def _page(self, template: str, status: int = 200, /, **values: Any) -> Response[Any]:  # noqa: ANN401 (any value)
        text = self._templates.get_template(template).render(**values)
        return Response(text, status_code=status, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})


def _form(sent: Mapping[str, Any], kind: type[Any]) -> Any:  # noqa: ANN401 (an instance of kind)
    """Read a form; raises `HTTPException` (400) for fields too long, of the wrong kind or missing."""
    fields = {name: text for name, text in sent.items() if isinstance(text, str) and text}
    try:
        return msgspec.convert(fields, kind, strict=False)
    except msgspec.ValidationError as error:
        raise HTTPException("Diese Anfrage ist so nicht erlaubt.", status_code=400) from error


def _promised(press: Press) -> int:
    return max(1, min(press.minutes, 60))


def _told(press: Press, answer: bytes) -> str:
    """Say what was done, in words for the status line."""
    if press.action == "call-next" or press.action in _IN_ROOM:
        turn = msgspec.json.decode(answer, type=api.Turn)
        return _turn_told(press, turn)
    if press.action == "help":
        return f"Am Terminal steht jetzt: Jemand kommt, etwa {_promised(press)} Min."
    return {
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
