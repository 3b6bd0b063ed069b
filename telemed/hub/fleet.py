"""What terminals say of themselves: their last heartbeat, and every head their chain of wipe records ever had.

A terminal whose records lack a head that the hub knows has lost records; an audit compares the two.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

import msgspec

from telemed.api import Heartbeat
from telemed.hub.errors import HubError, Reason
from telemed.hub.store import open_store

AWAY_SECONDS: Final = 60.0
"""A terminal not heard of for this long is away."""

_SCHEMA: Final = """
create table if not exists heartbeat (
    terminal text primary key, at real not null, body blob not null) strict;
create table if not exists head (
    terminal text not null, head text not null, at real not null, primary key (terminal, head)) strict
"""


class Terminal(msgspec.Struct, frozen=True):
    """A terminal as staff see it; `state` is `away` when it was not heard of for a minute."""

    name: str
    state: str
    heard: float
    sessions: int
    wipe_failures: int
    problems: tuple[str, ...]


class Fleet:
    """The last heartbeat of each terminal, shared by the hub's processes."""

    def __init__(self, folder: Path) -> None:
        self._store = open_store(folder / "fleet.db", _SCHEMA)

    def heard(self, terminal: str, beat: Heartbeat, now: float) -> bool:
        """Note a heartbeat; say whether anything that staff see has changed. Raises `HubError`."""
        try:
            row = self._store.execute("select body from heartbeat where terminal = ?", (terminal,)).fetchone()
            former = msgspec.json.decode(row[0], type=Heartbeat) if row else None
            self._store.execute(
                "insert or replace into heartbeat values (?, ?, ?)", (terminal, now, msgspec.json.encode(beat))
            )
            self._store.execute("insert or ignore into head values (?, ?, ?)", (terminal, beat.wipe_head, now))
        except sqlite3.Error as error:
            raise HubError(
                Reason.UNREADABLE, f"Der Zustand der Terminals kann nicht gemerkt werden: {error}."
            ) from error
        return former != beat

    def terminals(self, now: float) -> list[Terminal]:
        """Return all terminals ever heard of, by name. Raises `HubError`."""
        try:
            rows = self._store.execute("select terminal, at, body from heartbeat order by terminal").fetchall()
        except sqlite3.Error as error:
            raise HubError(Reason.UNREADABLE, f"Der Zustand der Terminals ist nicht lesbar: {error}.") from error
        return [_terminal(name, at, msgspec.json.decode(body, type=Heartbeat), now) for name, at, body in rows]

    def heads(self, terminal: str) -> list[tuple[float, str]]:
        """Return every head of the terminal's chain of wipe records with the time it was first heard of, in order."""
        rows = self._store.execute("select at, head from head where terminal = ? order by at, rowid", (terminal,))
        return [(at, head) for at, head in rows]

    def close(self) -> None:
        """Close the file."""
        self._store.close()


def _terminal(name: str, at: float, beat: Heartbeat, now: float) -> Terminal:
    state = "away" if now - at > AWAY_SECONDS else beat.state
    return Terminal(name, state, at, beat.sessions, beat.wipe_failures, beat.problems)
