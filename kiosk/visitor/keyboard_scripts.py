"""The layouts of the on-screen keyboard as data: which letters stand where in which script.

Rows run from left to right as printed on keyboards, for Arabic and Persian too: the layout of a script is learnt by
place and is not mirrored. Letters stand where the standard layout of their language has them.
"""

# ruff: noqa: RUF001 - signs of many scripts are what this file is about

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from accessibility.locales import language_of
from kiosk.visitor.keyboard_variants import (
    ARABIC_MORE,
    ARABIC_VARIANTS,
    CYRILLIC_MORE,
    CYRILLIC_VARIANTS,
    LATIN_MORE,
    LATIN_VARIANTS,
    PERSIAN_MORE,
    PERSIAN_VARIANTS,
)
from kiosk.visitor.keyboard_vietnamese import SIGNS


@dataclass(frozen=True, slots=True)
class Layout:
    """The keys of one script, three rows a page.

    `cased`: there are capitals. `columns`: letter keys in a full row. `marks` stand beside the space bar. `label` is on
    keys that lead to these letters, `name` is the message that says so; `hint` is on the key of the variants, which is
    left out where there are none. `signs` of `keyboard_vietnamese` in the rows change the word before the cursor.
    """

    id: str
    rows: tuple[str, str, str]
    marks: str
    cased: bool
    columns: int
    label: str
    name: str
    hint: str
    variants: Mapping[str, str]
    more: str
    digits: tuple[str, str, str]
    signs: tuple[str, str, str]

    @property
    def has_signs(self) -> bool:
        """Whether keys change the word before the cursor."""
        return any(sign in row for sign in SIGNS for row in self.rows)


_LATIN_DIGITS = ("1234567890+", "@,;_/:?!'\"*", "()&=%#²€")
_LATIN_SIGNS = ("$£§°~^`|\\<>", "{}[]«»„“”‚’", "–—…·•¿¡½")
_CYRILLIC_SIGNS = ("$£§°~^`|\\<>№", "{}[]«»„“”‚‘₴", "–—…·•¿¡½₽")
_ARABIC_DIGITS = ("1234567890+", "@-؛_/:؟!'\"*", "()&=%#;€")

HALF_SPACE = "\u200c"
"""Ends the form of a letter within a word, as Persian writes plurals and verbs; nobody sees it."""

_latin = partial(
    Layout,
    marks="-.",
    cased=True,
    columns=11,
    label="ABC",
    name="key-script-latin",
    hint="é ñ",
    variants=LATIN_VARIANTS,
    more=LATIN_MORE,
    digits=_LATIN_DIGITS,
    signs=_LATIN_SIGNS,
)
_cyrillic = partial(
    Layout,
    cased=True,
    columns=12,
    label="АБВ",
    name="key-script-cyrillic",
    variants=CYRILLIC_VARIANTS,
    more=CYRILLIC_MORE,
    digits=_LATIN_DIGITS,
    signs=_CYRILLIC_SIGNS,
)
_arabic = partial(Layout, cased=False, columns=12, name="key-script-arabic", digits=_ARABIC_DIGITS)

LAYOUTS: Mapping[str, Layout] = {
    "de": _latin(
        id="de",
        rows=("qwertzuiopü", "asdfghjklöä", "yxcvbnmß"),
    ),
    "en": _latin(
        id="en",
        rows=("qwertyuiopü", "asdfghjklöä", "zxcvbnmß"),
    ),
    "uk": _cyrillic(
        id="uk",
        rows=("йцукенгшщзхї", "фівапролджєґ", "ячсмитьбю"),
        marks="’-.",
        hint="ё ы",
    ),
    "ru": _cyrillic(
        id="ru",
        rows=("йцукенгшщзхъ", "фывапролджэё", "ячсмитьбю"),
        marks="-.",
        hint="і ї",
    ),
    "ar": _arabic(
        id="ar",
        rows=("ضصثقفغعهخحجد", "شسيبلاتنمكطذ", "ئءؤرىةوزظأ"),
        marks="،.",
        label="أبج",
        hint="آ إ",
        variants=ARABIC_VARIANTS,
        more=ARABIC_MORE,
        signs=("٠١٢٣٤٥٦٧٨٩?", ",«»$£§°~^`–", "|\\<>{}[]"),
    ),
    "fa": _arabic(
        id="fa",
        rows=("ضصثقفغعهخحجچ", "شسیبلاتنمکگپ", "ظطژزرذدئوآ"),
        marks=f"{HALF_SPACE}،.",
        label="ابپ",
        hint="أ ؤ",
        variants=PERSIAN_VARIANTS,
        more=PERSIAN_MORE,
        signs=("۰۱۲۳۴۵۶۷۸۹?", ",«»$£§°~^`–", "|\\<>{}[]"),
    ),
    "vi": Layout(
        id="vi",
        rows=(f"qwertyuiop{SIGNS[0]}{SIGNS[1]}", f"asdfghjklđ{SIGNS[2]}{SIGNS[3]}", f"zxcvbnm{SIGNS[4]}{SIGNS[5]}"),
        marks=f"{SIGNS[6]}-.",
        cased=True,
        columns=12,
        label="ăâê",
        name="key-script-vietnamese",
        hint="",
        variants={},
        more="",
        digits=_LATIN_DIGITS,
        signs=_LATIN_SIGNS,
    ),
}
"""Every layout by its id."""

_OF_LANGUAGE = {"de": ("de",), "en": ("en",)}


def layouts_of(locale: str) -> tuple[str, ...]:
    """Name the layouts offered in a locale, the first one first.

    Each offers the letters of German streets and names: the English one has the umlauts in the German places,
    beside those of other scripts and marks there is the German one.
    """
    language = language_of(locale)
    return _OF_LANGUAGE.get(language, (language, "de") if language in LAYOUTS else ("de",))


def is_latin(text: str) -> bool:
    """Say whether all letters of a text are Latin."""
    return all(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in text if char.isalpha())


def writes_latin(locale: str) -> bool:
    """Say whether the first layout of a locale has Latin letters."""
    return all(is_latin(row) for row in LAYOUTS[layouts_of(locale)[0]].rows)
