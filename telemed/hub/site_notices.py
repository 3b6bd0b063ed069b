"""What `site.toml` may say about notices: public address and ways to send. Secrets are in files of mode 0600."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from kiosk.strict_toml import Length, Pattern, Range
from telemed.hub.errors import HubError, Reason
from telemed.hub.notices.channel import tidy_mail

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SECRET_LIMIT: Final = 4096
_URL_LIMIT: Final = 60
"""Longer, and the code on the ticket would be too fine for old telephones, and an SMS would become two."""


def _web_address(text: str, what: str) -> None:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise ValueError(f"{what} is no address such as https://wartezeit.example")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise ValueError(f"{what} must begin with https")


@dataclass(frozen=True)
class Public:
    """Where the public reaches `/t/<code>`, without a slash at the end; "" for nowhere: then tickets carry no code."""

    url: Annotated[str, Length(0, _URL_LIMIT)] = ""

    def __post_init__(self) -> None:
        if not self.url:
            return
        _web_address(self.url, "the public address")
        parts = urlsplit(self.url)
        if parts.query or parts.fragment or self.url.endswith("/") or not self.url.isascii():
            raise ValueError("the public address ends with its host or a path, without a slash")


@dataclass(frozen=True)
class Mail:
    """A mail server that takes messages from the hub. Without TLS only on this machine."""

    host: Annotated[str, Length(1, 253)]
    sender: Annotated[str, Length(3, 254)]
    port: Annotated[int, Range(1, 65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender_name: Annotated[str, Length(0, 60)] = ""
    user: str = ""
    password: Path | None = None
    authority: Path | None = None

    def __post_init__(self) -> None:
        if tidy_mail(self.sender) != self.sender:
            raise ValueError("the sender is no mail address")
        if bool(self.user) != (self.password is not None):
            raise ValueError("user and password belong together")
        if self.security == "none" and self.host not in _LOOPBACK:
            raise ValueError("without TLS mail is sent on this machine only")
        if not self.sender_name.isprintable():
            raise ValueError("the sender's name is one line of letters")


@dataclass(frozen=True)
class Gateway:
    """An SMS gateway that takes an HTTP POST for each message; `*_field` name what it calls number, text and sender."""

    url: str
    format: Literal["json", "form"] = "json"
    number_field: Annotated[str, Pattern("[A-Za-z0-9_.-]{1,40}")] = "to"
    text_field: Annotated[str, Pattern("[A-Za-z0-9_.-]{1,40}")] = "text"
    sender_field: Annotated[str, Pattern("[A-Za-z0-9_.-]{1,40}")] = "from"
    sender: Annotated[str, Length(0, 15)] = ""
    token: Path | None = None
    token_header: Annotated[str, Pattern("[A-Za-z0-9-]{1,40}")] = "Authorization"  # noqa: S105 (a name)
    token_prefix: Annotated[str, Pattern("[A-Za-z0-9_ -]{0,20}")] = "Bearer "  # noqa: S105 (no secret)
    authority: Path | None = None

    def __post_init__(self) -> None:
        _web_address(self.url, "the gateway")


@dataclass(frozen=True)
class Modem:
    """A GSM modem on a serial line. `text` is for modems that know no PDU mode; `pin` is a file with the SIM's PIN."""

    device: Path
    baud: Annotated[int, Range(1200, 921600)] = 115200
    mode: Literal["pdu", "text"] = "pdu"
    pin: Path | None = None


@dataclass(frozen=True)
class NoticeSettings:
    """Notices by e-mail and SMS."""

    country: Annotated[str, Pattern("[1-9][0-9]{0,2}")] = "49"
    mail: Mail | None = None
    gateway: Gateway | None = None
    modem: Modem | None = None
    paper: bool = field(default=False)

    def __post_init__(self) -> None:
        if self.gateway is not None and self.modem is not None:
            raise ValueError("SMS go by a gateway or by a modem, not by both")


def read_secret(path: Path) -> str:
    """Read a password, token or PIN: the first line of a file that only its owner may read. Raises `HubError`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise HubError(Reason.UNREADABLE, f"{path} ist keine Datei.")
            if status.st_mode & 0o077:
                raise HubError(Reason.UNREADABLE, f"{path} darf nur der Besitzer lesen (chmod 600).")
            text = file.read(_SECRET_LIMIT).decode("utf-8")
    except OSError as error:
        raise HubError(Reason.UNREADABLE, f"{path} kann nicht gelesen werden: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise HubError(Reason.UNREADABLE, f"{path} ist kein Text in UTF-8.") from error
    secret = text.split("\n", 1)[0].strip("\r ")
    if not secret or not secret.isprintable():
        raise HubError(Reason.UNREADABLE, f"{path} enthält kein Kennwort.")
    return secret
