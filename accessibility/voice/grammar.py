"""What a recogniser listens for on one screen, and which of its results count."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from accessibility.locales import language_of
from accessibility.voice.decoys import DECOYS
from accessibility.voice.dictation import Free, understand, vocabulary
from accessibility.voice.phrases import normalise

UNKNOWN = "[unk]"
"""The recogniser's word for *something else*."""

MOST = 400
"""Phrases of one screen; more are a mistake and are left out."""

_LEAST_SECONDS, _LEAST_PER_LETTER = 0.25, 0.025
_MOST_SECONDS, _MOST_PER_LETTER = 0.5, 0.12
_MOST_DICTATED = 15.0
"""How long a phrase takes, in seconds: hasty speakers need 0.025 a letter, slow ones 0.12 and a pause. In a mixture of
talk and noise half of all that a recogniser took for a command was shorter or longer than anybody says it."""

LEAST_CLEAR = 12.0
"""dB by which the loud fifth of an utterance stands out of the room; below that, digits are heard in noise."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What can be said now: phrases in the form in which they are heard, each with the form in which it was given."""

    locale: str
    phrases: Mapping[str, str] = field(default_factory=dict)
    free: Free | None = None

    def words(self) -> list[str]:
        """Give the single words that may be dictated besides."""
        return vocabulary(self.free, self.locale) if self.free is not None else []


@dataclass(frozen=True, slots=True)
class Final:
    """A final result: the words, how long the voice was heard (seconds), and how far it stood out of the room (dB)."""

    words: tuple[str, ...]
    seconds: float
    clear: float


def expectation(phrases: Iterable[str], locale: str, free: Free | None = None) -> Expectation:
    """Bring phrases to the form in which they are heard; of two that sound the same, the first one counts."""
    heard: dict[str, str] = {}
    for phrase in phrases:
        normal = normalise(phrase, locale)
        if normal and len(heard) < MOST:
            heard.setdefault(normal, phrase)
    return Expectation(locale, heard, free)


def accept(final: Final, expected: Expectation) -> str | None:
    """Give the phrase, as it was given, or what was dictated; None for everything that is not exactly that.

    The confidence that recognisers report is not looked at: with a grammar it is near 1 for wrong words too.
    """
    if not final.words or UNKNOWN in final.words:
        return None
    text = " ".join(final.words)
    letters = len(text) - len(final.words) + 1
    if final.clear < LEAST_CLEAR or final.seconds < _LEAST_SECONDS + _LEAST_PER_LETTER * letters:
        return None
    phrase = expected.phrases.get(text)
    if phrase is not None:
        return phrase if final.seconds <= _MOST_SECONDS + _MOST_PER_LETTER * letters else None
    if expected.free is None or final.seconds > _MOST_DICTATED:
        return None
    return understand(final.words, expected.free, expected.locale)


def longest(phrases: Collection[str], words: Collection[str]) -> float:
    """Give the seconds after which an utterance cannot be any of the phrases any more, nor be dictated from `words`."""
    most = max((_MOST_SECONDS + _MOST_PER_LETTER * len(phrase) for phrase in phrases), default=_MOST_SECONDS)
    return max(most, _MOST_DICTATED) if words else most


def missing(phrases: Iterable[str], knows: Callable[[str], bool]) -> dict[str, list[str]]:
    """Give the phrases that a model cannot hear, each with the words it does not know."""
    found = {phrase: [word for word in phrase.split() if not knows(word)] for phrase in phrases}
    return {phrase: words for phrase, words in found.items() if words}


def compose(phrases: Sequence[str], words: Collection[str], locale: str, knows: Callable[[str], bool]) -> str:
    """Give the grammar as JSON: the phrases all of whose words are known, what may be dictated, decoys, `[unk]`.

    Never empty: an empty grammar would make the recogniser free to hear everything. Letters stay as they are, since
    Vosk does not read escapes and silently drops such words.
    """
    lacking = missing(phrases, knows)
    decoys = DECOYS.get(language_of(locale), "").split("|")
    wanted = [phrase for phrase in phrases if phrase not in lacking]
    wanted += [word for word in (*words, *decoys) if word and all(map(knows, word.split()))]
    return json.dumps([*dict.fromkeys(wanted), UNKNOWN], ensure_ascii=False)


def is_whole(text: str, phrases: Collection[str]) -> bool:
    """Whether this is one of the phrases and none of the others goes on from it: then nobody need wait for more."""
    return text in phrases and not any(phrase.startswith(f"{text} ") for phrase in phrases)
