"""The browser in a window of its own, driven by lines of JSON: run by `rig.py` in a sandbox, as a user without rights.

Everything is the product's own but the window around it and the broker's place, which is a real table of requests.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QPoint, QSize, QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QColorDialog, QVBoxLayout, QWidget

from device_drivers.drivers.ipp_printer import IppPrinter
from kiosk import channel
from kiosk.broker.pages import Pages, Prices
from kiosk.broker.requests import Declined, Table
from kiosk.broker.stick import Stick
from kiosk.flow.steps import Browse
from kiosk.look.fonts import load_fonts
from kiosk.visitor import assistive
from kiosk.visitor.app import application
from kiosk.visitor.browser.strip import WebStrip
from kiosk.visitor.browsing import browsing_by
from kiosk.visitor.choices import Choices
from kiosk.visitor.outside import Outside
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.render.browse import BrowseRenderer
from kiosk.visitor.terminal import Terminal
from kiosk.visitor.wardrobe import Wardrobe


class Player:
    """Takes commands; every one is answered by one line."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.size = QSize(*options.get("size", (1280, 900)))
        self.window = QWidget()
        self.window.resize(self.size)
        self.window.setWindowTitle("player")
        self.layout = QVBoxLayout(self.window)
        self.layout.setContentsMargins(0, 0, 0, 0)
        self.layout.setSpacing(0)
        web = msgspec.convert(options["web"], channel.Web)
        setup = msgspec.convert(options["setup"] | {"web": web}, channel.Setup)
        self.wardrobe = Wardrobe(Terminal(setup), self.size, time.monotonic)
        self.choices = Choices(**options.get("choices", {"locale": "de"}))
        self.loop = asyncio.new_event_loop()
        pages = None
        if "printer" in options:
            given = options["web"]["pages"]
            pages = Pages(IppPrinter(options["printer"]), Prices(given["free"], given["cents"], given["most"]))
        stick = Stick(Path("/run/visitor/stick")) if "stick_at" in options else None
        self.table = Table(None, None, "s", pages=pages, stick=stick)  # type: ignore[arg-type]
        self.outside = Outside(self._send)
        self.browsing = browsing_by(options["port"], Path.home(), time.monotonic)(web, self.outside)
        if "bus_at" in options:
            assistive.install()
        self.screen: BrowseRenderer | None = None
        self.strip: WebStrip | None = None
        self.said: list[str] = []

    def _send(self, message: msgspec.Struct) -> None:
        """Stand where the broker does: pages go to the printer of the test, everything else is answered by nobody."""
        if isinstance(message, channel.Ask) and message.name.startswith(("print-", "stick-")):
            run = self.table.decode(message.kind, message.name, message.body, message.key)
            try:
                answer = channel.Answered(message.id, "ok", self.loop.run_until_complete(run()))
            except Declined as no:
                answer = channel.Answered(message.id, "refused", reason=no.reason)
            QTimer.singleShot(0, lambda: self.outside.answered(answer))

    # ---- commands -------------------------------------------------------------------------------------------------

    def show(self, address: str) -> None:
        """Open an address the way a service does."""
        look = self.wardrobe.look(self.choices)
        bare = self.wardrobe.context(self.choices, self.size, "", lambda _topic: None)
        self.strip = WebStrip(bare)
        self.browsing.dress(self.strip, look)
        height = self.strip.height_for(self.size.width())
        self.strip.setFixedHeight(height)
        room = QSize(self.size.width() - 2 * look.metrics.margin, self.size.height() - height)
        context: Context = self.wardrobe.context(self.choices, room, "", lambda _topic: None)
        context = replace(context, browser=self.browsing.browser, errands=self.browsing.errands)
        self.screen = BrowseRenderer(Browse(key="web-browse", address=address), context)
        self.screen.announce.connect(self.said.extend)
        self.layout.addWidget(self.strip)
        self.layout.addWidget(self.screen, 1)
        self.window.show()

    def do(self, command: dict[str, Any]) -> Any:
        """Do one command and give its answer."""
        return getattr(self, "do_" + command.pop("do"))(**command)

    def do_open(self, address: str) -> None:
        if self.screen is None:
            self.show(address)
        else:
            self.browsing.browser.open(address)

    def do_answer(self, value: Any) -> None:
        """Answer a question the way its screen does."""
        assert self.screen is not None
        inner = self.screen._inner
        assert isinstance(inner, Renderer)
        inner.answered.emit(value)

    def do_state(self) -> str:
        return repr(self.browsing.browser.state)

    def do_menu(self) -> None:
        self.browsing.more()

    def do_take(self, value: Any) -> None:
        assert self.browsing.errands is not None
        self.browsing.errands.take(value)

    def do_strip(self, name: str) -> None:
        assert self.screen is not None
        if name == "back":
            self.screen.back()
        elif name == "end":
            self.browsing.browser.close()

    def do_texts(self) -> list[str]:
        """Give the words of all buttons that can be touched, and what is spoken."""
        assert self.screen is not None
        return [*self.screen.spoken(), *(button.text() for button in self._buttons())]

    def do_click(self, text: str) -> bool:
        """Touch the button with these words (or that begin so); say whether there is one."""
        for button in self._buttons():
            words = (button.text() or button.accessibleName()).replace("&&", "&")
            if words.startswith(text) or button.accessibleName().startswith(text):
                QTimer.singleShot(0, partial(QTest.mouseClick, button, Qt.MouseButton.LeftButton))
                return True
        return False

    def _buttons(self) -> list[QAbstractButton]:
        return [
            button for button in self.window.findChildren(QAbstractButton) if button.isVisible() and button.isEnabled()
        ]

    def do_corner(self) -> list[int]:
        """Give where the page begins on the screen."""
        view = self.browsing.browser.view
        assert view is not None
        place = view.mapToGlobal(QPoint(0, 0))
        return [place.x(), place.y()]

    def do_type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def do_focus(self) -> str:
        assert self.screen is not None
        self.screen.focus_first()
        return type(QApplication.focusWidget()).__name__

    def do_script(self, script: str) -> None:
        """Start a script in the page; what it says comes by `heard`."""
        view = self.browsing.browser.view
        assert view is not None
        self.heard: Any = None
        view.page().runJavaScript(script, 0, self._hear)

    def _hear(self, value: Any) -> None:
        self.heard = value

    def do_heard(self) -> Any:
        return self.heard

    def do_modal(self) -> str:
        """Give the window that takes all input, as Qt sees it."""
        return f"{QApplication.activeModalWidget()} {QApplication.modalWindow()} {QApplication.activePopupWidget()}"

    def do_bare_dialog(self) -> None:
        """Open a dialog of Qt's as an engine without our view would, and close it; for the control."""
        dialog = QColorDialog(self.window)
        dialog.open()
        QTimer.singleShot(200, dialog.reject)

    def do_shot(self, name: str) -> str:
        path = Path.home() / name
        QApplication.primaryScreen().grabWindow(0).save(str(path))
        return str(path)

    def do_files(self) -> list[str]:
        folder = Path.home() / "downloads"
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) if folder.is_dir() else []

    def do_memory(self) -> int:
        """Give the resident bytes of this process and everything below it (PSS), in KiB."""
        found = 0
        for pid in os.listdir("/proc"):
            if pid.isdigit():
                try:
                    found += sum(
                        int(line.split()[1])
                        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
                        if line.startswith("Pss:")
                    )
                except OSError:
                    continue
        return found

    def do_said(self) -> list[str]:
        return self.said

    def do_quit(self) -> None:
        QTimer.singleShot(0, QApplication.quit)


def main() -> None:
    options = json.loads(sys.stdin.readline())
    app = application(sys.argv[:1])
    load_fonts()
    player = Player(options)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def take() -> None:
        line = sys.stdin.readline()
        if not line:
            app.quit()
            return
        try:
            answer = {"ok": player.do(json.loads(line))}
        except Exception as error:  # noqa: BLE001 - told to the test
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)

    notifier.activated.connect(take)
    print(json.dumps({"ok": "ready"}), flush=True)
    app.exec()
    player.window.hide()
    player.browsing.browser.close()


if __name__ == "__main__":
    main()
