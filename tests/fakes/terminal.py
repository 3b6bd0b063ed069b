"""A visitor process in our own process: the real application object, a real socket pair, a fake broker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk import channel
from kiosk.visitor.app import App
from kiosk.visitor.browsing import MakeBrowsing
from kiosk.visitor.ear import Ear
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.shell import Shell
from kiosk.visitor.widgets import Button
from tests.fakes.broker import FakeBroker, setup
from tests.fakes.film import FakeFilm
from tests.fakes.voice import SilentVoice


class Clock:
    """Time that passes when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal:
    """One visitor process as a test sees it."""

    def __init__(
        self,
        app: QApplication,
        size: tuple[int, int],
        make_browsing: MakeBrowsing | None = None,
        make_ear: Callable[[channel.Setup], Ear | None] = lambda _setup: None,
        **given: Any,
    ) -> None:
        self.qt = app
        self.clock = Clock()
        self.broker = FakeBroker(self.pump)
        self.voice = SilentVoice()
        self.quits: list[bool] = []
        self.films: list[FakeFilm] = []
        self.size = size
        self.app = App(
            self.broker.visitor_sock,
            lambda _: self.voice,
            QSize(*size),
            lambda: self.quits.append(True),
            self.clock,
            make_browsing=make_browsing,
            make_film=self._film,
            make_ear=make_ear,
        )
        self.broker.send(setup(**given))

    def _film(self, key: str) -> FakeFilm:
        self.films.append(FakeFilm(key))
        return self.films[-1]

    def plug(self, *, on: bool) -> None:
        """Put headphones in or out as voice control sees it, without the panel that offers to read aloud."""
        shell = self.shell
        assert shell.talking is not None
        shell.privacy.set(replace(shell.privacy.now, alone=on))
        shell.talking.headphones()

    def pump(self) -> None:
        self.qt.processEvents()

    @property
    def shell(self) -> Shell:
        assert self.app.shell is not None
        return self.app.shell

    @property
    def page(self) -> Renderer:
        assert self.app.window.stage.page is not None
        return self.app.window.stage.page

    @property
    def overlay(self) -> Renderer | None:
        return self.app.window.overlay.page if self.app.window.overlay is not None else None

    def show(self, mode: channel.Mode = channel.Mode.WELCOME, *, unlock: bool = True) -> None:
        """Bring it up and let its quiet time pass."""
        self.broker.send(channel.Show(7, mode))
        self.app.window.setGeometry(0, 0, *self.size)
        self.pump()
        if unlock:
            self.broker.send(channel.Unlock())
        self.clock.now += 1.0

    def start(self, locale: str = "de") -> None:
        """Leave welcome in a language."""
        self.show()
        self.give(locale)

    def give(self, answer: Any) -> None:
        """Answer the page by its own controls."""
        self.clock.now += 1.0
        (self.overlay or self.page).drive(answer)
        self.pump()

    def strip(self, name: str) -> None:
        """Touch a button of the top strip."""
        assert self.app.window.stage.top is not None
        self.clock.now += 1.0
        self.app.window.stage.top.buttons[name].strike()
        self.pump()

    def call_help(self) -> None:
        assert self.app.window.stage.bottom is not None
        self.clock.now += 1.0
        self.app.window.stage.bottom.help.strike()
        self.pump()

    # ---- raw input, through the platform window as from a screen ------------------------------------------------

    def pointer(self, kind: QEvent.Type, place: QPoint, *, down: bool) -> None:
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        held = Qt.MouseButton.LeftButton if down else Qt.MouseButton.NoButton
        spot = QPointF(place)
        event = QMouseEvent(kind, spot, spot, spot, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.app.window.windowHandle(), event)
        self.pump()

    def touch(self, widget: QWidget) -> None:
        """Press and release in the middle of a widget."""
        place = widget.mapTo(self.app.window, widget.rect().center())
        self.touch_at(place)

    def touch_at(self, place: QPoint) -> None:
        self.pointer(QEvent.Type.MouseButtonPress, place, down=True)
        self.pointer(QEvent.Type.MouseButtonRelease, place, down=False)

    def key(self, key: Qt.Key, text: str = "") -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(self.app.window.windowHandle(), event)
        self.pump()

    def texts(self) -> list[str]:
        """Everything that is written on the window."""
        window = self.app.window
        found = [button.face.text for button in window.findChildren(Button) if button.isVisibleTo(window)]
        return found + [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]

    def close(self) -> None:
        shell = self.shell
        if shell.talking is not None:
            shell.talking.end()
        self.app.link.close()
        self.broker.close()
        for part in (shell.journey, shell.privacy, shell.blinds, shell.covers._warning, shell.hands.scanning):
            for timer in part.findChildren(QTimer):
                timer.stop()
        self.app.window.hide()
        self.app.window.deleteLater()
        self.pump()
