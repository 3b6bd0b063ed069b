"""Runs `player.py` in a sandbox under a real X server, with a way to sites on loopback; for tests."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from kiosk import channel
from kiosk.supervisor.sandbox import INSIDE_AUTHORITIES, outside_interpreter
from tests.conftest import ROOT
from tests.fakes.broker import setup
from tests.lockdown.hand import Hand, Seen, connected
from tests.users import FIRST, worker
from tests.web_sites import Authority, Site
from tests.xvfb import XServer

PACKAGES = ("kiosk", "tests", "telemed", "accessibility", "device_drivers")
HOME = "/home/visitor"
STICK = "/run/visitor/stick"
BUS = "/run/visitor/a11y"


class Proxy:
    """A CONNECT proxy on loopback that knows the given sites and nobody else: stands where the gate does."""

    def __init__(self, sites: tuple[Site, ...]) -> None:
        self._places = {name: (site.address, site.port) for site in sites for name in site.names}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                end, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(end,), daemon=True).start()

    def _serve(self, end: socket.socket) -> None:
        head = b""
        with end, contextlib.suppress(OSError):
            while b"\r\n\r\n" not in head:
                head += end.recv(4096)
            place = self._places.get(head.split()[1].decode().partition(":")[0])
            if not head.startswith(b"CONNECT") or place is None:
                end.sendall(b"HTTP/1.1 502 No\r\n\r\n")
                return
            with socket.create_connection(place) as site:
                end.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                other = threading.Thread(target=_pour, args=(site, end), daemon=True)
                other.start()
                _pour(end, site)
                other.join(5)


def _pour(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


class Rig:
    """The player's process and its commands as methods: `rig.click(text="OK")`."""

    def __init__(self, process: subprocess.Popen[str], hand: Hand) -> None:
        self.process = process
        self.hand = hand

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda **values: self._ask({"do": name, **values})

    def _ask(self, command: dict[str, Any]) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return self.told()

    def told(self) -> Any:
        """Read one answer."""
        assert self.process.stdout is not None
        while True:
            line = self.process.stdout.readline()
            if line.startswith('{"'):
                break
            assert line, "the player ended"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["ok"]

    def until(self, holds: Callable[[], object], what: str, seconds: float = 20.0) -> Any:
        """Wait until something holds, and give it."""
        end = time.monotonic() + seconds
        while not (found := holds()):
            assert time.monotonic() < end, f"not seen: {what}; state {self.state()}, windows {self.foreign()}"
            time.sleep(0.02)
        return found

    def until_state(self, begin: str, seconds: float = 20.0) -> str:
        """Wait until the browser's state begins so."""
        self.until(lambda: self.state().startswith(begin), f"state {begin}", seconds)
        return str(self.state())

    def visit(self, address: str) -> None:
        """Open a page and wait until it is there."""
        self.open(address=address)
        self.until_state("Page(loading=False)")

    def run(self, script: str, seconds: float = 10.0) -> Any:
        """Run a script in the page and give what it says (JSON.stringify'd there)."""

        def tried() -> Any:  # a page that is just being left gives no answer
            self.script(script=script)
            end = time.monotonic() + 1.0
            while (found := self.heard()) is None and time.monotonic() < end:
                time.sleep(0.02)
            return found

        return self.until(tried, f"answer to {script}", seconds)

    def touch_until(self, x: int, y: int, holds: Callable[[], object], what: str) -> None:
        """Touch the page until it minds: the engine drops what comes before a page was painted for the first time."""

        def tried() -> bool:
            self.touch(x, y)
            end = time.monotonic() + 1.0
            while time.monotonic() < end:
                if holds():
                    return True
                time.sleep(0.02)
            return False

        self.until(tried, what)

    def touch(self, x: int, y: int) -> None:
        """Touch the page with a real pointer."""
        left, top = self.corner()
        self.hand.touch((left + x, top + y))

    def foreign(self) -> list[Seen]:
        """Give every window that was on the screen since the last call and is not the player's."""
        return [seen for seen in self.hand.mapped() if seen.name != "player"]

    def tap(self, text: str) -> None:
        """Touch a button of ours once it is there."""
        self.until(lambda: self.click(text=text), f"button {text}")


@contextlib.contextmanager
def rig(
    xserver: XServer, folder: Path, authority: Authority, sites: tuple[Site, ...], home: Path, **options: Any
) -> Iterator[Rig]:
    """Run a player that reaches `sites`; `home` is its home, to be looked at from outside."""
    proxy = Proxy(sites)
    uid = FIRST + 40 + worker()
    home.mkdir()
    if os.geteuid() == 0:
        os.chown(home, uid, uid)
    pages = tuple(channel.WebPage("Seite", f"https://{name}/") for site in sites for name in site.names)
    names = tuple(name for site in sites for name in site.names)
    web = channel.Web(False, (channel.WebGroup("mail", pages, names, {}),), "", False)
    given = {
        "port": proxy.port,
        "web": msgspec.to_builtins(web) | options.pop("web", {}),
        "setup": msgspec.to_builtins(setup(**options.pop("setup", {}))),
        **options,
    }
    words = _words(xserver, folder, authority, home, uid, _sockets(options))
    with (folder / "player.log").open("wb") as log:
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        with connected(xserver) as connection:
            made = Rig(process, Hand(xserver, connection))
            assert process.stdin is not None
            process.stdin.write(json.dumps(given) + "\n")
            process.stdin.flush()
            assert made.told() == "ready"
            yield made
    finally:
        proxy.close()
        with contextlib.suppress(OSError):
            process.communicate(timeout=5)
        process.kill()


def _sockets(options: dict[str, Any]) -> list[str]:
    """Bind a stick's folder and an accessibility bus, where there are some."""
    places = {"stick_at": STICK, "bus_at": BUS}
    return [word for name, inside in places.items() if name in options for word in ("--ro-bind", options[name], inside)]


# long: one list of arguments
def _words(server: XServer, folder: Path, authority: Authority, home: Path, uid: int, more: list[str]) -> list[str]:
    words = [
        "bwrap",
        "--die-with-parent",
        "--unshare-pid",
        "--ro-bind",
        "/usr",
        "/usr",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
    ]
    words += ["--perms", "1777", "--tmpfs", "/dev/shm", "--perms", "0755", "--dir", "/app"]
    for target, link in (("usr/bin", "/bin"), ("usr/lib", "/lib"), ("usr/lib64", "/lib64"), ("usr/sbin", "/sbin")):
        words += ["--symlink", target, link]
    for path in ("/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/hosts", "/etc/alternatives", "/sys"):
        words += ["--ro-bind-try", path, path]
    if (interpreter := outside_interpreter()) is not None:
        words += ["--ro-bind", str(interpreter), str(interpreter)]
    words += ["--perms", "1777", "--tmpfs", "/tmp", "--ro-bind", "/tmp/.X11-unix", "/tmp/.X11-unix"]
    words += ["--perms", "0755", "--dir", "/home", "--bind", str(home), HOME, "--ro-bind", sys.prefix, "/venv"]
    words += ["--perms", "0755", "--dir", "/run/visitor"]
    for package in PACKAGES:
        words += ["--ro-bind", str(ROOT / package), f"/app/{package}"]
    words += more
    copies = {"authority": authority.certificate, "xauthority": server.authority}
    for name, source in copies.items():
        (folder / name).write_bytes(source.read_bytes())
        (folder / name).chmod(0o644)  # of a server that shows nothing but this
    words += ["--ro-bind", str(folder / "authority"), INSIDE_AUTHORITIES]
    words += ["--ro-bind", str(folder / "xauthority"), "/run/visitor/xauthority", "--clearenv", "--chdir", "/app"]
    environment = {
        "HOME": HOME,
        "PATH": "/usr/bin",
        "DISPLAY": server.display,
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "C.UTF-8",
        "XAUTHORITY": "/run/visitor/xauthority",
        "QT_ENABLE_HIGHDPI_SCALING": "0",
    }
    if BUS in more:
        environment["AT_SPI_BUS_ADDRESS"] = f"unix:path={BUS}"
    for name, value in environment.items():
        words += ["--setenv", name, value]
    if os.geteuid() == 0:
        words += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        words += ["setpriv", "--reuid", str(uid), "--regid", str(uid), "--clear-groups", "--inh-caps=-all"]
    return [*words, "/venv/bin/python", "-m", "tests.ui.browser.player"]
