"""Text: a field with *next* beside it, suggestions below, and the keyboard, on a page of its own if it must."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer

from kiosk.flow.steps import AskText, Problem
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.face import Face
from kiosk.visitor.keyboard import KEY_GAP_MM, KEY_LEAST_MM, KEY_LOWEST_MM, Keyboard, least_height, lowest_height
from kiosk.visitor.keyboard_scripts import LAYOUTS, is_latin, writes_latin
from kiosk.visitor.keyboard_suggest import Suggestions
from kiosk.visitor.render.ask_assist import AssistRow
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.ask_heading import Fold
from kiosk.visitor.render.ask_next import next_face
from kiosk.visitor.render.ask_typed import TypedRenderer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from kiosk.visitor.privacy import Privacy
    from kiosk.visitor.render.base import Context


_SLIPS_MS = 120
"""Spelling slips are looked for when the typing pauses, so that no key waits for it."""

_WRITING = ((Fold.LINE, False), (Fold.LINE, True), (Fold.GONE, True))
_READING = ((Fold.OPEN, False), (Fold.OPEN, True), (Fold.SMALL, False), (Fold.SMALL, True), (Fold.LINE, True))
_LOW = ((Fold.OPEN, False), (Fold.OPEN, True), (Fold.SMALL, True), (Fold.LINE, True), (Fold.GONE, True))

_FEW_LEFT = 10
"""From so many characters on it is said how many are left."""


class AskTextRenderer(TypedRenderer):
    """Draws `AskText`. `field` and `keyboard` are what a visitor types with.

    Where heading, field and keyboard do not fit together, there are two pages: the question with the field, and,
    after a touch on the field or on *write*, the field with the keyboard. In the low layout the field stands in the
    heading instead, and everything that is touched stays in the lower part.
    """

    def __init__(self, step: AskText, context: Context) -> None:
        super().__init__(step, context)
        theme, texts = self.look.theme, self.texts
        self._names = Suggestions(step.suggestions)
        self._writing = False
        self._apart = False
        self._column = False
        self._tight = False
        self._compact = False
        self._slips = self._timer(_SLIPS_MS, self._look_for_slips)
        lines = 1 if self.conceals() else step.lines
        self.field = Field(self.look, self.heading.title.text(), lines=lines, parent=self)
        self.field.set_masked(on=self.conceals())
        self.next = context.button(next_face("", self.look), self)
        self.write = context.button(Face(texts.text("input-write"), theme.primary, icon="keyboard"), self)
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
        latin = bool(names) and not writes_latin(self.look.locale) and all(is_latin(name) for name in names)
        return Keyboard(
            self.look,
            self.texts,
            self.field,
            self.context.strikes,
            layout="de" if latin else None,
            capital=not self.conceals(),
            newline=lines > 1,
            parent=self,
        )

    def _connect(self) -> None:
        self.field.changed.connect(self._on_edited)
        self.field.entered.connect(self.submit)
        self.field.touched.connect(self.begin_writing)
        self.next.struck.connect(self.submit)
        self.write.struck.connect(self.begin_writing)
        self.assist.picked.connect(self._pick)

    # ---- what a visitor does -------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Send what is written."""
        self.answered.emit(self.field.text().strip())

    def begin_writing(self) -> None:
        """Give the keyboard the page where it needs one."""
        self.field.setFocus()
        if self._apart and not self._writing:
            self._writing = True
            self.rearrange()

    def _pick(self, name: str) -> None:
        self.field.set_text(name)
        self.keyboard.text_changed()
        self.field.setFocus()

    # ---- what follows from it ------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self.keyboard.text_changed()
        self._on_changed()
        self.edited.emit()

    def _on_changed(self) -> None:
        text = self.field.text()
        if self._names and not self.conceals():  # what may be meant says what is written
            self.assist.offer(self._but_for(self._names.begin_with(text), text))
            self._slips.start()
        over = len(text.strip()) - self.step.limit
        if over > 0:
            self._say(self.texts.text("text-too-long", over=over), problem=True)
        elif -over <= _FEW_LEFT:
            self._say(self.texts.text("input-left", count=-over))
        else:
            self._say("")
        self.rearrange()

    def _say(self, words: str, *, problem: bool = False) -> None:
        self.assist.say(words, problem=problem)
        self.field.describe(words)

    def _look_for_slips(self) -> None:
        text = self.field.text()
        self.assist.offer(self._but_for(self._names.near(text), text))
        self.rearrange()

    @staticmethod
    def _but_for(names: tuple[str, ...], text: str) -> tuple[str, ...]:
        return tuple(name for name in names if name != text)

    # ---- the contract of a renderer ------------------------------------------------------------------------------

    def spoken_body(self) -> list[str]:
        """Say what is written (of a private text only how long it is), what may be meant, and what can be done."""
        said = [self.assist.words()] if self.assist.words() else []
        text = self.field.text()
        if text:
            hidden = self.conceals() and not self.privacy.told
            said.append(self.texts.speech("input-hidden", count=len(text)) if hidden else text)
        said += self.assist.spoken()
        if self.write.isVisibleTo(self):
            said.append(self.texts.speech("input-write"))
        return [*said, self.next.face.text]

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Name or number of a suggestion, *next*, *write* and *show*."""
        key = "input-skip" if self.step.optional and not self.field.text().strip() else "input-next"
        found: dict[str, Callable[[], None]] = dict.fromkeys(self.texts.voice(key), self.next.strike)
        if self._apart and not self._writing:
            found |= dict.fromkeys(self.texts.voice("input-write"), self.write.strike)
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

    def conceals(self) -> bool:
        """A private text shows dots; with *hide fields* every text does."""
        return bool(self.step.private or self.privacy.masked)

    def set_privacy(self, privacy: Privacy) -> None:
        """Show the characters, or dots."""
        super().set_privacy(privacy)
        self.field.set_masked(on=self.conceals() and not privacy.revealed)

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
        self._say(words, problem=True)
        self.announce.emit([words])
        if self._writing and not self.assist.isVisibleTo(self):
            self._writing = False
        self.rearrange()

    def focus_first(self) -> None:
        """Physical keys type at once."""
        self.field.setFocus()

    # ---- where things are ----------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Choose the page: everything together, question or keyboard, or in the low layout the keyboard beside."""
        if not (self._writing or self._column):
            together = self.settle(((Fold.OPEN, False),), self._together_height)
            self._apart = not together and not self.look.low
            self._column = not together and self.look.low
        typing = self._writing or not self._apart
        self.keyboard.setVisible(typing)
        self.field.set_active(typing)
        if self._column:
            self._settle_column()
            self._place_column()
        elif self._apart and self._writing:
            self.settle(_WRITING, lambda: self._rows_height() + self.look.metrics.gap + least_height(self.look.metrics))
            self._place_typing()
        elif self._apart:
            self.settle(_READING, self._reading_height)
            self._place_reading()
        else:
            self._place_typing()
        if self._column:
            put_in_order(self.keyboard, self.next, self.assist)
        else:
            put_in_order(self.field, self.next, self.assist, self.write, self.keyboard)

    def entries(self) -> list[QWidget]:
        """The field, and what may be meant; in the low layout the field is part of the heading."""
        return [self.heading if self._column else self.field, self.assist]

    def parts(self) -> list[QWidget]:
        """Heading, field, and what may be meant."""
        return list(dict.fromkeys(super().parts()))

    def set_compact(self, *, compact: bool) -> None:
        """Draw field and buttons in the least size allowed, or as large as the text size asks.

        One action is the main one: writing while nothing is written and there is no keyboard, else *next*.
        """
        self._compact = compact
        self.field.set_compact(compact=compact)
        look, pixels = self.look, self.look.metrics.minimum_px() if compact else None
        empty = not self.field.text().strip()
        first = empty and self._apart and not self._writing
        words = self.texts.text("input-skip" if self.step.optional and empty else "input-next")
        paint = look.theme.primary if first else look.theme.card
        faces = (
            (self.next, next_face(words, look, main=not first, compact=compact)),
            (self.write, Face(self.texts.text("input-write"), paint, icon="keyboard", px=pixels)),
        )
        for button, face in faces:
            if button.face != face:
                button.set_face(face)

    def _together_height(self) -> int:
        metrics = self.look.metrics
        return self._rows_height() + 2 * metrics.gap + metrics.touch + least_height(metrics)

    def _reading_height(self) -> int:
        gap = self.look.metrics.gap
        return self._rows_height() + gap + self.write.height_for(min(self.width(), self.write.natural_width()))

    def _settle_column(self) -> None:
        """Take the largest words with which the heading and the field in it leave room for the keys."""
        self._tight = False
        for fold, compact in _LOW:
            self.set_compact(compact=compact)
            self.folding.fold(fold)
            self.folding.host(self.field, self.context.height - self.low_height() - 2 * self.look.metrics.gap)
            heading = self.folding.fits(self.width()) and (self._aside() or self.look.metrics.portrait)
            if heading and least_height(self.look.metrics) <= self.room():
                break
        else:
            self._tight = True  # no words are small enough: the keys give way
        self._settling = True
        self.changed()
        self._settling = False

    def low_height(self) -> int:
        """Keys that can be hit, and *next* where it stands above them."""
        if not self._column:
            return super().low_height()
        keys = (lowest_height if self._tight else least_height)(self.look.metrics)
        return keys if self._aside() else keys + self.look.metrics.gap + self._next_height()

    def _aside(self) -> bool:
        """Whether *next* stands beside the keyboard, and not above it where there is height for that."""
        metrics = self.look.metrics
        least = KEY_LEAST_MM if metrics.portrait else KEY_LOWEST_MM
        keys = LAYOUTS[self.keyboard.state.layout].columns * metrics.mm(least + KEY_GAP_MM)
        return self.width() - self._side() - 2 * metrics.gap >= keys

    def _beside(self) -> bool:
        """Whether *next* stands beside the field and leaves it half the width."""
        return self.next.natural_width() <= self.width() * 0.5

    def _rows_height(self) -> int:
        """Height of the field, and of *next* where that stands below it."""
        high = max(self.field.least_height(), self._next_height() if self._beside() else 0)
        return high if self._beside() else high + self.look.metrics.gap + self._next_height()

    def _next_height(self) -> int:
        return self.next.height_for(self.next.natural_width() if self._beside() else self.width())

    def _place_field(self) -> int:
        """Place the field, with *next* beside it where that leaves room to write; give the height used."""
        gap, width = self.look.metrics.gap, self.width()
        used = self._rows_height()
        if self._beside():
            wide = self.next.natural_width()
            self.put(self.field, QRect(0, 0, width - wide - gap, used))
            self.put(self.next, QRect(width - wide, 0, wide, used if self.step.lines == 1 else self._next_height()))
        else:
            high = self.field.least_height()
            self.field.setGeometry(0, 0, width, high)
            self.next.setGeometry(0, high + gap, width, used - high - gap)
        return used

    def _place_typing(self) -> None:
        metrics = self.look.metrics
        y = self._place_field() + metrics.gap
        self.write.hide()
        if self._place_assist(y, self.height() - y - metrics.gap - least_height(metrics), always=True):
            y = self.assist.geometry().bottom() + 1 + metrics.gap
        high = min(self.height() - y, self.keyboard.maximumHeight())
        self.keyboard.setGeometry(0, y, self.width(), high)

    def _place_reading(self) -> None:
        """Place what is below the field without keyboard; where space is short, a problem goes before *write*."""
        gap = self.look.metrics.gap
        y = self._place_field() + gap
        wide = min(self.width(), self.write.natural_width())
        high = self.write.height_for(wide)
        room = self.height() - y
        both = self._place_assist(y, room - gap - high)
        shown = both or (self.assist.tells_problem() and self._place_assist(y, room))
        if both:
            y = self.assist.geometry().bottom() + 1 + gap
        self.write.setVisible(both or not shown)
        self.put(self.write, QRect(0, y, wide, high))

    def _place_assist(self, y: int, room: int, *, always: bool = False) -> bool:
        """Place the row of suggestions and words; say whether it is shown. `always` keeps its place free."""
        row = self.assist.height_for(self.width(), room)
        shown = row <= room and (always or self.assist.in_use())
        self.assist.setVisible(shown)
        if shown:
            self.put(self.assist, QRect(0, y, self.width(), row))
        return shown

    def _side(self) -> int:
        """Width of the column beside the keyboard."""
        metrics, width = self.look.metrics, self.width()
        least = LAYOUTS[self.keyboard.state.layout].columns * metrics.mm(KEY_LEAST_MM + KEY_GAP_MM)
        return max(self.next.least_width(), min(width * 3 // 10, width - least - 2 * metrics.gap))

    def _place_column(self) -> None:
        """Low layout without height to spare: the field is in the heading, *next* and the rest beside the keyboard."""
        metrics, width, side = self.look.metrics, self.width(), self._side()
        gap = metrics.gap
        self.write.hide()
        if not self._aside():
            tall, wide = self._next_height(), self.next.natural_width() if self._beside() else width
            self.put(self.next, QRect(width - wide, 0, wide, tall))
            y = tall + gap
            if self._place_assist(y, self.height() - y - gap - least_height(metrics)):
                y = self.assist.geometry().bottom() + 1 + gap
            self.keyboard.setGeometry(0, y, width, min(self.height() - y, self.keyboard.maximumHeight()))
            return
        tall = self.next.height_for(side)
        self.put(self.keyboard, QRect(0, 0, width - side - 2 * gap, min(self.height(), self.keyboard.maximumHeight())))
        self.put(self.next, QRect(width - side, 0, side, tall))
        y = tall + gap
        self.assist.setVisible(self.height() - y >= self.assist.height_for(side, self.height() - y))
        self.put(self.assist, QRect(width - side, y, side, max(1, self.height() - y)))
