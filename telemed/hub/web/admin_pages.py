"""Pages of the administration: accounts and what is locked, and the record of changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Response, get, post

from telemed.hub.accounts import Session
from telemed.hub.accounts_audit import Noted
from telemed.hub.web.answers import AnyRequest
from telemed.hub.web.csv_files import csv_answer
from telemed.hub.web.paper import Behind, Note, session_of

AUDIT_PAGE: Final = 100
AUDIT_MOST: Final = 100_000
_HIGHEST: Final = 2**62


class Change(msgspec.Struct, frozen=True):
    """What a form of the page of accounts sends; a role is sent as a field of its own name."""

    action: Literal["add", "remove", "roles", "password", "unlock", "unlock-scope", "reset-factor"]
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    password: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    scope: Annotated[str, msgspec.Meta(max_length=400)] = ""
    reception: str = ""
    doctor: str = ""
    support: str = ""
    administration: str = ""

    @property
    def roles(self) -> str:
        """The roles that were ticked."""
        ticked = {name: getattr(self, name) for name in ("reception", "doctor", "support", "administration")}
        return ",".join(name for name, value in ticked.items() if value)


def admin_routes(behind: Behind) -> list[Any]:
    """Wire the routes."""
    return [*_account_routes(behind), *_audit_routes(behind)]


def _account_routes(behind: Behind) -> list[Any]:
    def shown(request: AnyRequest, note: Note | None = None) -> Response[Any]:
        # Whoever changed their own account sees the page as the person they are now.
        session = behind.auth.session(request) or session_of(request)
        now = behind.clock.now()
        locks = [(lock.scope, lock.words, int((lock.until - now) // 60) + 1) for lock in behind.accounts.locks(now)]
        return behind.framed(
            session, "/accounts", "accounts.html", note=note, accounts=behind.accounts.all(), locks=locks
        )

    @get("/accounts", include_in_schema=False, guards=[behind.auth.page])
    async def accounts(request: AnyRequest) -> Response[Any]:
        return shown(request)

    @post("/accounts", status_code=200, include_in_schema=False, guards=[behind.auth.page])
    async def change(request: AnyRequest) -> Response[Any]:
        sent = await behind.checked_form(request, Change)
        return shown(request, await _changed(behind, session_of(request), sent))

    return [accounts, change]


async def _changed(behind: Behind, session: Session, sent: Change) -> Note:
    accounts, now, by = behind.accounts, behind.clock.now(), session.name
    does: dict[str, tuple[str, Callable[[], Any]]] = {
        "add": (
            f"Das Konto {sent.name} ist angelegt. Beim ersten Anmelden wird ein eigenes Passwort verlangt.",
            lambda: accounts.add(sent.name, sent.roles, sent.password, now, by, temporary=True),
        ),
        "remove": (f"Das Konto {sent.name} ist gelöscht.", lambda: accounts.remove(sent.name, now, by)),
        "roles": (
            f"Die Aufgaben von {sent.name} sind geändert.",
            lambda: accounts.change_roles(sent.name, sent.roles, now, by),
        ),
        "password": (
            f"{sent.name} hat ein neues Passwort und muss es beim nächsten Anmelden ändern.",
            lambda: accounts.set_password(sent.name, sent.password, now, by),
        ),
        "unlock": (f"{sent.name} kann sich wieder anmelden.", lambda: accounts.unlock(sent.name, now, by)),
        "unlock-scope": ("Die Sperre ist aufgehoben.", lambda: accounts.unlock_scope(sent.scope, now, by)),
        "reset-factor": (
            f"Der zweite Faktor von {sent.name} ist zurückgesetzt.",
            lambda: accounts.reset_factor(sent.name, now, by),
        ),
    }
    return await behind.tried(*does[sent.action])


def _audit_routes(behind: Behind) -> list[Any]:
    local = behind.calendar.local

    @get("/audit", include_in_schema=False, guards=[behind.auth.page])
    async def audit(request: AnyRequest, before: int = 0) -> Response[Any]:
        found = behind.accounts.audit.entries(min(max(before, 0), _HIGHEST) or None, AUDIT_PAGE)
        return behind.framed(
            session_of(request),
            "/audit",
            "audit.html",
            entries=[(f"{local(each.at):%d.%m.%Y %H:%M:%S}", each) for each in found],
            older=found[-1].id if len(found) == AUDIT_PAGE else None,
            days=behind.office.site.staff.audit_days,
        )

    @get("/audit.csv", include_in_schema=False, guards=[behind.auth.page])
    async def audit_csv(request: AnyRequest) -> Response[bytes]:  # noqa: ARG001 (the guard has looked)
        rows = [_row(local(each.at), each) for each in behind.accounts.audit.entries(None, AUDIT_MOST)]
        return csv_answer("protokoll.csv", ("Zeit", "Wer", "Was", "Woran", "Näheres"), rows)

    return [audit, audit_csv]


def _row(at: dt.datetime, each: Noted) -> tuple[object, ...]:
    return (at.isoformat(timespec="seconds"), each.who, each.words, each.subject, each.detail)
