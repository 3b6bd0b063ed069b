"""Why a display cannot be started."""

from __future__ import annotations

import enum


class Reason(enum.Enum):
    """What is wrong with what the display was given."""

    ADDRESS = "address"
    CERTIFICATES = "certificates"
    CREDENTIAL = "credential"
    SETTING = "setting"


class DisplayError(Exception):
    """The display is not started; `reason` is from a closed set, the text is one plain sentence for the operator."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(text)
        self.reason = reason
