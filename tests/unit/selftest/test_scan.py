"""Memory, files, arguments, environment of a real process are searched; what cannot be read is never called clean."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.selftest import scan
from kiosk.selftest.words import Search, Words

WORDS = Words.chosen()
SEARCH = Search(WORDS)
HOLDER = """
import mmap, sys
word = sys.stdin.readline().strip()
held = {
    "heap": lambda: [word.encode()] * 3,
    "string": lambda: word + chr(0x1F600),
    "mapping": lambda: _mapped(8 << 20, (5 << 20) - 5),
    "border": lambda: _mapped(8 << 20, (4 << 20) - 5),
    "read-only": lambda: _read_only(),
}
def _mapped(size, at):
    area = mmap.mmap(-1, size)
    area[at : at + len(word.encode())] = word.encode()
    return area
def _read_only():
    import ctypes
    area = _mapped(4096, 100)
    address = ctypes.addressof(ctypes.c_char.from_buffer(area))
    assert ctypes.CDLL(None).mprotect(ctypes.c_void_p(address), 4096, 1) == 0
    return area
kept = held[sys.argv[1]]() if sys.argv[1] in held else None
print("ready", flush=True)
sys.stdin.readline()
"""


@contextlib.contextmanager
def holder(where: str, word: str, **environment: str) -> Iterator[int]:
    command = [sys.executable, "-c", HOLDER, where]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(word + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ready\n"
        try:
            yield process.pid
        finally:
            process.kill()


@pytest.mark.parametrize("where", ["heap", "string", "mapping", "border", "read-only"])
def test_a_word_in_the_memory_of_another_process_is_found(where: str) -> None:
    with holder(where, WORDS.of("typed")) as pid:
        found = scan.memory(pid, SEARCH)
    assert found.hits["typed"] >= 1
    assert found.searched > 1 << 20
    assert found.unread == 0


def test_a_process_that_never_saw_the_word_has_none() -> None:
    with holder("heap", "something else") as pid:
        assert scan.memory(pid, SEARCH).total == 0


def test_a_process_that_is_gone_holds_nothing_and_one_that_may_not_be_read_is_no_proof(tmp_path: Path) -> None:
    with holder("heap", "x") as pid:
        pass
    assert scan.memory(pid, SEARCH) == scan.Found()
    (tmp_path / "77").mkdir()
    (tmp_path / "77" / "maps").write_text("00400000-00452000 rw-p 00000000 08:02 0 \n")
    (tmp_path / "77" / "mem").mkdir()
    (tmp_path / "77" / "mem" / "x").touch()
    assert scan.memory(77, SEARCH, str(tmp_path)).searched == 0
    (tmp_path / "78").mkdir()
    (tmp_path / "78" / "maps").write_text("")
    assert scan.memory(78, SEARCH, str(tmp_path)) == scan.Found(), "a kernel thread"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every process")
def test_memory_that_may_not_be_read_is_said() -> None:  # pragma: no cover
    assert scan.memory(1, SEARCH).unread == 1


def test_arguments_and_environment_are_searched() -> None:
    with holder(WORDS.of("argument"), "x") as pid:
        assert scan.arguments(pid, SEARCH).hits["argument"] == 1
    with holder("heap", "x", CANARY=WORDS.of("stored")) as pid:
        assert scan.arguments(pid, SEARCH).hits["stored"] == 1
        assert pid in scan.everyone()
        assert pid in scan.below(os.getpid())
        assert os.getpid() not in scan.below(pid)
    assert scan.arguments(pid, SEARCH) == scan.Found()


def test_files_are_searched_and_links_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\0" * (scan.CHUNK - 7) + WORDS.of("stored").encode() + b"\0" * 100)
    (tmp_path / "link").symlink_to(path)
    assert scan.file(str(path), SEARCH).hits["stored"] >= 1
    assert scan.file(str(path), SEARCH, limit=1000).hits["stored"] == 0
    assert scan.file(str(tmp_path / "link"), SEARCH).unread == 1
    assert scan.file(str(tmp_path / "nothing"), SEARCH) == scan.Found()
