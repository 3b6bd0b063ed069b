"""Logging in and out: password, then the second factor where there is one. Without a session and without a script."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from telemed.hub.accounts import CodeWanted, Session
from telemed.hub.limits import Buckets
from telemed.hub.messages import Refused
from telemed.hub.roles import menu
from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.auth import address_of
from telemed.hub.web.paper import Behind, form

_OFTEN = Refused("too-many", "Zu viele Versuche. Bitte warten Sie eine Minute.")


class Login(msgspec.Struct, frozen=True):
    """What the login form sends."""

    username: Annotated[str, msgspec.Meta(max_length=200)] = ""
    password: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class Code(msgspec.Struct, frozen=True):
    """What the form of the second factor sends."""

    code: Annotated[str, msgspec.Meta(max_length=100)] = ""


def login_routes(behind: Behind) -> list[Any]:
    """Wire the routes."""
    logins = Buckets(behind.limits.strangers)
    return [*_password_routes(behind, logins), *_code_routes(behind, logins), _logout_route(behind)]


def _home(behind: Behind, session: Session) -> Response[Any]:
    """Lead to the first page that somebody may see."""
    return Redirect(menu(behind.auth.rights(session))[0][0], status_code=303)


def _welcome(behind: Behind, session: Session) -> Response[Any]:
    answer = _home(behind, session)
    answer.set_cookie(behind.auth.cookie(session.token))
    return answer


def _password_routes(behind: Behind, logins: Buckets) -> list[Any]:
    auth = behind.auth

    @get("/login", include_in_schema=False)
    async def login_page(request: AnyRequest) -> Response[Any]:
        session = auth.session(request)
        return _home(behind, session) if session else behind.page("login.html", problem="", username="")

    @post("/login", status_code=200, include_in_schema=False)
    async def login(request: AnyRequest) -> Response[Any]:
        auth.same_origin(request)
        sent, origin = form(await request.form(), Login), address_of(request)
        found: Session | CodeWanted | Refused = _OFTEN
        if logins.take(origin, behind.clock.boot()):
            now = behind.clock.now()
            found = await behind.off(behind.accounts.login, sent.username, sent.password, origin, now)
        if isinstance(found, Refused):
            return behind.page("login.html", _status(found), problem=found.detail, username=sent.username)
        if isinstance(found, Session):
            return _welcome(behind, found)
        answer = Redirect("/login/code", status_code=303)
        answer.set_cookie(auth.cookie(found.token))
        return answer

    return [login_page, login]


def _code_routes(behind: Behind, logins: Buckets) -> list[Any]:
    auth = behind.auth

    @get("/login/code", include_in_schema=False)
    async def code_page(request: AnyRequest) -> Response[Any]:
        token = request.cookies.get(auth.cookie_name, "")
        if behind.accounts.waits_for_code(token, behind.clock.now()) is None:
            return Redirect("/login", status_code=303)
        return behind.page("code.html", problem="")

    @post("/login/code", status_code=200, include_in_schema=False)
    async def code(request: AnyRequest) -> Response[Any]:
        auth.same_origin(request)
        typed, token = form(await request.form(), Code).code, request.cookies.get(auth.cookie_name, "")
        found: Session | Refused = _OFTEN
        if logins.take(address_of(request), behind.clock.boot()):
            now = behind.clock.now()
            found = await behind.off(behind.accounts.login_code, token, typed, address_of(request), now)
        if isinstance(found, Session):
            return _welcome(behind, found)
        if found.reason == "not-found":
            return behind.page("login.html", 401, problem=found.detail, username="")
        return behind.page("code.html", _status(found), problem=found.detail)

    return [code_page, code]


def _logout_route(behind: Behind) -> Any:  # noqa: ANN401 (a route handler)
    auth = behind.auth

    @post("/logout", status_code=303, include_in_schema=False)
    async def logout(request: AnyRequest) -> Response[Any]:
        session = auth.session(request)
        if session is not None:
            auth.same_origin(request)
            auth.check_csrf(session, str((await request.form()).get("csrf", "")))
            await behind.off(behind.accounts.logout, request.cookies[auth.cookie_name], behind.clock.now())
        answer = Redirect("/login", status_code=303)
        answer.set_cookie(auth.cookie(""))
        return answer

    return logout


def _status(refused: Refused) -> int:
    return 429 if refused.reason == "too-many" else 401
