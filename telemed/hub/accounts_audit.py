"""Who changed what, and when: an append-only record in the file of the accounts, chained so that a gap is noticed.

It is in the same file, so that a change of an account and its record are durable together. No visitor is ever in it.
Names of staff are personal too: entries are forgotten after the days of the site's settings, and the chain goes on.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from typing import Final

import msgspec

from telemed.hub.explain import PRIORITIES
from telemed.hub.messages import Priority

SCHEMA: Final = """
create table if not exists audit (
    id integer primary key autoincrement, at real not null, who text not null, kind text not null,
    subject text not null, detail text not null, digest text not null) strict;
create table if not exists audit_start (one integer primary key check (one = 1), id integer not null,
    digest text not null) strict;
insert or ignore into audit_start values (1, 0, '');
create trigger if not exists audit_never_changes before update on audit
    begin select raise(abort, 'the record is append-only'); end;
create trigger if not exists audit_only_forgets before delete on audit
    when old.id > (select id from audit_start)
    begin select raise(abort, 'the record is append-only'); end
"""
COMMAND_LINE: Final = "Befehlszeile"
"""Who did what was done by `stadtteil hub` on the machine itself."""

KINDS: Final[Mapping[str, str]] = {
    "login": "angemeldet",
    "login-failed": "Anmeldung falsch",
    "logout": "abgemeldet",
    "account-added": "Konto angelegt",
    "account-removed": "Konto gelöscht",
    "roles-changed": "Aufgaben geändert",
    "password-changed": "eigenes Passwort geändert",
    "password-set": "Passwort gesetzt",
    "factor-added": "zweiter Faktor eingerichtet",
    "factor-removed": "zweiter Faktor zurückgesetzt",
    "recovery-used": "Ersatzcode benutzt",
    "unlocked": "Sperre aufgehoben",
    "terminal-code": "Code für ein Terminal erzeugt",
    "terminal-shut-out": "Terminal ausgeschlossen",
    "closed-days": "Tage für Termine geschlossen",
    "helper": "Hilfe am Terminal angesagt",
    "delay": "Verspätung angesagt",
    "priority": "Vorrang",
}
"""All kinds of entries, with the German words for them."""


class Noted(msgspec.Struct, frozen=True):
    """An entry: who did what to whom, at Unix seconds."""

    id: int
    at: float
    who: str
    kind: str
    subject: str
    detail: str

    @property
    def words(self) -> str:
        """What was done, in German."""
        return KINDS.get(self.kind, self.kind)


class Audit:
    """The record in the accounts' file `store`; `note` belongs into the transaction of what it tells of."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store

    def note(self, at: float, who: str, kind: str, subject: str = "", detail: str = "") -> None:
        """Append an entry; a kind that is not known is a fault of ours (KeyError)."""
        KINDS[kind]
        last = self._store.execute("select id, digest from audit order by id desc limit 1").fetchone()
        id_, digest = last or self._store.execute("select id, digest from audit_start").fetchone()
        values = (id_ + 1, at, who, kind, subject, detail)
        self._store.execute("insert into audit values (?, ?, ?, ?, ?, ?, ?)", (*values, _chained(digest, values)))

    def entries(self, before: int | None = None, limit: int = 100) -> list[Noted]:
        """Return the newest entries, newest first; `before` an id goes on from there."""
        rows = self._store.execute(
            "select id, at, who, kind, subject, detail from audit where id < ? order by id desc limit ?",
            (2**62 if before is None else before, limit),
        )
        return [Noted(*row) for row in rows]

    def forget(self, before: float) -> int:
        """Forget entries older than `before`, from the oldest on without a gap; return how many."""
        row = self._store.execute(
            "select id, digest from audit where id < coalesce((select min(id) from audit where at >= ?), 1 << 62) "
            "order by id desc limit 1",
            (before,),
        ).fetchone()
        if row is None:
            return 0
        self._store.execute("update audit_start set id = ?, digest = ?", row)
        return self._store.execute("delete from audit where id <= ?", (row[0],)).rowcount

    def verify(self) -> list[str]:
        """Return what is wrong with the record in plain words; nothing when all is well."""
        id_, digest = self._store.execute("select id, digest from audit_start").fetchone()
        for *values, found in self._store.execute(
            "select id, at, who, kind, subject, detail, digest from audit order by id"
        ):
            if values[0] != id_ + 1:
                return [f"Im Protokoll fehlen Einträge nach Nummer {id_}."]
            id_, digest = values[0], _chained(digest, tuple(values))
            if digest != found:
                return [f"Eintrag {id_} des Protokolls wurde verändert."]
        return []


def helper_noted(until: str | None) -> tuple[str, str, str]:
    """Return kind, subject and detail of the announcement until when somebody helps."""
    return "helper", "", f"bis {until} Uhr" if until else "niemand"


def delay_noted(room: str, minutes: int) -> tuple[str, str, str]:
    """Return kind, subject and detail of the announcement that a room runs late."""
    return "delay", room, f"{minutes} Min" if minutes else "zurückgenommen"


def priority_noted(reason: Priority | None) -> tuple[str, str, str]:
    """Return kind, subject and detail of a priority that somebody gave or took back; never to which number."""
    return "priority", "", f"gegeben: {PRIORITIES[reason]}" if reason else "zurückgenommen"


def _chained(digest: str, values: tuple[object, ...]) -> str:
    return hashlib.sha256(msgspec.json.encode([digest, *values])).hexdigest()
