"""The page of terminals and displays: how they are, letting one in, shutting one out."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Response, get, post

from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.paper import Behind, Note, session_of

NAME_LIMIT: Final = 40


class Change(msgspec.Struct, frozen=True):
    """What a form of this page sends."""

    action: Literal["code", "shut-out"]
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""


def terminal_page_routes(behind: Behind) -> list[Any]:
    """Wire the routes."""

    def shown(request: AnyRequest, note: Note | None = None, code: str = "", name: str = "") -> Response[Any]:
        terminals, known = behind.fleet.terminals(behind.clock.now()), behind.terminals.names()
        return behind.framed(
            session_of(request),
            "/terminals",
            "terminals.html",
            note=note,
            code=code,
            name=name,
            terminals=terminals,
            silent=[each for each in known if each not in {terminal.name for terminal in terminals}],
            known=known,
            heard=lambda at: f"am {behind.calendar.local(at):%d.%m. um %H:%M} Uhr",
        )

    @get("/terminals", include_in_schema=False, guards=[behind.auth.page])
    async def terminals(request: AnyRequest) -> Response[Any]:
        return shown(request)

    @post("/terminals", status_code=200, include_in_schema=False, guards=[behind.auth.page])
    async def change(request: AnyRequest) -> Response[Any]:
        sent = await behind.checked_form(request, Change)
        who, name, now = session_of(request).name, sent.name.strip(), behind.clock.now()
        loop = asyncio.get_running_loop()
        if not name or len(name) > NAME_LIMIT or not name.isprintable():
            return shown(request, Note(f"Ein Name hat 1 bis {NAME_LIMIT} sichtbare Zeichen.", bad=True))
        if sent.action == "code":
            await behind.noted(who, "terminal-code", name, "")
            code = await loop.run_in_executor(behind.writing, behind.terminals.issue, name, now)
            return shown(request, None, code, name)
        await behind.noted(who, "terminal-shut-out", name, "")
        if not await loop.run_in_executor(behind.writing, behind.terminals.shut_out, name, now):
            return shown(request, Note(f"{name} ist nicht angemeldet.", bad=True))
        behind.fleet.forgive(name)
        return shown(request, Note(f"{name} ist ausgeschlossen."))

    return [terminals, change]
