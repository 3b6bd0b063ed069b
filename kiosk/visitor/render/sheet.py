"""A page of text with actions at its foot: the ground of all screens that say something and ask little."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtGui import QFont, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from kiosk.flow.steps import Answer
from kiosk.look.fonts import Weight
from kiosk.look.metrics import TextSize
from kiosk.look.style import Look
from kiosk.visitor.face import Face, text_height
from kiosk.visitor.render.base import Context, Heading, Renderer
from kiosk.visitor.render.pages import PageRow
from kiosk.visitor.widgets import Button, Picture, Text


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `label` stands before it (beside it where there is room), `spoken` replaces it in speech."""

    text: str
    label: str = ""
    size: TextSize = TextSize.LABEL
    weight: Weight = Weight.REGULAR
    colour: str | None = None
    spoken: str | None = None
    icon: str | None = None
    numbers: bool = False


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
    """Heading, blocks of text over as many pages as they need, and actions."""

    def __init__(
        self, step: Answer | None, context: Context, blocks: Sequence[Block], actions: Sequence[Action], heading: Heading
    ) -> None:
        super().__init__(step, context, heading)
        self.blocks = list(blocks)
        self.acts = list(actions)
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
        width, height = self.width(), self.height()
        foot = self._place_actions(width, height)
        room = height - foot - (gap * 2 if foot else 0)
        self._paged = paginate(self.blocks, self.look, width, room)
        if len(self._paged) > 1:
            row = self.pages.height_for(width)
            self._paged = paginate(self.blocks, self.look, width, room - row - gap)
            self.pages.setGeometry(0, room - row, width, row)
        self._page = min(self._page, len(self._paged) - 1)
        self.pages.set(self._page, len(self._paged))
        self._place_blocks(width)

    def _place_actions(self, width: int, height: int) -> int:
        """Put the actions at the foot, the main one at the end of the line; return the height they take."""
        if not self.buttons:
            return 0
        gap, rtl = self.look.metrics.gap, self.look.rtl
        least = self.look.metrics.primary
        widths = [button.natural_width() for button in self.buttons]
        if sum(widths) + gap * (len(widths) - 1) <= width:
            tall = max(least, *(button.height_for(wide) for button, wide in zip(self.buttons, widths, strict=True)))
            x = width - sum(widths) - gap * (len(widths) - 1)
            for button, wide in zip(reversed(self.buttons), reversed(widths), strict=True):
                x_end = width - x - wide if not rtl else x
                button.setGeometry(x_end, height - tall, wide, tall)
                x += wide + gap
            return tall
        y = height
        for button in self.buttons:
            tall = max(self.look.metrics.touch, button.height_for(width))
            y -= tall
            button.setGeometry(0, y, width, tall)
            y -= gap
        return height - y - gap

    def _place_blocks(self, width: int) -> None:
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        self._made = []
        y = 0
        for block in self._paged[self._page]:
            y += self._place_block(block, y, width) + _space(self.look)
        for widget in self._made:
            widget.show()

    def _place_block(self, block: Block, y: int, width: int) -> int:
        look, rtl = self.look, self.look.rtl
        side = round(look.metrics.font_px(TextSize.LABEL) * 1.35)
        start = side + look.metrics.mm(4) if block.icon else 0
        split = _label_width(block, look, width)
        height = _block_height(block, look, width)
        text_top, text_left, text_width = y, start, width - start
        if block.label:
            label = Text(look, block.label, colour=look.theme.quiet, parent=self)
            wide = split or width
            tall = label.height_for(wide) if not split else height
            label.setGeometry(width - wide if rtl else 0, y, wide, tall)
            self._made.append(label)
            if split:
                text_left, text_width = split + look.metrics.mm(5), width - split - look.metrics.mm(5)
            else:
                text_top += tall
        text = Text(look, block.text, size=block.size, weight=block.weight, colour=block.colour, numbers=block.numbers, parent=self)
        text.setGeometry(
            width - text_left - text_width if rtl else text_left, text_top, text_width, height - (text_top - y)
        )
        self._made.append(text)
        if block.icon:
            picture = Picture(look, block.icon, block.colour or look.theme.ground.text, side, self)
            picture.move(width - side if rtl else 0, y + (height - side) // 2)
            self._made.append(picture)
        return height

    def _turn(self, page: int) -> None:
        self._page = page
        self._arrange()
        self.announce.emit(self.spoken_body())

    # ---- heard, said, driven -----------------------------------------------------------------------------------

    def spoken_body(self) -> list[str]:
        """The text of this page, then what can be done."""
        said = []
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


def _space(look: Look) -> int:
    return look.metrics.mm(4)


def _font(block: Block, look: Look) -> QFont:
    return look.font(block.size, block.weight, numbers=block.numbers)


def _label_width(block: Block, look: Look, width: int) -> int:
    """Width of the label's column; 0 where it stands above."""
    wide = width >= look.metrics.font_px(TextSize.LABEL) * 26
    return round(width * 0.38) if block.label and wide else 0


def _text_width(block: Block, look: Look, width: int) -> int:
    split = _label_width(block, look, width)
    if split:
        return width - split - look.metrics.mm(5)
    return width - (round(look.metrics.font_px(TextSize.LABEL) * 1.35) + look.metrics.mm(4) if block.icon else 0)


def _block_height(block: Block, look: Look, width: int) -> int:
    text = text_height(_font(block, look), block.text, _text_width(block, look, width))
    if not block.label:
        return text
    split = _label_width(block, look, width)
    label = text_height(look.font(TextSize.LABEL), block.label, split or width)
    return max(label, text) if split else label + text


def paginate(blocks: Sequence[Block], look: Look, width: int, height: int) -> list[list[Block]]:
    """Spread blocks over pages of `height`; one that is taller than what is left of a page is cut between lines."""
    pages: list[list[Block]] = [[]]
    left = height
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        needed = _block_height(block, look, width)
        if needed <= left:
            pages[-1].append(block)
            left -= needed + _space(look)
            continue
        if needed > height:
            head, tail = _cut(block, look, width, left if pages[-1] else height, force=not pages[-1])
            if head is not None:
                pages[-1].append(head)
            if head is not None and tail is not None:
                waiting.insert(0, tail)
            elif head is None:
                waiting.insert(0, block)
        else:
            waiting.insert(0, block)
        pages.append([])
        left = height
    return [page for page in pages if page] or [[]]


def _cut(block: Block, look: Look, width: int, height: int, *, force: bool) -> tuple[Block | None, Block | None]:
    """Cut a block between two lines so that the first part fits `height`; at least one line where `force` is set."""
    font, wide = _font(block, look), _text_width(block, look, width)
    if block.label and not _label_width(block, look, width):
        height -= text_height(look.font(TextSize.LABEL), block.label, width)
    layout = QTextLayout(block.text.replace("\n", "\u2028"), font)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    ends: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    fitting = [end for end in ends[:-1] if text_height(font, block.text[:end].rstrip(), wide) <= height]
    if not fitting and not force:
        return None, None
    end = fitting[-1] if fitting else ends[0]
    if end >= len(block.text):
        return block, None
    return replace(block, text=block.text[:end].rstrip()), replace(block, text=block.text[end:].lstrip())
