"""What can be measured on a picture of a screen: contrast of writing, of edges, and of what a change made visible.

Pure; pixels are numbers 0xAARRGGBB as Qt's `Format_RGB32` has them, of which the alpha is passed over. Ratios are those
of WCAG 2.2: 1 to 21. Writing is drawn with soft edges, so that most of its colours are mixtures; what is measured is
the colour that its strokes have inside.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

TEXT = 7.0
"""Contrast that writing has here at least (WCAG 2.2, 1.4.6)."""

EDGE = 3.0
"""Contrast that edges which matter, marks and the focus have at least (1.4.11, 2.4.13)."""

INK_SHARE = 0.12
"""A colour that fills less than this share of what is drawn is a mixture at an edge, or an ornament."""

_LINEAR_BELOW = 0.04045


@lru_cache(maxsize=65536)
def luminance(colour: int) -> float:
    """Relative luminance, 0 to 1."""
    parts = ((colour >> shift & 0xFF) / 255 for shift in (16, 8, 0))
    red, green, blue = (p / 12.92 if p <= _LINEAR_BELOW else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: int, other: int) -> float:
    """Contrast ratio of two colours."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in pixels."""

    left: int
    top: int
    width: int
    height: int

    def inset(self, by: int) -> Box:
        """The same, smaller by so much on each side; never less than nothing."""
        return Box(self.left + by, self.top + by, max(0, self.width - 2 * by), max(0, self.height - 2 * by))


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture: `pixels` row by row, `width` of them in each of `height` rows."""

    pixels: memoryview
    width: int
    height: int

    def row(self, y: int, left: int, right: int) -> memoryview:
        """The pixels of a row from `left` until before `right`, as far as they are in the picture."""
        if not 0 <= y < self.height:
            return self.pixels[0:0]
        start = y * self.width
        return self.pixels[start + max(0, left) : start + max(0, min(self.width, right))]

    def colours(self, box: Box) -> Counter[int]:
        """How often each colour occurs in a part."""
        found: Counter[int] = Counter()
        for y in range(box.top, box.top + box.height):
            found.update(self.row(y, box.left, box.left + box.width))
        return found


def inks(colours: Counter[int]) -> tuple[int | None, list[int]]:
    """Tell the ground (the most frequent colour) from what is drawn on it; both empty where there are no pixels."""
    if not colours:
        return None, []
    ground = colours.most_common(1)[0][0]
    drawn = sum(count for colour, count in colours.items() if colour != ground)
    return ground, [colour for colour, count in colours.items() if colour != ground and count >= INK_SHARE * drawn]


def text_contrast(raster: Raster, box: Box, *, one_ink: bool = False) -> float | None:
    """The least contrast of what is written in `box` with its ground; None where nothing is drawn there at all.

    With `one_ink` (a single sign or pictogram, whose edges may hold more pixels than its strokes), and where all is
    mixtures, the colour that stands out most is taken.
    """
    colours = raster.colours(box)
    ground, drawn = inks(colours)
    if ground is None or len(colours) == 1:
        return None
    if one_ink or not drawn:
        return max(contrast(ground, colour) for colour in colours)
    return min(contrast(ground, colour) for colour in drawn)


def edge_contrast(raster: Raster, box: Box, depth: int, outside: int) -> float:
    """How well the sides of a box stand out from what is around it: the least of its sides that are in the picture.

    At the middle of each side the colours from `outside` pixels before it are compared with those of `depth` pixels
    inside; an edge, or a filling of another colour, both make a box visible.
    """
    middle_x, middle_y = box.left + box.width // 2, box.top + box.height // 2
    right, bottom = box.left + box.width - 1, box.top + box.height - 1
    sides = [
        [(box.left + step, middle_y) for step in range(-outside, depth)],
        [(right - step, middle_y) for step in range(-outside, depth)],
        [(middle_x, box.top + step) for step in range(-outside, depth)],
        [(middle_x, bottom - step) for step in range(-outside, depth)],
    ]
    found = []
    for side in sides:
        points = [_at(raster, x, y) for x, y in side]
        if points[0] is not None:
            found.append(max(contrast(points[0], point) for point in points if point is not None))
    return min(found, default=1.0)


def _at(raster: Raster, x: int, y: int) -> int | None:
    inside = 0 <= x < raster.width and 0 <= y < raster.height
    return int(raster.pixels[y * raster.width + x]) if inside else None


def changed(before: Raster, after: Raster, box: Box, ratio: float = EDGE) -> int:
    """How many pixels of `box` changed by this contrast between two pictures of the same size, colours aside."""
    pairs: Counter[tuple[int, int]] = Counter()
    for y in range(box.top, box.top + box.height):
        one = before.row(y, box.left, box.left + box.width)
        other = after.row(y, box.left, box.left + box.width)
        if one != other:
            pairs.update(zip(one, other, strict=True))
    return sum(count for (old, new), count in pairs.items() if old != new and contrast(old, new) >= ratio)
