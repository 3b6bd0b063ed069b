"""The proof that nothing of a visitor is left: looked for, counted, never assumed."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.supervisor.process import PINNED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.supervisor.limits import Place

WRITABLE = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue")  # noqa: S108 - places to search, not to write
_DEEP = 3


@dataclass(frozen=True, slots=True)
class Traces:
    """What to look for after one visitor."""

    namespaces: frozenset[str]
    """Namespaces that only this visitor's processes were in, as `kind:[inode]`."""
    uid: int | None
    """The visitor's own uid; None when it shared ours."""
    directory: Path
    """The session's directory with its sockets."""
    sockets: frozenset[int]
    """Inodes of our ends of the session's sockets."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Counts of what was found; all of them 0 is the proof."""

    killed: bool
    survivors: int = 0
    files: int = 0
    descriptors: int = 0
    segments: int = 0
    places: int = 0

    @property
    def holds(self) -> bool:
        """True when nothing is left."""
        return self.killed and not (self.survivors or self.files or self.descriptors or self.segments or self.places)


def prove(traces: Traces, place: Place, *, killed: bool, proc: Path = Path("/proc")) -> Proof:
    """Look everywhere that a visitor could have left something; `killed` says that all waited-for processes ended."""
    return Proof(
        killed=killed,
        survivors=len(survivors(traces, proc) | place.members()),
        files=_files(traces),
        descriptors=_descriptors(traces, proc),
        segments=_segments(traces, proc),
        places=0 if place.remove() else 1,
    )


def survivors(traces: Traces, proc: Path = Path("/proc")) -> set[int]:
    """Return the ids of processes that still are in one of the namespaces or run under the uid.

    Places are strings and no `Path`, which keeps (interns) every part it is made of: a megabyte after some sessions.
    """
    found = set()
    for entry in os.listdir(proc):
        if not entry.isdigit():
            continue
        with contextlib.suppress(OSError):
            alien = traces.uid is not None and os.stat(f"{proc}/{entry}").st_uid == traces.uid
            if alien or _namespaces(f"{proc}/{entry}") & traces.namespaces:
                found.add(int(entry))
    return found


def memory_of(processes: set[int], proc: Path = Path("/proc")) -> int:
    """Return the bytes that processes hold and share with no file: what a control group would mostly charge."""
    total = 0
    for pid in processes:
        with contextlib.suppress(OSError, ValueError):
            for line in (proc / str(pid) / "status").read_text().splitlines():
                if line.startswith("RssAnon:"):
                    total += int(line.split()[1]) * 1024
    return total


def _namespaces(process: str) -> set[str]:
    found = set()
    for name in PINNED:
        with contextlib.suppress(OSError):
            found.add(os.readlink(f"{process}/ns/{name}"))
    return found


def _files(traces: Traces) -> int:
    left = 1 if traces.directory.exists() else 0
    if traces.uid is None:
        return left
    return left + sum(1 for place in WRITABLE for _ in _owned(place, traces.uid, _DEEP))


def _owned(directory: str, uid: int, depth: int) -> Iterator[str]:
    """Yield what below `directory` belongs to `uid`, without following links, `depth` levels down."""
    with contextlib.suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if status.st_uid == uid:
                    yield entry.path
                elif stat.S_ISDIR(status.st_mode) and depth:
                    yield from _owned(entry.path, uid, depth - 1)


def _descriptors(traces: Traces, proc: Path) -> int:
    count = 0
    for entry in os.listdir(proc / "self" / "fd"):
        with contextlib.suppress(OSError):
            target = os.readlink(f"{proc}/self/fd/{entry}")
            if target.startswith("socket:[") and int(target[8:-1]) in traces.sockets:
                count += 1
    return count


def _segments(traces: Traces, proc: Path) -> int:
    """Count System V segments, semaphores and queues outside that belong to the visitor's uid."""
    if traces.uid is None:
        return 0
    count = 0
    for kind in ("shm", "sem", "msg"):
        with contextlib.suppress(OSError):
            lines = (proc / "sysvipc" / kind).read_text().splitlines()
            column = lines[0].split().index("uid")
            count += sum(1 for line in lines[1:] if line.split()[column] == str(traces.uid))
    return count
