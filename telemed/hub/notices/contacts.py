"""Who agreed to be told, and where: the address is sealed, confirmed by a code, and gone when its time is over.

One file, `notices.db`, holds contacts and outbox. In clear are: the subject (`ticket/<id>`), the kind of channel, times
and how the visit stood last. The vault holds the key; when that is destroyed, nobody reads the address again.
"""

from __future__ import annotations

import contextlib
import hmac
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from telemed.hub.notices.channel import Name
from telemed.hub.notices.due import Notice, Standing, Told, due_notices, outdated
from telemed.hub.notices.outbox import SCHEMA as OUTBOX_SCHEMA
from telemed.hub.notices.outbox import Outbox
from telemed.hub.store import named, open_store
from telemed.hub.vault import Vault, ticket

CODE_SECONDS: Final = 600.0
CODE_TRIES: Final = 5
CODES: Final = 3
"""Codes for one visit at the most, so that nobody is pestered by them."""

_SCHEMA: Final = f"""
create table if not exists contact (
    subject text primary key, channel text not null, sealed blob not null, consent_at real not null,
    confirmed_at real, code_until real not null, tries integer not null, codes integer not null, request text not null,
    standing blob, told blob not null, keep_until real not null) strict;
{OUTBOX_SCHEMA}
"""


_INSERT: Final = """
insert or replace into contact (subject, channel, sealed, consent_at, confirmed_at, code_until, tries, codes, request,
    standing, told, keep_until) values (?, ?, ?, ?, ?, ?, 0, ?, ?, null, ?, ?)
"""


class Contact(msgspec.Struct, frozen=True):
    """What is sealed: the address, the language to write in, and the code until it was typed."""

    channel: Name
    address: str
    locale: str
    code: str = ""

    def __repr__(self) -> str:
        return f"Contact({self.channel})"


class Pending(msgspec.Struct, frozen=True):
    """How far a contact is, and until when its code is good."""

    channel: Name
    until: float
    confirmed: bool


Confirmed = Literal["confirmed", "wrong", "too-late", "unknown"]


class Contacts:
    """Contacts and outbox of a site, shared by the hub's processes and threads. Every method raises `HubError`."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._path = folder / "notices.db"
        self._store = open_store(self._path, _SCHEMA, "truncate")
        self._vault = vault
        self._lock = threading.Lock()
        self.outbox = Outbox(self._store, self._path)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do several things together or not at all; one thread, one process at a time."""
        with self._lock, named(self._path):
            self._store.execute("begin immediate")
            try:
                yield self._store
                self._store.execute("commit")
            finally:
                if self._store.in_transaction:
                    self._store.execute("rollback")

    def asked(self, subject: str, request: str) -> Pending | None:
        """Return how far a contact is that this very request made."""
        with self._lock, named(self._path):
            row = self._store.execute(
                "select channel, code_until, confirmed_at from contact where subject = ? and request = ?",
                (subject, request),
            ).fetchone()
        return Pending(row[0], row[1], row[2] is not None) if row else None

    def agree(self, subject: str, contact: Contact, now: float, keep_until: float, request: str) -> Pending | None:
        """Keep a contact that is to be confirmed, and the notice that carries its code; paper needs none.

        None when codes for this visit were sent too often. What was confirmed before is replaced: a new address is told
        everything anew. `request` is a mark of the request.
        """
        code = "" if contact.channel == "paper" else f"{secrets.randbelow(10**6):06}"
        with self.transaction() as store:
            row = store.execute("select codes from contact where subject = ?", (subject,)).fetchone()
            codes = (row[0] if row else 0) + bool(code)
            if codes > CODES:
                return None
            sealed = self._sealed(subject, msgspec.structs.replace(contact, code=code))
            self._limit_key(subject, keep_until)
            self.outbox.forget(subject)
            store.execute(
                _INSERT,
                (
                    subject, contact.channel, sealed, now, None if code else now, now + CODE_SECONDS,
                    codes, request, msgspec.json.encode(Told()), keep_until,
                ),
            )  # fmt: skip
            if code:
                self.outbox.put(subject, contact.channel, [Notice("code", f"{codes}", Standing("waiting"))], now)
        return Pending(contact.channel, now + CODE_SECONDS, not code)

    def confirm(self, subject: str, code: str, now: float) -> Confirmed:
        """Compare a typed code; after five wrong ones, or ten minutes, another is needed."""
        with self.transaction() as store:
            row = store.execute(
                "select sealed, code_until, tries, confirmed_at from contact where subject = ?", (subject,)
            ).fetchone()
            contact = self._opened(subject, row[0]) if row else None
            if contact is None:
                return "unknown"
            if row[3] is not None:
                return "confirmed"
            if now > row[1] or row[2] >= CODE_TRIES:
                return "too-late"
            if not hmac.compare_digest(contact.code.encode(), code.encode()):
                store.execute("update contact set tries = tries + 1 where subject = ?", (subject,))
                return "wrong"
            sealed = self._sealed(subject, msgspec.structs.replace(contact, code=""))
            store.execute("update contact set confirmed_at = ?, sealed = ? where subject = ?", (now, sealed, subject))
            self.outbox.withdraw(subject, ("code",), now)
            return "confirmed"

    def find(self, subject: str, *, confirmed: bool = True) -> Contact | None:
        """Return where to write to; None for nobody, or once the key is destroyed."""
        with self._lock, named(self._path):
            row = self._store.execute(
                "select sealed, confirmed_at from contact where subject = ?", (subject,)
            ).fetchone()
        if row is None or (confirmed and row[1] is None):
            return None
        return self._opened(subject, row[0])

    def state(self, subject: str) -> Pending | None:
        """Return how far a contact is, without its address."""
        with self._lock, named(self._path):
            row = self._store.execute(
                "select channel, code_until, confirmed_at from contact where subject = ?", (subject,)
            ).fetchone()
        return Pending(row[0], row[1], row[2] is not None) if row else None

    def subjects(self) -> list[str]:
        """Return the visits with a confirmed address."""
        with self._lock, named(self._path):
            rows = self._store.execute("select subject from contact where confirmed_at is not null").fetchall()
        return [row[0] for row in rows]

    def keeping(self) -> dict[str, float]:
        """Return every visit with an address and when its retention ends."""
        with self._lock, named(self._path):
            return dict(self._store.execute("select subject, keep_until from contact").fetchall())

    def decide(self, subject: str, after: Standing, now: float) -> int:
        """Decide from how the visit stood and what the person knows; keep that with the notices. Return how many."""
        with self.transaction() as store:
            row = store.execute(
                "select channel, standing, told from contact where subject = ? and confirmed_at is not null", (subject,)
            ).fetchone()
            if row is None:
                return 0
            before = msgspec.json.decode(row[1], type=Standing) if row[1] else None
            told = msgspec.json.decode(row[2], type=Told)
            notices, known = due_notices(before, after, told, now)
            if before is not None and before.without_range() == after.without_range() and known == told:
                return 0
            self.outbox.withdraw(subject, outdated(before, after, notices), now)
            store.execute(
                "update contact set standing = ?, told = ? where subject = ?",
                (msgspec.json.encode(after), msgspec.json.encode(known), subject),
            )
            return self.outbox.put(subject, row[0], notices, now)

    def keep_until(self, subject: str, at: float) -> None:
        """Set when the retention of a visit ends, which is known once the visit is over."""
        with self.transaction() as store:
            store.execute("update contact set keep_until = ? where subject = ?", (at, subject))
            self._limit_key(subject, at)

    def forget(self, subject: str) -> bool:
        """Destroy address, consent and notices of a visit now; say whether there were any.

        The key of an appointment is not ours: it seals the person's name too.
        """
        with self.transaction() as store:
            found = store.execute("delete from contact where subject = ?", (subject,)).rowcount > 0
            self.outbox.forget(subject)
            if is_ticket(subject):
                self._vault.destroy(subject)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def orphans(self) -> list[str]:
        """Return the visits whose key was destroyed elsewhere: nobody reads their addresses, and nobody needs them."""
        return [subject for subject in self.keeping() if not self._vault.has_key(subject)]

    def _limit_key(self, subject: str, at: float) -> None:
        if is_ticket(subject):
            self._vault.keep_until(subject, at)

    def _sealed(self, subject: str, contact: Contact) -> bytes:
        return self._vault.seal(subject, msgspec.json.encode(contact))

    def _opened(self, subject: str, sealed: bytes) -> Contact | None:
        content = self._vault.open(subject, sealed)
        return msgspec.json.decode(content, type=Contact) if content is not None else None


def is_ticket(subject: str) -> bool:
    """Whether nothing but the address is sealed for this subject."""
    return subject.startswith(ticket(""))
