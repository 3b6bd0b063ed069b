"""Wipe records: one line per ended session, chained by hash, with nothing about the person in it."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from dataclasses import dataclass
from pathlib import Path

import msgspec

GENESIS = "0" * 64
RECENT = 64
"""How many hashes before the head are told to the hub."""
SHORT = 16
"""Letters of a hash that are told."""


class WipeRecord(msgspec.Struct, frozen=True):
    """One ended session: a random id, minutes, counts, result, and the hash of the record before."""

    session: str
    minute: int
    """Unix time of the end, rounded down to a full minute."""
    reason: str
    proof_ms: int
    survivors: int
    files: int
    result: str
    previous: str
    hash: str = ""

    def sealed(self) -> WipeRecord:
        """Return the record with its own hash filled in."""
        return msgspec.structs.replace(self, hash=self.digest())

    def digest(self) -> str:
        """SHA-256 of everything but the hash itself, as hexadecimal."""
        return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(self, hash=""))).hexdigest()


@dataclass(frozen=True, slots=True)
class Check:
    """What a walk along the chain found: how many records hold, and the line (from 1) of the first that does not."""

    records: int
    broken_line: int | None
    head: str


class WipeLog:
    """The file of records. Each one is on the disk before `append` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._drop_half_line()
        self._recent: deque[str] = deque(maxlen=RECENT)
        check = self.check()
        self._head, self.records = check.head, check.records

    @property
    def head(self) -> str:
        """The hash of the last record; it goes to the hub with every heartbeat, so that a cut-off chain shows."""
        return self._head

    @property
    def recent(self) -> tuple[str, ...]:
        """The beginnings of the hashes before the head, oldest first; they tell that a chain was continued."""
        return tuple(self._recent)

    def append(self, record: WipeRecord) -> WipeRecord:
        """Chain a record to the last one and write it durably; raises OSError when the disk takes no more."""
        sealed = msgspec.structs.replace(record, previous=self._head).sealed()
        line = msgspec.json.encode(sealed) + b"\n"
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            start = os.fstat(descriptor).st_size
            try:
                _write_all(descriptor, line)
                os.fdatasync(descriptor)
            except OSError:
                os.ftruncate(descriptor, start)
                raise
        finally:
            os.close(descriptor)
        self._recent.append(self._head[:SHORT])
        self._head = sealed.hash
        self.records += 1
        return sealed

    def check(self) -> Check:
        """Walk along the chain."""
        head = GENESIS
        count = 0
        self._recent.clear()
        if not self._path.exists():
            return Check(0, None, head)
        for number, line in enumerate(self._path.read_bytes().splitlines(), start=1):
            try:
                record = msgspec.json.decode(line, type=WipeRecord)
            except msgspec.DecodeError:
                return Check(count, number, head)
            if record.previous != head or record.hash != record.digest():
                return Check(count, number, head)
            self._recent.append(head[:SHORT])
            head = record.hash
            count += 1
        return Check(count, None, head)

    def _drop_half_line(self) -> None:
        """Cut off a line that a power cut left half written; it was never counted on."""
        if not self._path.exists():
            return
        data = self._path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole != len(data):
            os.truncate(self._path, whole)


def _write_all(descriptor: int, data: bytes) -> None:
    """Write everything; a write that stops short is tried on, so that the cause is named by the next one."""
    while data:
        data = data[os.write(descriptor, data) :]
