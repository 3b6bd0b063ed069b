"""Where the parts of an operator's page stand: title, text, and its picture in what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from kiosk.look.fonts import Weight
from kiosk.look.theme import PAPER
from kiosk.texts import direction
from telemed.waiting_room.scene import Scene, Shot
from telemed.waiting_room.typeset import PITCH, Block, Run, place

if TYPE_CHECKING:
    from telemed.waiting_room.pages import PageView

LEAST = 24
"""Units below which no text goes."""


def draw_page(scene: Scene, page: PageView, rect: QRectF, u: float) -> None:
    """Draw a page into `rect`, in units of `u` pixels; a language from right to left stands at the right."""
    across = 1.0 if direction(page.locale) == "rtl" else 0.0
    rest = rect.adjusted(0, 8 * u, 0, -16 * u)
    tall = min(140 * u, rest.height() * 0.3)
    title = QRectF(rest.left(), rest.top(), rest.width(), tall)
    runs = [Run(page.title, Weight.BOLD, locale=page.locale)]
    scene.text(runs, title, PAPER.ground.text, Block(64 * u, LEAST * u, 2, across, single=48 * u))
    rest = rest.adjusted(0, tall, 0, 0)
    if page.text:
        most = QRectF(rest.left(), rest.top(), rest.width(), rest.height() * (0.55 if page.photo else 1.0))
        words, block = [Run(" ".join(page.text.split()), locale=page.locale)], Block(50 * u, LEAST * u, 8, across)
        tried = place(words, most, PAPER.ground.text, block)
        tall = min(most.height(), tried.px * (tried.layout.lineCount() * PITCH + 0.6))
        text = QRectF(most.left(), most.top(), most.width(), tall)
        scene.text(words, text, PAPER.ground.text, block)
        rest = rest.adjusted(0, tall + 20 * u, 0, 0)
    if page.photo is not None:
        share = min(rest.width() / page.photo.width, rest.height() / page.photo.height)
        wide, high = page.photo.width * share, page.photo.height * share
        left = rest.left() + (rest.width() - wide) * across
        scene.shots.append(Shot(QRectF(left, rest.top(), wide, high), page.photo.file))
