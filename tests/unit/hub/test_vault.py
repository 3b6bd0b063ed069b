"""What is sealed can be read by its subject's key only, and by nobody once that is destroyed."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from telemed.hub.errors import HubError, Reason
from telemed.hub.vault import FILE, Vault, appointment, ticket

ROOT = Path(__file__).parents[3]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with contextlib.closing(Vault(tmp_path)) as made:
        yield made


def key_of(folder: Path, subject: str) -> bytes:
    """The key as it is in the file."""
    with contextlib.closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as spy:
        found: bytes = spy.execute("select key from key where subject = ?", (subject,)).fetchone()[0]
    assert len(found) == 32
    return found


def files(folder: Path) -> bytes:
    """All that is on the disk of a vault, whatever SQLite calls its files."""
    return b"".join(path.read_bytes() for path in folder.glob(f"{FILE}*"))


def test_what_was_sealed_can_be_read_for_its_subject_only(vault: Vault) -> None:
    sealed = vault.seal(appointment("a1"), b"Frau Kaya")

    assert b"Kaya" not in sealed
    assert vault.open(appointment("a1"), sealed) == b"Frau Kaya"
    assert vault.open(appointment("a2"), sealed) is None
    vault.seal(appointment("a2"), b"")
    assert vault.open(appointment("a2"), sealed) is None
    assert vault.open(ticket("a1"), sealed) is None


def test_the_same_words_are_sealed_differently_each_time(vault: Vault) -> None:
    assert vault.seal("s", b"Kaya") != vault.seal("s", b"Kaya")


@pytest.mark.parametrize("at", [0, 1, 13, -1])
def test_changed_or_foreign_bytes_are_not_read(vault: Vault, at: int) -> None:
    sealed = bytearray(vault.seal("s", b"Kaya"))
    assert vault.open("s", bytes(sealed)) == b"Kaya"
    sealed[at] ^= 1

    assert vault.open("s", bytes(sealed)) is None
    assert vault.open("s", b"") is None
    assert vault.open("s", bytes(sealed[:5])) is None
    assert vault.open("s", b"\x01" + bytes(3)) is None


def test_a_key_outlives_the_process_and_serves_others(tmp_path: Path, vault: Vault) -> None:
    sealed = vault.seal("s", b"Kaya")
    with contextlib.closing(Vault(tmp_path)) as other:
        assert other.open("s", sealed) == b"Kaya"
        assert other.destroy("s")

    assert vault.open("s", sealed) is None


def test_once_destroyed_nothing_sealed_before_is_read_even_with_a_new_key(vault: Vault) -> None:
    before = vault.seal("s", b"Kaya")
    assert vault.destroy("s")
    assert not vault.destroy("s")
    assert vault.open("s", before) is None

    after = vault.seal("s", b"Yilmaz")

    assert vault.open("s", before) is None
    assert vault.open("s", after) == b"Yilmaz"


def test_a_destroyed_key_is_in_no_file(tmp_path: Path, vault: Vault) -> None:
    vault.seal("stays", b"x")
    vault.seal("goes", b"x")
    stays, goes = key_of(tmp_path, "stays"), key_of(tmp_path, "goes")
    assert stays in files(tmp_path)
    assert goes in files(tmp_path), "the search does not find what is there"

    vault.destroy("goes")

    assert goes not in files(tmp_path)
    assert stays in files(tmp_path)


def test_the_search_finds_a_key_that_was_deleted_carelessly(tmp_path: Path, vault: Vault) -> None:
    vault.seal("goes", b"x")
    key = key_of(tmp_path, "goes")
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as careless:
        careless.execute("pragma secure_delete=off")
        careless.execute("delete from key")

    assert key in files(tmp_path)


def test_no_destroyed_key_is_left_after_many_came_and_went(tmp_path: Path, vault: Vault) -> None:
    """Rows move between pages as a file grows and shrinks; no copy may stay behind."""
    vault._store.execute("pragma synchronous=off")  # The disk is not what is asked here.
    chance = random.Random(5)
    living: dict[str, bytes] = {}
    gone: list[bytes] = []
    for _ in range(400):
        if chance.random() < 0.6 or not living:
            subject = appointment(f"{chance.getrandbits(64):x}")
            vault.seal(subject, b"x")
            living[subject] = key_of(tmp_path, subject)
        else:
            subject = chance.choice(sorted(living))
            vault.destroy(subject)
            gone.append(living.pop(subject))

    content = files(tmp_path)
    assert len(gone) > 100
    assert [key for key in gone if key in content] == []
    assert all(key in content for key in living.values())


CHILD = """
import sys
from pathlib import Path
from telemed.hub.vault import Vault
vault, careless = Vault(Path(sys.argv[1])), []
for line in sys.stdin:
    what, subject = line.split()
    if what == "seal":
        sealed = vault.seal(subject, b"x")
    elif what == "open":
        assert vault.open(subject, sealed) == b"x"
    elif what == "keep":
        careless.append(vault._store.execute("select key from key where subject = ?", (subject,)).fetchone()[0])
    else:
        assert vault.destroy(subject)
    print("done", flush=True)
"""


def memory(pid: int) -> bytes:
    """All writable memory of a process."""
    found = []
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as mem:
        for line in maps:
            span, rights, *_ = line.split()
            start, end = (int(each, 16) for each in span.split("-"))
            if rights.startswith("rw"):
                with contextlib.suppress(OSError):
                    found.append(os.pread(mem.fileno(), end - start, start))
    return b"".join(found)


def test_a_destroyed_key_is_not_in_the_memory_of_the_process_that_used_it(tmp_path: Path) -> None:
    line = [sys.executable, "-c", CHILD, str(tmp_path)]
    with subprocess.Popen(line, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None

        def tell(what: str, subject: str) -> None:
            assert child.stdin is not None
            assert child.stdout is not None
            print(what, subject, file=child.stdin, flush=True)
            assert child.stdout.readline() == "done\n"

        for subject in ("other", "careless", "goes"):
            tell("seal", subject)
        for _ in range(20):
            tell("open", "goes")
        keys = {subject: key_of(tmp_path, subject) for subject in ("other", "careless", "goes")}
        tell("keep", "careless")
        for subject in ("careless", "goes"):
            tell("destroy", subject)
        dump = memory(child.pid)
        child.stdin.close()

    assert keys["careless"] in dump, "the search does not find what is there"
    assert keys["goes"] not in dump


def test_the_end_of_a_retention_is_told_when_it_has_come(vault: Vault) -> None:
    for subject, until in (("late", 300.0), ("early", 100.0), ("middle", 200.0)):
        vault.seal(subject, b"x")
        vault.keep_until(subject, until)
    vault.seal("open end", b"x")
    vault.keep_until("no key", 1.0)

    assert vault.subjects(100.0) == []
    assert vault.subjects(250.0) == ["early", "middle"]
    assert vault.kept_until("late") == 300.0
    assert vault.kept_until("open end") is None
    assert vault.kept_until("no key") is None
    assert vault.has_key("open end")
    assert not vault.has_key("no key")


def test_no_key_is_kept_for_ever_because_nobody_set_an_end(vault: Vault) -> None:
    vault.seal("forgotten", b"x")
    vault.seal("known", b"x")
    vault.keep_until("known", 50.0)

    vault.limit(1000.0)
    vault.limit(2000.0)

    assert vault.subjects(1001.0) == ["known", "forgotten"]


def test_threads_share_a_vault(vault: Vault) -> None:
    found: list[bytes | None] = []

    def work(name: str) -> None:
        found.extend(vault.open(name, vault.seal(name, name.encode())) for _ in range(20))

    threads = [threading.Thread(target=work, args=(f"s{index % 2}",)) for index in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [b"s0"] * 40 + [b"s1"] * 40  # type: ignore[type-var]


def test_the_keys_are_for_their_owner_only(tmp_path: Path, vault: Vault) -> None:
    vault.seal("s", b"x")

    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob(f"{FILE}*")} == {0o600}


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 1000)

    with pytest.raises(HubError) as caught:
        Vault(tmp_path)

    assert caught.value.reason is Reason.DAMAGED
    assert FILE in caught.value.detail


def test_what_cannot_be_written_is_named_and_nothing_half_is_kept(vault: Vault) -> None:
    pages = vault._store.execute("pragma page_count").fetchone()[0]
    vault._store.execute(f"pragma max_page_count={pages}")
    sealed: list[str] = []

    def fill() -> None:
        for index in range(500):
            vault.seal(f"{index:0>100}", b"x")
            sealed.append(f"{index:0>100}")

    with pytest.raises(HubError) as caught:
        fill()

    assert caught.value.reason is Reason.DISK_FULL
    assert sealed
    assert not vault.has_key(f"{len(sealed):0>100}")
    assert vault.destroy(sealed[0])
