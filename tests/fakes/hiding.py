"""What tests of the privacy screen do with a terminal."""

from __future__ import annotations

from typing import Any

from kiosk.flow.service import Service
from kiosk.flow.steps import Area

SECRET = "Geheimnis 27"


def ask(terminal: Any, *steps: Any) -> None:
    """Open a service of the tests with these steps."""

    def flow(_visit: Any) -> Any:
        for step in steps:  # noqa: UP028 - answers are sent in, and a tuple takes none
            yield step

    words: dict[str, Any] = dict.fromkeys(
        ("title", "purpose", "legal_basis", "recipient", "retention"), "service-show-slip"
    )
    terminal.shell.journey.open(Service(id="test", icon="chat", area=Area.GREEN, flow=flow, **words))
    terminal.pump()


def choose(terminal: Any, *names: str) -> None:
    """Open the panel, touch these choices, and go back."""
    terminal.strip("privacy")
    for name in names:
        terminal.give(name)
    if terminal.shell.panel:
        terminal.strip("back")


def strip(terminal: Any) -> Any:
    return terminal.app.window.stage.top.buttons["privacy"]


def bottom(terminal: Any) -> Any:
    return terminal.app.window.stage.bottom


def seen(terminal: Any) -> str:
    return " ".join(terminal.texts())
