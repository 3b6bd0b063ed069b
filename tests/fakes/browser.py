"""A browser without an engine: is in whatever state a test wants, so that its screens can be seen."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kiosk import channel
from kiosk.visitor.browser.browser import Browser
from kiosk.visitor.browser.engine import Engine
from kiosk.visitor.browser.errands import Errands
from kiosk.visitor.browser.rules import Rules
from kiosk.visitor.browser.states import Blank, Page, State
from kiosk.visitor.browsing import Browsing, MakeBrowsing
from kiosk.visitor.outside import Outside

WEB = channel.Web(
    open=True,
    groups=(
        channel.WebGroup(
            "authority",
            (channel.WebPage("Stadt Jena", "https://stadt.example/"), channel.WebPage("Amt", "https://amt.example/")),
            ("stadt.example",),
            {},
        ),
        channel.WebGroup("bank", (channel.WebPage("Meine Bank", "https://bank.example/"),), ("bank.example",), {}),
        channel.WebGroup(
            "clubs",
            (channel.WebPage("Verein", "https://verein.example/"),),
            (),
            {"de": "Vereine", "de-simple": "Vereine", "en": "Clubs", "ar": "النوادي"},
        ),
    ),
    search="https://suche.example/?q={words}",
    warm=False,
    pages=channel.Pages(free=2, cents=10, most=20),
    stick=True,
)
"""What the browser of a terminal of the tests offers."""


class FakeBrowser(Browser):
    """Shows nothing, goes nowhere, and is told what it is."""

    def __init__(self, outside: Outside) -> None:
        rules = Rules(frozenset({"bank.example"}), open=True)
        super().__init__(Engine(0, Path("/nowhere")), rules, outside, lambda: 0.0)
        self.opened: list[str] = []
        self.answers: list[object] = []

    def open(self, address: str, words: str = "") -> None:
        self._wanted = address
        self.opened.append(f"{address} {words}".strip())
        self._enter(Page())

    def again(self) -> None:
        self.opened.append("again")
        self._enter(Page())

    def close(self) -> None:
        self._enter(Blank())

    def answer(self, value: object) -> None:
        self.answers.append(value)
        self._enter(Page())

    def become(self, state: State) -> None:
        """Be in this state."""
        self._enter(state)


@contextlib.contextmanager
def browsing() -> Iterator[MakeBrowsing]:
    """Give what makes a browser without an engine, with two downloads in a folder that goes with the block."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bescheid.pdf").write_bytes(b"%PDF-1.4 of no use")
        (folder / "brief.txt").write_text("Sehr geehrte Damen und Herren,\nvielen Dank.\n", encoding="utf-8")

        def make(web: channel.Web, outside: Outside) -> Browsing:
            browser = FakeBrowser(outside)
            return Browsing(browser, warm=False, errands=Errands(browser, web, folder, outside))

        yield make
