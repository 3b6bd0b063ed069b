"""Small SQLite files beside the journal: opened the same way everywhere, errors named."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from telemed.hub.errors import HubError, Reason

_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def open_store(path: Path, schema: str, mode: Literal["wal", "truncate"] = "wal") -> sqlite3.Connection:
    """Open or create a database file of mode 0600 in this journal mode; raises `HubError`.

    Deleted content is overwritten. In the mode `truncate` it is in no file as soon as the deletion returns; in the mode
    `wal`, which reads while another process writes, only after the next checkpoint.
    """
    with named(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"pragma journal_mode={mode}")
            connection.execute("pragma secure_delete=on")
            connection.execute("pragma journal_size_limit=0")  # a checkpoint leaves no old pages behind
            connection.executescript(schema)
        except sqlite3.Error:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into an error that names the cause."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise HubError(Reason.DISK_FULL, f"Der Speicherplatz für {path} ist voll.") from error
        if code == sqlite3.SQLITE_BUSY:
            raise HubError(Reason.BUSY, f"Ein anderes Programm hält {path} fest.") from error
        if code in _DAMAGED:
            raise HubError(Reason.DAMAGED, f"Die Datei {path} ist beschädigt: {error}.") from error
        raise HubError(Reason.UNREADABLE, f"Die Datei {path} kann nicht benutzt werden: {error}.") from error
    except OSError as error:
        raise HubError(Reason.UNREADABLE, f"{path} kann nicht benutzt werden: {error.strerror}.") from error
