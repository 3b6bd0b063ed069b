"""Nothing is cut off, nothing overlaps and nothing is too small to touch, in any look."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.flow.steps import AskDate, AskNumber, AskText, Problem
from kiosk.visitor.keyboard import KEY_LOWEST_MM
from kiosk.visitor.keyboard_keys import KeyButton
from kiosk.visitor.render.ask_date import AskDateRenderer
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.ask_number import AskNumberRenderer
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.widgets import Button, Text
from tests.pairwise import pairwise

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
    locale=("de", "de-simple", "en", "ar"),
    size=((1920, 1080), (1080, 1920), (1280, 800)),
    scale=(1.0, 1.4, 1.75),
    theme=("paper", "contrast", "dark"),
    screen=tuple(SCREENS),
    state=("fresh", "writing", "refused"),
)


def seen(page: QWidget, kind: type[QWidget]) -> list[Any]:
    return [widget for widget in page.findChildren(kind) if widget.isVisibleTo(page)]


def rect_in(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, widget.rect().topLeft()), widget.size())


def faults(renderer: Any) -> list[str]:
    """Name everything of the screen that is cut off, overlapped or too small."""
    page = renderer.parentWidget()
    found = []
    body = rect_in(renderer, page)
    for widget in [*seen(renderer, QAbstractButton), *seen(renderer, Field), *seen(renderer, Text)]:
        if not body.adjusted(-1, -1, 1, 1).contains(rect_in(widget, page)):
            found.append(f"outside: {widget.accessibleName()} {rect_in(widget, page)} {body}")
    found += [f"text of {button.face.text}" for button in seen(renderer, Button) if not button.text_fits()]
    found += [f"field {field.accessibleName()}" for field in seen(renderer, Field) if not field.text_fits()]
    for text in [*seen(renderer, Text), *seen(renderer.heading, Text)]:
        letters = QFontMetrics(text.font()).tightBoundingRect(text.text()).width()
        if text.text() and (text.height_for(text.width()) > text.height() + 2 or (letters > text.width() and " " not in text.text())):
            found.append(f"words {text.text()}")
    least = renderer.look.metrics.mm(KEY_LOWEST_MM) - 1
    found += [f"key {key.accessibleName()}" for key in seen(renderer, KeyButton) if min(key.width(), key.height()) < least]
    touched = [*seen(renderer, QAbstractButton), *seen(renderer, Field), *seen(renderer, Text)]
    for at, one in enumerate(touched):
        for other in touched[at + 1 :]:
            if rect_in(one, page).adjusted(1, 1, -1, -1).intersects(rect_in(other, page)) and not one.isAncestorOf(other):
                found.append(f"overlap: {one.accessibleName()} and {other.accessibleName()}")
    return found


def show(stage: Any, row: dict[str, Any], **look: Any) -> Any:
    kind, step, draft = SCREENS[row["screen"]]
    made = stage.look(row["locale"], row["size"], row["scale"], row["theme"], **look)
    renderer = stage.show(kind, step, look=made, draft=draft, title="Umzug", messages=QUESTIONS)
    if row["state"] == "writing" and isinstance(renderer, AskTextRenderer):
        renderer.begin_writing()
    elif row["state"] == "refused":
        renderer.refuse(Problem.TOO_LARGE)
    return renderer


def has_room(renderer: Any) -> bool:
    """Whether the strips leave this screen the height of four rows of keys and a field."""
    metrics = renderer.look.metrics
    return bool(renderer.context.height >= metrics.mm(4 * 20 + 3 * 3 + 20))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(str(value) for value in row.values()))
def test_everything_fits(stage: Any, row: dict[str, Any]) -> None:
    renderer = show(stage, row)
    if not has_room(renderer):
        pytest.skip(f"the strips leave {renderer.context.height} px")
    assert faults(renderer) == []


@pytest.mark.parametrize("screen", list(SCREENS))
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_everything_fits_in_the_low_layout(stage: Any, screen: str, size: tuple[int, int]) -> None:
    row = {"locale": "de", "size": size, "scale": 1.0, "theme": "paper", "screen": screen, "state": "writing"}
    renderer = show(stage, row, low=True)
    assert faults(renderer) == []
    assert renderer.mapTo(renderer.window(), renderer.rect().topLeft()).y() >= size[1] * 0.4


def test_the_check_finds_what_is_cut_off(stage: Any) -> None:
    row = {"locale": "de", "size": (1920, 1080), "scale": 1.0, "theme": "paper", "screen": "text", "state": "fresh"}
    renderer = show(stage, row)
    renderer.next.resize(renderer.next.width() // 2, renderer.next.height())
    renderer.field.move(renderer.field.x() + 400, renderer.field.y())
    told = " ".join(faults(renderer))
    assert "text of Weiter" in told
    assert "overlap" in told
