"""The strip below: what is being said, who helps here, and *fetch help*."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.captions import pieces
from kiosk.visitor.face import Face, Shape, text_height, widest_word
from kiosk.visitor.render.base import Context, Extra
from kiosk.visitor.strip_sizes import SHARE, sizes
from kiosk.visitor.talk.button import TalkButton
from kiosk.visitor.widgets import Button, Ground, Text

_SMALL_MM = 240
"""A window lower than this has a narrow bottom strip."""

_BUTTON_MM = 20
_CAPTION_MM = 45
"""Width that words need at least."""

_LINE = 1.5
"""Height of a line in font sizes at the most: the Arabic font claims room for marks stacked up high."""

_NARROW_HELP = 0.3
"""Of the width, at most, that *fetch help* takes in portrait beside the talk button, unless a word is wider."""

_CAPTION_LETTERS_A_SECOND = 15


class BottomStrip(Ground):
    """What is being said, who helps here today, *fetch help*, and *show the field* where one shows dots."""

    help_wanted = Signal()
    show_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None, *, talks: bool = False) -> None:
        """`talks` offers the talk button, where the terminal has voice control."""
        super().__init__(context.look.theme.bottom.fill, parent)
        self._look, self._texts = context.look, context.texts
        theme = self._look.theme
        face = Face(
            self._texts.text("help-call"), theme.help, icon="support_agent", size=TextSize.LABEL, weight=Weight.BOLD
        )
        self.help = context.button(face, self)
        self.help.struck.connect(self.help_wanted)
        self.talk = TalkButton(context, self) if talks else None
        self.show_field = context.button(Face("", theme.bottom_button, icon="touch_app", tight=True), self)
        self.show_field.struck.connect(self.show_wanted)
        self.show_field.hide()
        self.extra = context.button(Face("", theme.bottom_button, tight=True), self)
        self.extra.struck.connect(lambda: self._extra.do() if self._extra is not None else None)
        self.extra.hide()
        self._offers = False
        self.keeps = False
        """Somebody goes by keys or ears: what can be chosen must not go away while it is said."""
        self._extra: Extra | None = None
        self.note = Text(self._look, "", colour=theme.bottom_quiet, parent=self)
        self.caption = Text(self._look, "", colour=theme.bottom.text, weight=Weight.SEMIBOLD, parent=self)
        put_in_order(self.extra, self.show_field, self.note, self.caption, self.talk, self.help)
        self._px = self._look.metrics.font_px(TextSize.LABEL)
        self._settled: tuple[int, int] | None = None
        self._left: list[str] = []
        self._speech = ""
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._next_piece)

    def set_note(self, words: str) -> None:
        """Show who helps here today."""
        self.note.setText(words)
        self._arrange()

    def offer_field(self, *, offered: bool, revealed: bool) -> None:
        """Offer to show a field that shows dots, or to hide it again."""
        key = "field-hide" if revealed else "field-show"
        self._offers = offered
        self.show_field.set_face(replace(self.show_field.face, text=self._texts.text(key)))
        self._arrange()

    def offer_extra(self, extra: Extra | None) -> None:
        """Offer what the screen between the strips has besides, or nothing."""
        self._extra = extra
        if extra is not None:
            self.extra.set_face(replace(self.extra.face, text=extra.words, icon=extra.icon))
        self._arrange()

    def _offered(self) -> list[Button]:
        """The buttons at the start of the line; what is said takes the place of the extra one, where narrow of both."""
        kept = not self._speech or (self.keeps and not self._look.metrics.portrait)
        extra = [self.extra] if self._extra is not None and kept else []
        narrow = bool(self._speech) and (self._look.metrics.portrait or self._leaves_little())
        return [*extra, *([self.show_field] if self._offers and not narrow else [])]

    def _leaves_little(self) -> bool:
        """Whether the button for the field leaves no room for words beside it."""
        metrics = self._look.metrics
        shape = Shape(self._look, replace(self.show_field.face, px=metrics.minimum_px()))
        taken = shape.natural_width() + self.help.natural_width() + 4 * metrics.mm(6)
        taken += self.talk.width() + metrics.mm(6) if self.talk is not None else 0
        return self.width() - taken < metrics.mm(_CAPTION_MM)

    def _named(self, button: Button) -> str:
        """What a button says, also where there is room for its pictogram only."""
        return self._extra.words if button is self.extra and self._extra is not None else button.face.text

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """What can be said to the strip."""
        return {self._named(button): button.strike for button in self._offered()}

    def spoken(self) -> list[str]:
        """The note and the words of the buttons."""
        shown = [self._named(button) for button in self._offered()]
        talk = [self.talk.face.text] if self.talk is not None else []
        return [*shown, *([self.note.text()] if self.note.text() else []), *talk, self.help.face.text]

    def set_caption(self, words: str) -> None:
        """Show the sentence that is being said, in pieces that fit; "" shows the note again."""
        self._turn.stop()
        self._speech = words
        self._arrange()
        room, height = self._room()
        for px in sizes(self._look):
            self.caption.setFont(self._look.font_px(min(px, self._px), Weight.SEMIBOLD))
            if px <= self._px and widest_word(self.caption.font(), words) <= room:
                break
        self._left = pieces(words, lambda text: text_height(self.caption.font(), text, room) <= height) if words else []
        self._next_piece()
        if not words:
            self.caption.setText("")
            self._arrange()

    def _next_piece(self) -> None:
        if not self._left:
            return
        self.caption.setText(self._left.pop(0))
        self._arrange()
        if self._left:
            self._turn.start(1000 * len(self.caption.text()) // _CAPTION_LETTERS_A_SECOND)

    # ---- arrangement -------------------------------------------------------------------------------------------

    def _pad(self) -> int:
        metrics = self._look.metrics
        return metrics.mm(3 if metrics.height * metrics.pixel_mm < _SMALL_MM else 4.4)

    def height_for(self, width: int) -> int:
        """Height of the strip in `width` pixels; settles the size of its words, once for a width."""
        if self._settled is None or self._settled[0] != width:
            self._settled = (width, self._settle(width))
        return self._settled[1]

    def _settle(self, width: int) -> int:
        metrics = self._look.metrics
        small = metrics.height * metrics.pixel_mm < _SMALL_MM
        most = round(metrics.height * (0.2 if metrics.portrait else SHARE))
        tall = metrics.mm(_BUTTON_MM)
        for px in sizes(self._look):
            self.help.set_face(replace(self.help.face, px=px))
            self._px = px
            self.note.setFont(self._look.font_px(px))
            self.caption.setFont(self._look.font_px(px, Weight.SEMIBOLD))
            lines = 2 * min(QFontMetrics(self.caption.font()).lineSpacing(), round(px * _LINE))
            tall = max(metrics.mm(20 if small else 25), self.help.height_for(self._help_width(width)), lines)
            talk = self._settle_talk(px)
            if self.talk is not None:
                tall = max(tall, self.talk.settled_height())
            if tall + 2 * self._pad() <= most and self._help_width(width) + talk <= width * (0.62 if talk else 0.45):
                break
        return tall + 2 * self._pad()

    def _help_width(self, width: int) -> int:
        """Width of *fetch help*: its words in one line, in portrait in two where the talk button stands beside it."""
        natural = self.help.natural_width()
        if self.talk is None or not self._look.metrics.portrait:
            return natural
        return min(natural, max(self.help.least_width(), round(width * _NARROW_HELP)))

    def _settle_talk(self, px: int) -> int:
        """Write the talk button as large; give the width it takes. In portrait its words stand below the pictogram."""
        if self.talk is None:
            return 0
        self.talk.wear(px, stacked=self._look.metrics.portrait)
        return self.talk.settled_width() + self._look.metrics.mm(4)

    def _place_end(self, wide: int, pad: int, tall: int) -> int:
        """Place *fetch help* at the end of the line, and the talk button before it; give the width of both."""
        metrics, rtl = self._look.metrics, self._look.rtl
        side, gap = metrics.mm(6), metrics.mm(4)
        self.help.setGeometry(side if rtl else self.width() - side - wide, pad, wide, tall)
        if self.talk is None:
            return wide
        own = self.talk.settled_width()
        left = side + wide + gap
        self.talk.setGeometry(left if rtl else self.width() - left - own, pad, own, tall)
        return wide + gap + own

    def _room(self) -> tuple[int, int]:
        metrics = self._look.metrics
        taken = self.help.width() + 3 * metrics.mm(6)
        if self.talk is not None:
            taken += self.talk.width() + metrics.mm(4)
        for button in self._offered():
            taken += button.width() + metrics.mm(6)
        return max(1, self.width() - taken), self.height() - metrics.mm(2)

    def _place_offered(self, wide_help: int, pad: int) -> int:
        """Place what is offered at the start of the line, in the largest words that fit; give the width of all."""
        look, tall, side = self._look, self.height() - 2 * pad, self._look.metrics.mm(6)
        offered = self._offered()
        for button in (self.extra, self.show_field):
            button.setVisible(button in offered)
        most = (self.width() - wide_help - 3 * side) // max(1, len(offered))
        left = side
        for button in offered:
            wide = 0
            for px in sizes(look):
                if px > self._px:
                    continue
                button.set_face(replace(button.face, text=self._named(button), px=px))
                wide = min(most, button.natural_width())
                while wide > button.least_width() and button.height_for(wide - 4) <= tall:
                    wide -= 4
                wide = max(wide, min(most, button.least_width()))
                if button.height_for(wide) <= tall and wide <= (most if len(offered) > 1 else most // 2):
                    break
            if button is self.extra and not (button.least_width() <= wide and button.height_for(wide) <= tall):
                button.set_face(replace(button.face, text=""))  # the pictogram alone; its words are said
                button.setAccessibleName(self._named(button))
                wide = min(most, button.natural_width())
            button.setGeometry(self.width() - left - wide if look.rtl else left, pad, wide, tall)
            left += wide + side
        return left - side

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the parts where they belong."""
        self._arrange()

    def _arrange(self) -> None:
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return  # not placed yet
        metrics, rtl, pad = self._look.metrics, self._look.rtl, self._pad()
        side = metrics.mm(6)
        wide, tall = self._help_width(self.width()), self.height() - 2 * pad
        if tall <= 0:
            return
        wide = self._place_end(wide, pad, tall)
        field = self._place_offered(wide, pad)
        room, _ = self._room()
        left = wide + side + metrics.mm(6) if rtl else side + field
        spoken = bool(self.caption.text())
        self.caption.setGeometry(left, 0, room, self.height())
        self.caption.setVisible(spoken)
        small = self._look.font_px(self._px)
        for px in sizes(self._look):
            if px <= self._px:
                small = self._look.font_px(px)
                if text_height(small, self.note.text(), room) <= self.height() - metrics.mm(2):
                    break
        self.note.setFont(small)
        note = min(room, QFontMetrics(small).horizontalAdvance(self.note.text()) + 4)
        self.note.setGeometry(left if rtl else left + room - note, 0, note, self.height())
        fits = (
            text_height(small, self.note.text(), room) <= self.height() and widest_word(small, self.note.text()) <= room
        )
        self.note.setVisible(bool(self.note.text()) and not spoken and fits)
