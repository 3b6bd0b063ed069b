"""A backup is whole or not there, holds no keys, and revives nobody; a restore can be taken back."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from telemed.hub.clock import Calendar
from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, schema
from telemed.hub.journal.backup import backup, restore
from telemed.hub.journal.sqlite import HEAD_FILE, SqliteJournal
from telemed.hub.journal.verify import verify, verify_file
from telemed.hub.retention import ERASURES, Retention
from telemed.hub.vault import Vault
from tests.fakes.hub_clock import SetClock, berlin

NOW = berlin("2026-11-24 12:00")


def entry(text: bytes = b"x") -> Entry:
    return Entry(text, 1.0)


def fill(folder: Path, *texts: bytes) -> None:
    with contextlib.closing(SqliteJournal(folder, NOW)) as journal:
        there = len(journal.read("s", 0))
        journal.append("s", there, [entry(text) for text in texts])


def payloads(folder: Path, stream: str = "s") -> list[bytes]:
    with contextlib.closing(SqliteJournal(folder, NOW)) as journal:
        return [recorded.entry.payload for recorded in journal.read(stream, 0)]


def test_a_backup_holds_what_the_journal_held_and_is_for_its_owner_only(tmp_path: Path) -> None:
    fill(tmp_path / "hub", b"one", b"two")

    head = backup(tmp_path / "hub", tmp_path / "file")

    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    found = verify_file(tmp_path / "file")
    assert (found.wrong, found.head) == ((), head)
    assert head == verify(tmp_path / "hub").head
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "hub"]


def test_a_backup_while_the_journal_is_written_is_one_moment(tmp_path: Path) -> None:
    with contextlib.closing(SqliteJournal(tmp_path / "hub", NOW)) as journal:
        enough, stop = threading.Event(), threading.Event()

        def write() -> None:
            version = 0
            while not stop.is_set():
                version = journal.append("s", version, [entry(b"x" * 500)] * 3)
                if version > 30:
                    enough.set()

        writer = threading.Thread(target=write)
        writer.start()
        try:
            assert enough.wait(20)
            heads = [backup(tmp_path / "hub", tmp_path / f"file{index}") for index in range(3)]
        finally:
            stop.set()
            writer.join()

    assert all(verify_file(tmp_path / f"file{index}").head == head for index, head in enumerate(heads))
    assert all(head.seq % 3 == 0 for head in heads), "a commit was cut in two"
    assert verify(tmp_path / "hub", heads).wrong == ()


def test_a_backup_holds_nothing_that_was_deleted(tmp_path: Path) -> None:
    secret = b"somebody waited here for a long time"
    with contextlib.closing(SqliteJournal(tmp_path / "hub", NOW)) as journal:
        journal.append("s", 0, [entry(secret)])
        backup(tmp_path / "hub", tmp_path / "before")
        assert secret in (tmp_path / "before").read_bytes(), "the search does not find what is there"
        journal.replace("s", [], NOW)

        backup(tmp_path / "hub", tmp_path / "after")

    assert secret not in (tmp_path / "after").read_bytes()


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    fill(tmp_path / "hub", b"one")
    (tmp_path / "file").write_text("precious")

    with pytest.raises(HubError, match="nicht überschrieben"):
        backup(tmp_path / "hub", tmp_path / "file")

    assert (tmp_path / "file").read_text() == "precious"


def test_a_place_that_cannot_be_written_and_a_journal_that_is_none_are_named(tmp_path: Path) -> None:
    with pytest.raises(HubError, match="gibt es nicht"):
        backup(tmp_path / "hub", tmp_path / "file")
    fill(tmp_path / "hub", b"one")
    with pytest.raises(HubError) as caught:
        backup(tmp_path / "hub", tmp_path / "nowhere" / "file")
    assert caught.value.reason is Reason.UNREADABLE


def test_a_journal_that_is_not_in_order_is_not_backed_up(tmp_path: Path) -> None:
    fill(tmp_path / "hub", b"one", b"two")
    with contextlib.closing(sqlite3.connect(tmp_path / "hub" / schema.FILE, isolation_level=None)) as intruder:
        intruder.execute("update record set payload = x'00' where seq = 1")

    with pytest.raises(HubError, match="Eintrag 1"):
        backup(tmp_path / "hub", tmp_path / "file")

    assert not (tmp_path / "file").exists()
    assert list(tmp_path.glob(".file*")) == []


def test_a_restored_journal_is_that_of_the_backup_and_the_former_is_aside(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    fill(hub, b"one", b"two")
    backup(hub, tmp_path / "file")
    fill(hub, b"three")
    former = verify(hub).head

    aside = restore(hub, tmp_path / "file", NOW)

    assert payloads(hub) == [b"one", b"two"]
    found = verify(hub)
    assert found.wrong == ()
    assert found.notes == ("Am 24.11.2026 wurde das Journal aus einer Sicherung wiederhergestellt.",)
    assert aside is not None
    assert aside.name == "before-restore-20261124-120000"
    assert verify(aside).head == former
    assert payloads(aside) == [b"one", b"two", b"three"]
    fill(hub, b"goes on")
    assert verify(hub).wrong == ()


def test_a_restore_into_an_empty_folder_needs_nothing_aside(tmp_path: Path) -> None:
    fill(tmp_path / "hub", b"one")
    backup(tmp_path / "hub", tmp_path / "file")

    assert restore(tmp_path / "new", tmp_path / "file", NOW, keep=(ERASURES,)) is None

    assert payloads(tmp_path / "new") == [b"one"]
    assert (tmp_path / "new" / schema.FILE).stat().st_mode & 0o777 == 0o600


def test_a_damaged_journal_can_be_replaced_by_a_backup(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    fill(hub, b"one")
    backup(hub, tmp_path / "file")
    (hub / schema.FILE).write_bytes(b"no database" * 1000)
    (hub / HEAD_FILE).write_text("nonsense")

    aside = restore(hub, tmp_path / "file", NOW, keep=(ERASURES,))

    assert payloads(hub) == [b"one"]
    assert aside is not None
    assert (aside / schema.FILE).read_bytes().startswith(b"no database")


@pytest.mark.parametrize("damage", ["missing", "no database", "changed", "another database", "cut off"])
def test_a_broken_backup_is_refused_and_nothing_changes(tmp_path: Path, damage: str) -> None:
    hub, file = tmp_path / "hub", tmp_path / "file"
    fill(hub, b"one", *[b"y" * 3000] * 20)
    backup(hub, file)
    content = file.read_bytes()
    match damage:
        case "missing":
            file.unlink()
        case "no database":
            file.write_bytes(b"nonsense" * 1000)
        case "changed":
            file.write_bytes(content.replace(b"yyyy", b"zzzz", 1))
        case "another database":
            file.unlink()
            with contextlib.closing(sqlite3.connect(file)) as other:
                other.execute("create table t (x)")
        case "cut off":
            file.write_bytes(content[: len(content) // 2 // 4096 * 4096])
    fill(hub, b"later")

    with pytest.raises(HubError):
        restore(hub, file, NOW)

    assert payloads(hub)[-1] == b"later"
    assert list(hub.glob("before-restore*")) == []


def test_a_journal_that_is_open_is_not_replaced(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    fill(hub, b"one")
    backup(hub, tmp_path / "file")
    with contextlib.closing(SqliteJournal(hub, NOW)), pytest.raises(HubError) as caught:
        restore(hub, tmp_path / "file", NOW)

    assert caught.value.reason is Reason.BUSY
    assert restore(hub, tmp_path / "file", NOW) is not None


def test_nobody_opens_a_journal_while_it_is_replaced(tmp_path: Path) -> None:
    import fcntl  # noqa: PLC0415 (only here)

    fill(tmp_path, b"one")
    with (tmp_path / "journal.users").open() as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        with pytest.raises(HubError) as caught:
            SqliteJournal(tmp_path, NOW)
    assert caught.value.reason is Reason.BUSY


def test_a_restored_backup_revives_no_erased_person(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    calendar = Calendar(SetClock(NOW))
    with contextlib.closing(Vault(hub)) as vault:
        sealed = {who: vault.seal(f"appointment/{who}", b"Frau Kaya") for who in ("goes", "stays")}
        fill(hub, *sealed.values())
        backup(hub, tmp_path / "file")
        assert b"Kaya" not in (tmp_path / "file").read_bytes()
        keys = (hub / "keys.sqlite").read_bytes()
        with contextlib.closing(SqliteJournal(hub, NOW)) as journal:
            assert Retention(journal, vault, calendar, 30).erase("appointment/goes")

        restore(hub, tmp_path / "file", NOW, keep=(ERASURES,))

        assert payloads(hub) == list(sealed.values()), "the backup is what it was"
        assert vault.open("appointment/stays", sealed["stays"]) == b"Frau Kaya"
        assert vault.open("appointment/goes", sealed["goes"]) is None

    # Not even with a copy of the keys of before: the erasure was carried over into the restored journal.
    (hub / "keys.sqlite").write_bytes(keys)
    with contextlib.closing(Vault(hub)) as vault, contextlib.closing(SqliteJournal(hub, NOW)) as journal:
        assert vault.open("appointment/goes", sealed["goes"]) == b"Frau Kaya", "the copy does not hold the key"
        Retention(journal, vault, calendar, 30).erase_again()
        assert vault.open("appointment/goes", sealed["goes"]) is None
        assert vault.open("appointment/stays", sealed["stays"]) == b"Frau Kaya"
    restore(hub, tmp_path / "file", NOW + 1, keep=(ERASURES,))
    assert len(payloads(hub, ERASURES)) == 1
