"""A terminal by itself, as its service unit starts it, on a real X server, with a hub that can be taken away."""

from __future__ import annotations

import contextlib
import importlib.resources
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.supervisor.ctl import Command, Request, ask
from kiosk.supervisor.record import WipeRecord
from tests.journeys.eyes import Eyes
from tests.journeys.parts import first_user, until
from tests.wayland import Compositor
from tests.xvfb import XServer

BEGINNING = (300, 517)
"""Where *Deutsch* stands on a welcome screen of 1920 x 1080 with eight languages."""
END = (1755, 57)
"""Where *Beenden* stands on every screen of a session."""


@dataclass
class Alone:
    """A running `stadtteil run` and somebody in front of it."""

    folder: Path
    eyes: Eyes
    process: subprocess.Popen[bytes]

    def status(self) -> dict[str, Any]:
        return ask(self.folder / "run" / "ctl.sock", Request("status"))

    def command(self, command: Command) -> None:
        """Do what staff does with `stadtteil ctl`."""
        ask(self.folder / "run" / "ctl.sock", Request(command))

    def state(self) -> str:
        try:
            return str(self.status()["state"])
        except OSError:
            return ""

    def until_state(self, state: str, seconds: float = 30.0) -> None:
        until(lambda: self.state() == state, f"state {state}, but {self.state()}", seconds)

    def begin(self) -> None:
        """Touch the language; the first touch may come before the screen takes any, and hasty ones never count."""

        def begun() -> bool:
            self.eyes.touch_at(*BEGINNING)
            with contextlib.suppress(AssertionError):
                return bool(until(lambda: self.state() == "session", "a touch counts", 1.0))
            return False

        until(begun, "a session begins")

    def reasons(self) -> list[str]:
        import msgspec  # noqa: PLC0415 - only here

        path = self.folder / "state" / "wipe.jsonl"
        lines = path.read_bytes().splitlines() if path.exists() else []
        records = [msgspec.json.decode(line, type=WipeRecord) for line in lines]
        assert all(record.result == "proven" for record in records)
        return [record.reason for record in records]

    def visitors(self) -> list[int]:
        """Give the visitors' own processes, the visible one first (it was started first)."""
        found = subprocess.run(
            ["pgrep", "-f", "-P", ",".join(self._inits()), "kiosk.visitor"], capture_output=True, text=True, check=False
        )
        return [int(word) for word in found.stdout.split()]

    def _inits(self) -> list[str]:
        outer = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "bwrap"], capture_output=True, text=True, check=False
        ).stdout.split()
        inner = [
            subprocess.run(["pgrep", "-P", pid], capture_output=True, text=True, check=False).stdout.split()
            for pid in outer
        ]
        return [pid for pids in inner for pid in pids] or ["0"]


def short_run(folder: Path) -> Path:
    """Give the runtime folder by a short name, since the address of a socket has room for 107 bytes only."""
    (folder / "run").mkdir(exist_ok=True)
    link = Path(tempfile.gettempdir()) / f"run-{secrets.token_hex(4)}"
    link.symlink_to(folder / "run")
    return link


@contextlib.contextmanager
def alone(
    folder: Path,
    screen: XServer | Compositor,
    eyes: Eyes | None = None,
    /,
    user: int | None = None,
    become: int | None = None,
    **settings: str,
) -> Iterator[Alone]:
    """Start a terminal; `settings` are lines of its file by table name (`top` is the beginning).

    `eyes` are in front of the screen where that is not an X server; `user` is the first of its two user ids. `become`
    starts it as that user and not as root, as its unit does.
    """
    first = first_user() if user is None else user
    runtime = short_run(folder)
    beginning = [
        'name = "test"\nlocales = ["de", "de-simple", "en", "ar"]',
        f'state = "{folder}/state"',
        f'runtime = "{runtime}"',
        settings.pop("top", ""),
        f"[users]\nfirst = {first}\nsecond = {first + 1}",
    ]
    tables = [f"[{name}]\n{lines}" for name, lines in settings.items()]
    file = folder / "terminal.toml"
    file.write_text("\n".join([*beginning, *tables]) + "\n")
    environment = screen.environment()
    words = [sys.executable, "-m", "kiosk", "run", "--config", str(file)]
    if become is not None:
        environment = _lent(folder, environment, become)
        words = ["setpriv", "--reuid", str(become), "--regid", str(become), "--clear-groups", *words]
    with (folder / "terminal.log").open("wb") as log:
        process = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
    running = Alone(folder, eyes or Eyes(environment, folder), process)
    try:
        until(lambda: running.state() == "welcome" and running.status()["spare"], "welcome, and a spare")
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        finally:
            process.kill()
            process.wait()
            runtime.unlink()


def _lent(folder: Path, environment: dict[str, str], user: int) -> dict[str, str]:
    """Give a user the folder and a copy of the display's cookie; the folders above it have to be open."""
    authority = folder / "authority"
    authority.write_bytes(Path(environment["XAUTHORITY"]).read_bytes())
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user)
    return {**environment, "HOME": str(folder), "XAUTHORITY": str(authority)}


@dataclass
class Hub:
    """A hub that can be stopped and started again on the same journal."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    site: Path | None = None
    """Its settings; None is the example."""

    def start(self) -> None:
        site = str(self.site or importlib.resources.files("telemed.hub") / "example-site.toml")
        words = ["hub", "run", "--config", site, "--state", str(self.folder), "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", *words], stderr=subprocess.DEVNULL, env=dict(os.environ)
        )

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def add_account(self, name: str, password: str) -> None:
        """Make an account as the operator does it."""
        words = ["hub", "account", "add", name, "--password-stdin", "--state", str(self.folder)]
        subprocess.run([sys.executable, "-m", "kiosk", *words], input=password + "\n", text=True, check=True)

    def let_in(self, name: str, file: Path) -> None:
        """Enrol a terminal as staff does it."""
        command = [sys.executable, "-m", "kiosk"]
        code = subprocess.run(
            [*command, "hub", "enrol", name, "--state", str(self.folder)], capture_output=True, text=True, check=True
        ).stdout.split()[-1]
        where = ["--hub", f"http://127.0.0.1:{self.port}", "--out", str(file), "--wait", "20"]
        subprocess.run([*command, "enrol", name, *where], input=code, text=True, check=True, capture_output=True)
