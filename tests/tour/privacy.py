"""Pictures of the privacy screen, and of a film in sign language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.flow.steps import AskText
from kiosk.visitor import notices
from kiosk.visitor.privacy import Privacy
from kiosk.visitor.render.sign_film import CLOSE
from tests.tour.specimen import specimen


def show(tour: Any) -> None:
    """Show the privacy panel, hidden fields, the spotlight, dark operation, the cover, and a film in sign language."""
    shell = tour.terminal.shell
    tour.terminal.strip("privacy")
    tour.take("privacy")
    tour.terminal.give("masked")
    tour.terminal.give("spotlight")
    tour.take("privacy-on")
    tour.terminal.strip("back")
    shell.journey.open(specimen(AskText(key="slip-own", private=True)))
    tour.take("spotlight-question")
    shell.privacy.set(replace(shell.privacy.now, spotlight=False))
    tour.take("hidden-field")
    shell.privacy.set(Privacy(dark=True))
    tour.take("dark")
    shell.privacy.set(Privacy())
    shell.journey.home()
    shell.cover()
    tour.take("cover")
    tour.terminal.give(notices.CLOSE)
    tour.take("film-offered")
    shell.signs.open("home")
    tour.take("sign-film")
    tour.terminal.give(CLOSE)
