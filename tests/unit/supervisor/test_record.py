"""The chain of wipe records."""

from __future__ import annotations

import resource
import signal
from pathlib import Path

import msgspec
import pytest

from kiosk.supervisor.record import GENESIS, WipeLog, WipeRecord


def record(number: int = 1, result: str = "proven") -> WipeRecord:
    return WipeRecord(f"s{number}", 60 * number, "visitor", 12, 0, 0, result, "")


def test_the_hashes_before_the_head_are_told_oldest_first(tmp_path: Path) -> None:
    log = WipeLog(tmp_path / "wipe.jsonl")
    heads = [log.append(record()).hash for _ in range(70)]
    assert log.recent == tuple(head[:16] for head in heads[-65:-1])
    assert log.records == 70
    assert WipeLog(tmp_path / "wipe.jsonl").recent == log.recent


def test_each_record_carries_the_hash_of_the_one_before(tmp_path: Path) -> None:
    log = WipeLog(tmp_path / "wipe.jsonl")
    first, second = log.append(record(1)), log.append(record(2))
    assert first.previous == GENESIS
    assert second.previous == first.hash
    assert log.head == second.hash
    assert log.check().records == 2
    assert log.check().broken_line is None


def test_the_chain_goes_on_after_a_restart(tmp_path: Path) -> None:
    head = WipeLog(tmp_path / "wipe.jsonl").append(record(1)).hash
    log = WipeLog(tmp_path / "wipe.jsonl")
    assert log.head == head
    assert log.append(record(2)).previous == head


@pytest.mark.parametrize("change", [(b'"s1"', b'"s9"'), (b'"proven"', b'"failed"'), (b"{", b"[")])
def test_a_changed_record_breaks_the_chain_at_its_line(tmp_path: Path, change: tuple[bytes, bytes]) -> None:
    path = tmp_path / "wipe.jsonl"
    log = WipeLog(path)
    for number in range(3):
        log.append(record(number))
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(*change, 1)
    path.write_bytes(b"".join(lines))
    assert log.check().broken_line == 2


def test_a_record_taken_out_breaks_the_chain_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "wipe.jsonl"
    log = WipeLog(path)
    for number in range(3):
        log.append(record(number))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    assert log.check().broken_line == 2


def test_records_cut_off_at_the_end_show_by_the_head(tmp_path: Path) -> None:
    path = tmp_path / "wipe.jsonl"
    log = WipeLog(path)
    log.append(record(1))
    head = log.append(record(2)).hash
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert log.check().head != head


def test_a_line_left_half_by_a_power_cut_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "wipe.jsonl"
    WipeLog(path).append(record(1))
    with path.open("ab") as file:
        file.write(b'{"session":"half')
    log = WipeLog(path)
    log.append(record(2))
    assert log.check().records == 2
    assert log.check().broken_line is None


def test_a_full_disk_refuses_the_record_and_leaves_no_half_line(tmp_path: Path) -> None:
    path = tmp_path / "wipe.jsonl"
    log = WipeLog(path)
    log.append(record(1))
    before, size = log.head, path.stat().st_size
    old_handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, old[1]))
    try:
        with pytest.raises(OSError):  # noqa: PT011 - the cause is the file size limit set above
            log.append(record(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, old_handler)
    assert path.stat().st_size == size
    assert log.head == before
    assert log.append(record(2)).previous == before


def test_nothing_in_a_record_can_hold_a_person(tmp_path: Path) -> None:
    fields = {field.name: field.type for field in msgspec.structs.fields(WipeRecord)}
    assert set(fields) == {
        "session", "minute", "reason", "proof_ms", "survivors", "files", "result", "previous", "hash",
    }  # fmt: skip
    WipeLog(tmp_path / "wipe.jsonl").append(record())
    assert (tmp_path / "wipe.jsonl").stat().st_mode & 0o007 == 0
