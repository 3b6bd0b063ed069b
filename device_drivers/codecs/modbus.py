"""Modbus: the two functions a relay needs, and both framings. Pure: bytes to values and back.

Sources: MODBUS Application Protocol 1.1b3 (6.1 Read Coils, 6.5 Write Single Coil, 7 exception responses), MODBUS
Messaging on TCP/IP 1.0b (3.1.3 MBAP header), MODBUS over Serial Line 1.02 (2.5.1 RTU framing, 6.2.2 CRC).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

READ_COILS = 0x01
WRITE_COIL = 0x05
_EXCEPTION = 0x80
_ON, _OFF = 0xFF00, 0x0000
_MBAP = struct.Struct(">HHHB")
_LONGEST_PDU = 253
_MOST_COILS = 2000


class ModbusError(Exception):
    """Bytes that are no answer to what was asked."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The device answered no; `code` as in the specification (2 illegal address, 4 device failure, 6 busy)."""

    code: int


# ---- what is asked and answered (protocol data units) -------------------------------------------------------------


def write_coil(address: int, *, on: bool) -> bytes:
    """Ask to switch one coil."""
    return struct.pack(">BHH", WRITE_COIL, address, _ON if on else _OFF)


def read_coils(address: int, count: int = 1) -> bytes:
    """Ask how coils are; `count` from 1 to 2000."""
    return struct.pack(">BHH", READ_COILS, address, count)


def written(asked: bytes, answer: bytes) -> Refusal | None:
    """Read the answer to `write_coil`: None when it repeats what was asked; raises `ModbusError` on anything else."""
    refusal = _refusal(WRITE_COIL, answer)
    if refusal is None and answer != asked:
        raise ModbusError
    return refusal


def coils(count: int, answer: bytes) -> tuple[bool, ...] | Refusal:
    """Read the answer to `read_coils` of so many; raises `ModbusError` on anything that is none."""
    refusal = _refusal(READ_COILS, answer)
    if refusal is not None:
        return refusal
    size = -(-count // 8)
    if len(answer) != 2 + size or answer[:2] != bytes((READ_COILS, size)):
        raise ModbusError
    bits = int.from_bytes(answer[2:], "little")
    return tuple(bool(bits >> place & 1) for place in range(count))


def _refusal(function: int, answer: bytes) -> Refusal | None:
    if len(answer) == 2 and answer[0] == function | _EXCEPTION:  # noqa: PLR2004 - function and code
        return Refusal(answer[1])
    return None


def respond(bank: dict[int, bool], request: bytes) -> tuple[bytes, tuple[int, bool] | None]:
    """Answer a request as a device with these coils does: the answer, and the coil that is to be switched.

    For simulators: whether the coil follows is theirs to decide.
    """
    try:
        function, address, value = struct.unpack(">BHH", request)
    except struct.error:
        return bytes((request[0] | _EXCEPTION if request else _EXCEPTION, 3)), None
    if function == WRITE_COIL and value in (_ON, _OFF):
        if address not in bank:
            return bytes((WRITE_COIL | _EXCEPTION, 2)), None
        return request, (address, value == _ON)
    if function == READ_COILS and 1 <= value <= _MOST_COILS:
        if any(one not in bank for one in range(address, address + value)):
            return bytes((READ_COILS | _EXCEPTION, 2)), None
        bits = sum(bank[address + place] << place for place in range(value))
        size = -(-value // 8)
        return bytes((READ_COILS, size)) + bits.to_bytes(size, "little"), None
    return bytes((function | _EXCEPTION, 3 if function in (READ_COILS, WRITE_COIL) else 1)), None


# ---- framings -----------------------------------------------------------------------------------------------------


def tcp_frame(transaction: int, unit: int, pdu: bytes) -> bytes:
    """Put the MBAP header before a PDU."""
    return _MBAP.pack(transaction, 0, len(pdu) + 1, unit) + pdu


def tcp_length(head: bytes) -> int | None:
    """Length of the frame that begins with `head`, None until it can be told; raises `ModbusError` on no Modbus."""
    if len(head) < _MBAP.size:
        return None
    _, protocol, length, _ = _MBAP.unpack_from(head)
    if protocol != 0 or not 2 <= length <= _LONGEST_PDU + 1:  # noqa: PLR2004 - unit and function at least
        raise ModbusError
    return _MBAP.size - 1 + int(length)


def tcp_pdu(frame: bytes, transaction: int, unit: int) -> bytes:
    """Take the PDU out of a whole frame; raises `ModbusError` when it belongs to another request or unit."""
    if _MBAP.unpack_from(frame)[:2] != (transaction, 0) or frame[6] != unit:
        raise ModbusError
    return frame[_MBAP.size :]


def crc(data: bytes) -> int:
    """CRC-16 of the serial line (polynomial 0xA001 reflected, start 0xFFFF); sent with its low byte first."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value


def rtu_frame(unit: int, pdu: bytes) -> bytes:
    """Put the unit before a PDU and the CRC behind it."""
    data = bytes((unit,)) + pdu
    return data + crc(data).to_bytes(2, "little")


def rtu_answer_length(head: bytes) -> int | None:
    """Length of the answer that begins with `head`, None until it can be told; raises `ModbusError` on another one."""
    if len(head) < 3:  # noqa: PLR2004 - unit, function, and the byte that may be a length
        return None
    function = head[1]
    if function & _EXCEPTION:
        return 5
    if function == READ_COILS:
        return 5 + head[2]
    if function == WRITE_COIL:
        return 8
    raise ModbusError


def rtu_pdu(frame: bytes, unit: int) -> bytes:
    """Take the PDU out of a whole frame; raises `ModbusError` on a wrong CRC or another unit."""
    if len(frame) < 4 or frame[0] != unit or crc(frame[:-2]) != int.from_bytes(frame[-2:], "little"):  # noqa: PLR2004
        raise ModbusError
    return frame[1:-2]
