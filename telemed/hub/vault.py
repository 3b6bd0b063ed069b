"""Personal data, sealed with a key for each subject that can be destroyed.

What names a person (name, telephone, address) is in events and outboxes only as `seal` returns it. The keys are in a
file of their own, `keys.sqlite`, that no backup of the journal contains: once a key is destroyed, nobody reads what it
sealed, whatever copies there are.

A key is never a Python `bytes`, which nothing can overwrite: it is drawn into, moved as and wiped from a `bytearray`.
Source of the rules: `docs/decisions/0072-a-destroyed-key-is-gone-from-the-file.md`.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from telemed.hub.store import named, open_store

FILE: Final = "keys.sqlite"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_VERSION: Final = b"\x01"
_SCHEMA: Final = """
create table if not exists key (subject text not null unique, until real, key blob not null) strict
"""


def appointment(identifier: str) -> str:
    """Return the subject of an appointment."""
    return f"appointment/{identifier}"


def ticket(identifier: str) -> str:
    """Return the subject of a ticket (the address that its holder gave for notices)."""
    return f"ticket/{identifier}"


class Vault:
    """The keys of a hub's subjects, shared by its processes and threads. Every method raises `HubError`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._lock = threading.Lock()
        self._store = open_store(self._path, _SCHEMA, "truncate")
        with named(self._path):
            self._store.execute("pragma synchronous=full")

    def seal(self, subject: str, data: bytes) -> bytes:
        """Return the data sealed for this subject; its key is made at first use.

        A subject whose key was destroyed gets another one; what was sealed before stays unreadable.
        """
        with self._writing(), self._key(subject, make=True) as key:
            assert key is not None
            nonce = secrets.token_bytes(_NONCE_BYTES)
            return _VERSION + nonce + AESGCM(key).encrypt(nonce, data, subject.encode())

    def open(self, subject: str, sealed: bytes) -> bytes | None:
        """Return what was sealed; None once the key is destroyed, and for what was not sealed for this subject."""
        with self._reading(), self._key(subject, make=False) as key:
            if key is None or sealed[:1] != _VERSION:
                return None
            nonce, content = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
            try:
                return AESGCM(key).decrypt(nonce, content, subject.encode())
            except (InvalidTag, ValueError):
                return None

    def destroy(self, subject: str) -> bool:
        """Destroy the subject's key, gone from the file at return; say whether there was one."""
        with self._writing():
            return self._store.execute("delete from key where subject = ?", (subject,)).rowcount > 0

    def keep_until(self, subject: str, at: float) -> None:
        """Set when the subject's retention ends (Unix seconds); nothing happens where there is no key."""
        with self._writing():
            self._store.execute("update key set until = ? where subject = ?", (at, subject))

    def limit(self, at: float) -> None:
        """Let the retention of every subject for which nobody set an end, end at `at`."""
        with self._writing():
            self._store.execute("update key set until = ? where until is null", (at,))

    def kept_until(self, subject: str) -> float | None:
        """Return when the subject's retention ends; None where it has no key or no end yet (see `has_key`)."""
        with self._reading():
            row = self._store.execute("select until from key where subject = ?", (subject,)).fetchone()
        return row[0] if row else None

    def has_key(self, subject: str) -> bool:
        """Say whether what was sealed for this subject can be read."""
        with self._reading():
            return self._rowid(subject) is not None

    def subjects(self, before: float) -> list[str]:
        """Return the subjects whose retention has ended before this time, the first to end first."""
        with self._reading():
            rows = self._store.execute("select subject from key where until < ? order by until, subject", (before,))
            return [row[0] for row in rows.fetchall()]

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    # ---- keys --------------------------------------------------------------------------------------------------

    def _rowid(self, subject: str) -> int | None:
        row = self._store.execute("select rowid from key where subject = ?", (subject,)).fetchone()
        return row[0] if row else None

    @contextlib.contextmanager
    def _key(self, subject: str, *, make: bool) -> Iterator[bytearray | None]:
        """Give the subject's key for the duration of a block; it is wiped after."""
        row = self._rowid(subject)
        if row is None and not make:
            yield None
            return
        key = bytearray(_KEY_BYTES)
        try:
            if row is None:
                self._draw(subject, key)
            else:
                with self._store.blobopen("key", "key", row, readonly=True) as blob:
                    # Byte by byte: an index gives a number, a slice or `read` a copy that cannot be wiped.
                    for index in range(_KEY_BYTES):
                        key[index] = blob[index]
            yield key
        finally:
            key[:] = bytes(_KEY_BYTES)

    def _draw(self, subject: str, key: bytearray) -> None:
        """Fill `key` at random and write it into the file, without a copy of it in a statement."""
        with Path("/dev/urandom").open("rb", buffering=0) as random:
            random.readinto(key)
        row = self._store.execute(
            "insert into key (subject, key) values (?, zeroblob(?)) returning rowid", (subject, _KEY_BYTES)
        ).fetchone()[0]
        with self._store.blobopen("key", "key", row) as blob:
            blob.write(key)

    # ---- transactions ------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._lock, named(self._path):
            self._store.execute(begin)
            try:
                yield
                self._store.execute("commit")
            finally:
                if self._store.in_transaction:
                    self._store.execute("rollback")

    def _writing(self) -> contextlib.AbstractContextManager[None]:
        return self._transaction("begin immediate")

    def _reading(self) -> contextlib.AbstractContextManager[None]:
        return self._transaction("begin")
