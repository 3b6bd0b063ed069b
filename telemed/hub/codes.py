"""The secret on a ticket: made from the ticket's id, so that no journal and no backup knows it."""

from __future__ import annotations

import base64
import hmac


def ticket_code(secret: bytes, ticket: str) -> str:
    """Return the code of a ticket; `secret` is the hub's."""
    digest = hmac.digest(secret, ticket.encode(), "sha256")
    return base64.b32encode(digest[:10]).decode().lower()
