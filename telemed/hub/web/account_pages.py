"""One's own account: the password, and the second factor with its recovery codes."""

from __future__ import annotations

import io
from typing import Annotated, Any

import msgspec
import segno
from litestar import Response, get, post

from telemed.hub import accounts_totp as totp
from telemed.hub.accounts import Session
from telemed.hub.accounts_factor import address
from telemed.hub.errors import HubError
from telemed.hub.messages import Refused
from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.auth import address_of
from telemed.hub.web.paper import Behind, Note, session_of

Secret = Annotated[str, msgspec.Meta(max_length=1000)]


class NewPassword(msgspec.Struct, frozen=True):
    """What the form of the password sends."""

    old: Secret = ""
    new: Secret = ""
    again: Secret = ""


class Begin(msgspec.Struct, frozen=True):
    """What begins a new second factor."""

    password: Secret = ""


class Confirm(msgspec.Struct, frozen=True):
    """The first code of a new second factor."""

    code: Annotated[str, msgspec.Meta(max_length=100)] = ""


def account_routes(behind: Behind) -> list[Any]:
    """Wire the routes."""
    return [*_password_routes(behind), *_factor_routes(behind)]


def _shown(behind: Behind, request: AnyRequest, note: Note | None = None, codes: tuple[str, ...] = ()) -> Response[Any]:
    found = behind.auth.session(request) or session_of(request)
    fresh = None if codes else behind.accounts.new_factor(found)
    return behind.framed(
        found,
        "/account",
        "account.html",
        note=note,
        lacking=behind.auth.lacking(found),
        codes=codes,
        left=behind.accounts.recovery_left(found),
        fresh=totp.shown(fresh) if fresh else "",
        picture=_picture(fresh, found, behind.office.site.name) if fresh else "",
    )


def _password_routes(behind: Behind) -> list[Any]:
    accounts = behind.accounts

    @get("/account", include_in_schema=False, guards=[behind.auth.page])
    async def account(request: AnyRequest) -> Response[Any]:
        return _shown(behind, request)

    @post("/account/password", status_code=200, include_in_schema=False, guards=[behind.auth.page])
    async def password(request: AnyRequest) -> Response[Any]:
        sent = await behind.checked_form(request, NewPassword)
        if sent.new != sent.again:
            return _shown(behind, request, Note("Die beiden neuen Passwörter sind nicht gleich.", bad=True))
        origin, now = address_of(request), behind.clock.now()
        try:
            refused = await behind.off(accounts.change_password, session_of(request), sent.old, sent.new, origin, now)
        except HubError as error:
            return _shown(behind, request, Note(error.detail, bad=True))
        return _shown(
            behind, request, _bad(refused) or Note("Ihr Passwort ist geändert. Andere Anmeldungen sind beendet.")
        )

    return [account, password]


def _factor_routes(behind: Behind) -> list[Any]:
    accounts = behind.accounts

    @post("/account/factor", status_code=200, include_in_schema=False, guards=[behind.auth.page])
    async def factor(request: AnyRequest) -> Response[Any]:
        sent = await behind.checked_form(request, Begin)
        session, origin = session_of(request), address_of(request)
        return _shown(
            behind,
            request,
            _bad(await behind.off(accounts.begin_factor, session, sent.password, origin, behind.clock.now())),
        )

    @post("/account/factor/confirm", status_code=200, include_in_schema=False, guards=[behind.auth.page])
    async def confirm(request: AnyRequest) -> Response[Any]:
        sent = await behind.checked_form(request, Confirm)
        found = await behind.off(accounts.confirm_factor, session_of(request), sent.code, behind.clock.now())
        if isinstance(found, Refused):
            return _shown(behind, request, _bad(found))
        return _shown(behind, request, Note("Der zweite Faktor ist eingerichtet."), found)

    return [factor, confirm]


def _bad(refused: Refused | None) -> Note | None:
    if refused is None:
        return None
    wrong = refused.reason == "not-authorised" and "Name" in refused.detail
    return Note("Ihr bisheriges Passwort stimmt nicht." if wrong else refused.detail, bad=True)


def _picture(secret: bytes, session: Session, issuer: str) -> str:
    """Return the QR code for an authenticator as SVG, to stand in the page."""
    out = io.BytesIO()
    made = segno.make(address(secret, session.name, issuer), error="m")
    made.save(
        out, kind="svg", scale=5, border=4, xmldecl=False, svgns=True, light="#fff", svgclass=None, lineclass=None
    )
    return out.getvalue().decode()
