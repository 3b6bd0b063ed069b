"""Backup and restore of the journal, without the keys of personal data (`telemed.hub.vault`).

A backup is one SQLite file, checked like the journal itself. A restored one brings back no erased person: what it holds
of people is sealed, and keys are never in it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from telemed.hub.clock import BERLIN
from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, chain, schema
from telemed.hub.journal.sqlite import HEAD_FILE, USERS_FILE, SqliteJournal, noted_head
from telemed.hub.journal.verify import verify_file
from telemed.hub.store import named

_PARTS = (schema.FILE, f"{schema.FILE}-wal", f"{schema.FILE}-shm", HEAD_FILE)


def backup(folder: Path, to: Path) -> chain.Head:
    """Write the journal as it is at this moment into a new file of mode 0600; return its head. A hub may run.

    Raises `HubError` when the file is there already or cannot be written; then nothing is left of it.
    """
    source = folder / schema.FILE
    if not source.is_file():
        raise HubError(Reason.UNREADABLE, f"Die Datei {source} gibt es nicht.")
    if to.exists():
        raise HubError(Reason.UNREADABLE, f"Die Datei {to} gibt es schon. Sie wird nicht überschrieben.")
    draft = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        with named(to):
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            with contextlib.closing(sqlite3.connect(source, timeout=5, isolation_level=None)) as connection:
                connection.execute("vacuum into ?", (str(draft),))  # One moment, and nothing that was deleted.
            found = verify_file(draft)
            if found.wrong:
                raise HubError(Reason.DAMAGED, f"Nicht gesichert, das Journal ist nicht in Ordnung: {found.wrong[0]}")
            _synced(draft)
            os.link(draft, to)  # Never over a file that came meanwhile.
            _synced(to.parent)
    finally:
        draft.unlink(missing_ok=True)
    return found.head


def restore(folder: Path, of: Path, now: float, keep: Sequence[str] = ()) -> Path | None:
    """Put a backup in the place of the journal; return the folder in which the one of before is, None without one.

    `keep` are streams whose entries stay: what the former journal has in them beyond the backup is added again. Raises
    `HubError` while a hub runs, and when the backup is not in order; then nothing has changed.
    """
    found = verify_file(of) if of.is_file() else None
    if found is None:
        raise HubError(Reason.UNREADABLE, f"Die Datei {of} gibt es nicht.")
    if found.wrong:
        raise HubError(Reason.DAMAGED, f"Die Sicherung ist nicht in Ordnung: {found.wrong[0]}")
    with named(folder / schema.FILE):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(folder):
            kept = {stream: _entries(folder, stream) for stream in keep}
            former = noted_head(folder) or chain.Head(0, chain.GENESIS)
            aside = _exchanged(folder, of, now)
        with contextlib.closing(SqliteJournal(folder, now)) as journal:
            journal.note(chain.JournalRestored(now, former.seq, former.link))
            for stream, entries in kept.items():
                _added(journal, stream, entries)
    return aside


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Refuse while somebody has the journal open, and let nobody open it meanwhile."""
    descriptor = os.open(folder / USERS_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise HubError(Reason.BUSY, "Die Zentrale läuft noch. Bitte beenden Sie sie zuerst.") from error
    finally:
        os.close(descriptor)


def _exchanged(folder: Path, of: Path, now: float) -> Path | None:
    """Put what is there aside and the backup in its place; the journal's name is never without a journal."""
    draft = folder / f".{schema.FILE}.restored"
    shutil.copyfile(of, draft)
    draft.chmod(0o600)
    _synced(draft)
    path, aside = folder / schema.FILE, None
    if path.exists():
        aside = folder / f"before-restore-{dt.datetime.fromtimestamp(now, BERLIN):%Y%m%d-%H%M%S}"
        aside.mkdir(mode=0o700)
        for name in _PARTS:
            if (folder / name).exists():
                os.link(folder / name, aside / name)
        _synced(aside)
    for name in _PARTS[1:]:
        (folder / name).unlink(missing_ok=True)
    draft.replace(path)
    _synced(folder)
    return aside


def _entries(folder: Path, stream: str) -> list[Entry]:
    """Return the entries of a stream of the former journal as far as it can be read."""
    path = folder / schema.FILE
    if not path.exists():
        return []
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
            rows = connection.execute("select payload, at from record where stream = ? order by version", (stream,))
            return [Entry(*row) for row in rows]
    except sqlite3.Error:
        return []


def _added(journal: SqliteJournal, stream: str, entries: Sequence[Entry]) -> None:
    there = journal.read(stream, 0)
    known = {recorded.entry.payload for recorded in there}
    more = [entry for entry in entries if entry.payload not in known]
    if more:
        journal.append(stream, len(there), more)


def _synced(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
