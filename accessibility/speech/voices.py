"""Which voice speaks which language."""

from __future__ import annotations

from accessibility.locales import language_of

ESPEAK_VOICES: dict[str, str] = {
    "ar": "ar",
    "de": "de",
    "en": "en",
    "fa": "fa",
    "ru": "ru",
    "uk": "uk",
    "vi": "vi",
}
"""Language subtag to the file of an espeak-ng voice (`espeak-ng --voices`, last part of the column File)."""


def voice_for(locale: str) -> str | None:
    """Name the voice of a locale such as `de-simple`, or None when there is none: then captions stand alone."""
    return ESPEAK_VOICES.get(language_of(locale))
