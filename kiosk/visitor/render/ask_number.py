"""A whole number: one field and the number pad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.flow.steps import AskNumber, Problem
from kiosk.visitor.keyboard_pad import BACKSPACE
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.ask_pad import PadRenderer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.visitor.render.base import Context

MINUS = "\u2212"


class AskNumberRenderer(PadRenderer):
    """Draws `AskNumber`. Digits of any script are understood; a minus is offered only where it can be meant."""

    def __init__(self, step: AskNumber, context: Context) -> None:
        super().__init__(step, context, extra=MINUS if step.least < 0 else None, extra_name="key-minus")
        self._most = max(len(str(step.least)), len(str(step.most)))
        self.field = Field(self.look, self.heading.title.text(), numbers=True, parent=self)
        self.field.set_active(True)
        self.mask_entry(on=self.conceals())
        self.field.set_limit(self._most + 1)
        if isinstance(context.draft, int | str) and not isinstance(context.draft, bool):
            self.field.set_text(digits(str(context.draft)))
        self.field.changed.connect(self._on_changed)
        self.field.entered.connect(self.submit)
        self._tell_range()

    def entry(self) -> QWidget:
        """Give the field."""
        return self.field

    def entry_size(self, width: int) -> tuple[int, int]:
        """Wide enough for the longest number that is taken, and not less than half of what is there."""
        wanted = self.field.width_for("8" * (self._most + 1))
        return max(wanted, width * 2 // 5), self.field.least_height()

    def compact_entry(self, *, compact: bool) -> None:
        """Draw the field in the least size allowed, or as large as the text size asks."""
        self.field.set_compact(compact=compact)

    def mask_entry(self, *, on: bool) -> None:
        """Show dots in place of the digits, or the digits."""
        self.field.set_masked(on=on)

    def take(self, sign: str) -> None:
        """Take a key of the pad."""
        if sign == BACKSPACE:
            self.field.backspace(1)
        elif sign == MINUS:
            text = self.field.text()
            self.field.set_text(text[1:] if text.startswith("-") else f"-{text}")
        else:
            self.field.insert(sign)

    def submit(self) -> None:
        """Send the number, or ask for one."""
        value = self._value()
        if value is None:
            self.tell(self.texts.text("number-empty"), problem=True)
        else:
            self.answered.emit(value)

    def written(self) -> str:
        """Give the digits."""
        return self.field.text()

    def drive(self, answer: object) -> None:
        """Write the digits and touch *next*."""
        self.field.set_text(str(answer))
        self.next.strike()

    def draft(self) -> str | None:
        """The digits so far."""
        return self.field.text() or None

    def refuse(self, problem: Problem) -> None:
        """Say which numbers are taken."""
        if problem is Problem.TOO_SMALL:
            self.tell(self.texts.text("number-too-small", least=str(self.step.least)), problem=True)
        elif problem is Problem.TOO_LARGE:
            self.tell(self.texts.text("number-too-large", most=str(self.step.most)), problem=True)
        else:
            self.tell(self.texts.text("number-empty"), problem=True)

    def focus_first(self) -> None:
        """Physical digits are written at once."""
        self.field.setFocus()

    def _value(self) -> int | None:
        text = self.field.text()
        return int(text) if text.removeprefix("-").isdecimal() else None

    def _on_changed(self) -> None:
        text = self.field.text()
        clean = digits(text, minus=self.step.least < 0)
        if clean != text:
            self.field.set_text(clean)
            return
        self._tell_range()
        self.edited.emit()

    def _tell_range(self) -> None:
        self.tell(self.texts.text("number-range", least=str(self.step.least), most=str(self.step.most)))


def digits(text: str, *, minus: bool = True) -> str:
    """Reduce a text to the digits 0 to 9 of any script, with a minus before them where there may be one."""
    found = "".join(str(int(char)) for char in text if char.isdecimal())
    return f"-{found}" if minus and text.lstrip()[:1] in {"-", MINUS} else found
