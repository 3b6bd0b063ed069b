"""What lies over the whole screen: the cover, the warning before the end, and good-bye."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from kiosk import channel
from kiosk.look.style import Look
from kiosk.visitor import notices
from kiosk.visitor.curtain import Curtain
from kiosk.visitor.idle import IdleWarning
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.window import Window


class Clothes(Protocol):
    """The look and the room a screen over everything gets; `Shell` has them."""

    @property
    def look(self) -> Look:
        """The chosen look."""
        ...

    def context(self, *, whole: bool = False, title: str = "") -> Context:
        """What a page is given."""
        ...


class Covers(QObject):
    """One screen at a time over everything: the warning goes before the cover."""

    said = Signal(list)
    """Lines to be said: a page came up or says something new."""
    more_time = Signal(object)
    """*Continue* was touched, or more time: the message that says so."""
    ended = Signal()
    """*New session* was touched."""
    covering = Signal()
    """Covered, or not any more."""
    lifted = Signal()
    """*Show the screen* was touched in dark operation."""

    def __init__(self, window: Window, clothes: Clothes) -> None:
        super().__init__()
        self._window, self._clothes = window, clothes
        self._warning = IdleWarning()
        self.covered = False
        self._curtain: Curtain | None = None

    def set_dark(self, *, on: bool) -> None:
        """Black over everything that is worked on; the warning and the cover are seen above it."""
        if on is (self._curtain is not None):
            return
        if self._curtain is not None:
            self._curtain.hide()
            self._curtain.deleteLater()
            self._curtain = None
            return
        self._curtain = Curtain(self._clothes.context(whole=True), self._window)
        self._curtain.lifted.connect(self.lifted)
        self._window.hang(self._curtain)

    def cover(self) -> None:
        """Hide everything at once until the screen is touched."""
        self._set(covered=True)
        if not self._warning.active:
            self._lay(notices.covered(self._clothes.context(whole=True)), lambda _: self.uncover())

    def uncover(self) -> None:
        """Show again what was covered."""
        self._set(covered=False)
        self._take_away()

    def warn(self, warn: channel.Warn) -> None:
        """Ask whether somebody is still here, or say that the time is over, with the seconds that are left."""
        screen = self._warning.start(self._clothes.context(whole=True), warn)
        self._lay(screen, self._answered)
        self.said.emit(screen.spoken())

    def warn_over(self) -> bool:
        """Take the warning back; what was covered stays so. Say whether there was one."""
        if not self._warning.active:
            return False
        self._warning.stop()
        self._take_away()
        if self.covered:
            self.cover()
        return True

    def goodbye(self) -> None:
        """Say that the session has ended; this stays."""
        self._warning.stop()
        self._window.cover_with(self._clothes.look, notices.goodbye(self._clothes.context(whole=True)))

    def _answered(self, value: object) -> None:
        if value == notices.NEW:
            self.ended.emit()
            return
        self._set(covered=False)
        self.more_time.emit(channel.MoreTime(slower=value == notices.SLOWER, longer=value == notices.LONGER))

    def _set(self, *, covered: bool) -> None:
        if covered is not self.covered:
            self.covered = covered
            self.covering.emit()

    def _lay(self, screen: Renderer, done: Callable[[Any], None]) -> None:
        screen.answered.connect(done)
        screen.announce.connect(self.said)
        self._window.cover_with(self._clothes.look, screen)

    def _take_away(self) -> None:
        self._window.cover_with(self._clothes.look, None)
