"""Accounts of staff, their sessions, and what stops guessing. Kept apart from the journal, since names are personal.

Blocking: a login takes some 50 ms and 64 MiB (argon2id), so callers run what checks a password on a thread, one at a
time. Every change is written down in the same transaction (`accounts_audit`).
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import argon2
import msgspec

from telemed.hub import accounts_audit, accounts_factor, accounts_lockout
from telemed.hub.accounts_audit import COMMAND_LINE, Audit
from telemed.hub.accounts_factor import SecondFactor
from telemed.hub.accounts_lockout import Lockout, in_words
from telemed.hub.accounts_passwords import MOST_PASSWORD, NAME_LIMIT, plain, weakness
from telemed.hub.errors import HubError, Reason
from telemed.hub.messages import Refused
from telemed.hub.roles import joined, parse_roles
from telemed.hub.secret import hub_secret
from telemed.hub.store import open_store, transaction

SESSION_SECONDS: Final = 12 * 3600
"""A session ends after a working day, used or not."""
PENDING_SECONDS: Final = 300
"""How long the second factor may take after the password."""

_SCHEMA: Final = """
create table if not exists account (
    name text primary key, role text not null, hash text not null, created real not null) strict;
create table if not exists session (
    digest text primary key, name text not null, csrf text not null, created real not null) strict;
create table if not exists pending (digest text primary key, name text not null, created real not null) strict;
create table if not exists temporary (name text primary key) strict;
"""
_SESSION: Final = """
select session.name, role, csrf, exists (select 1 from factor where factor.name = session.name and confirmed),
    exists (select 1 from temporary where temporary.name = session.name)
from session join account using (name) where digest = ? and session.created > ?
"""
_WRONG: Final = Refused("not-authorised", "Name oder Passwort stimmt nicht.")


class Account(msgspec.Struct, frozen=True):
    """Who may log in; `created` is Unix seconds, `factor` says that the second factor is set up."""

    name: str
    roles: frozenset[str]
    created: float
    factor: bool


class Session(msgspec.Struct, frozen=True):
    """Somebody who is logged in. `token` is the cookie (empty when looked up), `csrf` proves that a form is ours.

    `factor`: the second factor is set up; `temporary`: the password was set by somebody else.
    """

    name: str
    roles: frozenset[str]
    csrf: str
    factor: bool = False
    temporary: bool = False
    token: str = ""


class CodeWanted(msgspec.Struct, frozen=True):
    """The password was right; `token` is the cookie with which the second factor is to come."""

    token: str


class Accounts:
    """Accounts in `folder/accounts.db`. Methods raise `HubError` when the file cannot be used.

    `by` is the name of whoever does it, for the record. Names are the same however they are written (case, spaces).
    """

    def __init__(self, folder: Path, hasher: argon2.PasswordHasher) -> None:
        schema = f"{_SCHEMA}{accounts_audit.SCHEMA};{accounts_lockout.SCHEMA};{accounts_factor.SCHEMA}"
        self._store = open_store(folder / "accounts.db", schema)
        self._reader = open_store(folder / "accounts.db", "")  # who asks is known also while something is written
        self._hasher = hasher
        self._nobody = hasher.hash(secrets.token_hex(16))
        self._lock = threading.RLock()
        self.audit = Audit(self._store)
        self._lockout = Lockout(self._store)
        self._factor = SecondFactor(self._store, hub_secret(folder))

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        with self._lock, transaction(self._store):
            yield

    # ---- who there is ------------------------------------------------------------------------------------------

    def add(
        self, name: str, roles: str, password: str, now: float, by: str = COMMAND_LINE, *, temporary: bool = False
    ) -> None:
        """Create an account with role names separated by commas; a `temporary` password has to be changed.

        Raises `HubError` with `ACCOUNT` for a name taken or not allowed, or a weak password.
        """
        name = plain(name)
        if not name or len(name) > NAME_LIMIT or not name.isprintable() or name == plain(COMMAND_LINE):
            raise HubError(Reason.ACCOUNT, f"Ein Name hat 1 bis {NAME_LIMIT} sichtbare Zeichen.")
        given, hashed = _roles(roles), self._hashed(name, password)
        with self._changing():
            try:
                self._store.execute("insert into account values (?, ?, ?, ?)", (name, given, hashed, now))
            except sqlite3.IntegrityError:
                raise HubError(Reason.ACCOUNT, f"Das Konto {name} gibt es schon.") from None
            self._mark_temporary(name, temporary=temporary)
            self.audit.note(now, by, "account-added", name, given)

    def remove(self, name: str, now: float, by: str = COMMAND_LINE) -> None:
        """Delete an account and end its sessions; raises `HubError` with `ACCOUNT` for an unknown or the last one."""
        name = self._known(name)
        with self._changing():
            self._not_the_last(name, "", by)
            for table in ("account", "session", "pending", "temporary"):
                self._store.execute(f"delete from {table} where name = ?", (name,))  # noqa: S608 (ours)
            self._factor.forget(name)
            self._lockout.lift_name(name)
            self.audit.note(now, by, "account-removed", name)

    def change_roles(self, name: str, roles: str, now: float, by: str = COMMAND_LINE) -> None:
        """Give an account other roles; raises `HubError` as `add` and `remove` do."""
        name, given = self._known(name), _roles(roles)
        with self._changing():
            self._not_the_last(name, given, by)
            self._store.execute("update account set role = ? where name = ?", (given, name))
            self.audit.note(now, by, "roles-changed", name, given)

    def set_password(self, name: str, password: str, now: float, by: str = COMMAND_LINE) -> None:
        """Give an account a temporary password and end its sessions; raises `HubError` with `ACCOUNT`."""
        name = self._known(name)
        self._replace_password(name, password, now, by, temporary=True)

    def unlock(self, name: str, now: float, by: str = COMMAND_LINE) -> None:
        """Let somebody who failed too often try again at once, from anywhere; raises `HubError` with `ACCOUNT`."""
        name = self._known(name)
        with self._changing():
            self._lockout.lift_name(name)
            self.audit.note(now, by, "unlocked", name)

    def unlock_scope(self, scope: str, now: float, by: str) -> bool:
        """Lift one of `locks`; say whether it was there."""
        with self._changing():
            if not self._lockout.lift(scope):
                return False
            self.audit.note(now, by, "unlocked", accounts_lockout.Lock(scope, now).words)
        return True

    def reset_factor(self, name: str, now: float, by: str = COMMAND_LINE) -> None:
        """Take the second factor away (a lost telephone) and end the sessions; raises `HubError` with `ACCOUNT`."""
        name = self._known(name)
        with self._changing():
            self._factor.forget(name)
            self._lockout.lift(f"code {name}")
            self._end_sessions(name)
            self.audit.note(now, by, "factor-removed", name)

    def all(self) -> list[Account]:
        """Return all accounts by name."""
        rows = self._store.execute("select name, role, created from account order by name").fetchall()
        return [Account(name, parse_roles(role), at, self._factor.active(name)) for name, role, at in rows]

    def locks(self, now: float) -> list[accounts_lockout.Lock]:
        """Return what waits now because of too many failures."""
        return self._lockout.locks(now)

    def _known(self, name: str) -> str:
        name = plain(name)
        if self._store.execute("select 1 from account where name = ?", (name,)).fetchone() is None:
            raise HubError(Reason.ACCOUNT, f"Das Konto {name} gibt es nicht.")
        return name

    def _not_the_last(self, name: str, roles: str, by: str) -> None:
        """From a page nobody can take the last account of the administration away, their own included."""
        others = [account for account in self.all() if "administration" in account.roles and account.name != name]
        if by != COMMAND_LINE and not others and "administration" not in roles.split(","):
            raise HubError(Reason.ACCOUNT, "Das ist das letzte Konto mit der Aufgabe Verwaltung.")

    # ---- logging in --------------------------------------------------------------------------------------------

    def login(self, name: str, password: str, origin: str, now: float) -> Session | CodeWanted | Refused:
        """Check a password; `origin` is the address it came from. An unknown name takes as long as a known one."""
        name = plain(name)[:NAME_LIMIT]
        refused = self._checked(name, password, origin, now)
        if refused is not None:
            return refused
        with self._changing():
            if not self._factor.active(name):
                return self._begin(name, origin, now)
            token = secrets.token_urlsafe(32)
            self._store.execute("delete from pending where created < ?", (now - PENDING_SECONDS,))
            self._store.execute("insert into pending values (?, ?, ?)", (_digest(token), name, now))
        return CodeWanted(token)

    def login_code(self, token: str, typed: str, origin: str, now: float) -> Session | Refused:
        """Check the second factor of whoever has given the password (`CodeWanted`)."""
        name = self.waits_for_code(token, now)
        if name is None:
            return Refused("not-found", "Das hat zu lange gedauert. Bitte melden Sie sich noch einmal an.")
        with self._changing():
            wait = self._lockout.wait([f"code {name}"], now)
            if wait > 0:
                return _too_many(wait)
            what = self._factor.check(name, typed[:NAME_LIMIT], now)
            if not what:
                self._lockout.failed(f"code {name}", now)
                self.audit.note(now, "", "login-failed", name, f"{origin}, zweiter Faktor")
                return Refused("not-authorised", "Dieser Code stimmt nicht oder wurde schon benutzt.")
            self._lockout.lift(f"code {name}")
            self._store.execute("delete from pending where digest = ?", (_digest(token),))
            if what == "recovery":
                self.audit.note(now, name, "recovery-used", name, f"noch {self._factor.left(name)}")
            return self._begin(name, origin, now)

    def waits_for_code(self, token: str, now: float) -> str | None:
        """Return whose second factor is to come with this cookie."""
        row = self._store.execute(
            "select name from pending where digest = ? and created > ?", (_digest(token), now - PENDING_SECONDS)
        ).fetchone()
        return row[0] if row else None

    def _checked(self, name: str, password: str, origin: str, now: float) -> Refused | None:
        """Check a password and count a failure; None when it is right."""
        scopes = (f"pair {origin} {name}", f"from {origin}", f"name {name}")
        with self._changing():
            wait = self._lockout.wait(list(scopes), now)
        if wait > 0:
            return _too_many(wait)
        row = self._store.execute("select hash from account where name = ?", (name,)).fetchone()
        right = self._verified(row[0] if row else self._nobody, password[: MOST_PASSWORD + 1]) and row is not None
        new = self._hasher.hash(password) if right and self._hasher.check_needs_rehash(row[0]) else None
        with self._changing():
            if not right:
                for scope in scopes:
                    self._lockout.failed(scope, now)
                # A name that is no account may be a password in the wrong field: it is not written down.
                self.audit.note(now, "", "login-failed", name if row else "unbekannter Name", origin)
                return _WRONG
            self._lockout.lift(scopes[0])
            if new is not None:
                self._store.execute("update account set hash = ? where name = ?", (new, name))
        return None

    def _verified(self, known: str, password: str) -> bool:
        try:
            return self._hasher.verify(known, password)
        except argon2.exceptions.VerifyMismatchError:
            return False
        except argon2.exceptions.InvalidHashError as error:
            raise HubError(Reason.DAMAGED, "Die Datei der Konten ist beschädigt.") from error

    def _begin(self, name: str, origin: str, now: float) -> Session:
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self._store.execute("delete from session where created < ?", (now - SESSION_SECONDS,))
        self._store.execute("insert into session values (?, ?, ?, ?)", (_digest(token), name, csrf, now))
        self.audit.note(now, name, "login", name, origin)
        found = _running(self._store, token, now)
        if found is None:
            raise HubError(Reason.ACCOUNT, f"Das Konto {name} gibt es nicht.")
        return msgspec.structs.replace(found, token=token)

    # ---- sessions ----------------------------------------------------------------------------------------------

    def session(self, token: str, now: float) -> Session | None:
        """Return the running session of a cookie; never waits for another change."""
        return _running(self._reader, token, now)

    def logout(self, token: str, now: float) -> None:
        """End a session."""
        found = self.session(token, now)
        if found is not None:
            with self._changing():
                self._store.execute("delete from session where digest = ?", (_digest(token),))
                self.audit.note(now, found.name, "logout", found.name)

    def _end_sessions(self, name: str, but: str = "") -> None:
        self._store.execute("delete from session where name = ? and csrf <> ?", (name, but))
        self._store.execute("delete from pending where name = ?", (name,))

    # ---- one's own account -------------------------------------------------------------------------------------

    def change_password(self, session: Session, old: str, new: str, origin: str, now: float) -> Refused | None:
        """Let somebody choose their own password; their other sessions end. Raises `HubError` for a weak one."""
        refused = self._checked(session.name, old, origin, now)
        if refused is None:
            if old == new:
                raise HubError(Reason.ACCOUNT, "Das ist das bisherige Passwort. Bitte wählen Sie ein anderes.")
            self._replace_password(session.name, new, now, session.name, temporary=False, but=session.csrf)
        return refused

    def begin_factor(self, session: Session, password: str, origin: str, now: float) -> Refused | None:
        """Begin with a new second factor; the password is asked for again. `new_factor` is what to show."""
        refused = self._checked(session.name, password, origin, now)
        if refused is None:
            with self._changing():
                self._factor.begin(session.name)
        return refused

    def new_factor(self, session: Session) -> bytes | None:
        """Return the secret of a second factor that waits to be confirmed."""
        return self._factor.pending(session.name)

    def confirm_factor(self, session: Session, typed: str, now: float) -> tuple[str, ...] | Refused:
        """Take the first code of a new second factor; return the recovery codes, to be shown this once."""
        with self._changing():
            wait = self._lockout.wait([f"code {session.name}"], now)
            if wait > 0:
                return _too_many(wait)
            codes = self._factor.confirm(session.name, typed[:NAME_LIMIT], now)
            if codes is None:
                self._lockout.failed(f"code {session.name}", now)
                return Refused("not-authorised", "Dieser Code stimmt nicht. Bitte nehmen Sie den, der jetzt dasteht.")
            self._end_sessions(session.name, but=session.csrf)
            self.audit.note(now, session.name, "factor-added", session.name)
        return codes

    def recovery_left(self, session: Session) -> int:
        """Return how many recovery codes somebody has not used."""
        return self._factor.left(session.name)

    def _hashed(self, name: str, password: str) -> str:
        weak = weakness(name, password)
        if weak:
            raise HubError(Reason.ACCOUNT, weak)
        return self._hasher.hash(password)

    def _replace_password(
        self, name: str, password: str, now: float, by: str, *, temporary: bool, but: str = ""
    ) -> None:
        hashed = self._hashed(name, password)
        with self._changing():
            self._store.execute("update account set hash = ? where name = ?", (hashed, name))
            self._mark_temporary(name, temporary=temporary)
            self._end_sessions(name, but)
            self._lockout.lift_name(name)
            self.audit.note(now, by, "password-set" if temporary else "password-changed", name)

    def _mark_temporary(self, name: str, *, temporary: bool) -> None:
        self._store.execute("delete from temporary where name = ?", (name,))
        if temporary:
            self._store.execute("insert into temporary values (?)", (name,))

    # ---- the record --------------------------------------------------------------------------------------------

    def note(self, now: float, who: str, kind: str, subject: str = "", detail: str = "") -> None:
        """Write down what was done elsewhere (settings, terminals); see `accounts_audit`."""
        with self._changing():
            self.audit.note(now, who, kind, subject, detail)

    def forget(self, before: float) -> int:
        """Forget entries of the record older than `before` (Unix seconds); return how many."""
        with self._changing():
            return self.audit.forget(before)

    def close(self) -> None:
        """Close the file."""
        self._reader.close()
        self._store.close()


def _running(store: sqlite3.Connection, token: str, now: float) -> Session | None:
    row = store.execute(_SESSION, (_digest(token), now - SESSION_SECONDS)).fetchone()
    return Session(row[0], parse_roles(row[1]), row[2], bool(row[3]), bool(row[4])) if row else None


def _roles(text: str) -> str:
    try:
        return joined(parse_roles(text))
    except ValueError as error:
        raise HubError(Reason.ACCOUNT, str(error)) from None


def _too_many(wait: float) -> Refused:
    return Refused("too-many", f"Zu viele falsche Versuche. Bitte warten Sie {in_words(wait)}.")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
