"""A run of the self-test: a session with words, a search that finds them, its end, and a search that must not."""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.selftest import places, scan
from kiosk.selftest.machine import Machine, NotProven, Plan, Visitor, machine, wait
from kiosk.selftest.places import Look
from kiosk.selftest.result import Check, Result, Row, State, judge
from kiosk.selftest.scan import Found
from kiosk.selftest.site import FIRST, SECOND
from kiosk.selftest.words import KINDS, WEB_KINDS, Search, Words

_BAND_SECONDS = 0.05
_SHORT, _LONG = 40, 2400
_CAP_SYS_PTRACE = 19
_RAM = ("home/visitor", "tmp", "dev/shm")


def may_read_memory(status: Path = Path("/proc/self/status")) -> bool:
    """Say whether the memory of other users' processes can be read."""
    for line in status.read_text().splitlines():
        if line.startswith("CapEff:"):
            return bool(int(line.split()[1], 16) >> _CAP_SYS_PTRACE & 1)
    return False


@dataclass(slots=True)
class Run:
    """One run on a machine that stands."""

    running: Machine
    words: Words
    look: Look
    living: Counter[str] = field(default_factory=Counter)
    """Hits by kind while the session lasts."""
    controls: dict[str, int] = field(default_factory=dict)
    """Hits in single places while the session lasts."""
    searched: int = 0
    rows: list[Row] = field(default_factory=list)
    first: dict[str, Any] = field(default_factory=dict)
    """How the first visitor left the terminal."""

    # ---- first session -------------------------------------------------------------------------------------------

    def live(self) -> None:
        """Do everything that leaves something, and look for it."""
        visitor, running, words = self.running.visitors[0], self.running, self.words
        visitor.do("drive", answer="en")
        visitor.until("a session that has begun", lambda seen: seen["begun"])
        visitor.do("change")
        _browse(visitor, FIRST)
        wait(lambda: "/report/1" in running.site.reports, "the page of the test site is worked off")
        self._search_the_living(WEB_KINDS)
        visitor.do("open", service="show-slip")
        visitor.do("drive", answer="own")
        _declared(visitor)
        visitor.do("drive", answer=words.of("typed"))
        visitor.do("print", word=words.of("printed"), rows=_SHORT)
        visitor.until("a ticket is printed", lambda seen: seen["printed"] == ["printed"])
        visitor.do("copy", word=words.of("copied"))
        visitor.do("store", word=words.of("stored"))
        visitor.do("argue", word=words.of("argument"))
        visitor.do("speak", words=words.of("spoken"))
        self._search_the_living(KINDS)
        self._search_places()
        self.first = visitor.do("look")

    def _ours(self) -> list[int]:
        return sorted(scan.below(self.running.terminal.pid) - {self.running.terminal.pid})

    def _search_the_living(self, kinds: tuple[str, ...]) -> None:
        """Find these words in the session's own processes; once each was found, there is no need to look on."""
        for pid in self._ours():
            if all(self.living[kind] for kind in kinds):
                return
            found = scan.memory(pid, self.look.search)
            self.living += found.hits
            self.searched += found.searched

    def _search_places(self) -> None:
        """Look into each place that belongs to the session, where the words must be found now."""
        ours, look = self._ours(), self.look
        ram: dict[str, int] = dict.fromkeys(_RAM, 0)
        for pid in ours:
            for place in _RAM:
                with contextlib.suppress(OSError):
                    if os.stat(f"/proc/{pid}/root/run/visitor"):
                        ram[place] += scan.file(f"/proc/{pid}/root/{place}/selftest", look.search).total
        self.controls |= {f"/{place} in the sandbox": hits for place, hits in ram.items()}
        self.controls["memfd"] = places.anonymous_files(look, ours).total
        self.controls["arguments"] = sum(scan.arguments(pid, look.search).total for pid in ours)
        self.controls["display"] = places.clipboard(self.running, look).total
        self.rows.append(places.core_dumps(ours))

    def end(self) -> None:
        """End the session while a long ticket is being printed, as a visitor does it."""
        visitor, printer = self.running.visitors[0], self.running.printer
        printer.mechanism.band_seconds = _BAND_SECONDS
        before = len(printer.mechanism.heard)
        visitor.do("print", word=self.words.of("printed"), rows=_LONG)
        wait(lambda: len(printer.mechanism.heard) > before + 8, "the long ticket is under way")
        visitor.do("end")
        self.running.until_welcome(1)

    # ---- afterwards ----------------------------------------------------------------------------------------------

    def search_again(self) -> None:
        """Search everything that goes on living and everything that may have been written."""
        running, look = self.running, self.look
        files = places.Files(look)
        self._paper()
        display = running.behind(running.display.socket)
        sound = running.behind(running.sound) if running.sound is not None else None
        single = {
            "memory of the supervisor": running.terminal.pid,
            "memory of the hub": running.hub.pid,
            "memory of the display server": display,
            "memory of the sound server": sound,
        }
        self.rows += [places.process(name, pid, look) for name, pid in single.items()]
        spare = self._ours()
        self.rows += [places.process(f"memory of the next visitor ({_name(pid)})", pid, look) for pid in spare]
        self.rows.append(places.others(look, {*spare, *(pid for pid in single.values() if pid is not None)}))
        self.rows.append(places.arguments(look, self.controls["arguments"]))
        began = time.monotonic()
        held = places.anonymous_files(look, scan.everyone())
        self.rows.append(places.row("files without a name", held, began, control=self.controls["memfd"]))
        self.rows += [places.segments(look), places.queues(look), self._display(), places.swap()]
        hub = running.folder / "hub"
        self.rows.append(places.folder("databases of the hub", hub, look, running.name[:40].encode()))
        self.rows += [*files.rows(), places.spool(look), places.journal(look)]
        self.rows += [self._gone(name) for name in self.controls if name.endswith("sandbox")]
        alive = Found(searched=self.searched)
        self.rows.append(
            places.row("the session's own processes", alive, time.monotonic(), control=self.living.total())
        )
        self.rows += [self._word(kind) for kind in (*KINDS, *WEB_KINDS)]

    def _paper(self) -> None:
        """Nothing of a ticket that was given up waits in the printer or sticks out of it."""
        began, mechanism = time.monotonic(), self.running.printer.mechanism
        with contextlib.suppress(NotProven):
            wait(lambda: mechanism.held == 0, "the printer is empty", 1.0)
        found = Found(searched=1)
        if mechanism.held:
            found.hits["printed"] = mechanism.held
        done = sum(self.words.beginning.encode() in getattr(each, "bits", b"") for each in mechanism.heard)
        self.rows.append(places.row("printer", found, began, control=done))

    def _display(self) -> Row:
        if self.running.display.wayland:
            return places.absent("clipboard", "Wayland: a selection is its client's, and goes with it")
        began = time.monotonic()
        found = places.clipboard(self.running, self.look)
        return places.row("clipboard, selections, cut buffers", found, began, control=self.controls["display"])

    def _gone(self, name: str) -> Row:
        """A place in memory of one sandbox: found there, and gone with its mounts (no process is in them any more)."""
        return places.row(name, Found(searched=1), time.monotonic(), control=self.controls[name])

    def _word(self, kind: str) -> Row:
        """A word in the session's own processes: found there while it lasted, or nothing is shown."""
        shown = self.living[kind]
        state: State = "clean" if shown else "no-control"
        return Row(f"word: {kind}", 0, shown, 0, 0, state)

    # ---- second session ------------------------------------------------------------------------------------------

    def second(self) -> tuple[Check, ...]:
        """Let the next visitor look around, and go to the same site."""
        visitor, site = self.running.visitors[1], self.running.site
        seen = visitor.do("look")
        asked = len(site.asked)
        before = site.count("/picture.svg")
        visitor.do("drive", answer="de")
        visitor.until("a session that has begun", lambda now: now["begun"])
        _browse(visitor, SECOND)
        wait(lambda: "/report/2" in site.reports, "the second page of the test site is worked off")
        one, two, late = site.reports["/report/1"], site.reports["/report/2"], site.asked[asked:]
        visitor.do("end")
        self.running.until_welcome(2)
        checks = [
            Check("cookie", bool(one["cookie"]), not two["cookie"] and not any(each.cookie for each in late)),
            Check("cache", before == 1, site.count("/picture.svg") == before + 1),
            Check("TLS session", any(each.resumed for each in site.asked[:asked]), not late[0].resumed),
            Check("zoom", one["zoom"] != two["zoom"], two["zoom"] < one["zoom"]),
        ]
        checks += [
            Check(name, bool(one[key]), not two[key])
            for name, key in (
                ("local storage", "kept"),
                ("databases", "databases"),
                ("cache storage", "caches"),
                ("service worker", "workers"),
            )
        ]
        checks.append(Check("clipboard", bool(self.first["copied"]), not seen["copied"]))
        default = {"locale": "de", "theme": "paper", "scale": 1.0, "low": False, "volume": 60}
        checks += [Check(key, self.first[key] != value, seen[key] == value) for key, value in default.items()]
        return tuple(checks)


def _browse(visitor: Visitor, address: str) -> None:
    visitor.do("open", service="web")
    _declared(visitor)
    visitor.do("drive", answer="authority")
    visitor.do("drive", answer=address)


def _declared(visitor: Visitor) -> None:
    """Touch *next* on what a service says of itself before the first private question."""
    if visitor.do("look")["page"] == "declare":
        visitor.do("drive", answer=None)


def _name(pid: int) -> str:
    words = places.command_line(pid).split(b"\0")
    if words[0].endswith(b"bwrap"):
        return "sandbox"
    return next((word.decode() for word in words if word.startswith((b"kiosk.", b"accessibility."))), "sandbox")


def run(plan: Plan) -> Result:
    """Do it all; whatever goes wrong on the way is no proof, and says so."""
    began, words = time.monotonic(), Words.chosen()
    rows: list[Row] = []
    second: tuple[Check, ...] = ()
    problem = ""
    try:
        look = Look(Search(words), time.time(), places.control_word())
        with machine(plan, words) as running:
            one = Run(running, words, look, rows=rows)
            running.until_welcome(0)
            one.live()
            one.end()
            one.search_again()
            second = one.second()
    except (NotProven, OSError) as error:
        problem = str(error) or type(error).__name__
    milliseconds = round((time.monotonic() - began) * 1000)
    outcome = judge(tuple(rows), second)
    if problem and outcome == "proven":
        outcome = "unproven"
    return Result(outcome, int(time.time()), milliseconds, tuple(rows), second, problem)
