"""What was dictated: numbers and dates from number words, letters from a spelling alphabet."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Sequence
from itertools import combinations

from accessibility.locales import language_of
from accessibility.voice import german
from accessibility.voice.numerals import numerals
from accessibility.voice.spelling import letter_words, letters

_LONGEST = 40
_MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni", "juli"),
    *("august", "september", "oktober", "november", "dezember"),
)
_MONTH_NAMES = {name: number for number, name in enumerate(_MONTHS, 1)} | {
    "jänner": 1,
    "feber": 2,
    "juno": 6,
    "julei": 7,
}
_LEADING = frozenset({"der", "den", "dem", "am", "im"})
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


class Free(enum.Enum):
    """What may be dictated besides the phrases of a screen."""

    NUMBER = "number"
    DATE = "date"
    SPELLING = "spelling"


def understand(words: Sequence[str], free: Free, locale: str) -> str | None:
    """Give what these words dictate, as `number:112`, `date:1953-04-07` or `letters:b`; None when they are not that.

    Every word must have its part in it.
    """
    found: str | None
    if free is Free.NUMBER:
        found = digits(words, locale)
        return None if found is None else f"number:{found}"
    if free is Free.DATE:
        day = date(words, locale)
        return None if day is None else f"date:{day.isoformat()}"
    found = letters(words, locale)
    return None if found is None else f"letters:{found}"


def vocabulary(free: Free, locale: str) -> list[str]:
    """Give the single words from which this is dictated, whether a model knows them or not."""
    german_ = language_of(locale) == "de"
    if free is Free.SPELLING:
        return letter_words(locale)
    words = {word for phrase in numerals(locale) for word in phrase.split()}
    if german_:
        words |= {*german.SMALL, *german.HUNDREDS}
    if free is Free.DATE:
        if not german_:
            return []
        words |= {*_MONTH_NAMES, *_LEADING}
        words |= {german.ordinal(number) + ending for number in range(1, 32) for ending in ("er", "e", "en")}
    return sorted(words)


def digits(words: Sequence[str], locale: str) -> str | None:
    """Give the digits that number words dictate: one number, or several said one after the other (1 1 2, 036 41)."""
    if not words or len(words) > _LONGEST:
        return None
    # best[i] is the reading of the first i words in fewest numbers; so `hundert zwölf` is 112 and not 100 12.
    best: list[tuple[int, str] | None] = [(0, "")]
    for end in range(1, len(words) + 1):
        found: tuple[int, str] | None = None
        for start in range(max(0, end - 7), end):
            before, value = best[start], _value(words[start:end], locale)
            if before is None or value is None or (found is not None and found[0] <= before[0] + 1):
                continue
            found = (before[0] + 1, before[1] + str(value))
        best.append(found)
    return best[-1][1] if best[-1] is not None else None


def date(words: Sequence[str], locale: str) -> dt.date | None:
    """Give the day that German words name: day, month (by name or number) and a year of four digits.

    None when they can be read in two ways: a wrong date is worse than a question.
    """
    if language_of(locale) != "de":
        return None
    said = [word for word in words if word not in _LEADING]
    if len(said) > _LONGEST:
        return None
    found = set(_dates(said))
    return found.pop() if len(found) == 1 else None


def spoken_date(day: dt.date) -> str:
    """Say a day in the way that `date` reads: *siebter vierter neunzehnhundertdreiundfünfzig*."""
    return f"{german.ordinal(day.day)}er {german.ordinal(day.month)}er {german.year(day.year)}"


def _dates(words: list[str]) -> Iterator[dt.date]:
    for first, second in combinations(range(1, min(len(words), 8)), 2):
        day = _ordinal_or_number(words[:first])
        month = _month(words[first:second])
        year = digits(words[second:], "de")
        if day is None or month is None or year is None or len(year) != len("1953"):
            continue
        if _FIRST_YEAR <= int(year) <= _LAST_YEAR:
            try:
                yield dt.date(int(year), month, day)
            except ValueError:
                continue


def _month(words: list[str]) -> int | None:
    if len(words) == 1 and words[0] in _MONTH_NAMES:
        return _MONTH_NAMES[words[0]]
    return _ordinal_or_number(words)


def _ordinal_or_number(words: list[str]) -> int | None:
    word = "".join(words)
    found = german.ordinals(word)
    return found if found is not None else german.number(word)


def _value(words: Sequence[str], locale: str) -> int | None:
    if language_of(locale) == "de":
        return german.number("".join(words))
    return numerals(locale).get(" ".join(words))
