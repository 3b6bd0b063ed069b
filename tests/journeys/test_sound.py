"""What is heard: a visitor through its own relay into a real sound server, and a call in the waiting room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from telemed.api import Ticket
from telemed.client import HubClient, read_credential
from tests.journeys.alone import END, Hub, alone
from tests.journeys.office import log_in, press
from tests.journeys.parts import browser, missing, until
from tests.ports import free_port
from tests.sound_server import recorded_server
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.timeout(180),
    pytest.mark.xdist_group("terminal"),
]

LOUD = 1000
SILENT = 0.5
"""Seconds from the order to silence, with a command and three processes in between."""
PASSWORD = "three plain words and 7"


def test_a_page_is_read_aloud_and_silent_from_the_end_on(tmp_path: Path, xserver: XServer) -> None:
    folder = tmp_path / "sound"
    folder.mkdir()
    with (
        recorded_server(folder) as server,
        alone(tmp_path, xserver, top=f'sound = "{folder}/sock"\nvolume = 90') as running,
    ):
        running.begin()
        before = server.seconds()
        running.eyes.touch("Vorlesen")
        until(lambda: server.seconds() > before + 0.5 and server.loudest(before) > LOUD, "the page is heard")
        running.eyes.touch_at(*END)
        running.until_state("welcome")
        ended = server.seconds() + 0.3
        until(lambda: server.seconds() > ended + 2, "two more seconds are recorded")
        assert server.loudest(ended) <= LOUD


def test_headphones_start_the_welcome_offer_and_pulling_them_out_is_silence(tmp_path: Path, xserver: XServer) -> None:
    folder = tmp_path / "sound"
    folder.mkdir()
    with (
        recorded_server(folder) as server,
        alone(tmp_path, xserver, top=f'sound = "{folder}/sock"', voice='headphones = "simulated"') as running,
    ):
        before = server.seconds()
        running.command("headphones-in")
        until(lambda: server.seconds() > before + 0.5 and server.loudest(before) > LOUD, "the offer is heard")
        until(lambda: server.seconds() > before + 2, "it goes on")
        out = server.seconds()
        running.command("headphones-out")
        until(lambda: server.seconds() > out + 1.5, "what comes after is recorded")
        heard = server.heard(out)
        assert not heard or heard[-1][1] <= SILENT, "silent at once"
        assert running.state() == "welcome"


def test_a_call_is_heard_in_the_waiting_room(tmp_path: Path, xserver: XServer) -> None:
    folder = tmp_path / "sound"
    folder.mkdir()
    hub = Hub(tmp_path / "hub", free_port())
    hub.start()
    credential = tmp_path / "credential"
    with recorded_server(folder) as server, browser() as page:
        hub.let_in("display", credential)
        hub.add_account("empfang", PASSWORD)
        display = _display(hub, credential, {**xserver.environment(), "PULSE_SERVER": server.address})
        try:
            assert display.stdout is not None
            assert b"painted" in display.stdout.readline(), "the board is shown"
            client = HubClient(f"http://127.0.0.1:{hub.port}", read_credential(credential).secret)
            assert isinstance(client.take_ticket("k1", "buero"), Ticket)
            log_in(page, hub.port, PASSWORD)
            before = server.seconds()
            press(page, "#call-next")
            until(lambda: server.seconds() > before + 0.5 and server.loudest(before) > LOUD, "the call is heard")
        finally:
            display.kill()
            display.communicate()
            hub.stop()


def _display(hub: Hub, credential: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    words = ["display", "--hub", f"http://127.0.0.1:{hub.port}", "--credential", str(credential)]
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk", *words, "--languages", "de", "--volume", "90", "--trace"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
