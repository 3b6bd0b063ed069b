"""A real supervisor's terminal with real sandboxes, in which a test program stands in the visitor's place."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import accessibility
import kiosk
from kiosk.broker.web import WebFile
from kiosk.channel import Setup
from kiosk.supervisor.ending import Step
from kiosk.supervisor.idle import Times
from kiosk.supervisor.limits import Bounds, Limits, detect
from kiosk.supervisor.process import become_subreaper
from kiosk.supervisor.record import WipeLog
from kiosk.supervisor.sandbox import Display, Sandbox, Sizes, outside_interpreter
from kiosk.supervisor.session import Blueprint, RealSession
from kiosk.supervisor.slot import Parts
from kiosk.supervisor.staff import Staff
from kiosk.supervisor.terminal import Terminal
from tests import users
from tests.journeys.alone import short_run

HOSTILE = Path(__file__).parent / "hostile"
TARGETS = "STADTTEIL_TARGETS"
TESTS = Path(__file__).parents[1]
MIB = 1 << 20


class Clock:
    def monotonic(self) -> float:
        return time.monotonic()

    def unix(self) -> float:
        return time.time()


def worker_uids() -> tuple[int | None, int | None]:
    """Give each parallel worker reserved uids of its own, so that one's proof does not see another's visitors."""
    if os.geteuid() != 0:
        return (None, None)
    first = users.FIRST + 100 + 2 * users.worker()
    return (first, first + 1)


def setup() -> Setup:
    return Setup("Stadtteilbüro", "", ("de",), (), "2026-01-05", 0.277, 600)


@dataclass
class Bench:
    """One terminal under test and what its visitors printed."""

    terminal: Terminal
    records: WipeLog
    state: Path
    runtime: Path
    output: Path
    sessions: list[RealSession] = field(default_factory=list)

    def printed(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.output.read_text().splitlines() if line.startswith("{")]

    def lines(self) -> list[dict[str, Any]]:
        path = self.state / "wipe.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    async def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(
                    f"never: phase {self.terminal.phase}, records {self.lines()}, printed {self.output.read_text()!r}"
                )
            await asyncio.sleep(0.01)


def _nobodys_display(folder: Path) -> Path:
    """Give the socket of a compositor that does not answer."""
    path = folder / "display"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
    return path


def _broker_words(rules: Path, web: WebFile | None, sound: Path | None) -> tuple[str, ...]:
    words = ["--hub", "http://127.0.0.1:9"]
    if sound is not None:
        words += ["--sound-server", str(sound)]
    if web is not None:
        web.write(rules)
        words += ["--web", str(rules)]
    return tuple(words)


def blueprint(
    tmp_path: Path,
    what: str,
    output: int,
    *,
    memory: int = 256 * MIB,
    tasks: int = 64,
    limits: Limits | None = None,
    web: WebFile | None = None,
    authorities: Path | None = None,
    targets: object = None,
    program: str = "hostile",
    display: Path | None = None,
    sound: Path | None = None,
) -> Blueprint:
    """Plan sessions of a test program.

    `web` gives the visitor a gate with these rules, `targets` is what it shall try there; `display` is a compositor's
    socket and `sound` a sound server's.
    """
    sandbox = Sandbox(
        display=Display(display or _nobodys_display(tmp_path), "wayland-0", wayland=True),
        packages=(Path(kiosk.__file__).parent, Path(accessibility.__file__).parent, HOSTILE, TESTS),
        venv=Path(sys.prefix),
        uid=None,
        sizes=Sizes(home=8 * MIB, tmp=8 * MIB, shm=8 * MIB),
        interpreter=outside_interpreter(),
        authorities=authorities,
        environment=() if targets is None else ((TARGETS, json.dumps(targets)),),
    )
    return Blueprint(
        sandbox=sandbox,
        limits=limits or detect(),
        bounds=Bounds(memory, tasks),
        runtime=short_run(tmp_path),
        broker=_broker_words(tmp_path / "web.json", web, sound),
        gate=web is not None,
        sound=sound is not None,
        visitor=("/venv/bin/python", "-P", "-m", program, what),
        output=output,
    )


@asynccontextmanager
async def terminal(  # long: one terminal, wired in one place
    tmp_path: Path,
    *visitors: str,
    times: Times | None = None,
    skip: frozenset[Step] = frozenset(),
    **given: Any,
) -> AsyncIterator[Bench]:
    """Run a terminal whose first visitors are the hostile programs named and whose later ones behave."""
    become_subreaper()
    output = tmp_path / "output"
    state = tmp_path / "state"
    (tmp_path / "run").mkdir(parents=True, exist_ok=True)
    records = WipeLog(state / "wipe.jsonl")
    wanted = list(visitors)
    made: list[RealSession] = []
    with output.open("wb") as sink:
        plan = blueprint(tmp_path, "good", sink.fileno(), **given)

        def make(uid: int | None) -> RealSession:
            what = wanted.pop(0) if wanted else "good"
            session = RealSession(secrets.token_hex(8), uid, replace(plan, visitor=(*plan.visitor[:-1], what)))
            made.append(session)
            return session

        unit = Terminal(
            Parts(
                make,
                records,
                Staff(state / "staff.json"),
                Clock(),
                setup,
                times or Times(),
                worker_uids(),
                lambda _change: None,
                closed=False,
                keep_closed=lambda _closed: None,
                skip=skip,
            )
        )
        bench = Bench(unit, records, state, tmp_path / "run", output, made)
        task = asyncio.create_task(unit.run())
        try:
            yield bench
        finally:
            unit.stop()
            try:
                await task
            finally:
                plan.runtime.unlink()
