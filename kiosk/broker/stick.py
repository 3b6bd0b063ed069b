"""The visitor's own USB stick: the operating system mounts it, this reads it file by file, and nobody else sees it.

Nothing is mounted into the sandbox. Files are known to the visitor by a number in the list that it was given, so no
path ever comes from it. A mount that could run programs, hold devices or be written to is refused; a stick that was
there before this visitor's welcome screen is somebody else's and is not offered until it is pulled and put in again.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.broker.requests import Declined

T = TypeVar("T")
MOST_FILES = 500
MOST_ENTRIES = 5_000
"""Names that are looked at, in all folders together."""
DEEPEST = 4
"""Folders below each other that are looked into."""
CHUNK = 200 * 1024
MOST_WRITTEN = 200 << 20
"""Bytes that one session may write."""
POLL_SECONDS = 0.5
WRITABLE_SECONDS = 8.0
"""How long the operating system may take to let a stick be written to."""
NEEDED = os.ST_NOEXEC | os.ST_NOSUID | os.ST_NODEV | os.ST_RDONLY

_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_MOST_NAMES = 50
_LONGEST_NAME = 100


class StickFile(msgspec.Struct, frozen=True):
    """A file on the stick: its number, its name, the folders above it, and its size in bytes."""

    id: int
    name: str
    folder: str
    size: int


class StickList(msgspec.Struct, frozen=True):
    """What is on the stick. `state` is `ok`, `none`, `old` (there before this session) or `unsafe` (wrong flags)."""

    state: str
    files: tuple[StickFile, ...] = ()
    writable: bool = False
    more: bool = False
    """There is more than is listed."""


class Piece(msgspec.Struct, frozen=True):
    """Bytes of a file."""

    data: bytes


class Wrote(msgspec.Struct, frozen=True):
    """How much of a file is written, and the name it got."""

    size: int
    name: str


@dataclass(slots=True)
class _Writing:
    descriptor: int
    name: str
    size: int


class Stick:
    """The stick of one session; opened like a door when its visitor becomes visible.

    `request` is the file whose being there asks the operating system to let the stick be written to; None where the
    office does not want that.
    """

    def __init__(self, folder: Path, request: Path | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder, self._request, self._clock = folder, request, clock
        self._old: tuple[int, str] | None = None
        self._task: asyncio.Task[None] | None = None
        self._files: list[tuple[bytes, ...]] = []
        self._listed: tuple[int, str] | None = None
        self._writing: _Writing | None = None
        self._written = 0
        self._lock = asyncio.Lock()

    # ---- the life of a session -----------------------------------------------------------------------------------

    async def start(self, _breach: Callable[[], None]) -> None:
        """Take back what a session that was killed may have asked for."""
        self._ask_for_writing(on=False)

    def open(self) -> None:
        """Note a stick that is there already; once it was pulled, the next one is this visitor's."""
        if self._task is None:
            self._old = self._present()
            self._task = asyncio.get_running_loop().create_task(self._watch_old())

    def close(self) -> None:
        """Forget everything; a file that is half written is removed."""
        if self._task is not None:
            self._task.cancel()
        self._give_up()
        self._files = []

    async def _watch_old(self) -> None:
        while self._old is not None:
            await asyncio.sleep(POLL_SECONDS)
            self._look()

    def _look(self) -> tuple[int, str] | None:
        found = self._present()
        if found != self._old:
            self._old = None
        return found

    def _present(self) -> tuple[int, str] | None:
        """Give what tells one stick from the next, or None where nothing is mounted."""
        with contextlib.suppress(OSError), self._root() as root:
            if os.fstat(root).st_dev != self._folder.parent.stat().st_dev:
                lines = Path(f"/proc/self/fdinfo/{root}").read_text(encoding="ascii").splitlines()
                return os.fstat(root).st_dev, next(line for line in lines if line.startswith("mnt_id"))
        return None

    @contextlib.contextmanager
    def _root(self) -> Iterator[int]:
        root = os.open(self._folder, _OPEN | os.O_DIRECTORY)
        try:
            yield root
        finally:
            os.close(root)

    # ---- requests ------------------------------------------------------------------------------------------------

    async def list(self) -> StickList:
        """List the files; the numbers hold until the next list."""
        return await self._run(self._list)

    async def read(self, number: int, offset: int) -> Piece:
        """Read a piece of a file; raises `Declined`: `gone`, `unknown`."""
        return await self._run(lambda: self._read(number, offset))

    async def write(self, name: str, offset: int, data: bytes, *, last: bool) -> Wrote:
        """Write a piece of a new file, the first at 0; raises `Declined`: `gone`, `not-writable`, `full`, `order`."""
        return await self._run(lambda: self._write(name, offset, data, last=last))

    async def _run(self, call: Callable[[], T]) -> T:
        """Do one thing at a time, in a thread: a stick may be slow, and may be pulled in the middle."""
        async with self._lock:
            try:
                return await asyncio.to_thread(call)
            except OSError as error:
                self._give_up()
                raise Declined("gone") from error

    # ---- reading -------------------------------------------------------------------------------------------------

    def _list(self) -> StickList:
        self._files, self._listed = [], self._look()
        if self._listed is None:
            return StickList("none")
        if self._listed == self._old:
            return StickList("old")
        with self._root() as root:
            if os.fstatvfs(root).f_flag & NEEDED != NEEDED:
                return StickList("unsafe")
            walk = _Walk(os.fstat(root).st_dev)
            walk.look(root, ())
        found = sorted(walk.found, key=lambda one: one[0])[:MOST_FILES]
        self._files = [path for path, _ in found]
        files = tuple(
            StickFile(number, shown(path[-1]), "/".join(map(shown, path[:-1])), size)
            for number, (path, size) in enumerate(found)
        )
        return StickList("ok", files, self._request is not None, walk.more or len(walk.found) > MOST_FILES)

    def _read(self, number: int, offset: int) -> Piece:
        if number >= len(self._files):
            raise Declined("unknown")
        with self._root() as root, contextlib.ExitStack() as stack:
            self._check(root)
            at, device = root, os.fstat(root).st_dev
            for part in self._files[number][:-1]:
                at = os.open(part, _OPEN | os.O_DIRECTORY, dir_fd=at)
                stack.callback(os.close, at)
            at = os.open(self._files[number][-1], _OPEN, dir_fd=at)
            stack.callback(os.close, at)
            now = os.fstat(at)
            if not stat.S_ISREG(now.st_mode) or now.st_dev != device:
                raise Declined("unknown")
            return Piece(os.pread(at, CHUNK, offset))

    def _check(self, root: int) -> None:
        """Have the same stick as was listed, still with its flags."""
        if self._look() != self._listed or os.fstatvfs(root).f_flag & NEEDED != NEEDED:
            self._files = []
            raise Declined("gone")

    # ---- writing -------------------------------------------------------------------------------------------------

    def _write(self, name: str, offset: int, data: bytes, *, last: bool) -> Wrote:
        if self._written + len(data) > MOST_WRITTEN:
            self._give_up()
            raise Declined("full")
        if offset == 0:
            self._give_up()
            self._writing = self._begin(name)
        writing = self._writing
        if writing is None or offset != writing.size:
            raise Declined("order")
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(writing.descriptor, view) :]
            writing.size += len(data)
            self._written += len(data)
            if last:
                os.fsync(writing.descriptor)
        except OSError as error:
            full = error.errno in {28, 27}
            self._give_up()
            raise Declined("full" if full else "gone") from error
        if last:
            os.close(writing.descriptor)
            self._writing = None
            self._ask_for_writing(on=False)
        return Wrote(writing.size, writing.name)

    def _begin(self, name: str) -> _Writing:
        """Have the stick made writable and open a new file; what is there already is never overwritten."""
        found = self._look()
        if self._request is None or found is None or found == self._old or not safe(name):
            raise Declined("not-writable")
        self._ask_for_writing(on=True)
        end = self._clock() + WRITABLE_SECONDS
        with self._root() as root:
            while (flags := os.fstatvfs(root).f_flag & NEEDED) != NEEDED & ~os.ST_RDONLY:
                if flags != NEEDED or self._clock() > end:
                    self._ask_for_writing(on=False)
                    raise Declined("not-writable")
                time.sleep(0.05)
            stem, dot, ending = name.rpartition(".")
            for number in range(1, _MOST_NAMES):
                tried = (
                    name if number == 1 else f"{stem or ending} ({number}){dot if stem else ''}{ending if stem else ''}"
                )
                with contextlib.suppress(FileExistsError):
                    mode = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
                    return _Writing(os.open(tried, mode, 0o644, dir_fd=root), tried, 0)
        self._ask_for_writing(on=False)
        raise Declined("not-writable")

    def _give_up(self) -> None:
        """Close and remove a file that is half written."""
        writing, self._writing = self._writing, None
        if writing is not None:
            with contextlib.suppress(OSError):
                os.close(writing.descriptor)
            with contextlib.suppress(OSError), self._root() as root:
                os.unlink(writing.name, dir_fd=root)
            self._ask_for_writing(on=False)

    def _ask_for_writing(self, *, on: bool) -> None:
        if self._request is not None and on:
            self._request.touch(mode=0o600)
        elif self._request is not None:
            self._request.unlink(missing_ok=True)


class _Walk:
    """Looks through folders, so many of them and so deep; only regular files of the same file system count."""

    def __init__(self, device: int) -> None:
        self._device = device
        self._left = MOST_ENTRIES
        self.found: list[tuple[tuple[bytes, ...], int]] = []
        self.more = False

    def look(self, folder: int, path: tuple[bytes, ...]) -> None:
        """Look through an open folder and those below it."""
        with os.scandir(folder) as entries:
            for entry in entries:
                self._left -= 1
                if self._left < 0:
                    self.more = True
                    return
                self._take(folder, path, os.fsencode(entry.name))

    def _take(self, folder: int, path: tuple[bytes, ...], name: bytes) -> None:
        if name.startswith(b"."):
            return
        with contextlib.suppress(OSError):
            now = os.stat(name, dir_fd=folder, follow_symlinks=False)
            if now.st_dev != self._device:
                return
            if stat.S_ISREG(now.st_mode):
                self.found.append(((*path, name), now.st_size))
            elif stat.S_ISDIR(now.st_mode) and len(path) < DEEPEST:
                below = os.open(name, _OPEN | os.O_DIRECTORY, dir_fd=folder)
                try:
                    self.look(below, (*path, name))
                finally:
                    os.close(below)
            else:
                self.more = self.more or stat.S_ISDIR(now.st_mode)


def shown(name: bytes) -> str:
    """Give a name that can be shown: no control characters, no marks that turn the direction of reading."""
    text = name.decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)[:_LONGEST_NAME] or "?"


def safe(name: str) -> bool:
    """Say whether a file may get this name: one that every stick takes, and that is no way anywhere."""
    wrong = set('\\/:*?"<>|')
    return name == name.strip(" .") and 0 < len(name) <= _LONGEST_NAME and name.isprintable() and not wrong & set(name)
