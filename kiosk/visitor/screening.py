"""Carries what is hidden to everything that is shown: strips, page, curtain and spotlight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.texts import Texts
from kiosk.visitor import privacy_panel
from kiosk.visitor.covers import Covers
from kiosk.visitor.privacy import PrivacyScreen
from kiosk.visitor.spotlight import Spotlight
from kiosk.visitor.window import Window


class Screening(QObject):
    """Follows the present `Privacy`; `said` carries what is to be said about a change of it."""

    said = Signal(list)

    def __init__(self, window: Window, screen: PrivacyScreen, covers: Covers, words: Callable[[], Texts]) -> None:
        super().__init__()
        self._window, self._screen, self._covers, self._words = window, screen, covers, words
        self._spotlight = Spotlight(words)
        screen.changed.connect(self._changed)

    def dressed(self) -> None:
        """The strips are new ones."""
        bottom = self._window.stage.bottom
        if bottom is not None:
            bottom.show_wanted.connect(self._screen.reveal)
        self._covers.set_dark(on=False)
        self._covers.set_dark(on=self._screen.now.dark)

    def page_shown(self) -> None:
        """The page is a new one, and perhaps the strip above it another."""
        page, top = self._window.stage.page, self._window.stage.top
        if top is not None:
            top.set_privacy(on=self._screen.now.on)
        if page is not None:
            page.concealing.connect(self._look)
        self._look()

    def tell(self, names: list[str]) -> None:
        """Say which choices changed, and what they are now."""
        keys = [privacy_panel.key(name, self._screen.now) for name in names]
        words = self._words()
        self.said.emit([f"{words.speech(key)}: {words.speech(key, 'hint')}" for key in keys])

    def _changed(self) -> None:
        stage, now = self._window.stage, self._screen.now
        if stage.top is not None:
            stage.top.set_privacy(on=now.on)
        if stage.page is not None:
            stage.page.set_privacy(now)
        self._covers.set_dark(on=now.dark)
        self._look()

    def _look(self) -> None:
        """Look what the page has that can be shown or hidden."""
        page, bottom, now = self._window.stage.page, self._window.stage.bottom, self._screen.now
        if bottom is not None:
            bottom.offer_field(offered=page is not None and page.conceals(), revealed=now.revealed)
            bottom.offer_extra(page.extra() if page is not None else None)
        self._spotlight.light(page if now.spotlight else None)
