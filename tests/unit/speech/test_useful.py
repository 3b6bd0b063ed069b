"""Whether what an engine made is speech of the text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from accessibility.speech.engine import EspeakEngine, Speech
from accessibility.speech.queue import RATES
from accessibility.speech.useful import Use, judge
from accessibility.speech.voices import ESPEAK_VOICES
from kiosk.texts import Texts, known_locales

TEXT = "Bitte nehmen Sie Platz."


@pytest.mark.parametrize(
    ("text", "voice", "seconds", "use"),
    [
        (TEXT, "de", 1.8, Use.GOOD),
        (TEXT, "de", 0.0, Use.NONE),
        (TEXT, "de", 0.3, Use.NONE),
        (TEXT, "ar", 30.0, Use.FOREIGN),
        ("\u0441\u043f\u0440\u0430\u0432\u0438", "ru", 9.0, Use.NONE),
        ("\u0441\u043f\u0440\u0430\u0432\u0438", "de", 9.0, Use.FOREIGN),
        ("112, 115, 110 und 116117", "de", 9.0, Use.GOOD),
        ("...", "de", 0.0, Use.GOOD),
        ("14", "de", 1.5, Use.GOOD),
    ],
)
def test_speech_lasts_about_as_long_as_its_text(text: str, voice: str, seconds: float, use: Use) -> None:
    assert judge(text, voice, seconds, 140) is use


def test_slow_speech_may_last_longer() -> None:
    assert judge(TEXT, "de", 14.0, 80) is Use.GOOD
    assert judge(TEXT, "de", 14.0, 140) is Use.NONE


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize("locale", known_locales())
def test_what_espeak_says_of_our_own_texts_is_speech(tmp_path: Path, locale: str) -> None:
    engine, voice = EspeakEngine(tmp_path), ESPEAK_VOICES[locale.partition("-")[0]]
    texts = Texts(locale)
    for key in ("welcome", "promise", "please-wait", "headphones-out", "unspoken", "help-call"):
        text = texts.speech(key)
        for rate in (RATES[0], RATES[-1]):
            made = engine.synthesise(text, voice, rate)
            assert isinstance(made, Speech)
            assert judge(text, voice, len(made.pcm) / 2 / made.hertz, rate) is Use.GOOD, text


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_a_script_that_a_voice_does_not_know_is_noticed(tmp_path: Path) -> None:
    engine, text = EspeakEngine(tmp_path), Texts("uk").text("promise")
    made = engine.synthesise(text, "ar", 140)
    assert isinstance(made, Speech)
    assert judge(text, "ar", len(made.pcm) / 2 / made.hertz, 140) is Use.FOREIGN
