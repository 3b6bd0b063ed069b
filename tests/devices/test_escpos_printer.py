"""The ticket printer's driver and its simulator over real TCP."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING

import escpos.printer
import pytest
from PIL import Image

from device_drivers.api import Attention, DeviceError, Failed, Failure, Printed, State, Status
from device_drivers.codecs import escpos as codec
from device_drivers.codecs.escpos import Paper
from device_drivers.drivers.escpos_printer import ALLOWED, EscposPrinter
from tests.devices.conftest import driver_for, noise, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from device_drivers.simulators.ticket_printer import TicketPrinterSimulator


@pytest.mark.parametrize(("width", "height"), [(576, 1), (576, 700), (384, 129), (8, 3)])
def test_the_ticket_shows_the_bitmap_dot_for_dot(
    width: int, height: int, printer: EscposPrinter, simulator: TicketPrinterSimulator
) -> None:
    bits = noise(width, height)

    assert printer.print_bitmap(width, height, bits) == Printed()

    (ticket,) = simulator.tickets
    top, below = read(ticket, width, height)
    assert top == bits
    assert not any(below)


def test_every_ticket_is_a_picture_of_its_own(printer: EscposPrinter, simulator: TicketPrinterSimulator) -> None:
    for value in (b"\xff", b"\x0f"):
        assert printer.print_bitmap(8, 1, value) == Printed()

    assert [path.name for path in simulator.tickets] == ["ticket-0001.png", "ticket-0002.png"]
    assert [read(path, 8, 1)[0] for path in simulator.tickets] == [b"\xff", b"\x0f"]


def test_nothing_is_sent_that_is_not_allowed(printer: EscposPrinter, simulator: TicketPrinterSimulator) -> None:
    """Given a ticket of noise, then the printer heard only commands of the allow list, and no stray byte."""
    printer.print_bitmap(576, 300, noise(576, 300))
    printer.status()

    assert simulator.mechanism.heard
    assert all(isinstance(command, ALLOWED) for command in simulator.mechanism.heard)


def test_a_command_that_is_not_on_the_list_is_refused(printer: EscposPrinter) -> None:
    with pytest.raises(DeviceError):
        printer._send(None, codec.Other(0x1B))  # type: ignore[arg-type]


def test_low_paper_prints_and_is_told(printer: EscposPrinter, simulator: TicketPrinterSimulator) -> None:
    simulator.mechanism.set_paper(Paper.LOW)

    assert printer.print_bitmap(8, 1, b"\xff") == Printed()
    assert printer.status() == Status(State.READY, Attention.PAPER_LOW)


def test_paper_out_in_the_middle_and_the_rest_is_forgotten(
    printer: EscposPrinter, simulator: TicketPrinterSimulator
) -> None:
    """Given the paper ends in a person's ticket, then nothing of it comes out with the next person's."""
    simulator.mechanism.run_out_after(200)

    assert printer.print_bitmap(576, 700, b"\xff" * 72 * 700) == Failed(Failure.NO_PAPER)
    assert printer.status() == Status(State.NEEDS_ATTENTION, Attention.NO_PAPER)
    simulator.mechanism.set_paper(Paper.PRESENT)
    assert printer.print_bitmap(576, 10, noise(576, 10)) == Printed()

    torn, mine = simulator.tickets
    assert read(torn, 576, 200) == (b"\xff" * 72 * 200, b"")
    assert read(mine, 576, 10)[0] == noise(576, 10)


def test_the_simulator_keeps_what_is_not_cleared(simulator: TicketPrinterSimulator) -> None:
    """Positive control: a program that clears nothing leaves the rest of its ticket to the next person."""
    simulator.mechanism.run_out_after(200)
    with socket.create_connection(("127.0.0.1", simulator.port)) as link:
        link.sendall(codec.encode(codec.Raster(72, 700, b"\xff" * 72 * 700)) + codec.encode(codec.Cut()))
        _until(lambda: simulator.mechanism.paper is Paper.OUT and len(simulator.mechanism.heard) == 2)

    simulator.mechanism.set_paper(Paper.PRESENT)

    _, rest = simulator.tickets
    assert read(rest, 576, 500) == (b"\xff" * 72 * 500, b"")


def test_what_a_killed_session_left_is_forgotten(printer: EscposPrinter, simulator: TicketPrinterSimulator) -> None:
    """Given a session died while the paper was out, then its ticket is gone as soon as the next one prints."""
    simulator.mechanism.set_paper(Paper.OUT)
    with socket.create_connection(("127.0.0.1", simulator.port)) as link:
        link.sendall(codec.encode(codec.Raster(72, 50, b"\xff" * 72 * 50)) + codec.encode(codec.Cut()))
        _until(lambda: len(simulator.mechanism.heard) == 2)
    assert printer.print_bitmap(8, 1, b"\x0f") == Failed(Failure.NO_PAPER)

    simulator.mechanism.set_paper(Paper.PRESENT)
    assert printer.print_bitmap(8, 1, b"\x0f") == Printed()

    assert [read(path, 8, 1)[0] for path in simulator.tickets] == [b"\x0f"]


def test_the_cover_opened_in_the_middle(simulator: TicketPrinterSimulator) -> None:
    """Given the cover is opened while the end is awaited, then the job fails, and what is printed is cut off later."""
    printer = driver_for(simulator.port)
    mechanism = simulator.mechanism
    opened = threading.Event()

    def open_cover_at_the_first_band() -> None:
        _until(lambda: any(isinstance(command, codec.Raster) for command in list(mechanism.heard)))
        mechanism.set_cover(is_open=True)
        opened.set()

    thread = threading.Thread(target=open_cover_at_the_first_band)
    thread.start()
    result = printer.print_bitmap(576, 30_000, bytes(72 * 30_000))
    thread.join()

    assert opened.is_set()
    assert result == Failed(Failure.COVER_OPEN)
    mechanism.set_cover(is_open=False)
    assert printer.print_bitmap(8, 1, b"\xff") == Printed()
    assert read(simulator.tickets[-1], 8, 1)[0] == b"\xff"
    assert len(simulator.tickets) == 2


def test_a_cancelled_job_ends_and_leaves_nothing_to_the_next(
    printer: EscposPrinter, simulator: TicketPrinterSimulator
) -> None:
    results: list[object] = []
    job = threading.Thread(target=lambda: results.append(printer.print_bitmap(576, 60_000, b"\xff" * 72 * 60_000)))
    job.start()
    _until(lambda: bool(simulator.mechanism.heard))
    assert printer.print_bitmap(8, 1, b"\xff") == Failed(Failure.BUSY)
    assert printer.status() == Status(State.BUSY)

    printer.cancel()
    job.join(10)

    assert results == [Failed(Failure.CANCELLED)]
    assert printer.print_bitmap(8, 1, b"\x0f") == Printed()
    assert read(simulator.tickets[-1], 8, 1)[0] == b"\x0f"


class _Peer:
    """Something that listens where a printer should, and answers every message with the same bytes."""

    def __init__(self, answer: bytes | None) -> None:
        self._answer = answer
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._links: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self._server.accept()
            except OSError:
                return
            self._links.append(link)
            if self._answer == b"":
                link.close()
            elif self._answer is not None:
                link.sendall(self._answer)

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)
        for link in self._links:
            link.close()


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (None, Failure.UNREACHABLE),
        (b"", Failure.UNREACHABLE),
        (b"HTTP/1.1 400 Bad Request\r\n", Failure.WRONG_ANSWER),
        (b"\xff" * 8, Failure.WRONG_ANSWER),
        (b"\x12", Failure.UNREACHABLE),
        (b"\x52", Failure.WRONG_ANSWER),
    ],
    ids=["silent", "hangs up", "a web server", "garbage", "stops answering", "cutter stuck"],
)
def test_what_is_no_working_printer_is_a_value_in_time(answer: bytes | None, failure: Failure) -> None:
    peer = _Peer(answer)
    try:
        start = time.monotonic()

        result = driver_for(peer.port, answer=0.3).print_bitmap(576, 500, noise(576, 500))

        assert result == Failed(failure)
        assert time.monotonic() - start < 3
    finally:
        peer.close()


def test_nobody_listens(free_port: int) -> None:
    printer = driver_for(free_port)

    assert printer.print_bitmap(8, 1, b"\xff") == Failed(Failure.UNREACHABLE)
    assert printer.status() == Status(State.ABSENT)


def test_a_printer_that_stops_reading_is_given_up() -> None:
    """Given a peer that answers the first questions and then reads no more, then the job ends within its time."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        links: list[socket.socket] = []

        def serve() -> None:
            link, _ = server.accept()
            links.append(link)
            link.sendall(b"\x12\x12")

        thread = threading.Thread(target=serve)
        thread.start()

        result = driver_for(server.getsockname()[1], answer=0.3).print_bitmap(576, 60_000, bytes(72 * 60_000))

        thread.join(5)
        links[0].close()
    assert result == Failed(Failure.UNREACHABLE)


def test_python_escpos_prints_the_same_on_the_simulator(simulator: TicketPrinterSimulator, tmp_path: Path) -> None:
    """Given another program's ESC/POS (python-escpos), then the simulator shows its picture and answers it."""
    picture = Image.frombytes("1", (576, 100), bytes(value ^ 0xFF for value in noise(576, 100)))
    peer = escpos.printer.Network("127.0.0.1", simulator.port, timeout=5)

    peer.image(picture, impl="bitImageRaster", center=False)
    peer.cut()
    _until(lambda: len(simulator.tickets) == 1)
    paper = peer.paper_status()
    peer.close()

    assert read(simulator.tickets[0], 576, 100)[0] == noise(576, 100)
    assert paper == 2


def test_our_bytes_are_those_of_python_escpos() -> None:
    bits = noise(576, 20)
    peer = escpos.printer.Dummy()
    peer.image(Image.frombytes("1", (576, 20), bytes(value ^ 0xFF for value in bits)), impl="bitImageRaster")

    assert peer.output == codec.encode(codec.Raster(72, 20, bits))


def _until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not ready():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)
