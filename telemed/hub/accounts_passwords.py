"""Names and passwords of staff: how a name is kept, and which password is too easy to guess. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LEAST_PASSWORD: Final = 10
MOST_PASSWORD: Final = 256
NAME_LIMIT: Final = 64

_COMMON: Final = re.compile(
    r"pass?wor[dt]|kennwort|geheim|admin|empfang|reception|stadtteil|terminal|lobeda|winzerla|jena|hallo|willkommen|"
    r"sommer|winter|qwert[zy]?|asdf|iloveyou|letmein|welcome|012|123|234|345|456|567|678|789|(19|20)\d\d"
)


def weakness(name: str, password: str) -> str | None:
    """Say why a password is not taken, or None (NIST SP 800-63B: length, no common words, no composition rules)."""
    if len(password) < LEAST_PASSWORD:
        return f"Das Passwort braucht mindestens {LEAST_PASSWORD} Zeichen."
    if len(password) > MOST_PASSWORD:
        return f"Das Passwort darf höchstens {MOST_PASSWORD} Zeichen haben."
    rest = _COMMON.sub("", password.casefold().replace(name.casefold(), ""))
    if len(rest) < LEAST_PASSWORD // 2 or len(set(rest)) < LEAST_PASSWORD // 2:
        return (
            "Dieses Passwort ist leicht zu erraten. Nehmen Sie zum Beispiel vier Wörter, "
            "die nichts miteinander zu tun haben."
        )
    return None


def plain(name: str) -> str:
    """Return a name as it is kept."""
    return unicodedata.normalize("NFC", name).strip().casefold()
