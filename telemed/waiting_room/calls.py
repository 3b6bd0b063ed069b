"""The dark panel: who may come in now, to which room, and which room runs late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from kiosk.look.fonts import Weight
from kiosk.look.theme import PAPER
from telemed.waiting_room.scene import Mark, Scene, Surface
from telemed.waiting_room.typeset import Block, Run, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telemed.waiting_room.board import Line, Picture
    from telemed.waiting_room.parts import CallCard


@dataclass(frozen=True, slots=True)
class CardPaint:
    """Colours of a card."""

    fill: str
    edge: str
    text: str


DARK_GROUND = PAPER.ground.text
SOFT = "#E3E9F1"
NEWEST = CardPaint("#155C3F", "#7FE3B0", "#FFFFFF")
CALLING = CardPaint("#7FE3B0", "#FFFFFF", "#0B1420")
OLDER = CardPaint("#25344A", "#8FA0B8", "#FFFFFF")
LATE = CardPaint("#FFD27A", "#FFD27A", "#16202E")

ROOMY = 2
"""With more calls than this the space for them is tight."""

NUMBER_SHARES = (0.74, 0.66, 0.58, 0.5)
"""Sizes of the number, as shares of the card's height, that are tried to leave room for the room's name."""

GOOD_ROOM = 60
"""A room's name of this many units is large enough from five metres; the number gives way until it is reached."""


@dataclass(frozen=True, slots=True)
class CallsPanel:
    """Draws into `scene` with `u` pixels a unit."""

    scene: Scene
    u: float

    def draw(self, picture: Picture, rect: QRectF) -> None:
        """Fill `rect`."""
        u = self.u
        self.scene.surfaces.append(Surface(rect, DARK_GROUND))
        inner = rect.adjusted(60 * u, 0, -60 * u, 0)
        heading = QRectF(inner.left(), rect.top() + 30 * u, inner.width(), 104 * u)
        bottom = rect.bottom() - 34 * u
        if picture.delay:
            bottom = self._delay(picture, QRectF(inner.left(), rect.top(), inner.width(), bottom - rect.top()))
        if picture.calls_more is not None:
            area = QRectF(inner.left(), bottom - 56 * u, inner.width(), 56 * u)
            runs = [Run(picture.calls_more.text, Weight.SEMIBOLD, locale=picture.calls_more.locale)]
            self.scene.text(runs, area, SOFT, Block(44 * u, 26 * u))
            bottom -= 68 * u
        free = QRectF(inner.left(), heading.bottom() + 12 * u, inner.width(), bottom - heading.bottom() - 12 * u)
        if picture.calls:
            self.scene.text(side_by_side(picture.come, Weight.SEMIBOLD), heading, SOFT, Block(48 * u, 24 * u))
            self._cards(picture.calls, free, calling=picture.calling)
        else:
            self._quiet(picture.quiet, QRectF(free.left(), rect.top(), free.width(), bottom - rect.top()))

    def _quiet(self, lines: Sequence[Line], rect: QRectF) -> None:
        """Draw what is said while nobody is called, in the middle of the panel."""
        u = self.u
        if not lines:
            size = 220 * u
            mark = QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)
            self.scene.marks.append(Mark(mark, "hourglass_top", OLDER.edge))
            return
        tall = min(rect.height() / (len(lines) + 0.4), 190 * u)
        top = rect.center().y() - tall * (len(lines) + 0.25) / 2
        for index, line in enumerate(lines):
            high = tall * 1.25 if index == 0 else tall
            px = (66 if index == 0 else 50) * u
            weight = Weight.SEMIBOLD if index == 0 else Weight.REGULAR
            area = QRectF(rect.left(), top, rect.width(), high)
            self.scene.text([Run(line.text, weight, 1.0, line.locale)], area, SOFT, Block(px, 28 * u, 2))
            top += high

    def _cards(self, cards: Sequence[CallCard], rect: QRectF, *, calling: bool) -> None:
        u = self.u
        count = len(cards)
        gap = (38, 38, 28, 22, 18)[min(count, 5) - 1] * u
        shares = [1.3 if card.newest and count > ROOMY else 1.0 for card in cards]
        one = (rect.height() - gap * (count - 1)) / sum(shares)
        heights = [min(one * share, 270 * u) for share in shares]
        number_px, top = self._number_px(cards, heights, rect.width()), rect.top()
        for card, tall in zip(cards, heights, strict=True):
            paint = (CALLING if calling else NEWEST) if card.newest else OLDER
            area = QRectF(rect.left(), top, rect.width(), tall)
            line = (10 if card.newest and calling else 5) * u
            self.scene.surfaces.append(Surface(area, paint.fill, paint.edge, line, min(40 * u, tall * 0.2)))
            self._card(card, area, paint, number_px * tall)
            top += tall + gap

    def _number_px(self, cards: Sequence[CallCard], heights: Sequence[float], width: float) -> float:
        """Share of the height that the numbers of all cards get, so that every room's name can be read."""
        for share in NUMBER_SHARES:
            sizes = []
            for card, tall in zip(cards, heights, strict=True):
                area = self._room_area(QRectF(0, 0, width, tall), share * tall)
                wanted = min(GOOD_ROOM * self.u, tall * 0.4)
                sizes.append(place([_room(card)], area, SOFT, self._room_block(tall)).px >= wanted)
            if all(sizes):
                return share
        return NUMBER_SHARES[-1]

    def _room_block(self, tall: float) -> Block:
        deep = 2 if tall > 120 * self.u else 1
        return Block(min(96 * self.u, tall * 0.52), 24 * self.u, deep, across=1.0, single=GOOD_ROOM * self.u)

    def _room_area(self, card: QRectF, number_px: float) -> QRectF:
        u, pad = self.u, self._pad(card)
        taken = pad + number_px * 0.572 * 3 + self._arrow(card) + 2 * 26 * u
        return card.adjusted(taken, 8 * u, -pad, -8 * u)

    def _pad(self, card: QRectF) -> float:
        return max(28 * self.u, min(60 * self.u, card.height() * 0.2))

    def _arrow(self, card: QRectF) -> float:
        return min(104 * self.u, card.height() * 0.5)

    def _card(self, card: CallCard, area: QRectF, paint: CardPaint, number_px: float) -> None:
        u, pad, size = self.u, self._pad(area), self._arrow(area)
        left = QRectF(area.left() + pad, area.top(), number_px * 0.572 * 3 + 8 * u, area.height())
        number = Run(str(card.number), Weight.BOLD, number=True)
        self.scene.text([number], left, paint.text, Block(number_px, number_px * 0.6))
        room = self.scene.text(
            [_room(card)], self._room_area(area, number_px), paint.text, self._room_block(area.height())
        )
        right = room.area.right() - room.width - 40 * u
        x = max(left.right() + 4 * u, right - size)
        self.scene.marks.append(Mark(QRectF(x, area.center().y() - size / 2, size, size), "arrow_forward", paint.text))

    def _delay(self, picture: Picture, rect: QRectF) -> float:
        """Draw which room runs late at the bottom of `rect`; gives the end of what is left above.

        In all languages where there is room, else in one after the other.
        """
        u, lines = self.u, picture.delay
        if len(picture.calls) > ROOMY:
            lines = (lines[picture.turn % len(lines)],)
        tall = (150 if len(lines) == 1 else 150 + 58 * len(lines)) * u
        card = QRectF(rect.left(), rect.bottom() - tall, rect.width(), tall)
        self.scene.surfaces.append(Surface(card, LATE.fill, None, 0.0, 28 * u))
        size = 84 * u
        mark = QRectF(card.left() + 32 * u, card.center().y() - size / 2, size, size)
        self.scene.marks.append(Mark(mark, "schedule", LATE.text))
        inner = card.adjusted(140 * u, 14 * u, -36 * u, -14 * u)
        first = inner.height() * (1.0 if len(lines) == 1 else 130 / (130 + 58 * (len(lines) - 1)))
        top = inner.top()
        for index, line in enumerate(lines):
            high = first if index == 0 else (inner.height() - first) / (len(lines) - 1)
            area = QRectF(inner.left(), top, inner.width(), high)
            if index == 0:
                self.scene.text(emphasised(line), area, LATE.text, Block(50 * u, 30 * u, 2))
            else:
                self.scene.text([Run(line.text, locale=line.locale)], area, LATE.text, Block(38 * u, 24 * u))
            top += high
        return card.top() - 34 * u


def side_by_side(lines: Sequence[Line], weight: Weight = Weight.REGULAR, *, share: float = 0.82) -> list[Run]:
    """All languages in one line, the first one larger, each isolated from its neighbours."""
    runs = [Run(lines[0].text, Weight.SEMIBOLD, 1.0, lines[0].locale)]
    for line in lines[1:]:
        runs.append(Run(" · ", weight, share, "de"))
        runs.append(Run(f"\u2068{line.text}\u2069", weight, share, line.locale))
    return runs


def emphasised(line: Line) -> list[Run]:
    """One language with its strong part in bold."""
    before, strong, after = line.text.partition(line.strong) if line.strong else (line.text, "", "")
    runs = [Run(before, locale=line.locale), Run(strong, Weight.BOLD, 1.0, line.locale), Run(after, locale=line.locale)]
    return [run for run in runs if run.text]


def _room(card: CallCard) -> Run:
    return Run(card.room, Weight.BOLD)
