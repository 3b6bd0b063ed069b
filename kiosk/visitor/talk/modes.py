"""How a visit is listened to."""

from __future__ import annotations

import enum


class Mode(enum.Enum):
    """Not at all, for one phrase, or for the session (*Zuhören an*)."""

    OFF = "off"
    ONCE = "once"
    SESSION = "session"
