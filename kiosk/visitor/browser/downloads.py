"""Downloads of pages: into the RAM home, one at a time, within limits, with their progress. Imports WebEngine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest

from kiosk.visitor.browser.states import Coming, NotSaved, Saved

if TYPE_CHECKING:
    from kiosk.visitor.browser.files import Folder

_STEP = 10
"""Progress is told in steps of so many per cent."""
_MOST_BEGUN = 200
"""Downloads that one session may begin: a page that begins thousands gets no more."""

_States = QWebEngineDownloadRequest.DownloadState


class Downloads(QObject):
    """`told` carries `Coming`, `Saved` and `NotSaved`."""

    told = Signal(object)

    def __init__(self, folder: Folder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._now: QWebEngineDownloadRequest | None = None
        self._name = ""
        self._percent: int | None = -1
        self._reason = ""
        self._begun = 0
        self._refused = False

    def take(self, request: QWebEngineDownloadRequest) -> None:
        """Begin a download, or refuse it: another one is under way, or there is no room."""
        if self._now is not None or self._begun >= _MOST_BEGUN or request.isSavePageDownload():
            request.cancel()
            return
        if self._folder.full or request.totalBytes() > self._folder.room:
            request.cancel()
            if not self._refused:  # once, however often the page tries
                self._refused = True
                self.told.emit(NotSaved("full" if self._folder.full else "too-big"))
            return
        self._begun += 1
        self._now, self._reason, self._percent = request, "", -1
        self._name = self._folder.new_name(request.suggestedFileName())
        self._room = self._folder.room
        request.setDownloadDirectory(str(self._folder.path))
        request.setDownloadFileName(self._name)
        request.receivedBytesChanged.connect(self._received)
        request.stateChanged.connect(self._changed)
        request.accept()
        self._received()

    def cancel(self) -> None:
        """Give up the download that is under way; nothing of it stays."""
        if self._now is not None:
            self._reason = "cancelled"
            self._now.cancel()

    def may_try_again(self) -> None:
        """There is room again: say it when there is none."""
        self._refused = False

    def _received(self) -> None:
        request = self._now
        if request is None:
            return
        if request.receivedBytes() > self._room:
            self._reason = "too-big"
            request.cancel()
            return
        total = request.totalBytes()
        percent = request.receivedBytes() * 100 // total // _STEP * _STEP if total > 0 else None
        if percent != self._percent:
            self._percent = percent
            self.told.emit(Coming(self._name, percent))

    def _changed(self, state: _States) -> None:
        if state in {_States.DownloadRequested, _States.DownloadInProgress}:
            return
        self._now = None
        if state is _States.DownloadCompleted:
            self.told.emit(Saved(self._name))
            return
        for name in (self._name, f"{self._name}.download"):  # the engine removes its own half, but not at once
            (self._folder.path / name).unlink(missing_ok=True)
        self.told.emit(NotSaved(self._reason or "broken"))
