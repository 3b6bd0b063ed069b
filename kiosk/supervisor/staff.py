"""Who may use the staff menu: one secret per person, slow to guess, and everyone waits after wrong tries."""

from __future__ import annotations

import contextlib
import logging
import secrets
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.channel import is_badge

log = logging.getLogger(__name__)

LEAST_DIGITS = 6
LEAST_DIFFERENT = 3
FREE_TRIES = 3
LONGEST_WAIT = 300.0


class Person(msgspec.Struct, frozen=True):
    """A member of staff: a short name and the hash of the PIN, and of the badge where there is one."""

    name: str
    pin: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """The result of a try: who it is, or how many seconds nobody can try."""

    person: str | None
    wait_seconds: float = 0.0


_NAME_OR_BADGE = "a badge has at least 8 characters, one of them a digit, and a name is not like that"


class WeakPinError(ValueError):
    """A PIN that is too short or too easy."""


class Staff:
    """The staff of one terminal, kept in a file that only the service can read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # RFC 9106's second choice is 64 MiB; the OWASP minimum keeps a small terminal small.
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._tries = path.with_name("staff-tries")
        self._wrong = self._noted()
        self._not_before = 0.0
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def people(self) -> tuple[Person, ...]:
        """Return everyone; an absent file is nobody."""
        if not self._path.exists():
            return ()
        return msgspec.json.decode(self._path.read_bytes(), type=tuple[Person, ...])

    def add(self, name: str, pin: str, badge: str = "") -> None:
        """Add or replace a person; raises `WeakPinError`. There is no default PIN."""
        digits = [int(char) for char in pin if char.isascii() and char.isdigit()]
        steps = {(after - before) % 10 for before, after in pairwise(digits)}
        if (
            len(digits) != len(pin)
            or len(digits) < LEAST_DIGITS
            or len(set(digits)) < LEAST_DIFFERENT
            or len(steps) == 1
        ):
            message = f"a PIN has at least {LEAST_DIGITS} digits, {LEAST_DIFFERENT} different, and is no simple row"
            raise WeakPinError(message)
        if is_badge(name) or (badge and not is_badge(badge)):
            raise WeakPinError(_NAME_OR_BADGE)
        hashed = Person(name, self._hasher.hash(pin), self._hasher.hash(badge) if badge else "")
        self._write([*(person for person in self.people() if person.name != name), hashed])

    def _write(self, people: list[Person]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".new")
        temporary.touch(mode=0o600)
        temporary.write_bytes(msgspec.json.encode(people))
        temporary.replace(self._path)

    def remove(self, name: str) -> bool:
        """Remove a person; False when there is none of that name."""
        others = [person for person in self.people() if person.name != name]
        found = len(others) < len(self.people())
        if found:
            self._write(others)
        return found

    def check(self, name: str, secret: str, now: float) -> Check:
        """Check a PIN (with a name) or a badge (without); `now` is monotonic. Wrong tries make everyone wait."""
        if now < self._not_before:
            return Check(None, self._not_before - now)
        found = None
        for person in self._usable() or (Person("", self._nobody, self._nobody),):
            wanted = person.pin if name and person.name.casefold() == name.casefold() else ""
            wanted = person.badge if not name else wanted
            if wanted and self._same(wanted, secret):
                found = person.name
        if found:
            self._note(0)
            return Check(found)
        self._note(self._wrong + 1)
        more = min(self._wrong - FREE_TRIES, 10)
        wait = 0.0 if more < 0 else min(LONGEST_WAIT, 5.0 * 2**more)
        self._not_before = now + wait
        return Check(None, wait)

    def _usable(self) -> tuple[Person, ...]:
        try:
            return self.people()
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            log.error("%s cannot be read: %s", self._path, error)  # noqa: TRY400 - the cause is all
            return ()

    def _noted(self) -> int:
        try:
            return max(0, int(self._tries.read_text()))
        except (OSError, ValueError):
            return 0

    def _note(self, wrong: int) -> None:
        """Keep the number of wrong tries in a row, so that switching off and on gives no new ones."""
        if wrong == self._wrong:
            return
        self._wrong = wrong
        with contextlib.suppress(OSError):  # a full disk: counted until the next start at least
            self._tries.parent.mkdir(parents=True, exist_ok=True)
            self._tries.write_text(f"{wrong}\n")

    def _same(self, wanted: str, secret: str) -> bool:
        try:
            return self._hasher.verify(wanted, secret)
        except (VerificationError, InvalidHashError):
            return False
