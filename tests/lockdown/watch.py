"""What must hold after every attack, looked at from outside. Each check gives its problems as words; none is good."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.supervisor.proof import WRITABLE
from tests.lockdown.hand import Hand, Seen
from tests.web_sites import Canary

TITLE = "Stadtteil-Terminal"
INSIDE = {"bwrap", "setpriv", "python3", "QtWebEngineProcess"}
"""Programs that may run in a visitor's namespaces."""
DEEP = 3
QUIET_LOOKS = 6
KEPT = {"state", "run", "terminal.toml", "terminal.log", "seen.png"}


@dataclass(frozen=True, slots=True)
class Process:
    """A process: its number, its program, its first words, and whether it is in a sandbox."""

    pid: int
    program: str
    words: str
    inside: bool


# ---- (a) and (b): windows ------------------------------------------------------------------------------------------


def windows(hand: Hand) -> list[str]:
    """Name what was mapped since the last look and is no window of ours, and whatever covers ours."""
    strange = [seen for seen in hand.mapped() if not _ours(seen)]
    problems = [f"a window was opened: {seen}" for seen in strange]
    shown = hand.windows()
    problems += [f"a window is open: {seen}" for seen in shown if not _ours(seen)]
    if not shown or not _ours(shown[-1]):
        problems.append(f"ours is not on top, full-screen: {shown}")
    return problems


def _ours(seen: Seen) -> bool:
    return seen.name == TITLE and seen.covers()


# ---- (d): processes ------------------------------------------------------------------------------------------------


def processes(supervisor: int) -> list[str]:
    """Name processes below the supervisor that are none of ours. One that is just being made is looked at again."""
    end = time.monotonic() + 1.0
    while found := [each for each in below(supervisor) if not _expected(each)]:
        if time.monotonic() > end:
            return [f"a process was started: {each}" for each in found]
        time.sleep(0.02)
    return []


def _expected(process: Process) -> bool:
    if process.inside:
        return any(process.program.startswith(name) for name in INSIDE)
    return process.program == "bwrap" or "kiosk.broker" in process.words


def below(root: int) -> list[Process]:
    """Give all descendants of a process."""
    parents: dict[int, int] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                stat = Path(f"/proc/{name}/stat").read_text()
                parents[int(name)] = int(stat.rpartition(")")[2].split()[1])
    found, more = set(), {root}
    while more:
        found |= more
        more = {pid for pid, parent in parents.items() if parent in more}
    looked = [_look(pid, root) for pid in sorted(found - {root})]
    return [each for each in looked if each is not None]


def _look(pid: int, root: int) -> Process | None:
    with contextlib.suppress(OSError):
        inside = os.readlink(f"/proc/{pid}/ns/pid") != os.readlink(f"/proc/{root}/ns/pid")
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        program = Path(os.readlink(f"/proc/{pid}/exe")).name
        return Process(pid, program, words[:200], inside)
    return None


def quiet(pids: Iterable[int], seconds: float = 10.0) -> bool:
    """Wait until every thread of these processes sleeps, as one does that has taken all its input; False if never.

    What was sent to a process wakes it at once, and one that only waits for its turn is no sleeper.
    """
    wanted = list(pids)
    end = time.monotonic() + seconds
    still = 0
    while still < QUIET_LOOKS:
        still = still + 1 if all(_sleeps(pid) for pid in wanted) else 0
        if time.monotonic() > end:
            return False
        time.sleep(0.003)
    return True


def _sleeps(pid: int) -> bool:
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
        states = [Path(f"/proc/{pid}/task/{task}/stat").read_text().rpartition(")")[2][1] for task in tasks]
    except OSError:
        return True  # gone: nothing to wait for
    return all(state in "SIZX" for state in states)


# ---- (e): files ----------------------------------------------------------------------------------------------------


def files(users: Iterable[int], folder: Path, since: float) -> list[str]:
    """Name files outside the RAM homes: of a visitor's user id, newer than `since`, or unknown in the terminal's."""
    wanted = set(users)
    own = str(folder)
    found = [path for place in WRITABLE for path in _owned(place, wanted, since, DEEP) if not path.startswith(own)]
    problems = [f"a file was left: {path}" for path in found]
    strange = [path for path in folder.iterdir() if path.name not in KEPT]
    return problems + [f"a file in the terminal's folder: {path}" for path in strange]


def _owned(place: str, users: set[int], since: float, deep: int) -> list[str]:
    found: list[str] = []
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if status.st_uid in users and status.st_ctime >= since:
                    found.append(entry.path)
                if deep and entry.is_dir(follow_symlinks=False):
                    found += _owned(entry.path, users, since, deep - 1)
    return found


# ---- (f): the network ----------------------------------------------------------------------------------------------


def network(canaries: Iterable[Canary]) -> list[str]:
    """Name canaries that were touched."""
    return [
        f"{each.address}:{each.port} was reached: {each.tcp_connections} connections, {each.udp_packets} packets"
        for each in canaries
        if not each.untouched
    ]
