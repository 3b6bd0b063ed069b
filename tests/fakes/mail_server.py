"""A real mail server (aiosmtpd) whose answers a test chooses."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Letters:
    """What came, and what the server says: to a recipient, to content, at the door."""

    taken: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    to_recipient: dict[str, list[str]] = field(default_factory=dict)
    """Answers to `RCPT TO` of an address, one after the other."""
    to_content: list[str] = field(default_factory=list)
    hang_up: bool = False
    password: bytes = b""

    async def handle_EHLO(  # noqa: N802 - named by the library
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.hosts.append(hostname)
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answers = self.to_recipient.get(address, [])
        if answers:
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hang_up:
            assert server.transport is not None
            server.transport.close()
            return "250 OK"
        if self.to_content:
            return self.to_content.pop(0)
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        self.senders.append(envelope.mail_from or "")
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def let_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=data.password == self.password, handled=False)


@contextlib.contextmanager
def mail_server(port: int, letters: Letters, tls: ssl.SSLContext | None = None) -> Iterator[Letters]:
    """Run a server on loopback; with `tls` it wants STARTTLS, with a password it wants that too."""
    options: dict[str, Any] = {"tls_context": tls, "require_starttls": tls is not None}
    if letters.password:
        options |= {"authenticator": letters.let_in, "auth_required": True, "auth_require_tls": tls is not None}
    controller = Controller(letters, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield letters
    finally:
        controller.stop()
