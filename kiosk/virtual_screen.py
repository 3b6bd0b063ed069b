"""A virtual screen: an X server without hardware, served on loopback by VNC so that people can look and touch."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PACKAGES = {"Xvfb": "xvfb", "xauth": "xauth", "x11vnc": "x11vnc"}


def missing_tools(*, vnc: bool) -> list[str]:
    """Return the Debian packages that are still needed."""
    wanted = {name: package for name, package in PACKAGES.items() if vnc or name != "x11vnc"}
    return [package for name, package in wanted.items() if shutil.which(name) is None]


def with_screen(environment: Mapping[str, str], screen: Mapping[str, str]) -> dict[str, str]:
    """Return an environment that leads to a virtual screen and to no other."""
    if not screen:
        return dict(environment)
    return {**{key: value for key, value in environment.items() if key != "WAYLAND_DISPLAY"}, **screen}


class VirtualScreen:
    """One Xvfb that only holders of its cookie can use, and (unless told otherwise) one VNC server on loopback."""

    def __init__(self, folder: Path, size: str, *, vnc: bool) -> None:
        """Start both and wait until they answer; raises OSError when a tool is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        authority = folder / "authority"
        authority.touch(mode=0o600)
        reading, writing = os.pipe()
        self._x = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24"),
                *("-nolisten", "tcp", "-noreset", "-auth", str(authority)),
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(writing)
        # The server reads its authority when the first client comes; the cookie is written before anyone is told.
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise OSError(0, "Xvfb did not start")
        cookie = secrets.token_hex(16)
        subprocess.run(
            ["xauth", "-q", "-f", str(authority)],
            input=f"add :{number} . {cookie}\n".encode(),  # not an argument, which every user can read
            check=True,
            stderr=subprocess.DEVNULL,
        )
        self.environment = {"DISPLAY": f":{number}", "XAUTHORITY": str(authority), "QT_QPA_PLATFORM": "xcb"}
        self._vnc: subprocess.Popen[str] | None = None
        self.address = f"X display :{number}"
        if vnc:
            self._serve()

    def _serve(self) -> None:
        self._vnc = subprocess.Popen(
            [
                *("x11vnc", "-localhost", "-forever", "-shared", "-nopw", "-quiet", "-norc", "-nobell", "-noxdamage"),
                *("-autoport", "5900"),
            ],
            env=with_screen(os.environ, self.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self._vnc.stdout is not None
        port = next((line.removeprefix("PORT=").strip() for line in self._vnc.stdout if line.startswith("PORT=")), "")
        if port:
            self.address = f"vnc://127.0.0.1:{port}"

    def stop(self) -> None:
        """End both."""
        for process in (self._vnc, self._x):
            if process is not None:
                process.terminate()
                process.wait()
        if self._vnc is not None and self._vnc.stdout is not None:
            self._vnc.stdout.close()
