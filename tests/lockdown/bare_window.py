"""A Qt program as it comes, without anything of ours: the control for attacks with keys and pointer.

Writes a line of JSON for each thing that happens. It has two text fields, a label with a link, a button with a
tooltip, and the usual key sequences for closing and quitting.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QMenu, QPushButton, QWhatsThis, QWidget


def say(word: str) -> None:
    """Report one thing."""
    print(json.dumps(word), flush=True)


EVENTS = {
    QEvent.Type.KeyPress: "key",
    QEvent.Type.MouseButtonPress: "button",
    QEvent.Type.Wheel: "wheel",
    QEvent.Type.ToolTip: "tooltip",
    QEvent.Type.EnterWhatsThisMode: "help",
    QEvent.Type.DragEnter: "drag",
    QEvent.Type.FocusIn: "focus",
}


class Ear(QObject):
    """Hears every event of the program."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Report it and let it pass."""
        if event.type() in EVENTS:
            say(EVENTS[event.type()])
        if event.type() == QEvent.Type.Show and isinstance(watched, QMenu):
            say("menu")
        return False


class Window(QMainWindow):
    """Closes when it is told to."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Report it."""
        say("close")
        super().closeEvent(event)


def main() -> int:
    """Run until closed or killed."""
    app = QApplication(sys.argv)
    ear = Ear()
    app.installEventFilter(ear)
    window = Window()
    window.setGeometry(0, 0, 1920, 1080)
    middle = QWidget()
    window.setCentralWidget(middle)
    places = {
        QLineEdit("secret", middle): (100, 280, 1400, 100),
        QLineEdit("second", middle): (100, 480, 1400, 100),
        QLabel('<a href="https://example.org">link</a>', middle): (100, 620, 400, 60),
    }
    for widget, place in places.items():
        widget.setGeometry(*place)
    first, _second, label = places
    assert isinstance(label, QLabel)
    assert isinstance(first, QLineEdit)
    first.setDragEnabled(True)
    first.textChanged.connect(lambda _text: say("text"))
    label.linkActivated.connect(lambda _link: say("link"))
    button = QPushButton("button", middle)
    button.setToolTip("a tip")
    button.setWhatsThis("help")
    button.setGeometry(1600, 20, 300, 80)
    for keys, does in (
        (QKeySequence(QKeySequence.StandardKey.Close), window.close),
        (QKeySequence("Alt+F4"), window.close),
        (QKeySequence("Ctrl+Q"), lambda: say("quit")),
        (QKeySequence(QKeySequence.StandardKey.WhatsThis), QWhatsThis.enterWhatsThisMode),
    ):
        QShortcut(keys, window, does)
    board = QGuiApplication.clipboard()
    board.dataChanged.connect(lambda: say("copy"))
    board.selectionChanged.connect(lambda: say("select"))
    window.show()
    window.activateWindow()
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    say("ready")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
