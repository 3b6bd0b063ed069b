"""What is still to be told, in a file that survives a restart: each notice once, tried again, given up visibly.

A row holds no address and no text: both are made at the moment of sending. Several processes share the file; one that
takes a notice holds it for a while, and after a crash another takes it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

import msgspec

from telemed.hub.notices.channel import Later, Never, Outcome, Sent, Why
from telemed.hub.notices.due import VALID_SECONDS, Kind, Notice
from telemed.hub.store import named

SCHEMA: Final = """
create table if not exists notice (
    id integer primary key autoincrement, subject text not null, kind text not null, bucket text not null,
    channel text not null, body blob not null, made real not null, until real not null, next_at real not null,
    attempts integer not null, silent integer not null, state text not null, why text, done_at real,
    unique (subject, kind, bucket)) strict;
create index if not exists notice_due on notice (state, next_at)
"""

HOLD_SECONDS: Final = 180.0
"""How long a process may take for one attempt; longer than every channel waits."""
FIRST_PAUSE: Final = 30.0
LONGEST_PAUSE: Final = 1800.0
SILENT_LIMIT: Final = 3
"""Attempts after which a side that takes a notice and says nothing is not asked again: it may have sent every one."""
ATTEMPTS: Final = 200
"""More than a notice of two days can need."""

State = Literal["waiting", "sent", "given-up", "to-print", "withdrawn"]


class Item(msgspec.Struct, frozen=True):
    """A notice taken for sending."""

    id: int
    subject: str
    notice: Notice
    attempts: int


class Trouble(msgspec.Struct, frozen=True):
    """A notice that did not get out, for staff: what it was, why, since when. Without any address."""

    id: int
    subject: str
    kind: Kind
    channel: str
    why: Why
    at: float
    number: int | None = None
    start: float | None = None


def pause(attempts: int) -> float:
    """Return the seconds until the next attempt after so many: 30 s, doubling to half an hour."""
    return min(FIRST_PAUSE * 2.0 ** min(attempts - 1, 20), LONGEST_PAUSE)


class Outbox:
    """The notices of a site, in the table of an open file (see `contacts`). Every method raises `HubError`.

    Methods do not begin transactions of their own, so that a decision and what it leads to are kept together.
    """

    def __init__(self, store: sqlite3.Connection, path: Path) -> None:
        self._store = store
        self._path = path

    def put(self, subject: str, channel: str, notices: Iterable[Notice], now: float) -> int:
        """Keep notices, those that are there already not again, whatever became of them; return how many are new."""
        rows = [
            (subject, each.kind, each.bucket, channel, msgspec.json.encode(each), now, until(each, now), now,
             "to-print" if channel == "paper" else "waiting")
            for each in notices
        ]  # fmt: skip
        with named(self._path):
            before = self._store.total_changes
            self._store.executemany(
                "insert into notice (subject, kind, bucket, channel, body, made, until, next_at, attempts, silent,"
                " state) values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?) on conflict do nothing",
                rows,
            )
            return self._store.total_changes - before

    def withdraw(self, subject: str, kinds: Iterable[Kind], now: float) -> None:
        """Take back what is not true any more and has not got out."""
        with named(self._path):
            self._store.executemany(
                "update notice set state = 'withdrawn', done_at = ? where subject = ? and kind = ?"
                " and state in ('waiting', 'to-print')",
                [(now, subject, kind) for kind in kinds],
            )

    def take(self, channel: str, now: float) -> Item | None:
        """Take the next notice that is due."""
        with named(self._path):
            row = self._store.execute(
                "update notice set next_at = ? where id = ("
                " select id from notice where state = 'waiting' and channel = ? and next_at <= ?"
                " order by next_at, id limit 1) returning id, subject, body, attempts",
                (now + HOLD_SECONDS, channel, now),
            ).fetchone()
        return Item(row[0], row[1], msgspec.json.decode(row[2], type=Notice), row[3]) if row else None

    def expire(self, now: float) -> int:
        """Give up what has come too late for its purpose; return how many."""
        with named(self._path):
            return self._store.execute(
                "update notice set state = 'given-up', why = coalesce(why, 'too-late'), done_at = ?"
                " where state = 'waiting' and until < ? and next_at <= ?",
                (now, now, now),
            ).rowcount

    def done(self, item: Item, outcome: Outcome, now: float) -> None:
        """Note what became of a notice."""
        attempts = item.attempts + 1
        with named(self._path):
            match outcome:
                case Sent():
                    self._end(item.id, "sent", None, now)
                case Never(why):
                    self._end(item.id, "given-up", why, now)
                case Later(why):
                    silent = why == "no-answer"
                    row = self._store.execute(
                        "update notice set attempts = ?, silent = silent + ?, why = ?, next_at = min(?, until + 1)"
                        " where id = ? and state = 'waiting' returning silent",
                        (attempts, silent, why, now + pause(attempts), item.id),
                    ).fetchone()
                    if row is not None and (row[0] >= SILENT_LIMIT or attempts >= ATTEMPTS):
                        self._end(item.id, "given-up", why, now)

    def _end(self, identifier: int, state: State, why: Why | None, now: float) -> None:
        self._store.execute(
            "update notice set state = ?, why = ?, done_at = ? where id = ? and state = 'waiting'",
            (state, why, now, identifier),
        )

    def next_at(self) -> float | None:
        """Return when the next notice is due; None when nothing waits."""
        with named(self._path):
            found: float | None = self._store.execute(
                "select min(next_at) from notice where state = 'waiting'"
            ).fetchone()[0]
        return found

    def to_print(self) -> list[Item]:
        """Return the notices that staff have to print, the oldest first."""
        with named(self._path):
            rows = self._store.execute(
                "select id, subject, body, attempts from notice where state = 'to-print' order by id"
            ).fetchall()
        return [Item(row[0], row[1], msgspec.json.decode(row[2], type=Notice), row[3]) for row in rows]

    def printed(self, identifier: int, now: float) -> bool:
        """Note that staff printed one."""
        with named(self._path):
            return (
                self._store.execute(
                    "update notice set state = 'sent', done_at = ? where id = ? and state = 'to-print'",
                    (now, identifier),
                ).rowcount
                > 0
            )

    def troubles(self) -> list[Trouble]:
        """Return what was given up and nobody has seen yet, the newest first; no codes: a terminal shows those."""
        with named(self._path):
            rows = self._store.execute(
                "select id, subject, kind, channel, why, done_at, body from notice"
                " where state = 'given-up' and kind <> 'code' order by done_at desc, id desc limit 200"
            ).fetchall()
        found = []
        for identifier, subject, kind, channel, why, at, body in rows:
            standing = msgspec.json.decode(body, type=Notice).standing
            found.append(Trouble(identifier, subject, kind, channel, why, at, standing.number, standing.start))
        return found

    def seen(self, identifier: int) -> bool:
        """Note that staff have told the person themselves, or need not."""
        with named(self._path):
            return (
                self._store.execute(
                    "update notice set state = 'withdrawn' where id = ? and state = 'given-up'", (identifier,)
                ).rowcount
                > 0
            )

    def counts(self) -> dict[str, int]:
        """Return how many notices are in which state."""
        with named(self._path):
            return dict(self._store.execute("select state, count(*) from notice group by state").fetchall())

    def forget(self, subject: str) -> None:
        """Delete everything about a visit."""
        with named(self._path):
            self._store.execute("delete from notice where subject = ?", (subject,))


def until(notice: Notice, now: float) -> float:
    """Return until when a notice is worth sending: never after an agreed time has begun."""
    end = now + VALID_SECONDS[notice.kind]
    start = notice.standing.start
    return end if start is None else min(end, max(start, now))
