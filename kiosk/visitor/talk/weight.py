"""What must not happen by a word that was misheard: sending, deleting, calling, paying, ending."""

from __future__ import annotations

from kiosk.visitor import notices
from kiosk.visitor.browser import errands
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.render.browse import BrowseRenderer
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.render.confirm import ConfirmRenderer
from kiosk.visitor.render.sheet import Sheet

_ANSWERS = frozenset({notices.CALL, notices.WITHDRAW, notices.NEW, errands.COPY, errands.DELETE})
"""Answers of screens that belong to no step: a call, its end, the end of the session, files copied and deleted."""


def front(page: Renderer) -> Renderer:
    """Give the screen that is really worked on: what stands in a web page's place, or the page itself."""
    inner = page.inner if isinstance(page, BrowseRenderer) else None
    return page if inner is None else inner


def weighty(page: Renderer) -> set[str]:
    """Give the phrases of a page that are asked back before they are done.

    A `Confirm` is what services ask before an effect: its *yes*. Of other screens it is the answers named above, and
    *yes* to a question of a web page.
    """
    page = front(page)
    found = set(page.weighty())
    if isinstance(page, Sheet):
        answers = [action.answer for action in page.acts]
        asks = isinstance(page, ConfirmRenderer) or (page.step is None and False in answers)
        for action in page.acts:
            if (asks and action.answer is True) or (page.step is None and _is_one(action.answer)):
                found |= set(action.phrases or (action.text,))
                found |= {str(action.number)} if action.number is not None else set()
    elif isinstance(page, ChooseRenderer) and page.step.key.startswith("web-"):
        for option, button in zip(page.step.options, page.buttons, strict=True):
            if option.value in _ANSWERS:
                found |= {phrase for phrase, do in page.commands().items() if do == button.strike}
    return found


def _is_one(answer: object) -> bool:
    return isinstance(answer, str) and answer in _ANSWERS
