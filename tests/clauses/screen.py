"""What a check of a clause is given of a screen: its widgets, its picture, and what may be measured of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from accessibility.pixels import Box, Raster
from kiosk.look.metrics import Metrics
from kiosk.texts import MARKS
from kiosk.visitor.browser.strip import Plate as AddressPlate
from kiosk.visitor.curtain import Curtain
from kiosk.visitor.keyboard_keys import KeyButton
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.plate import Plate
from kiosk.visitor.talk.numbers import Numbers
from kiosk.visitor.widgets import Button
from tests.fakes.terminal import Terminal

PIXEL_MM = 0.277
DISTANCE_MM = 600


def raster(image: QImage) -> Raster:
    """Make what `accessibility.pixels` measures of a picture."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(bytes(plain.constBits())).cast("I")
    return Raster(pixels, plain.bytesPerLine() // 4, plain.height())


def plain(text: str) -> str:
    """Give a text without the marks that only a screen needs."""
    return " ".join(text.translate(MARKS | {0xAD: None}).split())


@dataclass
class Screen:
    """One screen of a tour."""

    name: str
    terminal: Terminal

    @cached_property
    def root(self) -> QWidget:
        """What is on top: the cover, what lies over the page, or the stage with both strips."""
        window = self.terminal.app.window
        return window.overlay or window.aside or window.stage

    @cached_property
    def roots(self) -> list[QWidget]:
        """All that is to be seen: the strip below stays free when something lies over the page."""
        window = self.terminal.app.window
        below = window.stage.bottom if self.root is window.aside else None
        return [self.root] if below is None else [self.root, below]

    @cached_property
    def page(self) -> Any:
        """The renderer on top."""
        return self.terminal.app.window.top_screen()

    @cached_property
    def metrics(self) -> Metrics:
        """The sizes without enlargement."""
        return Metrics(PIXEL_MM, DISTANCE_MM, 1.0, *self.terminal.size)

    @cached_property
    def picture(self) -> Raster:
        """The window as it is to be seen."""
        return raster(self.terminal.app.window.grab().toImage())

    @property
    def veiled(self) -> bool:
        """Somebody chose to have the screen dark, or only a part of it lit, or numbers over what can be touched."""
        window = self.terminal.app.window
        curtains = [*window.findChildren(Curtain), *window.findChildren(Numbers)]
        return self.terminal.shell.privacy.now.spotlight or any(curtain.isVisible() for curtain in curtains)

    def of(self, kind: type[Any]) -> list[Any]:
        """All widgets of a kind that are to be seen."""
        found = [(root, one) for root in self.roots for one in root.findChildren(kind)]
        return [one for root, one in found if one.isVisibleTo(root) and one.width() > 1]

    def labels(self) -> list[QLabel]:
        """All words that are not on a button."""
        return [label for label in self.of(QLabel) if label.text()]

    def buttons(self) -> list[Button]:
        return self.of(Button)

    def keys(self) -> list[KeyButton]:
        return self.of(KeyButton)

    def fields(self) -> list[Field]:
        return self.of(Field)

    def targets(self) -> list[QAbstractButton]:
        """Everything to touch that does something now."""
        return [one for one in (*self.buttons(), *self.keys()) if one.isEnabled()]

    def box(self, widget: QWidget) -> Box:
        """Where a widget is in the picture."""
        place = widget.mapTo(self.terminal.app.window, QPoint(0, 0))
        return Box(place.x(), place.y(), widget.width(), widget.height())

    def written(self) -> Iterator[tuple[str, Box, bool]]:
        """Everything written, the part of the picture that holds nothing else, and whether it is a single sign."""
        line = self.metrics.line
        for label in self.labels():
            yield label.text(), self.box(label), len(plain(label.text())) == 1
        for button in self.targets():
            inset = 3 * line if isinstance(button, Button) else 2 * line
            sign = not isinstance(button, Button) or not button.face.text
            yield button.accessibleName() or button.text(), self.box(button).inset(inset), sign
        for field_ in self.fields():
            if field_.text():
                yield field_.text(), self.box(field_).inset(3 * line), len(field_.text()) == 1
        for plate in self.of(Plate):
            yield plate.hero.big or "pictogram", self.box(plate).inset(3 * line), not plate.hero.big
        for strip in self.of(AddressPlate):
            yield strip.accessibleName(), self.box(strip).inset(3 * line), False

    def fonts(self) -> Iterator[tuple[str, QFont]]:
        """The font of everything written."""
        for label in self.labels():
            yield label.text(), label.font()
        for button in self.buttons():
            shape = button.shape
            yield button.face.text, shape.text_font()
            if button.face.hint:
                yield button.face.hint, shape.hint_font()
            if button.face.number is not None:
                yield str(button.face.number), shape.badge_font()
        for key in self.keys():
            if key.face.pictogram is None:
                yield key.face.label, key._fitting_font()
        for edit in (*self.of(QLineEdit), *self.of(QPlainTextEdit)):
            yield edit.accessibleName(), edit.font()
        for plate in self.of(Plate):
            if plate.hero.big:
                yield plate.hero.big, plate._font(plate.height())

    def spoken(self) -> str:
        """Everything that reading aloud says here, in one text."""
        shell = self.terminal.shell
        said = [*self.page.spoken()]
        if self.root is self.terminal.app.window.stage and not self.terminal.app.window.stage.bare:
            said += shell.top().spoken()
        if self.terminal.overlay is None and not self.terminal.app.window.stage.bare:
            said += shell.bottom().spoken()
        return plain(" ".join(said))


def capital_px(made: QFont) -> int:
    """Height of a capital H as it is drawn, in pixels; a font without Latin letters takes another's."""
    return QFontMetrics(made).tightBoundingRect("H").height()
