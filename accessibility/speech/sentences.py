"""Cutting a text into what is said and captioned in one go."""

from __future__ import annotations

import re

LONGEST = 240
"""Characters said in one go at the most; espeak-ng makes about 18 seconds of speech of them."""

_ENDS = re.compile(r"[.!?…\u061f\u06d4]+[»«“”\"')\]]*\s+|\s*\n\s*")
"""U+061F and U+06D4 are the question mark and the full stop of Arabic and Persian."""
_PAUSES = (", ", "; ", ": ", "\u060c ", " \u2013 ")
"""Where a voice can pause; U+060C is the Arabic comma, U+2013 the dash."""
_AFTER_ORDINALS = re.compile(
    r"(Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Stock|Etage|Ober|Unter|OG|UG)",
)
"""What makes a number with a point an ordinal ("3. Etage"); else it ends a sentence ("Ihre Nummer ist 14. Bitte")."""
_ABBREVIATIONS = frozenset(
    (
        *("abs", "bzw", "ca", "co", "dr", "evtl", "fr", "ggf", "hr", "inkl", "max", "min", "mr", "mrs", "ms", "nr"),
        *("prof", "st", "str", "tel", "usw", "vgl", "zzgl"),
    ),
)


def sentences(text: str) -> tuple[str, ...]:
    """Cut `text` at the ends of sentences and lines; what is too long also at commas and blanks.

    Nothing but white space gets lost. A point after an ordinal ("3. Etage"), a single letter ("z. B.") or a usual
    abbreviation ends no sentence, so that the voice does not drop in the middle.
    """
    found: list[str] = []
    start = 0
    for end in _ENDS.finditer(text):
        if "\n" in end.group() or not _is_abbreviated(text[start : end.start()], text[end.start()], text[end.end() :]):
            found += _short(text[start : end.end()])
            start = end.end()
    return (*found, *_short(text[start:]))


def _is_abbreviated(before: str, mark: str, after: str) -> bool:
    """Whether the point between these two is part of a number, a letter or an abbreviation."""
    if mark != ".":
        return False
    words = before.split()
    last = words[-1].strip("(„“\"'") if words else ""
    if after[:1].islower():
        return True
    if last.isdigit():
        return _AFTER_ORDINALS.match(after) is not None
    return (len(last) == 1 and last.isalpha()) or last.lower() in _ABBREVIATIONS


def _short(sentence: str) -> list[str]:
    """Give the sentence in pieces of at most `LONGEST` characters, without white space at the ends; none if empty."""
    rest = " ".join(sentence.split())
    pieces: list[str] = []
    while len(rest) > LONGEST:
        cut = max(rest.rfind(mark, 0, LONGEST) for mark in _PAUSES)
        if cut < LONGEST // 3:
            cut = rest.rfind(" ", 0, LONGEST)
        cut = cut + 1 if cut > 0 else LONGEST
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*pieces, rest] if rest else pieces
