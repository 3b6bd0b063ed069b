"""The rules of the gate, from the supervisor's file to the gate of a broker."""

from __future__ import annotations

import asyncio
import resource
import socket
from pathlib import Path

import msgspec
import pytest

from kiosk.broker.hosts import Allowed, Reason, Refused, decide, sorted_lines
from kiosk.broker.web import WebFile, _raise_limit, open_gate


def written(tmp_path: Path, **changes: object) -> Path:
    plain = WebFile(False, ("bank.example", "*.mail.example"), {"bank.example": "10.0.0.7"}, 64, 600)
    path = tmp_path / "web.json"
    msgspec.structs.replace(plain, **changes).write(path)
    return path


@pytest.mark.parametrize("lines", [None, [], ["ads.mail.example"]])
def test_a_gate_has_the_rules_that_were_written(tmp_path: Path, lines: list[str] | None) -> None:
    blocked = tmp_path / "blocked"
    if lines is not None:
        blocked.write_bytes(sorted_lines(lines))
    path = written(tmp_path, blocked="" if lines is None else str(blocked))

    async def run() -> None:
        visitor, end = socket.socketpair()
        with visitor:
            gate = open_gate(path, end)
            rules = gate._rules
            assert decide("bank.example", 443, rules) == Allowed("bank.example")
            assert decide("evil.example", 443, rules) == Refused(Reason.NOT_LISTED)
            wanted = Refused(Reason.BLOCKED) if lines else Allowed("ads.mail.example")
            assert decide("ads.mail.example", 443, rules) == wanted
            assert rules.fixed == {"bank.example": "10.0.0.7"}
            gate.open(lambda: None)
            gate.close()
            await asyncio.to_thread(gate._acceptor._thread.join, 5)

    asyncio.run(run())


def test_a_file_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "web.json"
    path.write_text('{"open": true}')
    visitor, end = socket.socketpair()
    with visitor, end, pytest.raises(msgspec.ValidationError):
        open_gate(path, end)


def test_there_is_room_for_all_connections_as_far_as_the_machine_allows() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
        _raise_limit(100)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (512, hard)
        _raise_limit(600)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (600, hard)
        _raise_limit(1 << 40)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == hard
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
