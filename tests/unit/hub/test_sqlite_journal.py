"""What is particular to the journal in a file: damage, a full disk, removal, old keys, lost bells."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry
from telemed.hub.journal.bell import Bell
from telemed.hub.journal.sqlite import KEY_SECONDS, SqliteJournal


def entry(size: int = 10, key: str = "", at: float = 0.0) -> Entry:
    return Entry(b"x" * size, at, key, b"r", b"a")


def test_a_full_disk_is_named_and_nothing_answered_is_lost(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path, 0.0, max_pages=40)
    versions = [0]

    def fill() -> None:
        while versions[-1] < 1000:
            versions.append(journal.append("s", versions[-1], [entry(5_000)]))

    with pytest.raises(HubError) as caught:
        fill()

    assert caught.value.reason is Reason.DISK_FULL
    assert "voll" in caught.value.detail
    assert len(journal.read("s", 0)) == versions[-1] > 0
    journal.close()


@pytest.mark.parametrize("damage", ["another file", "a page", "all but the first pages"])
def test_a_damaged_file_is_refused_at_the_start(tmp_path: Path, damage: str) -> None:
    with contextlib.closing(SqliteJournal(tmp_path, 0.0)) as journal:
        journal.append("s", 0, [entry(3000) for _ in range(50)])
    path = tmp_path / "journal.db"
    good = path.read_bytes()
    bad = {
        "another file": b"this is no database" * 500,
        "a page": good[:81_920] + b"\xff" * 64 + good[81_984:],
        "all but the first pages": good[:8192] + b"\xff" * 60_000,
    }
    path.write_bytes(bad[damage])

    with pytest.raises(HubError) as caught:
        SqliteJournal(tmp_path, 0.0)

    assert caught.value.reason is Reason.DAMAGED
    assert str(path) in caught.value.detail


def test_a_file_removed_or_replaced_while_running_takes_no_more_entries(tmp_path: Path) -> None:
    with contextlib.closing(SqliteJournal(tmp_path, 0.0)) as journal:
        (tmp_path / "journal.db").rename(tmp_path / "gone")
        with pytest.raises(HubError) as removed:
            journal.append("s", 0, [entry()])
        (tmp_path / "journal.db").touch()
        with pytest.raises(HubError) as replaced:
            journal.append("s", 0, [entry()])

    assert removed.value.reason is replaced.value.reason is Reason.DAMAGED


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(HubError) as caught:
        SqliteJournal(tmp_path / "file", 0.0)

    assert caught.value.reason is Reason.UNREADABLE


def test_a_database_that_is_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "journal.db").mkdir()

    with pytest.raises(HubError) as caught:
        SqliteJournal(tmp_path, 0.0)

    assert caught.value.reason is Reason.UNREADABLE


def test_a_file_beside_the_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "journal.db-wal").mkdir()
    with pytest.raises(HubError) as caught:
        SqliteJournal(tmp_path, 0.0)
    assert caught.value.reason is Reason.UNREADABLE
    assert "journal.db" in caught.value.detail


def test_a_file_held_by_another_program_is_named(tmp_path: Path) -> None:
    with contextlib.closing(SqliteJournal(tmp_path, 0.0, busy_seconds=0.05)) as journal:
        with contextlib.closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as other:
            other.execute("begin immediate")
            with pytest.raises(HubError) as caught:
                journal.append("s", 0, [entry()])
            other.execute("rollback")
        assert journal.append("s", 0, [entry()]) == 1

    assert caught.value.reason is Reason.BUSY


def test_keys_are_kept_48_hours_and_their_answers_are_forgotten_after(tmp_path: Path) -> None:
    with contextlib.closing(SqliteJournal(tmp_path, 0.0)) as journal:
        journal.append("s", 0, [entry(key="old", at=0.0), entry(key="young", at=10.0)])

    with contextlib.closing(SqliteJournal(tmp_path, KEY_SECONDS + 5.0)) as journal:
        assert journal.answered("old") is None
        assert journal.answered("young") is not None
        assert [r.entry.answer for r in journal.read("s", 0)] == [b"", b"a"]


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    SqliteJournal(folder, 0.0).close()

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "journal.lock").stat().st_mode & 0o777 == 0o600
    assert (folder / "journal.head").stat().st_mode & 0o777 == 0o600


def test_a_bell_whose_process_is_gone_is_taken_away(tmp_path: Path) -> None:
    bell, dead = Bell(tmp_path), Bell(tmp_path)
    dead._socket.close()  # As after kill -9: the socket file stays, nobody listens.

    bell.ring()

    assert len(list(tmp_path.iterdir())) == 1
    bell.close()
    os.close(dead._folder)
    assert list(tmp_path.iterdir()) == []


def test_a_bell_that_is_not_heard_does_not_hold_up_the_one_who_rings(tmp_path: Path) -> None:
    bell, deaf = Bell(tmp_path), Bell(tmp_path)

    for _ in range(2_000):
        bell.ring()

    bell.close()
    deaf.close()


def test_a_lost_wake_up_costs_only_time(tmp_path: Path) -> None:
    async def wait() -> None:
        bell = Bell(tmp_path, fallback_seconds=0.01)
        one, other = bell.listen(), bell.listen()
        await bell.wait(one)
        bell.forget(one)
        bell.ring()
        await bell.wait(other)
        bell.forget(other)
        bell.close()
        bell.close()

    asyncio.run(asyncio.wait_for(wait(), 5))


def test_the_folder_may_have_a_name_longer_than_a_socket_address(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)

    with contextlib.closing(SqliteJournal(folder, 0.0)) as journal:
        assert journal.append("s", 0, [entry()]) == 1
