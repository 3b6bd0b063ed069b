"""Names of locales, such as `de-simple`."""

from __future__ import annotations


def language_of(locale: str) -> str:
    """Give the language, in lower case: what models, voices and tables of words are there for."""
    return locale.partition("-")[0].lower()
