"""Pages and processes of the engine that take everything, end, or never do: the terminal stays usable or ends cleanly."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

import pytest

from tests.journeys.alone import END
from tests.journeys.parts import until
from tests.lockdown import watch
from tests.lockdown.entries import lockdown
from tests.lockdown.stage import AWAY
from tests.lockdown.web_stand import WebStand

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.xdist_group("lockdown-web"),
    pytest.mark.timeout(180),
    pytest.mark.skipif(os.geteuid() != 0, reason="processes of another user id can be killed by root only"),
]


AGAIN = (478, 878)
"""Where *Noch einmal versuchen* stands when a page has ended."""


@pytest.fixture(name="calm")
def _calm(web: WebStand) -> WebStand:
    """Give a fresh session at the waiting page; what ended before counts no more as a crash."""
    web.stand.running.command("restart")
    web.stand.running.until_state("welcome")
    web.fresh()
    return web


def engine(web: WebStand) -> tuple[list[int], list[int]]:
    """Give the processes of the visible visitor's engine: those of pages, and all others.

    A page's process is forked by another of the engine's and has no children.
    """
    found = watch.below(min(web.stand.running.visitors()))
    mine = {each.pid: _parent(each.pid) for each in found if each.program.startswith("QtWebEngineProcess")}
    pages = [pid for pid, parent in mine.items() if parent in mine and pid not in mine.values()]
    return pages, [pid for pid in mine if pid not in pages]


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def usable(web: WebStand, before: int, seconds: float = 30.0) -> None:
    """Show that whatever happened ends at *end* or by itself, proven, and that the next one finds the page again."""
    running, hand = web.stand.running, web.stand.hand

    def ended() -> bool:
        if running.state() == "session":
            hand.touch(END)
        with contextlib.suppress(AssertionError):
            until(lambda: running.state() == "welcome" and len(running.reasons()) > before, "it ends", 1.0)
            return True
        return False

    until(ended, "the session ends, proven", seconds)
    assert running.status()["out_of_order"] is None
    web.fresh()
    assert web.stand.problems() == []


def again(web: WebStand) -> None:
    """Touch *try again* until the page is there; a hasty second touch at the same place counts for nothing."""

    def there() -> bool:
        web.stand.hand.touch(AGAIN)
        with contextlib.suppress(AssertionError):
            return bool(until(lambda: web.shown() and web.stage.waits("terminal", 0.3), "it is there", 1.5))
        return False

    until(there, "the page is there again", 15)


STORM = [
    (
        "D-21",
        "a page that fills the memory",
        "const held = []; let size = 0; await taken(); for (;;) { held.push(new Uint8Array(1 << 24).fill(1)); await wait(1) }",
    ),
    (
        "D-22",
        "a page of 5 000 frames",
        "await taken(); for (let count = 0; count < 5000; count++) { add('iframe', {srcdoc: 'a'}); if (count % 50 === 0) await wait(1) }"
        "return 'done'",
    ),
    (
        "D-23",
        "a blob of 2 GB",
        "await taken(); const parts = []; for (let count = 0; count < 64; count++) { parts.push(new Blob([new Uint8Array(1 << 25)]));"
        " await wait(1) } return 'done ' + new Blob(parts).size",
    ),
    ("D-24", "redirects without end", "await taken(); location = '/endless?to=a'; await wait(2000); return 'done'"),
    (
        "D-25",
        "10 000 downloads",
        "await taken(); for (let count = 0; count < 10000; count++) { const link = document.createElement('a'); link.href = '/file?' + count;"
        " link.download = 'a'; link.click(); if (count % 100 === 0) await wait(1) } return 'done'",
    ),
    (
        "D-26",
        "a hundred workers that never rest",
        "await taken(); const code = URL.createObjectURL(new Blob(['for (;;);'])); for (let count = 0; count < 100; count++) new Worker(code);"
        "await wait(1000); return 'done'",
    ),
    (
        "D-27",
        "storage that is filled",
        "await taken(); const all = await caches.open('a'); for (let count = 0; count < 100; count++) {"
        " await all.put('/a' + count, new Response(new Uint8Array(1 << 24))); } return 'done'",
    ),
    (
        "D-28",
        "history without end",
        "await taken(); for (let count = 0; count < 20000; count++) { try { history.pushState(count, '', '/?who=' + who + '&' + count) }"
        " catch { await wait(1) } } return 'done'",
    ),
    (
        "D-29",
        "pictures of 16 000 by 16 000 points",
        "await taken(); const held = []; for (let count = 0; count < 20; count++) { const made = document.createElement('canvas');"
        " made.width = made.height = 16000; made.getContext('2d').fillRect(0, 0, 16000, 16000); held.push(made); await wait(1) }"
        "return 'done'",
    ),
    (
        "D-30",
        "requests without end",
        "await taken(); for (let count = 0; count < 5000; count++) fetch('/out?' + count).catch(() => 0); await wait(3000); return 'done'",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(script, id=number, marks=lockdown(number, title, "denial", "the page says that it has begun"))
        for number, title, script in STORM
    ],
)
def test_a_storm_costs_at_most_the_session(calm: WebStand, script: str) -> None:
    before = len(calm.stand.running.reasons())
    calm.stage.send("terminal", script)
    assert calm.stage.begun("terminal"), "the control: it has begun"
    _until_over(calm, 6.0)
    usable(calm, before)


def _until_over(web: WebStand, seconds: float) -> None:
    """Let it go on until the page is done or gone, or for some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if web.stage.said("terminal", 0.1) != AWAY or web.ours() or web.stand.running.state() != "session":
            return


@lockdown("D-20", "the page's process is killed", "denial", "the page was there before, and is after *try again*")
def test_a_page_whose_process_is_killed_is_said_and_comes_again(calm: WebStand) -> None:
    os.kill(engine(calm)[0][-1], signal.SIGKILL)
    until(calm.ours, "a screen says so", 10)
    again(calm)
    assert calm.stand.problems() == []


@lockdown(
    "D-31", "the page's process is killed three times in a minute", "denial", "after the first two it comes again"
)
def test_a_page_that_ends_again_and_again_ends_the_session(calm: WebStand) -> None:
    before = len(calm.stand.running.reasons())
    for last in (False, False, True):
        os.kill(engine(calm)[0][-1], signal.SIGKILL)
        if last:
            break
        until(calm.ours, "a screen says so", 10)
        again(calm)
    until(lambda: len(calm.stand.running.reasons()) > before, "the session is over", 10)
    assert calm.stand.problems() == []


@lockdown("D-32", "every other process of the engine is killed", "denial", "they were there before")
def test_the_engine_without_its_helpers_costs_at_most_the_session(calm: WebStand) -> None:
    before = len(calm.stand.running.reasons())
    _, helpers = engine(calm)
    assert helpers, "the control: there are some"
    for pid in helpers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    usable(calm, before)


@lockdown("D-33", "a script without end", "denial", "the page answers before, and the screen says that it hung")
def test_a_page_that_hangs_is_found_and_closed(calm: WebStand) -> None:
    calm.stage.send("terminal", "for (;;);")
    began = time.monotonic()
    until(calm.ours, "a screen says so", 30)
    print(f"a page that hangs is closed after {time.monotonic() - began:.1f} s")
    again(calm)
    assert calm.stand.problems() == []
