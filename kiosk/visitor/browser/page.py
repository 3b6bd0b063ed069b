"""One web page whose windows are all answered by ours. Imports WebEngine, so it is imported when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtNetwork import QAuthenticator
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineClientCertificateSelection,
    QWebEngineDesktopMediaRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEngineLoadingInfo,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineRegisterProtocolHandlerRequest,
    QWebEngineWebAuthUxRequest,
)

from kiosk.visitor.browser.rules import BLANK, Rules, host_of
from kiosk.visitor.browser.states import Ask, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_IN_FRAMES = {"https", "http", "about", "data", "blob"}
_EMPTY = {"", "about", "javascript"}
_EXPIRED = {QWebEngineCertificateError.Type.CertificateDateInvalid}
_NOT_A_FAILURE = -3
"""net::ERR_ABORTED: another page was asked for, or a download began."""
_LEAVING = "Are you sure you want to leave this page? Changes that you made may not be saved."
"""How the engine asks before a page with unsent words is left; it has no other mark."""


class WebPage(QWebEnginePage):
    """`failed` carries a reason and a host, `arrived` that a page is there, `gone` that its process ended.

    `told` carries what a page was denied where it would let a person wait, `print_wanted` that it wants to be printed.
    """

    failed = Signal(str, str)
    arrived = Signal()
    started = Signal()
    gone = Signal()
    told = Signal(str)
    print_wanted = Signal()

    def __init__(
        self,
        profile: QWebEngineProfile,
        rules: Rules,
        ask: Callable[[Ask], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(profile, parent)
        self._rules, self._ask = rules, ask
        self._certificate = ""
        self._been = False
        self.loadingChanged.connect(self._loading)
        self.renderProcessTerminated.connect(self._terminated)
        self.newWindowRequested.connect(self._new_window)
        self.certificateError.connect(self._certificate_error)
        self.selectClientCertificate.connect(_no_certificate)
        self.permissionRequested.connect(self._deny)
        self.authenticationRequired.connect(self._authenticate)
        self.proxyAuthenticationRequired.connect(_no_proxy_words)
        self.printRequested.connect(self.print_wanted)
        self.printRequestedByFrame.connect(lambda _frame: self.print_wanted.emit())
        self.fullScreenRequested.connect(_inside_the_frame)
        self.registerProtocolHandlerRequested.connect(_no_handler)
        self.fileSystemAccessRequested.connect(_no_files)
        self.desktopMediaRequested.connect(_no_capture)
        self.webAuthUxRequested.connect(self._no_passkeys)
        self.urlChanged.connect(self._moved)

    # ---- where it may go -----------------------------------------------------------------------------------------

    def acceptNavigationRequest(self, url: QUrl | str, _type: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:  # noqa: FBT001, N803 - Qt's names
        """Decide by the parsed address; the gate decides about everything that is loaded besides."""
        address = url if isinstance(url, str) else url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if not isMainFrame:
            return address.partition(":")[0] in _IN_FRAMES
        if address == BLANK:
            return not host_of(self.url().toString())  # the beginning is blank; a page does not go back to it
        refusal = self._rules.refuse(address)
        if refusal is not None:
            self.failed.emit(refusal.value, host_of(address))
        return refusal is None

    def _moved(self, url: QUrl) -> None:
        """Some ways ask nobody (`location = "about:blank"`): what is no page of ours is left at once."""
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address == BLANK:
            if self._been:
                self.failed.emit("scheme", "")
        elif address and self._rules.refuse(address) is not None:
            self.triggerAction(QWebEnginePage.WebAction.Stop)
            self.failed.emit("address", host_of(address))
        else:
            self._been = bool(address)

    def _new_window(self, request: QWebEngineNewWindowRequest) -> None:
        """There is one view: what a visitor opens replaces the page, what a page opens by itself is dropped.

        So is a window without an address, which the page would have filled with whatever it likes.
        """
        if request.isUserInitiated() and request.requestedUrl().scheme() not in _EMPTY:
            self.setUrl(request.requestedUrl())

    # ---- how it goes ---------------------------------------------------------------------------------------------

    def _loading(self, info: QWebEngineLoadingInfo) -> None:
        status = QWebEngineLoadingInfo.LoadStatus
        address = info.url().toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address == BLANK or self._rules.refuse(address) is not None:
            return  # the engine says that it begins also with what was refused
        if info.status() is status.LoadStartedStatus:
            self._certificate = ""
            self.started.emit()
        elif info.status() is status.LoadSucceededStatus:
            self.arrived.emit()
        elif info.status() is status.LoadFailedStatus and info.errorCode() != _NOT_A_FAILURE:
            self.failed.emit(self._reason(info), host_of(address))

    def _reason(self, info: QWebEngineLoadingInfo) -> str:
        """Why nothing came; "tunnel" where only the gate knows."""
        domain = QWebEngineLoadingInfo.ErrorDomain
        if self._certificate:
            return self._certificate
        if info.errorDomain() is domain.CertificateErrorDomain:
            return "certificate"
        if info.errorDomain() is domain.HttpStatusCodeDomain:
            return "other"
        return "tunnel"

    def _terminated(self, _status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        self.gone.emit()

    def _certificate_error(self, error: QWebEngineCertificateError) -> None:
        """Never a way around a wrong certificate."""
        error.rejectCertificate()
        if error.isMainFrame():
            self._certificate = "expired" if error.type() in _EXPIRED else "certificate"

    # ---- what it asks --------------------------------------------------------------------------------------------

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:  # noqa: N803 - Qt's names
        """Show what the page says."""
        self._ask(Ask(Kind.ALERT, host_of(_text(securityOrigin)), msg))

    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:  # noqa: N803 - Qt's names
        """Ask yes or no; the engine asks so too before a page with unsent words is left."""
        if msg in {_LEAVING, QCoreApplication.translate("QWebEnginePage", _LEAVING)}:
            return self._ask(Ask(Kind.LEAVE, host_of(_text(securityOrigin)))) is True
        return self._ask(Ask(Kind.CONFIRM, host_of(_text(securityOrigin)), msg)) is True

    def javaScriptPrompt(self, securityOrigin: QUrl | str, msg: str, defaultValue: str) -> tuple[bool, str]:  # noqa: N803 - PySide returns a pair; Qt's names
        """Ask for words."""
        answer = self._ask(Ask(Kind.PROMPT, host_of(_text(securityOrigin)), msg, defaultValue))
        return (True, answer) if isinstance(answer, str) else (False, "")

    def javaScriptConsoleMessage(self, *_message: object) -> None:
        """What a page logs is written nowhere."""

    def chooseFiles(
        self,
        mode: QWebEnginePage.FileSelectionMode,
        _old: Sequence[str],
        _types: Sequence[str],
    ) -> list[str]:
        """Let the visitor choose among downloads and what is on the stick; a page gets no folder and saves nothing."""
        modes = QWebEnginePage.FileSelectionMode
        if mode not in {modes.FileSelectOpen, modes.FileSelectOpenMultiple}:
            return []
        many = mode is modes.FileSelectOpenMultiple
        answer = self._ask(Ask(Kind.FILES, host_of(self.url().toString()), many=many))
        return [path for path in answer if isinstance(path, str)] if isinstance(answer, tuple) else []

    def _authenticate(self, url: QUrl, words: QAuthenticator) -> None:
        """Ask for name and password, over https only; what is left empty declines."""
        if url.scheme() != "https":
            return
        name = self._ask(Ask(Kind.NAME, url.host()))
        password = self._ask(Ask(Kind.PASSWORD, url.host())) if isinstance(name, str) and name else None
        if isinstance(password, str):
            words.setUser(str(name))
            words.setPassword(password)

    def _deny(self, permission: QWebEnginePermission) -> None:
        permission.deny()
        if permission.permissionType() in _WAITED_FOR:
            self.told.emit("devices")

    def _no_passkeys(self, request: QWebEngineWebAuthUxRequest) -> None:
        if request.state() is QWebEngineWebAuthUxRequest.WebAuthUxState.NotStarted:
            self.told.emit("passkey")
        request.cancel()


def _text(url: QUrl | str) -> str:
    return url if isinstance(url, str) else url.toString()


def _no_certificate(selection: QWebEngineClientCertificateSelection) -> None:
    selection.selectNone()


_WAITED_FOR = {
    QWebEnginePermission.PermissionType.MediaAudioCapture,
    QWebEnginePermission.PermissionType.MediaVideoCapture,
    QWebEnginePermission.PermissionType.MediaAudioVideoCapture,
    QWebEnginePermission.PermissionType.Geolocation,
}
"""Permissions whose pages tell a person to wait."""


def _no_proxy_words(_url: QUrl, _words: QAuthenticator, _proxy: str) -> None:
    """The gate asks for none; what is left empty is declined."""


def _inside_the_frame(request: QWebEngineFullScreenRequest) -> None:
    request.accept()


def _no_handler(request: QWebEngineRegisterProtocolHandlerRequest) -> None:
    request.reject()


def _no_files(request: QWebEngineFileSystemAccessRequest) -> None:
    request.reject()


def _no_capture(request: QWebEngineDesktopMediaRequest) -> None:
    request.cancel()
