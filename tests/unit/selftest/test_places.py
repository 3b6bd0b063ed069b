"""Each place finds a word that was planted there, and proves nothing where its control is not found."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.selftest import places, scan
from kiosk.selftest.files import Mount, Probe, Walk, search, writable
from kiosk.selftest.places import Look
from kiosk.selftest.scan import CONTROL, Controlled, Found
from kiosk.selftest.words import Search, Words
from tests.unit.selftest.test_scan import holder

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="reading what belongs to others needs root")


@pytest.fixture
def words() -> Words:
    return Words.chosen()


@pytest.fixture
def look(words: Words) -> Look:
    return Look(Search(words), time.time() - 1, places.control_word())


def test_a_process_is_clean_only_if_its_own_command_line_was_found_in_it(look: Look, words: Words) -> None:
    with holder("heap", "nothing") as pid:
        clean = places.process("it", pid, look)
        blind = places.row("it", scan.memory(pid, look.controlled(b"not in it at all")), 0.0)
    with holder("heap", words.of("typed")) as pid:
        found = places.process("it", pid, look)
    assert (clean.state, clean.after) == ("clean", 0)
    assert clean.control >= 1
    assert blind.state == "no-control"
    assert (found.state, found.note.split()[-1]) == ("found", "typed")
    assert places.process("it", None, look).state == "absent"


def test_what_could_not_be_read_is_not_clean() -> None:
    assert places.row("it", Found(unread=1), 0.0, control=1).state == "unread"


def test_arguments_of_any_process_are_found(look: Look, words: Words) -> None:
    assert places.arguments(look, 1).after == 0
    assert places.arguments(look, 0).state == "no-control"
    with holder(words.of("argument"), "x"):
        assert places.arguments(look, 1).state == "found"


def test_memory_of_any_other_process_is_found(look: Look, words: Words) -> None:
    with holder("heap", words.of("typed")) as pid:
        assert places.others(look, set(scan.everyone()) - {pid}).after >= 1


def test_a_file_without_a_name_is_found(look: Look, words: Words) -> None:
    code = (
        "import os, sys; os.write(os.memfd_create('x'), sys.stdin.readline().encode()); print(1, flush=True); input()"
    )
    with subprocess.Popen(
        ["/usr/bin/python3", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(words.of("stored") + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "1\n"
        assert places.anonymous_files(look, [process.pid]).hits["stored"] >= 1
        process.kill()
    assert places.anonymous_files(look, [process.pid]).total == 0


@as_root
def test_a_segment_outside_of_all_sandboxes_is_found(look: Look, words: Words) -> None:
    assert places.segments(look).state == "clean"
    libc = ctypes.CDLL(None)
    libc.shmat.restype = ctypes.c_void_p
    segment = libc.shmget(0, 4096, 0o1600)
    data = words.of("stored").encode()
    ctypes.memmove(libc.shmat(segment, None, 0), data, len(data))
    try:
        assert places.segments(look).state == "found"
    finally:
        libc.shmctl(segment, 0, None)


def test_a_changed_file_is_found_by_content_and_by_name(tmp_path: Path, look: Look, words: Words) -> None:
    mount = Mount(str(tmp_path), tmp_path.stat().st_dev)
    (tmp_path / "deep" / "down").mkdir(parents=True)
    with Probe(mount, look.control) as probe:
        assert probe.there
        found, count = search(Walk(mount, look.since), look.controlled(), 20)
        assert (found.hits[CONTROL], found.total, count) == (1, 1, 1)
        (tmp_path / "deep" / "down" / "x").write_text(words.of("stored"))
        (tmp_path / words.of("typed")).touch()
        found, _ = search(Walk(mount, look.since), look.controlled(), 20)
        assert (found.hits["stored"], found.hits["typed"]) == (1, 1)
    assert not list(tmp_path.glob(".stadtteil-selftest-*"))
    found, _ = search(Walk(mount, look.since + 3600), look.controlled(), 20)
    assert found.total == 0, "nothing changed since then"


def test_a_walk_that_takes_too_long_is_no_proof() -> None:
    found, _ = search(Walk(Mount("/", 0), 0.0), Search(Words.chosen()), 0.0)
    assert found.unread == 1


def test_mounts_are_found_that_can_be_written(tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(
        f"1 0 0:1 / {tmp_path} rw,relatime - ext4 /dev/x rw\n2 0 0:2 / /usr ro - ext4 /dev/y ro\n"
        "3 0 0:3 / /proc rw - proc proc rw\n4 0 0:4 / /no\\040where rw - ext4 /dev/z rw\n"
    )
    assert [mount.path for mount in writable(table)] == [str(tmp_path)]
    assert writable(), "this machine has some"


def test_a_folder_of_databases_is_searched_raw(tmp_path: Path, look: Look, words: Words) -> None:
    (tmp_path / "x.db-wal").write_bytes(b"\0" * 4096 + b"marker")
    assert places.folder("databases", tmp_path, look, b"marker").state == "clean"
    assert places.folder("databases", tmp_path, look, b"other").state == "no-control"
    (tmp_path / "x.db").write_bytes(b"\0" * 100 + words.of("typed").encode("utf-16-le"))
    assert places.folder("databases", tmp_path, look, b"marker").state == "found"
    assert places.folder("databases", tmp_path / "nothing", look, b"").state == "absent"


def test_swap_queues_and_core_dumps_say_how_they_are(look: Look) -> None:
    assert places.swap().state in {"clean", "unread"}
    assert places.queues(look).state in {"clean", "absent"}
    assert places.core_dumps([]).state == "no-control"
    with limited("0:0") as without:
        assert places.core_dumps([without]).state == "clean"
    with limited("100:100") as allowed:
        assert places.core_dumps([allowed]).state == "found"


@contextlib.contextmanager
def limited(core: str) -> Iterator[int]:
    """Run a program with that limit of a core dump."""
    words = ["prlimit", f"--core={core}", "sh", "-c", "echo; exec sleep 60"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"\n", "this process may give its children that limit"
        yield process.pid
        process.kill()


def test_a_control_is_counted_beside_the_words() -> None:
    search_for = Controlled(Search(Words("bcdfghjkmnpq")), b"known")
    assert search_for.hits(b"known known bcdfghjkmnpqtyped") == {CONTROL: 2, "typed": 1}
