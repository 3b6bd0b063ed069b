"""Composition of the visitor process: the channel, the window, and what is shown in each mode."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from kiosk import channel
from kiosk.texts import Texts
from kiosk.visitor import notices
from kiosk.visitor.activity import Activity
from kiosk.visitor.browsing import Browsing, MakeBrowsing
from kiosk.visitor.ear import Ear
from kiosk.visitor.gate import Gate
from kiosk.visitor.gesture import CORNER_MM, Gesture
from kiosk.visitor.link import Link
from kiosk.visitor.outside import Outside
from kiosk.visitor.render.sheet import Sheet
from kiosk.visitor.shell import Shell
from kiosk.visitor.signs import MakeFilm, film_of
from kiosk.visitor.staff import StaffDesk
from kiosk.visitor.terminal import Terminal
from kiosk.visitor.voice import Voice
from kiosk.visitor.wedge import Wedge
from kiosk.visitor.window import Window

WARM_MS = 500
"""After the first picture, the voice is made ready: else its first sentence comes 0.3 s after it was asked for."""

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})


class App(QObject):
    """Speaks the channel. `size` is the screen in pixels; a closed channel calls `quit_`.

    `make_browsing` makes the browser and `make_ear` the recogniser where the terminal has one.
    """

    def __init__(
        self,
        sock: socket.socket,
        make_voice: Callable[[channel.Setup], Voice],
        size: QSize,
        quit_: Callable[[], None],
        now: Callable[[], float] = time.monotonic,
        *,
        make_browsing: MakeBrowsing | None = None,
        make_ear: Callable[[channel.Setup], Ear | None] = lambda _setup: None,
        make_film: MakeFilm = film_of,
    ) -> None:
        super().__init__()
        self._make_film = make_film
        self._make_browsing, self._make_ear = make_browsing, make_ear
        self._make_voice, self._size, self._now = make_voice, size, now
        self.window = Window(self._judge)
        self.window.stage.painted.connect(self._on_painted)
        self.window.on_screen.connect(self._on_screen)
        self.shell: Shell | None = None
        self.staff: StaffDesk | None = None
        self._mode = channel.Mode.WELCOME
        self._gate = Gate()
        self._gesture = Gesture(size.width(), 1)
        self._token: int | None = None
        self._painted: int | None = None
        self._beat = QTimer(self)
        self._beat.setInterval(round(channel.BEAT_SECONDS * 1000))
        self._beat.timeout.connect(self._on_beat)
        self.link = Link(sock, self)
        self._activity = Activity(now, lambda: self.link.send(channel.Activity()))
        self.link.received.connect(self._received)
        self.link.closed.connect(quit_)

    # ---- channel -----------------------------------------------------------------------------------------------

    def _received(self, message: channel.ToVisitor) -> None:  # noqa: C901 - one case for each message
        if isinstance(message, channel.Setup):
            self._set_up(message)
        if self.shell is None:
            return
        match message:
            case channel.Show():
                self._show(message)
            case channel.Unlock():
                self.shell.unlock()
            case channel.Site():
                if self.shell.terminal.update(message) and self._mode is channel.Mode.WELCOME:
                    self.shell.site_changed()
            case channel.Headphones(plugged) if self._mode is channel.Mode.WELCOME:
                self._plugged(self.shell, plugged=plugged)
            case channel.Answered():
                self.shell.outside.answered(message)
            case channel.Pushed():
                self.shell.outside.pushed(message)
            case channel.Warn():
                self.shell.warn(message)
            case channel.WarnOver():
                self.shell.warn_over()
            case channel.StaffAnswer() if self.staff is not None:
                self.staff.answered(message)

    def _plugged(self, shell: Shell, *, plugged: bool) -> None:
        """Reading aloud is offered before listening, which waits until that is answered."""
        shell.headphones.plug(on=plugged, shown=self.window.isVisible())
        if shell.talking is not None:
            shell.talking.headphones()

    def _set_up(self, setup: channel.Setup) -> None:
        if self.shell is not None:
            return
        self._gesture = Gesture(self._size.width(), round(CORNER_MM / setup.pixel_mm))
        self.window.resize(self._size)
        voice = self._make_voice(setup)
        ear = self._make_ear(setup)
        self.shell = Shell(
            Terminal(setup, self._make_film),
            self.window,
            self.link.send,
            voice,
            self._size,
            self._now,
            self._browsing(setup),
            ear,
        )
        self.shell.ended.connect(self._gate.ended)
        if setup.cards:
            self.window.wedge = Wedge(self.window.pass_on)
            self.window.wedge.read.connect(self.shell.card_read)
        self.window.prepare(self._size)
        self._beat.start()
        self.link.send(channel.Ready())

    def _browsing(self, setup: channel.Setup) -> Callable[[Outside], Browsing | None]:
        """Make the browser where the terminal has one, and a gate that it can go out by."""
        web, make = setup.web, self._make_browsing
        if web is None or make is None:
            return lambda _outside: None
        return lambda outside: make(web, outside)

    def _show(self, show: channel.Show) -> None:
        assert self.shell is not None
        self._mode = show.mode
        if show.mode is not channel.Mode.WELCOME:
            self.window.stage.bare = True
            self.window.wedge = None  # a badge is typed into a field
        if show.mode is channel.Mode.STAFF:
            self.staff = StaffDesk(self.window, self.shell.context, self.link.send)
            self.staff.start()
        elif show.mode is channel.Mode.OUT_OF_ORDER:
            self.window.show_screen(self._out_of_order(self.shell))
        self._token = show.token
        self._gate.shown(self._now())
        self.window.present()
        self.window.stage.update()

    @staticmethod
    def _out_of_order(shell: Shell) -> Sheet:
        setup = shell.terminal.setup
        others: dict[str, str] = {}
        for locale in setup.locales[1:]:
            others.setdefault(Texts(locale).text("out-of-order"), locale)
        return notices.out_of_order(shell.context(), setup.site, setup.phone, others)

    def _on_painted(self) -> None:
        if self._token is not None and self.window.isVisible():
            self._painted, self._token = self._token, None
            self.window.await_screen()

    def _on_screen(self) -> None:
        if self._painted is not None:
            token, self._painted = self._painted, None
            self.link.send(channel.Painted(token))
            if self._mode is channel.Mode.WELCOME and self.shell is not None and self.shell.terminal.setup.voice:
                QTimer.singleShot(WARM_MS, self, self.shell.voice.warm)

    def _on_beat(self) -> None:
        self.link.send(channel.Beat())
        if self.shell is not None and (self.shell.voice.is_speaking or self.shell.signs.is_playing):
            self.link.send(channel.Activity(present=True))

    # ---- input -------------------------------------------------------------------------------------------------

    def _judge(self, event: QEvent) -> bool:
        """Say whether an input event may reach the widgets; the only place where raw input is looked at."""
        now, pressed = self._now(), event.type() in _PRESSES
        if isinstance(event, QMouseEvent):
            down = event.buttons() != Qt.MouseButton.NoButton
            if not self._gate.pointer(now, down=down, pressed=pressed):
                return False
            place = event.position().toPoint()
            self.window.setProperty("keyboardUsed", False)
            if pressed and self._may_ask_staff() and self._gesture.touched(place.x(), place.y(), now):
                self.link.send(channel.StaffGesture())
            self._activity.pointer(place.x(), place.y(), pressed=pressed)
        else:
            if not self._gate.is_open(now):
                return False
            if event.type() == QEvent.Type.KeyPress:
                self.window.setProperty("keyboardUsed", True)
            self._activity.did()
        if self.staff is not None:
            self.staff.touched()
        return True

    def _may_ask_staff(self) -> bool:
        if self._mode is channel.Mode.OUT_OF_ORDER:
            return True
        return self._mode is channel.Mode.WELCOME and self.shell is not None and not self.shell.begun


def application(arguments: list[str]) -> QApplication:
    """Make the application object with what must be set before it exists."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(arguments)
    app.setQuitOnLastWindowClosed(False)
    app.setCursorFlashTime(0)
    return app
