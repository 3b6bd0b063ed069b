"""The two strips that are always in the same place: what can be done anywhere above, help below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight
from kiosk.look.metrics import SCALES, TextSize
from kiosk.look.style import Look
from kiosk.texts import locale_name
from kiosk.visitor.captions import pieces
from kiosk.visitor.face import Face, Shape, text_height
from kiosk.visitor.render.base import Context, Extra
from kiosk.visitor.widgets import Button, Ground, Text

_SHARE = 0.165
"""Of the height, at most, that a strip takes in landscape."""

_SMALL_MM = 240
"""A window lower than this has a narrow bottom strip."""

_BUTTON_MM = 20
_FIRST = ("back", "home", "language")
"""What may stand at the start of the line, one at a time."""

_LINE = 1.5
"""Height of a line in font sizes at the most: the Arabic font claims room for marks stacked up high."""

_EITHER = {"read": ("read-aloud", "read-stop"), "privacy": ("privacy-button", "privacy-button-on")}
"""Message keys of a button whose words change."""

_CAPTION_LETTERS_A_SECOND = 15

Arrangement = tuple[dict[str, Face], list[tuple[list[str], int]]]
"""The face of each button, and the rows: names and height."""


class TopStrip(Ground):
    """Back (or the language) · adjust · read aloud · privacy · end.

    Words are as large as the strip has room for, and never below the smallest size: first in one row with the
    pictogram beside the words, then above them, then in two rows.
    """

    chosen = Signal(str)
    """`back`, `home`, `language`, `adjust`, `read`, `privacy` or `end`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.look.theme.top.fill, parent)
        self._look = context.look
        self._texts = context.texts
        theme = self._look.theme
        self._settled: dict[tuple[int, str], Arrangement] = {}
        self._faces = {
            "back": Face(self._texts.text("back"), theme.card, icon="arrow_back"),
            "home": Face(self._texts.text("home-short"), theme.card, icon="home"),
            "language": Face(locale_name(context.texts.locale), theme.card, icon="language"),
            "adjust": Face(self._texts.text("adjust"), theme.card, icon="tune"),
            "read": Face(self._texts.text("read-aloud"), theme.card, icon="volume_up"),
            "privacy": Face(self._texts.text("privacy-button"), theme.card, icon="visibility_off"),
            "end": Face(self._texts.text("end"), theme.end, icon="logout"),
        }
        self.buttons = {name: self._make(name, context) for name in self._faces}
        self.first = "language"
        self.show_first("language")

    def _make(self, name: str, context: Context) -> Button:
        button = context.button(self._faces[name], self)
        button.struck.connect(lambda: self.chosen.emit(name))
        return button

    def show_first(self, name: str) -> None:
        """Show `back`, `home`, `language` or nothing ("") at the start of the line."""
        self.first = name
        for one in _FIRST:
            self.buttons[one].setVisible(name == one)
        self._arrange()

    def set_speaking(self, *, on: bool) -> None:
        """While something is said, the same button stops it."""
        key, icon = ("read-stop", "stop") if on else ("read-aloud", "volume_up")
        self._faces["read"] = replace(self._faces["read"], text=self._texts.text(key), icon=icon)
        self._arrange()

    def set_privacy(self, *, on: bool) -> None:
        """While something is hidden the button says so, in words and in violet."""
        theme = self._look.theme
        key, paint = ("privacy-button-on", theme.areas["violet"]) if on else ("privacy-button", theme.card)
        self._faces["privacy"] = replace(self._faces["privacy"], text=self._texts.text(key), paint=paint)
        self._arrange()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """What can be said to the strip."""
        keys = {
            "back": "back",
            "home": "to-home",
            "language": "language",
            "adjust": "adjust",
            "read": "read-aloud",
            "privacy": "privacy-button",
            "end": "end",
        }
        found: dict[str, Callable[[], None]] = {}
        for name, key in keys.items():
            if name in _FIRST and name != self.first:
                continue
            found.update(dict.fromkeys(self._texts.voice(key), self.buttons[name].strike))
        return found

    def spoken(self) -> list[str]:
        """The words of all buttons in order."""
        return [self._faces[name].text for name in self._shown()]

    def _shown(self) -> list[str]:
        return [name for name in self._faces if name not in _FIRST or name == self.first]

    # ---- arrangement -------------------------------------------------------------------------------------------

    def height_for(self, width: int) -> int:
        """Height of the strip in `width` pixels; the same whatever is at the start of the line."""
        _, rows = self._arrangement(width)
        pad = self._look.metrics.mm(4)
        return sum(tall for _, tall in rows) + pad * len(rows) + pad

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put the buttons where they belong."""
        self._arrange()

    def _arrangement(self, width: int) -> Arrangement:
        """Settle once for a width and the words of the buttons that change theirs."""
        key = (width, self._faces["read"].text + self._faces["privacy"].text)
        if key not in self._settled:
            self._settled[key] = self._settle(width)
        return self._settled[key]

    def _settle(self, width: int) -> Arrangement:
        """Choose the faces and the rows (names and height) for a width."""
        metrics = self._look.metrics
        names = list(self._faces)
        most = metrics.height if metrics.portrait else max(round(metrics.height * _SHARE), metrics.mm(41))
        space = width - 2 * metrics.mm(6)
        for px in _sizes(self._look):
            for stacked in (False, True):
                faces = self._sized(px, stacked=stacked)
                tall = max(self._height(faces[name]) for name in names)
                if self._line(faces, names) <= space and tall + 2 * metrics.mm(4) <= most:
                    return faces, [(names, tall)]
        px = metrics.minimum_px()
        for stacked in (False, True):
            faces = self._sized(px, stacked=stacked)
            halves = [[*_FIRST, "end"], ["adjust", "read", "privacy"]]
            if all(self._line(faces, half) <= space for half in halves):
                return faces, [(half, max(self._height(faces[name]) for name in half)) for half in halves]
        faces = self._sized(px, stacked=True)
        return faces, [(names, max(self._height(faces[name]) for name in names))]

    def _sized(self, px: int, *, stacked: bool) -> dict[str, Face]:
        return {name: replace(face, px=px, stacked=stacked) for name, face in self._faces.items()}

    def _height(self, face: Face) -> int:
        shape = Shape(self._look, face)
        return max(self._look.metrics.mm(24) if not face.stacked else 0, shape.height_for(shape.natural_width()))

    def _wide(self, faces: dict[str, Face], name: str) -> int:
        """Width of a button; whatever it says it is equally wide, so that nothing moves under the finger."""
        either = [replace(faces[name], text=self._texts.text(key)) for key in _EITHER.get(name, ())] or [faces[name]]
        return max(Shape(self._look, face).natural_width() for face in either)

    def _line(self, faces: dict[str, Face], names: Sequence[str]) -> int:
        """Width of a row; what may stand first shares a place."""
        widths = {name: self._wide(faces, name) for name in names}
        first = [widths.pop(name) for name in _FIRST if name in widths]
        return (
            sum(widths.values())
            + max(first, default=0)
            + self._look.metrics.gap * max(0, len(widths) + bool(first) - 1)
        )

    def _arrange(self) -> None:
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized) or self.width() < 2 * self._look.metrics.touch:
            return  # not placed yet
        faces, rows = self._arrangement(self.width())
        metrics, rtl = self._look.metrics, self._look.rtl
        pad, y = metrics.mm(6), metrics.mm(4)
        for names, tall in rows:
            shown = [name for name in names if name in self._shown()]
            for name in shown:
                if self.buttons[name].face != faces[name]:
                    self.buttons[name].set_face(faces[name])
            end = self.width() - pad
            for name in reversed([name for name in shown if name not in _FIRST]):
                wide = self._wide(faces, name)
                end -= wide
                self.buttons[name].setGeometry(self.width() - end - wide if rtl else end, y, wide, tall)
                end -= metrics.gap
            for name in shown:
                if name in _FIRST:
                    wide = self.buttons[name].natural_width()
                    self.buttons[name].setGeometry(self.width() - pad - wide if rtl else pad, y, wide, tall)
            y += tall + metrics.mm(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, and a line below."""
        super().paintEvent(event)
        painter = QPainter(self)
        line = self._look.metrics.mm(0.7)
        painter.fillRect(0, self.height() - line, self.width(), line, self._look.theme.top.edge)
        painter.end()


class BottomStrip(Ground):
    """What is being said, who helps here today, *fetch help*, and *show the field* where one shows dots."""

    help_wanted = Signal()
    show_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.look.theme.bottom.fill, parent)
        self._look, self._texts = context.look, context.texts
        theme = self._look.theme
        face = Face(
            self._texts.text("help-call"), theme.help, icon="support_agent", size=TextSize.LABEL, weight=Weight.BOLD
        )
        self.help = context.button(face, self)
        self.help.struck.connect(self.help_wanted)
        self.show_field = context.button(Face("", theme.bottom_button, icon="touch_app", tight=True), self)
        self.show_field.struck.connect(self.show_wanted)
        self.show_field.hide()
        self.extra = context.button(Face("", theme.bottom_button, tight=True), self)
        self.extra.struck.connect(lambda: self._extra.do() if self._extra is not None else None)
        self.extra.hide()
        self._offers = False
        self._extra: Extra | None = None
        self.note = Text(self._look, "", colour=theme.bottom_quiet, parent=self)
        self.caption = Text(self._look, "", colour=theme.bottom.text, weight=Weight.SEMIBOLD, parent=self)
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
        """The buttons at the start of the line; what is said takes the place of the extra one, in portrait of both."""
        extra = [self.extra] if self._extra is not None and not self._speech else []
        narrow = self._look.metrics.portrait and bool(self._speech)
        return [*extra, *([self.show_field] if self._offers and not narrow else [])]

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """What can be said to the strip."""
        return {button.face.text: button.strike for button in self._offered()}

    def spoken(self) -> list[str]:
        """The note and the words of the buttons."""
        shown = [button.face.text for button in self._offered()]
        return [*shown, *([self.note.text()] if self.note.text() else []), self.help.face.text]

    def set_caption(self, words: str) -> None:
        """Show the sentence that is being said, in pieces that fit; "" shows the note again."""
        self._turn.stop()
        self._speech = words
        self._arrange()
        room, height = self._room()
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
        most = round(metrics.height * (0.2 if metrics.portrait else _SHARE))
        tall = metrics.mm(_BUTTON_MM)
        for px in _sizes(self._look):
            self.help.set_face(replace(self.help.face, px=px))
            self._px = px
            self.note.setFont(self._look.font_px(px))
            self.caption.setFont(self._look.font_px(px, Weight.SEMIBOLD))
            lines = 2 * min(QFontMetrics(self.caption.font()).lineSpacing(), round(px * _LINE))
            tall = max(metrics.mm(20 if small else 25), self.help.height_for(self.help.natural_width()), lines)
            if tall + 2 * self._pad() <= most and self.help.natural_width() <= width * 0.45:
                break
        return tall + 2 * self._pad()

    def _room(self) -> tuple[int, int]:
        metrics = self._look.metrics
        taken = self.help.width() + 3 * metrics.mm(6)
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
            for px in _sizes(look):
                if px > self._px:
                    continue
                button.set_face(replace(button.face, px=px))
                wide = min(most, button.natural_width())
                while wide > button.least_width() and button.height_for(wide - 4) <= tall:
                    wide -= 4
                if button.height_for(wide) <= tall and wide <= (most if len(offered) > 1 else most // 2):
                    break
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
        wide, tall = self.help.natural_width(), self.height() - 2 * pad
        if tall <= 0:
            return
        self.help.setGeometry(side if rtl else self.width() - side - wide, pad, wide, tall)
        field = self._place_offered(wide, pad)
        room, _ = self._room()
        left = wide + side + metrics.mm(6) if rtl else side + field
        spoken = bool(self.caption.text())
        self.caption.setGeometry(left, 0, room, self.height())
        self.caption.setVisible(spoken)
        small = self._look.font_px(self._px)
        for px in _sizes(self._look):
            if px <= self._px:
                small = self._look.font_px(px)
                if text_height(small, self.note.text(), room) <= self.height() - metrics.mm(2):
                    break
        self.note.setFont(small)
        note = min(room, QFontMetrics(small).horizontalAdvance(self.note.text()) + 4)
        self.note.setGeometry(left if rtl else left + room - note, 0, note, self.height())
        fits = text_height(small, self.note.text(), room) <= self.height()
        self.note.setVisible(bool(self.note.text()) and not spoken and fits)


def _sizes(look: Look) -> list[int]:
    """Font sizes for the words of a strip, the chosen one first."""
    least = look.metrics.minimum_px()
    return [round(least * scale) for scale in (*reversed(SCALES), 1.2, 1.0) if scale <= look.metrics.scale]
