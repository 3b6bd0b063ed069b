"""Accounts of staff, their sessions, and what stops guessing. Kept apart from the journal, since names are personal.

Blocking: a login takes some 50 ms and 64 MiB (argon2id), so callers run it on a thread, one at a time.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
import unicodedata
from pathlib import Path
from typing import Final

import argon2
import msgspec

from telemed.hub.errors import HubError, Reason
from telemed.hub.messages import Refused
from telemed.hub.store import open_store

ROLES: Final = ("reception",)
SESSION_SECONDS: Final = 12 * 3600
"""A session ends after a working day, used or not."""
LEAST_PASSWORD: Final = 10
MOST_PASSWORD: Final = 256
NAME_LIMIT: Final = 64

_TRIES: Final = {"pair": 5, "from": 20, "name": 30}
_FIRST_WAIT: Final = 60.0
_LONGEST_WAIT: Final = 900.0
_FORGET: Final = 24 * 3600
_COMMON: Final = re.compile(
    r"pass?wor[dt]|kennwort|geheim|admin|empfang|reception|stadtteil|terminal|lobeda|winzerla|jena|hallo|willkommen|"
    r"sommer|winter|qwert[zy]?|asdf|iloveyou|letmein|welcome|012|123|234|345|456|567|678|789|(19|20)\d\d"
)
_SCHEMA: Final = """
create table if not exists account (
    name text primary key, role text not null, hash text not null, created real not null) strict;
create table if not exists session (
    digest text primary key, name text not null, csrf text not null, created real not null) strict;
create table if not exists failure (
    scope text primary key, count integer not null, until real not null, at real not null) strict
"""


class Account(msgspec.Struct, frozen=True):
    """Who may log in; `created` is Unix seconds."""

    name: str
    role: str
    created: float


class Session(msgspec.Struct, frozen=True):
    """Somebody who is logged in. `token` is the cookie (empty when looked up), `csrf` proves that a form is ours."""

    name: str
    role: str
    csrf: str
    token: str = ""


class Accounts:
    """Accounts in `folder/accounts.db`. Methods raise `HubError` when the file cannot be used."""

    def __init__(self, folder: Path, hasher: argon2.PasswordHasher) -> None:
        self._store = open_store(folder / "accounts.db", _SCHEMA)
        self._hasher = hasher
        self._nobody = hasher.hash(secrets.token_hex(16))

    def add(self, name: str, role: str, password: str, now: float) -> None:
        """Create an account; raises `HubError` with `ACCOUNT` for a name taken or not allowed, or a weak password."""
        name = _plain(name)
        if not name or len(name) > NAME_LIMIT or not name.isprintable():
            raise HubError(Reason.ACCOUNT, f"Ein Name hat 1 bis {NAME_LIMIT} sichtbare Zeichen.")
        if role not in ROLES:
            raise HubError(Reason.ACCOUNT, f"Diese Rolle gibt es nicht; möglich: {', '.join(ROLES)}.")
        weak = weakness(name, password)
        if weak:
            raise HubError(Reason.ACCOUNT, weak)
        try:
            self._store.execute(
                "insert into account values (?, ?, ?, ?)", (name, role, self._hasher.hash(password), now)
            )
        except sqlite3.IntegrityError:
            raise HubError(Reason.ACCOUNT, f"Das Konto {name} gibt es schon.") from None

    def remove(self, name: str) -> None:
        """Delete an account and end its sessions; raises `HubError` with `ACCOUNT` for an unknown name."""
        if self._store.execute("delete from account where name = ?", (_plain(name),)).rowcount == 0:
            raise HubError(Reason.ACCOUNT, f"Das Konto {name} gibt es nicht.")
        self._store.execute("delete from session where name = ?", (_plain(name),))

    def all(self) -> list[Account]:
        """Return all accounts by name."""
        return [Account(*row) for row in self._store.execute("select name, role, created from account order by name")]

    def login(self, name: str, password: str, origin: str, now: float) -> Session | Refused:
        """Check a password; `origin` is the address it came from. An unknown name takes as long as a known one."""
        name = _plain(name)[:NAME_LIMIT]
        scopes = {"pair": f"pair {origin} {name}", "from": f"from {origin}", "name": f"name {name}"}
        wait = self._locked(list(scopes.values()), now)
        if wait > 0:
            return Refused("too-many", f"Zu viele falsche Versuche. Bitte warten Sie {_in_words(wait)}.")
        row = self._store.execute("select role, hash from account where name = ?", (name,)).fetchone()
        if not self._verified(row[1] if row else self._nobody, password[: MOST_PASSWORD + 1]) or row is None:
            for kind, scope in scopes.items():
                self._failed(scope, _TRIES[kind], now)
            return Refused("not-authorised", "Name oder Passwort stimmt nicht.")
        self._store.execute("delete from failure where scope = ?", (scopes["pair"],))
        if self._hasher.check_needs_rehash(row[1]):
            self._store.execute("update account set hash = ? where name = ?", (self._hasher.hash(password), name))
        return self._begin(name, row[0], now)

    def _verified(self, known: str, password: str) -> bool:
        try:
            return self._hasher.verify(known, password)
        except argon2.exceptions.VerifyMismatchError:
            return False
        except argon2.exceptions.InvalidHashError as error:
            raise HubError(Reason.DAMAGED, "Die Datei der Konten ist beschädigt.") from error

    def _locked(self, scopes: list[str], now: float) -> float:
        self._store.execute("delete from failure where at < ?", (now - _FORGET,))
        marks = ", ".join("?" for _ in scopes)
        row = self._store.execute(f"select max(until) from failure where scope in ({marks})", scopes).fetchone()  # noqa: S608
        # A clock that went back must not lock anybody out for longer than the longest wait.
        return min(float(row[0] or 0.0) - now, _LONGEST_WAIT)

    def _failed(self, scope: str, tries: int, now: float) -> None:
        row = self._store.execute("select count from failure where scope = ?", (scope,)).fetchone()
        count = (row[0] if row else 0) + 1
        wait = min(_FIRST_WAIT * 2 ** min(count - tries, 10), _LONGEST_WAIT) if count >= tries else -1.0
        self._store.execute("insert or replace into failure values (?, ?, ?, ?)", (scope, count, now + wait, now))

    def _begin(self, name: str, role: str, now: float) -> Session:
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self._store.execute("delete from session where created < ?", (now - SESSION_SECONDS,))
        self._store.execute("insert into session values (?, ?, ?, ?)", (_digest(token), name, csrf, now))
        return Session(name, role, csrf, token)

    def session(self, token: str, now: float) -> Session | None:
        """Return the running session of a cookie."""
        row = self._store.execute(
            "select session.name, role, csrf from session join account using (name) "
            "where digest = ? and session.created > ?",
            (_digest(token), now - SESSION_SECONDS),
        ).fetchone()
        return Session(*row) if row else None

    def logout(self, token: str) -> None:
        """End a session."""
        self._store.execute("delete from session where digest = ?", (_digest(token),))

    def close(self) -> None:
        """Close the file."""
        self._store.close()


def weakness(name: str, password: str) -> str | None:
    """Say why a password is not taken, or None (NIST SP 800-63B: length, no common words, no composition rules)."""
    if len(password) < LEAST_PASSWORD:
        return f"Das Passwort braucht mindestens {LEAST_PASSWORD} Zeichen."
    if len(password) > MOST_PASSWORD:
        return f"Das Passwort darf höchstens {MOST_PASSWORD} Zeichen haben."
    rest = _COMMON.sub("", password.casefold().replace(name.casefold(), ""))
    if len(rest) < LEAST_PASSWORD // 2 or len(set(rest)) < LEAST_PASSWORD // 2:
        return (
            "Dieses Passwort ist leicht zu erraten. Nehmen Sie zum Beispiel vier Wörter, "
            "die nichts miteinander zu tun haben."
        )
    return None


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _in_words(seconds: float) -> str:
    minutes = int(seconds // 60) + 1
    return "eine Minute" if minutes == 1 else f"{minutes} Minuten"
