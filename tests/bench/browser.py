"""The browser: from the touch to the painted page, memory beside Chromium, and the proof after a heavy page."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.bench.display_latency import own_hub
from tests.bench.figures import Figure, percentile, spread
from tests.bench.machine import memory_kib, tree, tree_memory_mib
from tests.bench.office import Resident, terminal, until
from tests.bench.pointer import Pointer
from tests.bench.sessions import places
from tests.bench.start import chromium_kiosk
from tests.web_sites import Page, Request, Site, own_authority
from tests.xvfb import XServer, xvfb

RUNS = 5
SETTLE_SECONDS = 2.0
TILE = (960, 356)
"""The first line of a list on a screen of 1920 x 1080."""
HOST = "bank.test"
SIMPLE = """<!doctype html><html lang="de"><meta charset="utf-8"><title>Anmelden</title><h1>Anmelden</h1>
<form><label>Name <input name="user"></label><label>Passwort <input type="password"></label><button>Anmelden</button>
</form><script>requestAnimationFrame(() => requestAnimationFrame(() => fetch("/painted")))</script></html>"""
HEAVY = SIMPLE.replace(
    "<form>",
    """<div id="many"></div><script>
const words = []; for (let i = 0; i < 200000; i++) words.push("Wort" + i);
const many = document.getElementById("many");
for (let i = 0; i < 5000; i++) { const p = document.createElement("p");
  p.textContent = words.slice(i, i + 20).join(" "); many.append(p); }
for (let i = 0; i < 20; i++) { const c = document.createElement("canvas"); c.width = c.height = 1000;
  c.getContext("2d").fillRect(0, 0, 1000, 1000); document.body.append(c); }
window.kept = words; sessionStorage.setItem("a", "x".repeat(1 << 20));
</script><form>""",
)


def _pages(request: Request) -> Page | str | None:
    return {"/": SIMPLE, "/heavy": HEAVY, "/painted": ""}.get(request.path)


@contextmanager
def _visit(folder: Path, screen: XServer, path: str, *, warm: bool) -> Iterator[tuple[Resident, Site]]:
    """Give somebody in front of the list with one page, with nothing of the engine loaded unless it is warm."""
    (folder / "hub").mkdir(parents=True)
    folder.chmod(0o711)
    with ExitStack() as stack:
        authority = own_authority(folder / "authority")
        site = stack.enter_context(Site(authority, HOST, pages=_pages))
        hub, credential, _ = stack.enter_context(own_hub(folder / "hub"))
        settings = (
            f'[web]\nca = "{authority.certificate}"\nwarm = {str(warm).lower()}\n[[web.groups]]\nid = "bank"\n'
            f'hosts = ["{HOST}"]\n[[web.groups.pages]]\ntitle = "Bank"\naddress = "https://{HOST}{path}"\n{site.toml()}'
        )
        where = places(screen.environment())
        running = stack.enter_context(terminal(folder, screen.environment(), hub, credential, more=settings))
        pointer = Pointer(screen.environment())
        stack.callback(pointer.close)
        running.until("welcome", spare=True)
        yield Resident(running, pointer, where), site


def _to_the_list(somebody: Resident, screen: XServer) -> None:
    somebody.come()
    somebody.terminal.until("session", spare=True)
    for key in ("3", "Return", "1"):
        time.sleep(0.4)
        subprocess.run(["xdotool", "key", key], env=screen.environment(), check=True)
    time.sleep(1.0)


def _open(somebody: Resident, screen: XServer, site: Site) -> float:
    """Touch the tile; give the seconds until the page's second animation frame has told the site."""
    _to_the_list(somebody, screen)
    seen = len(site.requests("/painted"))
    start = somebody.pointer.touch(*TILE)
    until(lambda: len(site.requests("/painted")) > seen, "the page is painted", pause=0.001)
    return time.monotonic() - start


def _end(somebody: Resident) -> None:
    before = somebody.terminal.status()["sessions"]
    somebody.pointer.touch(*somebody.places["end"])
    until(lambda: somebody.terminal.status()["sessions"] > before, "the session is proven")
    somebody.terminal.until("welcome", spare=True)


def pages(folder: Path) -> list[Figure]:
    """First page with a cold and a warm engine, memory beside Chromium on the same page, proof after a heavy one."""
    with xvfb(folder) as screen:
        cold, ours, theirs = _first_page(folder / "cold", screen, warm=False)
        warm, _, _ = _first_page(folder / "warm", screen, warm=True)
        proofs = _proofs(folder / "heavy", screen)
    return [*_first_page_figures(cold, warm), _memory_figure(ours, theirs), _proof_figure(proofs)]


def _first_page(folder: Path, screen: XServer, *, warm: bool) -> tuple[list[float], list[float], list[float]]:
    times, ours, theirs = [], [], []
    with _visit(folder, screen, "/", warm=warm) as (somebody, site):
        for _ in range(RUNS + 1):
            times.append(_open(somebody, screen, site))
            time.sleep(SETTLE_SECONDS)
            ours.append(_session_mib(somebody.terminal.pid))
            _end(somebody)
        if not warm:
            rules = f"MAP {HOST} {site.address}"
            words = ("--incognito", f"--host-resolver-rules={rules}", "--ignore-certificate-errors")
            for run in range(RUNS):
                seen = len(site.requests("/painted"))
                with chromium_kiosk(folder / f"chromium{run}", screen, f"https://{HOST}/", *words) as pid:
                    until(lambda seen=seen: len(site.requests("/painted")) > seen, "chromium painted")  # type: ignore[misc]
                    time.sleep(SETTLE_SECONDS)
                    theirs.append(tree_memory_mib(pid))
    return times[1:], ours[1:], theirs


def _session_mib(root: int) -> float:
    """Give the memory of the visible visitor's processes and broker: those below the supervisor that are the oldest."""
    parts = [pid for pid in tree(root) if _parent(pid) == root]
    sandboxes = sorted((pid for pid in parts if _words(pid).startswith("bwrap")), key=_age)
    brokers = sorted((pid for pid in parts if "kiosk.broker" in _words(pid)), key=_age)
    return tree_memory_mib(sandboxes[0]) + memory_kib(brokers[0]) / 1024


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _age(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])


def _words(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")


def _proofs(folder: Path, screen: XServer) -> list[float]:
    with _visit(folder, screen, "/heavy", warm=False) as (somebody, site):
        for _ in range(2 * RUNS):
            _open(somebody, screen, site)
            _end(somebody)
        proofs: list[float] = somebody.terminal.status()["proof_ms"][-2 * RUNS :]
        return proofs


def _first_page_figures(cold: list[float], warm: list[float]) -> list[Figure]:
    method = (
        "median of {} from just before XTest sends the touch on the page's line until its second animation frame has "
        "reached the local HTTPS site, through sandbox and gate; {}"
    )
    return [
        Figure(
            "first_page_cold", 1.2, percentile(cold, 0.5), "s", method.format(RUNS, "cold engine"), detail=_all(cold)
        ),
        Figure("first_page_warm", 0.3, percentile(warm, 0.5), "s", method.format(RUNS, "web.warm"), detail=_all(warm)),
    ]


def _memory_figure(ours: list[float], theirs: list[float]) -> Figure:
    return Figure(
        "browser_session",
        320,
        percentile(ours, 0.5),
        "MiB",
        "PSS of the visible visitor with its engine and of its broker on one simple page, median; beside it Chromium "
        "--kiosk --incognito on the same page of the same site in the same run",
        holds=percentile(ours, 0.5) < percentile(theirs, 0.5),
        detail={"ours_mib": spread(ours), "chromium_mib": spread(theirs)},
    )


def _proof_figure(proofs: list[float]) -> Figure:
    return Figure(
        "proof_after_heavy_page",
        1000,
        percentile(proofs, 0.95),
        "ms",
        "p95 from the kill to the written proof after a page with 5 000 paragraphs, 20 canvases and 200 000 strings",
        detail=spread(proofs),
    )


def _all(values: list[float]) -> dict[str, Any]:
    return spread([value * 1000 for value in values]) | {"unit": "ms"}
