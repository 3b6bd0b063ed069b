"""Where commands become durable facts: catch up, decide, append, answer; many commands with one commit.

Commands that come while a commit is under way wait for the next one and share it. Each is answered only after its
commit. All blocking work happens on one thread; the event loop only ever sees whole, durable states. What is decided
is in a `Book` (the queue, the appointments); each desk keeps one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

import msgspec

from telemed.hub.clock import Calendar
from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, Journal
from telemed.hub.messages import Refused

log = logging.getLogger(__name__)

BATCH: Final = 64
"""Commands in one commit at the most, so that the first does not wait for the last."""
GATHER_SECONDS: Final = 0.002
"""How long a commit waits for company: less than a person notices, and a commit costs more than a command."""
PENDING: Final = 4_000
"""Commands that may wait; more are refused at once."""
_ATTEMPTS: Final = 5

_encoder = msgspec.json.Encoder()

S = TypeVar("S")
C = TypeVar("C")
E = TypeVar("E")
C_contra = TypeVar("C_contra", contravariant=True)

Answer = Callable[[S], msgspec.Struct]
"""Makes the answer to a command from the state after it."""


class Book(Protocol[S, C_contra, E]):
    """What a desk keeps: which stream a day is written to, and pure rules. One value for the life of a desk."""

    def stream(self, day: dt.date) -> str:
        """Return the journal stream of a day. Another stream begins with the `initial` state; the same one goes on."""

    def initial(self) -> S:
        """Return the state before the first event."""

    def decide(self, state: S, command: C_contra, now: float) -> tuple[E, ...] | Refused:
        """Say what a command makes happen, or why nothing does."""

    def apply(self, state: S, event: E) -> S:
        """Return the state after an event."""

    def ending(self, state: S, now: float) -> tuple[E, ...]:
        """Return what is written to a stream at last, once a day with another stream has begun."""

    def encode(self, events: tuple[E, ...]) -> bytes:
        """Return an entry's payload."""

    def decode(self, payload: bytes) -> tuple[E, ...]:
        """Return the events of a payload, also of one that an older hub wrote."""


@dataclass(frozen=True)
class Submission(Generic[S, C]):
    """A command on its way. `key` and `request` (a digest) make it happen once; "" for no key."""

    command: C
    answer: Answer[S]
    key: str
    request: bytes


@dataclass(frozen=True)
class View(Generic[S]):
    """A durable state: the day it belongs to and its version."""

    day: dt.date
    version: int
    state: S


Outcome = bytes | Refused


class Desk(Generic[S, C, E]):
    """One book of a site. `changed` is called in the event loop after each change, own or of another process."""

    def __init__(
        self,
        journal: Journal,
        calendar: Calendar,
        book: Book[S, C, E],
        executor: Executor,
        changed: Callable[[], None],
    ) -> None:
        self._journal = journal
        self._calendar = calendar
        self._book = book
        self._executor = executor
        self._changed = changed
        self._view = View(dt.date.min, 0, book.initial())
        self._written = 0
        self._pending: list[tuple[Submission[S, C], asyncio.Future[Outcome]]] = []
        self._running = False
        self._follower: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def view(self) -> View[S]:
        """The newest durable state."""
        return self._view

    async def start(self) -> None:
        """Read the stream of today; raises `HubError`."""
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

    async def do(self, command: C, answer: Answer[S], key: str = "", request: bytes = b"") -> Outcome:
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

    def _committed(
        self,
        batch: list[tuple[Submission[S, C], asyncio.Future[Outcome]]],
        done: asyncio.Future[tuple[View[S], list[Outcome]]],
    ) -> None:
        error = done.exception()
        if error is None:
            view, outcomes = done.result()
            before, self._view = self._view, view
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if not future.done():
                    future.set_result(outcome)
            if self._stream(before) != self._stream(view):
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
        self._follower = asyncio.get_running_loop().create_task(self._follow_others(self._stream(self._view)))

    def _stream(self, view: View[S]) -> str:
        return self._book.stream(view.day)

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

    def _commit(self, batch: list[Submission[S, C]]) -> tuple[View[S], list[Outcome]]:
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

    def _caught_up(self) -> View[S]:
        day = self._calendar.today()
        self._written = 0
        view = self._view
        if view.day == day:
            return self._read(view)
        if self._book.stream(day) == self._stream(view):
            return self._read(View(day, view.version, view.state))
        if view.version:
            self._end(self._read(view))
        return self._read(View(day, 0, self._book.initial()))

    def _read(self, view: View[S]) -> View[S]:
        """Return the view with all that its stream holds by now."""
        recorded = self._journal.read(self._stream(view), view.version)
        if not recorded:
            return view
        state = view.state
        for record in recorded:
            for event in self._book.decode(record.entry.payload):
                state = self._book.apply(state, event)
        return View(view.day, recorded[-1].version, state)

    def _end(self, view: View[S]) -> None:
        now = self._calendar.now()
        events = self._book.ending(view.state, now)
        if events:
            self._journal.append(self._stream(view), view.version, [Entry(self._book.encode(events), now)])

    def _decided(self, view: View[S], batch: list[Submission[S, C]]) -> tuple[View[S], list[Outcome]]:
        now = self._calendar.now()
        state, entries, outcomes = view.state, [], list[Outcome]()
        used: dict[str, Entry] = {}
        for submission in batch:
            first = self._first(submission, used)
            if first is not None:
                outcomes.append(first)
                continue
            decision = self._book.decide(state, submission.command, now)
            if isinstance(decision, Refused):
                outcomes.append(decision)
                continue
            for event in decision:
                state = self._book.apply(state, event)
            answer = _encoder.encode(submission.answer(state))
            outcomes.append(answer)
            if decision:
                entry = Entry(self._book.encode(decision), now, submission.key, submission.request, answer)
                entries.append(entry)
                if submission.key:
                    used[submission.key] = entry
        if entries:
            self._written = view.version + len(entries)  # Before the bell rings: our own entries are no news.
            version = self._journal.append(self._stream(view), view.version, entries)
            view = View(view.day, version, state)
        return view, outcomes

    def _first(self, submission: Submission[S, C], used: dict[str, Entry]) -> Outcome | None:
        """Return the first answer to a repeated key."""
        if not submission.key:
            return None
        entry = used.get(submission.key) or self._journal.answered(submission.key)
        if entry is None:
            return None
        if entry.request != submission.request:
            return Refused("key-reused", "Dieser Schlüssel wurde schon für etwas anderes benutzt.")
        return entry.answer
