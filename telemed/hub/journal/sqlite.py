"""The embedded journal: one SQLite file in WAL mode, `synchronous=FULL`, shared by the hub's processes.

A commit is one fdatasync however many entries it holds. Deleted content is overwritten (`secure_delete`).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Final

import sqlite_utils

from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, Recorded
from telemed.hub.journal.bell import Bell
from telemed.hub.store import named

KEY_SECONDS: Final = 48 * 3600
"""How long an idempotency key and its answer are kept."""

_COLUMNS: Final = {
    "stream": str,
    "version": int,
    "at": float,
    "payload": bytes,
    "key": str,
    "request": bytes,
    "answer": bytes,
}
_INSERT: Final = "insert into record (stream, version, at, payload, key, request, answer) values (?, ?, ?, ?, ?, ?, ?)"
_READ: Final = (
    "select version, payload, at, key, request, answer from record where stream = ? and version > ? order by version"
)


class SqliteJournal:
    """A journal in `folder` (created with mode 0700).

    `max_pages` limits its size, in pages of 4 096 bytes; `busy_seconds` is how long a program that holds the file
    without our lock is waited for.

    Raises `HubError` when the file is damaged or cannot be used. `now` is used to forget keys older than 48 hours.
    """

    def __init__(self, folder: Path, now: float, max_pages: int | None = None, busy_seconds: float = 5.0) -> None:
        self._path = folder / "journal.db"
        with named(self._path):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(folder / "journal.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        self._bell = Bell(folder / "bells")
        try:
            with named(self._path), self.exclusive():
                self._writer = _open(self._path, max_pages, busy_seconds)
                _prepare(self._writer, now)
                self._reader = _open(self._path, None, busy_seconds)
                self._inode = self._path.stat().st_ino
        except HubError:
            self._bell.close()
            os.close(self._lock)
            raise

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the file lock; see the protocol."""
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)

    def append(self, stream: str, expected_version: int, entries: Sequence[Entry]) -> int:
        """Add entries; see the protocol."""
        rows = [
            (stream, expected_version + index, e.at, e.payload, e.key or None, e.request, e.answer)
            for index, e in enumerate(entries, 1)
        ]
        with named(self._path):
            self._check_present()
            self._writer.execute("begin immediate")
            try:
                if self._version(stream) != expected_version:
                    raise HubError(Reason.CONFLICT, "Inzwischen ist etwas anderes geschehen.")
                self._writer.executemany(_INSERT, rows)
                self._writer.execute("commit")
            except sqlite3.IntegrityError as error:
                raise HubError(Reason.CONFLICT, "Dieser Schlüssel wurde schon benutzt.") from error
            finally:
                if self._writer.in_transaction:
                    self._writer.execute("rollback")
        self._bell.ring()
        return expected_version + len(rows)

    def _check_present(self) -> None:
        """A file that was removed or replaced would take every entry into nowhere."""
        try:
            same = self._path.stat().st_ino == self._inode
        except FileNotFoundError:
            same = False
        if not same:
            raise HubError(Reason.DAMAGED, f"Die Datei {self._path} wurde entfernt oder ersetzt.")

    def _version(self, stream: str) -> int:
        row = self._writer.execute("select max(version) from record where stream = ?", (stream,)).fetchone()
        return int(row[0] or 0)

    def read(self, stream: str, after: int) -> list[Recorded]:
        """Return what came after; see the protocol."""
        return self._read(self._writer, stream, after)

    def _read(self, connection: sqlite3.Connection, stream: str, after: int) -> list[Recorded]:
        with named(self._path):
            rows = connection.execute(_READ, (stream, after)).fetchall()
        return [Recorded(row[0], Entry(row[1], row[2], row[3] or "", row[4], row[5])) for row in rows]

    def answered(self, key: str) -> Entry | None:
        """Return the entry with this key; see the protocol."""
        with named(self._path):
            row = self._writer.execute(
                "select payload, at, key, request, answer from record where key = ?", (key,)
            ).fetchone()
        return Entry(*row) if row else None

    async def watch(self, stream: str, after: int) -> AsyncIterator[Recorded]:
        """Yield what comes; see the protocol."""
        rang = self._bell.listen()
        try:
            while True:
                for recorded in self._read(self._reader, stream, after):
                    after = recorded.version
                    yield recorded
                await self._bell.wait(rang)
        finally:
            self._bell.forget(rang)

    def streams(self) -> list[str]:
        """Return the names of all streams."""
        with named(self._path):
            return [row[0] for row in self._writer.execute("select distinct stream from record order by stream")]

    def verify(self) -> list[str]:
        """Check the file and every stream; return what is wrong in plain words, nothing when all is well."""
        with named(self._path):
            found = [str(row[0]) for row in self._writer.execute("pragma integrity_check") if row[0] != "ok"]
            gaps = self._writer.execute(
                "select stream from record group by stream having max(version) <> count(*) or min(version) <> 1"
            )
            return found + [f"Im Strom {row[0]} fehlen Einträge." for row in gaps]

    def close(self) -> None:
        """Let go of files and sockets."""
        self._reader.close()
        self._writer.close()
        self._bell.close()
        os.close(self._lock)


def _open(path: Path, max_pages: int | None, busy_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute("pragma secure_delete=on")
    connection.execute("pragma journal_size_limit=0")  # a checkpoint leaves no old pages behind
    if max_pages is not None:
        connection.execute(f"pragma max_page_count={max_pages:d}")
    return connection


def _prepare(connection: sqlite3.Connection, now: float) -> None:
    """Check the file, create the table at first use, forget old keys."""
    found = connection.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    database = sqlite_utils.Database(connection, execute_plugins=False)
    if "record" not in database.table_names():
        table = database.table("record")
        table.create(_COLUMNS, pk=("stream", "version"), not_null={"at", "payload", "request", "answer"})
        table.create_index(["key"], unique=True)
    connection.execute(
        "update record set key = null, request = x'', answer = x'' where key is not null and at < ?",
        (now - KEY_SECONDS,),
    )
