"""What number, digits and date have in common: an entry, a line of words, *next*, and the number pad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.keyboard_pad import NumberPad, flat_height, flat_width, tall_height, tall_width
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.ask_heading import Fold
from kiosk.visitor.render.ask_next import next_face
from kiosk.visitor.render.ask_typed import TypedRenderer
from kiosk.visitor.widgets import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from kiosk.flow.steps import AskDate, AskDigits, AskNumber
    from kiosk.visitor.privacy import Privacy
    from kiosk.visitor.render.base import Context

_SMALL_MM = 270
_TOO_MUCH = 1_000_000
_LEVELS = (
    (Fold.OPEN, False),
    (Fold.OPEN, True),
    (Fold.SMALL, False),
    (Fold.SMALL, True),
    (Fold.LINE, True),
    (Fold.GONE, True),
)


class PadRenderer(TypedRenderer):
    """A subclass makes `entry` (what is written, with `height_for` and `least_width`) before `finish` is called.

    Landscape: entry, words and *next* at the start of the line, the pad beside them. Portrait: one below the other.
    """

    def __init__(
        self, step: AskNumber | AskDigits | AskDate, context: Context, *, extra: str | None, extra_name: str
    ) -> None:
        super().__init__(step, context)
        look = self.look
        self.words = Text(look, "", size=TextSize.LABEL, weight=Weight.SEMIBOLD, parent=self)
        self._large = False
        self._told = ""
        self.next = context.button(next_face(self.texts.text("input-next"), look), self)
        self.next.struck.connect(self.submit)
        self.pad = NumberPad(look, self.texts, context.strikes, extra=extra, extra_name=extra_name, parent=self)
        self.pad.struck.connect(self.take)

    # ---- for the subclass ----------------------------------------------------------------------------------------

    def entry(self) -> QWidget:
        """Give the widget that shows what is written."""
        raise NotImplementedError

    def entry_size(self, width: int) -> tuple[int, int]:
        """Give width and height the entry needs where `width` is there."""
        raise NotImplementedError

    def compact_entry(self, *, compact: bool) -> None:
        """Draw the entry in the least size allowed, or as large as the text size asks."""
        raise NotImplementedError

    def take(self, sign: str) -> None:
        """Take a key of the pad."""
        raise NotImplementedError

    def submit(self) -> None:
        """Send what is written, or say what is missing."""
        raise NotImplementedError

    def tell(self, words: str, *, problem: bool = False, good: bool = False) -> None:
        """Show words below the entry; a problem is announced too."""
        theme = self.look.theme
        self._large = good
        self.words.tint(theme.problem if problem else theme.ground.text if good else theme.quiet)
        self._told = words
        self._show_words()
        if problem:
            self.announce.emit([words])
        self.rearrange()

    def _show_words(self) -> None:
        hidden = self._large and self.privacy.masked and not self.privacy.revealed
        self.words.setText("" if hidden else self._told)
        for field in self.findChildren(Field):
            field.describe(self.words.text())

    # ---- the contract of a renderer ------------------------------------------------------------------------------

    def spoken_body(self) -> list[str]:
        """Say what is written and what can be done."""
        written, words = self.written(), "" if self._large else self.words.text()  # large words are what is written
        if self.conceals() and not self.privacy.told:
            written = self.texts.speech("input-hidden", count=self.hidden_count()) if written else ""
        return [said for said in (written, words, self.texts.speech("input-next")) if said]

    def conceals(self) -> bool:
        """With *hide fields* the digits are dots."""
        return self.privacy.masked

    def set_privacy(self, privacy: Privacy) -> None:
        """Show the digits, or dots; words that repeat the entry are not shown with dots."""
        super().set_privacy(privacy)
        self.mask_entry(on=privacy.masked and not privacy.revealed)
        self._show_words()
        self.rearrange()

    def mask_entry(self, *, on: bool) -> None:
        """Show dots in place of the digits, or the digits."""
        raise NotImplementedError

    def written(self) -> str:
        """Give what is written, as it is to be said; "" for nothing."""
        return ""

    def hidden_count(self) -> int:
        """Count the signs that are dots now."""
        return len(self.written())

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Only *next*: digits are written into the field."""
        return dict.fromkeys(self.texts.voice("input-next"), self.next.strike)

    def confirm(self) -> bool:
        """Enter sends."""
        self.submit()
        return True

    def hinders(self) -> bool:
        """Digits are written into the field."""
        return True

    # ---- where things are ----------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Put everything where it belongs."""
        if self.width() < tall_width(self.look.metrics):
            return
        self.settle(_LEVELS, self._least)
        beside, below = self._least_beside(), self._least_below()
        if beside <= self.height() and (self.width() > self.height() or below > self.height()):
            self._place_beside()
        elif below <= self.height() or below <= beside:
            self._place_below()
        else:
            self._place_beside()

    def entries(self) -> list[QWidget]:
        """The entry, and the words below it."""
        return [self.entry(), self.words]

    def set_compact(self, *, compact: bool) -> None:
        """Draw entry and *next* in the least size allowed, or as large as the text size asks."""
        self.compact_entry(compact=compact)
        face = next_face(self.texts.text("input-next"), self.look, compact=compact)
        if face != self.next.face:
            self.next.set_face(face)

    def low_height(self) -> int:
        """On a low screen what is touched has its least height, whatever the question takes."""
        metrics, least = self.look.metrics, super().low_height()
        small = metrics.height * metrics.pixel_mm < _SMALL_MM and self.width() >= tall_width(metrics)
        return max(least, self._least()) if small else least

    def _least(self) -> int:
        """Height needed in the better arrangement."""
        beside = self._least_beside()
        if self.width() > self.height() and beside < _TOO_MUCH:
            return beside
        return min(beside, self._least_below())

    def _half(self) -> int:
        """Width beside the narrowest pad."""
        return self.width() - tall_width(self.look.metrics) - 3 * self.look.metrics.gap

    def _least_beside(self) -> int:
        """Height needed with the pad beside the entry; far too much where it is too narrow for that."""
        half = self._half()
        wide, high = self.entry_size(half)
        if max(wide, self.next.least_width()) > half:
            return _TOO_MUCH
        gap = self.look.metrics.gap
        next_high = self.next.height_for(min(half, self.next.natural_width()))
        words = self._fit_words(half, 0)
        if self._flat_fits():
            return max(flat_height(self.look.metrics), max(high, next_high) + (gap + words if words else 0))
        return max(tall_height(self.look.metrics), high + gap + (words + gap if words else 0) + next_high)

    def _squeezed(self) -> bool:
        """Whether entry and *next* stand beside each other because there is no height for one below the other."""
        metrics, half = self.look.metrics, self._half()
        words = self._fit_words(half, 0)
        high = self.entry_size(half)[1] + self.next.height_for(min(half, self.next.natural_width()))
        high += metrics.gap * (2 if words else 1) + words
        return self._flat_fits() and max(tall_height(metrics), high) > self.height()

    def _flat_fits(self) -> bool:
        """Whether in the low layout entry, *next* and two rows of keys have room beside each other."""
        metrics = self.look.metrics
        taken = self.entry_size(self._half())[0] + self.next.natural_width() + 4 * metrics.gap
        return self.look.low and taken + flat_width(metrics) <= self.width()

    def _least_below(self) -> int:
        """Height needed with the pad below the entry."""
        gap, width = self.look.metrics.gap, self.width()
        wide, high = self.entry_size(width)
        next_wide = self.next.natural_width()
        if wide + gap + next_wide > width:
            high += gap + self.next.height_for(width)
        else:
            high = max(high, self.next.height_for(next_wide))
        words = self._fit_words(width, 0)
        return high + gap + (words + gap if words else 0) + flat_height(self.look.metrics)

    def _place_beside(self) -> None:
        metrics, height = self.look.metrics, self.height()
        gap, wanted = metrics.gap, self.pad.sizeHint()
        pad_wide = self._pad_width()
        self.put(self.pad, QRect(self.width() - pad_wide, 0, pad_wide, min(height, wanted.height())))
        left = self.width() - pad_wide - 3 * gap
        wide, high = self.entry_size(left)
        self.put(self.entry(), QRect(0, 0, min(wide, left), high))
        next_wide = min(left, self.next.natural_width())
        next_high = self.next.height_for(next_wide)
        if self._squeezed():
            self.put(self.next, QRect(wide + gap, max(0, high - next_high), next_wide, next_high))
            high = max(high, next_high)
            self.put(self.words, QRect(0, high + gap, left, self._fit_words(left, height - high - gap)))
            return
        words = self._fit_words(left, height - next_high - high - 2 * gap)
        self.put(self.words, QRect(0, high + gap, left, words))
        low = max(min(height, wanted.height()) - next_high, high + gap + (words + gap if words else 0))
        self.put(self.next, QRect(0, low, next_wide, next_high))
        put_in_order(self.entry(), self.words, self.next, self.pad)

    def _pad_width(self) -> int:
        """Width of the pad beside the entry: comfortable, unless the words then need more height than there is."""
        metrics = self.look.metrics
        if self._squeezed():
            return flat_width(metrics)
        gap, least = metrics.gap, tall_width(metrics)
        room = min(self.width() // 2, self.width() - self.entry_size(self._half())[0] - 3 * gap)
        wide = max(least, min(self.pad.sizeHint().width(), room))
        left = self.width() - wide - 3 * gap
        high = self.entry_size(left)[1] + 2 * gap + self.next.height_for(min(left, self.next.natural_width()))
        short = high + self._fit_words(left, self.height() - high) > self.height()
        return least if short and self.words.text() else wide

    def _place_below(self) -> None:
        metrics, width = self.look.metrics, self.width()
        gap = metrics.gap
        wide, high = self.entry_size(width)
        next_wide = self.next.natural_width()
        if wide + gap + next_wide <= width:
            tall = self.next.height_for(next_wide)
            high = max(high, tall)
            self.put(self.next, QRect(width - next_wide, high - tall, next_wide, tall))
            y = high + gap
        else:
            tall = self.next.height_for(width)
            self.put(self.next, QRect(0, high + gap, width, tall))
            y = high + gap + tall + gap
        self.put(self.entry(), QRect(0, 0, min(wide, width), high))
        words = self._fit_words(width, self.height() - y - gap - flat_height(metrics))
        self.put(self.words, QRect(0, y, width, words))
        y += words + gap if words else 0
        self.pad.setGeometry(0, y, width, min(self.height() - y, self.pad.sizeHint().height()))
        put_in_order(self.entry(), self.next, self.words, self.pad)

    def _fit_words(self, width: int, room: int) -> int:
        """Choose the largest size in which the words fit; give their height."""
        look = self.look
        self.words.setVisible(bool(self.words.text()))
        if not self.words.text():
            return 0
        sizes = [look.metrics.font_px(TextSize.LABEL), look.metrics.minimum_px()]
        if self._large:
            sizes.insert(0, look.metrics.font_px(TextSize.BODY))
        for pixels in sizes:
            self.words.setFont(look.font_px(pixels, Weight.SEMIBOLD))
            if self.words.height_for(width) <= room:
                break
        return self.words.height_for(width)
