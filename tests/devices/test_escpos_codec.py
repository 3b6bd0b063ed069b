"""ESC/POS bytes to values and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers.codecs import escpos
from device_drivers.codecs.escpos import (
    Ask,
    ClearBuffer,
    Command,
    Cut,
    Feed,
    Initialise,
    OfflineCause,
    Other,
    Paper,
    PaperStatus,
    Parser,
    PrinterState,
    Raster,
    RealTimeStatus,
)

_BYTES = st.integers(0, 255)


@st.composite
def _rasters(draw: st.DrawFn) -> Raster:
    row_bytes, height = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    size = row_bytes * height
    return Raster(row_bytes, height, draw(st.binary(min_size=size, max_size=size)))


_COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.just(Initialise()),
    _rasters(),
    st.builds(Feed, _BYTES),
    st.builds(Cut, st.booleans(), _BYTES),
    st.builds(RealTimeStatus, st.sampled_from(Ask)),
    st.just(PaperStatus()),
    st.just(ClearBuffer()),
)


@given(st.lists(_COMMANDS, max_size=6), st.integers(1, 9))
def test_commands_are_read_back_whatever_the_pieces(commands: list[Command], size: int) -> None:
    stream = b"".join(escpos.encode(command) for command in commands)
    parser = Parser()

    found = [heard for at in range(0, len(stream), size) for heard in parser.feed(stream[at : at + size])]

    assert found == commands


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_fault(data: bytes) -> None:
    parser = Parser()

    found = parser.feed(data)

    others = bytes(heard.byte for heard in found if isinstance(heard, Other))
    assert len(others) <= len(data)


def test_a_command_after_text_is_found() -> None:
    assert Parser().feed(b"A\x1b@\x1bE") == [Other(0x41), Initialise(), Other(0x1B), Other(0x45)]


@pytest.mark.parametrize("paper", list(Paper))
def test_paper_is_read_back(paper: Paper) -> None:
    (byte,) = escpos.encode_paper(paper)
    (in_turn,) = escpos.encode_paper_in_turn(paper)

    assert escpos.read_paper(byte) is paper
    assert escpos.is_real_time(byte)
    assert not escpos.is_in_turn(byte)
    assert escpos.is_in_turn(in_turn)
    assert not escpos.is_real_time(in_turn)


@given(st.booleans(), st.booleans(), st.booleans())
def test_the_cause_of_being_offline_is_read_back(cover: bool, paper: bool, error: bool) -> None:
    cause = OfflineCause(cover, paper, error)

    assert escpos.read_offline_cause(cause.encode()[0]) == cause


def test_the_bytes_of_the_reference() -> None:
    """Given the examples of Epson's command reference, then these are the bytes."""
    assert escpos.encode(RealTimeStatus(Ask.PAPER)) == bytes.fromhex("100404")
    assert escpos.encode(Cut(feed_dots=3)) == bytes.fromhex("1d564203")
    assert escpos.encode(Raster(2, 1, b"\x80\x01")) == bytes.fromhex("1d7630000200010080 01")
    assert escpos.encode(ClearBuffer()) == bytes.fromhex("1014080103140106 0208")
    assert PrinterState(offline=True).encode() == b"\x1a"


@pytest.mark.parametrize("byte", [0x00, 0xFF, 0x48, 0x13])
def test_what_is_no_answer_is_none(byte: int) -> None:
    assert escpos.read_paper(byte) is None
    assert escpos.read_offline_cause(byte) is None
