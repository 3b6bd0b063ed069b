"""Number words of 0 to 99 in the languages besides German, as recognisers write them: lower case, words apart."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from accessibility.locales import language_of
from accessibility.voice import german

_EN = (
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ),
    "twenty thirty forty fifty sixty seventy eighty ninety",
)
_RU = (
    (
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
        "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
    ),
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
)
_UK = (
    (
        "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять "
        "п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять"
    ),
    "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
)
_FA = (
    "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده",
    "بیست سی چهل پنجاه شصت هفتاد هشتاد نود",
)
_AR = (
    "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
    "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون",
)
_VI = "không một hai ba bốn năm sáu bảy tám chín"

_MORE: dict[str, dict[str, int]] = {
    "en": {"oh": 0},
    "ru": {"нуль": 0, "одна": 1, "две": 2, "раз": 1},
    "uk": {"одна": 1, "дві": 2},
    "fa": {"یه": 1, "شیش": 6},
    "ar": {
        "واحدة": 1,
        "اثنين": 2,
        "اثنتان": 2,
        "ثلاث": 3,
        "أربع": 4,
        "خمس": 5,
        "ست": 6,
        "سبع": 7,
        "ثماني": 8,
        "تسع": 9,
    },
    "vi": {"linh": 0, "bẩy": 7},
}
_ARABIC_TEENS = ("أحد عشر", "اثنا عشر", *(f"{unit} عشر" for unit in _AR[0].split()[3:10]))


@functools.cache
def numerals(locale: str) -> Mapping[str, int]:
    """Give what 0 to 99 are called in a locale, the usual word of each number first; empty where we do not know."""
    language = language_of(locale)
    made = {
        "de": lambda: {german.cardinal(number): number for number in range(100)},
        "en": lambda: _joined(_EN, " "),
        "ru": lambda: _joined(_RU, " "),
        "uk": lambda: _joined(_UK, " "),
        "fa": lambda: _joined(_FA, " و "),
        "ar": _arabic,
        "vi": _vietnamese,
    }
    if language not in made:
        return {}
    found = made[language]()
    for word, value in _MORE.get(language, {}).items():
        found.setdefault(word, value)
    return found


@functools.cache
def written_out(number: int, locale: str) -> str | None:
    """Write a number in the words of a locale; None where we do not know them."""
    if language_of(locale) == "de":
        return german.cardinal(number) if number <= german.LARGEST else None
    return next((word for word, value in numerals(locale).items() if value == number), None)


def _joined(parts: tuple[str, str], between: str) -> dict[str, int]:
    """Tens before units, with something between them."""
    units, tens = parts[0].split(), parts[1].split()
    found = {word: value for value, word in enumerate(units)}
    for ten, word in enumerate(tens, 2):
        found[word] = 10 * ten
        found |= {f"{word}{between}{units[unit]}": 10 * ten + unit for unit in range(1, 10)}
    return found


def _arabic() -> dict[str, int]:
    units, tens = _AR[0].split(), _AR[1].split()
    found = {word: value for value, word in enumerate(units)}
    found |= {word: value for value, word in enumerate(_ARABIC_TEENS, 11)}
    for ten, word in enumerate(tens, 2):
        for form in (word, word.removesuffix("ون") + "ين"):
            found[form] = 10 * ten
            found |= {f"{units[unit]} و{form}": 10 * ten + unit for unit in range(1, 10)}
    return found


def _vietnamese() -> dict[str, int]:
    """Units change after a ten: *mốt*, *tư* and *lăm* are 1, 4 and 5."""
    units = _VI.split()
    found = {word: value for value, word in enumerate(units)}
    found["mười"] = 10
    found |= {f"mười {units[unit]}": 10 + unit for unit in range(1, 10) if unit != 5}  # noqa: PLR2004
    found["mười lăm"] = 15
    for ten in range(2, 10):
        found[f"{units[ten]} mươi"] = 10 * ten
        for unit in range(1, 10):
            changed = {1: "mốt", 4: "tư", 5: "lăm"}.get(unit, units[unit])
            found[f"{units[ten]} mươi {changed}"] = 10 * ten + unit
        found[f"{units[ten]} mươi bốn"] = 10 * ten + 4
    return found
