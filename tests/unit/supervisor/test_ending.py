"""Whichever step of the ending is left out, it is noticed: by the look after it, by the proof, or by the terminal."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import os
import secrets
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import kiosk
from device_drivers.simulators.ticket_printer import TicketPrinterSimulator
from kiosk import x11
from kiosk.channel import Show, Unlock
from kiosk.supervisor.ending import Act, NoDrivers, NoMemory, Step, perform
from kiosk.supervisor.limits import detect
from kiosk.supervisor.process import become_subreaper
from kiosk.supervisor.proof import Proof, survivors
from kiosk.supervisor.sandbox import any_host
from kiosk.supervisor.session import RealSession
from tests.lockdown.harness import Bench, blueprint, setup, terminal, worker_uids
from tests.xvfb import XServer

IN_TERMINAL = frozenset({Step.COVER, Step.RECORD})
NOT_IN_PROOF = frozenset({Step.PAPER})
"""Paper is out of the kernel's sight: the self-test looks into the printer, and so does the test below."""

bubblewrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed; make setup does it")


@dataclass
class StickyScreen:
    """A display server on which every session leaves something."""

    there: int = 1

    def clear(self) -> None:
        self.there = 0

    def left(self) -> int:
        return self.there


@dataclass
class UsedDrivers:
    """Drivers that every session has used."""

    renewed: set[str] = field(default_factory=set)

    async def renew(self, session: str) -> None:
        self.renewed.add(session)

    def left(self, session: str) -> int:
        return 0 if session in self.renewed else 1


def ended(folder: Path, *skip: Step) -> Proof:
    """Run a session of a well-behaved visitor and end it without some steps."""
    become_subreaper()
    with (folder / "output").open("wb") as sink:
        plan = blueprint(folder, "good", sink.fileno())
        plan = replace(plan, screen=StickyScreen(), drivers=UsedDrivers())
        session = RealSession(secrets.token_hex(8), worker_uids()[0], plan, skip=frozenset(skip))
        try:
            return asyncio.run(_live_and_end(session))
        finally:
            plan.runtime.unlink()


async def _live_and_end(session: RealSession) -> Proof:
    ready = asyncio.Event()
    await session.start(setup(), lambda _message: ready.set())
    await asyncio.wait_for(ready.wait(), 20)
    started = list(session._processes)
    try:
        return await session.end()
    finally:
        for pid in survivors(session.traces) | session._place.members():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in started:
            process.popen.kill()
            process.popen.wait()
        await session._close()
        for _ in range(100):
            if session._place.remove():
                break
            await asyncio.sleep(0.01)
        if session._namespaces is not None:
            session._namespaces.close()


@bubblewrap
def test_the_control_with_all_steps_the_end_is_proven(tmp_path: Path) -> None:
    assert ended(tmp_path) == Proof(killed=True)


@bubblewrap
@pytest.mark.parametrize("step", [step for step in Step if step not in IN_TERMINAL | NOT_IN_PROOF])
def test_a_step_left_out_is_noticed(tmp_path: Path, step: Step) -> None:
    if step is Step.GROUP and not detect().fit:
        pytest.skip("no control groups here")
    assert not ended(tmp_path, step).holds


@bubblewrap
@pytest.mark.parametrize("step", [Step.COVER, Step.RECORD])
def test_a_step_of_the_terminals_own_left_out_puts_it_out_of_order(tmp_path: Path, step: Step) -> None:
    async def story(skip: frozenset[Step]) -> Bench:
        async with terminal(tmp_path / ("without" if skip else "with"), "good", skip=skip) as bench:
            await bench.until(lambda: bench.terminal.spare_ready)
            bench.terminal.end("visitor")
            await bench.until(lambda: bench.terminal.timings.proof_ms and bench.terminal._ending_done())
            return bench

    for name in ("with", "without"):
        (tmp_path / name).mkdir()
    assert asyncio.run(story(frozenset())).terminal.out_of_order is None, "the control"
    assert asyncio.run(story(frozenset({step}))).terminal.out_of_order == "proof"


@bubblewrap
def test_a_ticket_under_way_is_given_up_and_without_that_step_the_rest_waits_for_the_next(tmp_path: Path) -> None:
    async def story(folder: Path, *skip: Step) -> int:
        folder.mkdir()  # noqa: ASYNC240 - nothing else runs yet
        become_subreaper()
        with (folder / "out").open("wb") as sink, TicketPrinterSimulator(folder / "tickets", port=0) as printer:
            printer.mechanism.band_seconds = 0.03
            plan = blueprint(folder, "print_long", sink.fileno())
            plan = replace(plan, broker=(*plan.broker, "--printer", f"127.0.0.1:{printer.port}"))
            session = RealSession(secrets.token_hex(8), worker_uids()[0], plan, skip=frozenset(skip))
            ready = asyncio.Event()
            await session.start(setup(), lambda _message: ready.set())
            await asyncio.wait_for(ready.wait(), 20)
            for message in (Show(1), Unlock()):
                session.send(message)
            while not printer.mechanism.held:  # noqa: ASYNC110 - the printer tells nobody
                await asyncio.sleep(0.01)
            if skip:
                session._processes[0].kill()
            assert (await session.end()).holds, "the kernel sees nothing of it"
            for _ in range(50):
                if not printer.mechanism.held:
                    break
                await asyncio.sleep(0.02)
            return printer.mechanism.held

    assert asyncio.run(story(tmp_path / "with")) == 0
    assert asyncio.run(story(tmp_path / "without", Step.PAPER)) > 0


def test_every_step_is_left_out_by_a_test() -> None:
    assert set(Step) > IN_TERMINAL | NOT_IN_PROOF


def test_only_tests_can_leave_out_a_step() -> None:
    """No setting, no option and no variable of the environment leads there: nothing of ours hands `skip` on."""
    given = {
        path.name
        for path in Path(kiosk.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.keyword) and node.arg == "skip"
    }
    assert given == set()
    here = ast.parse(Path(__file__).read_text())
    assert any(isinstance(node, ast.keyword) and node.arg == "skip" for node in ast.walk(here)), "the control"


def test_steps_run_in_their_order_and_a_look_that_fails_is_reported() -> None:
    ran: list[str] = []

    async def do(name: str) -> None:
        ran.append(name)

    acts = [
        Act(Step.PAPER, lambda: do("paper")),
        Act(Step.VISITOR, lambda: do("visitor"), lambda: "visitor" in ran),
        Act(Step.BROKER, lambda: do("broker"), lambda: False),
    ]
    assert asyncio.run(perform(acts, frozenset())) == {Step.BROKER}
    assert ran == ["paper", "visitor", "broker"]
    ran.clear()
    assert asyncio.run(perform(acts, frozenset({Step.VISITOR}))) == {Step.VISITOR, Step.BROKER}


def test_where_nothing_can_be_left_nothing_is(tmp_path: Path) -> None:
    screen, drivers = NoMemory(), NoDrivers()
    screen.clear()
    asyncio.run(drivers.renew("x"))
    assert screen.left() == drivers.left("x") == 0


# ---- a real X server -------------------------------------------------------------------------------------------------


@pytest.fixture
def server(xserver: XServer) -> Iterator[tuple[Path, bytes]]:
    path = Path(f"/tmp/.X11-unix/X{xserver.display[1:]}")
    authority = any_host(xserver.authority.read_bytes(), xserver.display[1:])
    yield path, authority
    x11.XMemory(path, authority).clear()


def test_what_an_x_server_keeps_is_found_and_emptied(server: tuple[Path, bytes]) -> None:
    memory = x11.XMemory(*server)
    assert memory.left() == 0
    with x11.X11(server[0], x11.cookie_of(server[1])) as client:
        client.write("CUT_BUFFER0", b"a word")
        client.write("SOME_PROPERTY", b"another")
        client.synchronise()
        assert client.read("CUT_BUFFER0") == b"a word"
    assert memory.left() == 2
    memory.clear()
    assert memory.left() == 0
    with x11.X11(server[0], x11.cookie_of(server[1])) as client:
        assert client.read("CUT_BUFFER0") == b""


def test_a_server_that_lets_nobody_in_or_is_gone_is_no_proof(server: tuple[Path, bytes], tmp_path: Path) -> None:
    assert x11.XMemory(server[0], b"").left() == 1
    assert x11.XMemory(tmp_path / "nothing", b"").left() == 1
    assert x11.cookie_of(b"\0\0\0\1x") == b""
