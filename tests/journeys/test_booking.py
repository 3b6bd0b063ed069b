"""Appointments in the real sandbox: booked by one, nothing of it left for the next, checked in by the code on paper."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from device_drivers.simulators.ticket_printer import TicketPrinterSimulator
from kiosk.selftest import scan
from kiosk.selftest.words import Search, Words
from telemed.hub.clock import BERLIN
from tests.hub.conftest import EXAMPLE, exchange
from tests.journeys.alone import END, Alone, Hub, alone
from tests.journeys.parts import missing, until
from tests.ports import free_port
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.skipif(os.geteuid() != 0, reason="reading the memory of other processes needs root"),
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("terminal"),
]
TELEPHONES = "https://termin.example"
SOON, LONG = dt.timedelta(minutes=10), dt.timedelta(minutes=20)


def site(folder: Path) -> Path:
    """The example site with few times to be booked, all of them soon, and a page behind its papers."""
    now = dt.datetime.now(BERLIN)
    first = now + SOON
    first += dt.timedelta(minutes=-first.minute % 5)
    if (first + LONG).date() != now.date():
        pytest.skip("the day is over in a few minutes: nothing can be booked today")
    before, _, _ = EXAMPLE.read_text().partition("[[booking]]")
    opens = f'weekday = "{now:%A}"\nspans = ["{first:%H:%M}-{first + LONG:%H:%M}"]'.lower()
    booking = f'[[booking]]\nservice = "beratung"\nminutes = 5\n[[booking.opens]]\n{opens}\n'
    path = folder / "site.toml"
    path.write_text(f'holidays = ""\n{before}[public]\nurl = "{TELEPHONES}"\n{booking}')
    return path


@contextlib.contextmanager
def served(folder: Path, screen: XServer) -> Iterator[tuple[Alone, TicketPrinterSimulator, Hub]]:
    """A terminal with a printer and a hub that makes appointments."""
    hub = Hub(folder / "hub", free_port(), site=site(folder))
    hub.start()
    try:
        hub.let_in("test", folder / "credential")
        where = f'url = "http://127.0.0.1:{hub.port}"\ncredential = "{folder}/credential"'
        with TicketPrinterSimulator(folder / "tickets", port=0) as printer:
            paper = f'host = "127.0.0.1"\nport = {printer.port}'
            with alone(folder, screen, hub=where, printer=paper) as running:
                yield running, printer, hub
    finally:
        hub.stop()


def press(running: Alone, *keys: str) -> None:
    subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=dict(running.eyes.environment), check=True)


def write(running: Alone, word: str) -> None:
    subprocess.run(["xdotool", "type", "--delay", "30", word], env=dict(running.eyes.environment), check=True)


def answer(running: Alone, seen: str, *keys: str) -> None:
    """Wait for a question by a word of it, and answer by keys."""
    running.eyes.find(seen)
    press(running, *keys)


def on_paper(printer: TicketPrinterSimulator, number: int) -> str:
    """What the code on a paper says, read by a program that knows nothing of ours."""
    until(lambda: len(printer.tickets) >= number, f"paper {number} is printed")
    command = ["zbarimg", "--quiet", "--raw", str(printer.tickets[number - 1])]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def books(running: Alone, name: str) -> None:
    """Book the first time of today for oneself, by number keys."""
    running.begin()
    answer(running, "nehmen", "3")
    answer(running, "Heute", "1")
    answer(running, "Uhr?", "1")
    answer(running, "mich", "1")
    while not running.eyes.has("Leerzeichen"):
        press(running, "Return")
    write(running, name)
    press(running, "Return")
    answer(running, "anrufen", "2")
    answer(running, "Wofür", "1")
    running.eyes.find("Terminnummer")


def checks_in(running: Alone, code: str) -> None:
    running.begin()
    answer(running, "nehmen", "3")
    answer(running, "Heute", "3")
    running.eyes.find("Ziffern")
    write(running, code)
    press(running, "Return")
    answer(running, "dafür", "1")
    running.eyes.find("angemeldet")


def holders(running: Alone, xserver: XServer, search: Search) -> set[int]:
    """Give the terminal's processes whose memory holds a word in any shape."""
    return {pid for pid in scan.below(running.process.pid) | {xserver.pid} if scan.memory(pid, search).total}


def test_an_appointment_is_booked_leaves_nothing_and_its_paper_checks_in(tmp_path: Path, xserver: XServer) -> None:
    words = Words.chosen()
    search = Search(words)
    with served(tmp_path, xserver) as (running, printer, hub):
        books(running, words.beginning)
        code = on_paper(printer, 1)
        assert len(code) == len("1234567890")
        assert code.isdigit()
        assert holders(running, xserver, search), "the control: while the session lasts the name is found"
        running.eyes.touch_at(*END)
        running.until_state("welcome")
        until(lambda: running.reasons() == ["visitor"], "the wipe is recorded")
        files = [path for path in tmp_path.rglob("*") if path.is_file() and scan.file(str(path), search).total]
        assert files == [], "the name is sealed where it is kept"

        checks_in(running, code)

        assert holders(running, xserver, search) == set(), "the next session knows nothing of the first"
        page = on_paper(printer, 2)
        assert page.startswith(f"{TELEPHONES}/t/")
        told = exchange(hub.port, "GET", page.removeprefix(TELEPHONES)).body.decode()
        assert words.beginning not in told
        assert "<bdi>1</bdi>" in told
