"""The one error of this package and its reasons. What people and clients can do wrong is a value (`Refused`)."""

from __future__ import annotations

import enum


class Reason(enum.Enum):
    """Why the hub cannot go on."""

    DAMAGED = "damaged"
    DISK_FULL = "disk-full"
    UNREADABLE = "unreadable"
    BUSY = "busy"
    CONFLICT = "conflict"
    CLOCK = "clock"
    PLAIN_TEXT = "plain-text"
    CERTIFICATE = "certificate"
    ACCOUNT = "account"


class HubError(Exception):
    """Something outside the hub's power; `reason` says what, the text says it in one plain German sentence."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
