"""Closed sets of reasons, and the refusal that is the third possible outcome of a command."""

from __future__ import annotations

from typing import Literal

import msgspec

RefusedReason = Literal[
    "bad-request",
    "not-authorised",
    "not-found",
    "conflict",
    "too-early",
    "key-reused",
    "too-many",
    "closed",
    "no-number-free",
    "nobody-waiting",
    "taken",
    "limit",
    "hold-ended",
    "unavailable",
]

Priority = Literal["pain", "pregnancy", "small-child", "disability", "safety"]
"""Why a person comes before others: only these, only by a member of staff, never the insurance."""

Stage = Literal["measuring", "ready", "in_call"]
"""How far a person in a telemedicine room is."""


class Refused(msgspec.Struct, frozen=True):
    """A command that changed nothing; `detail` is one plain German sentence for the person who asked."""

    reason: RefusedReason
    detail: str
