"""Pictures of what the browser shows in a page's place."""

from __future__ import annotations

from typing import Any

import msgspec

from kiosk.flow.steps import Browse
from kiosk.visitor.browser.errands import Errands
from kiosk.visitor.browser.requests import OnStick, StickFile
from kiosk.visitor.browser.states import (
    REASONS,
    Ask,
    Asking,
    Coming,
    Copying,
    Failed,
    Kind,
    Listing,
    Looking,
    Making,
    Menu,
    Moving,
    NotSaved,
    Page,
    Paper,
    Printed,
    Printing,
    Saved,
    State,
    Told,
    Viewing,
)
from tests.fakes.browser import FakeBrowser
from tests.tour.specimen import specimen

HOST = "bank.example"
TOLD = (
    *("web-no-files", "web-not-shown", "web-not-printable", "web-no-printer", "web-stick-copied", "web-stick-gone"),
    *("web-stick-full", "web-stick-not-writable", "web-stick-too-big"),
)
LONG_HOST = "anmeldung.kundenbereich.sparkasse-jena-saale-holzland.example"
QUESTION = "Ihre Sitzung läuft in zwei Minuten ab. Möchten Sie angemeldet bleiben?"


def show(tour: Any) -> None:
    """Show the strip over a page, every reason why there is none, and every question of a page."""
    shell = tour.terminal.shell
    browser = shell.browsing.browser
    assert isinstance(browser, FakeBrowser)
    shell.journey.open(specimen(Browse(key="web-browse", address=f"https://{HOST}/")))
    tour.take("web-page")
    for reason in REASONS:
        browser.become(Failed(reason, HOST))
        tour.take(f"web-failed-{reason}")
    browser.become(Failed("not-listed", LONG_HOST))
    tour.take("web-long-host")
    for kind in Kind:
        browser.become(Asking(Ask(kind, HOST, QUESTION, "bleiben")))
        tour.take(f"web-ask-{kind.value}")
        browser.become(Page())
    browser.become(Asking(Ask(Kind.CONFIRM, HOST, QUESTION * 4, again=True)))
    tour.take("web-ask-again")
    browser.become(Page())
    _files(tour, browser, shell.browsing.errands)
    shell.journey.home()


def _files(tour: Any, browser: FakeBrowser, errands: Errands) -> None:
    """Show what can be done with a page and with files, and how each of it ends."""
    text = str(errands.folder.path / "brief.txt")
    scenes: list[tuple[str, State]] = [
        ("menu", Menu()),
        ("coming", Coming("bescheid.pdf", 40)),
        ("saved", Saved("bescheid.pdf")),
        ("files", Listing()),
        ("file", Looking("bescheid.pdf")),
        ("viewing", Viewing("brief.txt")),
        ("making", Making()),
        ("paper", Paper("brief.txt", text, "text")),
        ("printing", Printing(1, 3)),
        ("copying", Copying("bescheid.pdf")),
        ("moving", Moving("bescheid.pdf", 70)),
        *((f"printed-{word}", Printed(word, 3, 10)) for word in ("printed", "no-paper", "unreachable", "too-many")),
        *((f"not-saved-{reason}", NotSaved(reason)) for reason in ("too-big", "full", "broken")),
        *((key.removeprefix("web-"), Told(key, "bescheid.pdf")) for key in TOLD),
    ]
    for name, state in scenes:
        browser.become(state)
        tour.take(f"web-{name}")
    files = tuple(StickFile(number, f"Foto {number}.jpg", "Urlaub", 4000) for number in range(3))
    for name, stick in (
        ("own", None),
        ("stick", OnStick("ok", files, writable=True, more=False)),
        *((state, OnStick(state, (), writable=False, more=False)) for state in ("none", "old", "unsafe", "ok")),
    ):
        browser.become(Page())
        errands.stick = stick
        browser.become(Asking(Ask(Kind.FILES, HOST)))
        tour.take(f"web-give-{name}")
    errands.stick = None
    for download in errands.folder.path.iterdir():
        download.unlink()
    errands.web = msgspec.structs.replace(errands.web, stick=False)
    browser.become(Page())
    browser.become(Asking(Ask(Kind.FILES, HOST)))
    tour.take("web-give-nothing")
    browser.become(Page())
