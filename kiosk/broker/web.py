"""The rules of the gate as the supervisor writes them for its brokers, and the gate made from them."""

from __future__ import annotations

import mmap
import resource
import socket
from pathlib import Path

import msgspec

from kiosk.broker.gate import SPARE, Gate, Limits
from kiosk.broker.hosts import Names, Rules, SortedLines
from kiosk.broker.internet import MOST_ADDRESSES, Internet

_OTHER_FILES = 256


class WebFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a broker has to know of `[web]`: one file for all sessions, too long for a command line."""

    open: bool
    hosts: tuple[str, ...]
    fixed: dict[str, str]
    connections: int
    per_minute: int
    blocked: str = ""
    """File of sorted lines; "" for none."""

    def write(self, path: Path) -> None:
        """Write it for `open_gate`."""
        path.write_bytes(msgspec.json.encode(self))


def open_gate(path: Path, end: socket.socket) -> Gate:
    """Make the gate of one session, still shut; the visitor hands its listener over through `end`."""
    web = msgspec.json.decode(path.read_bytes(), type=WebFile)
    rules = Rules(frozenset(web.hosts), _blocked(web.blocked), web.open, web.fixed)
    _raise_limit((web.connections + SPARE) * (1 + MOST_ADDRESSES) + _OTHER_FILES)
    return Gate(end, rules, Limits(web.connections, web.per_minute), Internet())


def _blocked(path: str) -> Names:
    if not path or not (file := Path(path)).stat().st_size:  # nothing cannot be mapped
        return frozenset()
    with file.open("rb") as lines:
        return SortedLines(mmap.mmap(lines.fileno(), 0, access=mmap.ACCESS_READ))


def _raise_limit(files: int) -> None:
    """Make room for this many open files, as far as it may be raised."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = min(files, hard)  # neither is ever unlimited on Linux
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
