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
_UID_COLUMN = 7
"""In the tables of network sockets below `/proc/net`."""


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
    since: float | None = None
    """Unix time of the session's start, where every file of our own user's that changed since would be its own."""
    ours: tuple[str, ...] = ()
    """Folders in which we write ourselves."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Counts of what was found; all of them 0 is the proof.

    `killed` says that every step whose doing can be looked at was done: above all, that every process was waited for.
    """

    killed: bool
    survivors: int = 0
    files: int = 0
    descriptors: int = 0
    segments: int = 0
    places: int = 0
    mounts: int = 0
    sockets: int = 0
    display: int = 0
    """Selections and properties on the display server."""
    drivers: int = 0
    """Drivers that saw what belongs to the person and go on as they were."""

    @property
    def left(self) -> int:
        """All that was found beside processes."""
        outside = self.files + self.descriptors + self.segments + self.places
        return outside + self.mounts + self.sockets + self.display + self.drivers

    @property
    def holds(self) -> bool:
        """True when nothing is left."""
        return self.killed and not self.survivors and not self.left


def prove(traces: Traces, place: Place, *, killed: bool, proc: Path = Path("/proc")) -> Proof:
    """Look wherever the kernel can tell that a visitor left something; what others can tell is added by the caller."""
    return Proof(
        killed=killed,
        survivors=len(survivors(traces, proc) | place.members()),
        files=_files(traces),
        descriptors=_descriptors(traces, proc),
        segments=_segments(traces, proc),
        places=sum(file.exists() for file in place.entry_files()),
        mounts=_lines_with(proc / "self" / "mountinfo", str(traces.directory)),
        sockets=_lines_with(proc / "net" / "unix", str(traces.directory)) + _connections(traces, proc),
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
    if traces.uid is not None:
        return left + sum(1 for place in WRITABLE for _ in _owned(place, traces.uid, _DEEP))
    if traces.since is not None:
        return left + sum(1 for place in WRITABLE for _ in _changed(place, traces.since, traces.ours, _DEEP))
    return left


def _changed(directory: str, since: float, ours: tuple[str, ...], depth: int) -> Iterator[str]:
    """Yield what is below `directory`, belongs to our own user and changed since, but for folders of ours.

    A folder itself is not counted: it changes with whatever others make in it.
    """
    if directory in ours:
        return
    with contextlib.suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    if depth:
                        yield from _changed(entry.path, since, ours, depth - 1)
                elif status.st_uid == os.geteuid() and status.st_ctime >= since:
                    yield entry.path


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
    """Count descriptors of ours into the session's sockets."""
    return _open_here(frozenset(f"socket:[{inode}]" for inode in traces.sockets), proc)


def pinned(traces: Traces, proc: Path = Path("/proc")) -> int:
    """Count descriptors of ours that hold the session's namespaces; 0 once the proof is done with them."""
    return _open_here(traces.namespaces, proc)


def _open_here(wanted: frozenset[str], proc: Path) -> int:
    count = 0
    for entry in os.listdir(proc / "self" / "fd"):
        with contextlib.suppress(OSError):
            count += os.readlink(f"{proc}/self/fd/{entry}") in wanted
    return count


def _lines_with(table: Path, words: str) -> int:
    """Count the lines of a table of the kernel's that name a folder; where there is no such table, none."""
    with contextlib.suppress(OSError):
        return sum(words in line for line in table.read_text(errors="replace").splitlines())
    return 0


def _connections(traces: Traces, proc: Path) -> int:
    """Count network sockets outside the sandbox that belong to the visitor's uid."""
    if traces.uid is None:
        return 0
    count = 0
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        with contextlib.suppress(OSError):
            rows = [line.split() for line in (proc / "net" / table).read_text().splitlines()[1:]]
            count += sum(row[_UID_COLUMN] == str(traces.uid) for row in rows)
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
