"""Three ends of a page's process within a minute are too many."""

from __future__ import annotations

import pytest

from kiosk.texts import Texts, known_locales
from kiosk.visitor.browser.states import REASONS, Crashes, Kind


def test_three_in_a_minute_are_too_many() -> None:
    crashes = Crashes()
    assert [crashes.too_many(at) for at in (0.0, 10.0, 59.0)] == [False, False, True]


def test_three_in_a_longer_time_are_not() -> None:
    crashes = Crashes()
    assert [crashes.too_many(at) for at in (0.0, 50.0, 100.0, 160.0)] == [False, False, False, False]


@pytest.mark.parametrize("locale", known_locales())
def test_every_reason_and_every_question_has_its_words(locale: str) -> None:
    texts = Texts(locale, strict=True)
    for reason in REASONS:
        assert texts.text(f"web-failed-{reason}", None, host="bank.example")
        assert texts.text(f"web-failed-{reason}", "body", host="bank.example")
    for kind in Kind:
        assert texts.text(f"web-ask-{kind.value}", None, host="bank.example", text="Wie bitte?")
