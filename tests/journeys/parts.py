"""The whole product as a user starts it, and a browser as the office uses it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selenium import webdriver

from tests import users
from tests.journeys.eyes import Eyes
from tests.ports import free_port

NOBODY = "65534"
TOOLS = ("bwrap", "Xvfb", "xauth", "xdotool", "import", "tesseract", "chromium", "chromedriver")


def missing() -> list[str]:
    """Name what this machine lacks for a journey."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def first_user() -> int:
    """Give each parallel worker reserved uids of its own: a proof looks for everything that runs under them."""
    return users.FIRST + 200 + 2 * users.worker()


def until(condition: Callable[[], Any], what: str, seconds: float = 30.0) -> Any:
    """Wait for a condition and return what it gave."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"never: {what}")
        time.sleep(0.02)
    return found


@dataclass
class Product:
    """A running `stadtteil demo`."""

    process: subprocess.Popen[str]
    state: Path
    port: int
    lines: list[str] = field(default_factory=list)

    @property
    def password(self) -> str:
        found = until(lambda: re.search(r"password (\S+)", "\n".join(self.lines)), "the password is printed")
        return str(found.group(1))

    def eyes(self, which: str, folder: Path) -> Eyes:
        pattern = rf"^ +{which} +X display (:\d+)$"
        name = until(lambda: re.search(pattern, "\n".join(self.lines), re.MULTILINE), f"{which} is printed").group(1)
        environment = {"PATH": os.environ["PATH"], "DISPLAY": name}
        environment["XAUTHORITY"] = str(self.state / f"screen-{which}" / "authority")
        return Eyes(environment, folder)

    def records(self) -> list[dict[str, Any]]:
        path = self.state / "terminal" / "wipe.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "kiosk", *words], capture_output=True, text=True, check=False)


@contextlib.contextmanager
def product(state: Path) -> Iterator[Product]:
    """Start everything as `make run` does on a machine without a screen; end it with Ctrl-C."""
    port = free_port()
    command = [sys.executable, "-u", "-m", "kiosk", "demo", "--virtual", "--no-vnc", "--state", str(state)]
    ports = ["--port", str(port), "--printer-port", str(free_port()), "--filter-port", str(free_port())]
    process = subprocess.Popen(
        [*command, *ports, "--first-user", str(first_user())],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Product(process, state, port)
    reader = threading.Thread(target=lambda: running.lines.extend(line.rstrip("\n") for line in process.stdout or ()))
    reader.start()
    try:
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        finally:
            process.kill()
            reader.join()
            if process.stdout is not None:
                process.stdout.close()


@contextlib.contextmanager
def browser() -> Iterator[webdriver.Remote]:
    """Debian's Chromium with its sandbox on, as an unprivileged user when we are root."""
    with tempfile.TemporaryDirectory(prefix="browser-") as folder:
        yield from _browser(Path(folder))


def _browser(folder: Path) -> Iterator[webdriver.Remote]:
    port = free_port()
    become = []
    if os.geteuid() == 0:
        os.chown(folder, int(NOBODY), int(NOBODY))
        become = ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)}
    driver = subprocess.Popen(
        [*become, "chromedriver", f"--port={port}"], env=environment, stdout=subprocess.DEVNULL, cwd=folder
    )
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for word in (
        "--headless=new",
        "--disable-gpu",
        "--disable-background-networking",
        f"--user-data-dir={folder}/data",
    ):
        options.add_argument(word)
    try:
        until(lambda: _answers(port), "chromedriver answers")
        page = webdriver.Remote(f"http://127.0.0.1:{port}", options=options)
        try:
            yield page
        finally:
            page.quit()
    finally:
        driver.terminate()
        driver.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
