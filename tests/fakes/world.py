"""A terminal of the supervisor with fake sessions, in a time that goes when told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from kiosk.channel import (
    Mode,
    Setup,
    Show,
)
from kiosk.supervisor.idle import Times
from kiosk.supervisor.kept import Kept
from kiosk.supervisor.record import WipeLog
from kiosk.supervisor.slot import Parts, Phase
from kiosk.supervisor.staff import Staff
from kiosk.supervisor.terminal import Terminal
from tests.fakes.session import FakeClock, FakeSession

SETUP = Setup("Office", "", ("de",), (), "2026-01-05", 0.277, 600)


class World:
    """A terminal with fake sessions and a clock that goes when told."""

    def __init__(self, tmp_path: Path, **traits: object) -> None:
        self.clock = FakeClock()
        self.made: list[FakeSession] = []
        self.volume: list[int] = []
        self.traits = traits
        self.records = WipeLog(tmp_path / "wipe.jsonl")
        self.kept = Kept(tmp_path)
        self.staff = Staff(tmp_path / "staff.json")
        self.terminal = Terminal(
            Parts(
                self._make,
                self.records,
                self.staff,
                self.clock,
                lambda: SETUP,
                Times(120, 30),
                (1, 2),
                self.volume.append,
                self.kept.closed,
                self.kept.keep_closed,
            )
        )

    def _make(self, uid: int | None) -> FakeSession:
        session = FakeSession(f"s{len(self.made)}", uid, **self.traits)  # type: ignore[arg-type]
        self.made.append(session)
        return session

    async def settle(self, until: Callable[[], object]) -> None:
        for _ in range(400):
            if until():
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"never; phase {self.terminal.phase}, {self.made}")

    async def ready(self) -> None:
        await self.settle(lambda: self.terminal.spare_ready and self.terminal.phase is Phase.WELCOME)

    def shown(self) -> list[tuple[str, Mode]]:
        found = [
            (message.token, s.id, message.mode) for s in self.made for message in s.sent if isinstance(message, Show)
        ]
        return [(session, mode) for _, session, mode in sorted(found, key=lambda item: item[0])]


@asynccontextmanager
async def running(world: World) -> AsyncIterator[World]:
    task = asyncio.create_task(world.terminal.run())
    try:
        yield world
    finally:
        world.terminal.stop()
        await task


def live(tmp_path: Path, story: Callable[[World], Awaitable[None]], **traits: object) -> World:
    world = World(tmp_path, **traits)

    async def run() -> None:
        async with running(world):
            await story(world)

    asyncio.run(run())
    assert all(session.ended for session in world.made), "whatever happens, nothing is left behind"
    return world
