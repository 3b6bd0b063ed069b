"""Checks words against the rules of Einfache Sprache that can be counted.

At most 12 words a sentence and 13 letters a word; parts of a word joined by a hyphen count one by one. The rules for
grammar are for a human reader.
"""

from __future__ import annotations

import re

MOST_WORDS = 12
MOST_LETTERS = 13

_SENTENCE = re.compile(r"[.!?:…]+(?=\s|$|“)|\n")
_WORD = re.compile(r"[^\W\d_]+")


def complaints(text: str, *, known: frozenset[str] = frozenset()) -> list[str]:
    """Say what is too long in `text`; `known` are longer words that everybody knows."""
    found = []
    for sentence in _SENTENCE.split(text):
        words = [word for word in sentence.split() if any(char.isalnum() for char in word)]
        if len(words) > MOST_WORDS:
            found.append(f"{len(words)} words: {sentence.strip()}")
    long = (word for word in _WORD.findall(text) if len(word) > MOST_LETTERS and word not in known)
    return found + [f"{len(word)} letters: {word}" for word in long]
