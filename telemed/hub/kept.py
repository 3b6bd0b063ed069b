"""What is kept about a code that a person holds, of a ticket or of an appointment: for `hub show` and `hub erase`.

Says plainly what is there and what can be read of it, and never what it is: who asks with a code at the office's
computer is not shown a name or an address.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from telemed.hub import messages as m
from telemed.hub import vault as subjects
from telemed.hub.codes import ticket_code
from telemed.hub.journal import Journal, Recorded
from telemed.hub.queue import QueueBook
from telemed.hub.vault import Vault

QUEUE: Final = "queue/"
_FORMS: Final = "abcdefghijklmnopqrstuvwxyz234567"
_WORDS: Final[dict[type, str]] = {
    m.NumberTaken: "Nummer genommen",
    m.NumberCalled: "aufgerufen",
    m.ServingBegan: "ist da",
    m.NumberParked: "kommt noch einmal",
    m.NumberMissed: "nicht gekommen",
    m.NumberPutBack: "zurück in der Reihe",
    m.NumberFinished: "fertig",
    m.NumberLeft: "gegangen",
    m.NumberExpired: "mit dem Tag verfallen",
    m.NumberTransferred: "an eine andere Stelle weitergegeben",
    m.PrioritySet: "Vorrang geändert",
    m.StageBegan: "Abschnitt des Besuchs begonnen",
    m.NumberInterrupted: "unterbrochen",
}


class Kept(msgspec.Struct, frozen=True):
    """What is kept: the subject of its key, and lines of plain words."""

    subject: str
    lines: tuple[str, ...]


class Finder:
    """Finds what is kept; `secret` is the hub's, `local` gives the site's local time. Blocks; raises `HubError`."""

    def __init__(
        self, journal: Journal, streams: list[str], vault: Vault, secret: bytes, local: Callable[[float], dt.datetime]
    ) -> None:
        self._journal = journal
        self._days = sorted((name for name in streams if name.startswith(QUEUE)), reverse=True)
        self._vault = vault
        self._secret = secret
        self._local = local

    def find(self, code: str) -> Kept | None:
        """Return what is kept about a code; None where nothing is (any more).

        The code of a ticket may be given as the address that its QR code holds.
        """
        plain = code.strip().rstrip("/").rpartition("/")[2].lower()
        if len(plain) == 16 and not set(plain) - set(_FORMS):  # noqa: PLR2004 (the form of a ticket's code)
            return self._ticket(plain)
        return None

    def _ticket(self, code: str) -> Kept | None:
        for day in self._days:
            events = list(_events(self._journal.read(day, 0)))
            for index, event in enumerate(events):
                if isinstance(event, m.NumberTaken) and self._proves(code, event.ticket):
                    return self._told(day, event, list(_of(event.number, events[index + 1 :])))
        return None

    def _proves(self, code: str, ticket: str) -> bool:
        return hmac.compare_digest(ticket_code(self._secret, ticket), code)

    def _told(self, day: str, taken: m.NumberTaken, events: list[m.Event]) -> Kept:
        date = dt.date.fromisoformat(day.removeprefix(QUEUE))
        subject = subjects.ticket(taken.ticket)
        lines = [
            f"Nummer {taken.number} vom {date:%d.%m.%Y}, Angebot „{taken.service}“.",
            *(self._line(event) for event in (taken, *events)),
            "Ein Name wurde dazu nicht gespeichert.",
            *self._sealed("Adresse für Mitteilungen", subject),
        ]
        return Kept(subject, tuple(lines))

    def _line(self, event: m.Event) -> str:
        room = getattr(event, "room", "")
        return f"  {self._local(event.at):%H:%M} {_WORDS[type(event)]}{f' ({room})' if room else ''}"

    def _sealed(self, what: str, subject: str) -> list[str]:
        """Say whether something sealed can still be read, and until when."""
        if not self._vault.has_key(subject):
            return [f"{what}: nichts, was gelesen werden kann."]
        until = self._vault.kept_until(subject)
        end = "noch ohne Ende" if until is None else f"lesbar bis {self._local(until):%d.%m.%Y %H:%M}"
        return [f"{what}: versiegelt, {end}."]


def _events(entries: list[Recorded]) -> Iterator[m.Event]:
    book = QueueBook()
    for recorded in entries:
        yield from book.decode(recorded.entry.payload)


def _of(number: int, events: list[m.Event]) -> Iterator[m.Event]:
    """Yield what happened with a number until somebody else has it."""
    for event in events:
        if getattr(event, "number", None) == number:
            if isinstance(event, m.NumberTaken):
                return
            yield event
