"""Small SQLite files beside the journal: opened the same way everywhere, errors named."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from telemed.hub.errors import HubError, Reason


def open_store(path: Path, schema: str) -> sqlite3.Connection:
    """Open or create a database file of mode 0600 in WAL mode; raises `HubError`."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma secure_delete=on")
        connection.execute("pragma journal_size_limit=0")  # a checkpoint leaves no old pages behind
        connection.executescript(schema)
    except (sqlite3.Error, OSError) as error:
        raise HubError(Reason.UNREADABLE, f"Die Datei {path} kann nicht benutzt werden: {error}.") from error
    return connection


@contextlib.contextmanager
def transaction(store: sqlite3.Connection) -> Iterator[None]:
    """Make all of a block durable at its end, or nothing of it; raises `HubError` when the file cannot be written."""
    try:
        store.execute("begin immediate")
        try:
            yield
            store.execute("commit")
        finally:
            if store.in_transaction:
                store.execute("rollback")
    except sqlite3.OperationalError as error:
        raise HubError(Reason.UNREADABLE, f"Die Konten können nicht geschrieben werden: {error}.") from error
