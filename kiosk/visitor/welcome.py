"""The first screen: one sentence, the languages in their own script, and what happens to the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.flow.steps import Choose, Layout, Option
from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.texts import locale_name
from kiosk.visitor.assistive import put_in_order
from kiosk.visitor.face import Face
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.widgets import Picture, Text, Title

GUIDE = "guide"
ADJUST = "adjust"

_LEAST_SPACE_MM = 3.0
"""Between lines of the page, and so between the languages and the buttons below them."""


def languages_step(locales: Sequence[str]) -> Choose:
    """The choice of a language, each by its own name; the answer is the locale."""
    options = tuple(Option(locale, text=locale_name(locale)) for locale in locales)
    return Choose(key="choose-language", options=options, layout=Layout.LANGUAGES)


class _Line(QWidget):
    """A pictogram and words in one line, or wrapped."""

    def __init__(self, context: Context, icon: str, words: str, colours: tuple[str, str], weight: Weight) -> None:
        super().__init__()
        self._look = context.look
        self._side = round(context.look.metrics.font_px(TextSize.LABEL) * 1.3)
        self._icon = Picture(context.look, icon, colours[0], self._side, self)
        self.words = Text(context.look, words, weight=weight, colour=colours[1], parent=self)

    def width_wanted(self) -> int:
        return QFontMetrics(self.words.font()).horizontalAdvance(self.words.text()) + 4 + self._lead()

    def height_for(self, width: int) -> int:
        return max(self._side, self.words.height_for(width - self._lead()))

    def _lead(self) -> int:
        return self._side + self._look.metrics.mm(4)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        rtl, lead = self._look.rtl, self._lead()
        self._icon.move(self.width() - self._side if rtl else 0, (self.height() - self._side) // 2)
        self.words.setGeometry(0 if rtl else lead, 0, self.width() - lead, self.height())


class Welcome(Renderer):
    """Greeting, languages, voice guide and adjusting. `answered` carries a locale, `GUIDE` or `ADJUST`."""

    whole_page = True

    def __init__(self, context: Context, site: str, locales: Sequence[str], *, cards: bool = False) -> None:
        super().__init__(languages_step(locales), context)
        theme, texts = context.look.theme, context.texts
        area = theme.areas["blue"]
        self.site = _Line(context, "location_on", site, (area.edge, theme.quiet), Weight.SEMIBOLD)
        self.hello = Title(context.look, texts.text("welcome"), size=TextSize.HERO, weight=Weight.BOLD, centred=True)
        words = texts.text("welcome", "card" if cards else "body")
        self.ask = Text(context.look, words, size=TextSize.BODY, colour=theme.quiet, centred=True)
        self.languages = ChooseRenderer(self.step, context)
        self.languages.setParent(self)
        self.languages.answered.connect(self.answered)
        self.guide = context.button(Face(texts.text("guide"), theme.card, icon="hearing"), self)
        self.guide.struck.connect(lambda: self.answered.emit(GUIDE))
        self.adjust = context.button(Face(texts.text("adjust"), theme.card, icon="tune"), self)
        self.adjust.struck.connect(lambda: self.answered.emit(ADJUST))
        self.promise = _Line(
            context, "shield_lock", texts.text("promise"), (theme.good, theme.ground.text), Weight.REGULAR
        )
        for part in (self.site, self.hello, self.ask, self.promise):
            part.setParent(self)
        self.heading.setParent(self)
        self.heading.hide()
        put_in_order(self.site, self.hello, self.ask, self.languages, self.guide, self.adjust, self.promise)

    # ---- arrangement -------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange: the greeting gives way first and may go; only then the languages go on pages.

        Whoever looks for a language on the second page cannot read what leads there.
        """
        if self.height() < self.look.metrics.touch:
            return
        parts, most = self._heights(), 0
        for size in (TextSize.HERO, TextSize.TITLE, TextSize.BODY, None):
            self.hello.setVisible(size is not None)
            if size is not None:
                self.hello.setFont(self.look.font(size, Weight.BOLD))
            parts = self._heights()
            spaces = 5 * self._least_space() if size is None else 6 * self._least_space()
            most = self.height() - sum(parts) - spaces
            if self.languages.wanted_height(self._inner(), most) < most:
                break
        self._place(parts, most)

    def _least_space(self) -> int:
        return self.look.metrics.mm(_LEAST_SPACE_MM / 2 if self.hello.isHidden() else _LEAST_SPACE_MM)

    def _inner(self) -> int:
        return self.width() - 2 * self.look.metrics.margin

    def _heights(self) -> tuple[int, int, int, int, int]:
        """Heights of site, greeting, sentence, extra buttons and promise."""
        inner = self._inner()
        return (
            self.site.height_for(min(inner, self.site.width_wanted())),
            0 if self.hello.isHidden() else self.hello.height_for(inner),
            self.ask.height_for(inner),
            sum(tall for _, tall in self._extra_rows()) + self.look.metrics.gap * (len(self._extra_rows()) - 1),
            self.promise.height_for(min(inner, self.promise.width_wanted())),
        )

    def _extra_rows(self) -> list[tuple[int, int]]:
        """Width and height of the rows the two extra buttons stand in: one row, or one each."""
        gap = self.look.metrics.gap
        wide = [button.natural_width() for button in (self.guide, self.adjust)]
        tall = [
            max(self.look.metrics.mm(23), button.height_for(w))
            for button, w in zip((self.guide, self.adjust), wide, strict=True)
        ]
        if sum(wide) + gap <= self._inner():
            return [(sum(wide) + gap, max(tall))]
        return list(zip(wide, tall, strict=True))

    def _place(self, parts: tuple[int, int, int, int, int], most: int) -> None:
        site, hello, ask, extra, promise = parts
        inner = self._inner()
        grid = self.languages.wanted_height(inner, most)
        grid = min(most, max(grid, round(grid * 1.2)))
        spare = self.height() - site - hello - ask - grid - extra - promise
        space = max(self._least_space(), spare // 7)
        apart = max(space, self.look.metrics.gap)  # between things that are touched, at least the gap
        y = max(0, space - (apart - space))
        left = (self.width() - inner) // 2
        self._centre(self.site, self.site.width_wanted(), y, site)
        y += site + space
        for part, height in ((self.hello, hello), (self.ask, ask)):
            if not part.isHidden():
                part.setGeometry(left, y, inner, height)
                y += height + space
        self.languages.setGeometry(left, y, inner, grid)
        y += grid + apart
        self._place_extra(y)
        y += extra + space
        self._centre(self.promise, self.promise.width_wanted(), y, promise)

    def _place_extra(self, y: int) -> None:
        rows, gap, rtl = self._extra_rows(), self.look.metrics.gap, self.look.rtl
        buttons = [self.adjust, self.guide] if rtl else [self.guide, self.adjust]
        if len(rows) == 1:
            x = (self.width() - rows[0][0]) // 2
            for button in buttons:
                button.setGeometry(x, y, button.natural_width(), rows[0][1])
                x += button.width() + gap
            return
        for button, (wide, tall) in zip((self.guide, self.adjust), rows, strict=True):
            button.setGeometry((self.width() - wide) // 2, y, wide, tall)
            y += tall + gap

    def _centre(self, part: QWidget, wanted: int, y: int, height: int) -> None:
        wide = min(self._inner(), wanted)
        part.setGeometry((self.width() - wide) // 2, y, wide, height)

    # ---- heard, said, driven -----------------------------------------------------------------------------------

    def film(self) -> str:
        """The film of the greeting, not that of choosing another language later."""
        return "welcome"

    def spoken(self) -> list[str]:
        """Everything in reading order."""
        extra = [self.guide.face.text, self.adjust.face.text]
        shown = [self.site.words.text(), self.hello.text(), self.ask.text(), *self.languages.spoken_body(), *extra]
        return [*shown, self.promise.words.text()]

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """The languages by name and number, the voice guide and adjusting."""
        found = dict(self.languages.commands())
        found.update(dict.fromkeys(self.texts.voice("guide"), self.guide.strike))
        found.update(dict.fromkeys(self.texts.voice("adjust"), self.adjust.strike))
        return found

    def drive(self, answer: object) -> None:
        """Touch a language, the voice guide or adjusting."""
        if answer == GUIDE:
            self.guide.strike()
        elif answer == ADJUST:
            self.adjust.strike()
        else:
            self.languages.drive(answer)

    def focus_first(self) -> None:
        """Put the focus on the first language."""
        self.languages.focus_first()
