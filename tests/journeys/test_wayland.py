"""The whole terminal under real compositors: sway, where every frame can be looked at, and cage, as in offices."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from tests import wayland
from tests.journeys.alone import END, alone
from tests.journeys.eyes import Eyes
from tests.journeys.parts import missing, until
from tests.lockdown.intruder.wayland import Camera, Finger
from tests.wayland import Compositor
from tests.web_sites import Site, own_authority

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.skipif(
        bool(wayland.missing()), reason=f"not installed: {', '.join(wayland.missing())}; make setup-test installs them"
    ),
    pytest.mark.timeout(180),
    pytest.mark.xdist_group("terminal"),
]

NEXT, FIRST = (1722, 878), (500, 370)
"""Where *Weiter* and the first choice stand, white on a colour, which Tesseract does not read."""
GROUND = (10, 700)
"""A place where every screen shows its ground."""


@dataclass(frozen=True, slots=True)
class WaylandEyes(Eyes):
    """Somebody in front of sway."""

    compositor: Compositor
    finger: Finger

    def shot(self, picture: Path) -> None:
        self.compositor.shot(picture)

    def touch_at(self, x: int, y: int) -> None:
        self.finger.touch(x, y)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Compositor]:
    with wayland.sway(tmp_path) as compositor:
        yield compositor


@pytest.fixture
def eyes(tmp_path: Path, screen: Compositor) -> Iterator[WaylandEyes]:
    finger = Finger(str(screen.socket))
    yield WaylandEyes({}, tmp_path, screen, finger)
    finger.close()


def types_one(screen: Compositor) -> bool:
    command = ["wtype", "-s", "300", "1", "-s", "300"]
    return subprocess.run(command, env=screen.environment(), check=True).returncode == 0


class Film:
    """Every frame that the screen shows while the block lasts, at one place."""

    def __init__(self, screen: Compositor) -> None:
        self._camera = Camera(str(screen.socket))
        self.frames = [self._camera.pixels([GROUND])[0]]
        self._running = True
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        while self._running:
            self.frames += self._camera.pixels([GROUND])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._running = False
        self._thread.join()
        self._camera.close()

    def colours(self) -> set[bytes]:
        return {frame[:3] for frame in self.frames}


def test_a_visit_under_sway_from_welcome_to_the_next_one(tmp_path: Path, screen: Compositor, eyes: WaylandEyes) -> None:
    with alone(tmp_path, screen, eyes) as running:
        eyes.find("Guten")
        assert screen.windows().count('"Stadtteil-Terminal"') == 1, "the spare has no window"
        running.begin()
        eyes.find("möchten")
        running.eyes.touch_at(*END)
        running.until_state("welcome")
        eyes.find("Guten")
        assert screen.windows().count('"Stadtteil-Terminal"') == 1
        # And a key begins the next one: the new window has the focus
        until(lambda: types_one(screen) and running.state() == "session", "the key counts")
        running.eyes.touch_at(*END)
        until(lambda: running.reasons() == ["visitor", "visitor"], "both ends are proven")


def test_between_two_visitors_the_screen_shows_no_gap(tmp_path: Path, screen: Compositor, eyes: WaylandEyes) -> None:
    with alone(tmp_path, screen, eyes) as running:
        running.begin()
        with Film(screen) as film:
            running.eyes.touch_at(*END)
            until(lambda: running.reasons() == ["visitor"], "the end is proven")
            until(lambda: running.state() == "welcome", "the next welcome")
        assert len(film.frames) > 3
        assert film.colours() == {film.frames[0][:3]}, "the ground of one welcome, then that of the next"
        running.begin()
        with Film(screen) as film:
            running.process.send_signal(signal.SIGTERM)
            running.process.wait(15)
            until(lambda: film.frames[-1][:3] == bytes(3), "the control: with nothing to show the film sees black")


@pytest.mark.skipif(os.geteuid() != 0, reason="a site on port 443 needs root")
def test_a_page_is_opened_and_typed_into_under_sway(tmp_path: Path, screen: Compositor, eyes: WaylandEyes) -> None:
    authority = own_authority(tmp_path / "authority")
    page = "<h1>Kontostand</h1><label>Name <input onkeyup=\"fetch('/typed?' + this.value)\"></label>"
    with Site(authority, "bank.test", pages={"/": page, "/typed": ""}) as site:
        group = '[[web.groups]]\nid = "bank"\nhosts = ["bank.test"]\n[[web.groups.pages]]\ntitle = "Bank"\n'
        web = f'ca = "{authority.certificate}"\n{group}address = "https://bank.test/"\n{site.toml()}'
        with alone(tmp_path, screen, eyes, web=web) as running:
            running.begin()
            eyes.touch("Internet")
            for asked, place in (("Bevor", NEXT), ("Wohin", FIRST), ("Welche", FIRST)):
                eyes.find(asked)
                eyes.touch_at(*place)
            eyes.find("Kontostand")
            eyes.find("Geprüft")
            word = eyes.find("Name")
            eyes.touch_at(word.x + 200, word.y)
            eyes.find("Leerzeichen")  # the keyboard of the terminal
            eyes.touch("Leerzeichen")
            until(lambda: site.requests("/typed"), "what is typed reaches the page")
            assert screen.windows().count('"Stadtteil-Terminal"') == 1, "no window but ours"
            running.eyes.touch_at(*END)
            until(lambda: running.reasons() == ["visitor"], "the end is proven")


def test_a_crashed_visitor_leaves_no_gap_for_long(tmp_path: Path, screen: Compositor, eyes: WaylandEyes) -> None:
    with alone(tmp_path, screen, eyes) as running:
        running.begin()
        killed = running.visitors()[0]
        subprocess.run(["kill", "-KILL", str(killed)], check=True)
        until(lambda: running.reasons() == ["gone"], "the end is proven")
        eyes.find("Guten")


@pytest.mark.skipif(
    shutil.which("cage") is None or shutil.which("Xwayland") is None,
    reason="not installed: cage, xwayland; make setup-test installs them",
)
def test_a_visit_under_cage(tmp_path: Path) -> None:
    """Cage's own output is a window on an X server; touches there reach its clients as a real pointer's do."""
    with contextlib.ExitStack() as stack:
        compositor, xserver = stack.enter_context(wayland.cage(tmp_path))
        eyes = Eyes(xserver.environment(), tmp_path)
        running = stack.enter_context(alone(tmp_path, compositor, eyes))
        for _ in range(3):
            eyes.find("Guten")
            running.begin()
            eyes.find("möchten")
            eyes.touch_at(*END)
            running.until_state("welcome")
        assert running.reasons() == ["visitor"] * 3
