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
from telemed.hub.booking import book, people
from telemed.hub.booking import messages as b
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


_ENDS: Final = {"done": "wahrgenommen", "missed": "nicht gekommen", "expired": "gekommen, am Ende des Tages noch offen"}


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
        appointment = people.plain_code(code.strip())
        if appointment is not None:
            return self._appointment(people.id_of(appointment, self._secret))
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

    def _appointment(self, identifier: str) -> Kept | None:
        events = [
            event
            for recorded in self._journal.read(book.STREAM, 0)
            for event in book.decode(recorded.entry.payload)
            if getattr(event, "appointment", None) == identifier
        ]
        booked = next((event for event in events if isinstance(event, b.Booked)), None)
        if booked is None:
            return None
        subject = subjects.appointment(identifier)
        lines = [
            f"Termin, Angebot „{booked.service}“.",
            *(f"  {self._local(event.at):%d.%m.%Y %H:%M} {self._what(event)}" for event in events),
            *self._sealed("Name, Telefon, E-Mail und Code", subject),
        ]
        if booked.contacts:
            lines.append("Dazu gehören Prüfwerte von Telefon oder E-Mail, deren Schlüssel mit dem Monat endet.")
        return Kept(subject, tuple(lines))

    def _what(self, event: b.Event) -> str:
        match event:
            case b.Booked() | b.Moved():
                word = "vereinbart" if isinstance(event, b.Booked) else "verschoben"
                return f"{word} für {self._local(event.start):%d.%m.%Y %H:%M}"
            case b.Arrived():
                return f"angekommen, Nummer {event.number}"
            case b.Ended():
                return _ENDS[event.state]
        return "abgesagt" if isinstance(event, b.Cancelled) else "aus der Liste genommen"

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
    queue = QueueBook()
    for recorded in entries:
        yield from queue.decode(recorded.entry.payload)


def _of(number: int, events: list[m.Event]) -> Iterator[m.Event]:
    """Yield what happened with a number until somebody else has it."""
    for event in events:
        if getattr(event, "number", None) == number:
            if isinstance(event, m.NumberTaken):
                return
            yield event
