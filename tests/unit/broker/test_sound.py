"""The way to the sound server, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from kiosk.broker.sound import CONNECTIONS, SoundRelay
from tests.lockdown.intruder.pulse import DENIED, HELLO, command, packet

LOAD_MODULE = 51


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(100):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


class Relay(SoundRelay):
    """Counts what it would have a session ended for."""

    breaches = 0

    def breach(self) -> None:
        self.breaches += 1


def live(tmp_path: Path, story: Callable[[Relay, Path], Awaitable[None]], *, server: bool = True) -> None:
    async def run() -> None:
        echo = await asyncio.start_unix_server(_echo, str(tmp_path / "server")) if server else None
        relay = Relay(tmp_path / "relay", tmp_path / "server")
        await relay.start(relay.breach)
        await asyncio.wait_for(story(relay, tmp_path / "relay"), 10)
        if echo is not None:
            echo.close()
        relay.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for _ in range(5):  # closing transports takes some turns of the loop
            await asyncio.sleep(0)

    asyncio.run(run())


async def _say(path: Path, words: bytes) -> bytes:
    reader, writer = await asyncio.open_unix_connection(str(path))
    try:
        writer.write(words)
        return await reader.read(len(words))
    except ConnectionError:
        return b""
    finally:
        writer.close()


def test_a_spare_neither_hears_nor_speaks(tmp_path: Path) -> None:
    async def story(relay: Relay, path: Path) -> None:
        assert await _say(path, HELLO) == b""
        relay.open()
        assert await _say(path, HELLO) == HELLO, "the control: the visible one does"

    live(tmp_path, story)


def test_without_a_server_the_connection_just_closes(tmp_path: Path) -> None:
    async def story(relay: Relay, path: Path) -> None:
        relay.open()
        assert await _say(path, HELLO) == b""

    live(tmp_path, story, server=False)


def test_only_a_few_connections_at_once(tmp_path: Path) -> None:
    async def story(relay: Relay, path: Path) -> None:
        relay.open()
        held = [await asyncio.open_unix_connection(str(path)) for _ in range(CONNECTIONS)]
        for reader, writer in held:
            writer.write(HELLO)
            assert await reader.readexactly(len(HELLO)) == HELLO
        assert await _say(path, HELLO) == b""
        for _, writer in held:
            writer.close()

    live(tmp_path, story)


def test_a_forbidden_command_is_answered_here_and_does_not_reach_the_server(tmp_path: Path) -> None:
    async def story(relay: Relay, path: Path) -> None:
        relay.open()
        reader, writer = await asyncio.open_unix_connection(str(path))
        writer.write(command(LOAD_MODULE, 7) + HELLO)
        refusal = packet(command_error(7))
        assert sorted([await _packet(reader), await _packet(reader)]) == sorted([refusal, HELLO])
        assert relay.breaches == 0, "libraries ask for more than they need; that ends no session"
        writer.close()

    live(tmp_path, story)


def command_error(tag: int) -> bytes:
    return b"".join(b"L" + number.to_bytes(4, "big") for number in (0, tag, DENIED))


async def _packet(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readexactly(20)
    return head + await reader.readexactly(int.from_bytes(head[:4], "big"))


def test_what_is_no_packet_ends_the_connection_and_is_reported(tmp_path: Path) -> None:
    async def story(relay: Relay, path: Path) -> None:
        relay.open()
        assert await _say(path, b"\0" * 20) == b""
        assert relay.breaches == 1

    live(tmp_path, story)


def test_a_client_that_is_gone_with_words_unread_is_no_breach(tmp_path: Path) -> None:
    async def story(relay: Relay, path: Path) -> None:
        relay.open()
        reader, writer = await asyncio.open_unix_connection(str(path))
        writer.write(HELLO * 50)
        await reader.readexactly(len(HELLO))
        writer.transport.abort()
        assert await _say(path, HELLO) == HELLO, "the control: the relay goes on"
        assert relay.breaches == 0

    live(tmp_path, story)
