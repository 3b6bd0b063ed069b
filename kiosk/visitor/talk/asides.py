"""What lies over the page for a moment, with the strip below free: a question that was said, or what can be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor import notices
from kiosk.visitor.face import widest_word
from kiosk.visitor.overlay import Overlay
from kiosk.visitor.render.base import Context, Heading
from kiosk.visitor.render.blocks import Block
from kiosk.visitor.render.plate import Hero
from kiosk.visitor.render.sheet import Action, Sheet
from kiosk.visitor.window import Window

YES, NO, CLOSE = "yes", "no", "close"


class Asides:
    """One at a time. The page below stays as it is: nothing that was entered or turned to is lost."""

    def __init__(self, window: Window) -> None:
        self._window = window

    @property
    def sheet(self) -> Sheet | None:
        """What lies there."""
        over = self._window.aside
        return over.page if over is not None and isinstance(over.page, Sheet) else None

    def lay(self, sheet: Sheet, done: Callable[[Any], object]) -> None:
        """Lay it over the page; `done` takes what is answered by touch, key or voice."""
        self.take_away()
        sheet.answered.connect(done)
        over = Overlay(sheet.look, sheet, self._window)
        bottom = self._window.stage.bottom
        below = bottom.height() if bottom is not None and not bottom.isHidden() else 0
        over.setGeometry(self._window.stage.rect().adjusted(0, 0, 0, -below))
        self._window.aside = over
        over.show()
        over.raise_()
        _focus(sheet)
        sheet.pages.turned.connect(lambda _page: self._keep_focus(sheet))
        self._window.arranged.emit()

    def _keep_focus(self, sheet: Sheet) -> None:
        """What had the focus may be on another page of the sheet."""
        there = cast("QWidget | None", self._window.focusWidget())
        if there is None or not sheet.isAncestorOf(there) or not there.isVisible():
            _focus(sheet)

    def take_away(self) -> bool:
        """Take it away; say whether there was one."""
        over, self._window.aside = self._window.aside, None
        if over is None:
            return False
        over.hide()
        over.deleteLater()
        page = self._window.stage.page
        if page is not None and self._window.property("keyboardUsed"):
            page.focus_first()
        self._window.arranged.emit()
        return True


def _focus(sheet: Sheet) -> None:
    """Put the focus on what leads on: the main action, or the next page."""
    sheet.focus_first()
    for turn in (sheet.pages.later, sheet.pages.earlier):
        if turn.isVisibleTo(sheet) and turn.isEnabled():
            turn.setFocus()
            return


def question(context: Context, key: str, icon: str, *, what: str = "") -> Sheet:
    """Ask something that *yes* and *no* answer: by voice, touch and keys alike."""
    texts = context.texts
    actions = [
        Action(texts.text("confirm-yes"), YES, _phrases(context, "yes"), icon="check", main=True, number=1),
        Action(texts.text("confirm-no"), NO, _phrases(context, "no"), icon="close", number=2),
    ]
    room = context.width if context.look.metrics.portrait else context.width // 2
    wide = widest_word(context.look.font(TextSize.BODY, Weight.BOLD), what) > room
    blocks = [Block(what, weight=Weight.BOLD, size=None if wide else TextSize.LABEL)] if what else []
    heading = Heading(None, context, title=texts.text(key))
    return Sheet(None, context, blocks, actions, heading, Hero(context.look.theme.primary, icon))


def answers(sheet: Sheet) -> dict[str, Callable[[], None]]:
    """Give what answers a question, whatever page of it is shown."""
    found: dict[str, Callable[[], None]] = {}
    for action, button in zip(sheet.acts, sheet.buttons, strict=True):
        found |= dict.fromkeys((*action.phrases, str(action.number)), button.strike)
    return found


def _phrases(context: Context, name: str) -> tuple[str, ...]:
    texts = context.texts
    return tuple(dict.fromkeys((*texts.voice(f"confirm-{name}"), *texts.voice(f"voice-{name}"))))


def said_here(context: Context, here: Sequence[str], everywhere: Sequence[str]) -> Sheet:
    """List what can be said: on this screen, then everywhere."""
    texts = context.texts
    blocks = [
        Block(texts.text("voice-phrase", phrase=phrase), weight=Weight.SEMIBOLD, spoken=phrase) for phrase in here
    ]
    if everywhere:
        words = ", ".join(texts.text("voice-phrase", phrase=phrase) for phrase in everywhere)
        blocks.append(Block(f"{texts.text('voice-everywhere')} {words}"))
    close = notices.action(context, "close", CLOSE, "arrow_back", main=True)
    return Sheet(None, context, blocks, [close], Heading(None, context, title=texts.text("voice-what-title")))
