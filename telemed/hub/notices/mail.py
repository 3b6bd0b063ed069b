"""Notices by e-mail: SMTP with TLS, one connection for each message, an end to every wait."""

from __future__ import annotations

import contextlib
import datetime as dt
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from telemed.hub.notices.channel import Later, Message, Name, Never, Outcome, Sent
from telemed.hub.site_notices import Mail, read_secret

SECONDS: Final = 15.0
_GOES_AWAY: Final = 421
_OK, _FORWARDED, _FINAL = 250, 251, 500


class MailChannel:
    """A mail server. Sender, subject and host names say nothing of the visit. Raises `HubError` for a bad secret."""

    name: Name = "email"

    def __init__(self, settings: Mail, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds
        self._domain = settings.sender.rpartition("@")[2]
        self._password = read_secret(settings.password) if settings.password else ""

    def send(self, message: Message) -> Outcome:
        """Send one message."""
        try:
            server = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            return _refused_at_the_door(error)
        try:
            return self._hand_over(server, message)
        finally:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        context = ssl.create_default_context(cafile=settings.authority)
        server: smtplib.SMTP
        if settings.security == "tls":
            server = smtplib.SMTP_SSL(
                settings.host, settings.port, self._domain, timeout=self._seconds, context=context
            )
        else:
            server = smtplib.SMTP(settings.host, settings.port, self._domain, timeout=self._seconds)
        try:
            if settings.security == "starttls":
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            if settings.user:
                server.login(settings.user, self._password)
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, message: Message) -> Outcome:
        try:
            code, _ = server.mail(self._settings.sender)
            if code != _OK:
                return Later("busy" if _GOES_AWAY < code < _FINAL else "not-accepted", everything=True)
            code, _ = server.rcpt(message.address)
            if code not in {_OK, _FORWARDED}:
                return Never("address-refused") if code >= _FINAL else Later("busy", everything=code == _GOES_AWAY)
        except (smtplib.SMTPException, OSError):
            return Later("away", everything=True)
        try:
            code, _ = server.data(self._written(message))
        except smtplib.SMTPDataError as error:  # It did not want to hear the content.
            code = error.smtp_code
        except (smtplib.SMTPException, OSError):
            return Later("no-answer", everything=True)
        if code == _OK:
            return Sent()
        return Never("text-refused") if code >= _FINAL else Later("busy", everything=code == _GOES_AWAY)

    def _written(self, message: Message) -> bytes:
        mail = EmailMessage(policy=SMTP)
        user, _, domain = self._settings.sender.rpartition("@")
        mail["From"] = Address(self._settings.sender_name, user, domain)
        mail["To"] = Address(addr_spec=message.address)
        mail["Subject"] = message.subject
        mail["Date"] = dt.datetime.now(dt.UTC)
        mail["Message-ID"] = f"<{message.id}@{self._domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["Content-Language"] = "de" if message.locale == "de-simple" else message.locale
        mail.set_content(message.text + "\n")
        return mail.as_bytes()


def _refused_at_the_door(error: Exception) -> Outcome:
    """What kept us from saying anything; an answer of the server is not kept, it may hold what nobody is to read."""
    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=code):
            return Later("not-accepted" if code >= _FINAL else "away", everything=True)
        case smtplib.SMTPNotSupportedError() | ssl.SSLError():
            return Later("not-accepted", everything=True)
    return Later("away", everything=True)
