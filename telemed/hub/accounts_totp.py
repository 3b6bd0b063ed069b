"""One-time passwords by time (RFC 6238 with HMAC-SHA-1, 30 s, 6 digits: what every authenticator can). Pure."""

from __future__ import annotations

import base64
import hmac
import re
import struct
from typing import Final

STEP_SECONDS: Final = 30
DIGITS: Final = 6
SECRET_BYTES: Final = 20
"""RFC 4226, section 4, R6: as long as the hash."""
DRIFT: Final = 1
"""Steps that the clock of a telephone may be off, to either side."""


def step_of(now: float) -> int:
    """Return the number of the time step at `now` (Unix seconds)."""
    return int(now // STEP_SECONDS)


def code(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """Return the password of a step (RFC 4226, section 5.3)."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    start = digest[-1] & 0x0F
    (word,) = struct.unpack(">L", digest[start : start + 4])
    return f"{(word & 0x7FFF_FFFF) % 10**digits:0{digits}d}"


def matching_step(secret: bytes, typed: str, now: float, after: int) -> int | None:
    """Return the step whose password was typed, None if there is none; a step up to `after` was used before."""
    typed = re.sub(r"[\s-]", "", typed)
    found = None
    for step in range(step_of(now) - DRIFT, step_of(now) + DRIFT + 1):
        # All are compared, so that time does not tell which one came close.
        if step > max(after, -1) and hmac.compare_digest(code(secret, step).encode(), typed.encode()):
            found = step
    return found


def shown(secret: bytes) -> str:
    """Write a secret for people who type it: base32 in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
