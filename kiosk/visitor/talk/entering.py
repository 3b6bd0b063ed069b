"""Numbers, days and spelled words that are dictated into a question, and what is read back of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from kiosk.texts import Texts
from kiosk.visitor.ear import Free
from kiosk.visitor.render.ask_date import AskDateRenderer
from kiosk.visitor.render.ask_digits import AskDigitsRenderer
from kiosk.visitor.render.ask_number import AskNumberRenderer
from kiosk.visitor.render.ask_pad import PadRenderer
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.ask_typed import TypedRenderer
from kiosk.visitor.render.base import Renderer

_FREE: dict[type[Renderer], Free] = {
    AskNumberRenderer: Free.NUMBER,
    AskDigitsRenderer: Free.NUMBER,
    AskDateRenderer: Free.DATE,
    AskTextRenderer: Free.SPELLING,
}


def can_take(page: Renderer) -> Free | None:
    """Say what could be dictated into this page."""
    return _FREE.get(type(page))


def free(page: Renderer, *, private: bool) -> Free | None:
    """Say what may be dictated now: nothing into a hidden field, unless only the visitor hears it read back."""
    return None if page.conceals() and not private else can_take(page)


def commands(page: Renderer, texts: Texts) -> dict[str, Callable[[], None]]:
    """Give what can be said besides: taking back, and the space between two words."""
    found: dict[str, Callable[[], None]] = dict.fromkeys(texts.voice("voice-erase"), lambda: erase(page))
    if isinstance(page, AskTextRenderer):
        found |= dict.fromkeys(texts.voice("voice-space"), lambda: page.field.insert(" "))
    return found


def erase(page: Renderer) -> None:
    """Take the last letter back, or the whole number or day."""
    if isinstance(page, AskTextRenderer):
        page.field.backspace(1)
    elif isinstance(page, (AskNumberRenderer, AskDigitsRenderer)):
        page.field.set_text("")
    elif isinstance(page, AskDateRenderer):
        for field in page.fields:
            field.set_text("")


def take(page: Renderer, heard: str) -> bool:
    """Write what was dictated; False where it does not belong here."""
    kind, _, value = heard.partition(":")
    if isinstance(page, AskNumberRenderer) and kind == "number" and value.isdecimal():
        page.field.set_text(value)
        return True
    if isinstance(page, AskDigitsRenderer) and kind == "number" and value.isdecimal():
        page.dictate(value)
        return True
    if isinstance(page, AskTextRenderer) and kind == "letters" and value.isprintable():
        before = page.field.before_cursor()
        first = not before or before.endswith((" ", "-"))
        page.field.insert(value[:1].upper() + value[1:] if first else value)
        return True
    if isinstance(page, AskDateRenderer) and kind == "date":
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            return False
        for field, part in zip(page.fields, (day.day, day.month, day.year), strict=True):
            field.set_text(str(part))
        return True
    return False


def asks_back(page: Renderer) -> bool:
    """Whether what was dictated is whole, and not letter by letter or the first digits of a code."""
    whole = isinstance(page, AskDigitsRenderer) and page.whole()
    return whole or isinstance(page, (AskNumberRenderer, AskDateRenderer))


def written(page: Renderer, *, private: bool) -> str:
    """Give what is written, to be read back before it is taken; "" for nothing, and for what nobody else may hear."""
    if not isinstance(page, TypedRenderer) or (page.conceals() and not (private or page.privacy.aloud)):
        return ""
    return page.field.text().strip() if isinstance(page, AskTextRenderer) else _digits(page)


def _digits(page: Renderer) -> str:
    return page.written() if isinstance(page, PadRenderer) else ""


def sends(page: Renderer, do: Callable[[], object]) -> bool:
    """Whether this is what sends the entry."""
    return isinstance(page, (AskTextRenderer, PadRenderer)) and do == page.next.strike
