"""A day: three fields for day, month and year, the number pad, and the date in words to check it by."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.flow.steps import AskDate, Problem
from kiosk.look.metrics import TextSize
from kiosk.visitor.keyboard_pad import BACKSPACE, ON
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.ask_number import digits
from kiosk.visitor.render.ask_pad import PadRenderer
from kiosk.visitor.widgets import Text

if TYPE_CHECKING:
    from kiosk.visitor.render.base import Context

_YEAR = 2
_LENGTHS = (2, 2, 4)
_KEYS = ("date-day", "date-month", "date-year")
_SURE = (4, 2, 10)
"""A first digit from this one on can have no second one: day 4 to 9, month 2 to 9."""


class DateEntry(QWidget):
    """Three fields with their names above, in the order day, month, year along the line of reading."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = context.look
        names = [context.texts.text(key) for key in _KEYS]
        self.names = [Text(context.look, name, parent=self) for name in names]
        self.fields = [Field(context.look, name, numbers=True, parent=self) for name in names]
        self.setTabOrder(self.fields[0], self.fields[1])
        self.setTabOrder(self.fields[1], self.fields[2])

    def set_compact(self, *, compact: bool) -> None:
        """Draw names and fields in the least size allowed, or as large as the text size asks."""
        look = self._look
        for name, field in zip(self.names, self.fields, strict=True):
            field.set_compact(compact=compact)
            name.setFont(look.font_px(look.metrics.minimum_px()) if compact else look.font(TextSize.LABEL))

    def _wide(self, part: int) -> int:
        sample = "8" * (_LENGTHS[part] + (part == _YEAR))
        name = QFontMetrics(self.names[part].font()).horizontalAdvance(self.names[part].text())
        return max(self._look.metrics.touch, self.fields[part].width_for(sample), name + self._look.metrics.gap)

    def size_needed(self) -> tuple[int, int]:
        """Width and height."""
        gap = self._look.metrics.gap
        high = QFontMetrics(self.names[0].font()).height() + self.fields[0].least_height()
        return sum(self._wide(part) for part in range(3)) + 2 * gap, high

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay the fields out."""
        x, gap = 0, self._look.metrics.gap
        top = QFontMetrics(self.names[0].font()).height()
        for part in range(3):
            wide = self._wide(part)
            left = self.width() - x - wide if self._look.rtl else x
            self.names[part].setGeometry(left, 0, wide, top)
            self.fields[part].setGeometry(left, top, wide, self.height() - top)
            x += wide + gap


class AskDateRenderer(PadRenderer):
    """Draws `AskDate`. Full fields lead on to the next one, so that "03021948" is a date; so does "3.2.1948"."""

    def __init__(self, step: AskDate, context: Context) -> None:
        super().__init__(step, context, extra=ON, extra_name="key-next-part")
        self._at = 0
        self._entry = DateEntry(context, self)
        self.fields = self._entry.fields
        self.mask_entry(on=self.conceals())
        self._restore(context.draft)
        for part, field in enumerate(self.fields):
            field.changed.connect(partial(self._on_changed, part))
            field.touched.connect(partial(self._go, part))
            field.entered.connect(self.submit)
        self._go(self._first_open())
        self._check(at_end=False)

    def entry(self) -> QWidget:
        """Give the three fields."""
        return self._entry

    def entry_size(self, _width: int) -> tuple[int, int]:
        """As wide as the three fields are."""
        return self._entry.size_needed()

    def compact_entry(self, *, compact: bool) -> None:
        """Draw the fields in the least size allowed, or as large as the text size asks."""
        self._entry.set_compact(compact=compact)

    def mask_entry(self, *, on: bool) -> None:
        """Show dots in place of the digits, or the digits."""
        for field in self.fields:
            field.set_masked(on=on)

    def take(self, sign: str) -> None:
        """Take a key of the pad: into the active field, or on to the next, or back out of an empty one."""
        field = self.fields[self._at]
        if sign == ON:
            if field.text() and self._at < _YEAR:  # in an empty field it is the point after a field left by itself
                self._go(self._at + 1)
        elif sign == BACKSPACE:
            if not field.text() and self._at > 0:
                self._go(self._at - 1)
            self.fields[self._at].backspace(1)
        elif len(field.text()) >= _LENGTHS[self._at] and self._at < len(_LENGTHS) - 1:
            self._go(self._at + 1)
            self.fields[self._at].set_text(sign)
        elif len(field.text()) < _LENGTHS[self._at]:
            field.insert(sign)

    def submit(self) -> None:
        """Send the day, or say what is missing."""
        day = self._day()
        if day is not None:
            self.answered.emit(day)
        else:
            self._check(at_end=True)
            self._go(self._first_open())

    def written(self) -> str:
        """Give the day as it is said, or the digits so far."""
        day = self._day()
        return (
            self.texts.date(day, spoken=True)
            if day
            else " ".join(field.text() for field in self.fields if field.text())
        )

    def drive(self, answer: object) -> None:
        """Write day, month and year and touch *next*; raises `TypeError` for anything but a day."""
        if not isinstance(answer, dt.date):
            raise TypeError(answer)
        for field, value in zip(self.fields, (answer.day, answer.month, answer.year), strict=True):
            field.set_text(str(value))
        self.next.strike()

    def draft(self) -> str | None:
        """The digits so far, as day, month and year with points between."""
        texts = [field.text() for field in self.fields]
        return ".".join(texts) if any(texts) else None

    def spoken_body(self) -> list[str]:
        """Say the names of the three fields first: their order is not the same everywhere."""
        return [", ".join(name.text() for name in self._entry.names), *super().spoken_body()]

    def refuse(self, problem: Problem) -> None:
        """Say which days are taken."""
        if problem is Problem.TOO_SMALL:
            words = self.texts.text("date-too-small", first=self.texts.date(self.step.first, "long"))
        elif problem is Problem.TOO_LARGE:
            words = self.texts.text("date-too-large", last=self.texts.date(self.step.last, "long"))
        else:
            words = self.texts.text("date-empty")
        self.tell(words, problem=True)

    def focus_first(self) -> None:
        """Physical digits are written at once."""
        self.fields[self._at].setFocus()

    # ---- inside --------------------------------------------------------------------------------------------------

    def _restore(self, draft: object) -> None:
        if isinstance(draft, dt.date):
            draft = f"{draft.day}.{draft.month}.{draft.year}"
        if isinstance(draft, str):
            for field, text in zip(self.fields, draft.split("."), strict=False):
                field.set_text(digits(text, minus=False)[:4])

    def _first_open(self) -> int:
        """The first field that lacks something."""
        return next((part for part in range(3) if not self.fields[part].text()), 2)

    def _go(self, part: int) -> None:
        self._at = part
        for number, field in enumerate(self.fields):
            field.set_active(number == part)
        self.fields[part].setFocus()

    def _on_changed(self, part: int) -> None:
        """Keep digits only; what is too much goes on to the next field."""
        field, most = self.fields[part], _LENGTHS[part]
        text = field.text()
        clean = digits(text, minus=False)
        if clean[:most] != text:
            field.set_text(clean[:most])
            if clean[most:] and part < len(_LENGTHS) - 1:
                self.fields[part + 1].set_text(clean[most:])
                self._go(part + 1)
            elif clean == clean[:most] and clean and part < len(_LENGTHS) - 1:
                self._go(part + 1)
            return
        full = len(clean) == most or (len(clean) == 1 and int(clean) >= _SURE[part])
        if full and part == self._at and part < len(_LENGTHS) - 1:
            self._go(part + 1)
        self._check(at_end=False)
        self.edited.emit()

    def _day(self) -> dt.date | None:
        day, month, year = (field.text() for field in self.fields)
        if not (day and month and len(year) == _LENGTHS[2]):
            return None
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            return None

    def _check(self, *, at_end: bool) -> None:
        """Show the day in words; say what is wrong as soon as it is certain, what is missing only at the end."""
        day = self._day()
        if day is not None:
            self.tell(self.texts.date(day), good=True)
            return
        texts = [field.text() for field in self.fields]
        if all(texts) and len(texts[2]) == _LENGTHS[2]:
            self.tell(self.texts.text("date-no-such-day"), problem=True)
        elif at_end:
            short = all(texts) and len(texts[2]) < _LENGTHS[2]
            self.tell(self.texts.text("date-year-short" if short else "date-empty"), problem=True)
        else:
            self.tell("")
