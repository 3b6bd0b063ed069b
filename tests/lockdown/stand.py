"""One running terminal that many entries share: where an attack begins, and what is looked at after it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from kiosk.citizen.home import SERVICES
from tests import users
from tests.journeys.alone import BEGINNING, END, Alone, alone
from tests.journeys.parts import until
from tests.lockdown import watch
from tests.lockdown.hand import HEIGHT, WIDTH, Hand, Place, connected
from tests.web_sites import Canary, outer_address
from tests.xvfb import XServer, xvfb

CORNERS = ((10, 10), (1910, 10), (10, 10), (1910, 10), (10, 10))
"""The row of touches that asks for the staff's menu."""
FIELD = (700, 330)
"""Inside the text field of *practice*."""
OPENS = 0.4
"""Seconds for which a window that just came up swallows all input, and a little more."""
PERSON, PIN, BADGE = "Petra", "482915", "badge0815petra"


def number_on_home(wanted: str, *lacking: str) -> str:
    """Give the number of the service `wanted` on a home screen that offers everything but `lacking`."""
    return str([service.id for service in SERVICES if service.id not in lacking].index(wanted) + 1)


PRACTICE = number_on_home("practice", "web", "appointment")
"""Its number where there is neither a browser nor an office that books."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an act takes place: a hand, and where a text field and a button are. The same at a bare Qt program."""

    hand: Hand
    settle: Callable[[], object]
    """Waits until the program has taken all input so far."""
    field: Place = FIELD
    button: Place = END


class Stand:
    """A terminal with one person after the other in front of it."""

    def __init__(self, running: Alone, hand: Hand, canaries: list[Canary], user: int) -> None:
        self.running, self.hand, self.canaries = running, hand, canaries
        self.users = (user, user + 1)
        self.place = ""
        self._pictures: dict[str, Image.Image] = {}
        self.since = time.time()

    @property
    def scene(self) -> Scene:
        """What an act gets."""
        return Scene(self.hand, self.settle)

    # ---- places -------------------------------------------------------------------------------------------------

    def go(self, place: str) -> None:
        """Bring the terminal to a place, fresh, and begin to watch."""
        self.over()
        until(lambda: self.running.status()["spare"], "there is a spare")
        {"welcome": lambda: None, "home": self.begin, "field": self._field, "staff": self._staff}[place]()
        self.place = place
        self.mark()

    def mark(self) -> None:
        """Begin to watch from here on."""
        self.settle()
        self.hand.mapped()
        self.since = time.time()

    def begin(self) -> None:
        """Begin a session in German. A touch counts only after a third of a second without one."""

        def begun() -> bool:
            self.hand.touch(BEGINNING)
            with contextlib.suppress(AssertionError):
                return bool(until(lambda: self.running.state() == "session", "a touch counts", 0.36))
            return False

        until(begun, "a session begins")
        self.settle()

    def settle(self) -> bool:
        """Wait until the visitors' processes have taken all input; False if they never do."""
        visitors = [each.pid for each in watch.below(self.running.process.pid) if "kiosk.visitor" in each.words]
        return watch.quiet(visitors)

    def _field(self) -> None:
        self.begin()
        self.hand.keys(PRACTICE, "Return", "1")
        self._see("field", "Leerzeichen")

    def _staff(self) -> None:
        def asked() -> bool:
            """Touches count only a moment after the welcome came up."""
            self.hand.touch(*CORNERS)
            with contextlib.suppress(AssertionError):
                self._see("staff", "Kurzname", 1.0)
                return True
            return False

        until(asked, "the staff is asked for its name")
        opens = time.monotonic() + OPENS
        until(lambda: time.monotonic() > opens, "a screen that just came up takes input")

    def _see(self, name: str, word: str, seconds: float = 10.0) -> None:
        """Wait for a screen: the first time by a word on it, later by its picture."""
        if name not in self._pictures:
            self.running.eyes.find(word)
            self.settle()
            self._pictures[name] = self.picture()
        until(lambda: self.same(self._pictures[name]), f"the screen {name}", seconds)

    def picture(self) -> Image.Image:
        """Photograph the screen without the lowest strip, whose note changes."""
        return self.hand.picture((0, 0, WIDTH, HEIGHT - 150))

    def same(self, before: Image.Image) -> bool:
        """Whether the screen looks as it did."""
        return ImageChops.difference(before, self.picture()).getbbox() is None

    # ---- after an act -------------------------------------------------------------------------------------------

    def problems(self) -> list[str]:
        """Look at everything that must hold, then end the session and let the next begin; names what does not."""
        found = [] if self.settle() else ["the visitor's process does not come to rest"]
        found += watch.windows(self.hand)
        found += watch.processes(self.running.process.pid)
        found += self._next()
        found += watch.windows(self.hand)
        found += watch.files(self.users, self.running.folder, self.since)
        found += watch.network(self.canaries)
        return found

    def _next(self) -> list[str]:
        """(g): the supervisor lives, nothing is out of order, the end is proven, and the next one can begin."""
        try:
            if reason := self.running.status()["out_of_order"]:
                return [f"out of order: {reason}"]
            before = self.running.reasons()
            if self.running.state() == "session":
                self.over()
                until(lambda: len(self.running.reasons()) > len(before), "the end is recorded", 10)
            else:
                self.over()
            self.begin()
        except (AssertionError, OSError) as error:
            return [f"there is no next visitor: {error}"]
        return []

    def over(self) -> None:
        """End whatever is going on, as a visitor does where there is a session."""
        if self.running.state() == "session":
            self.hand.touch(END)
            with contextlib.suppress(AssertionError):
                self.running.until_state("welcome", 2.0)
        if self.running.state() != "welcome" or self.place == "staff":
            self.running.command("end")
        self.running.until_state("welcome")
        self.place = "welcome"


def staff_add(state: Path, name: str, pin: str, badge: str = "") -> subprocess.CompletedProcess[str]:
    """Add a member of staff as the operator does it."""
    command = [sys.executable, "-m", "kiosk", "staff", "add", name, "--pin-stdin", "--state", str(state)]
    return subprocess.run(command, input=f"{pin}\n{badge}\n", text=True, check=False, capture_output=True)


def first_user(which: int = 0) -> int:
    """Give this worker's user ids for a shared terminal, which lives beside those of other tests."""
    return users.FIRST + 300 + 8 * users.worker() + 2 * which


@contextlib.contextmanager
def stand(folder: Path, which: int = 0, **settings: str) -> Iterator[Stand]:
    """Start a terminal on an X server of its own, with a member of staff and with canaries around it.

    `which` tells the terminals of one worker apart.
    """
    (folder / "x").mkdir()
    terminal = folder / "terminal"
    terminal.mkdir()
    addresses = ["127.0.0.1", outer_address()]
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(xvfb(folder / "x"))
        connection = stack.enter_context(connected(server))
        canaries = [stack.enter_context(Canary(address)) for address in addresses if address]
        added = staff_add(terminal / "state", PERSON, PIN, BADGE)
        assert added.returncode == 0, added.stderr
        running = stack.enter_context(alone(terminal, server, None, first_user(which), None, **settings))
        yield Stand(running, Hand(server, connection), canaries, first_user(which))


# ---- the control: a bare Qt program --------------------------------------------------------------------------------


class Bare:
    """A Qt program as it comes, on an X server of its own: says what an act made it do."""

    def __init__(self, hand: Hand, output: Path, start: Callable[[], Any]) -> None:
        self._hand, self._output, self._start = hand, output, start
        self._running: Any = None

    def what(self, act: Callable[[Scene], None]) -> set[str]:
        """Do an act and give what the program reported of it."""
        if self._running is None or self._running.poll() is not None:
            self._running = self._start()
            until(lambda: "ready" in self._lines(0), "the bare program is shown")
        running = self._running
        watch.quiet([running.pid])
        scene = Scene(self._hand, lambda: watch.quiet([running.pid]))
        self._hand.keys("Escape", "Escape")  # a menu of the act before
        self._hand.touch(scene.field)
        scene.settle()
        before = len(self._lines(0))
        act(scene)
        scene.settle()
        return set(self._lines(before))

    def _lines(self, start: int) -> list[str]:
        return [json.loads(line) for line in self._output.read_text().splitlines()[start:]]

    def close(self) -> None:
        """End it."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()


@contextlib.contextmanager
def bare(folder: Path) -> Iterator[Bare]:
    """Have a bare program ready until the block is left."""
    folder.mkdir()
    output = folder / "output"
    output.touch()
    with xvfb(folder) as server, connected(server) as connection:

        def start() -> subprocess.Popen[bytes]:
            return _start(server, output)

        program = Bare(Hand(server, connection), output, start)
        try:
            yield program
        finally:
            program.close()


def _start(server: XServer, output: Path) -> subprocess.Popen[bytes]:
    with output.open("wb") as sink:
        return subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "bare_window.py")],
            env={**server.environment(), "QT_ENABLE_HIGHDPI_SCALING": "0"},
            stdout=sink,
            stderr=subprocess.DEVNULL,
            cwd=os.sep,
        )
