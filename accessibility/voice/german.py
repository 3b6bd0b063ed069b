"""German number words: to words, and back from every common way of saying and writing them."""

from __future__ import annotations

import re

_UNITS = ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_TEENS = ("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_OTHERWISE = {"zwo": 2, "ein": 1, "eine": 1, "dreissig": 30, "fuffzehn": 15, "fuffzig": 50}

LARGEST = 9_999
"""The largest number that is written out."""


def cardinal(number: int) -> str:
    """Write a number from 0 to `LARGEST` out: 112 is `einhundertzwölf`; a first *ein* is left out before *hundert*."""
    if not 0 <= number <= LARGEST:
        raise ValueError("out of range")
    thousands, rest = divmod(number, 1_000)
    hundreds, small = divmod(rest, 100)
    word = ("" if thousands == 1 else _short(thousands)) + "tausend" if thousands else ""
    if hundreds:
        word += ("" if hundreds == 1 and not thousands else _short(hundreds)) + "hundert"
    if small or not word:
        word += _below_hundred(small)
    return word


def year(number: int) -> str:
    """Say a year as people do: 1953 is `neunzehnhundertdreiundfünfzig`."""
    hundreds, small = divmod(number, 100)
    if 11 <= hundreds <= 19:  # noqa: PLR2004 - the centuries that are counted in hundreds
        return _below_hundred(hundreds) + "hundert" + (_below_hundred(small) if small else "")
    return cardinal(number)


def ordinal(number: int) -> str:
    """Give the ordinal of 1 to 99 without its ending: 7 is `siebt`, 21 is `einundzwanzigst`."""
    return _ORDINALS[number]


def number(word: str) -> int | None:
    """Read one number of 0 to `LARGEST` from its words written as one; None when it is none."""
    found = _NUMBER.match(word)
    if found is None:
        return None
    thousands, hundreds, small = (_VALUES[part] if part else None for part in found.group("t", "h", "s"))
    if found["tausend"] is None and found["hundert"] is None:
        return small
    value = small or 0
    if found["hundert"]:
        value += 100 * (1 if hundreds is None else hundreds)
    if found["tausend"]:
        value += 1_000 * (1 if thousands is None else thousands)
    return value if value <= LARGEST else None


def ordinals(word: str) -> int | None:
    """Read an ordinal with any ending, such as `siebter`, `siebten`, `einundzwanzigste`; None when it is none."""
    for ending in ("er", "en", "es", "e"):
        if word.endswith(ending):
            return _ORDINAL_VALUES.get(word.removesuffix(ending))
    return None


def _short(number: int) -> str:
    return "ein" if number == 1 else _below_hundred(number)


def _below_hundred(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    if tens == 1:
        return _TEENS[number - 13]
    return (_short(unit) + "und" if unit else "") + _TENS[tens - 2]


def _ordinal(number: int) -> str:
    special = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
    if number in special:
        return special[number]
    return _below_hundred(number) + ("t" if number < 20 else "st")  # noqa: PLR2004 - the rule of the language


def _values() -> dict[str, int]:
    values = {_below_hundred(number): number for number in range(100)} | _OTHERWISE
    for word, value in list(values.items()):
        if "zwei" in word:
            values[word.replace("zwei", "zwo")] = value
        if "dreißig" in word:
            values[word.replace("dreißig", "dreissig")] = value
    return values


_VALUES = _values()
_ORDINALS = {number: _ordinal(number) for number in range(1, 100)}
_ORDINAL_VALUES = {word: number for number, word in _ORDINALS.items()} | {"siebent": 7}
_ANY = "|".join(sorted(_VALUES, key=lambda word: (-len(word), word)))
_NUMBER = re.compile(
    rf"^(?=.)(?:(?P<t>{_ANY})?(?P<tausend>tausend)(?:und)?)?"
    rf"(?:(?P<h>{_ANY})?(?P<hundert>hundert)(?:und)?)?(?P<s>{_ANY})?(?<!und)$"
)

SMALL = tuple(_VALUES)
"""All words for 0 to 99, each as one word."""

HUNDREDS = (
    *("hundert", "tausend", "und"),
    *(_short(count) + "hundert" for count in range(1, 20) if count != 10),  # noqa: PLR2004 - nobody says *zehnhundert*
    *(_short(count) + "tausend" for count in range(1, 10)),
)
"""Words that large numbers are put together from."""
