"""Pictures of the keyboard focus and of the highlight of scanning."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from kiosk import channel
from kiosk.flow.steps import AskText
from kiosk.visitor.things import of_focus, things
from tests.tour.specimen import specimen


def show(tour: Any) -> None:
    """Show the ring of the focus, then scanning: a group, one thing, a keyboard, a warning."""
    terminal = tour.terminal
    shell = terminal.shell
    terminal.key(Qt.Key.Key_Down)
    tour.take("focus-home")
    shell.journey.open(specimen(AskText(key="slip-own", suggestions=("Zimmer 1", "Zimmer 2"))))
    terminal.pump()
    terminal.page.begin_writing()
    for _ in range(20):
        focus = of_focus(terminal.app.window, things(terminal.app.window))
        if focus is not None and focus.is_key:
            break
        terminal.key(Qt.Key.Key_Down)
    tour.take("focus-keyboard")
    before = shell.choices
    tour.wear(replace(before, scan=3.0))
    shell.journey.home()
    tour.take("scan-group")
    terminal.clock.now += 1.0
    terminal.key(Qt.Key.Key_F11)
    tour.take("scan-row")
    terminal.clock.now += 1.0
    terminal.key(Qt.Key.Key_F11)
    tour.take("scan-one")
    shell.journey.open(specimen(AskText(key="slip-own")))
    tour.take("scan-keyboard")
    terminal.broker.send(channel.Warn(90.0))
    tour.take("scan-warning")
    terminal.broker.send(channel.WarnOver())
    shell.journey.home()
    tour.wear(before)
