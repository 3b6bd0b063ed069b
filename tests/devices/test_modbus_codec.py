"""Modbus: known frames, round trips, refusals, and the same bytes as a well-kept library writes."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymodbus.framer import FramerRTU, FramerSocket
from pymodbus.pdu import DecodePDU
from pymodbus.pdu.bit_message import (
    ReadCoilsRequest,
    ReadCoilsResponse,
    WriteSingleCoilRequest,
    WriteSingleCoilResponse,
)

from device_drivers.codecs import modbus
from device_drivers.codecs.modbus import ModbusError, Refusal

ADDRESSES = st.integers(0, 0xFFFF)
UNITS = st.integers(0, 247)


def test_the_examples_of_the_specification() -> None:
    """Application Protocol 1.1b3: 6.5 (coil 173 on) and 6.1 (coils 20 to 38)."""
    assert modbus.write_coil(172, on=True) == bytes.fromhex("0500ACFF00")
    assert modbus.read_coils(19, 19) == bytes.fromhex("0100130013")
    read = modbus.coils(19, bytes.fromhex("0103CD6B05"))
    assert isinstance(read, tuple)
    assert [place + 20 for place, on in enumerate(read) if on] == [20, 22, 23, 26, 27, 28, 29, 31, 33, 34, 36, 38]


def test_the_crc_of_the_serial_line() -> None:
    """The check value of CRC-16/MODBUS, and the frame of the serial line guide (6.2.2)."""
    assert modbus.crc(b"123456789") == 0x4B37
    assert modbus.rtu_frame(0x02, b"\x07") == bytes.fromhex("02074112")


@given(ADDRESSES, st.booleans(), UNITS, st.integers(0, 0xFFFF))
def test_requests_are_written_as_pymodbus_writes_them(address: int, on: bool, unit: int, transaction: int) -> None:
    for ours, theirs in (
        (modbus.write_coil(address, on=on), WriteSingleCoilRequest(address=address, bits=[on])),
        (modbus.read_coils(address), ReadCoilsRequest(address=address, count=1)),
    ):
        theirs.dev_id, theirs.transaction_id = unit, transaction
        assert modbus.tcp_frame(transaction, unit, ours) == FramerSocket(DecodePDU(True)).buildFrame(theirs)
        assert modbus.rtu_frame(unit, ours) == FramerRTU(DecodePDU(True)).buildFrame(theirs)


@given(st.lists(st.booleans(), min_size=1, max_size=64), UNITS, st.integers(0, 0xFFFF))
def test_answers_of_pymodbus_are_read(bits: list[bool], unit: int, transaction: int) -> None:
    answer = ReadCoilsResponse(bits=bits)
    answer.dev_id, answer.transaction_id = unit, transaction
    frame = FramerSocket(DecodePDU(False)).buildFrame(answer)
    assert modbus.tcp_length(frame) == len(frame)
    assert modbus.coils(len(bits), modbus.tcp_pdu(frame, transaction, unit)) == tuple(bits)
    frame = FramerRTU(DecodePDU(False)).buildFrame(answer)
    assert modbus.rtu_answer_length(frame) == len(frame)
    assert modbus.coils(len(bits), modbus.rtu_pdu(frame, unit)) == tuple(bits)


@given(ADDRESSES, st.booleans())
def test_a_write_is_confirmed_by_its_repetition_only(address: int, on: bool) -> None:
    asked = modbus.write_coil(address, on=on)
    echo = WriteSingleCoilResponse(address=address, bits=[on])
    assert modbus.written(asked, bytes((5,)) + echo.encode()) is None
    with pytest.raises(ModbusError):
        modbus.written(asked, modbus.write_coil(address, on=not on))


@given(st.integers(0, 255))
def test_a_refusal_is_a_value(code: int) -> None:
    assert modbus.written(modbus.write_coil(0, on=True), bytes((0x85, code))) == Refusal(code)
    assert modbus.coils(1, bytes((0x81, code))) == Refusal(code)


@given(st.binary(max_size=300))
def test_no_bytes_whatever_break_anything_but_by_the_one_error(data: bytes) -> None:
    for read in (
        lambda: modbus.coils(1, data),
        lambda: modbus.written(modbus.write_coil(0, on=True), data),
        lambda: modbus.tcp_length(data),
        lambda: modbus.rtu_answer_length(data),
        lambda: modbus.rtu_pdu(data, 1),
    ):
        with contextlib.suppress(ModbusError):
            read()
    answer, _ = modbus.respond({0: False}, data)
    assert answer


@given(st.binary(min_size=1, max_size=40), UNITS, st.data())
def test_one_flipped_bit_is_noticed(pdu: bytes, unit: int, data: st.DataObject) -> None:
    frame = bytearray(modbus.rtu_frame(unit, pdu))
    assert modbus.rtu_pdu(bytes(frame), unit) == pdu
    at = data.draw(st.integers(0, len(frame) * 8 - 1))
    frame[at // 8] ^= 1 << at % 8
    with pytest.raises(ModbusError):
        modbus.rtu_pdu(bytes(frame), unit)


def test_an_answer_to_another_request_is_not_taken() -> None:
    frame = modbus.tcp_frame(7, 1, b"\x01\x01\x01")
    assert modbus.tcp_pdu(frame, 7, 1) == b"\x01\x01\x01"
    for transaction, unit in ((8, 1), (7, 2)):
        with pytest.raises(ModbusError):
            modbus.tcp_pdu(frame, transaction, unit)
    with pytest.raises(ModbusError):
        modbus.tcp_length(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    ("request_", "answer", "change"),
    [
        ("0500000000", "0500000000", (0, False)),
        ("050000FF00", "050000FF00", (0, True)),
        ("0500000001", "8503", None),
        ("050009FF00", "8502", None),
        ("0100000001", "010101", None),
        ("0100000002", "010101", None),
        ("0100000003", "8102", None),
        ("0100000000", "8103", None),
        ("0300000001", "8301", None),
        ("01", "8103", None),
        ("", "8003", None),
    ],
)
def test_a_device_answers_as_the_specification_says(
    request_: str, answer: str, change: tuple[int, bool] | None
) -> None:
    bank = {0: True, 1: False}
    assert modbus.respond(bank, bytes.fromhex(request_)) == (bytes.fromhex(answer), change)
