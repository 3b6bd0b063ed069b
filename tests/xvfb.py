"""A real X server without a screen, for tests in which real windows are the point."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class XServer:
    """A running X server: what a client needs to reach it, and the server's process."""

    display: str
    authority: Path
    pid: int

    def environment(self) -> dict[str, str]:
        """Give the variables for a child process that shall open windows on this server."""
        return {
            **{key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"},
            "DISPLAY": self.display,
            "XAUTHORITY": str(self.authority),
            "QT_QPA_PLATFORM": "xcb",
        }


@contextlib.contextmanager
def xvfb(folder: Path, size: str = "1920x1080") -> Iterator[XServer]:
    """Run Xvfb on a free display, reachable by its Unix socket and cookie only, until the block is left."""
    authority = folder / "Xauthority"
    cookie = secrets.token_hex(16)
    _xauth(authority, ":0", cookie)
    readable, writable = os.pipe()
    command = [
        "Xvfb",
        *("-displayfd", str(writable), "-screen", "0", f"{size}x24", "-nolisten", "tcp"),
        *("-auth", str(authority), "-noreset", "-dpi", "96"),
    ]
    with (folder / "xvfb.log").open("wb") as log:
        process = subprocess.Popen(command, pass_fds=(writable,), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    os.close(writable)
    try:
        with os.fdopen(readable) as answers:
            number = answers.readline().strip()
        if not number:
            message = f"Xvfb did not start: {(folder / 'xvfb.log').read_text(errors='replace')}"
            raise RuntimeError(message)
        _xauth(authority, f":{number}", cookie)
        yield XServer(f":{number}", authority, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _xauth(authority: Path, display: str, cookie: str) -> None:
    """Add a cookie; it goes through standard input, because arguments are readable by every user."""
    line = f"add {display} . {cookie}\n".encode()
    authority.touch(mode=0o600)
    subprocess.run(["xauth", "-q", "-f", str(authority), "source", "-"], input=line, check=True)
