"""Checks German words against the rules of Einfache Sprache, as far as they can be counted or recognised.

Grammar is recognised by its words, not understood: a rule may see a passive where a reader sees none, and overlooks
what hides behind unusual words. It is a help for writers; whether a text is understood, only its readers can say.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_WORDS = 12
MOST_LETTERS = 13
LEAST_WORDS = 3
_LONG_WORD = 6
_MANY_SYLLABLES = 3

_SENTENCE = re.compile(r"[.!?:…]+(?=\s|$|“)|\n")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouyäöü]+", re.IGNORECASE)

_SUBORDINATE = re.compile(
    r"\b(?:weil|dass|wenn|obwohl|obgleich|nachdem|bevor|damit(?!\s*$)|sodass|indem|falls|sobald|solange|sofern"
    r"|während sie|ob|je nachdem)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r",\s+(?:in |mit |auf |an |von |zu |bei |für )?(?:der|die|das|den|dem|denen|deren|dessen|was|wo)\b"
)
_JOINED = re.compile(r",\s*(?:und|oder|aber|sondern|denn|doch|sonst|dann|darum|deshalb|auch)\b|;|\s[\u2013-]\s")
_SUBJECT = r"\b(?:ich|du|er|sie|es|wir|ihr|Sie|man|niemand|jemand)\b"
_TWO_SUBJECTS = re.compile(rf"{_SUBJECT}.*\b(?:und|oder|aber)\b.*{_SUBJECT}")

_BECOMES = re.compile(r"\b(?:werden|wird|wirst|wurden?|wurdet|werde|worden)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\b(?:(?:ab|an|auf|aus|bei|durch|ein|frei|hin|her|mit|nach|um|vor|weg|zu|zurück|weiter|herunter|fest)?"
    r"ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer|miss|über|unter|wider)[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]{2,}iert)\b"
)
_NOT_PARTICIPLES = frozenset(
    {"gegen", "gern", "gestern", "gut", "genug", "bereit", "erst", "bereits", "unten", "unter"}
)

_GENITIVE = re.compile(
    r"\b(?:des|eines|meines|deines|seines|ihres|Ihres|unseres|eures|dieses|jedes|welches)\s+(?:[a-zäöüß]+\s+)*[A-ZÄÖÜ]\w*s\b"
    r"|\b(?:wegen|trotz|anstatt|statt|mithilfe|aufgrund|innerhalb|außerhalb|anhand|hinsichtlich|bezüglich)\b",
)
_FEMALE_GENITIVE = re.compile(
    r"\b(?!(?:Sie|Ihnen|Wir|Ich|Es|In|Mit|Nach|Von|Zu|Bei|Aus|An|Auf|Vor|Seit|Unter|Über|Neben|Hinter|Zwischen|Oder"
    r"|Und|Aber|Hier|Jetzt|Heute|Ist|Was|Wer|Wie|Wo|Wann|Wozu|Das|Dort|Dann)\b)"
    r"[A-ZÄÖÜ][a-zäöüß]+\s+(?:der|einer|meiner|seiner|ihrer|Ihrer|unserer|dieser|aller)\s+(?:[a-zäöüß]+\s+)*[A-ZÄÖÜ]\w+"
)

_KONJUNKTIV = re.compile(
    r"\b(?:würden?|könnten?|müssten?|dürften?|sollten?|wollten?|wären?|hätten?|bräuchten?|gäben?|kämen?"
    r"|ließe|wüssten?|fänden?|täten?|seien|solle|könne|müsse|dürfe)\b",
    re.IGNORECASE,
)

_ABBREVIATION = re.compile(
    r"(?<!\w)(?:z\.\s?B|d\.\s?h|u\.\s?a|o\.\s?ä|i\.\s?d\.\s?R|usw|bzw|etc|ca|evtl|ggf|inkl|exkl|max|min|Tel|Nr|Str|Std|Min|Sek"
    r"|(?:Abs|Art)(?=\.\s?\d)|Dr|vgl|sog)\.(?!\w)"
)
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{2,}(?![\w])")


class Rule(enum.Enum):
    """What is complained about."""

    SENTENCE = "sentence"
    """More than `MOST_WORDS` words in a sentence."""
    WORD = "word"
    """More than `MOST_LETTERS` letters in a word; parts joined by a hyphen count one by one."""
    STATEMENTS = "statements"
    """More than one statement in a sentence."""
    PASSIVE = "passive"
    GENITIVE = "genitive"
    KONJUNKTIV = "konjunktiv"
    """A form of what might be; *möchten* is an everyday word and allowed."""
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What breaks a rule: the sentence, or the word."""

    rule: Rule
    words: str

    def __str__(self) -> str:
        """Write it on a line."""
        return f"{self.rule.value}: {self.words}"


def complaints(text: str, *, known: frozenset[str] = frozenset()) -> list[Complaint]:
    """Say what breaks the rules in `text`; `known` are longer words and abbreviations that everybody knows."""
    found = [Complaint(rule, words) for rule, words in _grammar(text)]
    long = (word for word in _WORD.findall(text) if len(word) > MOST_LETTERS and word not in known)
    found += [Complaint(Rule.WORD, word) for word in long]
    short = [*_ABBREVIATION.findall(text), *(word for word in _CAPITALS.findall(text) if word not in known)]
    return found + [Complaint(Rule.ABBREVIATION, word) for word in short]


def _grammar(text: str) -> Iterator[tuple[Rule, str]]:
    for sentence in (part.strip() for part in _SENTENCE.split(text)):
        if len([word for word in sentence.split() if any(char.isalnum() for char in word)]) > MOST_WORDS:
            yield Rule.SENTENCE, sentence
        if any(rule.search(sentence) for rule in (_SUBORDINATE, _RELATIVE, _JOINED, _TWO_SUBJECTS)):
            yield Rule.STATEMENTS, sentence
        if _BECOMES.search(sentence) and set(_PARTICIPLE.findall(sentence)) - _NOT_PARTICIPLES:
            yield Rule.PASSIVE, sentence
        if _GENITIVE.search(sentence) or _FEMALE_GENITIVE.search(sentence):
            yield Rule.GENITIVE, sentence
        if _KONJUNKTIV.search(sentence):
            yield Rule.KONJUNKTIV, sentence


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
    three_syllables = 100 * sum(count >= _MANY_SYLLABLES for count in syllables) / len(words)
    one_syllable = 100 * sum(count == 1 for count in syllables) / len(words)
    long_words = 100 * sum(len(word) > _LONG_WORD for word in words) / len(words)
    length = len(words) / len(sentences)
    return 0.1935 * three_syllables + 0.1672 * length + 0.1297 * long_words - 0.0327 * one_syllable - 0.875
