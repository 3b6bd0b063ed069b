"""Memory and process limits of one visitor: cgroup v2 where delegated, v1 controllers, else what the shell can set.

A place is made before the processes start; the first process enters it before it executes bubblewrap, so that nothing
ever runs outside. `fit` says whether the way is fit for production.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one visitor may use: bytes of memory (RAM places included) and processes with threads."""

    memory: int = 768 << 20
    tasks: int = 300


class Place(Protocol):
    """Limits of one session."""

    def entry_files(self) -> tuple[Path, ...]:
        """Files that the first process writes its id into."""

    def members(self) -> set[int]:
        """Return the ids of the processes in this place, as seen from outside."""

    def memory_used(self) -> int:
        """Return the bytes charged, or 0 where that is not known."""

    def remove(self) -> bool:
        """Remove the empty place; False while something is still in it."""


class Limits(Protocol):
    """A way to limit."""

    name: str
    fit: bool

    def make(self, session: str, bounds: Bounds) -> Place:
        """Make the place of one session."""

    def left(self, session: str) -> Place:
        """Return the place of a session whose supervisor was killed; it may be gone."""


class CgroupPlace:
    """A session's directory in one or several hierarchies."""

    def __init__(self, directories: tuple[Path, ...]) -> None:
        self._directories = directories

    def entry_files(self) -> tuple[Path, ...]:
        """Return the files that the first process writes its id into."""
        return tuple(directory / "cgroup.procs" for directory in self._directories)

    def members(self) -> set[int]:
        """Return the ids of all processes in this place."""
        found: set[int] = set()
        for file in self.entry_files():
            with contextlib.suppress(OSError):
                found |= {int(word) for word in file.read_text().split()}
        return found

    def memory_used(self) -> int:
        """Return the bytes charged to the session."""
        for directory in self._directories:
            for name in ("memory.current", "memory.usage_in_bytes"):
                with contextlib.suppress(OSError, ValueError):
                    return int((directory / name).read_text())
        return 0

    def remove(self) -> bool:
        """Remove the directories; False while a process is still in one."""
        for directory in self._directories:
            try:
                directory.rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                return False
        return True


class CgroupV2:
    """The unified hierarchy below a directory that was delegated to us."""

    name = "cgroup2"
    fit = True

    def __init__(self, root: Path) -> None:
        self._root = root

    def make(self, session: str, bounds: Bounds) -> CgroupPlace:
        """Make the session's directory with its limits."""
        directory = self._directory(session)
        directory.mkdir()
        (directory / "memory.max").write_text(str(bounds.memory))
        for optional, value in (("memory.swap.max", "0"), ("memory.oom.group", "1")):
            with contextlib.suppress(OSError):
                (directory / optional).write_text(value)
        (directory / "pids.max").write_text(str(bounds.tasks))
        return CgroupPlace((directory,))

    def left(self, session: str) -> CgroupPlace:
        """Return a place that may be gone."""
        return CgroupPlace((self._directory(session),))

    def _directory(self, session: str) -> Path:
        return self._root / f"visitor-{session}"


class CgroupV1:
    """The memory and pids controllers of the old hierarchies."""

    name = "cgroup1"
    fit = True

    def __init__(self, memory: Path, pids: Path) -> None:
        self._memory = memory
        self._pids = pids

    def make(self, session: str, bounds: Bounds) -> CgroupPlace:
        """Make the session's directories with their limits."""
        memory, pids = self._directories(session)
        memory.mkdir()
        pids.mkdir()
        (memory / "memory.limit_in_bytes").write_text(str(bounds.memory))
        (pids / "pids.max").write_text(str(bounds.tasks))
        return CgroupPlace((memory, pids))

    def left(self, session: str) -> CgroupPlace:
        """Return a place that may be gone."""
        return CgroupPlace(self._directories(session))

    def _directories(self, session: str) -> tuple[Path, Path]:
        name = f"stadtteil-visitor-{session}"
        return self._memory / name, self._pids / name


class NoPlace:
    """A session without a control group: process limits only; its processes are found by their namespace."""

    def entry_files(self) -> tuple[Path, ...]:
        """Return nothing to enter."""
        return ()

    def members(self) -> set[int]:
        """Return nothing: the namespace tells."""
        return set()

    def memory_used(self) -> int:
        """Return 0: not known."""
        return 0

    def remove(self) -> bool:
        """Return True: nothing was made."""
        return True


class ProcessLimits:
    """Neither hierarchy can be written: process limits and a watchdog that kills. Not fit for production."""

    name = "process limits"
    fit = False

    def make(self, session: str, bounds: Bounds) -> NoPlace:  # noqa: ARG002 - the protocol's shape
        """Return a place that holds nothing."""
        return NoPlace()

    def left(self, session: str) -> NoPlace:  # noqa: ARG002 - the protocol's shape
        """Return a place that holds nothing."""
        return NoPlace()


def tasks_of(uid: int, proc: Path = Path("/proc")) -> int:
    """Count the tasks of a user: a process limit counts them all, whichever program they belong to (setrlimit(2))."""
    count = 0
    for entry in proc.iterdir():
        with contextlib.suppress(OSError, ValueError):
            if entry.name.isdigit() and entry.stat().st_uid == uid:
                lines = (entry / "status").read_text().splitlines()
                count += sum(int(line.split()[1]) for line in lines if line.startswith("Threads:"))
    return count


def detect(root: Path = Path("/sys/fs/cgroup"), own: Path = Path("/proc/self/cgroup")) -> Limits:
    """Find the best way that this machine and this user allow."""
    if (root / "cgroup.controllers").is_file():
        delegated = _delegated(root, own)
        return CgroupV2(delegated) if delegated else ProcessLimits()
    memory, pids = root / "memory", root / "pids"
    if all((path / "tasks").is_file() and os.access(path, os.W_OK) for path in (memory, pids)):
        return CgroupV1(memory, pids)
    return ProcessLimits()


def _delegated(root: Path, own: Path) -> Path | None:
    """Move ourselves into a leaf of our own group and hand its controllers down, as delegation asks (cgroups(7))."""
    line = next((line for line in own.read_text().splitlines() if line.startswith("0::")), "")
    group = root / line.removeprefix("0::").lstrip("/")
    try:
        leaf = group / "supervisor"
        leaf.mkdir(exist_ok=True)
        (leaf / "cgroup.procs").write_text(str(os.getpid()))
        (group / "cgroup.subtree_control").write_text("+memory +pids")
    except OSError:
        return None
    return group
