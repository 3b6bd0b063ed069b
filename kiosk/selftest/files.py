"""Files that changed since a time, on every mount that can be written, found by walking and not by knowing."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kiosk.selftest import scan
from kiosk.selftest.scan import Found, Search

_NO_FILES = frozenset(
    {
        *("proc", "sysfs", "cgroup", "cgroup2", "devpts", "securityfs", "debugfs", "tracefs", "bpf", "pstore"),
        *("configfs", "fusectl", "autofs", "binfmt_misc", "efivarfs", "nsfs", "rpc_pipefs", "selinuxfs", "mqueue"),
    }
)
_ESCAPES = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))


@dataclass(frozen=True, slots=True)
class Mount:
    """A mount that can be written."""

    path: str
    device: int


def writable(mountinfo: Path = Path("/proc/self/mountinfo")) -> list[Mount]:
    """Give the mounts with files that can be written, each filesystem once."""
    found: dict[int, Mount] = {}
    for line in mountinfo.read_text().splitlines():
        before, _, after = line.partition(" - ")
        path, options = before.split()[4:6]
        for escape, char in _ESCAPES:
            path = path.replace(escape, char)
        if after.split()[0] in _NO_FILES or "rw" not in options.split(","):
            continue
        with contextlib.suppress(OSError):
            status = os.stat(path)
            if stat.S_ISDIR(status.st_mode):
                found.setdefault(status.st_dev, Mount(path, status.st_dev))
    return list(found.values())


class Walk:
    """Looks for what changed on a mount since a time, beside what is done meanwhile; `find` is faster than we are."""

    def __init__(self, mount: Mount, since: float) -> None:
        self.mount = mount
        self._find = subprocess.Popen(
            ["find", mount.path, "-xdev", "-type", "f", "-newerct", f"@{since:.3f}", "-print0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def paths(self, seconds: float) -> list[bytes] | None:
        """Wait and give the files; None when it took too long."""
        try:
            listed, _ = self._find.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._find.kill()
            self._find.communicate()
            return None
        return listed.split(b"\0")[:-1]


def search(walk: Walk, wanted: Search, seconds: float) -> tuple[Found, int]:
    """Search the names and contents of what changed; also how many files. What the time did not reach is unread."""
    found = Found()
    paths = walk.paths(seconds)
    if paths is None:
        found.unread = 1
        return found, 0
    for path in paths:
        found.hits += wanted.hits(path)
        found.add(scan.file(os.fsdecode(path), wanted))
    return found, len(paths)


class Probe:
    """A file with something known in it, to show that a walk finds what is there; `with Probe(mount, data):`."""

    def __init__(self, mount: Mount, data: bytes) -> None:
        self._path = Path(mount.path) / f".stadtteil-selftest-{os.getpid()}"
        self._data = data

    def __enter__(self) -> Self:
        with contextlib.suppress(OSError):
            self._path.write_bytes(self._data)
        return self

    @property
    def there(self) -> bool:
        """Whether it could be written."""
        return self._path.is_file()

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
