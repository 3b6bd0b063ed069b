"""Spelling alphabets: *Anton*, *Berta*; *A wie Aachen* (DIN 5009:2022); single letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accessibility.locales import language_of

_GERMAN: dict[str, str] = {
    "a": "anton aachen",
    "ä": "ärger",
    "b": "berta bernhard berlin",
    "c": "cäsar chemnitz",
    "ch": "charlotte",
    "d": "dora düsseldorf",
    "e": "emil essen",
    "f": "friedrich frankfurt",
    "g": "gustav goslar",
    "h": "heinrich hamburg",
    "i": "ida ingelheim",
    "j": "julius jena",
    "k": "kaufmann konrad köln",
    "l": "ludwig leipzig",
    "m": "martha marta münchen",
    "n": "nordpol nürnberg",
    "o": "otto offenbach",
    "ö": "ökonom österreich",
    "p": "paula potsdam",
    "q": "quelle quickborn",
    "r": "richard rostock",
    "s": "samuel siegfried salzwedel",
    "sch": "schule",
    "ß": "eszett",
    "t": "theodor tübingen",
    "u": "ulrich unna",
    "ü": "übermut",
    "v": "viktor völklingen",
    "w": "wilhelm wuppertal",
    "x": "xanthippe xaver xanten",
    "y": "ypsilon",
    "z": "zacharias zeppelin zwickau",
    " ": "leerzeichen",
    "-": "bindestrich",
    ".": "punkt",
}
_GERMAN_NAMES = "a be ce de e ef ge ha i jot ka el em en o pe ku er es te u vau we ix ypsilon zett"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "aachen": "ä", "offenbach": "ö", "unna": "ü"}
_NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey xray yankee zulu"
)
_LIKE = {"de": "wie", "en": "for"}


def _german() -> dict[str, str]:
    found = {word: letter for letter, words in _GERMAN.items() for word in words.split()}
    found |= dict(zip(_GERMAN_NAMES.split(), _LETTERS, strict=True))
    return found | {letter: letter for letter in f"{_LETTERS}äöüß"}


_ALPHABETS: dict[str, Mapping[str, str]] = {
    "de": _german(),
    "en": {word: word[0] for word in _NATO.split()} | {letter: letter for letter in _LETTERS},
}


def letter_words(locale: str) -> list[str]:
    """Give the single words that spelling uses; none in a language whose alphabet we do not know."""
    language = language_of(locale)
    words = list(_ALPHABETS.get(language, {}))
    return [*words, _LIKE[language], *(["umlaut"] if language == "de" else [])] if words else []


def letters(words: Sequence[str], locale: str) -> str | None:
    """Give the letters that were spelled; None when a word is no part of a spelling.

    After *A wie* the letter counts, and the word must begin with it: `a wie aachen` is one letter, `a wie berta` none.
    """
    language = language_of(locale)
    alphabet = _ALPHABETS.get(language, {})
    spelled = ""
    rest = list(words)
    while rest:
        if language == "de" and rest[0] == "umlaut" and len(rest) > 1 and rest[1] in _UMLAUTS:
            spelled += _UMLAUTS[rest[1]]
            rest = rest[2:]
            continue
        letter = alphabet.get(rest[0])
        if letter is None:
            return None
        rest = rest[1:]
        if rest and rest[0] == _LIKE[language]:
            if len(rest) == 1 or alphabet.get(rest[1]) != letter:
                return None
            rest = rest[2:]
        spelled += letter
    return spelled or None
