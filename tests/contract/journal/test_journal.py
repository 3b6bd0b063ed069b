"""What every journal engine keeps. An engine is a function that opens one more view of the same journal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from telemed.hub.errors import HubError, Reason
from telemed.hub.journal import Entry, Journal
from telemed.hub.journal.sqlite import SqliteJournal
from tests.fakes.memory_journal import Log, MemoryJournal

Open = Callable[[], Journal]


@pytest.fixture(params=["memory", "sqlite"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    views: list[Journal] = []
    log = Log()

    def more() -> Journal:
        view: Journal = MemoryJournal(log) if request.param == "memory" else SqliteJournal(tmp_path, 0.0)
        views.append(view)
        return view

    yield more
    for view in views:
        view.close()


def entry(text: str, key: str = "") -> Entry:
    return Entry(text.encode(), 1.5, key, b"request" if key else b"", b"answer" if key else b"")


def test_what_was_appended_is_read_in_order_with_its_versions(opened: Open) -> None:
    journal = opened()

    assert journal.append("s", 0, [entry("a"), entry("b")]) == 2
    assert journal.append("s", 2, [entry("c")]) == 3

    assert [(r.version, r.entry.payload) for r in journal.read("s", 0)] == [(1, b"a"), (2, b"b"), (3, b"c")]
    assert [r.version for r in journal.read("s", 2)] == [3]
    assert journal.read("s", 3) == []


def test_streams_are_apart(opened: Open) -> None:
    journal = opened()
    journal.append("s", 0, [entry("a")])

    assert journal.append("t", 0, [entry("b")]) == 1
    assert journal.read("unknown", 0) == []


def test_another_version_than_expected_appends_nothing(opened: Open) -> None:
    journal = opened()
    journal.append("s", 0, [entry("a")])

    with pytest.raises(HubError) as caught:
        journal.append("s", 0, [entry("b")])

    assert caught.value.reason is Reason.CONFLICT
    assert len(journal.read("s", 0)) == 1


def test_a_key_is_used_once_and_all_or_nothing_is_kept(opened: Open) -> None:
    journal = opened()
    journal.append("s", 0, [entry("a", "k")])

    with pytest.raises(HubError) as caught:
        journal.append("s", 1, [entry("b"), entry("c", "k")])

    assert caught.value.reason is Reason.CONFLICT
    assert len(journal.read("s", 0)) == 1


def test_the_first_answer_of_a_key_is_found_whatever_the_stream(opened: Open) -> None:
    journal = opened()
    journal.append("s", 0, [entry("a", "k"), entry("b")])

    assert journal.answered("k") == entry("a", "k")
    assert journal.answered("other") is None


def test_another_view_sees_what_was_appended(opened: Open) -> None:
    one, other = opened(), opened()
    one.append("s", 0, [entry("a", "k")])

    assert [r.entry for r in other.read("s", 0)] == [entry("a", "k")]
    with other.exclusive():
        assert other.append("s", 1, [entry("b")]) == 2
    assert len(one.read("s", 0)) == 2


def test_watching_gives_what_is_there_and_what_any_view_appends(opened: Open) -> None:
    one, other = opened(), opened()
    one.append("s", 0, [entry("a")])

    async def follow() -> list[bytes]:
        seen = []
        watching = one.watch("s", 0)
        async for recorded in watching:
            seen.append(recorded.entry.payload)
            if len(seen) == 1:
                other.append("s", 1, [entry("b")])
            if len(seen) == 2:
                one.append("s", 2, [entry("c")])
            if len(seen) == 3:
                break
        await watching.aclose()  # type: ignore[attr-defined]
        return seen

    assert asyncio.run(asyncio.wait_for(follow(), 10)) == [b"a", b"b", b"c"]
