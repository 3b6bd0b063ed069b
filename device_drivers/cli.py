"""The command `stadtteil devices`."""

from __future__ import annotations

import contextlib
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from device_drivers.api import State, Status
from device_drivers.codecs.escpos import Paper
from device_drivers.drivers.escpos_printer import EscposPrinter
from device_drivers.simulators.modbus_relay import ModbusRelaySimulator
from device_drivers.simulators.presence_radar import PresenceRadarSimulator, Scene
from device_drivers.simulators.ticket_printer import TicketPrinterSimulator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_PAPER = {"present": Paper.PRESENT, "low": Paper.LOW, "out": Paper.OUT}


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """Add `devices` with its own commands; give these, for others to be added."""
    devices = subparsers.add_parser("devices", help="devices and their simulators")
    commands = devices.add_subparsers(dest="devices_command", required=True, metavar="COMMAND")
    simulate = commands.add_parser("simulate", help="run a device made of software")
    kinds = simulate.add_subparsers(dest="kind", required=True, metavar="KIND")
    printer = kinds.add_parser("printer", help="ticket printer: ESC/POS over TCP in, pictures of tickets out")
    printer.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    printer.add_argument("--port", type=int, default=9100, help="TCP port, 0 for a free one (default: %(default)s)")
    printer.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the tickets are written")
    printer.add_argument("--paper", choices=sorted(_PAPER), default="present", help="state of the paper")
    printer.add_argument("--out-after", type=int, metavar="ROWS", help="let the paper end after so many rows of dots")
    printer.add_argument("--cover-open", action="store_true", help="leave the cover open")
    privacy_filter = kinds.add_parser("filter", help="privacy filter: coil 0 of a relay that speaks Modbus TCP")
    privacy_filter.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    privacy_filter.add_argument("--port", type=int, default=5020, help="TCP port, 0 for a free one (default: 5020)")
    privacy_filter.add_argument("--stuck", action="store_true", help="the contacts do not move, and nothing says so")
    presence = kinds.add_parser("presence", help="presence radar LD2410 on a pseudo terminal")
    presence.add_argument("--link", type=Path, required=True, metavar="PATH", help="name for the pseudo terminal")
    presence.add_argument("--scene", choices=[scene.value for scene in Scene], default=Scene.SITTING.value)
    presence.add_argument("--engineering", action="store_true", help="reports with the energy of every gate")
    status = commands.add_parser("status", help="ask a ticket printer in the network how it is")
    status.add_argument("host")
    status.add_argument("port", type=int, nargs="?", default=9100)
    return commands


def run(options: argparse.Namespace) -> int:
    """Run the command chosen; gives the exit status."""
    if options.devices_command == "status":
        return _say(EscposPrinter.over_tcp(options.host, options.port).status())
    kinds: dict[str, Callable[[argparse.Namespace], int]] = {
        "printer": _simulate_printer,
        "filter": _simulate_filter,
        "presence": _simulate_presence,
    }
    return kinds[options.kind](options)


def _say(status: Status) -> int:
    sys.stdout.write(f"{status.state.value}{f' ({status.attention.value})' if status.attention else ''}\n")
    return 0 if status.state is State.READY else 1


def _simulate_printer(options: argparse.Namespace) -> int:
    try:
        printer = TicketPrinterSimulator(options.out, options.host, options.port)
    except OSError as error:
        sys.stderr.write(f"stadtteil devices: {options.host}:{options.port}: {error.strerror}\n")
        return 1
    printer.mechanism.set_paper(_PAPER[options.paper])
    printer.mechanism.set_cover(is_open=options.cover_open)
    if options.out_after is not None:
        printer.mechanism.run_out_after(options.out_after)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.stdout.write(f"ticket printer on {options.host}:{printer.port}, tickets in {options.out}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        printer.serve()
    return 0


def _simulate_filter(options: argparse.Namespace) -> int:
    try:
        simulator = ModbusRelaySimulator(options.host, options.port)
    except OSError as error:
        sys.stderr.write(f"stadtteil devices: {options.host}:{options.port}: {error.strerror}\n")
        return 1
    simulator.relay.stuck = options.stuck
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.stdout.write(f"privacy filter on {options.host}:{simulator.port}, unit 1, coil 0\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        simulator.serve()
    return 0


def _simulate_presence(options: argparse.Namespace) -> int:
    """Report until interrupted; a word on a line of standard input changes the scene."""
    simulator = PresenceRadarSimulator(Scene(options.scene), engineering=options.engineering)
    options.link.unlink(missing_ok=True)
    options.link.symlink_to(simulator.path)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.stdout.write(f"presence radar on {options.link}: {', '.join(scene.value for scene in Scene)}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt), simulator:
        for words in sys.stdin:
            with contextlib.suppress(ValueError):
                simulator.scene = Scene(words.strip())
        signal.pause()
    options.link.unlink(missing_ok=True)
    return 0
