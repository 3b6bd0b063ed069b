"""`python -m kiosk.broker`: started by the supervisor, once per visitor."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import resource
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.broker.app import Broker, Door
from kiosk.broker.appointments import Appointments
from kiosk.broker.devices import DeviceLink
from kiosk.broker.diary import HubDiary
from kiosk.broker.display import DisplayRelay
from kiosk.broker.messenger import HubMessenger
from kiosk.broker.office import HubOffice, HubTopics, NoPaper, PrinterPaper
from kiosk.broker.requests import Handler, Table, no_reason
from kiosk.broker.sound import SoundRelay
from kiosk.broker.telling import Telling
from telemed.client import HubClient, read_credential

if TYPE_CHECKING:
    from kiosk.broker.pages import Pages
    from kiosk.broker.stick import Stick
    from telemed.api import Ticket


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="kiosk.broker")
    parser.add_argument("--session", required=True)
    parser.add_argument("--channel-fd", type=int, required=True)
    parser.add_argument("--control-fd", type=int, required=True)
    parser.add_argument("--hub", required=True)
    parser.add_argument("--hub-ca", type=Path)
    parser.add_argument("--hub-credential", type=Path)
    parser.add_argument("--printer")
    parser.add_argument("--page-printer")
    parser.add_argument("--page-free", type=int, default=0)
    parser.add_argument("--page-cents", type=int, default=0)
    parser.add_argument("--page-most", type=int, default=0)
    parser.add_argument("--page-duplex", action="store_true")
    parser.add_argument("--stick", type=Path, help="where the operating system mounts a visitor's stick")
    parser.add_argument("--stick-request", type=Path, help="a file that asks for it to be writable")
    parser.add_argument("--display-socket", type=Path)
    parser.add_argument("--display-server", type=Path)
    parser.add_argument("--devices", type=Path)
    parser.add_argument("--device-topics", default="")
    parser.add_argument("--sound-socket", type=Path)
    parser.add_argument("--sound-server", type=Path)
    parser.add_argument("--sound-jack", action="store_true", help="the server knows when headphones are plugged in")
    parser.add_argument("--gate-fd", type=int, help="where the visitor hands over the listener of the gate")
    parser.add_argument("--web", type=Path, help="rules of the gate, written by the supervisor")
    return parser.parse_args(words)


def main(
    words: Sequence[str] | None = None, end: Callable[[int], object] = os._exit, core: tuple[int, int] = (0, 0)
) -> None:
    """Wire the broker and run it until the supervisor lets go; then `end` the process.

    `core` are the limits of a core dump: a test that calls this in its own process keeps what it has.
    """
    logging.basicConfig(level=logging.INFO, format="broker: %(message)s")
    resource.setrlimit(resource.RLIMIT_CORE, core)
    options = _arguments(words)
    secret = read_credential(options.hub_credential).secret if options.hub_credential else ""
    client = HubClient(options.hub, secret, options.hub_ca)
    paper: NoPaper | PrinterPaper = NoPaper()
    if options.printer:
        from device_drivers.drivers.escpos_printer import EscposPrinter  # noqa: PLC0415 - costs memory where none is

        host, _, port = options.printer.rpartition(":")
        paper = PrinterPaper(EscposPrinter.over_tcp(host, int(port)))
    sound = _sound(options)
    doors: list[Door] = [] if sound is None else [sound]
    if options.display_socket and options.display_server:
        doors.append(DisplayRelay(options.display_socket, options.display_server))
    devices, watched = _devices(options)
    gate = None
    if options.web and options.gate_fd is not None:
        from kiosk.broker.web import open_gate  # noqa: PLC0415 - costs memory where there is none

        gate = open_gate(options.web, socket.socket(fileno=options.gate_fd))
    why = gate.why if gate is not None else no_reason
    stick, pages = _stick(options), _pages(options)
    doors += [] if stick is None else [stick]
    office, rows, over = _office(client, options.session)
    broker = Broker(
        socket.socket(fileno=options.channel_fd),
        socket.socket(fileno=options.control_fd),
        Table(office, paper, options.session, why, devices, watched, pages, stick, rows),
        HubTopics(client),
        doors,
        gate=gate,
        devices=devices,
        sound=sound,
        over=over,
    )
    asyncio.run(_run(broker, paper, end, pages))


def _office(client: HubClient, session: str) -> tuple[HubOffice, dict[str, Handler], Callable[[], Awaitable[None]]]:
    """Join what asks the hub: the office, further rows of the table, and what is given back at the end."""
    tickets: dict[int, Ticket] = {}
    codes: set[str] = set()
    appointments = Appointments(HubDiary(client, tickets, codes), session)
    telling = Telling(HubMessenger(client, tickets, codes))

    async def over() -> None:
        await asyncio.gather(appointments.end(), telling.end(), return_exceptions=True)

    return HubOffice(client, tickets), {**appointments.rows, **telling.rows}, over


def _sound(options: argparse.Namespace) -> SoundRelay | None:
    """Make the way to the sound server, where there is one."""
    if not options.sound_socket or not options.sound_server:
        return None
    return SoundRelay(options.sound_socket, options.sound_server, jack=options.sound_jack)


def _stick(options: argparse.Namespace) -> Stick | None:
    """Make the visitor's stick, where the office wants sticks."""
    if not options.stick:
        return None
    from kiosk.broker.stick import Stick  # noqa: PLC0415 - costs memory where there is none

    return Stick(options.stick, options.stick_request)


def _pages(options: argparse.Namespace) -> Pages | None:
    """Make the page printer of a session, where there is one."""
    if not options.page_printer:
        return None
    from device_drivers.drivers.ipp_printer import IppPrinter  # noqa: PLC0415 - costs memory where none is
    from kiosk.broker.pages import Pages, Prices  # noqa: PLC0415

    prices = Prices(options.page_free, options.page_cents, options.page_most)
    return Pages(IppPrinter(options.page_printer, duplex=options.page_duplex), prices)


def _devices(options: argparse.Namespace) -> tuple[DeviceLink | None, tuple[str, ...]]:
    """The way to the terminal's devices, and the topics there are of them."""
    link = DeviceLink(options.devices) if options.devices else None
    return link, tuple(options.device_topics.split(",")) if options.device_topics else ()


async def _run(
    broker: Broker, paper: NoPaper | PrinterPaper, end: Callable[[int], object], pages: Pages | None
) -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, leave, paper, end, pages)
    await broker.run()
    leave(paper, end, pages)  # the supervisor is gone: a thread in the middle of a request would be waited for


def leave(paper: NoPaper | PrinterPaper, end: Callable[[int], object], pages: Pages | None = None) -> None:
    """Give up what is half printed, so that its rest does not come out with the next one, and end at once."""
    paper.cancel()
    if pages is not None:
        pages.cancel()
    end(0)


if __name__ == "__main__":  # pragma: no branch -- imported by tests, executed by the supervisor
    main()  # pragma: no cover -- the line the supervisor's processes begin with
