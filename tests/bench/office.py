"""A whole office for the bench: X server, hub and a terminal's supervisor, each started and ended cleanly."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.supervisor.ctl import Request, ask
from tests import users
from tests.bench.pointer import Pointer

ROOT = Path(__file__).resolve().parents[2]
USERS = (users.FIRST + 901, users.FIRST + 902)
"""Reserved ids of its own: another terminal on this machine must not be taken for ours."""

LATE_SECONDS = 30.0
_LOOK_SECONDS = 0.005


def until(condition: Callable[[], Any], what: str, pause: float = _LOOK_SECONDS) -> Any:
    """Wait for a condition and give what it gave; raises `TimeoutError`."""
    end = time.monotonic() + LATE_SECONDS
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"never: {what}")
        time.sleep(pause)
    return found


@dataclass
class Terminal:
    """A running `stadtteil run`. `began` is the monotonic second just before it was executed."""

    process: subprocess.Popen[bytes]
    runtime: Path
    began: float

    @property
    def pid(self) -> int:
        return self.process.pid

    def status(self) -> dict[str, Any]:
        """Ask as `stadtteil ctl status` does; nothing while it does not answer yet."""
        try:
            return ask(self.runtime / "ctl.sock", Request("status"))
        except OSError:
            return {}

    def until(self, *states: str, spare: bool = False) -> dict[str, Any]:
        """Wait for a state (and a warm spare) and give the status."""

        def there() -> dict[str, Any] | None:
            if self.process.poll() is not None:
                raise RuntimeError(f"the terminal ended with status {self.process.returncode}")
            now = self.status()
            return now if now.get("state") in states and (now["spare"] or not spare) else None

        found: dict[str, Any] = until(there, " or ".join(states))
        return found


@contextlib.contextmanager
def terminal(
    folder: Path, environment: dict[str, str], hub: str, credential: Path, sound: Path | None = None, more: str = ""
) -> Iterator[Terminal]:
    """Run a terminal's supervisor on an X server; end it by SIGTERM, which proves its last visitors too.

    `more` are further tables of its settings.
    """
    settings = folder / "terminal.toml"
    settings.write_text(
        f'name = "bench"\nstate = "{folder / "state"}"\nruntime = "{folder / "run"}"\n'
        + (f'sound = "{sound}"\n' if sound else "")
        + f'[hub]\nurl = "{hub}"\ncredential = "{credential}"\n'
        + f"[users]\nfirst = {USERS[0]}\nsecond = {USERS[1]}\n"
        + more
    )
    program = Path(sys.executable).with_name("stadtteil")
    command = [str(program)] if program.exists() else [sys.executable, "-m", "kiosk"]
    with (folder / "terminal.log").open("ab") as log:
        began = time.monotonic()
        process = subprocess.Popen([*command, "run", "--config", str(settings)], env=environment, cwd=ROOT, stderr=log)
    try:
        yield Terminal(process, folder / "run", began)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def sound_server(folder: Path) -> Iterator[Path]:
    """Run a PulseAudio server that plays into nothing, reached by its socket."""
    socket = folder / "sound"
    command = [
        *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"),
        *("--disallow-module-loading=yes", "--disallow-exit=yes", "--high-priority=no"),
        "--load=module-null-sink sink_name=nothing",
        f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
    ]
    home = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    process = subprocess.Popen(command, env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(socket.is_socket, "the sound server answers")
        yield socket
    finally:
        process.terminate()
        process.wait(10)


@dataclass
class Resident:
    """Somebody who touches a language and then *Beenden*."""

    terminal: Terminal
    pointer: Pointer
    places: dict[str, tuple[int, int]]

    def visit(self) -> float:
        """Come and go; give the milliseconds from the touch on *Beenden* to the next welcome's paint."""
        self.come()
        self.terminal.until("session", spare=True)
        start = self.pointer.touch(*self.places["end"])

        def painted() -> float | None:
            at = self.terminal.status().get("painted_at") or 0.0
            return at if at >= start else None

        return float((until(painted, "the next welcome is painted") - start) * 1000)

    def come(self, place: str = "language") -> None:
        """Touch a language until the welcome takes it: it takes no touch in its first 300 ms."""
        shown = self.terminal.until("welcome")["painted_at"]
        time.sleep(max(0.0, shown + 0.35 - time.monotonic()))
        for _ in range(20):
            self.pointer.touch(*self.places[place])
            with contextlib.suppress(TimeoutError):
                return self._begun()
        raise TimeoutError("never: the welcome is left")

    def _begun(self) -> None:
        end = time.monotonic() + 0.5
        while self.terminal.status().get("state") != "session":
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(_LOOK_SECONDS)
