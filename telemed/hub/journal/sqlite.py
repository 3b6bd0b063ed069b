"""The embedded journal: one SQLite file in WAL mode, `synchronous=FULL`, shared by the hub's processes.

A commit is one fdatasync however many entries it holds. Deleted content is overwritten (`secure_delete`). Every entry
is linked to the one before (`chain`), and the newest link is noted in a file beside the journal.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Final

from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, Recorded, chain, schema
from telemed.hub.journal.bell import Bell
from telemed.hub.store import named

log = logging.getLogger(__name__)

KEY_SECONDS: Final = 48 * 3600
"""How long an idempotency key and its answer are kept."""
HEAD_FILE: Final = "journal.head"
LOCK_FILE: Final = "journal.lock"
USERS_FILE: Final = "journal.users"
"""Locked (shared) by everybody who has the journal open, so that nobody exchanges it under them."""
_HEAD_BYTES: Final = 96
"""The head always takes so many bytes, so that writing it over the last one can be done in one go."""

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
        self._path = folder / schema.FILE
        with named(self._path):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._users = os.open(folder / USERS_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._head = os.open(folder / HEAD_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        self._bell = Bell(folder / "bells")
        try:
            _join(self._users)
            with named(self._path), self.exclusive():
                self._writer = schema.connect(self._path, max_pages, busy_seconds)
                schema.prepare(self._writer, now)
                self._reader = schema.connect(self._path, None, busy_seconds)
                self._inode = self._path.stat().st_ino
                self._look_for_the_end(now)
        except HubError:
            self._let_go()
            raise
        self.forget_keys(now)

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
        with self._writing():
            if self._version(stream) != expected_version:
                raise HubError(Reason.CONFLICT, "Inzwischen ist etwas anderes geschehen.")
            head = self._add(schema.last(self._writer), stream, expected_version, entries)
        self._appended(head)
        return expected_version + len(entries)

    def replace(self, stream: str, by: Sequence[tuple[str, Entry]], now: float) -> None:
        """Take a whole stream out and add entries to others, all or nothing; the chain can be checked as before.

        The space is overwritten; copies in the write-ahead log go with the next `scrub`.
        """
        with self._writing():
            head = schema.last(self._writer)  # Before the deletion, which may take the last entry.
            gone = self._writer.execute("select seq, link from record where stream = ? order by seq", (stream,))
            runs = chain.runs_of(gone.fetchall())
            self._writer.execute("delete from record where stream = ?", (stream,))
            entries = sum(run.last - run.first + 1 for run in runs)
            head = schema.add_own(self._writer, head, chain.StreamRemoved(now, stream, entries, runs))
            for into, entry in by:
                head = self._add(head, into, self._version(into), [entry])
        self._appended(head)

    def _add(self, head: chain.Head, stream: str, version: int, entries: Sequence[Entry]) -> chain.Head:
        for index, e in enumerate(entries, version + 1):
            about = (e.key or None, e.request, e.answer)
            head = schema.add(self._writer, head, stream, index, e.at, e.payload, about)
        return head

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with named(self._path):
            self._check_present()
            self._writer.execute("begin immediate")
            try:
                yield
                self._writer.execute("commit")
            except sqlite3.IntegrityError as error:
                raise HubError(Reason.CONFLICT, "Dieser Schlüssel wurde schon benutzt.") from error
            finally:
                if self._writer.in_transaction:
                    self._writer.execute("rollback")

    def _appended(self, head: chain.Head) -> None:
        with contextlib.suppress(OSError):  # Already durable; a head that is behind is no lie.
            os.pwrite(self._head, f"{head}\n".ljust(_HEAD_BYTES).encode(), 0)
        self._bell.ring()

    def _check_present(self) -> None:
        """A file that was removed or replaced would take every entry into nowhere."""
        try:
            same = self._path.stat().st_ino == self._inode
        except FileNotFoundError:
            same = False
        if not same:
            raise HubError(Reason.DAMAGED, f"Die Datei {self._path} wurde entfernt oder ersetzt.")

    def _look_for_the_end(self, now: float) -> None:
        """Write down for good that the noted head is not in the journal, before it is written over."""
        noted = noted_head(self._path.parent)
        if noted is None or noted.seq == 0:
            return
        row = self._writer.execute("select link from record where seq = ?", (noted.seq,)).fetchone()
        found = bytes(row[0]) if row else self._removed(noted.seq)
        if found == noted.link:
            return
        log.error("the journal's end is missing: entry %d was noted beside it", noted.seq)
        self.note(chain.EndMissed(now, noted.seq, noted.link))

    def note(self, record: chain.Own) -> None:
        """Write something about the journal itself into it."""
        with self._writing():
            head = schema.add_own(self._writer, schema.last(self._writer), record)
        self._appended(head)

    def _removed(self, seq: int) -> bytes | None:
        """Return the link of an entry that ended a run which was taken out."""
        removed = [record for record in schema.own(self._writer) if isinstance(record, chain.StreamRemoved)]
        return next((run.link for record in removed for run in record.runs if run.last == seq), None)

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

    def head(self) -> chain.Head:
        """Return the end of the chain, to be noted elsewhere."""
        with named(self._path):
            return schema.last(self._writer)

    def forget_keys(self, now: float) -> None:
        """Forget keys, digests of requests and answers older than 48 hours."""
        with self._writing():
            self._writer.execute(
                "update record set key = null, request = x'', answer = x'' where key is not null and at < ?",
                (now - KEY_SECONDS,),
            )

    def scrub(self) -> bool:
        """Empty the write-ahead log, in which deleted content may still be; False when a reader holds it up."""
        with named(self._path):
            busy = self._writer.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
        return not busy

    def close(self) -> None:
        """Let go of files and sockets."""
        self._reader.close()
        self._writer.close()
        self._let_go()

    def _let_go(self) -> None:
        self._bell.close()
        for descriptor in (self._lock, self._users, self._head):
            os.close(descriptor)


def _join(users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise HubError(Reason.BUSY, "Das Journal wird gerade wiederhergestellt.") from error


def noted_head(folder: Path) -> chain.Head | None:
    """Return the head noted beside the journal; None where there is none that can be read."""
    try:
        return chain.Head.parse((folder / HEAD_FILE).read_text("ascii"))
    except (OSError, ValueError):
        return None
