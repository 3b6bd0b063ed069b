"""The second factor of an account: an authenticator's secret, sealed, and ten recovery codes, kept as digests."""

from __future__ import annotations

import base64
import hmac
import os
import re
import secrets
import sqlite3
from typing import Final, Literal
from urllib.parse import quote, urlencode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from telemed.hub import accounts_totp as totp
from telemed.hub.errors import HubError, Reason

SCHEMA: Final = """
create table if not exists factor (
    name text not null, secret blob not null, confirmed integer not null, step integer not null,
    primary key (name, confirmed)) strict;
create table if not exists recovery (digest text primary key, name text not null) strict
"""
CODES: Final = 10
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH: Final = 12
_NONCE: Final = 12


class SecondFactor:
    """Second factors in the accounts' file `store`, sealed by the hub's `secret`: the file alone is of no use."""

    def __init__(self, store: sqlite3.Connection, secret: bytes) -> None:
        self._store = store
        self._seal = AESGCM(hmac.digest(secret, b"second factor", "sha256"))
        self._digests = hmac.digest(secret, b"recovery codes", "sha256")

    def begin(self, name: str) -> bytes:
        """Make a secret that counts once it is confirmed; return it. A confirmed one stays until then."""
        made = secrets.token_bytes(totp.SECRET_BYTES)
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._seal.encrypt(nonce, made, name.encode())
        self._store.execute("insert or replace into factor values (?, ?, 0, -1)", (name, sealed))
        return made

    def pending(self, name: str) -> bytes | None:
        """Return the secret that waits to be confirmed."""
        found = self._of(name, confirmed=False)
        return found[0] if found else None

    def confirm(self, name: str, typed: str, now: float) -> tuple[str, ...] | None:
        """Take the first code of a new secret; return the recovery codes, to be shown once. None for a wrong code."""
        found = self._of(name, confirmed=False)
        step = totp.matching_step(found[0], typed, now, found[1]) if found else None
        if step is None:
            return None
        self._store.execute("delete from factor where name = ? and confirmed", (name,))
        self._store.execute("update factor set confirmed = 1, step = ? where name = ?", (step, name))
        self._store.execute("delete from recovery where name = ?", (name,))
        codes = tuple("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)) for _ in range(CODES))
        self._store.executemany("insert into recovery values (?, ?)", [(self._digest(name, c), name) for c in codes])
        return tuple("-".join(code[at : at + 4] for at in range(0, _LENGTH, 4)) for code in codes)

    def check(self, name: str, typed: str, now: float) -> Literal["", "code", "recovery"]:
        """Say what was typed: a fresh code or an unused recovery code, both then used up; "" for neither."""
        found = self._of(name, confirmed=True)
        if found is None:
            return ""
        step = totp.matching_step(found[0], typed, now, found[1])
        if step is not None:
            self._store.execute("update factor set step = ? where name = ? and confirmed", (step, name))
            return "code"
        digest = self._digest(name, re.sub(r"[\s-]", "", typed).lower())
        used = self._store.execute("delete from recovery where digest = ? and name = ?", (digest, name)).rowcount
        return "recovery" if used else ""

    def active(self, name: str) -> bool:
        """Say whether the account needs a second factor to log in."""
        return self._store.execute("select 1 from factor where name = ? and confirmed", (name,)).fetchone() is not None

    def left(self, name: str) -> int:
        """Return how many recovery codes are unused."""
        return int(self._store.execute("select count(*) from recovery where name = ?", (name,)).fetchone()[0])

    def forget(self, name: str) -> None:
        """Delete secret and recovery codes."""
        self._store.execute("delete from factor where name = ?", (name,))
        self._store.execute("delete from recovery where name = ?", (name,))

    def _of(self, name: str, *, confirmed: bool) -> tuple[bytes, int] | None:
        row = self._store.execute(
            "select secret, step from factor where name = ? and confirmed = ?", (name, confirmed)
        ).fetchone()
        if row is None:
            return None
        try:
            return self._seal.decrypt(row[0][:_NONCE], row[0][_NONCE:], name.encode()), row[1]
        except InvalidTag as error:
            detail = "Der zweite Faktor passt nicht zum Geheimnis der Zentrale (Datei secret)."
            raise HubError(Reason.DAMAGED, detail) from error

    def _digest(self, name: str, code: str) -> str:
        return hmac.digest(self._digests, f"{name}\0{code}".encode(), "sha256").hex()


def address(secret: bytes, name: str, issuer: str) -> str:
    """Return what the QR code of an authenticator holds (`otpauth:`)."""
    words = urlencode({"secret": base64.b32encode(secret).decode(), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(name)}?{words}"
