"""What all pages of staff share: templates, the frame with its menu, forms and their protection, files, errors."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import jinja2
import msgspec
from litestar import MediaType, Response, get
from litestar.exceptions import HTTPException, NotFoundException
from litestar.response import Redirect

from telemed import api
from telemed.hub.accounts import Accounts, Session
from telemed.hub.bookings import Bookings
from telemed.hub.clock import Calendar, Clock
from telemed.hub.counts import DayCounted
from telemed.hub.errors import HubError
from telemed.hub.fleet import Fleet
from telemed.hub.limits import Limits
from telemed.hub.office import Office
from telemed.hub.roles import TITLES, menu
from telemed.hub.terminals import Terminals
from telemed.hub.web.answers import AnyRequest, on_http_error
from telemed.hub.web.auth import Auth, LackingError

T = TypeVar("T")
Counted = Callable[[dt.date, dt.date], tuple[DayCounted, ...]]
"""Gives the counts of days from the first to the last; blocks, and belongs on the journal's thread (`writing`)."""

_HERE: Final = Path(__file__).parent
FONTS: Final = Path(__file__).parents[3] / "kiosk" / "look" / "fonts"
_STATIC: Final = {
    "reception.css": (_HERE / "static" / "reception.css", "text/css; charset=utf-8"),
    "pages.css": (_HERE / "static" / "pages.css", "text/css; charset=utf-8"),
    "reception.js": (_HERE / "static" / "reception.js", "text/javascript; charset=utf-8"),
    "favicon.svg": (_HERE / "static" / "favicon.svg", "image/svg+xml"),
    "AtkinsonHyperlegibleNext-Regular.ttf": (FONTS / "AtkinsonHyperlegibleNext-Regular.ttf", "font/ttf"),
    "AtkinsonHyperlegibleNext-Bold.ttf": (FONTS / "AtkinsonHyperlegibleNext-Bold.ttf", "font/ttf"),
    "NotoSans-Bold.ttf": (FONTS / "NotoSans-Bold.ttf", "font/ttf"),
    "NotoSans-Regular.ttf": (FONTS / "NotoSans-Regular.ttf", "font/ttf"),
}


class Note(msgspec.Struct, frozen=True):
    """A message above the page: what was done or why not; `insist` is the number that can be called all the same."""

    text: str
    bad: bool = False
    insist: int | None = None


@dataclass(frozen=True)
class Behind:
    """What the pages need. `secret` makes the keys of forms, `hashing` is the thread that checks passwords."""

    office: Office
    auth: Auth
    accounts: Accounts
    fleet: Fleet
    terminals: Terminals
    calendar: Calendar
    clock: Clock
    secret: bytes
    hashing: Executor
    writing: Executor
    limits: Limits
    counted: Counted
    bookings: Bookings

    async def off(self, work: Callable[..., T], *values: Any) -> T:  # noqa: ANN401 (whatever the work takes)
        """Do what blocks (accounts) on their thread."""
        return await asyncio.get_running_loop().run_in_executor(self.hashing, work, *values)

    async def noted(self, who: str, kind: str, subject: str, detail: str) -> None:
        """Write down who did what."""
        await self.off(self.accounts.note, self.clock.now(), who, kind, subject, detail)

    async def tried(self, done: str, work: Callable[..., Any], *values: Any) -> Note:  # noqa: ANN401 (same)
        """Do a change of the accounts; say that it is done, or why not."""
        try:
            await self.off(work, *values)
        except HubError as error:
            return Note(error.detail, bad=True)
        return Note(done)

    def page(self, template: str, status: int = 200, /, **values: Any) -> Response[Any]:  # noqa: ANN401 (any value)
        """Return a page that needs nobody logged in."""
        text = _TEMPLATES.get_template(template).render(site=self.office.site, **values)
        return Response(text, status_code=status, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})

    def framed(
        self,
        session: Session,
        here: str,
        template: str,
        status: int = 200,
        /,
        **values: Any,  # noqa: ANN401 (any value)
    ) -> Response[Any]:
        """Return a page with the menu; `here` is its path there."""
        rights = self.auth.rights(session)
        frame = {
            "session": session,
            "here": here,
            "menu": menu(rights),
            "may": {right.value for right in rights},
            "titles": TITLES,
        }
        return self.page(template, status, **{"note": None, **frame, **values})

    async def checked_form(self, request: AnyRequest, kind: type[T]) -> T:
        """Read the form of a page; refuses one that does not come from a page of this session."""
        sent = await request.form()
        self.auth.check_csrf(session_of(request), str(sent.get("csrf", "")))
        return form(sent, kind)


def session_of(request: AnyRequest) -> Session:
    """Return whose session the guard of a page let in."""
    return cast("Session", request.state.who.session)


def form(sent: Mapping[str, Any], kind: type[T]) -> T:
    """Read a form; raises `HTTPException` (400) for fields too long, of the wrong kind or missing."""
    fields = {name: text for name, text in sent.items() if isinstance(text, str) and text}
    try:
        return msgspec.convert(fields, kind, strict=False)
    except msgspec.ValidationError as error:
        raise HTTPException("Diese Anfrage ist so nicht erlaubt.", status_code=400) from error


def static_route() -> Any:  # noqa: ANN401 (a route handler)
    """Wire the files that pages need: a fixed list, so that no path of a request ever reaches the file system."""

    @get("/static/{name:str}", include_in_schema=False)
    async def static(name: str) -> Response[bytes]:
        path, kind = _STATIC.get(name, (None, ""))
        if path is None:
            raise NotFoundException
        return Response(path.read_bytes(), media_type=kind, headers={"Cache-Control": "max-age=300"})

    return static


def on_page_error(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Lead to the login or to one's own account; say in words what is not allowed. The script gets it as a value."""
    if request.headers.get("x-live") == "1" or request.url.path == "/parts":
        return on_http_error(request, error)
    if error.status_code == 401:  # noqa: PLR2004 (not logged in)
        return Redirect("/login", status_code=303)
    if isinstance(error, LackingError):
        return Redirect("/account", status_code=303)
    refused = msgspec.json.decode(on_http_error(request, error).content, type=api.Refusal)
    text = _TEMPLATES.get_template("refused.html").render(detail=refused.detail)
    return Response(text, status_code=error.status_code, media_type=MediaType.HTML)


_TEMPLATES: Final = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
