"""The way to the compositor, over real sockets with real descriptors."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

from kiosk.broker.display import DisplayRelay
from tests.lockdown.intruder.wayland import text, words

SYNC = words(1, 12 << 16, 3)
BROKEN = words(1, 4 << 16)


def message(sender: int, opcode: int, body: bytes) -> bytes:
    return words(sender, (len(body) + 8) << 16 | opcode) + body


def announce(name: int, interface: str) -> bytes:
    return message(2, 0, words(name) + text(interface) + words(1))


def bind(name: int, interface: str) -> bytes:
    return message(2, 0, words(name) + text(interface) + words(1, 3))


class Ends:
    """A relay, and the compositor's side of what it makes."""

    def __init__(self, folder: Path, server: socket.socket) -> None:
        self.path, self._server = folder / "relay", server
        self.relay = DisplayRelay(self.path, folder / "server")
        self.breaches = 0
        self.closed = False
        self.held: list[socket.socket] = []

    def breach(self) -> None:
        self.breaches += 1

    async def visit(self) -> tuple[socket.socket, socket.socket]:
        """Connect; give the visitor's end and the compositor's."""
        loop = asyncio.get_running_loop()
        visitor = self.call()
        compositor, _ = await loop.sock_accept(self._server)
        self.held.append(compositor)
        return visitor, compositor

    def call(self) -> socket.socket:
        visitor = socket.socket(socket.AF_UNIX)
        visitor.connect(str(self.path))
        visitor.setblocking(False)
        self.held.append(visitor)
        return visitor


def live(folder: Path, story: Callable[[Ends], Awaitable[None]], *, up: bool = True) -> None:
    async def run() -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(folder / "server"))
            server.setblocking(False)
            if up:
                server.listen()
            ends = Ends(folder, server)
            await ends.relay.start(ends.breach)
            try:
                await asyncio.wait_for(story(ends), 10)
            finally:
                if not ends.closed:
                    ends.relay.close()
                for end in ends.held:
                    end.close()

    asyncio.run(run())


async def heard(end: socket.socket) -> bytes:
    with contextlib.suppress(ConnectionError):
        return await asyncio.get_running_loop().sock_recv(end, 1 << 20)
    return b""


async def readable(end: socket.socket) -> None:
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(end, done.set)
    await done.wait()
    loop.remove_reader(end)


def descriptors_here() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_words_and_descriptors_pass_both_ways_in_order(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        visitor, compositor = await ends.visit()
        for source, target in ((visitor, compositor), (compositor, visitor)):
            files = [os.memfd_create(name) for name in ("first", "second")]
            for file, name in zip(files, (b"first", b"second"), strict=True):
                os.write(file, name)
            socket.send_fds(source, [SYNC[:5]], files[:1])  # a descriptor may be ahead of its message
            socket.send_fds(source, [SYNC[5:]], files[1:])
            await readable(target)
            data, got, _, _ = socket.recv_fds(target, 100, 28)
            assert data == SYNC
            assert [os.pread(file, 10, 0) for file in got] == [b"first", b"second"]
            for file in (*files, *got):
                os.close(file)

    before = descriptors_here()
    live(tmp_path, story)
    assert descriptors_here() == before, "none is kept"


def test_there_is_one_connection_at_a_time(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        visitor, compositor = await ends.visit()
        assert await heard(ends.call()) == b""
        visitor.close()
        assert await heard(compositor) == b"", "the compositor is told"
        again, compositor = await ends.visit()
        again.send(SYNC)
        assert await heard(compositor) == SYNC, "the control: after that, another one"

    live(tmp_path, story)


def test_without_a_compositor_the_connection_just_closes(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        assert await heard(ends.call()) == b""

    live(tmp_path, story, up=False)


def test_when_the_relay_ends_so_does_the_connection(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        visitor, compositor = await ends.visit()
        ends.relay.close()
        assert await heard(visitor) == await heard(compositor) == b""
        ends.closed = True

    live(tmp_path, story)


def test_who_breaks_the_rules_is_cut_off_and_reported(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        visitor, compositor = await ends.visit()
        visitor.send(BROKEN)
        assert await heard(compositor) == b""
        assert ends.breaches == 1

    live(tmp_path, story)


def test_descriptors_without_words_are_not_gathered(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        visitor, compositor = await ends.visit()
        file = os.memfd_create("x")
        for byte in (SYNC[:1], SYNC[1:2]):
            socket.send_fds(visitor, [byte], [file] * 20)
        os.close(file)
        assert await heard(compositor) == b""
        assert ends.breaches == 1

    before = descriptors_here()
    live(tmp_path, story)
    assert descriptors_here() == before


def test_a_side_that_does_not_read_stops_the_other_and_loses_nothing(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        visitor, compositor = await ends.visit()
        sent = 0
        block = words(9, 4096 << 16) + bytes(4088)
        pushing = asyncio.create_task(asyncio.get_running_loop().sock_sendall(visitor, block * 500))
        await asyncio.wait([pushing], timeout=0.3)
        assert not pushing.done(), "two megabytes do not fit anywhere"
        while sent < 500 * 4096:
            sent += len(await heard(compositor))
        await pushing
        visitor.send(SYNC)
        assert await heard(compositor) == SYNC

    live(tmp_path, story)


def test_a_side_that_is_gone_ends_the_connection(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        visitor, compositor = await ends.visit()
        visitor.send(SYNC)  # read before the relay hears that nobody takes it
        compositor.close()
        assert await heard(visitor) == b""
        assert ends.breaches == 0

    live(tmp_path, story)


def test_a_visitor_that_is_gone_with_words_unread_is_no_breach(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        visitor, compositor = await ends.visit()
        compositor.send(SYNC)
        await readable(visitor)
        visitor.close()
        assert await heard(compositor) == b""
        assert ends.breaches == 0

    live(tmp_path, story)


def test_the_relay_may_close_before_anybody_came(tmp_path: Path) -> None:
    async def story(_ends: Ends) -> None:
        pass

    live(tmp_path, story)


def test_a_visible_visitor_may_have_a_window(tmp_path: Path) -> None:
    async def story(ends: Ends) -> None:
        for shown in (False, True):
            if shown:
                ends.relay.open()
            visitor, compositor = await ends.visit()
            visitor.send(message(1, 1, words(2)))
            await heard(compositor)
            compositor.send(announce(10, "xdg_wm_base"))
            await heard(visitor)
            visitor.send(bind(10, "xdg_wm_base") + message(3, 2, words(11, 12)))
            assert (await heard(compositor) != b"") == shown
            visitor.close()
            await heard(compositor)
        assert ends.breaches == 1

    live(tmp_path, story)
