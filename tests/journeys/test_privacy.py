"""The privacy screen on a real screen: somebody goes, comes back, and switches a filter that sticks; a card is read."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from device_drivers.simulators.modbus_relay import ModbusRelaySimulator, Relay
from device_drivers.simulators.presence_radar import PresenceRadarSimulator, Scene
from tests.journeys.alone import END, Alone, alone
from tests.journeys.parts import missing, until
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("terminal"),
]


@contextlib.contextmanager
def guarded(folder: Path, screen: XServer) -> Iterator[tuple[Alone, PresenceRadarSimulator, Relay]]:
    """A terminal with a filter and a presence sensor, and the service that owns them, all as in an office."""
    with PresenceRadarSimulator(Scene.SITTING) as radar, ModbusRelaySimulator(port=0) as simulator:
        tables = {
            "privacy": f'socket = "{folder}/devices.sock"',
            "privacy.filter": f'host = "127.0.0.1"\nport = {simulator.port}',
            "privacy.presence": f'serial = "{radar.path}"',
        }
        with alone(folder, screen, None, None, None, top="cards = true", **tables) as running:
            command = [sys.executable, "-m", "kiosk", "devices", "run", "--config", str(folder / "terminal.toml")]
            service = subprocess.Popen(command)
            try:
                until((folder / "devices.sock").is_socket, "the devices are served")
                yield running, radar, simulator.relay
            finally:
                service.send_signal(signal.SIGTERM)
                assert service.wait(10) == 0


def press(key: str, screen: XServer) -> None:
    """Press a key of a keypad."""
    subprocess.run(["xdotool", "key", key], env=screen.environment(), check=True)


def test_who_goes_is_covered_and_who_comes_back_uncovers_by_a_touch(tmp_path: Path, xserver: XServer) -> None:
    with guarded(tmp_path, xserver) as (running, radar, _):
        running.begin()
        eyes = running.eyes
        eyes.find("Beenden")
        radar.scene = Scene.GONE
        eyes.find("abgedeckt", 15)
        assert not eyes.has("Beenden")
        radar.scene = Scene.WALKING
        eyes.touch("Wieder")
        eyes.find("Beenden")
        assert running.state() == "session", "the session is still the same"
        assert running.reasons() == []


def test_a_filter_is_switched_read_back_shown_when_it_sticks_and_at_rest_for_the_next(
    tmp_path: Path, xserver: XServer
) -> None:
    with guarded(tmp_path, xserver) as (running, _, relay):
        running.begin()
        eyes = running.eyes
        eyes.touch("Blickschutz")
        eyes.find("Filter")
        press("5", xserver)
        until(lambda: relay.coils[0], "the relay has switched")
        eyes.find("Jetzt")
        relay.stuck = True
        press("5", xserver)
        eyes.find("geht")
        relay.stuck = False
        eyes.touch_at(*END)
        running.until_state("welcome")
        until(lambda: not relay.coils[0], "the filter is at rest")


def test_a_card_is_read_by_a_scanner_that_types(tmp_path: Path, xserver: XServer) -> None:
    with guarded(tmp_path, xserver) as (running, _, _):
        environment = xserver.environment()
        card = "ST1.EN.140.DARK.0.0.3"

        def read() -> bool:
            command = ["xdotool", "type", "--delay", "4", card + "\n"]
            subprocess.run(command, env=environment, check=True)
            with contextlib.suppress(AssertionError):
                return bool(until(lambda: running.state() == "session", "the card is read", 2.0))
            return False

        until(read, "a session begins by a card")
        running.eyes.find("Adjust")
