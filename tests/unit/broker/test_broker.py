"""One session's broker between two real socket pairs."""

from __future__ import annotations

import asyncio
import select
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
import pytest

from kiosk.broker import app as module
from kiosk.broker.app import Broker
from kiosk.broker.budget import Budget
from kiosk.broker.requests import Away, Declined, Table
from kiosk.channel import (
    FRAME_LIMIT,
    Activity,
    Answered,
    Ask,
    Beat,
    Begun,
    End,
    Fault,
    Faulted,
    Headphones,
    Listen,
    Pushed,
    Show,
    Splitter,
    StaffAnswer,
    Unlock,
    Watch,
    frame,
    from_broker,
    to_visitor,
)
from tests.loops import settle


class Office:
    """Only what these tests ask for."""

    def __init__(self) -> None:
        self.answer: object = {"number": 14, "state": "waiting", "ahead": 0}

    async def find_place(self, _number: int) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Topics:
    def __init__(self) -> None:
        self.open: list[str] = []

    async def watch(self, topic: str) -> AsyncIterator[bytes]:
        self.open.append(topic)
        try:
            yield b"\x01"
            yield bytes(FRAME_LIMIT)  # longer than a visitor takes: left out
            yield b"\x02"
            await asyncio.Event().wait()
        finally:
            self.open.remove(topic)


class Sound:
    opened = 0
    silent = False
    breach: Callable[[], None]
    tell: Callable[[bool], None]

    def __init__(self) -> None:
        self.listens: list[bool] = []

    def tell_headphones(self, tell: Callable[[bool], None]) -> None:
        self.tell = tell

    def listen(self, *, on: bool) -> None:
        self.listens.append(on)

    def silence(self) -> None:
        self.silent = True

    async def start(self, breach: Callable[[], None]) -> None:
        self.breach = breach

    def open(self) -> None:
        self.opened += 1

    def close(self) -> None:
        pass


class Gate:
    opened = closed = 0

    def open(self, broken: Callable[[], None]) -> None:
        self.opened += 1
        self.broken = broken

    def close(self) -> None:
        self.closed += 1


class Devices(Topics):
    closed = 0

    def close(self) -> None:
        self.closed += 1


class Ends:
    """Both outer ends of a running broker."""

    def __init__(self, *, web: bool = True, sound: bool = True) -> None:
        self.visitor, channel = socket.socketpair()
        self.supervisor, control = socket.socketpair()
        self.office, self.topics, self.sound, self.gate = Office(), Topics(), Sound(), Gate()
        self.devices = Devices()
        self.now = 0.0
        table = Table(self.office, None, "s", watched=("presence",))  # type: ignore[arg-type]
        door: Any = self.sound
        self.broker = Broker(
            channel,
            control,
            table,
            self.topics,
            [door],
            lambda: self.now,
            gate=self.gate if web else None,
            devices=self.devices,
            sound=self.sound if sound else None,
            over=self._give_back if sound else None,
        )
        self.gave_back = asyncio.Event()
        self._from: dict[socket.socket, tuple[Splitter, list[bytes]]] = {
            self.visitor: (Splitter(), []),
            self.supervisor: (Splitter(), []),
        }
        for end in (self.visitor, self.supervisor):
            end.setblocking(False)

    async def _give_back(self) -> None:
        """An office that keeps something and does not answer."""
        self.gave_back.set()
        raise Away

    async def begin(self) -> None:
        """The session before is proven gone, and somebody leaves welcome."""
        self.supervisor.send(frame(Unlock()))
        assert isinstance(await self.read(self.visitor), Unlock)
        self.visitor.send(frame(Begun()))
        assert isinstance(await self.read(self.supervisor), Begun)

    async def read(self, end: socket.socket) -> Any:
        splitter, waiting = self._from[end]
        while not waiting:
            waiting += splitter.feed(await asyncio.wait_for(asyncio.get_running_loop().sock_recv(end, 65536), 5))
        body = waiting.pop(0)
        return to_visitor(body) if end is self.visitor else from_broker(body)


def live(story: Callable[[Ends], Awaitable[None]], *, web: bool = True, sound: bool = True) -> None:
    async def run() -> None:
        ends = Ends(web=web, sound=sound)
        task = asyncio.create_task(ends.broker.run())
        try:
            await asyncio.wait_for(story(ends), 10)
        finally:
            ends.supervisor.close()
            await asyncio.wait_for(task, 5)
            ends.visitor.close()
            await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)
            await settle()

    asyncio.run(run())


def test_what_the_supervisor_needs_to_know_is_passed_on_as_it_is() -> None:
    async def story(ends: Ends) -> None:
        ends.visitor.send(frame(Beat()) + frame(End()))
        assert isinstance(await ends.read(ends.supervisor), Beat)
        assert isinstance(await ends.read(ends.supervisor), End)

    live(story)


def test_a_device_is_watched_at_the_devices_and_let_go_with_the_session() -> None:
    kept: list[Ends] = []

    async def story(ends: Ends) -> None:
        kept.append(ends)
        await ends.begin()
        ends.visitor.send(frame(Watch("presence")))
        assert isinstance(await ends.read(ends.visitor), Pushed)
        assert ends.devices.open == ["presence"]
        assert ends.topics.open == []

    live(story)
    assert kept[0].devices.closed == 1


def test_the_sound_opens_only_when_the_visitor_is_shown() -> None:
    async def story(ends: Ends) -> None:
        ends.supervisor.send(frame(Unlock()) + frame(StaffAnswer(ok=False)))
        await ends.read(ends.visitor)
        await ends.read(ends.visitor)
        assert ends.sound.opened == 0
        ends.supervisor.send(frame(Show(1)))
        assert isinstance(await ends.read(ends.visitor), Show)
        assert ends.sound.opened == 1

    live(story)


def test_headphones_are_passed_on_to_the_visitor() -> None:
    async def story(ends: Ends) -> None:
        ends.visitor.send(frame(Beat()))
        await ends.read(ends.supervisor)
        ends.sound.tell(True)
        assert await ends.read(ends.visitor) == Headphones(plugged=True)

    live(story)


def test_the_gate_opens_once_when_a_session_begins_that_may_begin() -> None:
    async def story(ends: Ends) -> None:
        ends.visitor.send(frame(Begun()))
        assert isinstance(await ends.read(ends.supervisor), Begun)
        assert ends.gate.opened == 0, "the one before is not proven gone yet"
        await ends.begin()
        assert ends.gate.opened == 1
        ends.visitor.send(frame(Begun()))
        assert isinstance(await ends.read(ends.supervisor), Begun)
        assert ends.gate.opened == 1
        ends.gate.broken()
        assert await ends.read(ends.supervisor) == Faulted(Fault.MALFORMED)
        assert ends.gate.closed == 0
        ends.supervisor.close()
        while not ends.gate.closed:  # noqa: ASYNC110
            await asyncio.sleep(0)

    live(story)
    live(Ends.begin, web=False)


def test_who_breaks_the_rules_of_a_door_is_reported() -> None:
    async def story(ends: Ends) -> None:
        ends.visitor.send(frame(Beat()))
        await ends.read(ends.supervisor)
        ends.sound.breach()
        assert await ends.read(ends.supervisor) == Faulted(Fault.MALFORMED)

    live(story)


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ({"a": 1}, "ok", ""),
        (Away(), "away", ""),
        (Declined("not-found"), "refused", "not-found"),
        (RuntimeError("nobody foresaw this"), "away", ""),
        ({"a": "x" * FRAME_LIMIT}, "away", ""),
    ],
)
def test_a_request_is_answered_by_its_id(answer: object, state: str, reason: str) -> None:
    async def story(ends: Ends) -> None:
        ends.office.answer = answer
        await ends.begin()
        ends.visitor.send(frame(Ask(7, "query", "find-place", msgspec.msgpack.encode({"number": 14}))))
        reply = await ends.read(ends.visitor)
        assert isinstance(reply, Answered)
        assert (reply.id, reply.state, reply.reason) == (7, state, reason)

    live(story)


def test_a_watched_topic_is_pushed_until_it_is_given_up() -> None:
    async def story(ends: Ends) -> None:
        await ends.begin()
        ends.visitor.send(frame(Watch("place/14")))
        assert await ends.read(ends.visitor) == Pushed("place/14", b"\x01")
        assert await ends.read(ends.visitor) == Pushed("place/14", b"\x02")
        ends.visitor.send(frame(Watch("place/14", on=False)) + frame(Beat()))
        await ends.read(ends.supervisor)
        while ends.topics.open:  # noqa: ASYNC110
            await asyncio.sleep(0)

    live(story)


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (b"\x00\x00\x00\x02\xff\xff", Fault.MALFORMED),
        ((FRAME_LIMIT + 1).to_bytes(4, "big"), Fault.OVERSIZE),
        (frame(Watch("board")), Fault.MALFORMED),
        (frame(Ask(1, "effect", "reboot", b"", "k")), Fault.MALFORMED),
        (b"".join(frame(Watch(f"place/{number}")) for number in range(1, 11)), Fault.MALFORMED),
        (frame(Activity()) * 301, Fault.FLOOD),
        (b"".join(frame(Watch("place/1", on=n % 2 == 0)) for n in range(42)), Fault.FLOOD),
        (b"".join(frame(Ask(n, "query", "find-place", b"\x81\xa6number\x0e")) for n in range(21)), Fault.FLOOD),
    ],
)
def test_a_visitor_that_breaks_the_rules_is_reported(sent: bytes, fault: Fault) -> None:
    async def story(ends: Ends) -> None:
        await ends.begin()
        await asyncio.get_running_loop().sock_sendall(ends.visitor, sent)
        while not isinstance(message := await ends.read(ends.supervisor), Faulted):
            pass
        assert message == Faulted(fault)

    live(story)


@pytest.mark.parametrize(
    "wanted", [Ask(1, "query", "find-place", b"\x81\xa6number\x0e"), Watch("place/14"), Listen(on=True)]
)
@pytest.mark.parametrize("unlocked", [False, True])
def test_whoever_has_not_begun_a_session_that_can_end_gets_nothing(
    wanted: Ask | Watch | Listen, unlocked: bool
) -> None:
    """A process that never says it has begun is never ended for being idle; so it shall have nothing to show."""

    async def story(ends: Ends) -> None:
        if unlocked:
            ends.supervisor.send(frame(Unlock()))
            await ends.read(ends.visitor)
        else:
            ends.visitor.send(frame(Begun()))
            assert isinstance(await ends.read(ends.supervisor), Begun)
        ends.visitor.send(frame(wanted))
        assert await ends.read(ends.supervisor) == Faulted(Fault.MALFORMED)

    live(story)


def test_a_visitor_that_is_gone_with_words_unread_is_reported() -> None:
    async def story(ends: Ends) -> None:
        ends.supervisor.send(frame(StaffAnswer(ok=False)))
        await asyncio.get_running_loop().run_in_executor(None, select.select, [ends.visitor], [], [], 5)
        ends.visitor.close()  # the kernel answers the broker's next look with "connection reset"
        assert await ends.read(ends.supervisor) == Faulted(Fault.GONE)

    live(story)


def test_a_visitor_that_is_gone_is_reported() -> None:
    async def story(ends: Ends) -> None:
        ends.visitor.close()
        assert await ends.read(ends.supervisor) == Faulted(Fault.GONE)

    live(story)


def test_a_visitor_that_does_not_read_costs_no_more_than_the_backlog(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BACKLOG", 100_000)

    async def story(ends: Ends) -> None:
        big = frame(Pushed("x", bytes(200_000)))
        for _ in range(20):
            await asyncio.get_running_loop().sock_sendall(ends.supervisor, big)
        ends.visitor.send(frame(Beat()))
        assert isinstance(await ends.read(ends.supervisor), Beat)
        writer = ends.broker._to_visitor
        assert writer is not None
        assert writer.transport.get_write_buffer_size() < 400_000

    live(story)


def test_a_budget_fills_with_time_and_never_over_its_size() -> None:
    budget = Budget(rate=10, most=5)
    assert [budget.take(0.0) for _ in range(6)] == [True] * 5 + [False]
    assert budget.take(0.1)
    assert not budget.take(0.1)
    assert [budget.take(100.0) for _ in range(6)] == [True] * 5 + [False]
