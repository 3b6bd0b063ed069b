"""The shared terminal with its browser at a hostile page, and a bare view at the same page for the control."""

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

from PIL import Image

from kiosk.supervisor.sandbox import outside_interpreter
from tests.journeys.parts import NOBODY, until
from tests.lockdown import watch
from tests.lockdown.entries import Group
from tests.lockdown.hand import MIDDLE, Hand, Place, connected
from tests.lockdown.stage import AWAY, BAD, COLOUR, EXPIRED, FRAME, GOOD, OTHER, TRICKS, WRONG, Stage
from tests.lockdown.stand import Stand, number_on_home
from tests.web_sites import Canary
from tests.xvfb import XServer, xvfb

WEB = number_on_home("web", "appointment")
LOOKS: tuple[Place, ...] = (MIDDLE, (200, 860), (1720, 860))
"""Where the colour of what is shown is looked at, all of them in the page."""
EDGES: tuple[Place, ...] = ((8, 300), (8, 900), (1911, 300), (1911, 900))
"""The margins, which a page fills and a screen of ours never does."""
STRIP = (280, 10, 1020, 95)
"""The plate with the address."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack by a page: `script` runs in the waiting page and gives a word beginning with *reached* if it works.

    `control` is what the same script does in a bare view; "" where the engine refuses it without any policy, which is
    tested too. `touch` touches the page once it waits for that.
    """

    id: str
    title: str
    script: str
    control: str
    group: Group = "navigation"
    touch: bool = False
    act: Callable[[Hand], object] | None = None
    """What is done with keys and pointer once the page has said `await armed()`."""
    lists: bool = False
    """The engine may lay a list over the page, not over the strip, which goes with the next touch."""
    leaves: bool = False
    """The page may be gone afterwards, as long as one of our own screens is shown."""
    tells: bool = True
    """What the script reports counts; where it does not, only what is seen from outside does."""


PORT = "PORT"
"""Stands in a script for the port of a canary on 127.0.0.1."""
ENGINE = "the engine refuses by itself (the bare view too)"


class WebStand:
    """What a page is tried at."""

    def __init__(self, stand: Stand, stage: Stage) -> None:
        self.stand, self.stage = stand, stage
        self._strip: Image.Image | None = None
        self._others = 0

    # ---- getting there ------------------------------------------------------------------------------------------

    def ready(self) -> None:
        """Have the waiting page on the screen: the one of the attack before, by going back, or a new session's."""
        if not (self.shown() or self._back()) or not self.stage.waits("terminal", 1.0):
            self.fresh()
        self._others = len(self.stage.other.requests())
        self.stand.mark()

    def _back(self) -> bool:
        """Leave one of our screens as a visitor does."""
        if self.stand.running.state() != "session" or not self.ours():
            return False
        self.stand.hand.keys("Escape")
        with contextlib.suppress(AssertionError):
            return bool(until(lambda: self.shown() and self.stage.waits("terminal", 0.3), "the page is back", 1.5))
        return False

    def fresh(self) -> None:
        """Begin a session and open the page."""
        self.stand.over()
        self.stage.forget("terminal")
        until(lambda: self.stand.running.status()["spare"], "there is a spare")
        self.stand.begin()
        for key in (WEB, "Return", "1", "1"):
            self.stand.hand.keys(key)
            self.stand.settle()
        until(lambda: self.stage.waits("terminal", 0.2) and self.shown(), "the page waits", 20)
        self.stage.wake("terminal", self.stand.hand)
        self.stand.hand.mapped()
        if self._strip is None:
            self._strip = self.stand.hand.picture(STRIP)

    def shown(self) -> bool:
        """Whether the waiting page is what is seen."""
        return self.stand.running.state() == "session" and set(self.colours()) == {COLOUR}

    def ours(self) -> bool:
        """Whether a screen of ours stands in the page's place."""
        return set(self.colours(EDGES)) == {GROUND}

    def colours(self, places: tuple[Place, ...] = LOOKS) -> list[tuple[int, ...]]:
        """Give the colours at places in the page's part of the screen."""
        return [self.stand.hand.picture((x, y, 1, 1)).getpixel((0, 0)) for x, y in places]  # type: ignore[misc]

    # ---- the attack ---------------------------------------------------------------------------------------------

    def attack(self, attack: Attack, seconds: float = 4.0) -> str:
        """Let the page do it and give what it says."""
        self.stage.send("terminal", attack.script.replace(PORT, str(self.stand.canaries[0].port)))
        self.stage.serve("terminal", attack.touch, attack.act, self.stand.hand)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            said = self.stage.said("terminal", 0.1)
            if said != AWAY or (attack.leaves and self.ours() and end - time.monotonic() < seconds - LEFT):
                return said
        return AWAY

    def problems(self, attack: Attack, said: str) -> list[str]:
        """Look at everything; the session goes on if it still can, else the next one is begun."""
        stand, found = self.stand, []
        if attack.tells and said.startswith("reached"):
            found.append(f"the page says: {said}")
        if said == AWAY and not attack.leaves:
            found.append("the page was left, or hangs")
        stand.settle()
        found += self._lists() if attack.lists else []
        found += watch.windows(stand.hand)
        found += self._shown(attack)
        found += watch.processes(stand.running.process.pid)
        found += watch.files(stand.users, stand.running.folder, stand.since)
        found += watch.network(stand.canaries)
        if len(self.stage.other.requests()) > self._others:
            found.append(f"the other site was asked: {self.stage.other.requests()[self._others :]}")
        status = stand.running.status()
        if status["out_of_order"] or status["state"] != "session":
            found.append(f"the session is over, or the terminal out of order: {status}")
        if found:
            found += stand.problems()
        return found

    def _lists(self) -> list[str]:
        """Look where a list of the engine's lies, and let it go."""
        hand = self.stand.hand
        lists = [seen for seen in hand.windows() if seen.name != watch.TITLE]
        found = [f"over the strip: {seen}" for seen in lists if seen.y < STRIP[1] + STRIP[3]]
        if lists:  # else Escape is *back*, as it should be
            hand.keys("Escape")
        hand.touch((200, 500))
        with contextlib.suppress(AssertionError):
            until(lambda: len(hand.windows()) == 1, "the list is gone", 3)
        hand.mapped()
        return found

    def _shown(self, attack: Attack) -> list[str]:
        """(c): the waiting page with the strip as it was, or one of our own screens."""
        if not attack.leaves:  # a keyboard of ours that a field of the page called goes with the field
            with contextlib.suppress(AssertionError):
                until(self.shown, "the whole page", 6)
        colours = self.colours()
        if set(colours) == {COLOUR}:
            same = self._strip is not None and self._same_strip()
            return [] if same else ["the strip over the page has changed"]
        if BAD in colours:
            return ["a page of the attacker's is shown"]
        if attack.leaves and self.ours():
            return []
        return [f"something else is shown: {colours}"]

    def _same_strip(self) -> bool:
        assert self._strip is not None
        return self.stand.hand.picture(STRIP).tobytes() == self._strip.tobytes()


LEFT = 0.6
"""Seconds after which one of our screens in the page's place means that the page is gone."""
GROUND = (251, 248, 241)
"""Ground of our own screens in the theme *paper*."""


def settings(stage: Stage, authority: Path) -> str:
    """Write `[web]` of a terminal for these sites."""
    return f"""mode = "list"
warm = true
ca = "{authority}"
[[web.groups]]
id = "mail"
hosts = ["{GOOD}", "{WRONG}", "{EXPIRED}"]
also = ["{FRAME}"]
pages = [{{title = "Post", address = "https://{GOOD}/?who=terminal"}}]
""" + "".join(site.toml() for site in (stage.good, stage.frame, stage.other, *stage.faulty))


# ---- the control ---------------------------------------------------------------------------------------------------


class BareView:
    """A bare view at the same page; says what an attack made it do."""

    def __init__(
        self, hand: Hand, stage: Stage, canary: Canary, output: Path, start: Callable[[], subprocess.Popen[str]]
    ) -> None:
        self._hand, self._stage, self._canary, self._output, self._start = hand, stage, canary, output, start
        self._process: subprocess.Popen[str] | None = None

    def _running(self) -> subprocess.Popen[str]:
        """Give the program; a bare one dies of some attacks."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = self._start()
            until(lambda: "ready" in self.lines(0), "the bare view is there")
        return self._process

    def close(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def lines(self, start: int) -> list[str]:
        """Give what it reported."""
        return [json.loads(line) for line in self._output.read_text().splitlines()[start:] if line.startswith('"')]

    def happened(self, attack: Attack) -> set[str]:
        """Do an attack and give everything that came of it."""
        self._stage.forget("bare")
        for _ in range(2):
            process = self._running()
            assert process.stdin is not None
            with contextlib.suppress(BrokenPipeError, AssertionError):
                process.stdin.write(f"fresh https://{GOOD}/?who=bare\n")
                process.stdin.flush()
                until(lambda: self._stage.waits("bare", 0.3), "the bare view's page waits", 6)
                break
            process.kill()
            process.wait()
        self._stage.wake("bare", self._hand)
        before, others = len(self.lines(0)), len(self._stage.for_bare.requests())
        self._canary.tcp_connections = self._canary.udp_packets = 0
        self._stage.send("bare", attack.script.replace(PORT, str(self._canary.port)))
        self._stage.serve("bare", attack.touch, attack.act, self._hand)
        said, end = AWAY, time.monotonic() + 3.0
        while time.monotonic() < end:
            if said == AWAY:
                said = self._stage.said("bare", 0.05)
            if attack.control in self._found(before, others, said) and attack.control != AWAY:
                break
            if said != AWAY:
                end = min(end, time.monotonic() + 0.7)
                time.sleep(0.02)
        return self._found(before, others, said)

    def _found(self, before: int, others: int, said: str) -> set[str]:
        found = set(self.lines(before))
        if len(self._stage.for_bare.requests()) > others:
            found.add("other")
        if not self._canary.untouched:
            found.add("canary")
        if said.startswith("reached"):
            found.add("reached")
        if said == AWAY:
            found.add(AWAY)
        return found


@contextlib.contextmanager
def bare_view(folder: Path, stage: Stage, trusted: Path) -> Iterator[BareView]:
    """Run a bare view in a sandbox of its own that reaches this machine's loopback, as nobody."""
    folder.mkdir()
    output = folder / "output"
    with xvfb(folder) as server, connected(server) as connection, Canary() as canary:
        words = _words(server, stage, trusted)

        def start() -> subprocess.Popen[str]:
            with output.open("wb") as sink:
                return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=sink, stderr=subprocess.DEVNULL, text=True)

        view = BareView(Hand(server, connection), stage, canary, output, start)
        try:
            yield view
        finally:
            view.close()


# long: one sandbox, argument by argument
def _words(server: XServer, stage: Stage, trusted: Path) -> list[str]:
    rules = [
        f"MAP {name} {site.address}"
        for site in (stage.good, stage.frame, stage.for_bare, *stage.faulty)
        for name in site.names
    ]
    assert {OTHER, *TRICKS} <= set(stage.other.names)
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
    words += ["--perms", "1777", "--tmpfs", "/dev/shm"]
    for target, link in (("usr/bin", "/bin"), ("usr/lib", "/lib"), ("usr/lib64", "/lib64"), ("usr/sbin", "/sbin")):
        words += ["--symlink", target, link]
    for path in ("/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/hosts", "/etc/alternatives", "/sys"):
        words += ["--ro-bind-try", path, path]
    interpreter = outside_interpreter()
    if interpreter is not None:
        words += ["--ro-bind", str(interpreter), str(interpreter)]
    words += [
        "--tmpfs",
        "/tmp",
        "--ro-bind",
        "/tmp/.X11-unix",
        "/tmp/.X11-unix",
        "--perms",
        "0777",
        "--tmpfs",
        "/home/n",
    ]
    words += [
        "--ro-bind",
        sys.prefix,
        "/venv",
        "--ro-bind",
        str(Path(__file__).parent / "bare_view.py"),
        "/bare_view.py",
    ]
    environment = {
        "HOME": "/home/n",
        "PATH": "/usr/bin",
        "DISPLAY": server.display,
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "C.UTF-8",
        "XAUTHORITY": "/authority",
        "QTWEBENGINE_CHROMIUM_FLAGS": f'--disable-gpu --host-resolver-rules="{", ".join(rules)}"',
        "QT_QUICK_BACKEND": "software",
        "QT_ENABLE_HIGHDPI_SCALING": "0",
    }
    authority = server.authority.with_name("for-nobody")
    authority.write_bytes(server.authority.read_bytes())
    authority.chmod(0o644)  # of a server that shows nothing but this
    words += ["--ro-bind", str(authority), "/authority", "--ro-bind", str(trusted), "/authority.pem", "--clearenv"]
    for name, value in environment.items():
        words += ["--setenv", name, value]
    if os.geteuid() == 0:
        words += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        words += ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--inh-caps=-all"]
    return [*words, "/venv/bin/python", "-P", "/bare_view.py"]
