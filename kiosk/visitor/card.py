"""The comfort card: how somebody wants the terminal, as a code on paper. No name, no number, nothing of a person. Pure.

`ST1.` and then, with points between: locale without hyphens, size in per cent, theme, low layout, voice guide (1 or 0)
and pace of the voice (0 to 5). What not everybody needs follows, each with its letter and in any order: see `_MORE`.
Cards of before, without it, stay good; a letter or a value that is not known is left out of account, so that a card of
a newer terminal still says the rest. Capitals, digits and points: the alphanumeric mode of a QR code keeps it small,
and a scanner that types as on another keyboard layout types these alike (no Y, no Z, no semicolon).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.visitor.choices import Choices

_FORM = re.compile(
    r"ST1\.([A-X]{2,12})\.(100|140|175)\.(PAPER|CONTRAST|DARK)\.([01])\.([01])\.([0-5])((?:\.[A-X][A-X0-9]{1,8}){0,12})"
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. `volume` in per cent, None for the terminal's own; `listens`: voice control is on."""

    choices: Choices
    pace: int
    volume: int | None = None
    listens: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that only some cards say: how it is written ("" for not at all), what it may be, and how it is read."""

    write: Callable[[Card], str]
    form: re.Pattern[str]
    read: Callable[[Card, str], Card]


_MORE: Mapping[str, _Part] = {
    "S": _Part(
        lambda card: str(round(card.choices.scan)) if card.choices.scan else "",
        re.compile(r"[1-5]"),
        lambda card, value: replace(card, choices=replace(card.choices, scan=float(value))),
    ),
    "C": _Part(
        lambda card: "1" if card.choices.calm else "",
        re.compile(r"1"),
        lambda card, _value: replace(card, choices=replace(card.choices, calm=True)),
    ),
    "V": _Part(
        lambda card: "" if card.volume is None else str(card.volume),
        re.compile(r"100|[1-9]?[0-9]"),
        lambda card, value: replace(card, volume=int(value)),
    ),
    "H": _Part(
        lambda card: "1" if card.listens else "",
        re.compile(r"1"),
        lambda card, _value: replace(card, listens=True),
    ),
}
"""Seconds of scanning, calm, volume in per cent, whether the terminal listens (hears)."""


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
    )
    more = ((letter, part.write(card)) for letter, part in _MORE.items())
    return ".".join(("ST1", *fields, *(f"{letter}{value}" for letter, value in more if value)))


def decode(text: str, locales: Sequence[str]) -> Card | None:
    """Read a card; None for anything that is none, of another version, or with another value in the first six fields.

    A language that is not offered here becomes the first that is: size and voice still help. Of a letter that stands
    twice the first one counts.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    letters, scale, theme, low, guided, pace, more = found.groups()
    locale = next((locale for locale in locales if _letters(locale) == letters), locales[0])
    card = Card(Choices(locale, theme.lower(), int(scale) / 100, low == "1", guided=guided == "1"), int(pace))
    fields = {field[0]: field[1:] for field in reversed(more.split(".")) if field}
    for letter, part in _MORE.items():
        if letter in fields and part.form.fullmatch(fields[letter]):
            card = part.read(card, fields[letter])
    return card


def _letters(locale: str) -> str:
    return locale.replace("-", "").upper()
