"""Terminals and displays: one-time enrolment codes and credentials, kept as hashes in a journal stream of their own."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

import msgspec

from telemed.api import Credential
from telemed.hub.journal import Entry, Journal
from telemed.hub.messages import Refused

STREAM: Final = "terminals"
CODE_SECONDS: Final = 24 * 3600
"""How long a one-time code can be used."""

_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_LENGTH: Final = 20


class CodeIssued(msgspec.Struct, frozen=True, tag=True):
    """A one-time code was made for the terminal `name`; only its hash is kept."""

    at: float
    name: str
    digest: str
    expires: float


class TerminalEnrolled(msgspec.Struct, frozen=True, tag=True):
    """The terminal `name` exchanged the code for a credential; a former one of the same name is void."""

    at: float
    name: str
    code: str
    digest: str


class TerminalShutOut(msgspec.Struct, frozen=True, tag=True):
    """The terminal `name` was stolen or is not used any more: its credential and unused codes are void."""

    at: float
    name: str


_Event = CodeIssued | TerminalEnrolled | TerminalShutOut
_decoder = msgspec.json.Decoder(_Event)


class Terminals:
    """Who may speak to the hub. Blocking; call it from the journal's thread."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._version = 0
        self._codes: dict[str, CodeIssued] = {}
        self._names: dict[str, str] = {}
        self._digests: dict[str, str] = {}

    def issue(self, name: str, now: float) -> str:
        """Make a one-time code for a terminal, valid for 24 hours, to be typed there or put into a file."""
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
        with self._journal.exclusive():
            self.catch_up()
            self._append(CodeIssued(now, name, _digest(code), now + CODE_SECONDS))
        return "-".join(code[i : i + 5] for i in range(0, _CODE_LENGTH, 5))

    def enrol(self, code: str, now: float) -> Credential | Refused:
        """Exchange a code for a credential; the code is used up."""
        digest = _digest(code.upper().replace("-", "").replace(" ", ""))
        with self._journal.exclusive():
            self.catch_up()
            issued = self._codes.get(digest)
            if issued is None or now > issued.expires:
                return Refused("not-authorised", "Dieser Code gilt nicht oder nicht mehr.")
            secret = secrets.token_urlsafe(32)
            self._append(TerminalEnrolled(now, issued.name, digest, _digest(secret)))
        return Credential(issued.name, secret)

    def shut_out(self, name: str, now: float) -> bool:
        """Make a terminal's credential and its unused codes void; say whether it had any."""
        with self._journal.exclusive():
            self.catch_up()
            if name not in self._names and all(code.name != name for code in self._codes.values()):
                return False
            self._append(TerminalShutOut(now, name))
        return True

    def who(self, secret: str) -> str | None:
        """Return the terminal that this credential belongs to."""
        digest = _digest(secret)
        name = self._digests.get(digest)
        # Looked up by a hash of 256 random bits: time tells nothing; compared once more all the same.
        return name if name is not None and hmac.compare_digest(self._names[name], digest) else None

    def names(self) -> list[str]:
        """Return all enrolled terminals."""
        return sorted(self._names)

    def catch_up(self) -> None:
        """Read what other processes wrote."""
        for recorded in self._journal.read(STREAM, self._version):
            self._version = recorded.version
            self._apply(_decoder.decode(recorded.entry.payload))

    def _append(self, event: _Event) -> None:
        entry = Entry(msgspec.json.encode(event), event.at)
        self._version = self._journal.append(STREAM, self._version, [entry])
        self._apply(event)

    def _apply(self, event: _Event) -> None:
        if isinstance(event, CodeIssued):
            self._codes[event.digest] = event
            return
        if isinstance(event, TerminalShutOut):
            self._codes = {digest: code for digest, code in self._codes.items() if code.name != event.name}
            self._digests.pop(self._names.pop(event.name, ""), None)
            return
        self._codes.pop(event.code, None)
        former = self._names.get(event.name)
        if former is not None:
            del self._digests[former]
        self._names[event.name] = event.digest
        self._digests[event.digest] = event.name


def _digest(secret: str) -> str:
    """SHA-256 is enough: what is hashed here is random (100 bits or more), so nothing can be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
