"""Are you still there? The warning before a session ends by itself, seen and heard, with the seconds that are left."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kiosk import channel
from kiosk.visitor import notices
from kiosk.visitor.render.base import Context
from kiosk.visitor.render.sheet import Sheet


class IdleWarning(QObject):
    """Makes the page and counts down on it; the end itself is the supervisor's."""

    def __init__(self) -> None:
        super().__init__()
        self._seconds = 0
        self._page: Sheet | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)

    @property
    def active(self) -> bool:
        """The warning is on the screen."""
        return self._tick.isActive()

    def start(self, context: Context, warn: channel.Warn) -> Sheet:
        """Make the page and begin to count."""
        self._seconds = max(0, round(warn.seconds))
        if warn.reason == "quota":
            self._page = notices.time_over(context, self._seconds, longer=warn.longer)
        else:
            self._page = notices.warning(context, self._seconds)
        self._tick.start()
        return self._page

    def stop(self) -> None:
        """Count no more; the page is gone."""
        self._tick.stop()
        self._page = None

    def _count(self) -> None:
        self._seconds = max(0, self._seconds - 1)
        if self._page is not None:
            self._page.set_blocks(notices.countdown(self._page.context, self._seconds))
