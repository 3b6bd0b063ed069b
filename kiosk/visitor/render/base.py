"""What every renderer is: one step drawn, spoken, said and driven, from the same value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.flow.steps import Answer, Message, Problem
from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.look.style import Look
from kiosk.texts import Texts
from kiosk.visitor.browser.browser import Browser
from kiosk.visitor.browser.errands import Errands
from kiosk.visitor.face import Face, widest_word
from kiosk.visitor.privacy import Privacy
from kiosk.visitor.strikes import Strikes
from kiosk.visitor.widgets import Bars, Button, Text, Title

_OPEN = Privacy()


def _nothing(_topic: str) -> object:
    return None


class Signs(Protocol):
    """Films in sign language."""

    def offers(self, key: str) -> bool:
        """Whether the screen of this key has one."""
        ...

    def open(self, key: str) -> None:
        """Show it."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a renderer is given beside its step.

    `width` and `height` are the pixels between the strips, heading included, less the margins. `title` is the name of
    the service, "" on screens of no service. `draft` is what was entered before and not sent. `latest` gives the last
    value pushed to a topic, or None. `privacy` is what is hidden when the page is made.
    """

    look: Look
    texts: Texts
    strikes: Strikes
    width: int
    height: int
    title: str = ""
    draft: object = None
    latest: Callable[[str], object] = field(default=_nothing)
    privacy: Privacy = _OPEN
    browser: Browser | None = None
    errands: Errands | None = None
    signs: Signs | None = None

    def button(self, face: Face, parent: QWidget | None = None) -> Button:
        """Make a button in this look."""
        return Button(self.look, face, self.strikes, parent)

    def message(self, message: Message) -> str:
        """Write a message."""
        values: dict[str, Any] = dict(message.values)
        return self.texts.text(message.key, None, **values)

    def value(self, value: Message | str | int | dt.date) -> str:
        """Write what a fact says: a message, a day, or data as it is."""
        if isinstance(value, Message):
            return self.message(value)
        return self.texts.date(value, "long") if isinstance(value, dt.date) else str(value)

    def said(self, value: Message | str | int | dt.date) -> str:
        """Say what a fact says: as `value` writes it, days and times as they are spoken."""
        if isinstance(value, Message):
            return self.texts.speech(value.key, None, **dict[str, Any](value.values))
        return self.texts.date(value, "long", spoken=True) if isinstance(value, dt.date) else str(value)


@dataclass(frozen=True, slots=True)
class Extra:
    """One more thing that can be done on a screen, offered in the bottom strip."""

    words: str
    icon: str
    do: Callable[[], None]


_CLOSE = (
    (TextSize.TITLE, TextSize.LABEL, TextSize.LABEL),
    (TextSize.BODY, TextSize.LABEL, None),
    (TextSize.LABEL, TextSize.LABEL, None),
    (TextSize.LABEL, None, None),
    (None, None, None),
)
_ROOMY = ((TextSize.TITLE, TextSize.BODY, TextSize.LABEL), *_CLOSE)
"""Sizes of title, body and place, the best first; None is the smallest size of all, whatever the scale."""


class Heading(QWidget):
    """Where one is ("question 2 of 6"), the question or title, its quiet second text, and why an answer was refused.

    Has its own line in every layout. Its words shrink, never below the smallest size, where they would take more than
    nine twentieths of the page; `roomy` ones start larger, on pages that have little else. A `led` one holds its second
    text back as `lead`, for the page to show large below it.
    """

    def __init__(
        self,
        step: Answer | None,
        context: Context,
        title: str | None = None,
        body: str | None = None,
        *,
        roomy: bool = False,
        led: bool = False,
    ) -> None:
        super().__init__()
        self._led = led
        self._sizes = _ROOMY if roomy else _CLOSE
        look, texts = context.look, context.texts
        self._context = context
        values: dict[str, Any] = dict(step.values) if step else {}
        self._place = Text(look, "", weight=Weight.SEMIBOLD, colour=look.theme.quiet, parent=self)
        self._bars: Bars | None = None
        place = [context.title] if context.title else []
        if step and step.count:
            place.append(texts.text("step-count", n=step.count[0], of=step.count[1]))
            self._bars = Bars(look, *step.count, parent=self)
        self._place.setText(" · ".join(place))
        if title is None:
            title = texts.text(step.key, None, **values) if step else ""
        if body is None:
            body = texts.text(step.key, "body", **values) if step and texts.has(step.key, "body") else ""
        self.title = Title(look, title, size=TextSize.TITLE, weight=Weight.BOLD, parent=self)
        self.lead = body if led else ""
        self.body = Text(look, "" if led else body, colour=look.theme.quiet, parent=self)
        self.problem = Text(look, "", weight=Weight.SEMIBOLD, colour=look.theme.problem, parent=self)
        self._spoken_title = title if step is None else texts.speech(step.key, None, **values)
        for text in (self._place, self.body, self.problem):
            text.setVisible(bool(text.text()))

    def spoken(self) -> list[str]:
        """All of it in reading order."""
        shown = (self.problem.text(), self._place.text(), self._spoken_title, self.body.text())
        return [text for text in shown if text]

    def refuse(self, words: str) -> None:
        """Say why an answer is not taken; "" takes it back."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def height_for(self, width: int) -> int:
        """Height needed in `width` pixels; settles the size of title and body."""
        most = self._context.height * 9 // 20
        look = self._context.look
        if look.low:
            most = min(most, look.metrics.low_top - 2 * look.metrics.mm(5))
        height = 0
        for title, body, place in self._sizes:
            self.title.setFont(self._font(title, Weight.BOLD))
            self.body.setFont(self._font(body, Weight.REGULAR))
            self._place.setFont(self._font(place, Weight.SEMIBOLD))
            self.problem.setFont(self._font(body, Weight.SEMIBOLD))
            height = self._arrange(width)
            if height <= most and widest_word(self.title.font(), self.title.text()) <= width:
                break
        return height

    def _font(self, size: TextSize | None, weight: Weight) -> QFont:
        look = self._context.look
        return look.font_px(look.metrics.minimum_px(), weight) if size is None else look.font(size, weight)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the lines where they belong."""
        self._arrange(self.width())

    def _arrange(self, width: int) -> int:
        mm, rtl = self._context.look.metrics.mm, self._context.look.rtl
        y = 0
        if self._place.text():
            beside = self._bars is not None and self._place_width() + mm(5) + self._bars.width() <= width
            room = min(self._place_width(), width) if beside else width
            height = self._place.height_for(room)
            self._place.setGeometry(width - room if rtl else 0, y, room, height)
            if self._bars is not None:
                self._bars.setVisible(beside)
                left = room + mm(5)
                self._bars.move(
                    width - left - self._bars.width() if rtl else left, y + (height - self._bars.height()) // 2
                )
            y += height + mm(1)
        for text, gap in ((self.title, 0), (self.body, mm(1)), (self.problem, mm(1.5))):
            if text.text():
                y += gap
                height = text.height_for(width)
                text.setGeometry(0, y, width, height)
                y += height
        return y

    def _place_width(self) -> int:
        return QFontMetrics(self._place.font()).horizontalAdvance(self._place.text()) + 4


_LOW_LEAST_MM = 50


class Renderer(QWidget):
    """One step on the screen. A subclass fills the space under the heading in `resizeEvent`.

    The window places `heading` and the renderer itself; in the low layout the heading is in the upper part and
    everything operable below. `answered` carries the answer; the window checks it by the step and calls `refuse`.
    `edited` says that `draft()` changed. `announce` carries lines to be said and captioned now. `concealing` says that
    `conceals()` or `parts()` may have changed.
    """

    answered = Signal(object)
    edited = Signal()
    announce = Signal(list)
    concealing = Signal()

    whole_page = False
    """It draws its own heading and takes all room above the bottom strip."""

    full = False
    """It takes the whole room between the strips, without margins and heading."""

    def __init__(self, step: Answer | None, context: Context, heading: Heading | None = None) -> None:
        super().__init__()
        self.step: Any = step
        self.context = context
        self.look = context.look
        self.texts = context.texts
        self.privacy = context.privacy
        self.heading = heading or Heading(step, context)
        self.setLayoutDirection(context.look.direction)
        self.heading.setLayoutDirection(context.look.direction)

    # ---- seen, heard, said, driven -------------------------------------------------------------------------------

    def spoken(self) -> list[str]:
        """Everything on the screen that is not decoration, in reading order; private values are withheld."""
        return [*self.heading.spoken(), *self.spoken_body()]

    def spoken_body(self) -> list[str]:
        """What is under the heading, in reading order."""
        return []

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """What can be said or keyed here and what it does: labels, their synonyms, and numbers as "1" to "9"."""
        return {}

    def weighty(self) -> Collection[str]:
        """Which of `commands()` cost something or cannot be undone: said aloud, they are asked back first."""
        return ()

    def drive(self, answer: object) -> None:
        """Give `answer` the way a visitor would, by the controls on the screen. For tests and the tour."""
        raise NotImplementedError

    def examples(self) -> list[str]:
        """At most two phrases that can be said here, for the bottom strip."""
        return [phrase for phrase in self.commands() if not phrase.isdigit()][:2]

    def number(self, number: int) -> bool:
        """Take a number key; say whether it meant something here."""
        action = self.commands().get(str(number))
        if action is None:
            return False
        action()
        return True

    def confirm(self) -> bool:
        """Take Enter where nothing has the focus; say whether it meant something here."""
        return False

    def hinders(self) -> bool:
        """Whether number keys belong to a field here and must not choose."""
        return False

    def owns(self, _focus: QWidget) -> bool:
        """Whether keys belong to what has the focus here, because it is no button or field of ours: a web page."""
        return False

    def walk(self, _step: int, *, sideways: bool) -> bool | None:  # noqa: ARG002 - of those that override it
        """Take an arrow, on (1) or back (-1), for what `owns` the keys: True when that was done.

        None where the arrow is the owner's own, False where it leads on to the next thing of the screen.
        """
        return None

    def walked(self, _take: Callable[[list[tuple[str, str]]], None]) -> None:
        """Find out what in the owner has the focus, as words and locales, and hand it over."""

    # ---- state ---------------------------------------------------------------------------------------------------

    def draft(self) -> object:
        """What was entered and not yet sent, or None: kept when the language or the look changes."""
        return None

    def refuse(self, problem: Problem) -> None:
        """Show and say why the answer was not taken."""
        words = self.texts.text(f"problem-{problem.value}")
        self.heading.refuse(words)
        self.announce.emit([words])
        self.changed()

    def conceals(self) -> bool:
        """Whether something here shows dots that the visitor may want to see; the bottom strip then offers it."""
        return False

    def extra(self) -> Extra | None:
        """What the bottom strip offers beside; `concealing` says too that this may have changed.

        Where there is a film in sign language for this screen, it is that.
        """
        signs, key = self.context.signs, self.film()
        if signs is None or not signs.offers(key):
            return None
        return Extra(self.texts.text("sign-language"), "sign_language", lambda: signs.open(key))

    def film(self) -> str:
        """Name the film in sign language that belongs here: the key of the step."""
        return self.step.key if self.step is not None else ""

    def read(self, _take: Callable[[list[tuple[str, str]]], None]) -> bool:
        """Find out what is to be read aloud, as words and locales, and hand it over; False where `spoken` is all."""
        return False

    def set_privacy(self, privacy: Privacy) -> None:
        """Hide, or show, what is to be from now on."""
        self.privacy = privacy

    def busy(self) -> bool:
        """Whether something is under way here that a session's time must not cut, such as a form in a page."""
        return False

    def parts(self) -> list[QWidget]:
        """What the spotlight hides and shows one by one: the heading, words and fields, but no keyboard."""
        return [self.heading]

    def first_part(self) -> QWidget:
        """The part that the spotlight is on first."""
        return self.heading

    def push(self, value: object) -> None:
        """Take a new value of the step's topic."""

    def low_height(self) -> int:
        """Height in pixels that no heading takes from the page in the low layout."""
        return self.look.metrics.mm(_LOW_LEAST_MM)

    def changed(self) -> None:
        """Ask the window to place heading and body anew, because the heading's height changed."""
        page = self.parentWidget()
        if page is not None and hasattr(page, "arrange"):
            page.arrange()

    def back(self) -> bool:
        """Go back within this screen; False where *back* leaves it."""
        return False

    def let_go(self) -> None:
        """Give away what lives longer than this screen, before it is thrown away."""

    def focus_first(self) -> None:
        """Put the keyboard focus on the first thing that can be operated."""
