"""What stops guessing: who failed too often waits, longer each time, and an administrator can lift it."""

from __future__ import annotations

import sqlite3
from typing import Final

import msgspec

SCHEMA: Final = """
create table if not exists failure (
    scope text primary key, count integer not null, until real not null, at real not null) strict
"""
_TRIES: Final = {"pair": 5, "from": 20, "name": 30, "code": 5}
_FIRST_WAIT: Final = 60.0
_LONGEST_WAIT: Final = 900.0
_FORGET: Final = 24 * 3600


class Lock(msgspec.Struct, frozen=True):
    """Something that waits until Unix seconds `until`: a name, an address, both together, or a name's second factor."""

    scope: str
    until: float

    @property
    def words(self) -> str:
        """What is locked, in German."""
        kind, _, rest = self.scope.partition(" ")
        origin, _, name = rest.partition(" ")
        return {
            "pair": f"Konto {name} von der Adresse {origin}",
            "from": f"alle Konten von der Adresse {rest}",
            "name": f"Konto {rest} von überall",
            "code": f"Konto {rest}, zweiter Faktor",
        }[kind]


class Lockout:
    """Failures in the accounts' file `store`, by scope."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self._store = store

    def wait(self, scopes: list[str], now: float) -> float:
        """Return the seconds that these scopes still wait; 0 or less when none does."""
        self._store.execute("delete from failure where at < ?", (now - _FORGET,))
        marks = ", ".join("?" for _ in scopes)
        row = self._store.execute(f"select max(until) from failure where scope in ({marks})", scopes).fetchone()  # noqa: S608
        # A clock that went back must not lock anybody out for longer than the longest wait.
        return min(float(row[0] or 0.0) - now, _LONGEST_WAIT)

    def failed(self, scope: str, now: float) -> None:
        """Count a failure."""
        row = self._store.execute("select count from failure where scope = ?", (scope,)).fetchone()
        count, tries = (row[0] if row else 0) + 1, _TRIES[scope.partition(" ")[0]]
        wait = min(_FIRST_WAIT * 2 ** min(count - tries, 10), _LONGEST_WAIT) if count >= tries else -1.0
        self._store.execute("insert or replace into failure values (?, ?, ?, ?)", (scope, count, now + wait, now))

    def lift(self, scope: str) -> bool:
        """Forget the failures of a scope; say whether there were any."""
        return self._store.execute("delete from failure where scope = ?", (scope,)).rowcount > 0

    def lift_name(self, name: str) -> None:
        """Forget all failures of a name, wherever they came from."""
        self._store.execute(
            "delete from failure where scope in (?, ?) or (scope like 'pair %' and substr(scope, -?) = ?)",
            (f"name {name}", f"code {name}", len(name) + 1, f" {name}"),
        )

    def locks(self, now: float) -> list[Lock]:
        """Return what waits now, the longest wait first."""
        rows = self._store.execute("select scope, until from failure where until > ? order by until desc", (now,))
        return [Lock(*row) for row in rows]


def in_words(seconds: float) -> str:
    """Say a wait in German, rounded up to minutes."""
    minutes = int(seconds // 60) + 1
    return "eine Minute" if minutes == 1 else f"{minutes} Minuten"
