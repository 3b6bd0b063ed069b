"""Pictures of what the browser shows in a page's place."""

from __future__ import annotations

from typing import Any

from kiosk.flow.steps import Browse
from kiosk.visitor.browser.states import REASONS, Ask, Asking, Failed, Kind, Page
from tests.fakes.browser import FakeBrowser
from tests.tour.specimen import specimen

HOST = "bank.example"
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
    shell.journey.home()
