"""Notices of a hub: decides when something changed, sends in threads of their own, forgets in time.

Everything that touches the file happens on one thread, and each channel has one of its own (`sending`).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hmac
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

import msgspec

from telemed.api_notices import NoticeChannelState, NoticeDesk, NoticeOffer, NoticePaper, NoticeTrouble
from telemed.hub.clock import Calendar
from telemed.hub.errors import HubError
from telemed.hub.limits import Buckets, Limits
from telemed.hub.messages import Refused
from telemed.hub.notices.channel import Channel, Name, tidy_mail, tidy_telephone
from telemed.hub.notices.contacts import Contact, Contacts, Pending, is_ticket
from telemed.hub.notices.due import Standing
from telemed.hub.notices.outbox import Item
from telemed.hub.notices.sending import Senders
from telemed.hub.notices.words import Words

log = logging.getLogger(__name__)
T = TypeVar("T")

GATHER_SECONDS: Final = 0.4
"""Changes in this time are looked at once."""
LOOK_SECONDS: Final = 15.0
"""How often the time alone may make something due."""
SWEEP_SECONDS: Final = 60.0
NEVER: Final = 4e9
"""When the address for an appointment ends by our own clock: it ends with the key, whose end its retention knows."""

Standings = Callable[[Sequence[str]], Mapping[str, Standing]]
_NO_WAY: Final = Refused("not-found", "So kann das Büro keine Nachrichten schicken.")
_NO_ADDRESS: Final = Refused("bad-request", "Diese Adresse ist nicht vollständig.")
_TOO_OFTEN: Final = Refused("too-many", "An diese Adresse wurden schon mehrere Codes geschickt.")
_WRONG: Final = Refused("not-found", "Dieser Code ist nicht richtig.")
_LATE: Final = Refused("conflict", "Dieser Code gilt nicht mehr. Bitte fordern Sie einen neuen an.")


class Policy(msgspec.Struct, frozen=True):
    """How long an address is kept when the visit is over, and the country code of numbers that begin with 0."""

    retention_seconds: float = 24 * 3600.0
    country: str = "49"


class Notices:
    """All notices of one hub process. `sources` say how visits stand, `link_code` gives the code of a visit's page."""

    def __init__(
        self,
        contacts: Contacts,
        words: Words,
        channels: Mapping[Name, Channel | None],
        sources: Sequence[Standings],
        link_code: Callable[[str], str],
        calendar: Calendar,
        secret: bytes,
        limits: Limits,
        policy: Policy,
    ) -> None:
        self._contacts = contacts
        self.words = words
        self._channels = channels
        self._sources = sources
        self._calendar = calendar
        self._secret = secret
        self._policy = policy
        self._addresses = Buckets(limits.addresses)
        self._keeping = ThreadPoolExecutor(1, "notices")
        self._senders = Senders(contacts, words, channels, link_code, calendar, secret, self._kept)
        self._last: dict[str, Standing] = {}
        self._subjects: list[str] = []
        self._timer: asyncio.TimerHandle | None = None
        self._looked = self._swept = float("-inf")
        self._tasks: set[asyncio.Task[None]] = set()

    # ---- life --------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to send what is left from before."""
        self._subjects = await self._kept(self._contacts.subjects)
        self._senders.start()
        self.tick()

    async def stop(self) -> None:
        """Stop between two notices; one that is being sent is waited for."""
        if self._timer is not None:
            self._timer.cancel()
        await self._senders.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._subjects = []  # The queue may still change; nobody is told before the next start.
        await self._kept(lambda: None)  # one thread: what was to be kept is kept now

    def close(self) -> None:
        """Let go of the file; after `stop`."""
        self._keeping.shutdown()
        self._contacts.close()

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _kept(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._keeping, work)

    # ---- who is told -------------------------------------------------------------------------------------------

    def offer(self) -> NoticeOffer:
        """Return the ways people can choose, and which of them do not get through at the moment."""
        closed = {state.channel for state in self.channel_states() if state.why is not None}
        return NoticeOffer(
            tuple(self._channels),
            tuple(name for name in self._channels if name in closed),
            round(self._policy.retention_seconds / 3600),
        )

    async def ask(self, subject: str, channel: Name, address: str, locale: str, request: str) -> Pending | Refused:
        """Keep an address and send a code to it. The consent was given by whoever asks. Raises `HubError`."""
        if channel not in self._channels:
            return _NO_WAY
        tidy = self._tidy(channel, address)
        if tidy is None:
            return _NO_ADDRESS
        mark = hmac.digest(self._secret, f"{request}\0{channel}\0{tidy}".encode(), "sha256").hex()
        known = await self._kept(lambda: self._contacts.asked(subject, mark))
        if known is not None:
            return known
        if tidy and not self._addresses.take(self._digest(tidy), self._calendar.now()):
            return _TOO_OFTEN
        now, contact = self._calendar.now(), Contact(channel, tidy, locale)
        end = self._end_of_day(now) + self._policy.retention_seconds if is_ticket(subject) else NEVER
        pending = await self._kept(lambda: self._contacts.agree(subject, contact, now, end, mark))
        if pending is None:
            return _TOO_OFTEN
        await self._confirmed_now(subject) if pending.confirmed else self._senders.wake(channel)
        return pending

    async def confirm(self, subject: str, typed: str) -> Pending | Refused:
        """Compare the code that was typed. Raises `HubError`."""
        now, digits = self._calendar.now(), "".join(typed.split())
        found = await self._kept(lambda: self._contacts.confirm(subject, digits, now))
        if found == "too-late":
            return _LATE
        if found != "confirmed":
            return _WRONG
        await self._confirmed_now(subject)
        pending = await self._kept(lambda: self._contacts.state(subject))
        return pending or _WRONG

    async def forget(self, subject: str) -> bool:
        """Destroy address and consent now. Raises `HubError`."""
        found = await self._kept(lambda: self._contacts.forget(subject))
        self._subjects = await self._kept(self._contacts.subjects)
        return found

    def knows(self, subject: str) -> bool:
        """Say whether a visit has a confirmed address."""
        return subject in self._subjects

    async def state(self, subject: str) -> Pending | None:
        """Return how far a contact is."""
        return await self._kept(lambda: self._contacts.state(subject))

    def _tidy(self, channel: Name, address: str) -> str | None:
        match channel:
            case "email":
                return tidy_mail(address)
            case "sms":
                return tidy_telephone(address, self._policy.country)
        return ""

    def _digest(self, text: str) -> str:
        return hmac.digest(self._secret, text.casefold().encode(), "sha256").hex()

    def _end_of_day(self, now: float) -> float:
        local = self._calendar.local(now)
        tomorrow = (local + dt.timedelta(days=1)).date()
        return dt.datetime.combine(tomorrow, dt.time(), local.tzinfo).timestamp()

    async def _confirmed_now(self, subject: str) -> None:
        self._last.pop(subject, None)
        self._subjects = await self._kept(self._contacts.subjects)
        self.changed()

    # ---- what is told ------------------------------------------------------------------------------------------

    def changed(self) -> None:
        """Something happened in the queue or to an appointment: look soon."""
        if self._subjects and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(GATHER_SECONDS, self._look)

    def tick(self) -> None:
        """Look at what the time alone makes due; called every second."""
        now = asyncio.get_running_loop().time()
        if now - self._looked >= LOOK_SECONDS:
            self._looked = now
            self._last.clear()
            self._look()
        if now - self._swept >= SWEEP_SECONDS:
            self._swept = now
            self._spawn(self.sweep())

    def _look(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        standings = self._standings(self._subjects)
        fresh = {subject: each for subject, each in standings.items() if self._last.get(subject) != each}
        self._last = dict(standings)
        now = self._calendar.now()
        self._spawn(self._guarded(lambda: self._decide(fresh, now)))

    def _standings(self, subjects: Sequence[str]) -> dict[str, Standing]:
        return {subject: each for source in self._sources for subject, each in source(subjects).items()}

    async def _guarded(self, work: Callable[[], object]) -> None:
        """Do something on the file's thread; a disk that is full now may be free at the next look."""
        try:
            await self._kept(work)
        except HubError as error:
            self._last.clear()
            log.error("notices cannot be kept: %s", error)  # noqa: TRY400 (the cause is in the text)
            return
        self._senders.wake()

    def _decide(self, standings: Mapping[str, Standing], now: float) -> None:
        for subject, standing in standings.items():
            self._contacts.decide(subject, standing, now)
        with self._contacts.transaction():
            self._contacts.outbox.expire(now)
        self._subjects = self._contacts.subjects()

    # ---- forgetting --------------------------------------------------------------------------------------------

    async def sweep(self) -> None:
        """Destroy what is kept no longer, and set the end of what has just become known to be over."""
        try:
            keeping = await self._kept(self._contacts.keeping)
            standings, now = self._standings(list(keeping)), self._calendar.now()
            await self._kept(lambda: self._forget_in_time(keeping, standings, now))
        except HubError as error:
            log.error("addresses cannot be forgotten now: %s", error)  # noqa: TRY400 (the cause is in the text)

    def _forget_in_time(self, keeping: Mapping[str, float], standings: Mapping[str, Standing], now: float) -> None:
        rest = self._policy.retention_seconds
        tonight = self._end_of_day(now)
        for subject, end in keeping.items():
            standing = standings.get(subject)
            if end <= now:
                self._contacts.forget(subject)
            elif standing is None or standing.start is not None:
                continue  # Not of today: its end was set then. Or an appointment's, which its own retention knows.
            elif standing.phase in {"over", "cancelled"}:
                if end > now + rest:
                    self._contacts.keep_until(subject, now + rest)
            elif end < tonight + rest:
                self._contacts.keep_until(subject, tonight + rest)
        for subject in self._contacts.orphans():
            self._contacts.forget(subject)
        self._subjects = self._contacts.subjects()

    # ---- staff -------------------------------------------------------------------------------------------------

    def channel_states(self) -> tuple[NoticeChannelState, ...]:
        """Return which ways work."""
        return self._senders.states()

    async def desk(self) -> NoticeDesk:
        """Return what staff must know: channels that do not work, what did not get out, what is to be printed."""
        return await self._kept(self._desk)

    def _desk(self) -> NoticeDesk:
        with self._contacts.transaction():
            box = self._contacts.outbox
            troubles, papers, counts = box.troubles(), box.to_print(), box.counts()
        return NoticeDesk(
            self._senders.states(),
            tuple(NoticeTrouble(t.id, t.kind, t.channel, t.why, t.at, t.number, t.start) for t in troubles),
            tuple(paper for item in papers if (paper := self._paper(item)) is not None),
            counts.get("waiting", 0),
        )

    def _paper(self, item: Item) -> NoticePaper | None:
        contact = self._contacts.find(item.subject)
        if contact is None:
            return None
        standing = item.notice.standing
        text = self.words.text(item.notice, contact.locale)
        return NoticePaper(item.id, text, contact.locale, standing.number, standing.start)

    async def seen(self, identifier: int) -> bool:
        """Note that staff have dealt with a trouble or printed a paper."""

        def note() -> bool:
            with self._contacts.transaction():
                box = self._contacts.outbox
                return box.seen(identifier) or box.printed(identifier, self._calendar.now())

        return await self._kept(note)
