"""Which letters are offered as variants of a letter, and which without one.

Enough for names and places in Europe, Vietnam, the Near East and Iran, in the script of the layout. Vietnamese has a
layout of its own without variants; its letters are here for those who write a Vietnamese name in another language.
"""

# ruff: noqa: RUF001 - letters of many scripts are what this file is about

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LATIN_VARIANTS: Mapping[str, str] = {
    "a": "áàâãåāăąæäạảấầẩẫậắằẳẵặ",
    "c": "çćčĉċ",
    "d": "ďđðḍ",
    "e": "éèêëēĕėęěəẹẻẽếềểễệ",
    "g": "ğĝģġ",
    "h": "ħĥḥ",
    "i": "íìîïīįıĩịỉ",
    "j": "ĵ",
    "k": "ķ",
    "l": "łľĺļ",
    "n": "ñńňņ",
    "o": "óòôõøōőœöọỏốồổỗộơớờởỡợ",
    "r": "řŕŗ",
    "s": "şśšșŝßṣ",
    "t": "ťţțþṭ",
    "u": "úùûūŭůűųüụủũưứừửữự",
    "w": "ŵẃ",
    "y": "ýÿŷỳỵỷỹ",
    "z": "žźżẓ",
    "ä": "æ",
    "ö": "øœő",
    "ü": "űů",
}
"""For each small letter the small letters offered in its place."""

LATIN_MORE = "áàâãåæçéèêëíîïıłñńóôøşšśúýžźğčć"
"""Offered where the letter just typed has no variants, or none was typed."""

ARABIC_VARIANTS: Mapping[str, str] = {
    "ا": "أإآٱىء",
    "أ": "اإآٱ",
    "و": "ؤۆ",
    "ي": "ىئیې",
    "ى": "يئی",
    "ه": "ةھۀ",
    "ة": "ه",
    "ك": "گکڭ",
    "ب": "پ",
    "ج": "چ",
    "ز": "ژ",
    "ف": "ڤ",
    "ر": "ڕ",
    "ل": "ڵ",
    "ء": "أإؤئآ",
}
"""For each letter the letters offered in its place."""

ARABIC_MORE = "إآٱپچژگڤکی" + "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
"""Letters of Arabic and its neighbours, then the vowel signs."""

PERSIAN_VARIANTS: Mapping[str, str] = {
    "ا": "آأإٱء",
    "آ": "اأإ",
    "و": "ؤۆ",
    "ی": "ئيىې",
    "ئ": "یيء",
    "ه": "ۀةھ",
    "ک": "كڭ",
    "گ": "ڭ",
    "ر": "ڕ",
    "ل": "ڵ",
    "ف": "ڤ",
    "ت": "ټة",
    "د": "ډ",
    "ن": "ڼ",
}
"""The same for Persian, with letters of its neighbours (Arabic, Kurdish, Dari and Pashto)."""

PERSIAN_MORE = "أإٱؤءۀةيكىـ" + "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654"
"""Letters that Persian has in words from Arabic, then the vowel signs."""

CYRILLIC_VARIANTS: Mapping[str, str] = {
    "г": "ґѓғ",
    "е": "ёєэ",
    "є": "еэё",
    "э": "єеё",
    "ё": "еє",
    "и": "іїый",
    "і": "їиы",
    "ї": "іи",
    "ы": "иі",
    "й": "ј",
    "к": "ќқ",
    "л": "љ",
    "н": "њң",
    "с": "ѕ",
    "т": "ћ",
    "д": "ђџ",
    "у": "ўүұ",
    "о": "ө",
    "а": "ә",
    "х": "һ",
    "ь": "ъ",
    "ъ": "ь",
}
"""The same for Cyrillic: each offers what the other languages have in its place."""

CYRILLIC_MORE = "ґєіїёўыэъђѓјљњћќџѕ"
"""Letters of Ukrainian, Russian, Belarusian and the southern Slavs."""
