"""Digits that are no amount, such as a code or a telephone number: one field, in groups, and the number pad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.flow.steps import AskDigits, Problem
from kiosk.visitor.keyboard_pad import BACKSPACE
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.ask_number import digits
from kiosk.visitor.render.ask_pad import PadRenderer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.visitor.render.base import Context

_BLOCK = 3
"""Digits in a block where the step names no groups."""


class AskDigitsRenderer(PadRenderer):
    """Draws `AskDigits`. Digits of any script are understood, typed in a row or said in as many parts as wanted."""

    def __init__(self, step: AskDigits, context: Context) -> None:
        super().__init__(step, context, extra=None, extra_name="")
        self._groups = step.groups or (_BLOCK,) * -(-step.most // _BLOCK)
        self.field = Field(self.look, self.heading.title.text(), numbers=True, parent=self)
        self.field.set_active(True)
        self.mask_entry(on=self.conceals())
        self.field.set_limit(step.most + len(self._groups))
        if isinstance(context.draft, str):
            self.field.set_text(self._grouped(digits(context.draft, minus=False)))
        self.field.changed.connect(self._on_changed)
        self.field.entered.connect(self.submit)
        self._tell_left()

    def entry(self) -> QWidget:
        """Give the field."""
        return self.field

    def entry_size(self, width: int) -> tuple[int, int]:
        """Wide enough for all digits."""
        wanted = self.field.width_for(self._grouped("8" * self.step.most))
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
            self._write(self.value()[:-1])
        else:
            self._write(self.value() + sign)

    def dictate(self, said: str) -> None:
        """Take what was said: after what is there, or in its place where both together are too many."""
        whole = self.value() + said
        self._write(whole if len(whole) <= self.step.most else said)

    def whole(self) -> bool:
        """Whether nothing is missing and nothing more is taken."""
        return len(self.value()) == int(self.step.most)

    def value(self) -> str:
        """Give the digits."""
        return digits(self.field.text(), minus=False)

    def submit(self) -> None:
        """Send the digits, or say what is missing."""
        problem = self.step.check(self.value())
        if problem is None:
            self.answered.emit(self.value())
        else:
            self.refuse(problem)

    def written(self) -> str:
        """Say one digit after the other, with a pause between the groups."""
        parts = self._grouped(self.value()).split()
        return ", ".join(" ".join(part) for part in parts)

    def hidden_count(self) -> int:
        """Count the digits."""
        return len(self.value())

    def drive(self, answer: object) -> None:
        """Write the digits and touch *next*."""
        self._write(str(answer))
        self.next.strike()

    def draft(self) -> str | None:
        """The digits so far."""
        return self.value() or None

    def refuse(self, problem: Problem) -> None:
        """Say how many are missing; more than are taken cannot be written."""
        if problem is Problem.TOO_SMALL:
            count = self.step.least - len(self.value())
            self.tell(self.texts.text("digits-missing", count=count), problem=True)
        else:
            self.tell(self.texts.text("digits-empty"), problem=True)

    def focus_first(self) -> None:
        """Physical digits are written at once."""
        self.field.setFocus()

    def _grouped(self, value: str) -> str:
        parts, at = [], 0
        for size in self._groups:
            parts.append(value[at : at + size])
            at += size
        return " ".join(part for part in (*parts, value[at:]) if part)

    def _write(self, value: str) -> None:
        self.field.set_text(self._grouped(value[: self.step.most]))

    def _on_changed(self) -> None:
        text, clean = self.field.text(), self._grouped(self.value()[: self.step.most])
        if clean != text:
            self.field.set_text(clean)
            return
        self._tell_left()
        self.edited.emit()

    def _tell_left(self) -> None:
        """Say how many digits there are still to come, where their number is known."""
        left = self.step.most - len(self.value())
        self.tell(self.texts.text("digits-left", count=left) if left and self.step.least == self.step.most else "")
