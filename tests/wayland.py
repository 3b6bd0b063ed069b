"""Real Wayland compositors without a screen: sway by itself, and the terminals' cage in a window on an X server."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests import users
from tests.xvfb import XServer, xvfb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TOOLS = ("sway", "swaymsg", "grim", "wtype", "wl-copy", "wl-paste")
SWAY = """
xwayland disable
output HEADLESS-1 mode {size}@60Hz
output * bg #000000 solid_color
default_border none
"""


def missing() -> list[str]:
    """Name what this machine lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@dataclass(frozen=True, slots=True)
class Compositor:
    """A running compositor: its socket and its process."""

    socket: Path
    pid: int

    def environment(self) -> dict[str, str]:
        """Give the variables for a child process that shall open windows here."""
        return {
            **{key: value for key, value in os.environ.items() if key not in {"DISPLAY", "XAUTHORITY"}},
            "XDG_RUNTIME_DIR": str(self.socket.parent),
            "WAYLAND_DISPLAY": self.socket.name,
            "QT_QPA_PLATFORM": "wayland",
        }

    def shot(self, picture: Path) -> None:
        """Photograph the screen."""
        subprocess.run(["grim", str(picture)], env=self.environment(), check=True)

    def windows(self) -> str:
        """Give sway's tree of windows as JSON."""
        ipc = next(self.socket.parent.glob("sway-ipc.*.sock"))
        command = ["swaymsg", "--socket", str(ipc), "--raw", "--type", "get_tree"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@contextlib.contextmanager
def sway(folder: Path, size: str = "1920x1080") -> Iterator[Compositor]:
    """Run sway on an output made of memory."""
    (folder / "sway.conf").write_text(SWAY.format(size=size))
    variables = {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1"}
    with _running(folder, ["sway", "--config", str(folder / "sway.conf")], variables) as compositor:
        yield compositor


@contextlib.contextmanager
def cage(folder: Path) -> Iterator[tuple[Compositor, XServer]]:
    """Run cage full screen on an X server of its own.

    What is touched there by XTest, cage's clients get as real input; what they paint is to be seen there.
    """
    with xvfb(folder) as xserver:
        authority = folder / "authority"
        shutil.copy(xserver.authority, authority)
        variables = {"WLR_BACKENDS": "x11", "DISPLAY": xserver.display, "XAUTHORITY": str(authority)}
        nothing = _under_the_pointer(xserver)
        with _running(folder, ["cage", "-d", "--", "sleep", "infinity"], variables, authority) as compositor:
            end = time.monotonic() + 20
            while (window := _under_the_pointer(xserver)) == nothing and time.monotonic() < end:
                time.sleep(0.02)
            _xdotool(xserver, "windowsize", "--sync", window, "1920", "1080")
            yield compositor, xserver


def _under_the_pointer(xserver: XServer) -> str:
    """Give the window there: cage gives its own no name by which it could be found."""
    where = _xdotool(xserver, "mousemove", "10", "10", "getmouselocation", "--shell")
    return where.partition("WINDOW=")[2].strip()


def _xdotool(xserver: XServer, *words: str) -> str:
    command = ["xdotool", *words]
    return subprocess.run(command, env=xserver.environment(), check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def _running(folder: Path, command: list[str], variables: Mapping[str, str], *own: Path) -> Iterator[Compositor]:
    """Run a compositor, as a user of its own when we are root: sway refuses root."""
    place = folder / "screen"
    place.mkdir(mode=0o700)
    become = []
    if os.geteuid() == 0:
        user = users.FIRST + 400 + users.worker()
        become = ["setpriv", "--reuid", str(user), "--regid", str(user), "--clear-groups"]
        for path in (place, *own):
            os.chown(path, user, user)
        _let_through(folder)
    environment = {"PATH": os.environ["PATH"], "HOME": str(place), "XDG_RUNTIME_DIR": str(place), **variables}
    with (folder / "compositor.log").open("wb") as log:
        process = subprocess.Popen(
            [*become, *command],
            env={**environment, "WLR_RENDERER": "pixman"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield Compositor(_socket(place, process, folder / "compositor.log"), process.pid)
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # cage leaves its own program behind
        process.wait()


def _let_through(folder: Path) -> None:
    """Let another user pass through the folders that pytest made for us alone."""
    for parent in (folder, *folder.parents):
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o001)


def _socket(place: Path, process: subprocess.Popen[bytes], log: Path) -> Path:
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        for path in place.glob("wayland-?"):
            if path.is_socket():
                return path
        time.sleep(0.02)
    message = f"the compositor did not start: {log.read_text(errors='replace')}"
    raise RuntimeError(message)
