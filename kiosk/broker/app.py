"""One session's broker: checks what the visitor sends, does what the table allows, and passes on the rest."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from typing import Protocol

from kiosk.broker.budget import Budget
from kiosk.broker.devices import TOPICS
from kiosk.broker.requests import Away, Declined, Table
from kiosk.channel import (
    FRAME_LIMIT,
    Answered,
    Ask,
    Begun,
    ChannelError,
    Fault,
    Faulted,
    Headphones,
    Listen,
    Over,
    Pushed,
    Show,
    Splitter,
    ToVisitor,
    Unlock,
    Watch,
    frame,
    from_visitor,
    to_visitor,
)

log = logging.getLogger(__name__)

MESSAGES = Budget(rate=100, most=300)
REQUESTS = Budget(rate=5, most=20)
BYTES = Budget(rate=1 << 20, most=4 << 20)
WATCHES = 8
PUSH_LIMIT = FRAME_LIMIT - 1024
BACKLOG = 4 << 20
"""Bytes that may wait for a visitor that does not read."""


class Topics(Protocol):
    """Pushed values of the office."""

    def watch(self, topic: str) -> AsyncIterator[bytes]:
        """Yield the present value of a topic as MessagePack, and every later one; goes on when the hub was away."""


class DeviceTopics(Topics, Protocol):
    """Pushed values of the terminal's own devices."""

    def close(self) -> None:
        """Let go of the devices."""


class Gate(Protocol):
    """The way to the web."""

    def open(self, broken: Callable[[], None]) -> None:
        """Serve from now on; `broken` is called when the visitor hands over what it must not."""

    def close(self) -> None:
        """Stop, and drop every connection."""


class Door(Protocol):
    """A socket of the visitor besides the channel: the display, the sound."""

    async def start(self, breach: Callable[[], None]) -> None:
        """Begin to listen; `breach` is called when the visitor breaks the rules of this socket."""

    def open(self) -> None:
        """Let it do what only the visible visitor may."""

    def close(self) -> None:
        """Stop listening and drop every connection."""


class Sound(Protocol):
    """The way to the sound server."""

    def tell_headphones(self, tell: Callable[[bool], None]) -> None:
        """Call `tell` when headphones are plugged in or out while the visitor is shown."""

    def listen(self, *, on: bool) -> None:
        """Let the visitor record, or end what it records."""

    def silence(self) -> None:
        """Drop all sound, now and from now on."""


class Broker:
    """Joins the visitor's channel and the supervisor's control socket; `over` gives back what the office keeps."""

    def __init__(
        self,
        channel: socket.socket,
        control: socket.socket,
        table: Table,
        topics: Topics,
        doors: Sequence[Door],
        clock: Callable[[], float] = time.monotonic,
        gate: Gate | None = None,
        devices: DeviceTopics | None = None,
        sound: Sound | None = None,
        over: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._channel = channel
        self._control = control
        self._table = table
        self._topics = topics
        self._devices = devices
        self._sound = sound
        self._gate = gate
        self._doors = doors
        self._clock = clock
        self._over = over
        self._budgets = [Budget(b.rate, b.most) for b in (MESSAGES, BYTES, REQUESTS)]
        self._unlocked = self._begun = False
        self._watches: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._to_visitor: asyncio.StreamWriter
        self._to_supervisor: asyncio.StreamWriter

    async def run(self) -> None:
        """Serve until the supervisor lets go of the control socket."""
        from_visitor_side, self._to_visitor = await asyncio.open_connection(sock=self._channel)
        from_supervisor, self._to_supervisor = await asyncio.open_connection(sock=self._control)
        if self._sound is not None:
            self._sound.tell_headphones(lambda plugged: self._pass_on(frame(Headphones(plugged))))
        for door in self._doors:
            await door.start(self._breached)
        visitor = asyncio.create_task(self._hear_visitor(from_visitor_side))
        try:
            with contextlib.suppress(OSError):
                await self._hear_supervisor(from_supervisor)
        finally:
            if self._devices is not None:
                self._devices.close()
            if self._gate is not None:
                self._gate.close()
            for door in self._doors:
                door.close()
            for task in (visitor, *self._watches.values(), *self._tasks):
                task.cancel()
            for writer in (self._to_visitor, self._to_supervisor):
                writer.transport.abort()  # nobody reads any more, and what is not sent must not keep it open

    async def _hear_supervisor(self, reader: asyncio.StreamReader) -> None:
        """Hand everything on; what makes the visitor visible opens its doors, what lets it begin is noted."""
        splitter = Splitter()
        while data := await reader.read(65536):
            for body in splitter.feed(data):
                self._take_order(to_visitor(body), body)

    def _take_order(self, message: ToVisitor, body: bytes) -> None:
        if isinstance(message, Over):
            if self._sound is not None:
                self._sound.silence()
            self._start(self._let_go())
            return
        if isinstance(message, Show):
            for door in self._doors:
                door.open()
        self._unlocked = self._unlocked or isinstance(message, Unlock)
        self._pass_on(len(body).to_bytes(4, "big") + body)

    async def _let_go(self) -> None:
        """Give back what the office keeps for the visitor; where it does not answer, that ends by itself."""
        if self._over is not None:
            with contextlib.suppress(Away, Declined):
                await self._over()

    def _start(self, job: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _pass_on(self, data: bytes) -> None:
        if self._to_visitor.transport.get_write_buffer_size() <= BACKLOG:
            self._to_visitor.write(data)  # else it does not read; the watchdog of the supervisor ends it

    def _breached(self) -> None:
        self._tell_supervisor(frame(Faulted(Fault.MALFORMED)))

    def _tell_supervisor(self, data: bytes) -> None:
        self._to_supervisor.write(data)

    async def _hear_visitor(self, reader: asyncio.StreamReader) -> None:
        splitter = Splitter()
        try:
            while data := await reader.read(65536):
                self._afford(1, len(data))
                for body in splitter.feed(data):
                    self._afford(0, 1)
                    self._take(body)
            fault = Fault.GONE
        except ChannelError as error:
            fault = error.fault
        except OSError:
            fault = Fault.GONE
        self._tell_supervisor(frame(Faulted(fault)))

    def _afford(self, budget: int, cost: float) -> None:
        if not self._budgets[budget].take(self._clock(), cost):
            raise ChannelError(Fault.FLOOD)

    def _take(self, body: bytes) -> None:
        match from_visitor(body):
            case Ask() as ask:
                self._need_begun()
                self._ask(ask)
            case Watch(topic, on):
                self._need_begun()
                self._watch(topic, on=on)
            case Listen(on):
                self._need_begun()
                if self._sound is not None:
                    self._sound.listen(on=on)
            case message:
                # Before that the supervisor does not hear it either, and starts no clock that ends the session.
                if isinstance(message, Begun) and self._unlocked and not self._begun:
                    self._begin()
                self._tell_supervisor(len(body).to_bytes(4, "big") + body)

    def _begin(self) -> None:
        self._begun = True
        if self._gate is not None:
            self._gate.open(lambda: self._tell_supervisor(frame(Faulted(Fault.MALFORMED))))

    def _need_begun(self) -> None:
        """Only a session that can be ended for being idle gets anything, and not too often."""
        if not self._begun:
            raise ChannelError(Fault.MALFORMED)
        self._afford(2, 1)

    def _ask(self, ask: Ask) -> None:
        run = self._table.decode(ask.kind, ask.name, ask.body, ask.key)

        async def answer() -> None:
            try:
                reply = frame(Answered(ask.id, "ok", await run()))
            except Away:
                reply = frame(Answered(ask.id, "away"))
            except Declined as error:
                reply = frame(Answered(ask.id, "refused", reason=error.reason))
            except Exception as error:  # noqa: BLE001 - somebody waits for an answer, and a traceback could hold content
                log.error("a request broke off: %s", type(error).__name__)  # noqa: TRY400
                reply = frame(Answered(ask.id, "away"))
            self._pass_on(reply)

        self._start(answer())

    def _watch(self, topic: str, *, on: bool) -> None:
        running = self._watches.pop(topic, None)
        if running is not None:
            running.cancel()
        if not on:
            return
        if not self._table.may_watch(topic) or len(self._watches) >= WATCHES:
            raise ChannelError(Fault.MALFORMED)
        self._watches[topic] = asyncio.create_task(self._push(topic))

    async def _push(self, topic: str) -> None:
        topics = self._devices if self._devices is not None and topic in TOPICS else self._topics
        async for value in topics.watch(topic):
            if len(value) <= PUSH_LIMIT:
                self._pass_on(frame(Pushed(topic, value)))
