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
    terminal text not null, head text not null, at real not null, primary key (terminal, head)) strict;
create table if not exists broken (terminal text primary key, at real not null) strict
"""
_TERMINALS: Final = """
select heartbeat.terminal, heartbeat.at, body, broken.at from heartbeat
left join broken on broken.terminal = heartbeat.terminal order by heartbeat.terminal
"""
OVERDUE_SECONDS: Final = 36 * 3600.0
"""A self-test that should run every night and is older than this is overdue."""
CHAIN: Final = "chain"
"""The problem of a terminal whose wipe records do not continue those that were known."""


class Terminal(msgspec.Struct, frozen=True):
    """A terminal as staff see it; `state` is `away` when it was not heard of for a minute."""

    name: str
    state: str
    heard: float
    sessions: int
    wipe_failures: int
    problems: tuple[str, ...]
    selftest: str = ""
    """Outcome of the last self-test, `overdue`, or "" when none was ever told."""
    selftest_at: float = 0.0


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
            broken = former is not None and not continues(former, beat)
            if broken:
                self._store.execute("insert or ignore into broken values (?, ?)", (terminal, now))
        except sqlite3.Error as error:
            raise HubError(
                Reason.UNREADABLE, f"Der Zustand der Terminals kann nicht gemerkt werden: {error}."
            ) from error
        return broken or former != beat

    def forgive(self, terminal: str) -> None:
        """Take a terminal that was let in anew as a new one: its chain may begin anew. Raises `HubError`."""
        try:
            for table in ("broken", "heartbeat"):
                self._store.execute(f"delete from {table} where terminal = ?", (terminal,))  # noqa: S608 - ours
        except sqlite3.Error as error:
            raise HubError(Reason.UNREADABLE, f"Der Zustand der Terminals ist nicht lesbar: {error}.") from error

    def terminals(self, now: float) -> list[Terminal]:
        """Return all terminals ever heard of, by name. Raises `HubError`."""
        try:
            rows = self._store.execute(_TERMINALS).fetchall()
        except sqlite3.Error as error:
            raise HubError(Reason.UNREADABLE, f"Der Zustand der Terminals ist nicht lesbar: {error}.") from error
        decoded = [(name, at, msgspec.json.decode(body, type=Heartbeat), broken) for name, at, body, broken in rows]
        return [_terminal(name, at, beat, now, broken=bool(broken)) for name, at, beat, broken in decoded]

    def heads(self, terminal: str) -> list[tuple[float, str]]:
        """Return every head of the terminal's chain of wipe records with the time it was first heard of, in order."""
        rows = self._store.execute("select at, head from head where terminal = ? order by at, rowid", (terminal,))
        return [(at, head) for at, head in rows]

    def close(self) -> None:
        """Close the file."""
        self._store.close()


def continues(former: Heartbeat, beat: Heartbeat) -> bool:
    """Say whether a chain of wipe records goes on from the one that was known; true where that cannot be told.

    Terminals of before do not tell how many records there are; one that was away for more than 64 sessions tells the
    last 64 only.
    """
    if not former.wipe_records:
        return True
    more = beat.wipe_records - former.wipe_records
    if more <= 0:
        return more == 0 and beat.wipe_head == former.wipe_head
    if more > len(beat.wipe_recent):
        return len(beat.wipe_recent) > 0
    known = beat.wipe_recent[-more]
    return former.wipe_head.startswith(known) and bool(known)


def _terminal(name: str, at: float, beat: Heartbeat, now: float, *, broken: bool) -> Terminal:
    state = "away" if now - at > AWAY_SECONDS else beat.state
    problems = (*beat.problems, CHAIN) if broken else beat.problems
    test = beat.selftest
    late = test is not None and now - test.at > OVERDUE_SECONDS
    outcome = "" if test is None else "overdue" if late and test.outcome == "proven" else test.outcome
    when = 0.0 if test is None else float(test.at)
    return Terminal(name, state, at, beat.sessions, beat.wipe_failures, problems, outcome, when)
