"""One resident from the first touch to the proven wipe: real processes, real windows, a real browser."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from tests.journeys.eyes import Eyes
from tests.journeys.office import log_in, press, reads
from tests.journeys.parts import Product, browser, missing, product, until

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.timeout(300),
]


def below(root: int) -> dict[int, str]:
    """Give every process that descends from `root`, with the moment it was started: numbers are used again."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,lstart="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    found = {root: ""}
    grown = True
    while grown:
        more = {int(pid): started for pid, parent, started in rows if int(parent) in found and int(pid) not in found}
        grown = bool(more)
        found |= more
    del found[root]
    return found


def takes_a_number(terminal: Eyes, running: Product) -> None:
    terminal.touch("Deutsch")
    terminal.touch("Nummer")
    terminal.touch("Anliegen")
    terminal.find("Möchten")
    terminal.touch("Ja,")
    terminal.find("Papier")
    until(lambda: list((running.state / "tickets").glob("*.png")), "the ticket is printed")


def is_called(page: webdriver.Remote, display: Eyes) -> None:
    Select(page.find_element(By.ID, "room")).select_by_visible_text("Raum 1")
    press(page, "#call-next")
    until(lambda: reads(page, "#current") == "1", "the page shows the number")
    display.find("Raum")


def calls_for_help(terminal: Eyes, page: webdriver.Remote) -> None:
    terminal.touch("Hilfe")
    press(page, "[data-help-id] [data-minutes='3']")
    terminal.find("Jemand")


def test_a_resident_takes_a_number_is_called_gets_help_and_leaves_nothing(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with product(state) as running, browser() as page:
        terminal = running.eyes("terminal", tmp_path)
        display = running.eyes("display", tmp_path)
        takes_a_number(terminal, running)
        log_in(page, running.port, running.password)
        is_called(page, display)
        calls_for_help(terminal, page)
        terminal.touch("Beenden")
        terminal.find("Guten")
        record = until(running.records, "the wipe is recorded")[0]
        assert record["result"] == "proven"
        assert record["reason"] == "visitor"
        assert (record["survivors"], record["files"]) == (0, 0)
        verified = running.command("wipe", "verify", "--state", str(state / "terminal"))
        assert verified.returncode == 0, verified.stderr
        terminal.touch("Deutsch")
        terminal.find("möchten")
        started = below(running.process.pid)
        assert len(started) > 10, "the control: they are there"
    assert running.process.returncode == 0, "Ctrl-C is an ordinary end"
    until(lambda: not below(1).items() & started.items(), "nothing is left running, and the dead are reaped", 10)
    assert not list((state / "run").glob("session-*"))
    assert all(record["result"] == "proven" for record in running.records())
    assert (state / "demo.credential").stat().st_mode & 0o077 == 0
