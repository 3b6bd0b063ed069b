"""One tour, on which every check looks at every screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kiosk.texts import Texts
from tests.assistive import inside
from tests.clauses.checks import CHECKS
from tests.clauses.screen import Screen
from tests.fakes.terminal import Terminal
from tests.tour.checker import Checker
from tests.tour.reached import Reached
from tests.tour.visitor import Camera, Set, tour


@dataclass
class Toured(Camera):
    """What each check found, as "screen: what is wrong", each fault once; and which screens there were.

    What no screen may have at all is looked for by `checker`, while somebody reads along with assistive technology.
    """

    which: Set
    screens: list[str] = field(default_factory=list)
    found: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in CHECKS})
    missing: list[str] = field(default_factory=list)
    checker: Checker = field(init=False)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.checker = Checker(self.which)

    @classmethod
    def of(cls, qt: QApplication, which: Set) -> Toured:
        """Go through everything a visitor can see."""
        toured, reached = cls(which), Reached()
        with inside.reading_along():
            tour(qt, which, toured, reached)
        toured.missing = reached.missing(Texts(which.locale))
        return toured

    def screen(self, name: str, terminal: Terminal) -> None:
        self.screens.append(name)
        self.checker.screen(name, terminal)
        screen = Screen(name, terminal)
        for check, look in CHECKS.items():
            for problem in look(screen):
                if (check, problem) not in self._seen:
                    self._seen.add((check, problem))
                    self.found[check].append(f"{name}: {problem}")

    def paper(self, name: str, image: QImage) -> None:
        """Papers have their own tests."""
