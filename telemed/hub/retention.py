"""The end of retention: keys of personal data are destroyed, days become counts. What was erased stays erased.

Everything here blocks and belongs on the journal's thread. Methods raise `HubError`.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from telemed.hub import counts
from telemed.hub import messages as m
from telemed.hub.clock import Calendar
from telemed.hub.counts import DayCounted
from telemed.hub.journal import Entry, Recorded
from telemed.hub.journal.sqlite import SqliteJournal
from telemed.hub.queue import QueueBook
from telemed.hub.vault import Vault

ERASURES: Final = "erasures"
"""The stream of what was erased by hand, so that keys which come back from somewhere are destroyed again."""
LONGEST_SECONDS: Final = 400 * 24 * 3600.0
"""A key for which nobody set an end is kept for this long: longer than any appointment can be booked ahead."""
_QUEUE: Final = "queue/"


class Erased(msgspec.Struct, frozen=True, tag=True):
    """What names the person of a subject was erased before its time."""

    at: float
    subject: str


_erased: Final = msgspec.json.Decoder(Erased)


class Retention:
    """Ends what is over on a site: `days` are the days after which a day becomes counts."""

    def __init__(
        self, journal: SqliteJournal, vault: Vault, calendar: Calendar, days: int, book: QueueBook | None = None
    ) -> None:
        self._journal = journal
        self._vault = vault
        self._calendar = calendar
        self._days = days
        self._book = book or QueueBook()

    def end_keys(self) -> list[str]:
        """Destroy the keys of subjects whose retention has ended; return the subjects.

        Nothing is destroyed while the clock cannot be trusted: it could not be undone.
        """
        if self._calendar.jumped():
            return []
        now = self._calendar.now()
        self._vault.limit(now + LONGEST_SECONDS)
        return [subject for subject in self._vault.subjects(now) if self._vault.destroy(subject)]

    def end_day(self) -> str | None:
        """Let the oldest day whose retention has ended become counts; return it, None when there is none.

        One day at a time, because meanwhile nobody is answered.
        """
        if self._calendar.jumped():
            return None
        last = f"{_QUEUE}{(self._calendar.today() - dt.timedelta(days=self._days)).isoformat()}"
        with self._journal.exclusive():
            old = [name for name in self._journal.streams() if name.startswith(_QUEUE) and name < last]
            if not old:
                return None
            now = self._calendar.now()
            counted = counts.count(_day(old[0]), self._events(old[0]), self._calendar.local, now)
            self._journal.replace(old[0], [(counts.STREAM, Entry(msgspec.json.encode(counted), now))], now)
        self._journal.scrub()
        return counted.day

    def forget(self) -> None:
        """Forget idempotency keys of before, and empty logs that a reader held up."""
        self._journal.forget_keys(self._calendar.now())
        self._journal.scrub()

    # ---- erasing by hand ---------------------------------------------------------------------------------------

    def erase(self, subject: str) -> bool:
        """Destroy a subject's key now and write down that it was; say whether there was one."""
        with self._journal.exclusive():
            version = len(self._journal.read(ERASURES, 0))
            entry = Entry(msgspec.json.encode(Erased(self._calendar.now(), subject)), self._calendar.now())
            self._journal.append(ERASURES, version, [entry])
        return self._vault.destroy(subject)

    def erase_again(self) -> list[str]:
        """Destroy keys of erased subjects that are there all the same (an older copy of the keys); return those."""
        erased = {_erased.decode(recorded.entry.payload).subject for recorded in self._journal.read(ERASURES, 0)}
        return [subject for subject in sorted(erased) if self._vault.destroy(subject)]

    # ---- what is left ------------------------------------------------------------------------------------------

    def counted(self, first: dt.date, last: dt.date) -> tuple[DayCounted, ...]:
        """Return the counts of these days, in order; those of days that are still whole are made from their events."""
        kept = {_day(name): name for name in self._journal.streams() if name.startswith(_QUEUE)}
        found = {dt.date.fromisoformat(day.day): day for day in map(_counts, self._journal.read(counts.STREAM, 0))}
        for day, name in kept.items():
            if first <= day <= last:
                found[day] = counts.count(day, self._events(name), self._calendar.local, self._calendar.now())
        return tuple(found[day] for day in sorted(found) if first <= day <= last)

    def _events(self, stream: str) -> list[m.Event]:
        entries = self._journal.read(stream, 0)
        return [event for recorded in entries for event in self._book.decode(recorded.entry.payload)]


def _day(stream: str) -> dt.date:
    return dt.date.fromisoformat(stream.removeprefix(_QUEUE))


def _counts(recorded: Recorded) -> DayCounted:
    return counts.decoder.decode(recorded.entry.payload)
