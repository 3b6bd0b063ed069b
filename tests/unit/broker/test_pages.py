"""Pages for the page printer: only whole ones in their order, so many of a session, told what they cost."""

from __future__ import annotations

import asyncio
import zlib

import msgspec
import pytest

from device_drivers.api import Failure
from kiosk.broker.pages import HEIGHT, WIDTH, Pages, PagesPrinted, Prices
from kiosk.broker.requests import Away, Declined, Table
from tests.fakes.page_printer import FakePagePrinter

STEP = WIDTH // 8
PRICES = Prices(free=2, cents=10, most=4)


def strip(rows: int, value: bytes = b"\xf0") -> bytes:
    return zlib.compress(value * STEP * rows)


def hand_over(pages: Pages, count: int, first: int = 1) -> None:
    for page in range(first, first + count):
        assert pages.take(page, 0, 3000, strip(3000)) == page
        pages.take(page, 3000, HEIGHT - 3000, strip(HEIGHT - 3000))


def test_pages_are_printed_once_under_a_key_and_cost_what_is_beyond_the_free_ones() -> None:
    printer = FakePagePrinter()
    pages = Pages(printer, PRICES)
    hand_over(pages, 3)
    assert asyncio.run(pages.print("a", 3)) == PagesPrinted("printed", 3, 10)
    assert asyncio.run(pages.print("a", 3)) == PagesPrinted("printed", 3, 10)
    [job] = printer.jobs
    assert [(page.width, page.height, page.bits) for page in job] == [(WIDTH, HEIGHT, b"\xf0" * STEP * HEIGHT)] * 3


def test_a_session_gets_so_many_pages_and_no_more() -> None:
    pages = Pages(FakePagePrinter(), PRICES)
    hand_over(pages, 4)
    with pytest.raises(Declined, match="too-many"):
        pages.take(5, 0, 10, strip(10))
    asyncio.run(pages.print("a", 4))
    with pytest.raises(Declined, match="too-many"):
        pages.take(1, 0, 10, strip(10))


@pytest.mark.parametrize(
    ("page", "first", "rows", "data"),
    [
        (2, 0, 10, strip(10)),  # no page before it
        (1, 5, 10, strip(10)),  # no rows before it
        (1, 0, 10, strip(9)),  # fewer dots than rows
        (1, 0, 10, strip(11)),  # more
        (1, 0, 10, b"nothing"),
        (1, 0, 10, strip(10) + b"x"),
        (1, 0, 10, strip(10)[:-4]),
        (1, 0, 3508, zlib.compress(bytes(50_000_000))),  # what would become far more than a page
    ],
)
def test_a_strip_out_of_order_is_declined(page: int, first: int, rows: int, data: bytes) -> None:
    with pytest.raises(Declined, match="order"):
        Pages(FakePagePrinter(), PRICES).take(page, first, rows, data)


def test_a_page_is_not_begun_nor_printed_before_the_last_one_is_whole() -> None:
    pages = Pages(FakePagePrinter(), PRICES)
    pages.take(1, 0, 10, strip(10))
    with pytest.raises(Declined, match="order"):
        pages.take(2, 0, 10, strip(10))
    with pytest.raises(Declined, match="order"):
        asyncio.run(pages.print("a", 1))
    with pytest.raises(Declined, match="order"):
        pages.take(1, 10, HEIGHT, strip(HEIGHT))
    pages.take(1, 0, HEIGHT, strip(HEIGHT))  # begins anew
    assert asyncio.run(pages.print("a", 1)).state == "printed"


@pytest.mark.parametrize(
    ("failure", "state"),
    [(Failure.NO_PAPER, "no-paper"), (Failure.COVER_OPEN, "no-paper"), (Failure.UNREACHABLE, "unreachable")],
)
def test_a_job_that_fails_costs_nothing(failure: Failure, state: str) -> None:
    pages = Pages(FakePagePrinter(failure), Prices(0, 10, 4))
    hand_over(pages, 2)
    assert asyncio.run(pages.print("a", 2)) == PagesPrinted(state, 0, 0)


def test_one_job_at_a_time_and_given_up_when_the_session_ends() -> None:
    printer = FakePagePrinter(Failure.CANCELLED)
    pages = Pages(printer, PRICES)
    pages.cancel()
    assert not printer.cancelled
    printer.go.clear()

    async def run() -> PagesPrinted:
        hand_over(pages, 1)
        job = asyncio.create_task(pages.print("a", 1))
        while not printer.jobs:  # noqa: ASYNC110 - nothing says when
            await asyncio.sleep(0)
        with pytest.raises(Declined, match="busy"):
            pages.take(1, 0, 10, strip(10))
        with pytest.raises(Declined, match="busy"):
            await pages.print("b", 1)
        pages.cancel()
        return await job

    assert asyncio.run(run()).state == "unreachable"
    assert printer.cancelled


def ask(table: Table, kind: str, name: str, **fields: object) -> object:
    return msgspec.msgpack.decode(asyncio.run(table.decode(kind, name, msgspec.msgpack.encode(fields), "k")()))


def test_the_table_hands_pages_over_and_has_none_where_there_is_no_printer() -> None:
    pages = Pages(FakePagePrinter(), PRICES)
    table = Table(None, None, "s", pages=pages)  # type: ignore[arg-type]
    assert ask(table, "effect", "print-page", page=1, first=0, rows=HEIGHT, data=strip(HEIGHT)) == 1
    assert ask(table, "effect", "print-pages", pages=1) == {"state": "printed", "pages": 1, "cents": 0}
    bare = Table(None, None, "s")  # type: ignore[arg-type]
    with pytest.raises(Away):
        ask(bare, "effect", "print-page", page=1, first=0, rows=1, data=b"")
    with pytest.raises(Away):
        ask(bare, "effect", "print-pages", pages=1)
