"""Chromium's engine, started when it is first wanted: off the record, by the gate only, without its own windows.

Importing WebEngine costs a quarter of a second, so everything that needs it is imported by `Engine.start` and not at
the top. The scene is drawn by the processor (`QT_QUICK_BACKEND=software`): no graphics device is in the sandbox, the
window is not made anew when the first page comes, and the page is there in half the time (measured: 0.25 against
0.6 s, 275 against 340 MB).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.visitor.assistive import is_used

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineSettings

_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-domain-reliability",
    "--no-pings",
    "--no-first-run",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--deny-permission-prompts",
    "--disable-notifications",
    "--disable-speech-api",
    "--disable-features=WebOTP,DigitalGoodsApi,WebUSB,WebBluetooth,DirectSockets,SpeculationRulesPrefetchFuture",
)
AUTHORITIES = Path("/run/visitor/authorities.pem")
"""Authorities of the office's own (`web.ca`), bound into the sandbox."""
_SERIF, _SANS = "Liberation Serif", "Liberation Sans"
"""Named, because what a sandbox without caches takes for *sans-serif* may have serifs."""

_LANGUAGES = {"de-simple": "de", "en": "en-GB"}


def flags(port: int, language: str) -> str:
    """Give Chromium's flags: its own words (of a calendar, say) are in `language`, and everything goes to the gate.

    Loopback too goes there; nothing goes past it.
    """
    way = (f"--proxy-server=http://127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>")
    return " ".join((*_FLAGS, f"--lang={language}", *way))


class Engine(QObject):
    """Makes the one profile of a session. `port` is the gate's on the sandbox's loopback; `downloads` is in RAM.

    `downloaded` carries a request of the engine, which is dropped where nobody accepts it.
    """

    downloaded = Signal(object)

    def __init__(self, port: int, downloads: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port, self._downloads = port, downloads
        self._profile: QWebEngineProfile | None = None
        self._language = "de"

    @property
    def started(self) -> bool:
        """Whether it runs already."""
        return self._profile is not None

    def profile(self) -> QWebEngineProfile:
        """Start the engine on the first call and give its profile."""
        if self._profile is None:
            read = " --force-renderer-accessibility" if is_used() else ""  # it does not begin by itself (QTBUG-142320)
            os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = flags(self._port, self._language) + read
            os.environ["QT_QUICK_BACKEND"] = "software"
            self._profile = self._make()
            self._tell_language()
        return self._profile

    def _make(self) -> QWebEngineProfile:
        from PySide6.QtNetwork import QSslCertificate  # noqa: PLC0415 - see above
        from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineProfileBuilder  # noqa: PLC0415

        builder = QWebEngineProfileBuilder()
        if AUTHORITIES.is_file():
            builder.setAdditionalTrustedCertificates(QSslCertificate.fromData(AUTHORITIES.read_bytes()))
        profile = builder.createProfile("", self)  # no storage name: off the record
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
        profile.setHttpCacheMaximumSize(32 << 20)
        profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        profile.setPushServiceEnabled(False)
        profile.setSpellCheckEnabled(False)
        profile.setNotificationPresenter(lambda notification: notification.close())
        profile.setDownloadPath(str(self._downloads))
        profile.downloadRequested.connect(self.downloaded.emit)
        # Sites that know browsers by name know Chromium, and not ours.
        words = [word for word in profile.httpUserAgent().split() if not word.startswith("QtWebEngine/")]
        profile.setHttpUserAgent(" ".join(words))
        _settle(profile.settings())
        _choose_faces(profile.settings())
        from kiosk.visitor.browser.bridge import install  # noqa: PLC0415 - see above

        install(profile)
        return profile

    def set_language(self, locale: str) -> None:
        """Tell sites the language that was chosen, German second; the engine's own words keep that of its start."""
        self._language = _LANGUAGES.get(locale, locale)
        self._tell_language()

    def _tell_language(self) -> None:
        if self._profile is not None:
            tag = self._language
            second = "" if tag == "de" else ",de;q=0.8"
            self._profile.setHttpAcceptLanguage(f"{tag},{tag[:2]};q=0.9{second}")


def _settle(settings: QWebEngineSettings) -> None:
    from PySide6.QtWebEngineCore import QWebEngineSettings as Settings  # noqa: PLC0415 - see above

    attribute = Settings.WebAttribute
    off = (
        attribute.JavascriptCanOpenWindows,
        attribute.JavascriptCanAccessClipboard,
        attribute.JavascriptCanPaste,
        attribute.LocalContentCanAccessRemoteUrls,
        attribute.LocalContentCanAccessFileUrls,
        attribute.HyperlinkAuditingEnabled,
        attribute.ErrorPageEnabled,
        attribute.PluginsEnabled,
        attribute.PdfViewerEnabled,
        attribute.ScreenCaptureEnabled,
        attribute.WebGLEnabled,
        attribute.Accelerated2dCanvasEnabled,
        attribute.AllowRunningInsecureContent,
        attribute.AllowGeolocationOnInsecureOrigins,
        attribute.AllowWindowActivationFromJavaScript,
        attribute.DnsPrefetchEnabled,
        attribute.NavigateOnDropEnabled,
        attribute.BackForwardCacheEnabled,
        attribute.AutoLoadIconsForPage,
        attribute.TouchIconsEnabled,
        attribute.SpatialNavigationEnabled,
    )
    for one in off:
        settings.setAttribute(one, False)
    on = (
        attribute.FullScreenSupportEnabled,  # granted inside the frame: the strip stays
        attribute.WebRTCPublicInterfacesOnly,
        attribute.PlaybackRequiresUserGesture,
        attribute.FocusOnNavigationEnabled,
        attribute.ShowScrollBars,
        attribute.ScrollAnimatorEnabled,
    )
    for one in on:
        settings.setAttribute(one, True)
    settings.setUnknownUrlSchemePolicy(Settings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)


def _choose_faces(settings: QWebEngineSettings) -> None:
    from PySide6.QtWebEngineCore import QWebEngineSettings as Settings  # noqa: PLC0415 - see above

    family = Settings.FontFamily
    for face, name in ((family.StandardFont, _SERIF), (family.SerifFont, _SERIF), (family.SansSerifFont, _SANS)):
        settings.setFontFamily(face, name)
    settings.setFontFamily(family.FixedFont, "Liberation Mono")
