"""What the self-test runs: a terminal of its own with everything around it, in a folder that is thrown away."""

from __future__ import annotations

import contextlib
import importlib.resources
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from device_drivers.simulators.ticket_printer import TicketPrinterSimulator
from kiosk.selftest.site import FIRST, HOST, SECOND, Site
from kiosk.selftest.words import Words
from kiosk.supervisor.ctl import Request, ask
from kiosk.supervisor.sandbox import Display, find_display
from kiosk.virtual_screen import VirtualScreen, missing_tools, with_screen
from kiosk.x11 import X11, cookie_of

SESSIONS = 2
_PEER = struct.Struct("iII")
_STEP_SECONDS = 20.0


class NotProven(Exception):  # noqa: N818 - an outcome, not a mistake
    """The self-test did not come to its end; the text says where, for the operator."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is made from."""

    first_user: int
    sound: Path | None
    virtual: bool
    """A virtual screen even where there is a real one."""


class Visitor:
    """One made-up visitor as the self-test talks to it."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        end.settimeout(_STEP_SECONDS)
        self._read = end.makefile("rb")

    def do(self, what: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - what a step takes
        """Have it do something; raises `NotProven` when it does not answer."""
        try:
            self._end.sendall(json.dumps({"do": what, **given}).encode() + b"\n")
            answer = self._read.readline()
        except OSError as error:
            raise NotProven(f"the made-up visitor does not answer to {what}") from error
        if not answer:
            raise NotProven(f"the made-up visitor ended at {what}")
        told: dict[str, Any] = json.loads(answer)
        if "problem" in told:
            raise NotProven(f"the made-up visitor could not do {what}: {told['problem']}")
        return told

    def until(self, what: str, condition: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Look again and again until it is so."""
        seen: dict[str, Any] = wait(lambda: (found := self.do("look")) and condition(found) and found, what)
        return seen

    def close(self) -> None:
        """Let go."""
        self._read.close()
        self._end.close()


def wait(condition: Callable[[], Any], what: str, seconds: float = _STEP_SECONDS) -> Any:  # noqa: ANN401 - what is waited for
    """Wait for a condition and return what it gave; raises `NotProven` naming what never came."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            raise NotProven(f"never: {what}")
        time.sleep(0.02)
    return found


@dataclass(slots=True)
class Machine:
    """All parts of a run."""

    folder: Path
    display: Display
    printer: TicketPrinterSimulator
    site: Site
    terminal: subprocess.Popen[bytes]
    hub: subprocess.Popen[bytes]
    visitors: list[Visitor]
    sound: Path | None
    name: str
    log: Path = field(default_factory=Path)

    def status(self) -> dict[str, Any]:
        """Ask the terminal how it is; empty while it does not answer."""
        try:
            return ask(self.folder / "run" / "ctl.sock", Request("status"))
        except (OSError, ValueError):
            return {}

    def until_welcome(self, sessions: int) -> dict[str, Any]:
        """Wait for a welcome that can be left, a spare, and so many sessions ended; raises `NotProven`."""

        def there() -> dict[str, Any] | None:
            if self.terminal.poll() is not None:
                raise NotProven(f"the terminal ended: {self.log.read_text(errors='replace')[-500:]}")
            status = self.status()
            if status.get("out_of_order"):
                raise NotProven(f"the terminal is out of order: {status['out_of_order']}")
            ready = status.get("state") == "welcome" and status["spare"] and status["sessions"] == sessions
            return status if ready else None

        found: dict[str, Any] = wait(there, f"a welcome after {sessions} sessions", 40.0)
        return found

    def behind(self, path: Path) -> int | None:
        """Give the process that listens on a socket; None where nobody does."""
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
            probe.connect(str(path))
            pid, _, _ = _PEER.unpack(probe.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
            return int(pid)
        return None

    def x11(self) -> X11 | None:
        """Connect to the X server; None under Wayland."""
        if self.display.wayland:
            return None
        return X11(self.display.socket, cookie_of(self.display.authority))


def missing(plan: Plan) -> list[str]:
    """Name the Debian packages that are not there."""
    found = [] if shutil.which("bwrap") else ["bubblewrap"]
    if plan.virtual or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        found += missing_tools(vnc=False)
    return found


@contextlib.contextmanager
def machine(plan: Plan, words: Words) -> Iterator[Machine]:
    """Start everything; ended and removed when the block is left. Raises `NotProven` and OSError."""
    with contextlib.ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="stadtteil-selftest-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        name = "selftest-" + Words.chosen().beginning
        hub, port = _hub(folder)
        stack.callback(_stop, hub)
        screen: dict[str, str] = {}
        if plan.virtual or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            virtual = VirtualScreen(folder / "screen", "1920x1080", vnc=False)
            stack.callback(virtual.stop)
            screen = virtual.environment
        environment = with_screen(os.environ, screen)
        printer = stack.enter_context(TicketPrinterSimulator(folder / "tickets", port=0))
        site = stack.enter_context(Site(folder, words))
        pairs = [socket.socketpair() for _ in range(SESSIONS)]
        visitors = [Visitor(ours) for ours, _ in pairs]
        for visitor in visitors:
            stack.callback(visitor.close)
        settings = folder / "terminal.toml"
        settings.write_text(_settings(plan, folder, site, printer.port, port, name))
        _enrol(folder, port, name)
        log = folder / "terminal.log"
        scripts = [theirs.fileno() for _, theirs in pairs]
        with log.open("wb") as output:
            terminal = subprocess.Popen(
                [sys.executable, "-m", "kiosk.selftest.terminal", str(settings), *map(str, scripts)],
                env=environment,
                pass_fds=scripts,
                stdout=output,
                stderr=output,
            )
        stack.callback(_stop, terminal)
        for _, theirs in pairs:
            theirs.close()
        display = find_display(environment)
        yield Machine(folder, display, printer, site, terminal, hub, visitors, plan.sound, name, log)


def _hub(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    site = str(importlib.resources.files("telemed.hub") / "example-site.toml")
    words = ["hub", "run", "--config", site, "--state", str(folder / "hub"), "--port", str(port)]
    command = [sys.executable, "-m", "kiosk", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL), port


def _enrol(folder: Path, port: int, name: str) -> None:
    """Let the terminal in at the hub, as staff does it."""
    command = [sys.executable, "-m", "kiosk"]
    made = subprocess.run(
        [*command, "hub", "enrol", name, "--state", str(folder / "hub")], capture_output=True, text=True, check=False
    )
    code = re.search(r"(\S+)\s*$", made.stdout)
    where = ["--hub", f"http://127.0.0.1:{port}", "--out", str(folder / "credential"), "--wait", "20"]
    done = subprocess.run(
        [*command, "enrol", name, *where], input=code[1] if code else "", capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotProven(f"the hub did not let the terminal in: {done.stderr.strip()}")


def _settings(plan: Plan, folder: Path, site: Site, printer: int, hub: int, name: str) -> str:
    sound = [f'sound = "{plan.sound}"'] if plan.sound is not None else []
    return "\n".join(
        [
            f'name = "{name[:40]}"',
            f'state = "{folder}/state"',
            f'runtime = "{folder}/run"',
            *sound,
            f'[hub]\nurl = "http://127.0.0.1:{hub}"\ncredential = "{folder}/credential"',
            f'[printer]\nhost = "127.0.0.1"\nport = {printer}',
            f"[users]\nfirst = {plan.first_user}\nsecond = {plan.first_user + 1}",
            f'[web]\nca = "{site.authority}"',
            f'[[web.groups]]\nid = "authority"\nhosts = ["{HOST}"]',
            f'[[web.groups.pages]]\ntitle = "1"\naddress = "{FIRST}"',
            f'[[web.groups.pages]]\ntitle = "2"\naddress = "{SECOND}"',
            f'[[web.names]]\nhost = "{HOST}"\naddress = "{site.address}"',
            "",
        ]
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
