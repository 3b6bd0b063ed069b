"""The simulated printer and bitmaps for it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from device_drivers.drivers.escpos_printer import EscposPrinter, Patience
from device_drivers.simulators.ticket_printer import TicketPrinterSimulator
from device_drivers.transports.tcp import TcpTransport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[TicketPrinterSimulator]:
    with TicketPrinterSimulator(tmp_path / "tickets", port=0) as running:
        yield running


@pytest.fixture
def printer(simulator: TicketPrinterSimulator) -> EscposPrinter:
    return driver_for(simulator.port)


def driver_for(port: int, *, answer: float = 0.5, job: float = 5) -> EscposPrinter:
    """Give a driver that does not wait long."""
    return EscposPrinter(TcpTransport("127.0.0.1", port, 1), Patience(answer, 1, job))


def noise(width: int, height: int) -> bytes:
    """Give a bitmap of dots by chance, the same every time, with every value that could be taken for a command."""
    return random.Random(7).randbytes(width // 8 * height)


def read(path: Path, width: int, height: int) -> tuple[bytes, bytes]:
    """Give the dots of a ticket's picture as Pillow reads them: the first `height` rows, and all below."""
    with Image.open(path) as picture:
        assert picture.size[0] == 576
        black = picture.convert("1").point(lambda value: 255 - value)
        return (
            black.crop((0, 0, width, height)).tobytes(),
            black.crop((0, height, 576, picture.size[1])).tobytes(),
        )
