"""Codecs of the page printer, and the driver against Debian's own IPP Everywhere printer."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device_drivers.api import DeviceError, Failed, Failure, PageBits, Printed
from device_drivers.codecs import ipp, pwg_raster
from device_drivers.codecs.ipp import Attribute, IppError, Message, Resolution, Tag
from device_drivers.drivers.ipp_printer import IppPrinter, Patience
from tests.devices.ippeve import THERE, WHY, ippeveprinter
from tests.ports import free_port

NAMES = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=20)
NUMBERS = st.integers(-(2**31), 2**31 - 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
VALUES = {
    Tag.INTEGER: NUMBERS,
    Tag.ENUM: NUMBERS,
    Tag.BOOLEAN: st.booleans(),
    Tag.RESOLUTION: st.builds(Resolution, NUMBERS, NUMBERS),
    Tag.KEYWORD: WORDS,
    Tag.URI: WORDS,
    0x36: st.binary(max_size=40),
}
ATTRIBUTES = st.sampled_from(list(VALUES)).flatmap(
    lambda tag: st.builds(Attribute, NAMES, st.just(int(tag)), st.lists(VALUES[tag], min_size=1, max_size=4).map(tuple))
)
GROUPS = st.lists(st.tuples(st.sampled_from([1, 2, 4, 5]), st.lists(ATTRIBUTES, max_size=4).map(tuple)), max_size=3)
MESSAGES = st.builds(Message, st.integers(0, 0xFFFF), NUMBERS, GROUPS.map(tuple), st.binary(max_size=50))


@given(MESSAGES)
def test_what_is_written_is_read_back(message: Message) -> None:
    read = ipp.decode(ipp.encode(message))
    assert read == message
    assert read.data == message.data


@given(st.binary(max_size=300), MESSAGES, st.integers(0, 200))
def test_bytes_of_any_kind_are_a_message_or_an_error(data: bytes, message: Message, cut: int) -> None:
    for broken in (data, ipp.encode(message)[:cut] + data):
        with contextlib.suppress(IppError):
            ipp.decode(broken)


@pytest.mark.parametrize(
    "attribute",
    [
        Attribute("a", Tag.INTEGER, (2**31,)),
        Attribute("a", Tag.INTEGER, ("1",)),
        Attribute("a", Tag.KEYWORD, (1,)),
        Attribute("a", Tag.KEYWORD, ("x" * 40_000,)),
        Attribute("a", Tag.KEYWORD, ("\ud800",)),
        Attribute("a", Tag.BOOLEAN, (b"",)),
        Attribute("a", Tag.RESOLUTION, (Resolution(2**40, 1),)),
    ],
)
def test_what_fits_no_type_is_not_written(attribute: Attribute) -> None:
    with pytest.raises(IppError):
        ipp.encode(Message(0, 1, ((1, (attribute,)),)))


ROWS = st.integers(1, 6).flatmap(
    lambda step: st.lists(
        st.one_of(st.binary(min_size=step, max_size=step), st.just(bytes(step)), st.just(b"\xff" * step)),
        min_size=1,
        max_size=12,
    ).map(lambda rows: (step, rows))
)


@given(ROWS, st.sampled_from([1, 8]), st.sampled_from([300, 600]))
def test_every_dot_of_a_page_arrives(given_rows: tuple[int, list[bytes]], bits: int, dpi: int) -> None:
    step, rows = given_rows
    page = PageBits(step * 8, len(rows), 300, b"".join(rows))
    form = pwg_raster.Form(bits, dpi, duplex=True)
    [(read, width, height, data)] = pwg_raster.pages_of(pwg_raster.document([page], form))
    factor = dpi // 300
    assert (read, width, height) == (form, page.width * factor, page.height * factor)
    size = len(data) // height
    for y in range(height):
        row = data[y * size : (y + 1) * size]
        for x in range(width):
            wanted = rows[y // factor][x // factor // 8] >> (7 - x // factor % 8) & 1
            found = row[x // 8] >> (7 - x % 8) & 1 if bits == 1 else int(row[x] == 0)
            assert found == wanted


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(1, 300)), min_size=1, max_size=12))
def test_a_row_is_packed_and_unpacked(runs: list[tuple[int, int]]) -> None:
    row = b"".join(bytes((value,)) * count for value, count in runs)
    packed = pwg_raster.pack(row)
    assert pwg_raster.unpack(packed, len(row)) == (row, len(packed))
    assert len(packed) <= len(row) + len(row) // 64 + 2


@given(st.binary(max_size=60))
def test_a_raster_of_any_kind_is_pages_or_an_error(data: bytes) -> None:
    for broken in (data, pwg_raster.SYNC + data):
        with contextlib.suppress(ValueError):
            pwg_raster.pages_of(broken)


# ---- the driver --------------------------------------------------------------------------------------------------


def page(row: bytes = b"\xf0" * 310, height: int = 3508) -> PageBits:
    return PageBits(2480, height, 300, row * (height // 2) + bytes(310) * (height - height // 2))


@pytest.mark.skipif(not THERE, reason=WHY)
def test_three_pages_come_out_as_they_were_drawn(tmp_path: Path) -> None:
    with ippeveprinter(tmp_path, "-c", "/bin/true") as printer:
        driver = IppPrinter(printer.address)
        pages = [page(), page(b"\xff\x00" * 155), page(bytes(310))]
        assert driver.print_pages(pages) == Printed()
        papers = printer.papers()
        log = printer.log.read_text(errors="replace")
    assert [(width, height) for _, width, height, _ in papers] == [(2480, 3508)] * 3
    for (form, _, _, found), drawn in zip(papers, pages, strict=True):
        data = found
        if form.bits == 8:
            black = bytes.maketrans(b"\x00\xff", b"10")
            rows = [
                int(data[at : at + 2480].translate(black), 2).to_bytes(310, "big") for at in range(0, len(data), 2480)
            ]
            data = b"".join(rows)
        assert data == drawn.bits
    assert "Terminal" in log


@pytest.mark.skipif(not THERE, reason=WHY)
def test_a_cancelled_job_is_cancelled_at_the_printer(tmp_path: Path) -> None:
    with ippeveprinter(tmp_path) as printer:  # without a command it takes some seconds for a job
        driver = IppPrinter(printer.address)
        results: list[object] = []
        thread = threading.Thread(target=lambda: results.append(driver.print_pages([page()])))
        thread.start()
        while "Get-Job-Attributes successful" not in printer.log.read_text(errors="replace"):
            pass
        assert driver.print_pages([page()]) == Failed(Failure.BUSY)
        driver.cancel()
        thread.join(10)
        assert results == [Failed(Failure.CANCELLED)]
        while "Cancel-Job successful-ok" not in printer.log.read_text(errors="replace"):
            pass


def test_nobody_there_is_a_value() -> None:
    driver = IppPrinter(f"ipp://127.0.0.1:{free_port()}/ipp/print", patience=Patience(0.5, 1, 1))
    assert driver.print_pages([page()]) == Failed(Failure.UNREACHABLE)


def test_a_page_of_another_size_than_it_says_is_a_mistake_of_ours() -> None:
    with pytest.raises(DeviceError):
        IppPrinter("ipp://127.0.0.1/").print_pages([PageBits(16, 2, 300, b"x")])
