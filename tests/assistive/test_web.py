"""A page of the web, with the real engine, as assistive technology gets it: once, named, and operable."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWebEngineWidgets")
from tests.assistive.bus import private_bus
from tests.assistive.client import Reader, on_bus, reader, until
from tests.assistive.stand import READY, WHY
from tests.ui.browser.rig import Rig, rig
from tests.users import FIRST, worker
from tests.web_sites import Page, Site, own_authority
from tests.xvfb import XServer

pytestmark = pytest.mark.skipif(not READY, reason=WHY)

HOST = "bank.example"
PAGE = """<!doctype html><html lang=de><title>Konto</title><h1>Ihr Konto</h1>
<label>Name <input id=who></label><label>Kennwort <input type=password id=secret></label>
<button onclick="document.title = 'gesendet'">Senden</button><a href="#help">Hilfe</a>"""


@dataclass
class Bank:
    """A page that is shown, and who reads it."""

    rig: Rig
    hand: Reader


@pytest.fixture
def bank(xserver: XServer) -> Iterator[Bank]:
    with tempfile.TemporaryDirectory(prefix="a11y-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        authority = own_authority(folder / "authority-of-ours")
        with (
            private_bus(folder, FIRST + 40 + worker()) as socket,
            Site(authority, HOST, pages={"/": Page(PAGE)}, port=0) as site,
            rig(xserver, folder, authority, (site,), folder / "home", bus_at=str(socket)) as shown,
            on_bus(socket) as bus,
        ):
            shown.visit(f"https://{HOST}/")
            yield Bank(shown, reader(bus))


def test_a_page_is_there_once_with_names_and_can_be_worked(bank: Bank) -> None:
    button = bank.hand.find("Senden", "push button")  # exactly one
    tree = bank.hand.tree()
    names = [node.name.strip() for node in tree if "focusable" in node.states and node.role != "filler"]

    assert [node.role for node in tree].count("web document") == 1
    assert names == [
        *("Zurück", "Drucken und Dateien", "Anpassen", "Vorlesen", "Blickschutz", "Beenden"),
        *("Konto", "Name", "Kennwort", "Senden", "Hilfe"),
    ]
    assert f"Geprüft: {HOST}" in {node.name for node in tree}

    button.do("Press")

    until(lambda: bank.rig.run("document.title") == "gesendet", "the button of the page was pressed")


def test_a_password_of_a_page_is_read_as_dots(bank: Bank) -> None:
    bank.rig.run("secret.value = 'geheim'")
    bank.rig.run("who.value = 'Erika'")

    until(lambda: bank.hand.find("Name", "text").text() == "Erika", "control: what is not hidden is read")
    secret = bank.hand.find("Kennwort", "text")
    assert secret.is_password()
    assert set(secret.text()) == {"•"}
