"""In the visitor's place: the real engine, through the real gate, to one address. Says what became of it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication

from kiosk import channel
from kiosk.visitor.browser.engine import Engine
from kiosk.visitor.browser.port import hand_over


def load(visitor: Any) -> None:
    port = hand_over(visitor.gate_fd)
    visitor.unlocked()
    visitor.send(channel.Begun())
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(sys.argv[:1])
    engine = Engine(port, Path("/home/visitor"))
    page = QWebEnginePage(engine.profile(), engine)
    errors: list[str] = []

    def refused(error: Any) -> None:
        errors.append(error.type().name)
        error.rejectCertificate()

    def loaded(ok: bool) -> None:
        page.toPlainText(lambda text: told(ok, text))

    def told(ok: bool, text: str) -> None:
        print(json.dumps({"loaded": ok, "text": text, "errors": errors}), flush=True)
        QTimer.singleShot(0, app.quit)

    page.certificateError.connect(refused)
    page.loadFinished.connect(loaded)
    page.setUrl(QUrl(json.loads(os.environ["STADTTEIL_TARGETS"])))
    app.exec()
