"""A bare QWebEngineView without any policy of ours: the control for attacks by pages. Grants and opens what is asked.

`fresh ADDRESS` on standard input opens a page in a new view; each thing that happens is a line of JSON on standard
output. What would block (a dialog) is reported and closed.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfileBuilder,
    QWebEngineSettings,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

EXTERNAL = ("mailto", "tel", "sms", "ssh", "vnc", "steam", "smb", "intent", "ms-settings", "file")


def say(word: str) -> bool:
    """Report one thing; gives True, so that something can be done after it in one expression."""
    print(json.dumps(word), flush=True)
    return True


class Outside(QObject):
    """Takes the place of the programs that Qt would start."""

    def __init__(self) -> None:
        super().__init__()
        for scheme in EXTERNAL:
            QDesktopServices.setUrlHandler(scheme, self, "started")  # type: ignore[arg-type] # PySide takes a name

    @Slot(QUrl)
    def started(self, url: QUrl) -> None:
        """Report it."""
        say(f"external:{url.scheme()}")


class Desk(QObject):
    """Opens views and watches them."""

    def __init__(self) -> None:
        super().__init__()
        builder = QWebEngineProfileBuilder()
        builder.setAdditionalTrustedCertificates(QSslCertificate.fromPath("/authority.pem"))
        self.profile = builder.createProfile("", self)
        self.profile.downloadRequested.connect(self._download)
        self.profile.setNotificationPresenter(lambda _notification: say("notification"))
        attribute = QWebEngineSettings.WebAttribute
        for one in (
            attribute.FullScreenSupportEnabled,
            attribute.ScreenCaptureEnabled,
            attribute.JavascriptCanAccessClipboard,
            attribute.JavascriptCanPaste,
            attribute.PluginsEnabled,
        ):
            self.profile.settings().setAttribute(one, True)
        self.views: list[QWebEngineView] = []
        self._sweep = QTimer(self)
        self._sweep.setInterval(30)
        self._sweep.timeout.connect(self._look)
        self._sweep.start()

    def fresh(self, address: str) -> None:
        """Throw all views away and open a page."""
        for old in self.views:
            old.close()
            old.deleteLater()
        self.views = []
        view = self._view()
        view.setUrl(QUrl(address))

    def _view(self) -> QWebEngineView:
        view = QWebEngineView()
        page = QWebEnginePage(self.profile, view)
        view.setPage(page)
        page.certificateError.connect(lambda error: say("certificate") and error.acceptCertificate())
        page.newWindowRequested.connect(self._window)
        page.urlChanged.connect(lambda url: say(f"url:{url.scheme()}:{url.host()}"))
        page.fullScreenRequested.connect(lambda request: say("fullscreen") and request.accept())
        page.permissionRequested.connect(
            lambda permission: say(f"permission:{permission.permissionType().name}") and permission.grant()
        )
        page.fileSystemAccessRequested.connect(lambda request: say("files") and request.accept())
        page.registerProtocolHandlerRequested.connect(lambda request: say("handler") and request.accept())
        page.desktopMediaRequested.connect(lambda request: say("capture") and request.cancel())
        page.webAuthUxRequested.connect(lambda request: say("passkey") and request.cancel())
        page.printRequested.connect(lambda: say("print"))
        page.printRequestedByFrame.connect(lambda _frame: say("print"))
        page.authenticationRequired.connect(lambda *_what: say("login"))
        page.windowCloseRequested.connect(lambda: say("close"))
        page.geometryChangeRequested.connect(lambda _box: say("geometry"))
        page.renderProcessTerminated.connect(lambda *_how: say("gone"))
        page.zoomFactorChanged.connect(lambda _factor: say("zoom"))
        page.loadFinished.connect(lambda _ok: say("loaded"))
        view.setGeometry(0, 0, 1920, 1080)
        view.show()
        view.activateWindow()
        self.views.append(view)
        return view

    def _window(self, request: QWebEngineNewWindowRequest) -> None:
        say("window")
        view = self._view()
        request.openIn(view.page())

    def _download(self, request: object) -> None:
        say("download")
        request.cancel()  # type: ignore[attr-defined]

    def _look(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                say(f"dialog:{type(widget).__name__}")
                say("dialog:QFileDialog" if isinstance(widget, QFileDialog) else "dialog")
                widget.reject()


def main() -> int:
    """Serve until standard input ends."""
    app = QApplication(sys.argv)
    app.setQuitOnLastWindowClosed(False)
    desk = Desk()
    outside = Outside()
    seen: set[int] = set()

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and not isinstance(widget, (QWebEngineView, QDialog)) and id(widget) not in seen:
                seen.add(id(widget))
                say("menu" if isinstance(widget, QMenu) else f"widget:{type(widget).__name__}")
                if isinstance(widget, QMenu):
                    QWidget.close(widget)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(30)

    def read() -> None:
        line = sys.stdin.readline()
        if not line:
            app.exit(0)
        elif line.startswith("fresh "):
            seen.clear()
            desk.fresh(line.split()[1])

    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(read)
    say("ready")
    code = app.exec()
    del outside
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
