"""Where commands become durable facts: catch up, decide, append, answer; many commands with one commit.

Commands that come while a commit is under way wait for the next one and share it. Each is answered only after its
commit. All blocking work happens on one thread; the event loop only ever sees whole, durable states.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from typing import Final

import msgspec

from telemed.hub.clock import Calendar
from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, Journal
from telemed.hub.messages import Command, Event, Refused
from telemed.hub.queue import Rules, State, apply, decide

log = logging.getLogger(__name__)

BATCH: Final = 64
"""Commands in one commit at the most, so that the first does not wait for the last."""
GATHER_SECONDS: Final = 0.002
"""How long a commit waits for company: less than a person notices, and a commit costs more than a command."""
PENDING: Final = 4_000
"""Commands that may wait; more are refused at once."""
_ATTEMPTS: Final = 5

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(tuple[Event, ...])

Answer = Callable[[State], msgspec.Struct]
"""Makes the answer to a command from the state after it."""


class Submission(msgspec.Struct, frozen=True):
    """A command on its way. `key` and `request` (a digest) make it happen once; "" for no key."""

    command: Command
    answer: Answer
    key: str
    request: bytes


class View(msgspec.Struct, frozen=True):
    """A durable state: the day it belongs to and its version."""

    day: dt.date
    version: int
    state: State


def stream_of(day: dt.date) -> str:
    """Return the journal stream of a day."""
    return f"queue/{day.isoformat()}"


Outcome = bytes | Refused
_Waiting = tuple[Submission, asyncio.Future[Outcome]]


class Desk:
    """The queue of a site. `changed` is called in the event loop after each change, own or of another process."""

    def __init__(
        self, journal: Journal, calendar: Calendar, rules: Rules, executor: Executor, changed: Callable[[], None]
    ) -> None:
        self._journal = journal
        self._calendar = calendar
        self._rules = rules
        self._executor = executor
        self._changed = changed
        self._view = View(dt.date.min, 0, State(rules))
        self._written = 0
        self._pending: list[_Waiting] = []
        self._running = False
        self._follower: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def view(self) -> View:
        """The newest durable state."""
        return self._view

    async def start(self) -> None:
        """Read today's stream; raises `HubError`."""
        loop = asyncio.get_running_loop()
        self._view, _ = await loop.run_in_executor(self._executor, self._commit, [])
        self._follow()

    async def stop(self) -> None:
        """Finish what was begun."""
        if self._follower is not None:
            self._follower.cancel()
            with suppress(asyncio.CancelledError):
                await self._follower
        await self._idle.wait()

    async def do(self, command: Command, answer: Answer, key: str = "", request: bytes = b"") -> Outcome:
        """Run a command and return its encoded answer once it is durable, or why it was refused. Raises `HubError`."""
        if len(self._pending) >= PENDING:
            return Refused("too-many", "Gerade ist sehr viel los. Bitte versuchen Sie es noch einmal.")
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._pending.append((Submission(command, answer, key, request), future))
        self._wake()
        return await future

    async def first_answer(self, key: str) -> Outcome | None:
        """Return what was answered to a key before, if anything was. Raises `HubError`."""
        loop = asyncio.get_running_loop()
        entry = await loop.run_in_executor(self._executor, self._journal.answered, key)
        return entry.answer if entry else None

    def tick(self) -> None:
        """Look whether another day has begun."""
        with suppress(HubError):
            if self._calendar.today() != self._view.day:
                self._wake()

    def _wake(self) -> None:
        if not self._running:
            self._running = True
            self._idle.clear()
            asyncio.get_running_loop().call_later(GATHER_SECONDS, self._flush)

    def _flush(self) -> None:
        batch, self._pending = self._pending[:BATCH], self._pending[BATCH:]
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._executor, self._commit, [submission for submission, _ in batch])
        work.add_done_callback(lambda done: self._committed(batch, done))

    def _committed(self, batch: list[_Waiting], done: asyncio.Future[tuple[View, list[Outcome]]]) -> None:
        error = done.exception()
        if error is None:
            view, outcomes = done.result()
            before, self._view = self._view, view
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if not future.done():
                    future.set_result(outcome)
            if before.day != view.day:
                self._follow()
            if before is not view:
                self._changed()
        else:
            log.error("nothing can be written: %s", error)
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
        self._running = False
        if self._pending:
            self._wake()
        else:
            self._idle.set()

    def _follow(self) -> None:
        if self._follower is not None:
            self._follower.cancel()
        self._follower = asyncio.get_running_loop().create_task(self._follow_others(stream_of(self._view.day)))

    async def _follow_others(self, stream: str) -> None:
        """Catch up when another process has appended."""
        while True:
            try:
                async for recorded in self._journal.watch(stream, self._view.version):
                    if recorded.version > max(self._written, self._view.version):
                        self._wake()
            except HubError as error:
                log.error("the journal cannot be followed: %s", error)  # noqa: TRY400 (the cause is in the text)
                await asyncio.sleep(1)

    # ---- on the journal's thread -------------------------------------------------------------------------------

    def _commit(self, batch: list[Submission]) -> tuple[View, list[Outcome]]:
        for attempt in range(_ATTEMPTS):
            try:
                with self._journal.exclusive():
                    view = self._caught_up()
                    return self._decided(view, batch)
            except HubError as error:
                self._written = 0
                if error.reason is not Reason.CONFLICT or attempt == _ATTEMPTS - 1:
                    raise
        raise AssertionError

    def _caught_up(self) -> View:
        day = self._calendar.today()
        self._written = 0
        view = self._view if self._view.day == day else View(day, 0, State(self._rules))
        recorded = self._journal.read(stream_of(day), view.version)
        if not recorded:
            return view
        state = view.state
        for record in recorded:
            for event in _decoder.decode(record.entry.payload):
                state = apply(state, event)
        return View(day, recorded[-1].version, state)

    def _decided(self, view: View, batch: list[Submission]) -> tuple[View, list[Outcome]]:
        now = self._calendar.now()
        state, entries, outcomes = view.state, [], []
        used: dict[str, Entry] = {}
        for submission in batch:
            first = self._first(submission, used)
            if first is not None:
                outcomes.append(first)
                continue
            decision = decide(state, submission.command, now)
            if isinstance(decision, Refused):
                outcomes.append(decision)
                continue
            for event in decision:
                state = apply(state, event)
            answer = _encoder.encode(submission.answer(state))
            outcomes.append(answer)
            if decision:
                entry = Entry(_encoder.encode(decision), now, submission.key, submission.request, answer)
                entries.append(entry)
                if submission.key:
                    used[submission.key] = entry
        if entries:
            self._written = view.version + len(entries)  # Before the bell rings: our own entries are no news.
            version = self._journal.append(stream_of(view.day), view.version, entries)
            view = View(view.day, version, state)
        return view, outcomes

    def _first(self, submission: Submission, used: dict[str, Entry]) -> Outcome | None:
        """Return the first answer to a repeated key."""
        if not submission.key:
            return None
        entry = used.get(submission.key) or self._journal.answered(submission.key)
        if entry is None:
            return None
        if entry.request != submission.request:
            return Refused("key-reused", "Dieser Schlüssel wurde schon für etwas anderes benutzt.")
        return entry.answer
