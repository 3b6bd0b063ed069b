"""Where everything stands, after the picture `5-waiting-room`: readable from five metres, nothing cut off.

Lengths are in the units of the reference screens, 1920 by 1080 and 1080 by 1920, times `u` pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF

from kiosk.look.fonts import Weight
from kiosk.look.theme import DARK, PAPER
from telemed.waiting_room.calls import CallsPanel, emphasised, side_by_side
from telemed.waiting_room.page_layout import draw_page
from telemed.waiting_room.scene import Mark, Scene, Surface
from telemed.waiting_room.typeset import Block, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telemed.waiting_room.board import Line, NextRow, Picture

NIGHT = "#0B1018"
NUMBER_SHARE = 0.3
"""Of the width of the list, for the numbers; the times get the rest, to be read from as far as the numbers."""
INFO_MARKS = {"hygiene": "clean_hands", "ticket": "confirmation_number", "missed": "support_agent"}


def lay_out(picture: Picture, size: QSizeF) -> Scene:
    """Set the picture into a screen of `size` pixels."""
    scene = Scene()
    whole = QRectF(0, 0, size.width(), size.height())
    portrait = size.height() > size.width()
    wide, high = (1080.0, 1920.0) if portrait else (1920.0, 1080.0)
    page = Page(scene, min(size.width() / wide, size.height() / high), portrait)
    if picture.stale:
        whole = page.banner(picture.stale, picture.turn, whole)
    if picture.night:
        page.night(picture, whole)
        return scene
    if portrait:
        upper = whole.height() * 0.55
        left = QRectF(whole.left(), whole.top(), whole.width(), upper)
        right = QRectF(whole.left(), whole.top() + upper, whole.width(), whole.height() - upper)
    else:
        split = whole.width() * 0.552
        left = QRectF(whole.left(), whole.top(), split, whole.height())
        right = QRectF(whole.left() + split, whole.top(), whole.width() - split, whole.height())
    CallsPanel(scene, page.u).draw(picture, left)
    page.waiting(picture, right)
    return scene


@dataclass(frozen=True, slots=True)
class Page:
    """Draws into `scene` with `u` pixels a unit."""

    scene: Scene
    u: float
    portrait: bool

    def banner(self, lines: Sequence[Line], turn: int, whole: QRectF) -> QRectF:
        """Draw the strip that says the data is old, over the full width; gives what is left below it.

        The first language stays, the others take turns: all at once would be too small.
        """
        u, paint = self.u, PAPER.help
        tall = (210 if self.portrait else 150) * u
        strip = QRectF(whole.left(), whole.top(), whole.width(), tall)
        self.scene.surfaces.append(Surface(strip, paint.fill))
        size = 84 * u
        self.scene.marks.append(
            Mark(QRectF(strip.left() + 48 * u, strip.center().y() - size / 2, size, size), "cloud_off", paint.text)
        )
        inner = strip.adjusted(168 * u, 14 * u, -48 * u, -14 * u)
        first = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * (0.6 if len(lines) > 1 else 1.0))
        deep = 2 if self.portrait else 1
        self.scene.text(emphasised(lines[0]), first, paint.text, Block(46 * u, 26 * u, deep))
        if len(lines) > 1:
            rest = QRectF(inner.left(), first.bottom(), inner.width(), inner.bottom() - first.bottom())
            other = lines[1 + turn % (len(lines) - 1)]
            self.scene.text(emphasised(other), rest, paint.text, Block(38 * u, 24 * u))
        return whole.adjusted(0, tall, 0, 0)

    def waiting(self, picture: Picture, rect: QRectF) -> None:
        """Draw who is next, the clock, and a line of information."""
        u = self.u
        self.scene.surfaces.append(Surface(rect, PAPER.ground.fill))
        inner = rect.adjusted(52 * u, 0, -52 * u, 0)
        top = self._heading(picture, inner)
        deep = (88 if self.portrait else 128) * u
        foot = QRectF(inner.left(), rect.bottom() - deep - 24 * u, inner.width(), deep)
        status = QRectF(inner.left(), foot.top() - 62 * u, inner.width(), 56 * u)
        if picture.page is not None:
            draw_page(self.scene, picture.page, QRectF(inner.left(), top, inner.width(), status.top() - top), u)
        elif not picture.waiting:
            foot = QRectF(inner.left(), top, inner.width(), min(status.top() - top, 300 * u))
        else:
            self._rows(picture.waiting, QRectF(inner.left(), top, inner.width(), status.top() - top))
        self._status(picture, status)
        if picture.info is not None:
            self._info(picture, foot, large=not picture.waiting and picture.page is None)

    def night(self, picture: Picture, rect: QRectF) -> None:
        """Draw the clock and when the office opens again, on a dark screen."""
        u, quiet = self.u, DARK.quiet
        self.scene.surfaces.append(Surface(rect, NIGHT))
        inner = rect.adjusted(80 * u, 0, -80 * u, 0)
        middle = rect.center().y() - 190 * u
        clock = QRectF(inner.left(), middle - 150 * u, inner.width(), 260 * u)
        number = Run(picture.clock, Weight.BOLD, number=True)
        self.scene.text([number], clock, quiet, Block(220 * u, 100 * u, across=0.5))
        closed = QRectF(inner.left(), clock.bottom() + 10 * u, inner.width(), 110 * u)
        self.scene.text(side_by_side(picture.closed), closed, DARK.ground.text, Block(76 * u, 30 * u, across=0.5))
        top = closed.bottom() + 40 * u
        for index, line in enumerate(picture.opens):
            tall = (84 if index == 0 else 70) * u
            area = QRectF(inner.left(), top, inner.width(), tall)
            px = (54 if index == 0 else 42) * u
            self.scene.text([Run(line.text, locale=line.locale)], area, quiet, Block(px, 24 * u, across=0.5))
            top += tall

    # ---- inside --------------------------------------------------------------------------------------------------

    def _heading(self, picture: Picture, inner: QRectF) -> float:
        """Draw the title and the clock on one baseline; gives where the list begins."""
        u = self.u
        baseline = inner.top() + 126 * u
        strip = QRectF(inner.left(), inner.top() + 30 * u, inner.width(), 130 * u)
        clock = self.scene.text(
            [Run(picture.clock, Weight.BOLD, number=True)],
            strip,
            PAPER.ground.text,
            Block(80 * u, 40 * u, across=1.0, baseline=baseline),
        )
        if picture.screen is not None:
            above = QRectF(inner.left(), inner.top() + 8 * u, inner.width(), 48 * u)
            runs = [Run(picture.screen.text, locale=picture.screen.locale)]
            self.scene.text(runs, above, PAPER.quiet, Block(30 * u, 24 * u, across=1.0))
        title = QRectF(strip.left(), strip.top(), strip.width() - clock.width - 40 * u, strip.height())
        if picture.page is None:
            runs = side_by_side(picture.after, share=0.72)
            self.scene.text(runs, title, PAPER.ground.text, Block(52 * u, 24 * u, baseline=baseline))
        return strip.bottom()

    def _rows(self, rows: Sequence[NextRow], rect: QRectF) -> None:
        u = self.u
        pitch = min(200 * u, rect.height() / max(3, len(rows)))
        px = min(128 * u, pitch * 0.66)
        wide = rect.width() * NUMBER_SHARE
        for index, row in enumerate(rows):
            area = QRectF(rect.left(), rect.top() + index * pitch, rect.width(), pitch)
            left = QRectF(area.left(), area.top(), wide, area.height())
            number = Run(str(row.number), Weight.BOLD, number=True)
            self.scene.text([number], left, PAPER.ground.text, Block(px, px / 2))
            right = area.adjusted(wide, 0, 0, 0)
            if row.span:
                times = Run(f"\u2066{row.span}\u2069", number=True)
                self.scene.text([times], right, PAPER.ground.text, Block(min(80 * u, px * 0.9), 30 * u, across=1.0))
            elif row.unknown is not None:
                unknown = Run(row.unknown.text, locale=row.unknown.locale)
                self.scene.text([unknown], right, PAPER.quiet, Block(min(48 * u, px * 0.6), 24 * u, across=1.0))
            line = QRectF(area.left(), area.bottom() - 2 * u, area.width(), 4 * u)
            self.scene.surfaces.append(Surface(line, PAPER.ground.edge))

    def _status(self, picture: Picture, rect: QRectF) -> None:
        """Draw how many more wait, and that this is up to date; the banner says when it is not."""
        u, left = self.u, rect.right()
        if not picture.stale and (picture.calls or picture.quiet):  # neither: nothing has come yet
            left = self._fresh(picture, rect)
        if picture.waiting_more is not None and picture.page is None:
            more = QRectF(rect.left(), rect.top(), left - rect.left() - 24 * u, rect.height())
            runs = [Run(picture.waiting_more.text, locale=picture.waiting_more.locale)]
            self.scene.text(runs, more, PAPER.ground.text, Block(40 * u, 24 * u))

    def _fresh(self, picture: Picture, rect: QRectF) -> float:
        """Draw the age of the data at the right end; gives where it begins."""
        u = self.u
        fresh = self.scene.text(
            [Run(picture.fresh.text, locale=picture.fresh.locale)],
            rect.adjusted(rect.width() * 0.5, 0, 0, 0),
            PAPER.quiet,
            Block(34 * u, 20 * u, across=1.0),
        )
        size = 38 * u
        left = rect.right() - fresh.width - size - 12 * u
        mark = QRectF(left, rect.center().y() - size / 2, size, size)
        self.scene.marks.append(Mark(mark, "check_circle", PAPER.good))
        return left

    def _info(self, picture: Picture, rect: QRectF, *, large: bool) -> None:
        u, info = self.u, picture.info
        if info is None:
            return
        size = (110 if large else 66) * u
        mark = QRectF(rect.left(), rect.center().y() - size / 2, size, size)
        self.scene.marks.append(Mark(mark, INFO_MARKS.get(info.kind, "info"), PAPER.good))
        area = rect.adjusted(size + 24 * u, 0, 0, 0)
        block = Block((58 if large else 40) * u, 24 * u, 3 if large else 2)
        self.scene.text([Run(info.line.text, locale=info.line.locale)], area, PAPER.ground.text, block)
