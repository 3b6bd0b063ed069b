"""Text: a field with *next* beside it, suggestions below, and the keyboard, on a page of its own if it must."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer

from kiosk.flow.steps import AskText, Problem
from kiosk.visitor.face import Face
from kiosk.visitor.keyboard import Keyboard, least_height
from kiosk.visitor.keyboard_suggest import Suggestions
from kiosk.visitor.render.ask_assist import AssistRow
from kiosk.visitor.render.ask_field import Field, reads_right_to_left
from kiosk.visitor.render.ask_heading import FoldingHeading
from kiosk.visitor.render.ask_next import next_face
from kiosk.visitor.render.base import Context, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

REVEAL_MS = 5_000
"""How long a private text is shown after a tap; nothing has to be held down."""

_SLIPS_MS = 120
"""Spelling slips are looked for when the typing pauses, so that no key waits for it."""

_FEW_LEFT = 10
"""From so many characters on it is said how many are left."""


class AskTextRenderer(Renderer):
    """Draws `AskText`. `field` and `keyboard` are what a visitor types with.

    Where heading, field and keyboard do not fit together, there are two pages: the question with the field, and,
    after a touch on the field or on *write*, the field with the keyboard.
    """

    def __init__(
        self, step: AskText, context: Context, heading: FoldingHeading | None = None, *, reveal_ms: int = REVEAL_MS
    ) -> None:
        self._folding = heading or FoldingHeading(step, context)
        super().__init__(step, context, self._folding)
        theme, texts = self.look.theme, self.texts
        self._names = Suggestions(step.suggestions)
        self._writing = False
        self._apart = False
        self._reveal = self._timer(reveal_ms, self._cover)
        self._slips = self._timer(_SLIPS_MS, self._look_for_slips)
        lines = 1 if step.private else step.lines
        self.field = Field(self.look, self.heading.title.text(), lines=lines, parent=self)
        self.field.set_masked(on=step.private)
        self.next = context.button(next_face("", self.look), self)
        self.write = context.button(Face(texts.text("input-write"), theme.primary, icon="keyboard"), self)
        self.show_private = context.button(Face(texts.text("input-show"), theme.card, icon="visibility"), self)
        self.show_private.setVisible(step.private)
        self.assist = AssistRow(context, self)
        if isinstance(context.draft, str):
            self.field.set_text(context.draft)
        self.keyboard = self._new_keyboard(lines)
        self._connect()
        self._on_changed()

    def _timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(then)
        return made

    def _new_keyboard(self, lines: int) -> Keyboard:
        """Make the keyboard; names that are not in the locale's script are typed in Latin letters."""
        names = self._names.names()
        latin = self.look.rtl and bool(names) and not any(reads_right_to_left(name) for name in names)
        return Keyboard(
            self.look,
            self.texts,
            self.field,
            self.context.strikes,
            layout="de" if latin else None,
            capital=not self.step.private,
            newline=lines > 1,
            parent=self,
        )

    def _connect(self) -> None:
        self.field.changed.connect(self._on_edited)
        self.field.entered.connect(self.submit)
        self.field.touched.connect(self.begin_writing)
        self.next.struck.connect(self.submit)
        self.write.struck.connect(self.begin_writing)
        self.show_private.struck.connect(self._toggle_private)
        self.assist.picked.connect(self._pick)

    # ---- what a visitor does -------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Send what is written."""
        self.answered.emit(self.field.text().strip())

    def begin_writing(self) -> None:
        """Give the keyboard the page where it needs one."""
        self.field.setFocus()
        if self._apart and not self._writing:
            self._turn(writing=True)

    def _pick(self, name: str) -> None:
        self.field.set_text(name)
        self.keyboard.text_changed()
        self.field.setFocus()

    def _toggle_private(self) -> None:
        if not self.field.masked():
            self._cover()
            return
        self.field.set_masked(on=False)
        self.show_private.set_face(Face(self.texts.text("input-hide"), self.look.theme.card, icon="visibility_off"))
        self._reveal.start()

    def _cover(self) -> None:
        self._reveal.stop()
        self.field.set_masked(on=True)
        self.show_private.set_face(Face(self.texts.text("input-show"), self.look.theme.card, icon="visibility"))

    # ---- what follows from it ------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._on_changed()
        self.edited.emit()

    def _on_changed(self) -> None:
        text = self.field.text()
        self.assist.offer(self._but_for(self._names.begin_with(text), text))
        if self._names:
            self._slips.start()
        over = len(text.strip()) - self.step.limit
        if over > 0:
            self.assist.say(self.texts.text("text-too-long", over=over), problem=True)
        elif -over <= _FEW_LEFT:
            self.assist.say(self.texts.text("input-left", count=-over))
        else:
            self.assist.say("")
        self._arrange()

    def _look_for_slips(self) -> None:
        text = self.field.text()
        self.assist.offer(self._but_for(self._names.near(text), text))
        self._arrange()

    @staticmethod
    def _but_for(names: tuple[str, ...], text: str) -> tuple[str, ...]:
        return tuple(name for name in names if name != text)

    # ---- the contract of a renderer ------------------------------------------------------------------------------

    def spoken_body(self) -> list[str]:
        """Say what is written (of a private text only how long it is), what may be meant, and what can be done."""
        said = [self.assist.words()] if self.assist.words() else []
        text = self.field.text()
        if text:
            said.append(self.texts.speech("input-hidden", count=len(text)) if self.step.private else text)
        said += self.assist.spoken()
        if self.write.isVisibleTo(self):
            said.append(self.texts.speech("input-write"))
        if self.step.private:
            said.append(self.show_private.face.text)
        return [*said, self.next.face.text]

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Name or number of a suggestion, *next*, *write* and *show*."""
        key = "input-skip" if self.step.optional and not self.field.text().strip() else "input-next"
        found: dict[str, Callable[[], None]] = dict.fromkeys(self.texts.voice(key), self.next.strike)
        if self._apart and not self._writing:
            found |= dict.fromkeys(self.texts.voice("input-write"), self.write.strike)
        if self.step.private:
            found[self.show_private.face.text] = self.show_private.strike
        for number, name in enumerate(self.assist.offered(), start=1):
            found[name] = found[str(number)] = partial(self._pick, name)
        return found

    def drive(self, answer: object) -> None:
        """Write `answer` and touch *next*."""
        self.field.set_text(str(answer))
        self.next.strike()

    def confirm(self) -> bool:
        """Enter sends."""
        self.submit()
        return True

    def hinders(self) -> bool:
        """Digits are written into the field."""
        return True

    def draft(self) -> str | None:
        """What is written so far."""
        return self.field.text() or None

    def refuse(self, problem: Problem) -> None:
        """Say below the field, in plain words, what to change."""
        keys = {Problem.EMPTY: "text-empty", Problem.CONTROL_CHARACTERS: "text-control-characters"}
        if problem is Problem.TOO_LONG:
            words = self.texts.text("text-too-long", over=max(1, len(self.field.text().strip()) - self.step.limit))
        else:
            words = self.texts.text(keys.get(problem, "text-not-taken"))
        self.assist.say(words, problem=True)
        self.announce.emit([words])
        if self._writing and not self._assist_fits():
            self._turn(writing=False)
        self._arrange()

    def focus_first(self) -> None:
        """Physical keys type at once."""
        self.field.setFocus()

    # ---- where things are ----------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay everything out anew."""
        if not self._writing:
            self._apart = self.height() < self._together_height()
        self._arrange()

    def _turn(self, *, writing: bool) -> None:
        self._writing = writing
        self._folding.fold(folded=writing)
        self.changed()
        self._arrange()

    def _together_height(self) -> int:
        metrics = self.look.metrics
        beside = self._next_beside(self.width())
        rows = self.field.least_height() + (0 if beside else self.next.height_for(self.width()) + metrics.gap)
        return rows + 2 * metrics.gap + self._assist_least() + least_height(metrics)

    def _assist_least(self) -> int:
        """Height of the row below the field; a row that may stay empty needs no more than a button."""
        return max(self.look.metrics.touch, self.show_private.height_for(self.width()) if self.step.private else 0)

    def _next_beside(self, width: int) -> bool:
        """Whether *next* stands beside the field and leaves it half the width."""
        return self.next.natural_width() <= width * 0.5

    def _assist_fits(self) -> bool:
        metrics = self.look.metrics
        used = self.field.least_height() + 2 * metrics.gap + least_height(metrics)
        return self.height() - used >= self.assist.height_for(self.width())

    def _arrange(self) -> None:
        if self.width() < 2 * self.look.metrics.touch:
            return
        typing = self._writing or not self._apart
        self.keyboard.setVisible(typing)
        self._colour_actions(typing=typing)
        self.field.set_active(typing)
        y = self._place_field()
        if typing:
            self.write.hide()
            self._place_typing(y)
        else:
            self._place_reading(y)

    def _colour_actions(self, *, typing: bool) -> None:
        """Make one action the main one: writing while nothing is written and there is no keyboard, else *next*."""
        theme = self.look.theme
        empty = not self.field.text().strip()
        first = empty and not typing
        words = self.texts.text("input-skip" if self.step.optional and empty else "input-next")
        after = next_face(words, self.look, main=not first)
        write = Face(self.texts.text("input-write"), theme.primary if first else theme.card, icon="keyboard")
        for button, face in ((self.next, after), (self.write, write)):
            if button.face != face:
                button.set_face(face)

    def _place_field(self) -> int:
        """Place the field, with *next* beside it where that leaves room to write; give the height used."""
        gap, width = self.look.metrics.gap, self.width()
        high = self.field.least_height()
        wide = self.next.natural_width()
        if self._next_beside(width):
            self._put(self.field, QRect(0, 0, width - wide - gap, high))
            self._put(self.next, QRect(width - wide, 0, wide, high))
            return high
        tall = self.next.height_for(width)
        self.field.setGeometry(0, 0, width, high)
        self.next.setGeometry(0, high + gap, width, tall)
        return high + gap + tall

    def _place_typing(self, y: int) -> None:
        metrics, width = self.look.metrics, self.width()
        gap = metrics.gap
        room = self.height() - y - 2 * gap - least_height(metrics)
        row = max(self.assist.height_for(self._assist_width()), metrics.touch)
        shown = room >= row
        self.assist.setVisible(shown)
        self.show_private.setVisible(self.step.private and shown)
        if shown:
            self._place_assist(y + gap, row)
            y += gap + row
        top = y + gap
        high = min(self.height() - top, self.keyboard.maximumHeight())
        self.keyboard.setGeometry(0, top, width, high)

    def _place_reading(self, y: int) -> None:
        """Place what is below the field without keyboard; where space is short, a problem goes before *write*."""
        metrics, width = self.look.metrics, self.width()
        gap = metrics.gap
        wide = min(width, self.write.natural_width())
        high = self.write.height_for(wide)
        wanted = self.assist.in_use() or self.step.private
        row = max(self.assist.height_for(self._assist_width()), self._assist_least()) if wanted else 0
        both = y + gap + row + gap + high <= self.height()
        shown = wanted and (both or self.assist.tells_problem())
        self.assist.setVisible(shown)
        self.show_private.setVisible(self.step.private and shown)
        if shown:
            self._place_assist(y + gap, row)
            y += gap + row
        self.write.setVisible(both or not shown)
        self._put(self.write, QRect(0, y + gap, wide, high))

    def _assist_width(self) -> int:
        if not self.step.private:
            return self.width()
        return max(1, self.width() - self.show_private.natural_width() - self.look.metrics.gap)

    def _place_assist(self, y: int, high: int) -> None:
        wide = self.width() - self._assist_width() - self.look.metrics.gap
        if self.step.private:
            self._put(self.show_private, QRect(0, y, wide, self.show_private.height_for(wide)))
            self._put(self.assist, QRect(wide + self.look.metrics.gap, y, self._assist_width(), high))
        else:
            self.assist.setGeometry(0, y, self.width(), high)

    def _put(self, widget: QWidget, rect: QRect) -> None:
        """Place along the line of reading."""
        if self.look.rtl:
            rect = QRect(self.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
        widget.setGeometry(rect)
