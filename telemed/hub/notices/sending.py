"""Sending what is due: a task and a thread for each channel, so that a modem that hangs delays no mail."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, Protocol

import msgspec

from telemed.api_notices import NoticeChannelState
from telemed.hub.clock import Calendar
from telemed.hub.errors import HubError
from telemed.hub.notices.channel import Channel, Later, Message, Name, Outcome, Why
from telemed.hub.notices.contacts import Contacts
from telemed.hub.notices.outbox import Item, pause
from telemed.hub.notices.words import Words

log = logging.getLogger(__name__)

IDLE_SECONDS: Final = 2.0
"""How long a channel with nothing to send waits before it looks for what another process has put there."""


class Kept(Protocol):
    """Does something on the thread of the notices' file."""

    async def __call__(self, work: Callable[[], Any], /) -> Any:  # noqa: ANN401 (whatever the work returns)
        """Return what it returned, raise what it raised."""


class Closed(msgspec.Struct, frozen=True):
    """A channel where nothing gets through: until when it is left alone, how often it failed, why, since when."""

    until: float
    failures: int
    why: Why
    since: float


class Senders:
    """The channels of a hub process at work; `None` is one that needs no sending (paper)."""

    def __init__(
        self,
        contacts: Contacts,
        words: Words,
        channels: Mapping[Name, Channel | None],
        link_code: Callable[[str], str],
        calendar: Calendar,
        secret: bytes,
        kept: Kept,
    ) -> None:
        self._contacts = contacts
        self._words = words
        self._channels = channels
        self._link_code = link_code
        self._calendar = calendar
        self._secret = secret
        self._kept = kept
        self._closed: dict[Name, Closed] = {}
        self._news: dict[Name, asyncio.Event] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin with what is left from before."""
        for name, channel in self._channels.items():
            if channel is not None:
                self._news[name] = asyncio.Event()
                self._tasks.append(asyncio.create_task(self._sending(name, channel)))

    async def stop(self) -> None:
        """Stop between two notices; one that is being sent is waited for and noted, so that it is not sent again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def wake(self, name: Name | None = None) -> None:
        """Something may be due: for one channel, or for all."""
        for each, event in self._news.items():
            if name in {None, each}:
                event.set()

    def states(self) -> tuple[NoticeChannelState, ...]:
        """Return which channels work and which do not."""
        return tuple(
            NoticeChannelState(name, closed.why, closed.since) if closed else NoticeChannelState(name)
            for name, closed in ((name, self._closed.get(name)) for name in self._channels)
        )

    async def _sending(self, name: Name, channel: Channel) -> None:
        with ThreadPoolExecutor(1, f"notices-{name}") as thread:
            while True:
                self._news[name].clear()
                if not await self._sent_one(name, channel, thread):
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._news[name].wait(), IDLE_SECONDS)

    async def _sent_one(self, name: Name, channel: Channel, thread: ThreadPoolExecutor) -> bool:
        """Send what is due next; say whether there was something."""
        closed = self._closed.get(name)
        if closed is not None and closed.until > self._calendar.now():
            return False
        try:
            taken: tuple[Item, Message] | None = await self._kept(lambda: self._take(name))
            if taken is None:
                return False
            sending = asyncio.ensure_future(self._send_and_note(name, channel, thread, *taken))
            try:
                await asyncio.shield(sending)
            except asyncio.CancelledError:
                await sending
                raise
        except HubError as error:
            log.error("notices cannot be read: %s", error)  # noqa: TRY400 (the cause is in the text)
            return False
        return True

    async def _send_and_note(
        self, name: Name, channel: Channel, thread: ThreadPoolExecutor, item: Item, message: Message
    ) -> None:
        outcome = await asyncio.get_running_loop().run_in_executor(thread, channel.send, message)
        self._note(name, outcome)
        await self._kept(lambda: self._done(item, outcome))

    def _note(self, name: Name, outcome: Outcome) -> None:
        """A channel where nothing gets through is left alone for a while, longer each time."""
        if not (isinstance(outcome, Later) and outcome.everything):
            if self._closed.pop(name, None) is not None:
                log.info("notices by %s get through again", name)
            return
        now = self._calendar.now()
        closed = self._closed.get(name)
        if closed is None:
            log.warning("notices by %s do not get through: %s", name, outcome.why)
        failures = closed.failures + 1 if closed else 1
        self._closed[name] = Closed(now + pause(failures), failures, outcome.why, closed.since if closed else now)

    # ---- on the thread of the file -----------------------------------------------------------------------------

    def _take(self, name: Name) -> tuple[Item, Message] | None:
        """Take a notice and write it; one whose address is gone is gone with it."""
        while True:
            with self._contacts.transaction():
                item = self._contacts.outbox.take(name, self._calendar.now())
            if item is None:
                return None
            is_code = item.notice.kind == "code"
            contact = self._contacts.find(item.subject, confirmed=not is_code)
            if contact is not None and (contact.code or not is_code):
                secret = contact.code if is_code else self._link_code(item.subject)
                digest = hashlib.blake2b(f"{item.id}".encode(), key=self._secret, digest_size=12).hexdigest()
                return item, self._words.message(digest, name, item.notice, contact.address, contact.locale, secret)
            with self._contacts.transaction():
                self._contacts.outbox.withdraw(item.subject, (item.notice.kind,), self._calendar.now())

    def _done(self, item: Item, outcome: Outcome) -> None:
        with self._contacts.transaction():
            self._contacts.outbox.done(item, outcome, self._calendar.now())
