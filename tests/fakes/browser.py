"""A browser without an engine: is in whatever state a test wants, so that its screens can be seen."""

from __future__ import annotations

from pathlib import Path

from kiosk import channel
from kiosk.visitor.browser.browser import Browser
from kiosk.visitor.browser.engine import Engine
from kiosk.visitor.browser.rules import Rules
from kiosk.visitor.browser.states import Blank, Page, State
from kiosk.visitor.browsing import Browsing
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


def make_browsing(_web: channel.Web, outside: Outside) -> Browsing:
    """Give a visit a browser without an engine."""
    return Browsing(FakeBrowser(outside), warm=False)
