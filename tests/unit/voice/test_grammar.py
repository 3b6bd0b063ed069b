"""What is listened for, and what counts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.voice.dictation import Free
from accessibility.voice.grammar import MOST, UNKNOWN, Final, accept, compose, expectation, is_whole, missing
from accessibility.voice.phrases import normalise


def _final(text: str, seconds: float | None = None, clear: float = 25) -> Final:
    return Final(tuple(text.split()), 0.5 + 0.06 * len(text) if seconds is None else seconds, clear)


@pytest.mark.parametrize(
    ("text", "locale", "words"),
    [
        ("Zurück", "de", "zurück"),
        ("\u2068Frage 3\u2069 von 12!", "de-simple", "frage drei von zwölf"),
        ("„Hilfe“ - holen", "de", "hilfe holen"),
        ("E\u0301", "de", "é"),
        ("Bürger-Service", "de", "bürger service"),
        ("п\u2019ять", "uk", "п'ять"),
        ("'so'", "en", "so"),
        ("21", "en", "twenty one"),
        ("Nr. 20261", "de", "nr 20261"),
        ("السَّلام", "ar", "السلام"),
        ("…", "de", ""),
    ],
)
def test_phrases_are_brought_to_words(text: str, locale: str, words: str) -> None:
    assert normalise(text, locale) == words


@given(st.text(max_size=40))
def test_normal_words_stay_as_they_are(text: str) -> None:
    once = normalise(text, "de")
    assert normalise(once, "de") == once


def test_a_phrase_comes_back_as_it_was_given_and_the_first_of_equals_counts() -> None:
    expected = expectation(["Noch einmal!", "5", "Fünf", "…"], "de")
    assert accept(_final("noch einmal"), expected) == "Noch einmal!"
    assert accept(_final("fünf"), expected) == "5"
    assert len(expected.phrases) == 2


@pytest.mark.parametrize("text", ["", "noch", "noch einmal bitte", f"noch einmal {UNKNOWN}", f"{UNKNOWN}", "weiter"])
def test_only_the_exact_phrase_counts(text: str) -> None:
    assert accept(_final(text), expectation(["Noch einmal"], "de", Free.SPELLING)) is None


@pytest.mark.parametrize(("seconds", "counts"), [(0.2, False), (0.5, True), (1.2, True), (2.4, False)])
def test_only_a_plausible_time_counts(seconds: float, counts: bool) -> None:
    assert (accept(_final("weiter", seconds), expectation(["Weiter"], "de")) is not None) is counts


def test_a_voice_that_drowns_does_not_count() -> None:
    assert accept(_final("weiter", clear=5), expectation(["Weiter"], "de")) is None


def test_dictation_counts_besides_the_phrases_and_not_without_being_asked_for() -> None:
    said = _final("eins eins zwei")
    assert accept(said, expectation(["Weiter"], "de", Free.NUMBER)) == "number:112"
    assert accept(said, expectation(["Weiter"], "de")) is None
    assert accept(_final("eins eins zwei", 20), expectation([], "de", Free.NUMBER)) is None
    assert expectation([], "de").words() == []


@given(st.lists(st.text(max_size=20), max_size=10), st.sampled_from(["de", "ar", "uk", "xx"]))
def test_a_grammar_is_json_without_escapes_and_never_empty(phrases: list[str], locale: str) -> None:
    for knows in (lambda _word: True, lambda _word: False):
        made = compose(tuple(expectation(phrases, locale).phrases), (), locale, knows)
        assert "\\" not in made
        assert UNKNOWN in json.loads(made)


def test_a_phrase_counts_only_when_all_its_words_are_known() -> None:
    known = {"noch", "einmal", "weiter", "ich", "eins"}
    phrases = ("noch einmal", "noch weiter gehen", "weiter")
    made = json.loads(compose(phrases, ["eins", "zwei"], "de", known.__contains__))
    assert made == ["noch einmal", "weiter", "eins", "ich", UNKNOWN]
    assert missing(phrases, known.__contains__) == {"noch weiter gehen": ["gehen"]}


def test_a_screen_with_too_many_phrases_is_cut() -> None:
    assert len(expectation([f"Nummer {number}" for number in range(MOST + 50)], "de").phrases) == MOST


def test_a_phrase_that_may_go_on_is_not_whole() -> None:
    phrases = {"noch", "noch einmal"}
    assert is_whole("noch einmal", phrases)
    assert not is_whole("noch", phrases)
    assert not is_whole("einmal", phrases)
