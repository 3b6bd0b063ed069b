"""Whoever changes a journal behind our back is found, and the place is named; what we take out ourselves is not."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, chain, schema
from telemed.hub.journal.sqlite import HEAD_FILE, SqliteJournal, noted_head
from telemed.hub.journal.verify import verify

OLD = """
create table record (stream text, version integer, at float not null, payload blob not null, key text,
    request blob not null, answer blob not null, primary key (stream, version));
create unique index idx_record_key on record (key);
insert into record values ('a', 1, 1.0, cast('one' as blob), null, x'', x''),
    ('b', 1, 2.0, cast('two' as blob), 'k', x'00', cast('said' as blob)),
    ('a', 2, 3.0, cast('three' as blob), null, x'', x'');
"""


def entry(text: str, at: float = 1.0) -> Entry:
    return Entry(text.encode(), at)


def fill(folder: Path) -> None:
    """Six entries: 1 to 3 and 6 of the stream s, 4 and 5 of t."""
    with contextlib.closing(SqliteJournal(folder, 0.0)) as journal:
        journal.append("s", 0, [entry("one"), entry("two"), entry("three")])
        journal.append("t", 0, [entry("four"), entry("five")])
        journal.append("s", 3, [entry("six")])


@contextlib.contextmanager
def intruder(folder: Path) -> Iterator[sqlite3.Connection]:
    """Somebody with the file and SQLite."""
    with contextlib.closing(sqlite3.connect(folder / schema.FILE, isolation_level=None)) as connection:
        yield connection


def test_a_journal_nobody_touched_is_in_order(tmp_path: Path) -> None:
    fill(tmp_path)

    found = verify(tmp_path)

    assert (found.wrong, found.notes, found.streams, found.head.seq) == ((), (), 2, 6)
    assert found.head == noted_head(tmp_path)


def test_an_empty_journal_is_in_order(tmp_path: Path) -> None:
    SqliteJournal(tmp_path, 0.0).close()

    assert verify(tmp_path).wrong == ()
    assert verify(tmp_path).head == chain.Head(0, chain.GENESIS)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update record set payload = x'00' where seq = 2", "bei Eintrag 2 (Strom s, Nummer 2)"),
        ("update record set at = at + 1 where seq = 5", "bei Eintrag 5 (Strom t, Nummer 2)"),
        ("update record set stream = 'u', version = 1 where seq = 5", "bei Eintrag 5 (Strom u, Nummer 1)"),
        ("update record set payload = 'two' where seq = 2", "bei Eintrag 2"),
        ("update record set at = 'yesterday' where seq = 2", "bei Eintrag 2"),
        ("update record set salt = zeroblob(17) where seq = 2", "bei Eintrag 2"),
        ("update record set stream = x'00' where seq = 5", "bei Eintrag 5"),
        ("update record set salt = zeroblob(16) where seq = 4", "bei Eintrag 4"),
        ("update record set link = zeroblob(32) where seq = 6", "bei Eintrag 6"),
        ("delete from record where seq = 4", "bei Eintrag 4: er fehlt"),
        ("delete from record where seq = 1", "bei Eintrag 1: er fehlt"),
        ("update record set seq = seq + 10 where seq > 3", "bei Eintrag 4: er fehlt"),
        ("delete from record where seq > 4", "Das Ende fehlt"),
        ("delete from record where stream = 't'", "bei Eintrag 4: er fehlt"),
        ("delete from record", "Das Ende fehlt"),
    ],
)
def test_the_first_place_that_was_changed_is_named(tmp_path: Path, statement: str, said: str) -> None:
    fill(tmp_path)
    with intruder(tmp_path) as connection:
        connection.execute(statement)

    assert any(said in line for line in verify(tmp_path).wrong), verify(tmp_path).wrong


@pytest.mark.parametrize("columns", ["payload", "payload, at", "payload, at, salt, link", "payload, salt"])
def test_swapped_entries_are_found_whatever_is_swapped_with_them(tmp_path: Path, columns: str) -> None:
    fill(tmp_path)
    with intruder(tmp_path) as connection:
        two, three = (
            connection.execute(f"select {columns} from record where seq = ?", (seq,)).fetchone() for seq in (2, 3)
        )
        assert two != three
        for seq, values in ((2, three), (3, two)):
            assignments = ", ".join(f"{name} = ?" for name in columns.split(", "))
            connection.execute(f"update record set {assignments} where seq = ?", (*values, seq))

    assert "bei Eintrag 2" in verify(tmp_path).wrong[0]


def forge(folder: Path) -> None:
    """Change an entry and make every hash after it anew, and the head beside the journal too."""
    with intruder(folder) as connection:
        rows = list(schema.links(connection))
        connection.execute("delete from record")
        head = chain.Head(0, chain.GENESIS)
        for row in rows:
            payload = b"forged" if row.seq == 2 else row.payload
            head = schema.add(connection, head, row.stream, row.version, row.at, payload)
    (folder / HEAD_FILE).write_text(str(head))


def test_a_chain_made_anew_is_found_by_a_head_noted_elsewhere_only(tmp_path: Path) -> None:
    fill(tmp_path)
    noted = verify(tmp_path).head
    forge(tmp_path)

    assert verify(tmp_path).wrong == ()
    assert "6 war festgehalten" in verify(tmp_path, [noted]).wrong[0]
    assert "9 war festgehalten" in verify(tmp_path, [chain.Head(9, noted.link)]).wrong[0]


def test_a_head_noted_earlier_is_still_found_later(tmp_path: Path) -> None:
    fill(tmp_path)
    noted = verify(tmp_path).head
    with contextlib.closing(SqliteJournal(tmp_path, 0.0)) as journal:
        journal.append("s", 4, [entry("seven")])
        assert verify(tmp_path, [noted]).wrong == ()
        assert journal.head().seq == 7


def test_a_lost_end_is_not_forgotten_when_the_journal_goes_on(tmp_path: Path) -> None:
    fill(tmp_path)
    with intruder(tmp_path) as connection:
        connection.execute("delete from record where seq > 4")
    assert verify(tmp_path).wrong

    with contextlib.closing(SqliteJournal(tmp_path, 86_400.0)) as journal:
        journal.append("s", 3, [entry("new")])

    assert verify(tmp_path).wrong == ()
    assert verify(tmp_path).notes == ("Am 02.01.1970 fehlte das Ende bis Eintrag 6, der daneben festgehalten war.",)


@pytest.mark.parametrize("content", ["", "nonsense", "-1:00", "3:00", "1:zz", "ünï"])
def test_a_note_that_cannot_be_read_is_no_end(tmp_path: Path, content: str) -> None:
    fill(tmp_path)
    (tmp_path / HEAD_FILE).write_text(content, "utf-8")

    SqliteJournal(tmp_path, 0.0).close()

    assert verify(tmp_path).notes == ()


def test_a_head_can_be_written_down_and_read_again() -> None:
    head = chain.Head(12, bytes(range(32)))

    assert chain.Head.parse(f" {head}\n") == head


# ---- taking out ----------------------------------------------------------------------------------------------------

CHANGED = "update record set payload = cast(replace(cast(payload as text), '{}', '{}') as blob) where seq = 7"


def removed(folder: Path) -> SqliteJournal:
    """A journal of eight entries from which s (1 to 3, 6) was taken out, with a count for it."""
    fill(folder)
    journal = SqliteJournal(folder, 0.0)
    journal.replace("s", [("counts", entry("4 people"))], 5.0)
    return journal


def test_a_stream_taken_out_leaves_a_chain_that_can_be_checked(tmp_path: Path) -> None:
    noted = []
    fill(tmp_path)
    noted.append(verify(tmp_path).head)
    with contextlib.closing(removed(tmp_path / "other")) as journal:
        assert journal.streams() == ["counts", "journal", "t"]
        assert [r.entry.payload for r in journal.read("counts", 0)] == [b"4 people"]
        assert journal.read("s", 0) == []
        found = verify(tmp_path / "other")
        assert (found.wrong, found.head.seq) == ((), 8)
        assert found.notes == ("Wegen abgelaufener Aufbewahrung entfernt: 1 Ströme.",)
        assert journal.append("s", 0, [entry("begins anew")]) == 1
    assert verify(tmp_path / "other").wrong == ()


def test_what_follows_from_another_removal_is_checked_too(tmp_path: Path) -> None:
    with contextlib.closing(removed(tmp_path)) as journal:
        journal.replace("t", [], 6.0)
        journal.replace("counts", [], 7.0)
        journal.replace("never there", [], 8.0)
    with contextlib.closing(SqliteJournal(tmp_path, 0.0)) as journal:
        journal.append("s", 0, [entry("new")])

    found = verify(tmp_path)
    assert (found.wrong, found.streams) == ((), 2)
    assert not any("fehlte das Ende" in note for note in found.notes)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("delete from record where seq = 4", "Eintrag 4: er fehlt"),
        ("delete from record where seq = 7", "Eintrag 1: er fehlt"),
        ("update record set payload = x'00' where seq = 4", "Eintrag 4 (Strom t"),
        ("update record set payload = x'00' where seq = 7", "Eintrag 1: er fehlt"),
        (CHANGED.format("[1,3,", "[1,2,"), "Eintrag 3: er fehlt"),
        (CHANGED.format('"entries":4', '"entries":3'), "Eintrag 7 (Strom journal"),
        ("delete from record where seq = 8", "Das Ende fehlt"),
    ],
)
def test_what_is_left_after_a_removal_is_protected_as_before(tmp_path: Path, statement: str, said: str) -> None:
    removed(tmp_path).close()
    with intruder(tmp_path) as connection:
        assert connection.execute(statement).rowcount == 1

    assert any(said in line for line in verify(tmp_path).wrong), verify(tmp_path).wrong


def test_a_run_without_end_does_not_hold_up_the_check(tmp_path: Path) -> None:
    walk = chain.Walk([chain.Run(1, 0, bytes(32))])

    assert walk.follow([chain.Link(2, "s", 1, 0.0, b"", bytes(16), bytes(32))]) == chain.Broken(1)


def test_heads_inside_and_at_the_end_of_what_was_taken_out(tmp_path: Path) -> None:
    fill(tmp_path)
    with contextlib.closing(SqliteJournal(tmp_path, 0.0)) as journal:
        with intruder(tmp_path) as connection:
            heads = [chain.Head(link.seq, link.link) for link in schema.links(connection)]
        journal.replace("s", [], 5.0)

    assert verify(tmp_path, heads).wrong == ()
    assert verify(tmp_path, [chain.Head(3, bytes(32))]).wrong != ()


def test_what_was_taken_out_is_in_no_file(tmp_path: Path) -> None:
    secret = b"somebody waited here for a long time"

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.glob("journal.db*"))

    with contextlib.closing(SqliteJournal(tmp_path, 0.0)) as journal:
        journal.append("s", 0, [Entry(secret, 1.0)])
        assert secret in files(), "the search does not find what is there"
        journal.replace("s", [], 5.0)
        assert journal.scrub()
        assert secret not in files()


def test_a_log_held_by_a_reader_is_emptied_later(tmp_path: Path) -> None:
    with contextlib.closing(SqliteJournal(tmp_path, 0.0, busy_seconds=0.05)) as journal:
        journal.append("s", 0, [entry("x")])
        with intruder(tmp_path) as connection:
            connection.execute("begin")
            connection.execute("select * from record").fetchone()
            journal.append("s", 1, [entry("y")])
            assert not journal.scrub()
        assert journal.scrub()


# ---- journals of before, and no journals ---------------------------------------------------------------------------


def test_a_journal_of_before_is_taken_up_and_says_from_where_it_is_proven(tmp_path: Path) -> None:
    with intruder(tmp_path) as connection:
        connection.executescript(OLD)
    assert "älter als die Kette" in verify(tmp_path).wrong[0]

    with contextlib.closing(SqliteJournal(tmp_path, 86_400.0)) as journal:
        assert [r.entry.payload for r in journal.read("a", 0)] == [b"one", b"three"]
        known = journal.answered("k")
        assert known is not None
        assert known.answer == b"said"
        assert journal.append("a", 2, [entry("four")]) == 3

    found = verify(tmp_path)
    assert (found.wrong, found.head.seq) == ((), 5)
    assert found.notes == ("Die Einträge 1 bis 3 sind erst seit dem 02.01.1970 durch die Kette belegt.",)
    with intruder(tmp_path) as connection:
        connection.execute("update record set payload = 'deux' where seq = 2")
    assert "Eintrag 2" in verify(tmp_path).wrong[0]


@pytest.mark.parametrize(
    ("at", "pages", "reason"), [("9.0", 35, Reason.DISK_FULL), ("'yesterday'", None, Reason.DAMAGED)]
)
def test_a_migration_that_cannot_be_finished_leaves_the_old_journal(
    tmp_path: Path, at: str, pages: int | None, reason: Reason
) -> None:
    with intruder(tmp_path) as connection:
        connection.executescript(OLD)
        connection.execute(f"insert into record values ('a', 3, {at}, zeroblob(100000), null, x'', x'')")
        before = connection.execute("select * from record").fetchall()

    with pytest.raises(HubError) as caught:
        SqliteJournal(tmp_path, 0.0, max_pages=pages)

    assert caught.value.reason is reason
    with intruder(tmp_path) as connection:
        assert connection.execute("select * from record").fetchall() == before


def test_a_gap_in_a_stream_is_named_beside_the_chain(tmp_path: Path) -> None:
    fill(tmp_path)
    with intruder(tmp_path) as connection:
        connection.execute("delete from record where stream = 's' and version = 2")

    assert verify(tmp_path).wrong[0] == "Im Strom s fehlen Einträge."


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), Reason.UNREADABLE),
        (lambda path: path.write_bytes(b"no database" * 1000), Reason.DAMAGED),
        (lambda path: path.write_bytes(b""), Reason.UNREADABLE),
    ],
)
def test_what_is_no_journal_is_named(tmp_path: Path, spoil: Callable[[Path], object], reason: Reason) -> None:
    fill(tmp_path)
    spoil(tmp_path / schema.FILE)

    with pytest.raises(HubError) as caught:
        verify(tmp_path)

    assert caught.value.reason is reason


def test_checking_changes_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    shutil.copytree(tmp_path, tmp_path / "copy", ignore=shutil.ignore_patterns("copy", "bells"))

    verify(tmp_path / "copy")

    assert {p.name: p.read_bytes() for p in (tmp_path / "copy").iterdir() if p.name in before} == before
