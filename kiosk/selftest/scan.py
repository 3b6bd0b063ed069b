"""Searching the memory of other processes, and files, piece by piece.

Whoever searches memory needs to be allowed to: `CAP_SYS_PTRACE`, or root.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, Self

CHUNK = 1 << 22
_MAP = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r(.)..\s\S+ \S+ \d+\s*(.*)")
_NOT_MEMORY = ("[vvar]", "[vsyscall]", "[vvar_vclock]", "/dev/dri/", "/dev/snd/")


CONTROL = "control"
_START = 19
"""Place of `starttime` in `/proc/pid/stat` behind the program's name (proc(5), field 22)."""


class Search(Protocol):
    """What looks for something in bytes."""

    overlap: int
    """Bytes that two neighbouring pieces must share."""

    def hits(self, data: bytes) -> Counter[str]:
        """Count what is found, by kind."""


class Controlled:
    """A search that also looks for bytes that are known to be there: where these are not found, it proves nothing."""

    def __init__(self, search: Search, control: bytes) -> None:
        self._search = search
        self._control = control
        self.overlap = max(search.overlap, len(control))

    def hits(self, data: bytes) -> Counter[str]:
        """Count what is found, by kind."""
        found = self._search.hits(data)
        if self._control and (times := data.count(self._control)):
            found[CONTROL] += times
        return found


@dataclass(slots=True)
class Found:
    """What a search went through, and its hits by kind."""

    searched: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    unread: int = 0
    """Things that could not be opened and may hold something: no proof where this is not 0."""

    @property
    def total(self) -> int:
        """All hits."""
        return self.hits.total()

    def add(self, other: Found) -> Self:
        """Take what another search found as well."""
        self.searched += other.searched
        self.hits += other.hits
        self.unread += other.unread
        return self


def in_pieces(pieces: Iterator[bytes], search: Search) -> Found:
    """Search pieces that follow each other without a gap."""
    found = Found()
    rest = b""
    for piece in pieces:
        found.searched += len(piece)
        data = rest + piece
        if data.strip(b"\0"):
            found.hits += search.hits(data)
        # What lies in the part that is seen again is counted twice; for a proof only none or some counts.
        rest = data[-search.overlap :]
    return found


def memory(pid: int, search: Search, proc: str = "/proc") -> Found:
    """Search all memory of a process that could hold data; a process that is gone holds none."""
    found = Found()
    try:
        with open(f"{proc}/{pid}/maps") as file:
            lines = file.read().splitlines()
        if not lines:
            return found  # a kernel thread, or one that is dead and not reaped
        descriptor = os.open(f"{proc}/{pid}/mem", os.O_RDONLY | os.O_CLOEXEC)
    except (FileNotFoundError, ProcessLookupError):
        return found
    except OSError:
        found.unread = 1
        return found
    try:
        for line in lines:
            if span := _span(line):
                found.add(in_pieces(_read(descriptor, *span), search))
    finally:
        os.close(descriptor)
    return found


def _span(line: str) -> tuple[int, int] | None:
    """Give the addresses of a mapping that can be written, or is of no file."""
    match = _MAP.match(line)
    if match is None:
        return None
    start, end, write, name = match.groups()
    if write != "w" and name.startswith("/"):
        return None  # a program or library as it is on the disk
    return None if name.startswith(_NOT_MEMORY) else (int(start, 16), int(end, 16))


def _read(descriptor: int, at: int, end: int) -> Iterator[bytes]:
    while at < end:
        try:
            data = os.pread(descriptor, min(CHUNK, end - at), at)
        except (OSError, OverflowError):
            return
        if not data:
            return
        yield data
        at += len(data)


def file(path: str, search: Search, limit: int = 1 << 30) -> Found:
    """Search a regular file's first `limit` bytes; one that is gone holds nothing."""
    found = Found()
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
    except FileNotFoundError:
        return found
    except OSError:
        found.unread = 1
        return found
    try:
        found.add(in_pieces(_read_file(descriptor, limit), search))
    finally:
        os.close(descriptor)
    return found


def _read_file(descriptor: int, limit: int) -> Iterator[bytes]:
    with contextlib.suppress(OSError):
        while limit > 0 and (data := os.read(descriptor, min(CHUNK, limit))):
            yield data
            limit -= len(data)


def arguments(pid: int, search: Search, proc: str = "/proc") -> Found:
    """Search the argument list and the environment that a process was started with."""
    found = Found()
    for name in ("cmdline", "environ"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            try:
                with open(f"{proc}/{pid}/{name}", "rb") as source:
                    found.add(in_pieces(iter([source.read()]), search))
            except PermissionError:
                found.unread += 1
    return found


def started(pid: int, proc: str = "/proc") -> float:
    """Give the Unix time of a process's start; 0 when it is gone."""
    try:
        with open(f"{proc}/{pid}/stat") as source:
            ticks = int(source.read().rpartition(")")[2].split()[_START])
    except (OSError, ValueError, IndexError):
        return 0.0
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + ticks / os.sysconf("SC_CLK_TCK")


def everyone(proc: str = "/proc") -> list[int]:
    """Give the ids of all processes."""
    return [int(entry) for entry in os.listdir(proc) if entry.isdigit()]


def below(root: int, proc: str = "/proc") -> set[int]:
    """Give a process and all that descend from it."""
    parents = {}
    for pid in everyone(proc):
        with contextlib.suppress(OSError, IndexError, ValueError), open(f"{proc}/{pid}/stat") as source:
            parents[pid] = int(source.read().rpartition(")")[2].split()[1])
    found, more = set(), {root}
    while more:
        found |= more
        more = {pid for pid, parent in parents.items() if parent in more} - found
    return found
