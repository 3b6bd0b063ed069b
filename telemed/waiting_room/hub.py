"""How to reach the hub: address, certificates, credential; and how to read what it sends."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QUrl, QUrlQuery
from PySide6.QtNetwork import QNetworkRequest, QSslCertificate, QSslConfiguration

from telemed.api import Board, Credential, Push, Site
from telemed.waiting_room.errors import DisplayError, Reason
from telemed.waiting_room.values import has_hours, is_plausible

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 256 * 1024
"""Bytes of one message; a board of 999 numbers has about 80 kB."""


@dataclass(frozen=True, slots=True)
class Hub:
    """Where the hub is and how a request to it is made. Make it with `reach`."""

    url: QUrl
    tls: QSslConfiguration | None
    secret: str | None

    def request(self, path: str, *, socket: bool = False, topics: tuple[str, ...] = ()) -> QNetworkRequest:
        """Give a request for `path`, for the WebSocket where wanted; follows no redirection."""
        url = QUrl(self.url)
        url.setPath(self.url.path().rstrip("/") + path)
        if topics:
            query = QUrlQuery()
            for topic in topics:
                query.addQueryItem("topic", topic)
            url.setQuery(query)
        if socket:
            url.setScheme("wss" if url.scheme() == "https" else "ws")
        request = QNetworkRequest(url)
        redirects = QNetworkRequest.Attribute.RedirectPolicyAttribute
        request.setAttribute(redirects, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy)
        if self.tls is not None:
            request.setSslConfiguration(self.tls)
        if self.secret is not None:
            request.setRawHeader(b"Authorization", b"Bearer " + self.secret.encode())
        return request


def reach(address: str, *, ca: Path | None = None, credential: Path | None = None) -> Hub:
    """Check what was given and make a `Hub` of it.

    `ca` is a PEM file whose certificates alone are trusted, `credential` a `telemed.api.Credential` as JSON that nobody
    else may read. Off loopback only HTTPS is spoken. Raises `DisplayError`.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() not in {"http", "https"} or not url.host() or url.userInfo():
        raise DisplayError(Reason.ADDRESS, f"the hub's address must look like https://hub.example:8443: {address!r}")
    if url.scheme() == "http" and not _is_loopback(url.host()):
        raise DisplayError(Reason.ADDRESS, f"off this machine the hub is reached by https only: {address!r}")
    secret = _secret(credential) if credential is not None else None
    return Hub(url, _tls(ca) if url.scheme() == "https" else None, secret)


def read_board(data: bytes) -> Board | None:
    """Read a board, or None when it is none that can be shown."""
    try:
        board = msgspec.json.decode(data, type=Board)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return board if is_plausible(board) else None


def read_site(data: bytes) -> Site | None:
    """Read what is known of the site, or None when it is nothing that can be shown."""
    try:
        site = msgspec.json.decode(data, type=Site)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return site if has_hours(site) else None


def read_push(data: bytes) -> tuple[str, bytes] | None:
    """Read one WebSocket message: topic and value."""
    try:
        push = msgspec.json.decode(data, type=Push)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return push.topic, bytes(push.value)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tls(ca: Path | None) -> QSslConfiguration:
    tls = QSslConfiguration.defaultConfiguration()
    if ca is not None:
        found = QSslCertificate.fromPath(str(ca))
        if not found:
            raise DisplayError(Reason.CERTIFICATES, f"no certificate can be read from {ca}")
        tls.setCaCertificates(found)
    return tls


def _secret(path: Path) -> str:
    try:
        if path.stat().st_mode & 0o077:
            raise DisplayError(Reason.CREDENTIAL, f"{path} can be read by others; make it mode 0600")
        return msgspec.json.decode(path.read_bytes(), type=Credential).secret
    except OSError as error:
        raise DisplayError(Reason.CREDENTIAL, f"{path} cannot be read: {error.strerror}") from error
    except msgspec.MsgspecError as error:
        raise DisplayError(Reason.CREDENTIAL, f"{path} is no credential of a display") from error
