"""What all ways of sending have in common: a message, and what became of it. Failures of the world are values."""

from __future__ import annotations

import re
from typing import Final, Literal, Protocol

import msgspec

from telemed.hub.notices.gsm import TELEPHONE

Name = Literal["email", "sms", "paper"]

Why = Literal[
    "away",
    "not-accepted",
    "no-answer",
    "busy",
    "address-refused",
    "text-refused",
    "too-late",
    "too-often",
    "not-configured",
]
"""Why something was not sent. A closed set: what a server says may hold an address, and no log and no page holds one.

`away`: cannot be reached. `not-accepted`: does not let us in (password, token, PIN, certificate). `no-answer`: took it
and said nothing. `busy`: told us to come back.
"""


class Message(msgspec.Struct, frozen=True):
    """What is to be sent. `id` is the same at every attempt. The address is whole and is never logged."""

    id: str
    address: str
    locale: str
    subject: str
    text: str

    def __repr__(self) -> str:
        return f"Message({self.id})"


class Sent(msgspec.Struct, frozen=True):
    """The other side has taken it."""


class Later(msgspec.Struct, frozen=True):
    """Not now. `everything` says that nothing else would get through there either."""

    why: Why
    everything: bool = False


class Never(msgspec.Struct, frozen=True):
    """Trying again is of no use."""

    why: Why


Outcome = Sent | Later | Never


class Channel(Protocol):
    """A way to send. Blocks, with an end to every wait (`seconds` in all at the most); raises nothing expected."""

    @property
    def name(self) -> Name:
        """What it is."""
        ...

    def send(self, message: Message) -> Outcome:
        """Send one message."""
        ...


_MAIL: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_FILLING: Final = str.maketrans("", "", " -/().\u00a0\u2011\u2013")
_MAIL_LIMIT: Final = 254


def tidy_mail(text: str) -> str | None:
    """Return a mail address without blanks around it; None for what is none."""
    text = text.strip()
    good = len(text) <= _MAIL_LIMIT and _MAIL.fullmatch(text) is not None and ".." not in text
    return text if good and text[0] != "." and ".@" not in text else None


def tidy_telephone(text: str, country: str) -> str | None:
    """Return a telephone number as E.164 writes it, `country` being the code of numbers that begin with 0."""
    digits = text.strip().replace("(0)", "").translate(_FILLING)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+{country}{digits[1:]}"
    return digits if digits.isascii() and TELEPHONE.fullmatch(digits) else None
