"""The page where staff see which notices did not get out, and why. No address is on it, and no script is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import jinja2
from litestar import MediaType, Response, Router, get, post
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from telemed.api_notices import NoticeDesk, NoticePaper, NoticeTrouble
from telemed.hub.clock import Calendar
from telemed.hub.notices.service import Notices
from telemed.hub.site import SiteConfig
from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.auth import Auth
from telemed.hub.web.paper import on_page_error

_CHANNELS: Final = {"email": "E-Mail", "sms": "SMS", "paper": "Papier"}
_KINDS: Final = {
    "booked": "Bestätigung",
    "reminder": "Erinnerung",
    "delayed": "neue Wartezeit",
    "next-but-one": "bald dran",
    "called": "Aufruf",
    "cancelled": "Absage",
    "moved": "neuer Termin",
}
_WHY: Final = {
    "away": "ist nicht erreichbar",
    "not-accepted": "lässt die Zentrale nicht ein (Kennwort, PIN oder Zertifikat)",
    "no-answer": "hat nicht geantwortet, vielleicht ist die Nachricht angekommen",
    "busy": "nimmt gerade nichts an",
    "address-refused": "kennt diese Adresse nicht",
    "text-refused": "nimmt diesen Text nicht an",
    "too-late": "es war zu spät",
}


def notice_page(notices: Notices, auth: Auth, site: SiteConfig, calendar: Calendar) -> Router:
    """Wire the page."""
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("notices.html")

    @get("/notices", include_in_schema=False, guards=[auth.page])
    async def page(request: AnyRequest) -> Response[Any]:
        session = auth.session(request)
        if session is None:
            return Redirect("/login", status_code=303)
        content = template.render(_shown(await notices.desk(), calendar), site=site, csrf=session.csrf)
        return Response(content, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})

    @post("/notices", status_code=303, include_in_schema=False, guards=[auth.page])
    async def seen(request: AnyRequest) -> Response[Any]:
        session = auth.session(request)
        if session is None:
            return Redirect("/login", status_code=303)
        auth.same_origin(request)
        form = await request.form()
        auth.check_csrf(session, str(form.get("csrf", "")))
        identifier = str(form.get("id", ""))
        if identifier.isascii() and identifier.isdecimal() and len(identifier) < 16:  # noqa: PLR2004 (an int64)
            await notices.seen(int(identifier))
        return Redirect("/notices", status_code=303)

    return Router("/", route_handlers=[page, seen], exception_handlers={HTTPException: on_page_error})


def _shown(desk: NoticeDesk, calendar: Calendar) -> dict[str, Any]:
    """What the template shows, in words."""
    return {
        "broken": [
            {"name": _CHANNELS[each.channel], "why": _WHY[each.why], "since": _clock(calendar, each.since or 0.0)}
            for each in desk.channels
            if each.why is not None
        ],
        "troubles": [
            {
                "id": each.id,
                "who": _who(calendar, each),
                "what": _KINDS[each.kind],
                "channel": _CHANNELS[each.channel],
                "at": _clock(calendar, each.at),
                "why": _WHY[each.why],
            }
            for each in desk.troubles
        ],
        "papers": [
            {"id": each.id, "who": _who(calendar, each), "text": each.text, "lang": each.locale.partition("-")[0]}
            for each in desk.papers
        ],
        "waiting": desk.waiting,
    }


def _clock(calendar: Calendar, at: float) -> str:
    return f"{calendar.local(at):%H:%M}"


def _who(calendar: Calendar, visit: NoticeTrouble | NoticePaper) -> str:
    if visit.number is not None:
        return f"Nummer {visit.number}"
    return f"Termin am {calendar.local(visit.start):%d.%m.%Y um %H:%M} Uhr" if visit.start is not None else "Jemand"
