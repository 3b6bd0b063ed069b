"""A camera that looks at every screen of a tour for what no screen may have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtGui import QImage

from kiosk.look.metrics import Metrics
from kiosk.visitor.widgets import Button
from tests.assistive import inside
from tests.tour.visitor import Camera, Set
from tests.ui.clipping import problems


@dataclass
class Checker(Camera):
    """Looks for what is cut off, outside, overlapping or too small, and for what assistive technology is not told."""

    which: Set
    found: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def screen(self, name: str, terminal: Any) -> None:
        window = terminal.app.window
        root = window.overlay or window.aside or window.stage
        least = Metrics(0.277, 600, 1.0, *self.which.size).minimum_px()
        self.names.append(name)
        self.found += [f"{name}: {problem}" for problem in problems(root, least)]
        self.found += [f"{name}: {problem}" for problem in inside.problems(window)]
        self.found += [f"{name}: {button.face.text!r} has no room" for button in buttons(root) if button.width() < 40]

    def paper(self, name: str, image: QImage) -> None:
        self.names.append(name)
        assert image.width() == 576


def buttons(root: Any) -> list[Button]:
    """Give the buttons that are to be seen."""
    return [button for button in root.findChildren(Button) if button.isVisibleTo(root)]
