"""The way to the sound server, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from kiosk.broker.sound import CONNECTIONS, SoundRelay
from tests.fakes.sound_server import CREATE, DELETE, NOBODY, SOURCE, JackServer
from tests.lockdown.intruder.pulse import DENIED, HELLO, command, number, packet, recording
from tests.loops import leave_nothing

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
        await leave_nothing()

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


# ---- listening and headphones, with a server that has both ---------------------------------------------------------


def at_a_server(
    tmp_path: Path, story: Callable[[Relay, JackServer, list[bool]], Awaitable[None]], *, jack: bool
) -> None:
    async def run() -> None:
        server = JackServer(tmp_path / "server")
        await server.start()
        relay = Relay(tmp_path / "relay", tmp_path / "server", jack=jack)
        told: list[bool] = []
        await relay.start(relay.breach)
        relay.tell_headphones(told.append)
        await _until(lambda: any(command == SOURCE for command, _ in server.asked))
        await _settled(server)
        await asyncio.wait_for(story(relay, server, told), 10)
        relay.close()
        server.close()
        await leave_nothing()

    asyncio.run(run())


async def _until(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def _settled(server: JackServer) -> None:
    """Wait until the relay has been through one more round of questions, so that it knows what is plugged in."""
    before = len(server.asked)
    server.tell()
    await _until(lambda: len(server.asked) >= before + 3)
    server.tell()
    await _until(lambda: len(server.asked) >= before + 6)


class Client:
    """A visitor's connection, as a library uses it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def record(self) -> bytes:
        """Ask for a recording; give the answer."""
        self.writer.write(command(CREATE, 7, recording()))
        return await _packet(self.reader)


async def _client(path: Path) -> Client:
    client = Client(*await asyncio.open_unix_connection(str(path)))
    client.writer.write(HELLO)
    await _packet(client.reader)
    return client


REFUSED = packet(command_error(7))


def test_recording_needs_leave_and_ends_with_it(tmp_path: Path) -> None:
    async def story(relay: Relay, server: JackServer, _told: list[bool]) -> None:
        relay.open()
        client = await _client(tmp_path / "relay")
        assert await client.record() == REFUSED
        relay.listen(on=True)
        assert await client.record() != REFUSED, "the control"
        server.send(packet(b"abcd", channel=1))
        assert await _packet(client.reader) == packet(b"abcd", channel=1)
        relay.listen(on=False)
        assert (await _packet(client.reader))[25:30] == number(NOBODY), "it is told that its stream was killed"
        await _until(lambda: (DELETE, number(1)) in server.asked)
        assert await client.record() == REFUSED
        client.writer.close()

    at_a_server(tmp_path, story, jack=False)


def test_a_spare_and_one_that_is_over_do_not_record(tmp_path: Path) -> None:
    async def story(relay: Relay, _server: JackServer, _told: list[bool]) -> None:
        relay.listen(on=True)
        assert await _say(tmp_path / "relay", HELLO) == b"", "a spare"
        relay.open()
        client = await _client(tmp_path / "relay")
        assert await client.record() != REFUSED, "the control"
        relay.silence()
        assert await client.reader.read(100) == b"", "its connection is dropped"
        relay.listen(on=True)
        assert await _say(tmp_path / "relay", HELLO) == b""
        client.writer.close()

    at_a_server(tmp_path, story, jack=False)


def test_without_a_microphone_nothing_is_recorded(tmp_path: Path) -> None:
    async def story(relay: Relay, server: JackServer, _told: list[bool]) -> None:
        server.monitor_of = 0
        await _settled(server)
        relay.open()
        relay.listen(on=True)
        client = await _client(tmp_path / "relay")
        assert await client.record() == REFUSED
        client.writer.close()

    at_a_server(tmp_path, story, jack=False)


def test_headphones_are_told_of_while_the_visitor_is_shown(tmp_path: Path) -> None:
    async def story(relay: Relay, server: JackServer, told: list[bool]) -> None:
        server.plug(on=True)
        await _settled(server)
        assert told == [], "a spare is not told"
        relay.open()
        assert told == [True], "they were left plugged in"
        server.plug(on=False)
        await _until(lambda: told == [True, False])

    at_a_server(tmp_path, story, jack=True)


def test_where_the_server_knows_of_no_jack_it_is_not_believed(tmp_path: Path) -> None:
    async def story(relay: Relay, server: JackServer, told: list[bool]) -> None:
        relay.open()
        server.plug(on=True)
        await _settled(server)
        assert told == []

    at_a_server(tmp_path, story, jack=False)


def test_before_anybody_wants_to_know_nobody_is_told(tmp_path: Path) -> None:
    async def run() -> None:
        server = JackServer(tmp_path / "server", active="headphones", form="headset")
        await server.start()
        relay = Relay(tmp_path / "relay", tmp_path / "server", jack=True)
        await relay.start(relay.breach)
        relay.open()
        await _until(lambda: any(command == SOURCE for command, _ in server.asked))
        await _settled(server)
        relay.close()
        server.close()
        for _ in range(5):
            await asyncio.sleep(0)

    asyncio.run(run())
