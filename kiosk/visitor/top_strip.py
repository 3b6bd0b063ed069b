"""The strip above: what can be done anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.texts import locale_name
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.face import Face, Shape
from kiosk.visitor.render.base import Context
from kiosk.visitor.strip_sizes import SHARE, sizes
from kiosk.visitor.widgets import Button, Ground

_FIRST = ("back", "home", "language")
"""What may stand at the start of the line, one at a time."""

_EITHER = {"read": ("read-aloud", "read-stop"), "privacy": ("privacy-button", "privacy-button-on")}
"""Message keys of a button whose words change."""

Arrangement = tuple[dict[str, Face], list[tuple[list[str], int]]]
"""The face of each button, and the rows: names and height."""


_LEAST_ROW_MM = 45
"""Height that one row of the smallest words may take in any script: two rows take more."""


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
        share = metrics.height if metrics.portrait else max(round(metrics.height * SHARE), metrics.mm(41))
        space = width - 2 * metrics.mm(6)
        for px in sizes(self._look):
            most = share if px > metrics.minimum_px() else max(share, metrics.mm(_LEAST_ROW_MM))
            for stacked in (False, True):
                faces = self._sized(px, stacked=stacked)
                tall = max(self._height(faces[name]) for name in names)
                if self._line(faces, names) <= space and tall + 2 * metrics.mm(4) <= most:
                    return faces, [(names, tall)]
        px = metrics.minimum_px()
        faces = self._sized(px, stacked=True)
        if self._line(faces, names) <= space:  # only too tall, as Cyrillic letters are; two rows are taller still
            return faces, [(names, max(self._height(faces[name]) for name in names))]
        for stacked in (False, True):
            faces = self._sized(px, stacked=stacked)
            halves = [[*_FIRST, "end"], ["adjust", "read", "privacy"]]
            if all(self._line(faces, half) <= space for half in halves):
                return faces, [(half, self._least_height(faces, half)) for half in halves]
        faces = self._sized(px, stacked=True)
        rows = self._packed(faces, [name for name in names if name not in _FIRST], space)
        return faces, [(row, self._least_height(faces, row)) for row in rows]

    def _least_height(self, faces: dict[str, Face], names: list[str]) -> int:
        """Height of one of several rows: no more than a finger and the words need."""
        shapes = [Shape(self._look, faces[name]) for name in names]
        return max(self._look.metrics.touch, *(shape.height_for(shape.natural_width()) for shape in shapes))

    def _packed(self, faces: dict[str, Face], names: list[str], space: int) -> list[list[str]]:
        """Give as many rows as long words need; what stands first and the end are in the first one."""
        rows: list[list[str]] = [[*_FIRST, "end"]]
        for name in (name for name in names if name != "end"):
            if len(rows) == 1 or self._line(faces, [*rows[-1], name]) > space:
                rows.append([])
            rows[-1].append(name)
        return rows

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
        put_in_order(*(self.buttons[name] for names, _ in rows for name in names))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, and a line below."""
        super().paintEvent(event)
        painter = QPainter(self)
        line = self._look.metrics.mm(0.7)
        painter.fillRect(0, self.height() - line, self.width(), line, self._look.theme.top.edge)
        painter.end()
