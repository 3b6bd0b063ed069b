"""What staff sees in a fresh process: who, PIN, menu. It closes itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

import msgspec
from PySide6.QtCore import QObject, QTimer

from kiosk import channel
from kiosk.flow.steps import AskText, Choose, Option
from kiosk.visitor import notices
from kiosk.visitor.pin import PinPad
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.window import Window

CLOSES_AFTER_MS = 60_000
_ICONS = {
    "end": "logout",
    "restart": "restart_alt",
    "out-of-order": "block",
    "back-in-order": "check_circle",
    "quieter": "volume_down",
    "louder": "volume_up",
    "close": "close",
}
_Command = Literal["end", "restart", "out-of-order", "back-in-order", "quieter", "louder", "close"]


class StaffDesk(QObject):
    """Asks for the credential and shows the menu that the supervisor allows; no input for a minute closes it."""

    def __init__(self, window: Window, context: Callable[[], Context], send: Callable[[msgspec.Struct], None]) -> None:
        super().__init__()
        self._window, self._context, self._send = window, context, send
        self._person = ""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(CLOSES_AFTER_MS)
        self._idle.timeout.connect(lambda: self._command("close"))

    def start(self) -> None:
        """Ask who it is."""
        self.touched()
        step = AskText(key="staff-person", limit=64, optional=True)
        self._show(AskTextRenderer(step, self._context()), self._named)

    def touched(self) -> None:
        """Somebody is still there."""
        self._idle.start()

    def answered(self, answer: channel.StaffAnswer) -> None:
        """Take what became of the login."""
        if not answer.ok:
            context = self._context()
            again = notices.action(context, "try-again", notices.RETRY, "refresh", main=True)
            close = notices.action(context, "staff-menu-close", notices.CLOSE, "close")
            wait = round(answer.wait_seconds)
            self._show(notices.notice(context, "staff-refused", "error", [again, close], wait=wait), self._refused)
        elif answer.commands:
            options = tuple(Option(name, icon=_ICONS.get(name)) for name in answer.commands)
            step = Choose(key="staff-menu", options=options, values={"volume": answer.volume})
            self._show(ChooseRenderer(step, self._context()), self._command)

    def _show(self, screen: Renderer, done: Callable[[object], None]) -> None:
        screen.answered.connect(done)
        self._window.show_screen(screen)

    def _named(self, person: object) -> None:
        typed = str(person).strip()
        if channel.is_badge(typed):
            self._person = ""
            self._entered(typed)  # a badge: its reader types like a keyboard and ends with Enter
        elif typed:
            self._person = str(person).strip()
            self._show(PinPad(self._context()), self._entered)
        else:
            self._command("close")

    def _entered(self, secret: object) -> None:
        if not secret:
            self.start()
        else:
            self._show(notices.notice(self._context(), "staff-checking", "hourglass_top"), lambda _: None)
            self._send(channel.StaffLogin(self._person, str(secret)))

    def _refused(self, value: object) -> None:
        if value == notices.RETRY:
            self.start()
        else:
            self._command("close")

    def _command(self, name: object) -> None:
        self._send(channel.StaffCommand(cast("_Command", name)))
