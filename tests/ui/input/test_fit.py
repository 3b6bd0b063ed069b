"""Nothing is cut off, nothing overlaps and nothing is too small to touch, in any look."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.flow.steps import AskDate, AskNumber, AskText, Problem
from kiosk.texts import known_locales
from kiosk.visitor.keyboard import KEY_LOWEST_MM
from kiosk.visitor.keyboard_keys import KeyButton
from kiosk.visitor.render.ask_date import AskDateRenderer
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.ask_number import AskNumberRenderer
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.widgets import Button, Text
from tests.pairwise import pairwise

LONG = {
    "q": {
        "de": "Bitte beschreiben Sie genau, was beschädigt ist und wo die Stelle liegt. Ein Satz genügt uns.",
        "en": "Please describe exactly what is damaged and where the place is. One sentence is enough for us.",
        "ar": "من فضلك صف بالضبط ما هو التالف وأين يقع المكان. جملة واحدة تكفينا، ولا حاجة إلى المزيد.",
    }
}
QUESTIONS = {"q": {"de": "In welche Straße ziehen Sie?", "en": "Which street are you moving to?", "ar": "إلى أي شارع؟"}}
STREETS = ("Karl-Marx-Allee", "Karl-Liebknecht-Straße")
DAY = AskDate(key="q", first=dt.date(1900, 1, 1), last=dt.date(2026, 11, 22), count=(2, 6))
SCREENS: dict[str, tuple[Any, Any, str]] = {
    "text": (AskTextRenderer, AskText(key="q", suggestions=STREETS, count=(2, 6)), "Karl"),
    "optional": (AskTextRenderer, AskText(key="q", optional=True), ""),
    "private": (AskTextRenderer, AskText(key="q", private=True), "geheim"),
    "lines": (AskTextRenderer, AskText(key="q", lines=3), "eins\nzwei"),
    "number": (AskNumberRenderer, AskNumber(key="q", least=-5, most=120, count=(2, 6)), "12"),
    "date": (AskDateRenderer, DAY, "3.2.1948"),
}
ROWS = pairwise(
    locale=known_locales(),
    size=((1920, 1080), (1080, 1920), (1280, 800)),
    scale=(1.0, 1.4, 1.75),
    theme=("paper", "contrast", "dark"),
    screen=tuple(SCREENS),
    state=("fresh", "writing", "refused"),
    question=("short", "long"),
)


def seen(page: QWidget, kind: type[QWidget]) -> list[Any]:
    return [widget for widget in page.findChildren(kind) if widget.isVisibleTo(page)]


def rect_in(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, widget.rect().topLeft()), widget.size())


def outside(renderer: Any, page: QWidget) -> list[str]:
    body = rect_in(renderer, page).adjusted(-1, -1, 1, 1)
    return [f"outside: {w.accessibleName()}" for w in parts(renderer) if not body.contains(rect_in(w, page))]


def parts(renderer: Any) -> list[Any]:
    return [*seen(renderer, QAbstractButton), *seen(renderer, Field), *seen(renderer, Text)]


def cut_off(text: Text) -> bool:
    letters = QFontMetrics(text.font()).tightBoundingRect(text.text()).width()
    too_high = text.height_for(text.width()) > text.height() + 2
    return bool(text.text()) and (too_high or (letters > text.width() and " " not in text.text()))


def overlaps(renderer: Any, page: QWidget) -> list[str]:
    pairs = combinations(parts(renderer), 2)
    return [
        f"overlap: {one.accessibleName()} and {other.accessibleName()}"
        for one, other in pairs
        if rect_in(one, page).adjusted(1, 1, -1, -1).intersects(rect_in(other, page))
    ]


def faults(renderer: Any) -> list[str]:
    """Name everything of the screen that is cut off, overlapped or too small."""
    page = renderer.parentWidget()
    least = renderer.look.metrics.mm(KEY_LOWEST_MM) - 1
    texts = [*seen(renderer, Text), *seen(renderer.heading, Text)]
    return [
        *outside(renderer, page),
        *(f"text of {button.face.text}" for button in seen(renderer, Button) if not button.text_fits()),
        *(f"field {field.accessibleName()}" for field in seen(renderer, Field) if not field.text_fits()),
        *(f"words {text.text()}" for text in texts if cut_off(text)),
        *(f"key {k.accessibleName()}" for k in seen(renderer, KeyButton) if min(k.width(), k.height()) < least),
        *overlaps(renderer, page),
    ]


def show(stage: Any, row: dict[str, Any], **look: Any) -> Any:
    kind, step, draft = SCREENS[row["screen"]]
    made = stage.look(row["locale"], row["size"], row["scale"], row["theme"], **look)
    renderer = stage.show(
        kind, step, look=made, draft=draft, title="Umzug", messages=LONG if row.get("question") == "long" else QUESTIONS
    )
    if row["state"] == "writing" and isinstance(renderer, AskTextRenderer):
        renderer.begin_writing()
    elif row["state"] == "refused":
        renderer.refuse(Problem.TOO_LARGE)
    return renderer


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(str(value) for value in row.values()))
def test_everything_fits(stage: Any, row: dict[str, Any]) -> None:
    renderer = show(stage, row)
    assert faults(renderer) == []


LOW = pairwise(
    locale=known_locales(),
    size=((1920, 1080), (1080, 1920), (1280, 800)),
    scale=(1.0, 1.4, 1.75),
    screen=tuple(SCREENS),
    question=("short", "long"),
)
SMALL_MM = 270
"""Screens lower than this have no room for strip and keys in their lower 60 %; nothing is cut off all the same."""


@pytest.mark.parametrize("row", LOW, ids=lambda row: "-".join(str(value) for value in row.values()))
def test_everything_fits_in_the_low_layout(stage: Any, row: dict[str, Any]) -> None:
    renderer = show(stage, {"theme": "paper", "state": "writing", **row}, low=True)
    assert faults(renderer) == []
    page = renderer.parentWidget()
    heading = rect_in(renderer.heading, page)
    assert not heading.intersects(rect_in(renderer, page))
    assert not heading.intersects(rect_in(page.top, page)), "the strip lies over the heading"
    if row["size"][1] * 0.277 > SMALL_MM:
        touched = [w for w in parts(renderer) if isinstance(w, QAbstractButton)]
        assert min(rect_in(w, page).top() for w in touched) >= row["size"][1] * 0.4


def test_the_check_finds_what_is_cut_off(stage: Any) -> None:
    row = {"locale": "de", "size": (1920, 1080), "scale": 1.0, "theme": "paper", "screen": "text", "state": "fresh"}
    renderer = show(stage, row)
    renderer.next.resize(renderer.next.width() // 2, renderer.next.height())
    renderer.field.move(renderer.field.x() + 400, renderer.field.y())
    told = " ".join(faults(renderer))
    assert "text of Weiter" in told
    assert "overlap" in told
