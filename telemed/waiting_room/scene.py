"""A picture laid out in pixels: surfaces, texts and pictograms with their places, ready to be painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from telemed.waiting_room.typeset import Block, Placed, Run, place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.look.pictograms import Pictograms


@dataclass(frozen=True, slots=True)
class Surface:
    """A filled rectangle; `edge` is drawn inside it, `line` pixels wide."""

    rect: QRectF
    fill: str
    edge: str | None = None
    line: float = 0.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A pictogram in a square."""

    rect: QRectF
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the operator's, by its file."""

    rect: QRectF
    file: str


@dataclass(slots=True)
class Scene:
    """What is painted, back to front: surfaces, pictures, pictograms, texts."""

    surfaces: list[Surface] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    texts: list[Placed] = field(default_factory=list)

    def text(self, runs: Sequence[Run], area: QRectF, colour: str, block: Block) -> Placed:
        """Set a text and keep it."""
        placed = place(runs, area, colour, block)
        self.texts.append(placed)
        return placed

    def paint(
        self,
        painter: QPainter,
        pictograms: Pictograms,
        pixel_ratio: float = 1.0,
        images: Mapping[str, QImage] = MappingProxyType({}),
    ) -> None:
        """Draw everything; `images` are the pictures by file."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for surface in self.surfaces:
            _paint_surface(painter, surface)
        for shot in self.shots:
            if shot.file in images:
                painter.drawImage(shot.rect, images[shot.file])
        for mark in self.marks:
            pixels = max(1, round(mark.rect.width() * pixel_ratio))
            pixmap = pictograms.pixmap(mark.name, mark.colour, pixels)
            painter.drawPixmap(mark.rect, pixmap, QRectF(pixmap.rect()))
        for text in self.texts:
            painter.setPen(text.colour)
            text.layout.draw(painter, QPointF(0, 0))


def _paint_surface(painter: QPainter, surface: Surface) -> None:
    rect = surface.rect
    if surface.edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(QColor(surface.edge), surface.line))
        half = surface.line / 2
        rect = rect.adjusted(half, half, -half, -half)
    painter.setBrush(QColor(surface.fill))
    if surface.radius:
        painter.drawRoundedRect(rect, surface.radius, surface.radius)
    elif surface.edge is None:
        painter.fillRect(rect, QColor(surface.fill))
    else:
        painter.drawRect(rect)
