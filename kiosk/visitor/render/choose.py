"""One of several: as a list, as coloured tiles, or as languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.flow.steps import Choose, Layout, Option
from kiosk.look.fonts import Weight
from kiosk.look.metrics import SMALL_MM, TextSize
from kiosk.visitor.assistive import say_language
from kiosk.visitor.face import Face, Shape
from kiosk.visitor.render.base import Context, Heading, Renderer
from kiosk.visitor.render.fit import MOST_ON_A_PAGE, Grid, Variant, fit
from kiosk.visitor.render.pages import PageRow
from kiosk.visitor.widgets import Button

_FEW_TILES = 3
_LEAST_ON_A_PAGE = 2
_FEW_LANGUAGES = 4
_TALLEST_MM = 36
"""A row is not stretched beyond this."""


class ChooseRenderer(Renderer):
    """Numbered options; a touch chooses. What does not fit is on further pages."""

    def __init__(self, step: Choose, context: Context, heading: Heading | None = None) -> None:
        super().__init__(step, context, heading)
        self._page = 0
        self._grid: Grid | None = None
        self._faces = self._make_faces()
        self.buttons = [
            self._make_button(option, face) for option, face in zip(step.options, self._faces[0][1], strict=True)
        ]
        self.pages = PageRow(context, self)
        self.pages.turned.connect(self._turn)
        self.pages.hide()

    # ---- what is shown -----------------------------------------------------------------------------------------

    def _make_faces(self) -> list[tuple[str, list[Face]]]:
        """The ways to draw the options, the best first."""
        faces = [self._face(index, option) for index, option in enumerate(self.step.options)]
        names: list[tuple[str, dict[str, Any]]] = []
        if self.step.layout is Layout.TILES:
            names += [("tile", {"tile": True, "size": TextSize.BODY}), ("tile-small", {"tile": True})]
        if self.step.layout is Layout.LANGUAGES:
            names = [("name", {"size": TextSize.BODY}), ("name-small", {}), ("name-tight", {"tight": True})]
            if len(faces) > _FEW_LANGUAGES:
                names.reverse()
        else:
            names += [("row", {"size": TextSize.BODY}), ("row-small", {})]
        made = [(name, [replace(face, **change) for face in faces]) for name, change in names]
        if any(face.hint for face in faces):
            made.append(("row-short", [replace(face, hint="") for face in faces]))
        least = self.look.metrics.minimum_px()
        made.append(("row-least", [replace(face, hint="", px=least, tight=True) for face in faces]))
        return made

    def _face(self, index: int, option: Option) -> Face:
        theme = self.look.theme
        tiles = self.step.layout is Layout.TILES
        area = option.area or (self.step.area if tiles else None)
        number = index + 1 if len(self.step.options) <= MOST_ON_A_PAGE else None
        label, hint = self.label(option)
        return Face(
            label,
            theme.areas[area.value] if area else theme.card,
            icon=option.icon,
            hint=hint,
            number=number,
            centred=self.step.layout is Layout.LANGUAGES,
            weight=Weight.BOLD if tiles else Weight.SEMIBOLD,
        )

    def label(self, option: Option) -> tuple[str, str]:
        """The words and the second line of an option."""
        if option.text is not None:
            return option.text, ""
        key = option.key or f"{self.step.key}-{option.value}"
        values: dict[str, Any] = dict(option.values)
        hint = self.texts.text(key, "hint", **values) if self.texts.has(key, "hint") else ""
        return self.texts.text(key, None, **values), hint

    def _make_button(self, option: Option, face: Face) -> Button:
        button = self.context.button(face, self)
        if self.step.layout is Layout.LANGUAGES:
            say_language(button, option.value)
        button.struck.connect(lambda value=option.value: self.answered.emit(value))
        return button

    # ---- arrangement -------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange the options in the space there is."""
        self._arrange()

    def _fit(self, width: int, height: int) -> Grid:
        """Arrange; where hardly one option fits on a page, all are written in the smallest size."""
        count, gap, row = len(self.buttons), self._gap(), self.pages.height_for(width)
        variants = self._variants()
        grid = fit(count, width, height, gap, row, variants[:-1])
        room = height if grid.per_page >= count else height - row - gap
        if grid.per_page < min(count, _LEAST_ON_A_PAGE) or grid.height > room:
            return fit(count, width, height, gap, row, variants)
        return grid

    def _variants(self) -> list[Variant]:
        portrait = self.look.metrics.portrait
        columns = {
            Layout.TILES: (2, 1, 3) if portrait else (3, 2, 4),
            Layout.LIST: (1, 2) if portrait else (1, 2, 3),
            Layout.LANGUAGES: (2, 3, 1) if portrait else (4, 3, 2, 1),
        }[self.step.layout]
        if self.step.layout is Layout.TILES and len(self.step.options) <= _FEW_TILES and not portrait:
            columns = (len(self.step.options), 1)
        return [self._variant(name, faces, columns) for name, faces in self._faces]

    def _variant(self, name: str, faces: list[Face], columns: tuple[int, ...]) -> Variant:
        # With its number, which it gets once it is known which page it is on: the badge takes room too.
        probes = [Shape(self.look, replace(face, number=face.number or 1)) for face in faces]
        languages = self.step.layout is Layout.LANGUAGES
        least = max((p.natural_width() if languages else p.least_width() for p in probes), default=0)
        return Variant(name, least, lambda width: max((p.height_for(width) for p in probes), default=0), columns)

    def _arrange(self) -> None:
        count = len(self.buttons)
        width, height = self.width(), self.height()
        gap = self._gap()
        row = self.pages.height_for(width)
        grid = self._fit(width, height)
        self._grid = grid
        pages = -(-count // grid.per_page) if count else 1
        self._page = min(self._page, pages - 1)
        faces = dict(self._faces)[grid.variant]
        room = height - (row + gap if pages > 1 else 0)
        tall = self._cell_height(grid, room, gap)
        for index, button in enumerate(self.buttons):
            place = index - self._page * grid.per_page
            shown = 0 <= place < grid.per_page
            if shown:
                face = faces[index]
                number = face.number if face.number is not None or grid.per_page > MOST_ON_A_PAGE else place + 1
                if button.face != replace(face, number=number):
                    button.set_face(replace(face, number=number))
                line, column = divmod(place, grid.columns)
                x = column * (grid.width + gap)
                x = width - x - grid.width if self.look.rtl else x
                button.setGeometry(x, line * (tall + gap), grid.width, tall)
            button.setVisible(shown)
        self.pages.setGeometry(0, height - row, width, row)
        self.pages.set(self._page, pages)

    def wanted_height(self, width: int, most: int) -> int:
        """Height that shows all options at their natural size, or `most` where they need more."""
        gap = self._gap()
        grid = self._fit(width, most)
        if grid.per_page < len(self.buttons):
            return most
        return grid.rows * (grid.height + gap) - gap

    def _gap(self) -> int:
        metrics = self.look.metrics
        return metrics.gap if metrics.width * metrics.pixel_mm < SMALL_MM else metrics.mm(6)

    def _cell_height(self, grid: Grid, room: int, gap: int) -> int:
        """Tiles fill the page, rows grow a little."""
        stretched = (room - (grid.rows - 1) * gap) // grid.rows
        if grid.variant.startswith("tile"):
            return max(grid.height, min(stretched, self.look.metrics.mm(100)))
        return max(
            grid.height,
            min(stretched, self.look.metrics.mm(_TALLEST_MM * (2 if self.step.layout is Layout.TILES else 1))),
        )

    def _turn(self, page: int) -> None:
        self._page = page
        self._arrange()
        self.announce.emit(self.spoken_body())

    # ---- heard, said, driven -----------------------------------------------------------------------------------

    def _visible(self) -> list[tuple[Option, Button]]:
        pairs = list(zip(self.step.options, self.buttons, strict=True))
        if self._grid is None:
            return pairs
        return pairs[self._page * self._grid.per_page :][: self._grid.per_page]

    def spoken_body(self) -> list[str]:
        """Number, words and second line of each option on this page."""
        said = []
        for option, button in self._visible():
            label, hint = self.label(option)
            words = f"{label}. {hint}" if hint else label
            number = button.face.number
            said.append(words if number is None else self.texts.speech("option-spoken", n=number, label=words))
        return said + self.pages.spoken()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """The words and the number of each option, and turning the page."""
        found: dict[str, Callable[[], None]] = {}
        for option, button in self._visible():
            key = option.key or f"{self.step.key}-{option.value}"
            values: dict[str, Any] = dict(option.values)
            phrases = [option.text] if option.text is not None else self.texts.voice(key, **values)
            found.update(dict.fromkeys(phrases, button.strike))
            if button.face.number is not None:
                found[str(button.face.number)] = button.strike
        found.update(self.pages.commands())
        return found

    def drive(self, answer: object) -> None:
        """Turn to the option's page and touch it."""
        index = [option.value for option in self.step.options].index(str(answer))
        if self._grid is not None and self._grid.per_page:
            self._turn(index // self._grid.per_page)
        self.buttons[index].strike()

    def parts(self) -> list[QWidget]:
        """The question and each option."""
        return [self.heading, *self.buttons]

    def focus_first(self) -> None:
        """Put the focus on the first option of the page."""
        visible = self._visible()
        if visible:
            visible[0][1].setFocus()
