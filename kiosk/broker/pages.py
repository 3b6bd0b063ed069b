"""Pages for the page printer: collected strip by strip, counted for the session, and printed as one job."""

from __future__ import annotations

import asyncio
import time
import zlib
from typing import TYPE_CHECKING

import msgspec

from device_drivers.api import Failed, Failure, PageBits
from kiosk.broker.requests import Declined

if TYPE_CHECKING:
    from device_drivers.api import PagePrinter

DPI = 300
WIDTH = 2480
HEIGHT = 3508
"""A4 in dots."""
CANCEL_SECONDS = 0.15
"""How long the driver's thread gets to have the printer forget a job."""

_NO_PAPER = {Failure.NO_PAPER, Failure.COVER_OPEN}


class Prices(msgspec.Struct, frozen=True):
    """What pages cost: so many are free, each further one so many cents, and one session gets so many at the most."""

    free: int = 0
    cents: int = 0
    most: int = 20


class PagesPrinted(msgspec.Struct, frozen=True):
    """What became of a job, pages of this session so far, and what it has to pay for them."""

    state: str
    pages: int
    cents: int


class Pages:
    """The page printer as one session may use it."""

    def __init__(self, printer: PagePrinter, prices: Prices) -> None:
        self._printer = printer
        self._prices = prices
        self._waiting: list[bytearray] = []
        self._taken = 0
        self._printed = 0
        self._busy = False
        self._answers: dict[str, PagesPrinted] = {}

    def take(self, page: int, first: int, rows: int, data: bytes) -> int:
        """Take a strip of a page, coded by zlib, and give the number of pages that are collected.

        Strips come from the top down and pages one after the other; the first strip of page 1 begins anew. Raises
        `Declined` on everything else.
        """
        if self._busy:
            raise Declined("busy")
        if page == 1 and first == 0:
            self._waiting = []
        if first == 0 and page == len(self._waiting) + 1 and self._whole():
            if self._taken + page > self._prices.most:
                raise Declined("too-many")
            self._waiting.append(bytearray())
        step = WIDTH // 8
        if page != len(self._waiting) or first * step != len(self._waiting[-1]) or first + rows > HEIGHT:
            raise Declined("order")
        self._waiting[-1] += _opened(data, rows * step)
        return len(self._waiting)

    async def print(self, key: str, pages: int) -> PagesPrinted:
        """Print what was collected, once under `key`."""
        if key in self._answers:
            return self._answers[key]
        if self._busy:
            raise Declined("busy")
        if pages != len(self._waiting) or not self._whole():
            raise Declined("order")
        job = [PageBits(WIDTH, HEIGHT, DPI, bytes(bits)) for bits in self._waiting]
        self._waiting = []
        self._busy = True
        self._taken += pages  # what a job that fails has printed nobody knows
        try:
            result = await asyncio.to_thread(self._printer.print_pages, job)
        finally:
            self._busy = False
        state = "printed"
        if isinstance(result, Failed):
            state = "no-paper" if result.reason in _NO_PAPER else "unreachable"
        else:
            self._printed += pages
        self._answers[key] = PagesPrinted(state, self._printed, self._cost())
        return self._answers[key]

    def cancel(self) -> None:
        """Give up a job that is under way and wait a moment for the printer to be told."""
        if self._busy:
            self._printer.cancel()
            time.sleep(CANCEL_SECONDS)

    def _whole(self) -> bool:
        return all(len(bits) == WIDTH // 8 * HEIGHT for bits in self._waiting)

    def _cost(self) -> int:
        return max(0, self._printed - self._prices.free) * self._prices.cents


def _opened(data: bytes, size: int) -> bytes:
    """Decode exactly `size` bytes, and never more, whatever the data would become."""
    decoder = zlib.decompressobj()
    try:
        found = decoder.decompress(data, size + 1)
    except zlib.error as error:
        raise Declined("order") from error
    if len(found) != size or decoder.unused_data or not decoder.eof:
        raise Declined("order")
    return found
