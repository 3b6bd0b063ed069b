"""Which input a page gets: typing, touching and scrolling, and nothing that belongs to a browser."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

pytest.importorskip("PySide6.QtWebEngineWidgets")
from kiosk.visitor.browser.view import may_pass

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
META = Qt.KeyboardModifier.MetaModifier


def key(code: Qt.Key, held: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, held, text)


def click(button: Qt.MouseButton, held: Qt.KeyboardModifier = NONE) -> QMouseEvent:
    place = QPointF(5, 5)
    return QMouseEvent(QEvent.Type.MouseButtonPress, place, place, button, button, held)


def wheel(held: Qt.KeyboardModifier = NONE) -> QWheelEvent:
    return QWheelEvent(
        QPointF(),
        QPointF(),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


@pytest.mark.parametrize(
    "event",
    [
        key(Qt.Key.Key_A, text="a"),
        key(Qt.Key.Key_A, SHIFT, "A"),
        key(Qt.Key.Key_Q, CTRL | ALT, "@"),
        key(Qt.Key.Key_Tab, text="\t"),
        key(Qt.Key.Key_Backtab, SHIFT),
        key(Qt.Key.Key_Return, text="\r"),
        key(Qt.Key.Key_Down),
        key(Qt.Key.Key_C, CTRL),
        key(Qt.Key.Key_V, CTRL),
        click(Qt.MouseButton.LeftButton),
        wheel(),
        QEvent(QEvent.Type.Paint),
    ],
    ids=str,
)
def test_typing_touching_and_scrolling_reach_a_page(event: QEvent) -> None:
    assert may_pass(event)


@pytest.mark.parametrize(
    "event",
    [
        *(key(code) for code in (Qt.Key.Key_F1, Qt.Key.Key_F5, Qt.Key.Key_F7, Qt.Key.Key_F11, Qt.Key.Key_F12)),
        *(key(code) for code in (Qt.Key.Key_Menu, Qt.Key.Key_Back, Qt.Key.Key_HomePage, Qt.Key.Key_Print)),
        *(key(code, CTRL) for code in (Qt.Key.Key_O, Qt.Key.Key_P, Qt.Key.Key_S, Qt.Key.Key_U, Qt.Key.Key_Plus)),
        key(Qt.Key.Key_I, CTRL | SHIFT),
        key(Qt.Key.Key_V, CTRL | SHIFT),
        key(Qt.Key.Key_F10, SHIFT),
        key(Qt.Key.Key_Left, ALT),
        key(Qt.Key.Key_F4, ALT),
        key(Qt.Key.Key_L, META, "l"),
        key(Qt.Key.Key_Delete, CTRL | ALT),
        click(Qt.MouseButton.RightButton),
        click(Qt.MouseButton.MiddleButton),
        click(Qt.MouseButton.BackButton),
        click(Qt.MouseButton.ForwardButton),
        click(Qt.MouseButton.LeftButton, ALT),
        click(Qt.MouseButton.LeftButton, CTRL),
        click(Qt.MouseButton.LeftButton, SHIFT),
        wheel(CTRL),
        wheel(SHIFT),
    ],
    ids=str,
)
def test_what_belongs_to_a_browser_does_not(event: QEvent) -> None:
    assert not may_pass(event)
