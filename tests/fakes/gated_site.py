"""A gate over real sockets with a browser's view of it: names are given, and one server that echoes is behind them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Sequence

from kiosk.broker.gate import Gate, Limits
from kiosk.broker.hosts import Network, Reason, Rules
from kiosk.broker.internet import Failed
from kiosk.visitor.browser.port import hand_over
from tests.loops import leave_nothing

RULES = Rules(listed=frozenset({"bank.example", "*.mail.example"}), fixed={"intranet.mail.example": "10.0.0.7"})
PUBLIC = "93.184.216.34"
LIMITS = Limits(connections=8, per_minute=1000)


class World:
    """Names, addresses and one server behind all of them that echoes."""

    def __init__(self) -> None:
        self.names: dict[str, list[str] | Failed] = {"bank.example": [PUBLIC], "a.mail.example": [PUBLIC]}
        self.looked_up: list[object] = []
        self.connected: list[object] = []
        self.fails: Exception | None = None
        self.behind: tuple[str, int]
        self.closed = False

    async def addresses(self, name: str) -> Sequence[str]:
        self.looked_up.append(name)
        found = self.names.get(name, Failed(Reason.NO_NAME))
        if isinstance(found, Failed):
            raise found
        return found

    def near(self) -> Sequence[Network]:
        return ()

    async def connect(self, addresses: Sequence[str]) -> socket.socket:
        self.connected.append(tuple(addresses))
        if self.fails is not None:
            raise self.fails
        end = socket.socket()
        end.setblocking(False)
        await asyncio.get_running_loop().sock_connect(end, self.behind)
        return end

    def close(self) -> None:
        self.closed = True


class Site:
    """The world with a gate in front of it, and a browser's view of it."""

    def __init__(self, rules: Rules, limits: Limits) -> None:
        self.visitor, end = socket.socketpair()
        self.world = World()
        self.gate = Gate(end, rules, limits, self.world)
        self.broken = asyncio.Event()
        self.port = 0
        self.writers: list[asyncio.StreamWriter] = []

    def open(self) -> None:
        self.gate.open(self.broken.set)

    async def echo(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
            writer.write(b"bye")
            writer.close()

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writers.append(writer)
        return reader, writer

    async def say(self, words: str, more: bytes = b"") -> tuple[str, asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await self.connect()
        writer.write(words.encode() + b"\r\n\r\n" + more)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except (asyncio.IncompleteReadError, ConnectionError):
            head = ""
        return head, reader, writer

    async def tunnel(
        self, host: str = "bank.example", more: bytes = b""
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        head, reader, writer = await self.say(f"CONNECT {host}:443 HTTP/1.1", more)
        assert head == "HTTP/1.1 200 OK\r\n\r\n"
        return reader, writer

    async def refused(self, host: str, port: int = 443) -> str:
        head, reader, _ = await self.say(f"CONNECT {host}:{port} HTTP/1.1")
        assert not head.startswith("HTTP/1.1 2")
        assert await reader.read() == b""
        return self.gate.why(host)


def live(
    story: Callable[[Site], Awaitable[None]], *, rules: Rules = RULES, limits: Limits = LIMITS, opened: bool = True
) -> None:
    async def run() -> None:
        site = Site(rules, limits)
        server = await asyncio.start_server(site.echo, "127.0.0.1", 0)
        site.world.behind = server.sockets[0].getsockname()
        with site.visitor:
            site.port = hand_over(site.visitor.detach())
            if opened:
                site.open()
            try:
                await asyncio.wait_for(story(site), 20)
            finally:
                site.gate.close()
                await asyncio.to_thread(site.gate._acceptor._thread.join, 5)
                for writer in site.writers:
                    writer.transport.abort()
                server.close()
                await leave_nothing()

    asyncio.run(run())


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
