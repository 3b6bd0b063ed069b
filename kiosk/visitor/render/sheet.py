"""A page of text with actions at its foot: the ground of all screens that say something and ask little."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.flow.steps import Answer
from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.visitor.assistive import put_in_order, say_language
from kiosk.visitor.face import Face
from kiosk.visitor.render.base import Context, Heading, Renderer
from kiosk.visitor.render.blocks import Block, Layout, measure, paginate
from kiosk.visitor.render.pages import PageRow
from kiosk.visitor.render.plate import Card, Hero, Plate
from kiosk.visitor.widgets import Button, Picture, Text

_TIGHT_MM = 105
"""A page lower than this has smaller buttons."""

_MOST_PAGES = 4
"""More pages than this are written in the smallest size."""

_MOST_FOR_ACTIONS = 0.45
"""Of the page, at most, that actions one above the other take; else they are written in the smallest size."""

_RATHER_STACKED = 0.6
"""Actions that would be so high in one row, as a share of their height one above the other, are put that way."""

_LOW_MM = 88
"""On a page lower than this, actions are written in the smallest size."""

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
        """`heading` may hold back its body (`lead`): then that is the first paragraph, large, beside the plate."""
        super().__init__(step, context, heading)
        self._page = 0
        self._rest = list(blocks)
        self.hero = hero
        self.blocks = self._with_lead()
        self.acts = list(actions)
        self.plate = Plate(self.look, hero, self) if hero else None
        earlier = Face(context.texts.text("page-earlier"), self.look.theme.card, icon="chevron_left")
        self.earlier = context.button(earlier, self)
        self.earlier.struck.connect(lambda: self._turn(self._page - 1))
        self.earlier.hide()
        self.buttons = [self._make_action(action) for action in self.acts]
        self.pages = PageRow(context, self)
        self.pages.turned.connect(self._turn)
        self.pages.hide()
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
        self._rest = list(blocks)
        self.blocks = self._with_lead()
        self._arrange()

    def renew(self) -> None:
        """The heading has other words: place it anew, show its lead, and say both."""
        self.blocks = self._with_lead()
        self._page = 0
        self.changed()
        self._arrange()
        self.announce.emit(self.told())

    def told(self) -> list[str]:
        """What this page has to say, without what can be done: the heading and its lead."""
        return [*self.heading.spoken(), *([self.heading.lead] if self.heading.lead else [])]

    def _with_lead(self) -> list[Block]:
        if not self.heading.lead:
            return self._rest
        weight = Weight.SEMIBOLD if self.hero is not None and self.hero.big else Weight.REGULAR
        return [Block(self.heading.lead, weight=weight), *self._rest]

    # ---- arrangement -------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Arrange text and actions in the space there is."""
        self._arrange()

    def _arrange(self) -> None:
        gap, width = self.look.metrics.gap, self.width()
        foot = self._place_actions(width, self.height(), more=False)
        room = self.height() - foot - (gap * (2 if self.height() > self.look.metrics.mm(_LOW_MM) else 1) if foot else 0)
        left, top = self._place_plate(room)
        layout, blocks = self._settle(width - left, room - top)
        self._paged = paginate(blocks, layout, room - top)
        if len(self._paged) > 1:
            # What can be done comes on the last page, after everything was read; one row serves both.
            row = self.pages.height_for(width)
            foot = max(self._place_actions(width, self.height(), more=True), row)
            left, top = self._place_plate(room := self.height() - row - gap)
            layout, blocks = self._settle(width - left, room - top)
            self._paged = paginate(blocks, layout, room - top)
            if layout.total(self._paged[-1]) > self.height() - foot - gap - top:
                self._paged[-1:] = paginate(self._paged[-1], layout, self.height() - foot - gap - top)
            if layout.total(self._paged[-1]) > self.height() - foot - gap - top:
                self._paged.append([])  # high actions and a card do not go together: they get a page of their own
            if len(self._paged) == 1:
                foot = self._place_actions(width, self.height(), more=False)
            room = self.height() - foot - gap
        self._page = min(self._page, len(self._paged) - 1)
        last = self._page == len(self._paged) - 1
        self.earlier.setVisible(last and len(self._paged) > 1)
        for button in self.buttons:
            button.setVisible(last)
        tall = self.pages.height_for(width)
        self.pages.setGeometry(0, self.height() - tall, width, tall)
        self.pages.set(self._page, len(self._paged))
        self.pages.setVisible(not last)
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
        """Choose the size of the text: as large as fits on one page, but never larger than the title above it.

        Where no size does, the chosen scale stays, and the text goes on over pages; on many the smallest size is used,
        and also where the heading's lead would stand on several pages at the ordinary scale, or be torn within a
        sentence at a larger one: who chose large text would rather turn the page than read small.
        """
        title = max(self.heading.title.font().pixelSize(), self.look.metrics.minimum_px())
        most = 1 if self.heading.lead and self.look.metrics.scale <= 1 else _MOST_PAGES
        fitting: list[tuple[int, Layout, list[Block]]] = []
        blocks, layout = self.blocks, measure(self.blocks, self.look, width)
        for size in (TextSize.BODY, TextSize.LABEL, None):
            blocks = [self._sized(block, size) for block in self.blocks]
            layout = measure(blocks, self.look, width)
            if size is not None and self.look.metrics.font_px(size) > title:
                continue
            paged = paginate(blocks, layout, height)
            if any(layout.total(page) > height for page in paged):
                continue
            fitting.append((len(paged), layout, blocks))
            whole = not self.heading.lead or sum(map(len, paged)) == len(blocks)
            if len(paged) == 1 or (size is TextSize.LABEL and len(paged) <= most and whole):
                break
        if not fitting:
            return layout, blocks
        return min(fitting, key=lambda one: one[0])[1:]

    @staticmethod
    def _sized(block: Block, size: TextSize | None) -> Block:
        """Give body text this size; what is larger on purpose stays, unless all is to be in the smallest."""
        return replace(block, size=size) if block.size is TextSize.LABEL or size is None else block

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
            tall = min(room, max(metrics.mm(24), min(tall, metrics.font_px(TextSize.TITLE) * 2)))
            wide = min(width, self.plate.width_for(tall))
            above = metrics.portrait or wide > width * 0.55
            left, top = (0, tall + metrics.mm(5)) if above else (wide + metrics.mm(9), 0)
            fits = True
        self.plate.setVisible(fits and tall >= metrics.mm(20))
        if not fits or tall < metrics.mm(20):
            return 0, 0
        self.plate.setGeometry(width - wide if self.look.rtl else 0, 0, wide, tall)
        return left, top

    def _place_actions(self, width: int, height: int, *, more: bool) -> int:
        """Put the actions at the foot, with *earlier* before them where there are `more` pages; return their height.

        One stands at the end of the line. Several share the line, or stand one above the other where they do not fit.
        """
        buttons = [self.earlier, *self.buttons] if more else self.buttons
        if not buttons:
            return 0
        metrics, rtl = self.look.metrics, self.look.rtl
        gap = metrics.gap
        least = metrics.primary if height > metrics.mm(_TIGHT_MM) else metrics.touch
        wides, free = self._row(buttons, width, metrics.minimum_px() if height < metrics.mm(_LOW_MM) else None)
        if free < 0:
            stacked = self._stack(buttons, width, height)
            if stacked <= height * _MOST_FOR_ACTIONS:
                return stacked
            wides, free = self._row(buttons, width, metrics.minimum_px())
        if free < 0:
            share = (width - metrics.gap * (len(buttons) - 1)) // len(buttons)
            stacked = self._stack(buttons, width, height)
            tall = max(button.height_for(share) for button in buttons)
            rather = stacked * _RATHER_STACKED < tall and stacked <= height * _MOST_FOR_ACTIONS
            if rather or any(button.least_width() > share for button in buttons):
                return stacked
            wides, free = [share] * len(buttons), 0
        if len(wides) == 1:
            wides = [min(width, max(wides[0], metrics.mm(76)))]
            x = width - wides[0]
        else:
            wides = [wide + free // len(wides) for wide in wides]
            x = 0
        pairs = list(zip(buttons, wides, strict=True))
        tall = max(least, *(button.height_for(wide) for button, wide in pairs))
        for button, wide in pairs:
            button.setGeometry(width - x - wide if rtl else x, height - tall, wide, tall)
            x += wide + gap
        return tall

    def _row(self, buttons: Sequence[Button], width: int, px: int | None) -> tuple[list[int], int]:
        """Write buttons in `px` (None: their own size); return their widths and what is left of the line."""
        for button in buttons:
            if button.face.px != px:
                button.set_face(replace(button.face, px=px))
        wides = [button.natural_width() for button in buttons]
        return wides, width - sum(wides) - self.look.metrics.gap * (len(wides) - 1)

    def _stack(self, buttons: Sequence[Button], width: int, height: int) -> int:
        """Put the actions one above the other at the foot; return the height they take."""
        y = height
        for button in list(reversed(buttons)):
            tall = max(self.look.metrics.touch, button.height_for(width))
            y -= tall
            button.setGeometry(0, y, width, tall)
            y -= self.look.metrics.gap
        return height - y - self.look.metrics.gap

    def _place_blocks(self, layout: Layout, left: int, top: int) -> None:
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        card = Card(self.look, self)
        self._made = [card]
        y, card_top = top, -1
        page = self._paged[self._page]
        card.setGeometry(0, 0, 0, 0)
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
        put_in_order(*self._made, self.earlier, *self.buttons, self.pages)
        for widget in self._made:
            widget.show()
        self.concealing.emit()

    def _x(self, start: int, width: int) -> int:
        """Left edge of something that starts `start` pixels along the line of reading."""
        return self.width() - start - width if self.look.rtl else start

    def _place_block(self, block: Block, layout: Layout, left: int, y: int) -> None:
        look, height = self.look, layout.height(block)
        top = y
        if block.label:
            label = Text(look, block.label, colour=look.theme.quiet, parent=self)
            label.setFont(layout.label_font())
            tall = layout.label_height(block)
            wide = layout.column or layout.width - 2 * layout.inset
            label.setGeometry(self._x(left + layout.inset, wide), y, wide, height if layout.column else tall)
            self._made.append(label)
            top += 0 if layout.column else tall
        text = Text(look, block.text, colour=block.colour, parent=self)
        text.setFont(layout.font(block))
        wide = layout.text_width(block)
        text.setGeometry(self._x(left + layout.text_start(block), wide), top, wide, height - (top - y))
        say_language(text, block.locale or look.locale)
        self._made.append(text)
        if block.icon:
            side = layout.icon
            picture = Picture(look, block.icon, block.colour or look.theme.ground.text, side, self)
            picture.move(self._x(left, side), y + (height - side) // 2)
            self._made.append(picture)

    def _turn(self, page: int) -> None:
        if page == self._page:
            return
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
        earlier = [self.earlier.face.text] * (len(self._paged) > 1)
        acts = [*earlier, *(action.text for action in self.acts)]
        can = acts if self._page == len(self._paged) - 1 else self.pages.spoken()
        return [words for words in said if words] + can

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """The words of each action, and turning the page."""
        if self._page < len(self._paged) - 1:
            return self.pages.commands()
        found: dict[str, Callable[[], None]] = {}
        if len(self._paged) > 1:
            found.update(dict.fromkeys(self.texts.voice("page-earlier"), self.earlier.strike))
        for action, button in zip(self.acts, self.buttons, strict=True):
            found.update(dict.fromkeys(action.phrases or (action.text,), button.strike))
            if action.number is not None:
                found[str(action.number)] = button.strike
        return found

    def drive(self, answer: object) -> None:
        """Read to the last page and touch the action with this answer."""
        self._turn(len(self._paged) - 1)
        answers = [action.answer for action in self.acts]
        self.buttons[answers.index(answer)].strike()

    def confirm(self) -> bool:
        """Enter turns the page, and on the last touches the main action."""
        if self._page < len(self._paged) - 1:
            self._turn(self._page + 1)
            return True
        main = self._main()
        if main is not None:
            main.strike()
        return main is not None

    def _main(self) -> Button | None:
        return next((one for act, one in zip(self.acts, self.buttons, strict=True) if act.main), None)

    def parts(self) -> list[QWidget]:
        """The heading and each line of text; the actions stay legible."""
        return [self.heading, *(widget for widget in self._made if isinstance(widget, Text))]

    def focus_first(self) -> None:
        """Put the focus on the main action, or the first."""
        for first in [one for one in (self._main(), *self.buttons) if one is not None][:1]:
            first.setFocus()
