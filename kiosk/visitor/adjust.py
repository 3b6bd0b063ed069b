"""The panel to adjust the terminal: language, size, colours, low layout, volume, pace, voice guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent

from kiosk.look.fonts import Weight
from kiosk.look.metrics import SCALES, TextSize
from kiosk.look.theme import THEMES
from kiosk.texts import locale_name
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.choices import Choices
from kiosk.visitor.face import Face
from kiosk.visitor.render.base import Context, Heading, Renderer
from kiosk.visitor.render.pages import PageRow
from kiosk.visitor.scanning import PACES
from kiosk.visitor.widgets import Button, Text

DONE, LANGUAGES, LOUDER, QUIETER, SLOWER, FASTER = "done", "languages", "louder", "quieter", "slower", "faster"
CARD, LISTEN, DEAF, BARRIERS = "card", "listen", "deaf", "barriers"
_ICONS = {LANGUAGES: "language", CARD: "print", BARRIERS: "report"}


_MOST_PAGES = 3
"""More pages than this are written in the smallest size."""


@dataclass(frozen=True, slots=True)
class _Row:
    label: Text
    words: str
    buttons: tuple[Button, ...]


class AdjustPanel(Renderer):
    """`answered` carries new `Choices`, or one of the names above."""

    def __init__(
        self,
        context: Context,
        choices: Choices,
        volume: int,
        page: int = 0,
        *,
        card: bool = False,
        listening: bool | None = None,
    ) -> None:
        """`listening` says whether the terminal listens for the session; None where it cannot."""
        super().__init__(None, context, Heading(None, context, title=context.texts.text("adjust-title")))
        self._choices, self._listening = choices, listening
        self._phrases: dict[Button, list[str]] = {}
        self.page = page
        texts = context.texts
        self.done = context.button(
            Face(texts.text("adjust-done"), context.look.theme.primary, icon="check", weight=Weight.BOLD), self
        )
        self.done.struck.connect(lambda: self.answered.emit(DONE))
        self._rows = self._make_rows(choices, volume, card=card)
        self.pages = PageRow(context, self)
        self.pages.turned.connect(self._turn)
        self._paged: list[list[_Row]] = [self._rows]
        put_in_order(*(part for row in self._rows for part in (row.label, *row.buttons)), self.pages, self.done)

    def _make_rows(self, choices: Choices, volume: int, *, card: bool) -> list[_Row]:
        return [
            self._row("adjust-size", [(f"adjust-size-{round(s * 100)}", replace(choices, scale=s)) for s in SCALES]),
            self._row("adjust-theme", [(f"adjust-theme-{name}", replace(choices, theme=name)) for name in THEMES]),
            self._row(
                "adjust-low",
                [(f"adjust-low-{'on' if on else 'off'}", replace(choices, low=on)) for on in (False, True)],
            ),
            self._row(
                "adjust-guide",
                [(f"adjust-guide-{'on' if on else 'off'}", replace(choices, guided=on)) for on in (False, True)],
            ),
            *(
                []
                if self._listening is None
                else [self._row("adjust-listen", [("adjust-deaf", DEAF), ("adjust-hear", LISTEN)])]
            ),
            self._row("adjust-scan", [(f"adjust-scan-{round(s)}", replace(choices, scan=s)) for s in (0.0, *PACES)]),
            self._row("adjust-volume", [("adjust-quieter", QUIETER), ("adjust-louder", LOUDER)], volume=volume),
            self._row("adjust-pace", [("adjust-slower", SLOWER), ("adjust-faster", FASTER)]),
            self._row("adjust-language", [("language-name", LANGUAGES)]),
            *([self._row("adjust-card", [("adjust-card-print", CARD)])] if card else []),
            self._row("adjust-barriers", [("barriers-open", BARRIERS)]),
        ]

    def _row(self, key: str, values: list[tuple[str, Choices | str]], **placeholders: int) -> _Row:
        words = self.texts.text(key, None, **placeholders)
        label = Text(self.look, words, weight=Weight.SEMIBOLD, parent=self)
        buttons = tuple(self._button(name, value) for name, value in values)
        for button in buttons:
            button.belongs_to(words)
        return _Row(label, words, buttons)

    def _button(self, key: str, value: Choices | str) -> Button:
        told = {LISTEN: True, DEAF: False}.get(value) if isinstance(value, str) else None
        chosen = value == self._choices or (told is not None and told is self._listening)
        words = locale_name(self._choices.locale) if value == LANGUAGES else self.texts.text(key)
        theme = self.look.theme
        paint, icon = theme.primary if chosen else theme.card, None if isinstance(value, Choices) else _ICONS.get(value)
        face = Face(words, paint, icon=icon, checked=chosen if isinstance(value, Choices) or told is not None else None)
        button = self.context.button(face, self)
        button.struck.connect(lambda: self.answered.emit(value))
        self._phrases[button] = [words] if value == LANGUAGES else self.texts.voice(key)
        return button

    # ---- arrangement -------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange the rows in the space there is, on as many pages as they need."""
        self._arrange()

    def _arrange(self) -> None:
        for px in (None, self.look.metrics.minimum_px()):
            self._size(px)
            self._paginate_above_foot()
            if len(self._paged) <= _MOST_PAGES:
                break
        self.page = min(self.page, len(self._paged) - 1)
        self.pages.set(self.page, len(self._paged))
        y = 0
        for number, rows in enumerate(self._paged):
            for one in rows:
                shown = number == self.page
                for part in (one.label, *one.buttons):
                    part.setVisible(shown)
                if shown:
                    y += self._place(one, y, self.width()) + self._between()

    def _paginate_above_foot(self) -> None:
        """Put *done* and the page buttons at the foot, in one row where they fit, and the rows above."""
        width, height, metrics = self.width(), self.height(), self.look.metrics
        gap, low = metrics.gap, self.done.face.px is not None
        wide = min(width, self.done.natural_width() + metrics.mm(4 if low else 20))
        tall = max(metrics.touch, self.done.height_for(wide))
        self.done.setGeometry(0 if self.look.rtl else width - wide, height - tall, wide, tall)
        rest = width - wide - gap
        beside = self.pages.height_for(rest) <= tall and rest >= self.pages.least_width()
        row = tall if beside else self.pages.height_for(width)
        room = height - tall - gap
        heights = [self._measure(one, width)[1] for one in self._rows]
        self._paged = self._paginate(heights, room)
        if len(self._paged) > 1:
            self._paged = self._balanced(heights, room if beside else room - row - gap)
        left = wide + gap if self.look.rtl else 0
        self.pages.setGeometry(*((left, height - tall, rest, tall) if beside else (0, room - row, width, row)))

    def _size(self, px: int | None) -> None:
        """Write everything in `px`, or in the chosen size."""
        size = self.look.metrics.font_px(TextSize.LABEL) if px is None else px
        self.done.set_face(replace(self.done.face, px=px))
        for row in self._rows:
            row.label.setFont(self.look.font_px(size, Weight.SEMIBOLD))
            for button in row.buttons:
                if button.face.px != px:
                    button.set_face(replace(button.face, px=px, tight=px is not None))

    def _paginate(self, heights: list[int], height: int) -> list[list[_Row]]:
        pages: list[list[_Row]] = [[]]
        left = height
        for row, needed in zip(self._rows, heights, strict=True):
            if pages[-1] and needed > left:
                pages.append([])
                left = height
            pages[-1].append(row)
            left -= needed + self._between()
        return pages

    def _balanced(self, heights: list[int], height: int) -> list[list[_Row]]:
        """Give each page about as much, in no more pages than needed."""
        pages = self._paginate(heights, height)
        while height > 0:
            height -= self.look.metrics.mm(5)
            even = self._paginate(heights, height)
            if len(even) > len(pages):
                break
            pages = even
        return pages

    def _between(self) -> int:
        return self.look.metrics.mm(3.3)

    def _place(self, row: _Row, y: int, width: int) -> int:
        """Put a row at `y` and return its height."""
        places, height = self._measure(row, width)
        for part, place in zip((row.label, *row.buttons), places, strict=True):
            part.setGeometry(place.translated(0, y))
        return height

    def _measure(self, row: _Row, width: int) -> tuple[list[QRect], int]:
        """Places of label and buttons, and the height: side by side where both fit."""
        gap, rtl = self.look.metrics.gap, self.look.rtl
        column = round(width * 0.36)
        wides = [min(width, button.natural_width()) for button in row.buttons]
        total = sum(wides) + gap * (len(wides) - 1)
        start = column + gap if total <= width - column - gap else 0
        label = row.label.height_for(column if start else width)
        x, line, tall = start, 0 if start else label, 0
        places = []
        for button, wide in zip(row.buttons, wides, strict=True):
            if x > start and x + wide > width:
                x, line = start, line + tall + gap
            tall = button.height_for(wide)
            places.append(QRect(width - x - wide if rtl else x, line, wide, tall))
            x += wide + gap
        height = max(line + tall, label)
        space = column if start else width
        return [QRect(width - space if rtl else 0, 0, space, height if start else label), *places], height

    def _turn(self, page: int) -> None:
        self.page = page
        self._arrange()
        self.announce.emit(self.spoken_body())

    # ---- heard, said, driven -----------------------------------------------------------------------------------

    def spoken_body(self) -> list[str]:
        """Each row of this page with its choices, the chosen one named."""
        said = []
        for row in self._paged[self.page]:
            said.append(row.words)
            for button in row.buttons:
                words = button.face.text
                said.append(self.texts.speech("chosen-spoken", label=words) if button.face.checked else words)
        return [*said, *self.pages.spoken(), self.done.face.text]

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """The words of every button on this page, and *done*."""
        found: dict[str, Callable[[], None]] = {}
        for row in self._paged[self.page]:
            for button in row.buttons:
                for phrase in self._phrases[button]:
                    found.setdefault(phrase, button.strike)
        found.update(dict.fromkeys(self.texts.voice("adjust-done"), self.done.strike))
        found.update(self.pages.commands())
        return found

    def drive(self, answer: object) -> None:
        """Touch *done*, or give new choices."""
        if answer == DONE:
            self.done.strike()
        else:
            self.answered.emit(answer)

    def focus_first(self) -> None:
        """Put the focus on the first choice."""
        self._paged[self.page][0].buttons[0].setFocus()
