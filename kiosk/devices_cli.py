"""`stadtteil devices`: the commands of the drivers, and the service that owns a terminal's devices."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import pwd
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from device_drivers import cli
from device_drivers.drivers.ld2410_radar import Ld2410Radar
from device_drivers.drivers.modbus_filter import ModbusFilter
from device_drivers.service import Service
from kiosk.config import PrivacyFilter, Terminal, read
from kiosk.notify import Notifier
from kiosk.strict_toml import ConfigError

if TYPE_CHECKING:
    from device_drivers.api import PrivacyFilter as Filter


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add `devices` with its own commands."""
    commands = cli.add_parser(subparsers)
    run_ = commands.add_parser("run", help="own the devices of a terminal and serve them to it")
    run_.add_argument("--config", type=Path, required=True, help="the terminal's settings")
    run_.add_argument("--client", default="stadtteil-terminal", help="user that the terminal runs as")


def run(options: argparse.Namespace) -> int:
    """Run the command chosen. 78: the settings are wrong or name no device."""
    if options.devices_command != "run":
        return cli.run(options)
    try:
        config = read(options.config)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 78
    if config.privacy is None:
        print(f"{options.config}: no table [privacy], so there is no device to own", file=sys.stderr)
        return 78
    logging.basicConfig(level=logging.INFO, format="devices: %(message)s")
    asyncio.run(_serve(service(config, options.client)))
    return 0


def service(config: Terminal, client: str) -> Service:
    """Make the service with the drivers that the settings name."""
    privacy = config.privacy
    assert privacy is not None
    sensor = privacy.presence
    return Service(
        privacy.socket,
        _ids(client),
        _filter(privacy.filter) if privacy.filter is not None else None,
        Ld2410Radar(sensor.serial, sensor.baud) if sensor is not None else None,
        rest=privacy.filter is not None and privacy.filter.rest == "on",
    )


def _filter(settings: PrivacyFilter) -> Filter:
    if settings.serial is not None:
        return ModbusFilter.over_serial(settings.serial, settings.baud, settings.unit, settings.coil)
    return ModbusFilter.over_tcp(settings.host, settings.port, settings.unit, settings.coil)


def _ids(user: str) -> tuple[int, ...]:
    """The id of a user; none where this machine does not know it (a demonstration runs as one user)."""
    with contextlib.suppress(KeyError):
        return (pwd.getpwnam(user).pw_uid,)
    return ()


async def _serve(served: Service) -> None:
    """Serve until SIGTERM or SIGINT."""
    task = asyncio.create_task(served.run())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    notify = asyncio.create_task(Notifier(os.environ).run(lambda: served.listening))
    with contextlib.suppress(asyncio.CancelledError):
        await task
    notify.cancel()
