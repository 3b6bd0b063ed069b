"""`stadtteil demo` (`make run`): everything on this machine, with no hardware and no account anywhere.

Starts hub, ticket printer (simulated), terminal and waiting-room display as the ordinary commands, each in a process
of its own. Without a screen two virtual ones are started and served on loopback by VNC. Ctrl-C ends everything.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.resources
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.config import Users
from kiosk.demo_site import DemoSites
from kiosk.virtual_screen import VirtualScreen, missing_tools, with_screen

PAGES_PORT = 8480
PRINTER_PORT = 9100
FILTER_PORT = 5020
STARTING_SECONDS = 20.0
SCREEN = "1920x1080"


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("demo", help="everything on this machine")
    parser.add_argument("--state", type=Path, help="keep queue, accounts and wipe records here; default: thrown away")
    parser.add_argument("--port", type=int, default=PAGES_PORT, help="port of the hub")
    parser.add_argument("--printer-port", type=int, default=PRINTER_PORT)
    parser.add_argument("--filter-port", type=int, default=FILTER_PORT, help="port of the simulated privacy filter")
    parser.add_argument("--virtual", action="store_true", help="virtual screens even where there is a real one")
    parser.add_argument("--size", default=SCREEN, help="size of the virtual screens")
    parser.add_argument("--first-user", type=int, default=Users().first, help="the two reserved user ids begin here")
    parser.add_argument("--no-vnc", action="store_true", help="do not serve the virtual screens")


@dataclass
class Demo:
    """The processes of a demonstration and the folder they live in."""

    options: argparse.Namespace
    folder: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    screens: list[VirtualScreen] = field(default_factory=list)
    sites: DemoSites | None = None

    def command(self, *words: str) -> list[str]:
        """A command of ours."""
        return [sys.executable, "-m", "kiosk", *words]

    def start(self, name: str, words: Sequence[str], environment: dict[str, str] | None = None) -> None:
        """Start a part in a process group of its own, so that Ctrl-C reaches us first."""
        self.processes[name] = subprocess.Popen(
            self.command(*words), env=with_screen(os.environ, environment or {}), start_new_session=True
        )

    def tell(self, *words: str, text: str = "") -> str:
        """Run a command of ours to its end and return what it printed."""
        done = subprocess.run(self.command(*words), input=text, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    @property
    def hub_url(self) -> str:
        """Where the hub answers."""
        return f"http://127.0.0.1:{self.options.port}"

    def start_hub(self) -> str:
        """Start hub and printer; return the password of the account `empfang` made for this run."""
        state = str(self.folder / "hub")
        site = str(importlib.resources.files("telemed.hub") / "example-site.toml")
        password = "-".join(secrets.token_hex(3) for _ in range(3))
        with contextlib.suppress(subprocess.CalledProcessError):
            self.tell("hub", "account", "remove", "empfang", "--state", state)
        self.tell("hub", "account", "add", "empfang", "--password-stdin", "--state", state, text=password + "\n")
        self.start("hub", ["hub", "run", "--config", site, "--state", state, "--port", str(self.options.port)])
        out = self.folder / "tickets"
        port = str(self.options.printer_port)
        self.start("printer", ["devices", "simulate", "printer", "--port", port, "--out", str(out)])
        return password

    def enrol(self, name: str) -> Path:
        """Let a terminal in at the hub, as staff does it with a one-time code; return its credential's file."""
        file = self.folder / f"{name}.credential"
        code = self.tell("hub", "enrol", name, "--state", str(self.folder / "hub")).split()[-1]
        where = ["--hub", self.hub_url, "--out", str(file), "--wait", str(STARTING_SECONDS)]
        self.tell("enrol", name, *where, text=code + "\n")
        return file

    def start_terminal(self, environment: dict[str, str]) -> None:
        """Write the terminal's settings and start it."""
        settings = self.folder / "terminal.toml"
        sound = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "pulse" / "native"
        settings.write_text(
            "\n".join(
                [
                    'name = "demo"',
                    "cards = true",
                    'office = "Stadtteilbüro Lobeda"',
                    'phone = "03641 49-0000"',
                    f'state = "{self.folder / "terminal"}"',
                    f'runtime = "{self.folder / "run"}"',
                    *([f'sound = "{sound}"'] if sound.is_socket() else []),
                    "[hub]",
                    f'url = "{self.hub_url}"',
                    f'credential = "{self.enrol("demo")}"',
                    "[users]",
                    f"first = {self.options.first_user}",
                    f"second = {self.options.first_user + 1}",
                    "[printer]",
                    'host = "127.0.0.1"',
                    f"port = {self.options.printer_port}",
                    *self._privacy(),
                    "[voice]",
                    'headphones = "simulated"',
                    *(self.sites.settings() if self.sites is not None else []),
                    "",
                ]
            )
        )
        self.start_devices()
        self.start("terminal", ["run", "--config", str(settings)], environment)

    def _privacy(self) -> list[str]:
        """Settings of the simulated filter and presence sensor."""
        return [
            "[privacy]",
            f'socket = "{self.folder / "devices.sock"}"',
            "[privacy.filter]",
            'host = "127.0.0.1"',
            f"port = {self.options.filter_port}",
            "[privacy.presence]",
            f'serial = "{self.folder / "presence"}"',
        ]

    def start_sites(self) -> None:
        """Serve the sites to try the browser with; without root there is no browser in the demonstration."""
        try:
            self.sites = DemoSites(self.folder)
        except PermissionError:
            print("Not root: port 443 is not ours, so the demonstration has no browser.", file=sys.stderr)

    def start_devices(self) -> None:
        """Start the simulated filter and presence sensor, and the service that owns them."""
        port, line = str(self.options.filter_port), str(self.folder / "presence")
        self.start("filter", ["devices", "simulate", "filter", "--port", port])
        self.start("presence", ["devices", "simulate", "presence", "--link", line])
        self.start("devices", ["devices", "run", "--config", str(self.folder / "terminal.toml")])

    def start_display(self, environment: dict[str, str], *, windowed: bool) -> None:
        """Start the waiting-room display."""
        credential = self.enrol("display")
        words = ["display", "--hub", self.hub_url, "--credential", str(credential)]
        words += ["--state", str(self.folder / "display"), "--infos", "ticket,missed"]
        (self.folder / "display").mkdir(exist_ok=True)
        self.start("display", [*words, *(["--windowed"] if windowed else [])], environment)

    def stop(self) -> None:
        """End everything, terminal first (it proves its last wipe), and wait for each."""
        for name in ("terminal", "devices", "presence", "filter", "display", "printer", "hub"):
            process = self.processes.get(name)
            if process is None or process.poll() is not None:
                continue
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        for screen in self.screens:
            screen.stop()
        if self.sites is not None:
            self.sites.close()


def run(options: argparse.Namespace) -> int:
    """Run until Ctrl-C. 69: something needed is missing; 1: a part ended by itself."""
    virtual = options.virtual or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if virtual and (missing := missing_tools(vnc=not options.no_vnc)):
        print(f"Missing for virtual screens: type  apt-get install --yes {' '.join(missing)}", file=sys.stderr)
        return 69
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    folder = options.state or Path(tempfile.mkdtemp(prefix="stadtteil-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    demo = Demo(options, folder.resolve())
    try:
        return _run(demo, stop, virtual=virtual)
    finally:
        demo.stop()
        if options.state is None:
            shutil.rmtree(folder, ignore_errors=True)


def _run(demo: Demo, stop: threading.Event, *, virtual: bool) -> int:
    environments: list[dict[str, str]] = [{}, {}]
    if virtual:
        demo.screens = [
            VirtualScreen(demo.folder / name, demo.options.size, vnc=not demo.options.no_vnc)
            for name in ("screen-terminal", "screen-display")
        ]
        environments = [screen.environment for screen in demo.screens]
    password = demo.start_hub()
    demo.start_sites()
    demo.start_terminal(environments[0])
    demo.start_display(environments[1], windowed=not virtual)
    _explain(demo, password)
    while not stop.wait(0.5):
        for name, process in demo.processes.items():
            if process.poll() is not None:
                print(f"{name} ended with status {process.returncode}; everything is stopped.", file=sys.stderr)
                return 1
    return 0


def _explain(demo: Demo, password: str) -> None:
    ctl, runtime = f"{Path(sys.executable).parent / 'stadtteil'} ctl", f"--runtime {demo.folder / 'run'}"
    lines = [
        "",
        "Stadtteil-Terminal is running. Ctrl-C ends it.",
        f"  reception page    {demo.hub_url}/   user empfang, password {password}",
        f"  printed tickets   {demo.folder / 'tickets'}",
        f"  wipe records      {demo.folder / 'terminal' / 'wipe.jsonl'}",
        f"  plug headphones   {ctl} headphones-in (headphones-out) {runtime}",
        f"  look and act      {ctl} status {runtime}",
    ]
    for name, screen in zip(("terminal", "display"), demo.screens, strict=False):
        lines.append(f"  {name:<17} {screen.address}")
    print("\n".join([*lines, ""]), flush=True)
