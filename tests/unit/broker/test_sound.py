"""The way to the sound server, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from kiosk.broker.sound import CONNECTIONS, SoundRelay


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(100):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


def live(tmp_path: Path, story: Callable[[SoundRelay, Path], Awaitable[None]], *, server: bool = True) -> None:
    async def run() -> None:
        echo = await asyncio.start_unix_server(_echo, str(tmp_path / "server")) if server else None
        relay = SoundRelay(tmp_path / "relay", tmp_path / "server")
        await relay.start()
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
    async def story(relay: SoundRelay, path: Path) -> None:
        assert await _say(path, b"hello") == b""
        relay.open()
        assert await _say(path, b"hello") == b"hello", "the control: the visible one does"

    live(tmp_path, story)


def test_without_a_server_the_connection_just_closes(tmp_path: Path) -> None:
    async def story(relay: SoundRelay, path: Path) -> None:
        relay.open()
        assert await _say(path, b"hello") == b""

    live(tmp_path, story, server=False)


def test_only_a_few_connections_at_once(tmp_path: Path) -> None:
    async def story(relay: SoundRelay, path: Path) -> None:
        relay.open()
        held = [await asyncio.open_unix_connection(str(path)) for _ in range(CONNECTIONS)]
        for reader, writer in held:
            writer.write(b"x")
            assert await reader.read(1) == b"x"
        assert await _say(path, b"hello") == b""
        for _, writer in held:
            writer.close()

    live(tmp_path, story)
