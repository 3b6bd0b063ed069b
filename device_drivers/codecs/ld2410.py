"""Reports of the presence radar HLK-LD2410. Pure: bytes to values and back.

Source: HLK-LD2410 serial communication protocol V1.02, 2.3 (reported data): head F4F3F2F1, length, type (02 basic, 01
engineering), AA, target data, 55 00, tail F8F7F6F5; all numbers little-endian, distances in centimetres.
"""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass, replace

HEAD, TAIL = bytes.fromhex("F4F3F2F1"), bytes.fromhex("F8F7F6F5")
_ENGINEERING, _BASIC = 0x01, 0x02
_TARGET = struct.Struct("<BHBHBH")
_BASIC_LENGTH = 13
_LONGEST = 64
"""Bytes of data at the most; engineering reports have 35."""


class Target(enum.IntFlag):
    """What the radar sees; both may be there at once."""

    NOBODY = 0
    MOVING = 1
    STILL = 2


@dataclass(frozen=True, slots=True)
class Report:
    """One report; distances in centimetres, energies from 0 to 100. Engineering reports carry energies by gate."""

    target: Target
    moving_cm: int = 0
    moving_energy: int = 0
    still_cm: int = 0
    still_energy: int = 0
    distance_cm: int = 0
    moving_gates: tuple[int, ...] = ()
    still_gates: tuple[int, ...] = ()


def encode(report: Report) -> bytes:
    """Write a report as the radar sends it; with gates as an engineering report."""
    engineering = bool(report.moving_gates)
    target = _TARGET.pack(
        report.target,
        report.moving_cm,
        report.moving_energy,
        report.still_cm,
        report.still_energy,
        report.distance_cm,
    )
    data = bytes((_ENGINEERING if engineering else _BASIC, 0xAA)) + target
    if engineering:
        data += bytes((len(report.moving_gates) - 1, len(report.still_gates) - 1))
        data += bytes((*report.moving_gates, *report.still_gates, 0, 0))
    data += b"\x55\x00"
    return HEAD + len(data).to_bytes(2, "little") + data + TAIL


def decode(data: bytes) -> Report | None:
    """Read what is between length and tail; None when it is no report that this page knows."""
    if len(data) < _BASIC_LENGTH or data[1] != 0xAA or data[-2:] != b"\x55\x00":  # noqa: PLR2004 - the head of data
        return None
    target, moving_cm, moving_energy, still_cm, still_energy, distance = _TARGET.unpack_from(data, 2)
    if target > Target.MOVING | Target.STILL:
        return None  # 4 to 6: it calibrates itself and sees nothing
    report = Report(Target(target), moving_cm, moving_energy, still_cm, still_energy, distance)
    if data[0] == _BASIC and len(data) == _BASIC_LENGTH:
        return report
    if data[0] != _ENGINEERING or len(data) < _BASIC_LENGTH + 2:
        return None
    moving, still = data[11] + 1, data[12] + 1
    gates = data[13 : 13 + moving + still]
    if len(data) < _BASIC_LENGTH + 2 + moving + still:
        return None
    return replace(report, moving_gates=tuple(gates[:moving]), still_gates=tuple(gates[moving:]))


class Reports:
    """Finds reports in a stream of bytes: garbage is skipped, half of a report is kept until the rest comes."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Report]:
        """Take bytes as they came; give the reports that are whole now."""
        self._buffer += data
        found: list[Report] = []
        while True:
            start = self._buffer.find(HEAD)
            if start < 0:
                del self._buffer[: max(0, len(self._buffer) - len(HEAD) + 1)]
                return found
            del self._buffer[:start]
            if len(self._buffer) < len(HEAD) + 2:
                return found
            length = int.from_bytes(self._buffer[4:6], "little")
            end = 6 + length
            if length > _LONGEST:
                del self._buffer[:1]
            elif len(self._buffer) < end + len(TAIL):
                return found
            elif self._buffer[end : end + len(TAIL)] != TAIL:
                del self._buffer[:1]
            else:
                report = decode(bytes(self._buffer[6:end]))
                if report is not None:
                    found.append(report)
                del self._buffer[: end + len(TAIL)]
