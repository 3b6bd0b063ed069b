"""Checks words against the rules of Einfache Sprache that can be counted.

At most 12 words a sentence and 13 letters a word; parts of a word joined by a hyphen count one by one. The rules for
grammar are for a human reader.
"""

from __future__ import annotations

import re

MOST_WORDS = 12
MOST_LETTERS = 13
LEAST_WORDS = 3

_SENTENCE = re.compile(r"[.!?:…]+(?=\s|$|“)|\n")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouyäöü]+", re.IGNORECASE)


def complaints(text: str, *, known: frozenset[str] = frozenset()) -> list[str]:
    """Say what is too long in `text`; `known` are longer words that everybody knows."""
    found = []
    for sentence in _SENTENCE.split(text):
        words = [word for word in sentence.split() if any(char.isalnum() for char in word)]
        if len(words) > MOST_WORDS:
            found.append(f"{len(words)} words: {sentence.strip()}")
    long = (word for word in _WORD.findall(text) if len(word) > MOST_LETTERS and word not in known)
    return found + [f"{len(word)} letters: {word}" for word in long]


def sentences_of(text: str) -> list[list[str]]:
    """Give the words of each sentence; what has fewer than three words is a label and no sentence."""
    found = (_WORD.findall(sentence) for sentence in _SENTENCE.split(text))
    return [words for words in found if len(words) >= LEAST_WORDS]


def difficulty(text: str) -> float:
    """Give the first Wiener Sachtextformel (Bamberger and Vanecek 1984), roughly the school year that can read it.

    Syllables are counted as groups of vowels. 0.0 for a text without sentences.
    """
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    syllables = [max(1, len(_VOWELS.findall(word))) for word in words]
    three_syllables = 100 * sum(count >= 3 for count in syllables) / len(words)
    one_syllable = 100 * sum(count == 1 for count in syllables) / len(words)
    long_words = 100 * sum(len(word) > 6 for word in words) / len(words)
    length = len(words) / len(sentences)
    return 0.1935 * three_syllables + 0.1672 * length + 0.1297 * long_words - 0.0327 * one_syllable - 0.875
