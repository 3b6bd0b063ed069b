"""Fonts of the look: every character of every text is drawn by a face that is shipped, each word by one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QFont

from kiosk.look.fonts import WHOLLY_SANS, Weight, font
from kiosk.texts import ROOT, Texts, direction, entries, known_locales, locale_name
from tests.ui.faces import SHIPPED, faces

WORD = re.compile(r"[^\W\d_]+")


def of(locale: str, weight: Weight = Weight.REGULAR) -> QFont:
    return font(40, weight, rtl=direction(locale) == "rtl", numbers=locale in WHOLLY_SANS)


def written(locale: str) -> Iterator[str]:
    """Give all that is written in a locale: its messages, its name, dates, hours."""
    for path in sorted((ROOT / locale).glob("*.ftl")):
        for _, source in entries(path.read_text(encoding="utf-8")):
            yield re.sub(r"\{[^{}]*\}|[{}]", " ", source).replace("\n", " ")
    texts = Texts(locale)
    yield locale_name(locale)
    for number in range(366):
        day = dt.date(2028, 1, 1) + dt.timedelta(number)
        yield from (texts.date(day, style) for style in ("full", "long", "short"))
    yield texts.time(dt.time(14, 30))


@pytest.mark.parametrize("weight", list(Weight))
@pytest.mark.parametrize("locale", known_locales())
def test_every_text_is_drawn_by_shipped_faces(fonts: Any, locale: str, weight: Weight) -> None:
    made = of(locale, weight)

    found = {text: faces(text, made) - SHIPPED for text in written(locale)}

    assert {text: others for text, others in found.items() if others} == {}


@pytest.mark.parametrize("locale", known_locales())
def test_no_word_is_set_in_two_faces(fonts: Any, locale: str) -> None:
    made = of(locale)
    words = {word for text in written(locale) for word in WORD.findall(text)}

    mixed = {word: faces(word, made) for word in words if len(faces(word, made)) > 1}

    assert mixed == {}


def test_the_check_finds_a_character_that_no_face_has_and_a_word_in_two(fonts: Any) -> None:
    assert not faces("一", of("de")) <= SHIPPED
    assert not faces("\U0001f600", of("ar")) <= SHIPPED
    assert len(faces("Nguyễn", of("de"))) == 2


def test_every_name_of_a_language_is_drawn_whatever_language_is_chosen(fonts: Any) -> None:
    for locale in known_locales():
        for other in known_locales():
            assert faces(locale_name(other), of(locale, Weight.SEMIBOLD)) <= SHIPPED


def test_a_font_that_is_changed_changes_no_other_text(fonts: Any) -> None:
    mine = font(40, Weight.SEMIBOLD)
    mine.setPixelSize(12)
    mine.setStyleStrategy(QFont.StyleStrategy.NoAntialias)

    other = font(40, Weight.SEMIBOLD)

    assert other.pixelSize() == 40
    assert other.styleStrategy() != QFont.StyleStrategy.NoAntialias
