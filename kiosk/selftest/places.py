"""The places that are searched, each with what shows that the search would find something there."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.selftest import scan
from kiosk.selftest.files import Probe, Walk, search, writable
from kiosk.selftest.machine import Machine
from kiosk.selftest.result import Row, State
from kiosk.selftest.scan import CONTROL, Controlled, Found, Search
from kiosk.x11 import SELECTIONS

FILES_SECONDS = 30.0
OTHERS_SECONDS = 4.0
_JOURNAL_SECONDS = 15
_SIZE, _READ_ONLY = 1 << 16, 0o10000


@dataclass(frozen=True, slots=True)
class Look:
    """What every place needs to know: what is looked for, since when, and a word that is nobody's, for controls."""

    search: Search
    since: float
    control: bytes

    def controlled(self, control: bytes | None = None) -> Controlled:
        """Look for a control as well."""
        return Controlled(self.search, self.control if control is None else control)


def row(place: str, found: Found, began: float, *, control: int | None = None, note: str = "") -> Row:
    """Make a row of what was found after the session; the control is in it, or given."""
    shown = found.hits.pop(CONTROL, 0) if control is None else control
    found.hits.pop(CONTROL, None)
    state: State = "found" if found.total else "no-control" if not shown else "unread" if found.unread else "clean"
    if found.total:
        note = " ".join([note, *sorted(found.hits)]).strip()
    return Row(place, found.searched, shown, found.total, round((time.monotonic() - began) * 1000), state, note)


def absent(place: str, note: str) -> Row:
    """Make the row of a place that this machine does not have."""
    return Row(place, 0, 0, 0, 0, "absent", note)


# ---- processes -------------------------------------------------------------------------------------------------------


def command_line(pid: int) -> bytes:
    """Give the argument list as it lies in the process's own memory; empty where there is none."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0")
    return b""


def process(place: str, pid: int | None, look: Look) -> Row:
    """Search one process that outlives sessions. Its own command line is in its memory and has to be found."""
    if pid is None:
        return absent(place, "nobody listens there")
    began = time.monotonic()
    return row(place, scan.memory(pid, look.controlled(command_line(pid))), began, note=f"process {pid}")


def others(look: Look, done: set[int]) -> Row:
    """Search other processes as far as the time goes, the youngest first; ours is left out, which knows the words.

    None of them ever gets anything of a visitor; that one was not reached, or may not be read, is no gap in the proof.
    """
    began = time.monotonic()
    found, count = Found(), 0
    there = [
        pid for pid in sorted(scan.everyone(), key=scan.started, reverse=True) if pid not in done and command_line(pid)
    ]
    for pid in there:
        if pid == os.getpid() or time.monotonic() - began > OTHERS_SECONDS:
            continue
        found.add(scan.memory(pid, look.controlled(command_line(pid))))
        count += 1
    found.unread = 0
    return row("memory of other processes", found, began, note=f"{count} of {len(there)}")


def arguments(look: Look, control: int) -> Row:
    """Search arguments and environment of all processes."""
    began = time.monotonic()
    found = Found()
    for pid in scan.everyone():
        if pid == os.getpid():
            continue
        one = scan.arguments(pid, look.search)
        if scan.started(pid) < look.since:
            one.unread = 0  # both were set before there was anything to find
        found.add(one)
    return row("arguments and environment", found, began, control=control)


def anonymous_files(look: Look, pids: list[int]) -> Found:
    """Search files without a name that processes hold: memfd, and what was deleted while it was open."""
    found, seen = Found(), set()
    for pid in pids:
        if pid == os.getpid():
            continue
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{pid}/fd"):
                path = f"/proc/{pid}/fd/{name}"
                with contextlib.suppress(OSError):
                    target = os.readlink(path)
                    if not target.startswith("/memfd:") and not target.endswith(" (deleted)"):
                        continue
                    status = os.stat(path)
                    if (status.st_dev, status.st_ino) not in seen and status.st_size:
                        seen.add((status.st_dev, status.st_ino))
                        found.add(_through(path, look.search))
    return found


def _through(path: str, wanted: Search) -> Found:
    """Search a file through the link of a process; `scan.file` follows none."""
    with open(path, "rb", buffering=0) as source:
        return scan.in_pieces(iter(lambda: source.read(scan.CHUNK), b""), wanted)


# ---- files -----------------------------------------------------------------------------------------------------------


class Files:
    """What changed on every mount that can be written; a file of ours on each has to be found."""

    def __init__(self, look: Look) -> None:
        """Begin to walk; whatever is searched is there by now."""
        self._look = look
        self._began = time.monotonic()
        self._stack = contextlib.ExitStack()
        self._probes = {mount.path: self._stack.enter_context(Probe(mount, look.control)) for mount in writable()}
        self._walks = [Walk(mount, look.since) for mount in writable()]

    def rows(self) -> list[Row]:
        """Give a row for each mount."""
        with self._stack:
            return [self._row(walk) for walk in self._walks]

    def _row(self, walk: Walk) -> Row:
        name = f"files on {walk.mount.path}"
        left = max(1.0, FILES_SECONDS - (time.monotonic() - self._began))
        found, count = search(walk, self._look.controlled(), left)
        if not self._probes[walk.mount.path].there:
            return absent(name, "nothing can be written there")
        return row(name, found, self._began, note=f"{count} changed" if not found.unread else "it took too long")


def folder(place: str, path: Path, look: Look, control: bytes) -> Row:
    """Search all files of a folder, freed pages of databases included; `control` has to be found in one."""
    began = time.monotonic()
    if not path.is_dir():
        return absent(place, f"no {path}")
    found = Found()
    for file in sorted(path.rglob("*")):
        if file.is_file():
            found.add(scan.file(str(file), look.controlled(control)))
    return row(place, found, began)


def spool(look: Look) -> Row:
    """Search spool and logs of CUPS."""
    places = [path for path in (Path("/var/spool/cups"), Path("/var/log/cups")) if path.is_dir()]
    if not places:
        return absent("CUPS", "not installed; the ticket printer is driven by the session broker")
    rows = [folder(str(path), path, look, look.control) for path in places]
    probe = places[0] / f".stadtteil-selftest-{os.getpid()}"
    probe.write_bytes(look.control)
    try:
        rows[0] = folder("CUPS", places[0], look, look.control)
    finally:
        probe.unlink()
    after = sum(each.after for each in rows)
    state: State = "found" if after else rows[0].state
    return Row("CUPS", sum(each.searched for each in rows), rows[0].control, after, rows[0].milliseconds, state)


def journal(look: Look) -> Row:
    """Search the system's journal since the start; a line that is written now has to be found."""
    began = time.monotonic()
    if shutil.which("journalctl") is None or not Path("/run/systemd/journal/socket").exists():
        return absent("journal", "systemd's journal does not run here")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line, contextlib.suppress(OSError):
        line.connect("/run/systemd/journal/socket")
        line.send(b"MESSAGE=" + look.control + b"\nPRIORITY=7\nSYSLOG_IDENTIFIER=stadtteil-selftest\n")
    since = f"@{int(look.since)}"
    subprocess.run(["journalctl", "--sync"], check=False, capture_output=True, timeout=_JOURNAL_SECONDS)
    told = subprocess.run(
        ["journalctl", "--since", since, "--output=export", "--no-pager"],
        check=False,
        capture_output=True,
        timeout=_JOURNAL_SECONDS,
    )
    return row("journal", scan.in_pieces(iter([told.stdout]), look.controlled()), began)


def core_dumps(pids: list[int]) -> Row:
    """Look whether anything of ours may leave its memory in a file when it crashes; files are found by the walk."""
    began = time.monotonic()
    found, read = Found(), 0
    for pid in pids:
        with contextlib.suppress(OSError):
            limits = Path(f"/proc/{pid}/limits").read_text()
            read += 1
            if not re.search(r"Max core file size\s+0\s+0\s", limits):
                found.hits["core dumps allowed"] += 1
    return row("core dumps", found, began, control=read, note=f"{read} processes of visitors and brokers")


def swap() -> Row:
    """Look whether memory may be written to a disk: what is in swap cannot be searched."""
    began = time.monotonic()
    lines = Path("/proc/swaps").read_text().splitlines()
    if len(lines) == 1:
        return row("swap", Found(searched=1), began, control=1, note="off")
    names = ", ".join(line.split()[0] for line in lines[1:])
    return Row("swap", 0, 1, 0, 0, "unread", f"on: {names}; switch it off")


# ---- between processes -----------------------------------------------------------------------------------------------


def segments(look: Look) -> Row:
    """Search System V shared memory outside of all sandboxes; a segment of ours has to be found."""
    began = time.monotonic()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.shmat.restype = ctypes.c_void_p
    own = libc.shmget(0, _SIZE, 0o1600)
    address = libc.shmat(own, None, 0)
    ctypes.memmove(address, look.control, len(look.control))
    found = Found()
    try:
        for line in Path("/proc/sysvipc/shm").read_text().splitlines()[1:]:
            fields = line.split()
            there = libc.shmat(int(fields[1]), None, _READ_ONLY)
            if there in {None, ctypes.c_void_p(-1).value}:
                found.unread += 1
                continue
            data = ctypes.string_at(there, int(fields[3]))
            libc.shmdt(ctypes.c_void_p(there))
            found.add(scan.in_pieces(iter([data]), look.controlled()))
    finally:
        libc.shmdt(ctypes.c_void_p(address))
        libc.shmctl(own, 0, None)
    return row("System V shared memory", found, began)


def queues(look: Look) -> Row:
    """Look for POSIX message queues that were made since; their messages cannot be read without being taken."""
    began = time.monotonic()
    path = Path("/dev/mqueue")
    if not path.is_dir():
        return absent("POSIX message queues", "not mounted; each visitor has an IPC namespace of its own")
    made = [entry.name for entry in os.scandir(path) if entry.stat().st_ctime >= look.since]
    found = Found(searched=1)
    if made:
        found.hits["queues"] = len(made)
    return row("POSIX message queues", found, began, control=1)


def clipboard(running: Machine, look: Look) -> Found:
    """Search what the X server keeps for everybody; an owned selection is a find by itself."""
    found = Found()
    server = running.x11()
    if server is None:
        return found
    with server:
        for selection in SELECTIONS:
            found.searched += 1
            if server.owner(selection):
                found.hits["selection"] += 1
        for name in server.properties():
            found.add(scan.in_pieces(iter([server.read(name)]), look.search))
    return found


def control_word() -> bytes:
    """Choose a word that is nobody's."""
    return b"stadtteil-control-" + secrets.token_hex(12).encode()
