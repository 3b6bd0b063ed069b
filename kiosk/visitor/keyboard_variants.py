"""Which letters are offered as variants of a letter, and which without one.

Enough for names and places in Europe, Vietnam, the Near East and Iran, in the script of the layout.
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
