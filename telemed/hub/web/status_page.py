"""The page behind the code on a ticket: the place in line, for any telephone, without a name and without a script.

Public: whoever has the code may see it, nobody else finds it (80 random bits). It loads nothing but itself, leaves no
trace in a cache or at another site, and is small.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any, Final

import jinja2
from litestar import MediaType, Response, Router, get, post

from kiosk.texts import Texts, direction, known_locales, locale_name
from telemed.hub.clock import Calendar, Clock
from telemed.hub.limits import Buckets, Limits
from telemed.hub.notices.due import Standing
from telemed.hub.notices.service import Notices
from telemed.hub.notices.standings import Tickets
from telemed.hub.notices.words import DEFAULT_LOCALE
from telemed.hub.vault import ticket as subject_of
from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.auth import address_of

_STYLE: Final = (
    "body{margin:0 auto;padding:1em;max-width:30em;font:1.25em/1.4 sans-serif;color:#10181f;background:#fff}"
    "h1{font-size:1.1em;margin:0}p{margin:.6em 0}.n b{font-size:4em;line-height:1.1}"
    ".s{font-size:1.3em;font-weight:bold}"
    "a{color:#0b4a6f;display:inline-block;padding:.5em 0}.l a{margin-inline-end:1em}"
    "button{font:inherit;padding:.6em 1em;border:2px solid #0b4a6f;background:#fff;color:#0b4a6f}"
)
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Vary": "Accept-Language",
}
_CODE: Final = re.compile(r"[a-z2-7]{16}")
_LANGUAGE: Final = re.compile(r"\s*([A-Za-z]{2,3})(?:-[A-Za-z0-9-]{1,20})?\s*(?:;\s*q=([01](?:\.[0-9]{1,3})?)\s*)?")
_HEADER_LIMIT: Final = 500
_AGAIN: Final = {"waiting": 30, "called": 15, "missed": 60, "inside": 60}
"""Seconds until the page loads itself again."""
_SOON: Final = 10
"""The same for whoever is next or the one after."""


def preferred(header: str) -> str:
    """Return the shipped locale that `Accept-Language` likes best, German for none."""
    best, weight = DEFAULT_LOCALE, 0.0
    for item in header[:_HEADER_LIMIT].split(","):
        found = _LANGUAGE.fullmatch(item)
        if found is None or found[1].lower() not in known_locales():
            continue
        quality = float(found[2] or 1)
        if quality > weight:
            best, weight = found[1].lower(), quality
    return best


class StatusPage:
    """The pages of one office."""

    def __init__(
        self, tickets: Tickets, notices: Notices, calendar: Calendar, clock: Clock, limits: Limits, phone: str
    ) -> None:
        self._tickets = tickets
        self._notices = notices
        self._words = notices.words
        self._calendar = calendar
        self._clock = clock
        self._phone = phone
        self._pages = Buckets(limits.pages)
        self._guesses = Buckets(limits.guesses)
        loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
        environment = jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._template = environment.get_template("status.html")

    def router(self) -> Router:
        """Wire the routes."""
        page = self

        @get("/t/{code:str}", include_in_schema=False)
        async def status(request: AnyRequest, code: str) -> Response[str]:
            return page._answer(request, code)

        @post("/t/{code:str}/stop", include_in_schema=False, status_code=200)
        async def stop(request: AnyRequest, code: str) -> Response[str]:
            found = page._found(request, code)
            if isinstance(found, Response):
                return found
            await page._notices.forget(subject_of(found[0]))
            texts = page._texts(request)
            return page._page(texts, 200, lines=(texts.text("status-stopped"),), here=f"/t/{code}", reload=True)

        return Router("/", route_handlers=[status, stop])

    def _texts(self, request: AnyRequest) -> Texts:
        wanted = request.query_params.get("l", "")
        locale = wanted if wanted in known_locales() else preferred(request.headers.get("accept-language", ""))
        return self._words.texts(locale)

    def _found(self, request: AnyRequest, code: str) -> tuple[str, Standing] | Response[str]:
        """Return the ticket of a code, or the page that says why not."""
        texts, address, now = self._texts(request), address_of(request), self._clock.boot()
        if not self._pages.take(address, now):
            return self._page(texts, 429, lines=(texts.text("status-busy"),))
        found = self._tickets.by_code(code) if _CODE.fullmatch(code) else None
        if found is not None:
            return found
        if not self._guesses.take(address, now):
            return self._page(texts, 429, lines=(texts.text("status-busy"),))
        return self._page(texts, 404, lines=(texts.text("status-unknown"),))

    def _answer(self, request: AnyRequest, code: str) -> Response[str]:
        found = self._found(request, code)
        if isinstance(found, Response):
            return found
        ticket, standing = found
        texts, here = self._texts(request), f"/t/{code}"
        again = _AGAIN.get(standing.phase, 0)
        if standing.phase == "waiting" and (standing.ahead or 0) <= 1:
            again = _SOON
        small = [texts.text("status-at", None, time=self._words.clock(self._calendar.now()))] if again else []
        small.append(texts.text("status-questions", None, phone=self._phone))
        return self._page(
            texts,
            200,
            number=standing.number,
            lines=self._lines(texts, standing),
            room=standing.room if standing.phase in {"called", "inside"} else None,
            small=small,
            again=again,
            here=here,
            reload=True,
            stop=self._notices.knows(subject_of(ticket)),
        )

    def _lines(self, texts: Texts, standing: Standing) -> tuple[str, ...]:
        if standing.phase != "waiting":
            return (texts.text(f"status-{standing.phase}"),)
        ahead = texts.text("status-ahead", None, count=standing.ahead or 0)
        if standing.earliest is None or standing.latest is None:
            return ahead, texts.text("status-no-range")
        times = {"from": self._words.clock(standing.earliest), "to": self._words.clock(standing.latest)}
        return ahead, texts.text("status-range", None, **times)

    def _page(self, texts: Texts, status: int, **parts: Any) -> Response[str]:  # noqa: ANN401 (values of a template)
        here, locale = parts.pop("here", ""), texts.locale
        shown: dict[str, Any] = {"number": None, "room": None, "small": (), "again": 0} | parts
        shown["reload"] = texts.text("status-reload") if parts.get("reload") else ""
        shown["stop"] = texts.text("status-stop") if parts.get("stop") else ""
        content = self._template.render(
            shown,
            lang=_language(locale),
            dir=direction(locale),
            style=_STYLE,
            title=texts.text("status-title"),
            number_label=texts.text("status-number"),
            here=f"{here}?l={locale}",
            stop_at=f"{here}/stop?l={locale}",
            languages=_languages(here, locale) if here else (),
        )
        return Response(content, media_type=MediaType.HTML, status_code=status, headers=_HEADERS)


def _language(locale: str) -> str:
    return locale.partition("-")[0]


def _languages(here: str, present: str) -> list[dict[str, str]]:
    return [
        {
            "link": f"{here}?l={locale}",
            "lang": _language(locale),
            "dir": direction(locale),
            "name": locale_name(locale),
        }
        for locale in known_locales()
        if locale != present
    ]
