"""The comfort card: how somebody wants the terminal, as a code on paper. No name, no number, nothing of a person. Pure.

`ST1.` and then, with points between: locale without hyphens, size in per cent, theme, low layout, voice guide (1 or 0)
and pace of the voice (0 to 5); then what not everybody needs, each with its letter: `S` and the seconds of scanning (1
to 5). Cards of before, without it, stay good. Capitals, digits and points: the alphanumeric mode of a QR code keeps it
small, and a scanner that types as on another keyboard layout types these alike (no Y, no Z, no semicolon).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.visitor.choices import Choices

_FORM = re.compile(r"ST1\.([A-X]{2,12})\.(100|140|175)\.(PAPER|CONTRAST|DARK)\.([01])\.([01])\.([0-5])(?:\.S([1-5]))?")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says."""

    choices: Choices
    pace: int


def encode(card: Card) -> str:
    """Write a card."""
    choices = card.choices
    fields = (
        _letters(choices.locale),
        str(round(choices.scale * 100)),
        choices.theme.upper(),
        str(int(choices.low)),
        str(int(choices.guided)),
        str(card.pace),
        *([f"S{round(choices.scan)}"] if choices.scan else []),
    )
    return ".".join(("ST1", *fields))


def decode(text: str, locales: Sequence[str]) -> Card | None:
    """Read a card; None for anything that is none, or of a version or with a value that is not known.

    A language that is not offered here becomes the first that is: size and voice still help.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    letters, scale, theme, low, guided, pace, scan = found.groups()
    locale = next((locale for locale in locales if _letters(locale) == letters), locales[0])
    choices = Choices(locale, theme.lower(), int(scale) / 100, low == "1", guided=guided == "1", scan=float(scan or 0))
    return Card(choices, int(pace))


def _letters(locale: str) -> str:
    return locale.replace("-", "").upper()
