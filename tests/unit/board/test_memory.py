"""What a display keeps for its own restart."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec
import pytest

from telemed.api import Board, Call, Day, Delay, Next, OpenSpan, Site
from telemed.waiting_room.memory import SAVE_EVERY, Kept, Memory

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 3, 10, 11, 7, tzinfo=ZoneInfo("Europe/Berlin"))
KEPT = Kept(Board("lobeda", 1.0, 7, (Call(14, "Raum 1", 1.0),)), NOW.timestamp(), ((14, "Raum 1", 1, 1),))


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    Memory(tmp_path / "board.json").save(KEPT)

    assert Memory(tmp_path / "board.json").load(NOW) == KEPT
    assert [path.name for path in tmp_path.iterdir()] == ["board.json"]


@pytest.mark.parametrize("now", [NOW + dt.timedelta(days=1), NOW - dt.timedelta(hours=1)])
def test_yesterday_and_a_clock_put_back_count_as_nothing(tmp_path: Path, now: dt.datetime) -> None:
    Memory(tmp_path / "board.json").save(KEPT)

    assert Memory(tmp_path / "board.json").load(now) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"board": 3}', b"\xff\xfe"])
def test_damaged_file_counts_as_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "board.json").write_bytes(content)

    assert Memory(tmp_path / "board.json").load(NOW) is None


@pytest.mark.parametrize(
    "change",
    [
        {"heard_at": 1e300},
        {"heard_at": -1.0},
        {"board": Board("lobeda", 1.0, 7, (Call(5000, "Raum 1", 1.0),))},
        {"board": Board("lobeda", 1.0, 7, (Call(5, "Raum 1", 1e300),))},
        {"board": Board("lobeda", 1.0, 7, waiting=(Next(5, 1.0, 1e300),))},
        {"board": Board("lobeda", 1.0, 7, delays=(Delay("Raum 1", 10**9),))},
        {"site": Site("x", "1", (Day(0, (OpenSpan("8", "x"),)),))},
    ],
)
def test_file_with_what_cannot_be_shown_counts_as_nothing(tmp_path: Path, change: dict[str, object]) -> None:
    kept = msgspec.structs.replace(KEPT, **change)
    (tmp_path / "board.json").write_bytes(msgspec.json.encode(kept))

    assert Memory(tmp_path / "board.json").load(NOW) is None


def test_file_that_is_nested_without_end_counts_as_nothing(tmp_path: Path) -> None:
    (tmp_path / "board.json").write_bytes(b'{"x":' + b"[" * 100_000)

    assert Memory(tmp_path / "board.json").load(NOW) is None


def test_without_a_path_nothing_is_kept() -> None:
    memory = Memory(None)
    memory.save(KEPT)

    assert memory.load(NOW) is None


def test_file_is_written_only_for_news_or_after_a_while(tmp_path: Path) -> None:
    path = tmp_path / "board.json"
    memory = Memory(path)
    memory.save(KEPT)
    path.unlink()

    memory.save(msgspec.structs.replace(KEPT, heard_at=KEPT.heard_at + SAVE_EVERY - 1))
    assert not path.exists()

    memory.save(msgspec.structs.replace(KEPT, heard_at=KEPT.heard_at + SAVE_EVERY))
    assert path.exists()
    path.unlink()

    memory.save(msgspec.structs.replace(KEPT, heard_at=KEPT.heard_at + SAVE_EVERY, announced=()))
    assert path.exists()


def test_folder_that_is_gone_costs_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    memory = Memory(tmp_path / "gone" / "board.json")

    with caplog.at_level(logging.WARNING):
        memory.save(KEPT)
        memory.save(KEPT)

    assert len(caplog.records) == 1
