"""What people say of themselves when they book: checked, sealed, and digested where one person is to be recognised.

A digest of an e-mail address can be tried out by whoever has its key, for as long as the key exists. So the keys of
digests change each month and are in the vault, where they end like the data: see
`docs/decisions/0057-one-persons-limit-by-digests-that-end.md`.
"""

from __future__ import annotations

import datetime as dt
import hmac
import re
import secrets
from collections.abc import Mapping
from typing import Final

import msgspec

from telemed.api_appointments import Book
from telemed.hub.messages import Refused
from telemed.hub.vault import Vault

CODE_DIGITS: Final = 10
NAME_LENGTH: Final = 120

_CODE: Final = re.compile(rf"[0-9]{{{CODE_DIGITS}}}")
_PHONE: Final = re.compile(r"\+?[0-9 ()/.-]{5,30}")
_EMAIL: Final = re.compile(r"[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]{1,188}\.[^\s@<>,;:\".]{2,63}")
_LOCALE: Final = re.compile(r"[a-z]{2}(?:-[a-z]{1,16})?")


class Person(msgspec.Struct, frozen=True):
    """What is sealed of an appointment: its code and what the person said."""

    code: str
    name: str = ""
    phone: str = ""
    email: str = ""
    locale: str = "de"


def new_code() -> str:
    """Return a code that nobody can guess."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def plain_code(text: str) -> str | None:
    """Return the ten digits of a code however it was typed; None when it is none."""
    digits = text.replace(" ", "").replace("-", "")
    return digits if _CODE.fullmatch(digits) else None


def id_of(code: str, secret: bytes) -> str:
    """Return an appointment's id, a keyed digest of its code."""
    return hmac.digest(secret, b"appointment\0" + code.encode(), "sha256")[:12].hex()


def person_of(book: Book, code: str) -> Person | Refused:
    """Return what the person said, tidied, or what is wrong with it."""
    name, phone, email = (" ".join(text.split()) for text in (book.name, book.phone, book.email))
    if len(name) > NAME_LENGTH or not (name.isprintable()):
        return Refused("bad-request", f"Ein Name hat höchstens {NAME_LENGTH} Zeichen.")
    if phone and _PHONE.fullmatch(phone) is None:
        return Refused("bad-request", "Diese Telefonnummer sieht nicht vollständig aus.")
    if email and (_EMAIL.fullmatch(email) is None or not email.isprintable()):
        return Refused("bad-request", "Diese E-Mail-Adresse sieht nicht vollständig aus.")
    if _LOCALE.fullmatch(book.locale) is None:
        return Refused("bad-request", "Diese Sprache gibt es nicht.")
    return Person(code, name, phone, email, book.locale)


def contacts_of(person: Person) -> tuple[str, ...]:
    """Return what one person is recognised by, written one way."""
    contacts = []
    if person.phone:
        digits = "".join(character for character in person.phone if character.isdigit() or character == "+")
        contacts.append("tel:" + re.sub(r"^(?:\+|00)49", "0", digits))
    if person.email:
        contacts.append("mail:" + person.email.casefold())
    return tuple(contacts)


def period_of(day: dt.date) -> str:
    """Return the period in which one key for digests is used: a month."""
    return f"{day:%Y-%m}"


def subject_of(period: str) -> str:
    """Return the vault's subject of a key for digests."""
    return f"contacts/{period}"


def end_of(day: dt.date, last_day: int) -> dt.date:
    """Return the last day on which the key of a day's period is needed: that of the last appointment booked in it."""
    following = (day.replace(day=1) + dt.timedelta(32)).replace(day=1)
    return following + dt.timedelta(last_day)


def digests(person: Person, keys: Mapping[str, bytes], vault: Vault) -> dict[str, frozenset[str]]:
    """Return the digests of a person's contacts by period, under every key (sealed) that still exists. Blocking."""
    contacts = contacts_of(person)
    found: dict[str, frozenset[str]] = {}
    for period, sealed in keys.items() if contacts else ():
        key = vault.open(subject_of(period), sealed)
        if key is not None:
            found[period] = frozenset(hmac.digest(key, text.encode(), "sha256")[:12].hex() for text in contacts)
    return found
