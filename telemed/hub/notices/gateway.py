"""SMS by a gateway on the web: one POST for each message. Redirections are not followed: they would take the number."""

from __future__ import annotations

import http.client
import ssl
from typing import Final
from urllib.parse import urlencode, urlsplit

import msgspec

from telemed.hub.notices.channel import Later, Message, Name, Never, Outcome, Sent
from telemed.hub.site_notices import Gateway, read_secret

SECONDS: Final = 15.0
_BUSY: Final = frozenset({408, 409, 425, 429})
_LOCKED: Final = frozenset({401, 402, 403, 404, 405, 407})
"""Token, account or path are wrong: no message will get through."""


class GatewayChannel:
    """A gateway. Raises `HubError` for a bad secret."""

    name: Name = "sms"

    def __init__(self, settings: Gateway, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds
        self._url = urlsplit(settings.url)
        self._token = settings.token_prefix + read_secret(settings.token) if settings.token else ""

    def send(self, message: Message) -> Outcome:
        """Send one message; the gateway is told the same `Idempotency-Key` at every attempt."""
        content, kind = self._content(message)
        headers = {"Content-Type": kind, "Idempotency-Key": message.id, "User-Agent": "notice"}
        if self._token:
            headers[self._settings.token_header] = self._token
        path = self._url.path or "/"
        target = f"{path}?{self._url.query}" if self._url.query else path
        try:
            connection = self._open()
            connection.connect()
        except ssl.SSLError:
            return Later("not-accepted", everything=True)
        except OSError:
            return Later("away", everything=True)
        try:
            connection.request("POST", target, content, headers)
            return _outcome(connection.getresponse().status)
        except (OSError, http.client.HTTPException):
            return Later("no-answer", everything=True)
        finally:
            connection.close()

    def _content(self, message: Message) -> tuple[bytes, str]:
        settings = self._settings
        fields = {settings.number_field: message.address, settings.text_field: message.text}
        if settings.sender:
            fields[settings.sender_field] = settings.sender
        if settings.format == "form":
            return urlencode(fields).encode(), "application/x-www-form-urlencoded"
        return msgspec.json.encode(fields), "application/json"

    def _open(self) -> http.client.HTTPConnection:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self._seconds)
        context = ssl.create_default_context(cafile=self._settings.authority)
        return http.client.HTTPSConnection(host, port, timeout=self._seconds, context=context)


def _outcome(status: int) -> Outcome:
    match status // 100:
        case 2:
            return Sent()
        case 4 if status in _BUSY:
            return Later("busy", everything=status == 429)  # noqa: PLR2004 (HTTP: too many)
        case 4 if status not in _LOCKED:
            return Never("address-refused")
        case 5:
            return Later("away", everything=True)
    return Later("not-accepted", everything=True)
