"""From `exec` to the painted welcome, side by side with Debian's Chromium in kiosk mode on a local page."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from tests.bench.display_latency import own_hub
from tests.bench.figures import Figure, spread
from tests.bench.machine import tree_memory_mib
from tests.bench.office import LATE_SECONDS, terminal
from tests.xvfb import XServer, xvfb

RUNS = 5
SETTLE_SECONDS = 2.0
NOBODY = 65534
PAGE = b"""<!doctype html><html lang="de"><meta charset="utf-8"><title>Welcome</title>
<style>body{font:64px sans-serif;background:#FBF8F1}button{font:48px sans-serif;padding:32px;margin:16px}</style>
<h1>Guten Tag. Was m\xc3\xb6chten Sie tun?</h1>
<button>Deutsch</button><button>Leichte Sprache</button><button>English</button>
<button>\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a</button>
<script>requestAnimationFrame(() => requestAnimationFrame(() => fetch("/painted")))</script></html>"""


def start(folder: Path) -> list[Figure]:
    """Start both `RUNS` times, by turns, after one run each that warms the page cache."""
    (folder / "hub").mkdir(parents=True)
    ours: list[float] = []
    theirs: list[float] = []
    memory_ours, memory_theirs = [], []
    with xvfb(folder) as screen, own_hub(folder / "hub") as (hub, credential, _):
        for _ in range(RUNS + 1):
            with terminal(folder, screen.environment(), hub, credential) as running:
                ours.append(running.until("welcome")["painted_at"] - running.began)
                running.until("welcome", spare=True)
                time.sleep(SETTLE_SECONDS)
                memory_ours.append(tree_memory_mib(running.pid))
            if shutil.which("chromium"):
                took, memory = _chromium(folder / "chromium", screen)
                theirs.append(took)
                memory_theirs.append(memory)
    value, peer = median(ours[1:]), median(theirs[1:]) if theirs else None
    beside = {
        "stadtteil_run_s": spread(ours[1:]),
        "stadtteil_run_mib": round(median(memory_ours[1:]), 1),
        "chromium_kiosk_s": spread(theirs[1:]) if theirs else "chromium is not installed",
        "chromium_kiosk_mib": round(median(memory_theirs[1:]), 1) if theirs else None,
    }
    less = peer is None or (value < peer and median(memory_ours[1:]) < median(memory_theirs[1:]))
    return [
        Figure(
            "start",
            1.0,
            value,
            "s",
            f"median of {RUNS} from exec of `stadtteil run` until its supervisor has heard that the welcome "
            "is painted; warm page cache, hub running, Xvfb 1920x1080; beside it chromium --kiosk until "
            "its page's second animation frame reaches a local server; memory: PSS of each whole process "
            "tree, ours with the warm spare",
            holds=less,
            detail=beside,
        )
    ]


class _Page(ThreadingHTTPServer):
    """Serves one page and notes when it says that it was painted."""

    def __init__(self) -> None:
        self.painted_at = 0.0
        self.painted = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Page

    def do_GET(self) -> None:
        if self.path == "/painted":
            self.server.painted_at = time.monotonic()
            self.server.painted.set()
        body = PAGE if self.path == "/page" else b""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def _page() -> Iterator[_Page]:
    server = _Page()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _chromium(home: Path, screen: XServer) -> tuple[float, float]:
    """Start Chromium once with a kept profile; seconds until its page is painted, and MiB of all its processes."""
    with _page() as server:
        began = time.monotonic()
        with chromium_kiosk(home, screen, f"http://127.0.0.1:{server.server_port}/page") as pid:
            if not server.painted.wait(LATE_SECONDS):
                raise TimeoutError("chromium painted nothing")
            time.sleep(SETTLE_SECONDS)
            return server.painted_at - began, tree_memory_mib(pid)


@contextlib.contextmanager
def chromium_kiosk(home: Path, screen: XServer, address: str, *words: str) -> Iterator[int]:
    """Run Debian's Chromium in kiosk mode, with its sandbox, as nobody when we are root; give its process id."""
    home.mkdir(exist_ok=True)
    become = []
    environment = {**screen.environment(), "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
        become = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"]
        authority = home / "Xauthority"
        shutil.copy(screen.authority, authority)
        os.chown(authority, NOBODY, NOBODY)
        environment["XAUTHORITY"] = str(authority)
    command = [
        *(*become, "chromium", "--kiosk", "--no-first-run", "--no-default-browser-check", "--password-store=basic"),
        *(f"--user-data-dir={home / 'data'}", *words, address),
    ]
    process = subprocess.Popen(command, env=environment, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
