"""What every ticket printer does: the driver over TCP to the simulator, and the fake that stands in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from device_drivers.api import DeviceError, Failed, Failure, Printed, State, Status, TicketPrinter
from device_drivers.codecs.escpos import Paper
from tests.devices.conftest import driver_for, noise
from tests.fakes.printer import FakePrinter

if TYPE_CHECKING:
    from device_drivers.simulators.ticket_printer import TicketPrinterSimulator


def _put_into(trouble: Failure | None, simulator: TicketPrinterSimulator) -> TicketPrinter:
    """Give a driver for a simulator in this state."""
    match trouble:
        case Failure.NO_PAPER:
            simulator.mechanism.set_paper(Paper.OUT)
        case Failure.COVER_OPEN:
            simulator.mechanism.set_cover(is_open=True)
        case Failure.UNREACHABLE:
            return driver_for(1)
        case _:
            pass
    return driver_for(simulator.port)


@pytest.fixture(params=["driver", "fake"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _made(kind: str, trouble: Failure | None, simulator: TicketPrinterSimulator) -> TicketPrinter:
    return FakePrinter(trouble) if kind == "fake" else _put_into(trouble, simulator)


def test_a_bitmap_is_printed(kind: str, simulator: TicketPrinterSimulator) -> None:
    printer = _made(kind, None, simulator)

    assert printer.status() == Status(State.READY)
    assert printer.print_bitmap(576, 40, noise(576, 40)) == Printed()
    assert printer.identity().kind == "ticket-printer"


@pytest.mark.parametrize("trouble", [Failure.NO_PAPER, Failure.COVER_OPEN, Failure.UNREACHABLE])
def test_trouble_is_a_value(kind: str, trouble: Failure, simulator: TicketPrinterSimulator) -> None:
    printer = _made(kind, trouble, simulator)

    assert printer.print_bitmap(576, 40, noise(576, 40)) == Failed(trouble)
    status = printer.status()
    assert status.state is (State.ABSENT if trouble is Failure.UNREACHABLE else State.NEEDS_ATTENTION)
    assert trouble is Failure.UNREACHABLE or (status.attention and status.attention.value == trouble.value)


@pytest.mark.parametrize(("width", "height", "size"), [(576, 2, 143), (575, 1, 72), (8, 0, 0), (584, 1, 73)])
def test_a_bitmap_that_cannot_be_is_refused(
    kind: str, width: int, height: int, size: int, simulator: TicketPrinterSimulator
) -> None:
    with pytest.raises(DeviceError):
        _made(kind, None, simulator).print_bitmap(width, height, bytes(size))


def test_cancelling_without_a_job_harms_nothing(kind: str, simulator: TicketPrinterSimulator) -> None:
    printer = _made(kind, None, simulator)

    printer.cancel()

    assert printer.print_bitmap(8, 1, b"\xff") == Printed()
