"""What processes use and leave, read from /proc."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from tests.bench.figures import descendants, rollup_kib

_CGROUPS = Path("/sys/fs/cgroup")
_NAMESPACES = ("pid", "net", "uts", "user", "mnt", "ipc", "cgroup")


def tree(root: int) -> set[int]:
    """Give a process and all below it, zombies too."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    return descendants(parents, root)


def command(pid: int) -> str:
    """Give a process's command line, "" when it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    return ""


def memory_kib(pid: int, field_name: str = "Pss") -> int:
    """Give a process's proportional (or other) memory in KiB, 0 when it is gone."""
    with contextlib.suppress(OSError):
        return rollup_kib(Path(f"/proc/{pid}/smaps_rollup").read_text(), field_name)
    return 0


def tree_memory_mib(root: int) -> float:
    """Give the proportional memory of a process and all below it in MiB."""
    return sum(memory_kib(pid) for pid in tree(root)) / 1024


def left(root: int, runtime: Path, state: Path, users: tuple[int, int]) -> dict[str, int]:
    """Count what a supervisor holds and what its visitors could have left, outside of it too."""
    processes = tree(root)
    links = {}
    for entry in os.scandir(f"/proc/{root}/fd"):
        with contextlib.suppress(OSError):
            links[entry.name] = os.readlink(entry.path)
    spaces = set()
    for pid in processes:
        for name in _NAMESPACES:
            with contextlib.suppress(OSError):
                spaces.add(os.readlink(f"/proc/{pid}/ns/{name}"))
    return {
        "processes": len(processes),
        "descriptors": len(links),
        "sockets": sum(1 for target in links.values() if target.startswith("socket:")),
        "namespaces": len(spaces | {target for target in links.values() if ":[" in target and "socket" not in target}),
        "control_groups": _control_groups(runtime, state),
        "runtime_files": sum(1 for _ in runtime.rglob("*")),
        "files_of_visitors": _owned(users),
        "processes_of_visitors": _running_as(users),
    }


def _control_groups(runtime: Path, state: Path) -> int:
    """Count the groups of this terminal's sessions, living or recorded as over; other terminals have their own."""
    records = state / "wipe.jsonl"
    lines = records.read_text().splitlines() if records.exists() else []
    sessions = {json.loads(line)["session"] for line in lines}
    sessions |= {place.name.removeprefix("session-") for place in runtime.glob("session-*")}
    return sum(1 for place in _CGROUPS.glob("**/*visitor-*") if place.name.rpartition("-")[2] in sessions)


def _owned(users: tuple[int, int]) -> int:
    count = 0
    for place in ("/tmp", "/var/tmp", "/dev/shm", "/run"):
        for entry in os.scandir(place):
            with contextlib.suppress(OSError):
                count += entry.stat(follow_symlinks=False).st_uid in users
    return count


def _running_as(users: tuple[int, int]) -> int:
    count = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                count += entry.stat().st_uid in users
    return count
