"""The gate: the only way from a visitor's browser to the web, as a proxy that knows nothing but `CONNECT`.

What passes is encrypted from the browser to the site; the gate sees names of hosts and counts of bytes, and writes
neither down. It is shut until the session has begun, and dies with its broker.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.broker.budget import Budget
from kiosk.broker.handover import Acceptor
from kiosk.broker.heads import END, GO_ON, asked, refusal, upgrade
from kiosk.broker.hosts import Network, Reason, Refused, Rules, decide, is_public, normal_name
from kiosk.broker.internet import Failed

log = logging.getLogger(__name__)

HEAD_LIMIT = 16 * 1024
HEAD_SECONDS = 10.0
"""For the whole head: one that comes byte by byte gets no more."""
IDLE_SECONDS = 900.0
"""Without a byte in either direction. Long polls and sockets of pages that only beat now and then live on."""
HALF_SECONDS = 30.0
"""The same, once one side has said that it is finished."""
CHUNK = 128 * 1024
QUEUE = 1 << 20
"""Bytes that may lie with the kernel, each way and each side: it would take many times that of a site that sends and a
visitor that does not read, from the memory of the whole terminal."""
SPARE = 16
"""Connections over the limit that are still told so; more than that wait in the listener."""
REMEMBERED = 256
LOST_HOSTS = 3
"""So many hosts in a row that do not answer: it is not the hosts."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one session may open: connections at once, and new ones in a minute."""

    connections: int
    per_minute: int


class Way(Protocol):
    """The way out of the machine."""

    async def addresses(self, name: str) -> Sequence[str]:
        """Look a name up; raises `Failed`."""

    def near(self) -> Sequence[Network]:
        """Give the networks of this machine's own."""

    async def connect(self, addresses: Sequence[str]) -> socket.socket:
        """Connect to the first that answers; raises `Failed`."""

    def close(self) -> None:
        """Wait for nobody."""


class Gate:
    """The gate of one session; the visitor hands its listener over through `end`."""

    def __init__(self, end: socket.socket, rules: Rules, limits: Limits, way: Way) -> None:
        self._rules = rules
        self._limits = limits
        self._way = way
        budget = Budget(limits.per_minute / 60, limits.per_minute)
        self._acceptor = Acceptor(end, self._take, self._hear_broken, limits.connections + SPARE, budget)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._broken: Callable[[], None] = lambda: None
        self._tasks: set[asyncio.Task[None]] = set()
        self._reasons: OrderedDict[str, Reason] = OrderedDict()
        self._world = _World()

    def open(self, broken: Callable[[], None]) -> None:
        """Take the listener over and serve; `broken` is called when something else was handed over."""
        self._loop, self._broken = asyncio.get_running_loop(), broken
        self._acceptor.start()

    def close(self) -> None:
        """Stop, and drop every connection."""
        self._loop = None
        self._acceptor.close()
        for task in self._tasks:
            task.cancel()
        self._way.close()

    def why(self, host: str) -> str:
        """Say why the last attempt to reach a host failed: a value of `Reason`, or `none` where it did not."""
        reason = self._reasons.get(_key(host))
        return "none" if reason is None else reason.value

    # ---- in the acceptor's thread ------------------------------------------------------------------------------------

    def _take(self, connection: socket.socket, in_time: bool) -> None:  # noqa: FBT001 - called by position
        loop = self._loop
        try:
            if loop is None:
                raise RuntimeError  # noqa: TRY301 - as a loop that is closed does
            loop.call_soon_threadsafe(self._begin, connection, in_time)
        except RuntimeError:
            connection.close()

    def _hear_broken(self) -> None:
        loop = self._loop
        with contextlib.suppress(RuntimeError):
            if loop is not None:
                loop.call_soon_threadsafe(self._broken)

    # ---- one connection ----------------------------------------------------------------------------------------------

    def _begin(self, connection: socket.socket, in_time: bool) -> None:  # noqa: FBT001 - called by position
        if self._loop is None:
            connection.close()
            return
        task = asyncio.create_task(self._serve(connection, in_time=in_time and self._has_room()))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _has_room(self) -> bool:
        return len(self._tasks) < self._limits.connections

    async def _serve(self, client: socket.socket, *, in_time: bool) -> None:
        try:
            with client:
                client.setblocking(False)
                await self._answer(client, in_time=in_time)
        except (OSError, EOFError):
            pass  # it went away, or said nothing for too long
        except Exception as error:  # noqa: BLE001 - a traceback could hold the name of a host
            log.error("a connection broke off: %s", type(error).__name__)  # noqa: TRY400
        finally:
            self._acceptor.give_back()

    async def _answer(self, client: socket.socket, *, in_time: bool) -> None:
        async with asyncio.timeout(HEAD_SECONDS):
            head, rest = await _read_head(client)
        wanted = asked(head)
        if isinstance(wanted, Refused):
            await _say(client, refusal(wanted.reason))
            return
        decision = decide(wanted.host, wanted.port, self._rules)
        if isinstance(decision, Refused) or not in_time:
            reason = decision.reason if isinstance(decision, Refused) else Reason.LIMITS
            self._remember(wanted.host, reason)
            await _say(client, refusal(reason))
        elif wanted.upgrade is not None:
            await _say(client, upgrade(decision.name, wanted.upgrade))
        else:
            await self._tunnel(client, decision.name, rest)

    async def _tunnel(self, client: socket.socket, name: str, rest: bytes) -> None:
        try:
            server = await self._connect(name)
        except Failed as failed:
            reason = self._world.failed(name, failed.reason)
            self._remember(name, reason)
            await _say(client, refusal(reason))
            return
        self._world.reached()
        self._reasons.pop(name, None)
        with server:
            await _say(client, GO_ON)
            await _say(server, rest)
            await _Tunnel(client, server).run()

    async def _connect(self, name: str) -> socket.socket:
        """Connect to what the name stands for; it is looked up once, and what was looked at is connected to."""
        if name in self._rules.fixed:
            return await self._way.connect((self._rules.fixed[name],))
        addresses = await self._way.addresses(name)
        near = self._way.near()
        if not all(is_public(address, near) for address in addresses):
            raise Failed(Reason.ADDRESS)  # one is enough: a name that stands for both is a trick
        return await self._way.connect(addresses)

    def _remember(self, host: str, reason: Reason) -> None:
        key = _key(host)
        self._reasons[key] = reason
        self._reasons.move_to_end(key)
        if len(self._reasons) > REMEMBERED:
            self._reasons.popitem(last=False)


def _key(host: str) -> str:
    name = normal_name(host)
    return host.strip("[]").lower()[:REMEMBERED] if isinstance(name, Refused) else name


class _World:
    """Tells one host that does not answer from a terminal that has no internet; two lines in the log, no names."""

    def __init__(self) -> None:
        self._dark: set[str] = set()
        self._ever = False
        self._lost = False
        self._failures = 0

    def reached(self) -> None:
        """Somebody answered."""
        if self._lost:
            log.warning("the web is there again, after %d connections that failed", self._failures)
        self._ever, self._lost, self._failures = True, False, 0
        self._dark.clear()

    def failed(self, name: str, reason: Reason) -> Reason:
        """Note a failure and say what it means together with those before it."""
        if reason not in {Reason.UNREACHABLE, Reason.OFFLINE}:
            return reason
        self._failures += 1
        if len(self._dark) < LOST_HOSTS:
            self._dark.add(name)
        lost = len(self._dark) == LOST_HOSTS or (reason is Reason.OFFLINE and not self._ever)
        if lost and not self._lost:
            log.warning("the web is out of reach: %d connections failed in a row", self._failures)
        self._lost = self._lost or lost
        return Reason.OFFLINE if self._lost else Reason.UNREACHABLE


class _Tunnel:
    """Copies both ways until both sides are finished or nothing moves any more."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self._ends = (client, server)
        self._seconds = IDLE_SECONDS
        self._loop = asyncio.get_running_loop()
        self._patience: asyncio.Timeout

    async def run(self) -> None:
        client, server = self._ends
        for end in self._ends:
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_WINDOW_CLAMP, QUEUE)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, QUEUE // 2)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._seconds) as self._patience:
                try:
                    async with asyncio.TaskGroup() as both:
                        both.create_task(self._copy(client, server))
                        both.create_task(self._copy(server, client))
                except* OSError:
                    pass  # one side is gone; so is the other, then

    async def _copy(self, source: socket.socket, sink: socket.socket) -> None:
        """Copy one way. What the sink does not take is not read: it stays with the sender."""
        while data := await self._loop.sock_recv(source, CHUNK):
            await self._loop.sock_sendall(sink, data)
            self._patience.reschedule(self._loop.time() + self._seconds)
            await asyncio.sleep(0)  # neither call waits while both sides keep up, and others have to be heard
        sink.shutdown(socket.SHUT_WR)
        self._seconds = HALF_SECONDS
        self._patience.reschedule(self._loop.time() + self._seconds)


async def _read_head(client: socket.socket) -> tuple[bytes, bytes]:
    """Read as far as the empty line; give the head and what came behind it."""
    data = b""
    while END not in data:
        more = await asyncio.get_running_loop().sock_recv(client, HEAD_LIMIT)
        data += more
        if not more or len(data) > HEAD_LIMIT:
            raise EOFError
    head, _, rest = data.partition(END)
    return head + END, rest


async def _say(end: socket.socket, words: bytes) -> None:
    await asyncio.get_running_loop().sock_sendall(end, words)
