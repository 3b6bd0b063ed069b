"""The visitor's stick: real mounts with real flags, and everything that may be on a stick."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.broker import stick as module
from kiosk.broker.requests import Away, Declined, Table
from kiosk.broker.stick import CHUNK, MOST_ENTRIES, MOST_FILES, Stick, StickFile, safe, shown

FLAGS = "ro,noexec,nosuid,nodev"
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
pytestmark = root_only


class Hub:
    """A folder where sticks are put in and pulled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "stick"
        self.folder.mkdir()
        self.inside = folder / "inside"
        self.request = folder / "write"
        self.mounted = False

    def put_in(self, flags: str = FLAGS, size: str = "64m") -> None:
        """Mount a tmpfs, fill it from `inside`, and give it its flags."""
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size},nr_inodes=20k", "stick", str(self.folder)], check=True
        )
        self.mounted = True
        if self.inside.is_dir():
            subprocess.run(["cp", "-a", f"{self.inside}/.", str(self.folder)], check=True)
        subprocess.run(["mount", "-o", f"remount,bind,{flags}", str(self.folder)], check=True)

    def remount(self, flags: str) -> None:
        subprocess.run(["mount", "-o", f"remount,bind,{flags}", str(self.folder)], check=True)

    def pull(self) -> None:
        subprocess.run(["umount", "-l", str(self.folder)], check=True)
        self.mounted = False


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    made = Hub(tmp_path)
    yield made
    while made.mounted:
        made.pull()


def opened(hub: Hub, *, write: bool = False) -> Stick:
    """A stick of a session that began before anything was put in."""
    return Stick(hub.folder, hub.request if write else None)


def listed(stick: Stick) -> module.StickList:
    return asyncio.run(stick.list())


def test_files_are_listed_and_read_in_pieces(hub: Hub) -> None:
    (hub.inside / "Briefe").mkdir(parents=True)
    whole = os.urandom(CHUNK + 5)
    (hub.inside / "Briefe" / "An das Amt.pdf").write_bytes(whole)
    (hub.inside / "bild.png").write_bytes(b"png")
    (hub.inside / ".versteckt").write_bytes(b"x")
    stick = opened(hub)
    assert listed(stick).state == "none"
    hub.put_in()
    found = listed(stick)
    assert found.files == (
        StickFile(0, "An das Amt.pdf", "Briefe", len(whole)),
        StickFile(1, "bild.png", "", 3),
    )
    assert (found.state, found.writable, found.more) == ("ok", False, False)
    pieces = [asyncio.run(stick.read(0, at)).data for at in (0, CHUNK, CHUNK + 5)]
    assert b"".join(pieces) == whole
    with pytest.raises(Declined, match="unknown"):
        asyncio.run(stick.read(2, 0))


@pytest.mark.parametrize("missing", FLAGS.split(","))
def test_a_mount_without_one_of_the_flags_is_not_used(hub: Hub, missing: str) -> None:
    hub.inside.mkdir()
    (hub.inside / "a").write_bytes(b"x")
    hub.put_in(FLAGS.replace(missing, {"ro": "rw"}.get(missing, missing.removeprefix("no"))))
    stick = opened(hub)
    assert listed(stick).state == "unsafe"
    hub.remount(FLAGS)
    assert listed(stick).state == "ok"
    hub.remount("rw,noexec,nosuid,nodev")
    with pytest.raises(Declined, match="gone"):
        asyncio.run(stick.read(0, 0))


def test_a_stick_that_was_there_before_is_offered_only_after_it_was_pulled(hub: Hub) -> None:
    async def run() -> list[str]:
        stick = opened(hub, write=True)
        hub.put_in()
        stick.open()
        stick.open()
        states = [(await stick.list()).state]
        with pytest.raises(Declined, match="not-writable"):
            await stick.write("a", 0, b"x", last=True)
        hub.pull()
        while stick._old is not None:  # noqa: ASYNC110 - nothing says when
            await asyncio.sleep(0.05)
        hub.put_in()
        states.append((await stick.list()).state)
        stick.close()
        return states

    assert asyncio.run(run()) == ["old", "ok"]


def test_a_stick_pulled_in_the_middle_is_a_word(hub: Hub) -> None:
    hub.inside.mkdir()
    (hub.inside / "a").write_bytes(b"x")
    hub.put_in()
    stick = opened(hub)
    listed(stick)
    hub.pull()
    with pytest.raises(Declined, match="gone"):
        asyncio.run(stick.read(0, 0))
    hub.put_in()
    with pytest.raises(Declined, match="unknown"):  # another stick, perhaps under the kernel's same number
        asyncio.run(stick.read(0, 0))
    listed(stick)
    hub.pull()
    hub.folder.rmdir()
    with pytest.raises(Declined, match="gone"):
        asyncio.run(stick.read(0, 0))
    hub.folder.mkdir()


def test_what_is_no_file_is_not_listed_nor_followed(hub: Hub) -> None:
    inside = hub.inside
    inside.mkdir()
    (inside / "passwd").symlink_to("/etc/passwd")
    (inside / "etc").symlink_to("/etc")
    os.mkfifo(inside / "pipe")
    os.mknod(inside / "disk", 0o660 | 0o060000, os.makedev(8, 0))
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(inside / "socket"))
    (inside / "real").write_bytes(b"x")
    (inside / os.fsdecode(b"\xff\x1b[2J\n")).write_bytes(b"y")
    (inside / "folder").mkdir()
    (inside / "folder" / "file").write_bytes(b"z")
    (inside / "closed").mkdir()
    hub.put_in()
    with subprocess_mount(hub.folder / "closed"):
        stick = opened(hub)
        names = {(one.folder, one.name) for one in listed(stick).files}
    assert names == {("", "real"), ("", "\ufffd\ufffd[2J\ufffd"), ("folder", "file")}


@contextlib.contextmanager
def subprocess_mount(folder: Path) -> Iterator[None]:
    """Mount another file system inside the stick."""
    subprocess.run(["mount", "-t", "tmpfs", "other", str(folder)], check=True)
    (folder / "foreign").write_bytes(b"x")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("becomes", ["link", "folder-link", "pipe"])
def test_what_is_another_thing_by_the_time_it_is_read_is_not_read(hub: Hub, becomes: str) -> None:
    (hub.inside / "folder").mkdir(parents=True)
    (hub.inside / "folder" / "file").write_bytes(b"x")
    hub.put_in()
    stick = opened(hub)
    listed(stick)
    hub.remount("rw")
    file = hub.folder / "folder" / "file"
    file.unlink()
    if becomes == "link":
        file.symlink_to("/etc/hostname")
    elif becomes == "pipe":
        os.mkfifo(file)
    else:
        (hub.folder / "folder").rmdir()
        (hub.folder / "folder").symlink_to("/etc")
    hub.remount(FLAGS)
    with pytest.raises(Declined):
        asyncio.run(stick.read(0, 0))


def test_a_huge_and_a_deep_stick_end_somewhere(hub: Hub) -> None:
    (hub.inside / "a").mkdir(parents=True)
    for number in range(MOST_FILES + 20):
        (hub.inside / "a" / f"{number:05}").touch()
    hub.put_in()
    found = listed(opened(hub))
    assert len(found.files) == MOST_FILES
    assert found.more
    hub.pull()
    for number in range(MOST_ENTRIES + 20):
        (hub.inside / "a" / f"{number:05}").touch()
    hub.put_in()
    assert listed(opened(hub)).more
    hub.pull()
    subprocess.run(["rm", "-r", str(hub.inside / "a")], check=True)
    deep = hub.inside
    for _ in range(40):
        deep /= "x"
    deep.mkdir(parents=True)
    (deep / "file").touch()
    hub.put_in()
    found = listed(opened(hub))
    assert (found.files, found.more) == ((), True)


# ---- writing -----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def helper(hub: Hub) -> Iterator[None]:
    """Do what the unit does: let the stick be written to while the request is there."""
    stop = threading.Event()

    def serve() -> None:
        writable = False
        while not stop.is_set():
            if hub.request.exists() != writable and hub.mounted:
                writable = not writable
                hub.remount(FLAGS.replace("ro", "rw") if writable else FLAGS)
            time.sleep(0.01)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def write(stick: Stick, name: str, offset: int, data: bytes, *, last: bool) -> module.Wrote:
    return asyncio.run(stick.write(name, offset, data, last=last))


def test_a_file_is_written_in_pieces_and_never_over_another(hub: Hub) -> None:
    hub.put_in()
    stick = opened(hub, write=True)
    with helper(hub):
        assert write(stick, "Brief.pdf", 0, b"ab", last=False).size == 2
        with pytest.raises(Declined, match="order"):
            write(stick, "Brief.pdf", 5, b"x", last=False)
        assert write(stick, "Brief.pdf", 2, b"cd", last=True).name == "Brief.pdf"
        assert not hub.request.exists()
        assert write(stick, "Brief.pdf", 0, b"new", last=True).name == "Brief (2).pdf"
        assert write(stick, "ohne", 0, b"1", last=True).name == "ohne"
        assert write(stick, "ohne", 0, b"2", last=True).name == "ohne (2)"
        with pytest.raises(Declined, match="order"):
            write(stick, "Brief.pdf", 4, b"x", last=True)
    assert (hub.folder / "Brief.pdf").read_bytes() == b"abcd"
    assert (hub.folder / "Brief (2).pdf").read_bytes() == b"new"


def test_half_a_file_is_removed_when_the_session_ends(hub: Hub) -> None:
    hub.put_in()
    stick = opened(hub, write=True)
    with helper(hub):
        write(stick, "halb", 0, b"x", last=False)
        stick.close()
    assert list(hub.folder.iterdir()) == []
    assert not hub.request.exists()


def test_a_new_session_takes_back_what_a_killed_one_asked_for(hub: Hub) -> None:
    hub.request.touch()
    asyncio.run(opened(hub, write=True).start(lambda: None))
    assert not hub.request.exists()
    asyncio.run(opened(hub).start(lambda: None))


@pytest.mark.parametrize("name", ["../a", "a/b", "a\\b", ".a", "a.", " a", "a\n", "a\u202eb", "con:", "", "x" * 101])
def test_a_name_that_leads_anywhere_is_not_written(hub: Hub, name: str) -> None:
    hub.put_in()
    assert not safe(name)
    with helper(hub), pytest.raises(Declined, match="not-writable"):
        write(opened(hub, write=True), name, 0, b"x", last=True)


def test_nothing_is_written_without_the_operators_leave_or_a_helper(hub: Hub) -> None:
    with pytest.raises(Declined, match="not-writable"):
        write(opened(hub, write=True), "a", 0, b"x", last=True)  # no stick
    hub.put_in()
    with pytest.raises(Declined, match="not-writable"):
        write(opened(hub), "a", 0, b"x", last=True)
    moments = iter(range(0, 1000, 5))
    stick = Stick(hub.folder, hub.request, lambda: float(next(moments)))
    with pytest.raises(Declined, match="not-writable"):
        write(stick, "a", 0, b"x", last=True)
    assert not hub.request.exists()
    hub.remount("rw,nosuid,nodev,exec")
    with pytest.raises(Declined, match="not-writable"):
        write(opened(hub, write=True), "a", 0, b"x", last=True)


def test_a_full_stick_and_too_much_are_told(hub: Hub) -> None:
    hub.put_in(size="4k")
    stick = opened(hub, write=True)
    with helper(hub):
        with pytest.raises(Declined, match="full"):
            write(stick, "a", 0, bytes(20_000), last=True)
        assert list(hub.folder.iterdir()) == []
    hub.pull()
    hub.put_in()
    stick = opened(hub, write=True)
    stick._written = module.MOST_WRITTEN
    with pytest.raises(Declined, match="full"):
        write(stick, "a", 0, b"x", last=True)


def test_a_stick_that_breaks_while_it_is_written_to_is_gone(hub: Hub) -> None:
    hub.put_in()
    stick = opened(hub, write=True)
    with helper(hub):
        write(stick, "a", 0, b"x", last=False)
        assert stick._writing is not None
        os.close(stick._writing.descriptor)  # as if the device had gone
        with pytest.raises(Declined, match="gone"):
            write(stick, "a", 1, b"x", last=False)


def test_a_name_that_is_always_taken_is_given_up(hub: Hub) -> None:
    hub.inside.mkdir()
    for number in range(1, 60):
        (hub.inside / ("a" if number == 1 else f"a ({number})")).touch()
    hub.put_in()
    with helper(hub), pytest.raises(Declined, match="not-writable"):
        write(opened(hub, write=True), "a", 0, b"x", last=True)


def test_the_table_asks_the_stick_and_has_none_where_there_is_none(hub: Hub) -> None:
    def ask(table: Table, kind: str, request: str, fields: dict[str, object]) -> object:
        run = table.decode(kind, request, msgspec.msgpack.encode(fields), "k")
        return msgspec.msgpack.decode(asyncio.run(run()))

    hub.inside.mkdir()
    (hub.inside / "a").write_bytes(b"x")
    hub.put_in()
    requests: list[tuple[str, str, dict[str, object]]] = [
        ("query", "stick-list", {}),
        ("query", "stick-read", {"id": 0, "offset": 0}),
        ("effect", "stick-write", {"called": "b", "offset": 0, "data": b"y", "last": True}),
    ]
    with helper(hub):
        table = Table(None, None, "s", stick=opened(hub, write=True))  # type: ignore[arg-type]
        answers = [ask(table, kind, name, fields) for kind, name, fields in requests]
    assert answers[1:] == [{"data": b"x"}, {"size": 1, "name": "b"}]
    for kind, name, fields in requests:
        with pytest.raises(Away):
            ask(Table(None, None, "s"), kind, name, fields)  # type: ignore[arg-type]


def test_every_name_can_be_shown() -> None:
    assert shown(b"") == "?"
    assert shown("Müller.pdf".encode()) == "Müller.pdf"
    assert len(shown(b"x" * 500)) == 100
