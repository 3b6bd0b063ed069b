"""What a visitor has hidden from other people's eyes and ears: one value, and who may change it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

REVEAL_MS = 5_000
"""How long a hidden field is shown after a tap; nothing has to be held down."""


class Filter(enum.Enum):
    """The privacy filter before the screen, as its driver read it back; a closed set."""

    NONE = "none"
    OFF = "off"
    ON = "on"
    SWITCHING = "switching"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is hidden now.

    `masked`: every field shows dots, not only the private ones. `spotlight`: only the part that is worked on is
    legible. `dark`: the screen is black and everything is heard. `aloud`: private values may be spoken so that all hear
    them. `alone`: only the visitor hears what is spoken. `revealed`: the field that is written to shows its characters
    for the moment.
    """

    masked: bool = False
    spotlight: bool = False
    dark: bool = False
    filter: Filter = Filter.NONE
    aloud: bool = False
    alone: bool = False
    revealed: bool = False

    @property
    def told(self) -> bool:
        """Private values may be spoken: nobody else hears, or the visitor does not mind."""
        return self.aloud or self.alone

    @property
    def on(self) -> bool:
        """Something is hidden that would be seen otherwise; the button in the strip says so."""
        return self.masked or self.spotlight or self.dark or self.filter is Filter.ON


class PrivacyScreen(QObject):
    """Holds the present value as `now`; `changed` fires after every change of it."""

    changed = Signal()

    def __init__(self, reveal_ms: int = REVEAL_MS) -> None:
        super().__init__()
        self.now = Privacy()
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(reveal_ms)
        self._reveal.timeout.connect(self.conceal)

    def set(self, privacy: Privacy) -> None:
        """Take another value."""
        if privacy != self.now:
            self.now = privacy
            self.changed.emit()

    def reveal(self) -> None:
        """Show the hidden field that is written to, for five seconds; once more hides it."""
        if self.now.revealed:
            self.conceal()
            return
        self._reveal.start()
        self.set(replace(self.now, revealed=True))

    def conceal(self) -> None:
        """Hide it again; also when another page or field comes."""
        self._reveal.stop()
        self.set(replace(self.now, revealed=False))
