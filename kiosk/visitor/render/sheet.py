"""A page of text with actions at its foot: the ground of all screens that say something and ask little."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.flow.steps import Answer
from kiosk.look.metrics import TextSize
from kiosk.visitor.face import Face
from kiosk.visitor.render.base import Context, Heading, Renderer
from kiosk.visitor.render.blocks import Block, Layout, measure, paginate
from kiosk.visitor.render.pages import PageRow
from kiosk.visitor.render.plate import Card, Hero, Plate
from kiosk.visitor.widgets import Button, Picture, Text


_SINK_MM = 22
"""Text and plate go down by so much at the most where the page has room."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button at the foot: what it says, what the answer is when it is touched, and how it looks."""

    text: str
    answer: Any
    phrases: tuple[str, ...] = ()
    icon: str | None = None
    after: str | None = None
    main: bool = False
    number: int | None = None


class Sheet(Renderer):
    """Heading, a plate, blocks of text over as many pages as they need, and actions."""

    def __init__(
        self,
        step: Answer | None,
        context: Context,
        blocks: Sequence[Block],
        actions: Sequence[Action],
        heading: Heading,
        hero: Hero | None = None,
    ) -> None:
        super().__init__(step, context, heading)
        self.blocks = list(blocks)
        self.acts = list(actions)
        self.hero = hero
        self.plate = Plate(self.look, hero, self) if hero else None
        self.buttons = [self._make_action(action) for action in self.acts]
        self.pages = PageRow(context, self)
        self.pages.turned.connect(self._turn)
        self.pages.hide()
        self._page = 0
        self._paged: list[list[Block]] = [self.blocks]
        self._made: list[QWidget] = []

    def _make_action(self, action: Action) -> Button:
        theme = self.look.theme
        face = Face(
            action.text,
            theme.primary if action.main else theme.card,
            icon=action.icon,
            after=action.after,
            size=TextSize.BODY if action.main else TextSize.LABEL,
            number=action.number,
        )
        button = self.context.button(face, self)
        button.struck.connect(lambda answer=action.answer: self.answered.emit(answer))
        return button

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show other text; the page is kept where it still exists."""
        self.blocks = list(blocks)
        self._arrange()

    # ---- arrangement -------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange text and actions in the space there is."""
        self._arrange()

    def _arrange(self) -> None:
        gap = self.look.metrics.gap
        foot = self._place_actions(self.width(), self.height())
        room = self.height() - foot - (gap * 2 if foot else 0)
        left, top = self._place_plate(room)
        layout, blocks = self._settle(self.width() - left, room - top)
        self._paged = paginate(blocks, layout, room - top)
        if len(self._paged) > 1:
            row = self.pages.height_for(self.width())
            self._paged = paginate(blocks, layout, room - top - row - gap)
            self.pages.setGeometry(0, room - row, self.width(), row)
        self._page = min(self._page, len(self._paged) - 1)
        self.pages.set(self._page, len(self._paged))
        self._place_blocks(layout, left, top + self._sink(layout, left, top, room))

    def _sink(self, layout: Layout, left: int, top: int, room: int) -> int:
        """Move plate and text down a little where there is much room; return how far the text goes down."""
        if len(self._paged) > 1:
            return 0
        text = layout.total(self._paged[0])
        shown = self.plate is not None and not self.plate.isHidden()
        plate = self.plate.height() if shown and self.plate is not None else 0
        used = top + text if top else max(plate, text)
        down = max(0, min((room - used) // 2, self.look.metrics.mm(_SINK_MM)))
        if shown and self.plate is not None:
            self.plate.move(self.plate.x(), down + (max(0, (text - plate) // 2) if left else 0))
        return down + (max(0, (plate - text) // 2) if left else 0)

    def _settle(self, width: int, height: int) -> tuple[Layout, list[Block]]:
        """Body text is large where all of it fits so on one page."""
        large = [replace(b, size=TextSize.BODY) if b.size is TextSize.LABEL else b for b in self.blocks]
        for blocks in (large, self.blocks):
            layout = measure(blocks, self.look, width)
            if len(paginate(blocks, layout, height)) == 1:
                return layout, blocks
        return measure(self.blocks, self.look, width), self.blocks

    def _place_plate(self, room: int) -> tuple[int, int]:
        """Put the plate beside the text, or above it in portrait; return the width and height it takes away.

        A pictogram is left out where the text would not fit beside it; a number is not.
        """
        if self.plate is None or self.hero is None:
            return 0, 0
        metrics, width = self.look.metrics, self.width()
        tall = min(room, metrics.mm(78 if self.hero.big else 62), round(width * 0.4))
        wide = min(width, self.plate.width_for(tall))
        above = metrics.portrait or wide > width * 0.55
        left, top = (0, tall + metrics.mm(7)) if above else (wide + metrics.mm(9), 0)
        layout, blocks = self._settle(width - left, room - top)
        fits = room - top > 0 and len(paginate(blocks, layout, room - top)) == 1
        if not fits and self.hero.big:
            tall = max(metrics.mm(24), min(tall, metrics.font_px(TextSize.TITLE) * 2))
            wide = min(width, self.plate.width_for(tall))
            above = metrics.portrait or wide > width * 0.55
            left, top = (0, tall + metrics.mm(5)) if above else (wide + metrics.mm(9), 0)
            fits = True
        self.plate.setVisible(fits and tall >= metrics.mm(18))
        if not fits or tall < metrics.mm(18):
            return 0, 0
        self.plate.setGeometry(width - wide if self.look.rtl else 0, 0, wide, tall)
        return left, top

    def _place_actions(self, width: int, height: int) -> int:
        """Put the actions at the foot; return the height they take.

        One stands at the end of the line. Several share the line, or stand one above the other where they do not fit.
        """
        if not self.buttons:
            return 0
        gap, rtl, least = self.look.metrics.gap, self.look.rtl, self.look.metrics.primary
        wides = [button.natural_width() for button in self.buttons]
        free = width - sum(wides) - gap * (len(wides) - 1)
        if free >= 0:
            if len(wides) == 1:
                wides = [min(width, max(wides[0], self.look.metrics.mm(76)))]
                x = width - wides[0]
            else:
                wides = [wide + free // len(wides) for wide in wides]
                x = 0
            pairs = list(zip(self.buttons, wides, strict=True))
            tall = max(least, *(button.height_for(wide) for button, wide in pairs))
            for button, wide in pairs:
                button.setGeometry(width - x - wide if rtl else x, height - tall, wide, tall)
                x += wide + gap
            return tall
        y = height
        for button in reversed(self.buttons):
            tall = max(self.look.metrics.touch, button.height_for(width))
            y -= tall
            button.setGeometry(0, y, width, tall)
            y -= gap
        return height - y - gap

    def _place_blocks(self, layout: Layout, left: int, top: int) -> None:
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        self._made = []
        y, card_top = top, -1
        page = self._paged[self._page]
        card = Card(self.look, self)
        self._made.append(card)
        for index, block in enumerate(page):
            if block.label and card_top < 0:
                card_top = y
                y += layout.inset
            self._place_block(block, layout, left, y)
            y += layout.height(block)
            if card_top >= 0 and (index + 1 == len(page) or not page[index + 1].label):
                y += layout.inset
                card.setGeometry(self._x(left, layout.width), card_top, layout.width, y - card_top)
                card_top = -1
            y += layout.space
        for widget in self._made:
            widget.show()

    def _x(self, start: int, width: int) -> int:
        """Left edge of something that starts `start` pixels along the line of reading."""
        return self.width() - start - width if self.look.rtl else start

    def _place_block(self, block: Block, layout: Layout, left: int, y: int) -> None:
        look, height = self.look, layout.height(block)
        top = y
        if block.label:
            label = Text(look, block.label, colour=look.theme.quiet, parent=self)
            tall = layout.label_height(block)
            wide = layout.column or layout.width - 2 * layout.inset
            label.setGeometry(self._x(left + layout.inset, wide), y, wide, height if layout.column else tall)
            self._made.append(label)
            top += 0 if layout.column else tall
        text = Text(look, block.text, size=block.size, weight=block.weight, colour=block.colour, parent=self)
        wide = layout.text_width(block)
        text.setGeometry(self._x(left + layout.text_start(block), wide), top, wide, height - (top - y))
        self._made.append(text)
        if block.icon:
            side = layout.icon
            picture = Picture(look, block.icon, block.colour or look.theme.ground.text, side, self)
            picture.move(self._x(left, side), y + (height - side) // 2)
            self._made.append(picture)

    def _turn(self, page: int) -> None:
        self._page = page
        self._arrange()
        self.announce.emit(self.spoken_body())

    # ---- heard, said, driven -----------------------------------------------------------------------------------

    def spoken_body(self) -> list[str]:
        """The large word, the text of this page, then what can be done."""
        said = [self.hero.big if self.hero else ""]
        for block in self._paged[self._page]:
            words = block.text if block.spoken is None else block.spoken
            said.append(f"{block.label}: {words}" if block.label else words)
        return [words for words in said if words] + self.pages.spoken() + [action.text for action in self.acts]

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """The words of each action, and turning the page."""
        found: dict[str, Callable[[], None]] = {}
        for action, button in zip(self.acts, self.buttons, strict=True):
            found.update(dict.fromkeys(action.phrases or (action.text,), button.strike))
            if action.number is not None:
                found[str(action.number)] = button.strike
        found.update(self.pages.commands())
        return found

    def drive(self, answer: object) -> None:
        """Touch the action with this answer."""
        answers = [action.answer for action in self.acts]
        self.buttons[answers.index(answer)].strike()

    def confirm(self) -> bool:
        """Enter touches the main action."""
        for action, button in zip(self.acts, self.buttons, strict=True):
            if action.main:
                button.strike()
                return True
        return False

    def focus_first(self) -> None:
        """Put the focus on the main action, or the first."""
        for action, button in zip(self.acts, self.buttons, strict=True):
            if action.main:
                button.setFocus()
                return
        if self.buttons:
            self.buttons[0].setFocus()
