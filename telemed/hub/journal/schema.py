"""The file of the embedded journal: opened, made, and brought up to date."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import sqlite_utils

from telemed.hub.journal import chain

FILE: Final = "journal.db"

_COLUMNS: Final = {
    "seq": int,
    "stream": str,
    "version": int,
    "at": float,
    "payload": bytes,
    "key": str,
    "request": bytes,
    "answer": bytes,
    "salt": bytes,
    "link": bytes,
}
_NEEDED: Final = {"stream", "version", "at", "payload", "request", "answer", "salt", "link"}
INSERT: Final = f"insert into record ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - ours
_OLD: Final = "select stream, version, at, payload, key, request, answer from record_before order by rowid"


def connect(path: Path, max_pages: int | None, busy_seconds: float) -> sqlite3.Connection:
    """Open the file for reading and writing; a commit is durable at return, deleted content is overwritten."""
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute("pragma secure_delete=on")
    connection.execute("pragma journal_size_limit=0")  # a checkpoint leaves no old pages behind
    if max_pages is not None:
        connection.execute(f"pragma max_page_count={max_pages:d}")
    return connection


def prepare(connection: sqlite3.Connection, now: float) -> None:
    """Check the file, make its table at first use, and take up entries of before there was a chain."""
    found = connection.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    if has_chain(connection):
        return
    connection.execute("begin immediate")
    try:
        _make(connection, now)
        connection.execute("commit")
    finally:
        if connection.in_transaction:
            connection.execute("rollback")


def has_chain(connection: sqlite3.Connection) -> bool:
    """Say whether the file's entries are linked."""
    return any(row[1] == "link" for row in connection.execute("pragma table_info(record)"))


def _make(connection: sqlite3.Connection, now: float) -> None:
    database = sqlite_utils.Database(connection, execute_plugins=False)
    old = "record" in database.table_names()
    if old:
        database.rename_table("record", "record_before")
        connection.execute("drop index idx_record_key")
    table = database.table("record")
    table.create(_COLUMNS, pk="seq", not_null=_NEEDED)
    table.create_index(["stream", "version"], unique=True)
    table.create_index(["key"], unique=True)
    if old:
        _take_up(connection, now)
        connection.execute("drop table record_before")


def _take_up(connection: sqlite3.Connection, now: float) -> None:
    head = chain.Head(0, chain.GENESIS)
    for stream, version, at, payload, key, request, answer in connection.execute(_OLD).fetchall():
        try:
            head = add(connection, head, stream, version, at, payload, (key, request, answer))
        except (TypeError, AttributeError, struct.error) as error:
            raise sqlite3.DatabaseError(f"entry {version} of {stream} is none") from error
    began = msgspec.json.encode(chain.ChainBegan(now, head.seq))
    add(connection, head, chain.STREAM, 1, now, began)


def add(
    connection: sqlite3.Connection,
    head: chain.Head,
    stream: str,
    version: int,
    at: float,
    payload: bytes,
    about: tuple[str | None, bytes, bytes] = (None, b"", b""),
) -> chain.Head:
    """Write an entry behind `head` and return the new head; `about` are key, request and answer."""
    salt = os.urandom(chain.SALT_BYTES)
    link = chain.link(head.link, salt, stream, version, at, payload)
    connection.execute(INSERT, (head.seq + 1, stream, version, at, payload, *about, salt, link))
    return chain.Head(head.seq + 1, link)


def last(connection: sqlite3.Connection) -> chain.Head:
    """Return the end of the chain."""
    row = connection.execute("select seq, link from record order by seq desc limit 1").fetchone()
    return chain.Head(*row) if row else chain.Head(0, chain.GENESIS)


def links(connection: sqlite3.Connection) -> Iterator[chain.Link]:
    """Yield all entries as the chain sees them."""
    rows = connection.execute("select seq, stream, version, at, payload, salt, link from record order by seq")
    return (chain.Link(*row) for row in rows)


def own(connection: sqlite3.Connection) -> list[chain.Own]:
    """Return what the journal wrote about itself; an entry that cannot be read breaks the chain, not the reader."""
    rows = connection.execute("select payload from record where stream = ? order by version", (chain.STREAM,))
    found = []
    for (payload,) in rows:
        with contextlib.suppress(msgspec.MsgspecError, TypeError):
            found.append(chain.decoder.decode(payload))
    return found


def add_own(connection: sqlite3.Connection, head: chain.Head, record: chain.Own) -> chain.Head:
    """Write something about the journal itself behind `head`; return the new head."""
    version = connection.execute("select max(version) from record where stream = ?", (chain.STREAM,)).fetchone()[0]
    return add(connection, head, chain.STREAM, (version or 0) + 1, record.at, msgspec.json.encode(record))
