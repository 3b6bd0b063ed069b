"""Who is asking: a terminal by its credential, staff by their session cookie. Guards of routes."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

from telemed.hub.accounts import Accounts, Session
from telemed.hub.clock import Clock
from telemed.hub.limits import Buckets, Limits
from telemed.hub.roles import ROUTES, Right, rights_of
from telemed.hub.terminals import Terminals

Connection = ASGIConnection[Any, Any, Any, Any]
Guard = Callable[[Connection, BaseRouteHandler], Awaitable[None]]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Principal(msgspec.Struct, frozen=True):
    """Who is asking; `session` is set for staff."""

    kind: Literal["terminal", "staff"]
    name: str
    session: Session | None = None


class LackingError(PermissionDeniedException):
    """Somebody has to complete their own account first: a password of their own, or a second factor."""


class Auth:
    """Guards for Litestar. `secure` says that the hub speaks TLS, which names and marks the cookie.

    `second_factor` are the roles that need one.
    """

    def __init__(
        self,
        terminals: Terminals,
        accounts: Accounts,
        clock: Clock,
        limits: Limits,
        *,
        secure: bool,
        second_factor: tuple[str, ...] = (),
    ) -> None:
        self._second_factor = frozenset(second_factor)
        self._terminals = terminals
        self._accounts = accounts
        self._clock = clock
        self._secure = secure
        self.cookie_name = "__Host-stadtteil" if secure else "stadtteil"
        self._terminal_rate = Buckets(limits.other)
        self._staff_rate = Buckets(limits.staff)
        self._strangers = Buckets(limits.strangers)
        self.terminal = _guard(self._let_terminal)
        self.staff = _guard(self._let_staff)
        self.page = _guard(self._let_page)
        self.anyone_known = _guard(self._let_known)
        self.stranger = _guard(self._let_stranger)

    def _let_terminal(self, connection: Connection) -> None:
        """Let terminals pass."""
        connection.state.who = self._limited(self._as_terminal(connection))

    def _let_staff(self, connection: Connection) -> None:
        """Let staff pass who may do this; a change needs the session's token in the header `X-CSRF-Token`."""
        who = self._limited(self._as_staff(connection))
        assert who.session is not None
        self._check_right(connection, who.session)
        if connection.scope.get("method", "GET") not in SAFE:
            self.same_origin(connection)
            self.check_csrf(who.session, connection.headers.get("x-csrf-token", ""))
        connection.state.who = who

    def _let_known(self, connection: Connection) -> None:
        """Let terminals and staff pass, for reading. A page of another site cannot use a member of staff's cookie."""
        if "authorization" in connection.headers:
            connection.state.who = self._limited(self._as_terminal(connection))
            return
        who = self._limited(self._as_staff(connection))
        self.same_origin(connection)
        connection.state.who = who

    def _let_page(self, connection: Connection) -> None:
        """Let staff pass who may see this page; its handler checks the token of a form (`checked_form`)."""
        who = self._as_staff(connection)
        assert who.session is not None
        self._check_right(connection, who.session)
        if connection.scope.get("method", "GET") not in SAFE:
            self.same_origin(connection)
        connection.state.who = who

    def _check_right(self, connection: Connection, session: Session) -> None:
        """Refuse a route that this session may not use; a route that stands in no table is for nobody."""
        right = ROUTES.get((str(connection.scope.get("method", "GET")), str(connection.scope.get("path_template"))))
        if right is not None and right in self.rights(session):
            return
        if self.lacking(session):
            raise LackingError("Bitte vervollständigen Sie zuerst Ihr Konto.")
        raise PermissionDeniedException("Dafür ist Ihr Konto nicht vorgesehen.")

    def lacking(self, session: Session) -> Literal["", "password", "factor"]:
        """Say what somebody has to do before anything else."""
        if session.temporary:
            return "password"
        return "factor" if session.roles & self._second_factor and not session.factor else ""

    def rights(self, session: Session) -> frozenset[Right]:
        """Return what a session may do now."""
        return frozenset({Right.OWN}) if self.lacking(session) else rights_of(session.roles)

    def session(self, connection: Connection) -> Session | None:
        """Return the session of the cookie, if it runs."""
        token = connection.cookies.get(self.cookie_name, "")
        return self._accounts.session(token, self._clock.now()) if token else None

    def same_origin(self, connection: Connection) -> None:
        """Refuse a request that a page of another site made."""
        origin = connection.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != connection.headers.get("host"):
            raise PermissionDeniedException("Diese Anfrage kommt von einer fremden Seite.")

    def check_csrf(self, session: Session, token: str) -> None:
        """Refuse a change that does not come from a page of this session."""
        if not hmac.compare_digest(session.csrf.encode(), token.encode()):
            raise PermissionDeniedException("Diese Seite ist veraltet. Bitte laden Sie sie neu.")

    def _let_stranger(self, connection: Connection) -> None:
        """Let anybody pass, but not often from one address."""
        if not self._strangers.take(address_of(connection), self._clock.boot()):
            raise HTTPException("Zu viele Versuche. Bitte warten Sie eine Minute.", status_code=429)

    def cookie(self, token: str) -> Cookie:
        """Return the session's cookie; an empty token takes it away."""
        return Cookie(
            self.cookie_name,
            value=token,
            path="/",
            httponly=True,
            secure=self._secure,
            samesite="strict",
            max_age=None if token else 0,
        )

    def _as_terminal(self, connection: Connection) -> Principal:
        scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
        name = self._terminals.who(secret) if scheme.lower() == "bearer" else None
        if name is None:
            raise NotAuthorizedException("Dieses Gerät ist nicht angemeldet.")
        return Principal("terminal", name)

    def _as_staff(self, connection: Connection) -> Principal:
        session = self.session(connection)
        if session is None:
            raise NotAuthorizedException("Bitte melden Sie sich an.")
        return Principal("staff", session.name, session)

    def _limited(self, who: Principal) -> Principal:
        rate = self._terminal_rate if who.kind == "terminal" else self._staff_rate
        if not rate.take(who.name, self._clock.boot()):
            raise HTTPException("Zu viele Anfragen.", status_code=429)
        return who


def _guard(check: Callable[[Connection], None]) -> Guard:
    """Make a function of no object: Litestar copies route handlers deeply, and with a bound method all behind it.

    A guard that is not `async` would run in a thread of its own, which costs more than what it looks up.
    """

    async def guard(connection: Connection, _: BaseRouteHandler) -> None:
        check(connection)

    return guard


def address_of(connection: Connection) -> str:
    """Return the address the request came from."""
    return connection.client.host if connection.client else "?"
