"""The sandbox of a visitor with an accessibility bus in it. The product has no such thing and cannot be told to.

Whoever is on that bus reads the screen, what is written and every key. So it is not a setting: the code that binds it
is here, among the tests, which no terminal has.
"""

from __future__ import annotations

import os
import secrets
import sys
from dataclasses import dataclass, fields
from pathlib import Path

import accessibility
import kiosk
from kiosk.supervisor.limits import Bounds, Limits, detect
from kiosk.supervisor.sandbox import INSIDE_RUN, Sandbox, find_display, outside_interpreter
from kiosk.supervisor.session import Blueprint, RealSession
from tests.users import FIRST, worker

PROGRAM = """
import sys
from kiosk.visitor.__main__ import main
from kiosk.visitor.assistive import install
sys.exit(main(prepared=lambda _app: install()))
"""
"""The visitor's own program, with our roles."""

INSIDE_BUS = f"{INSIDE_RUN}/a11y"
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class ReadableSandbox(Sandbox):
    """A sandbox with the socket of an accessibility bus."""

    bus: Path = Path("/nonexistent")

    def arguments(self, command: tuple[str, ...], info_fd: int, authority_fd: int | None) -> list[str]:
        """Build the whole command line, with the bus bound before everything is made read-only."""
        words = Sandbox.arguments(self, command, info_fd, authority_fd)
        at = words.index("--remount-ro")
        return [*words[:at], "--ro-bind", str(self.bus), INSIDE_BUS, *words[at:]]


def sandbox(environment: dict[str, str]) -> Sandbox:
    """Make a visitor's sandbox as the supervisor makes it, on the display that `environment` names."""
    return Sandbox(
        display=find_display(environment),
        packages=tuple(Path(package.__path__[0]) for package in (kiosk, accessibility)),
        venv=Path(sys.prefix),
        uid=None,
        interpreter=outside_interpreter(),
    )


def readable(plain: Sandbox, bus: Path) -> ReadableSandbox:
    """Let assistive technology read what is in a sandbox."""
    given = {one.name: getattr(plain, one.name) for one in fields(plain)}
    address = (("QT_ACCESSIBILITY", "1"), ("AT_SPI_BUS_ADDRESS", f"unix:path={INSIDE_BUS}"))
    return ReadableSandbox(**{**given, "environment": (*plain.environment, *address)}, bus=bus)


def session(made: Sandbox, runtime: Path, output: int, limits: Limits | None = None) -> RealSession:
    """Plan a session with a real session broker, whose office does not answer."""
    plan = Blueprint(
        sandbox=made,
        limits=limits or detect(),
        bounds=Bounds(1024 * MIB, 256),
        runtime=runtime,
        broker=("--hub", "http://127.0.0.1:9"),
        sound=False,
        output=output,
        visitor=("/venv/bin/python", "-P", "-c", PROGRAM),
    )
    return RealSession(secrets.token_hex(8), next(iter(users()), None), plan)


def users() -> tuple[int, ...]:
    """Give the reserved user ids of these sessions; none where they run under our own."""
    return (FIRST + 60 + worker(),) if os.geteuid() == 0 else ()
