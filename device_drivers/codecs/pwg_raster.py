"""Pages as PWG raster (PWG 5102.4), run-length coded: the form every printer takes that needs no driver. Pure.

A page comes as rows of bits (1 is black) and leaves in the printer's form: as it is (`black_1`) or a byte a dot
(`sgray_8`), each dot repeated `factor` times across and along for printers of twice the dots.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

SYNC = b"RaS2"
_HEADER = 1796
_MOST_REPEATS = 256
_MOST_RUN = 128
_POINTS = 72
_WORTH = 3
"""A run of so many bytes alike is shorter than the bytes themselves, also where it cuts others in two."""
BLACK, GREY = 1, 8
"""Bits a dot."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a printer wants its pages: bits a dot (1 or 8), dots an inch, sides."""

    bits: int
    dpi: int
    duplex: bool = False


class Page(Protocol):
    """`height` rows of `width` dots, `width` a multiple of 8, 1 is black; `dpi` dots an inch."""

    @property
    def width(self) -> int:
        """Dots across."""

    @property
    def height(self) -> int:
        """Rows."""

    @property
    def dpi(self) -> int:
        """Dots an inch."""

    @property
    def bits(self) -> bytes:
        """The rows one after the other."""


def document(pages: Sequence[Page], form: Form) -> bytes:
    """Write a document. Each page's dots have to go a whole number of times into the printer's."""
    return SYNC + b"".join(_header(page, form, len(pages)) + _rows(page, form) for page in pages)


def _header(page: Page, form: Form, count: int) -> bytes:
    factor = form.dpi // page.dpi
    width, height = page.width * factor, page.height * factor
    head = bytearray(_HEADER)
    head[0:9] = b"PwgRaster"
    black = form.bits == BLACK
    for at, value in (
        (272, int(form.duplex)),
        (276, form.dpi),
        (280, form.dpi),
        (340, 1),  # NumCopies
        (352, round(page.width * _POINTS / page.dpi)),
        (356, round(page.height * _POINTS / page.dpi)),
        (372, width),
        (376, height),
        (384, form.bits),  # BitsPerColor
        (388, form.bits),  # BitsPerPixel
        (392, (width * form.bits + 7) // 8),
        (400, 3 if black else 18),  # ColorSpace: black, or sGray
        (420, 1),  # NumColors
        (452, count),  # TotalPageCount
        (456, 1),  # CrossFeedTransform
        (460, 1),  # FeedTransform
        (464, 0),
        (468, 0),
        (472, width),
        (476, height),
        (480, 0x00FFFFFF),  # AlternatePrimary
        (484, 0),
    ):
        struct.pack_into(">I", head, at, value)
    return bytes(head)


def _rows(page: Page, form: Form) -> bytes:
    """Code rows that are alike once, with how often they come."""
    factor = form.dpi // page.dpi
    table = _table(form.bits, factor)
    step = page.width // 8
    found: list[bytes] = []
    coded: dict[bytes, bytes] = {}
    at = 0
    while at < page.height:
        row = page.bits[at * step : (at + 1) * step]
        end = at + 1
        while end < page.height and page.bits[end * step : (end + 1) * step] == row:
            end += 1
        line = coded.get(row)
        if line is None:
            line = coded[row] = pack(b"".join(map(table.__getitem__, row)))
        left = (end - at) * factor
        while left:
            times = min(left, _MOST_REPEATS)
            found.append(bytes((times - 1,)) + line)
            left -= times
        at = end
    return b"".join(found)


def _table(bits: int, factor: int) -> list[bytes]:
    """For each byte of eight dots, the bytes of these dots in the printer's form."""
    table = []
    for value in range(256):
        dots = [(value >> shift) & 1 for shift in range(7, -1, -1) for _ in range(factor)]
        if bits == GREY:
            table.append(bytes(0 if dot else 255 for dot in dots))
        else:
            table.append(bytes(int("".join(map(str, dots[at : at + 8])), 2) for at in range(0, len(dots), 8)))
    return table


def pack(row: bytes) -> bytes:
    """Run-length code a row: a count and a byte to repeat, or 257 minus a count and that many bytes as they are."""
    found = bytearray()
    at, size = 0, len(row)
    plain = 0  # where bytes begin that are not alike
    while at < size:
        end = _run(row, at)
        if end - at >= _WORTH or (end - at == _WORTH - 1 and plain == at):
            _copy(found, row[plain:at])
            for begin in range(at, end, _MOST_RUN):
                found += bytes((min(_MOST_RUN, end - begin) - 1, row[at]))
            plain = end
        at = end
    _copy(found, row[plain:])
    return bytes(found)


def _run(row: bytes, at: int) -> int:
    """Give where bytes begin that are not like the one at `at`; long runs by eightfold comparison."""
    value, end, size = row[at], at + 1, len(row)
    block = bytes((value,)) * 64
    while row[end : end + 64] == block:
        end += 64
    while end < size and row[end] == value:
        end += 1
    return end


def _copy(found: bytearray, plain: bytes) -> None:
    """Write bytes that are not alike; a single one is a run of one, for 256 is no count."""
    for begin in range(0, len(plain), _MOST_RUN):
        part = plain[begin : begin + _MOST_RUN]
        found += bytes((0,) if len(part) == 1 else (257 - len(part),)) + part


def unpack(data: bytes, size: int) -> tuple[bytes, int]:
    """Decode one row of `size` bytes and give it with the number of bytes read; raises `ValueError`."""
    row, at = bytearray(), 0
    while len(row) < size:
        if at >= len(data):
            raise ValueError("ends in the middle")
        count = data[at]
        if count < _MOST_RUN:
            row += data[at + 1 : at + 2] * (count + 1)
            at += 2
        elif count == _MOST_RUN:
            raise ValueError("128 is no count")
        else:
            row += data[at + 1 : at + 258 - count]
            at += 258 - count
    if len(row) != size or at > len(data):
        raise ValueError("another length")
    return bytes(row), at


def pages_of(data: bytes) -> list[tuple[Form, int, int, bytes]]:
    """Read a document back: for each page its form, width and height in dots and its rows; raises `ValueError`."""
    if data[:4] != SYNC:
        raise ValueError("no raster")
    found, at = [], 4
    while at < len(data):
        head = data[at : at + _HEADER]
        if len(head) < _HEADER:
            raise ValueError("ends in the middle")
        at += _HEADER

        def number(place: int, head: bytes = head) -> int:
            return int.from_bytes(head[place : place + 4], "big")

        width, height, step = number(372), number(376), number(392)
        rows: list[bytes] = []
        while len(rows) < height:
            if at >= len(data):
                raise ValueError("ends in the middle")
            times = data[at] + 1
            row, read = unpack(data[at + 1 :][: 2 * step + 16], step)
            at += 1 + read
            rows += [row] * times
        found.append((Form(number(388), number(276), bool(number(272))), width, height, b"".join(rows)))
    return found
