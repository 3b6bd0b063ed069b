"""What the voices would read otherwise than people do, changed before they get it; captions keep what is written.

Measured with espeak-ng 1.51, whose rules piper's voices follow too: German says the colon of *16:30 Uhr* as *Uhr* and
then *Uhr* once more, Persian names the colon.
"""

from __future__ import annotations

import re

_CHANGES: dict[str, tuple[re.Pattern[str], str]] = {
    "de": (re.compile(r"\b(\d{1,2}:\d{2}) Uhr\b"), r"\1"),
    "fa": (re.compile(r"\b(\d{1,2}):(\d{2})\b"), r"\1 \2"),
}
"""By voice: what is found, and what is read instead."""


def as_read(text: str, voice: str) -> str:
    """Give what the voice has to get so that it says `text`."""
    pattern, instead = _CHANGES.get(voice, (None, ""))
    return pattern.sub(instead, text) if pattern else text
