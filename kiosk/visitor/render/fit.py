"""How many things fit on a page, and in which arrangement. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_ON_A_PAGE = 9
"""There are nine number keys."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of drawing the cells: its name, the least width and the height for a width, of the largest cell."""

    name: str
    least_width: int
    height_for: Callable[[int], int]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The arrangement chosen; `height` is what a cell needs, `per_page` how many are shown at once."""

    variant: str
    columns: int
    rows: int
    width: int
    height: int
    per_page: int


def fit(count: int, width: int, height: int, gap: int, page_row: int, variants: Sequence[Variant]) -> Grid:
    """Choose the first variant and number of columns that shows all `count` cells; else the one that shows most.

    `page_row` is the height of the row of page buttons that is needed when not all fit.
    """
    for variant in variants:
        for columns in _columns(variant, count):
            grid = _grid(variant, columns, count, width, gap)
            if grid is not None and grid.rows * (grid.height + gap) - gap <= height and count <= MOST_ON_A_PAGE:
                return grid
    room = height - page_row - gap
    best: Grid | None = None
    for variant in variants:
        for columns in _columns(variant, count):
            grid = _grid(variant, columns, count, width, gap)
            if grid is None:
                continue
            rows = max(1, (room + gap) // (grid.height + gap))
            rows = min(rows, MOST_ON_A_PAGE // columns) or 1
            fits = grid.height <= room
            better = best is None or _worth(fits, rows * columns, grid.height) > _worth(
                best.height <= room, best.per_page, best.height
            )
            if better:
                best = Grid(variant.name, columns, rows, grid.width, grid.height, rows * columns)
    if best is None:
        last = variants[-1]
        best = Grid(last.name, 1, 1, width, last.height_for(width), 1)
    return _even(best, count)


def _worth(fits: bool, per_page: int, height: int) -> tuple[bool, int]:  # noqa: FBT001 - a value to compare
    """Rank an arrangement: most cells where they fit, else the lowest cells."""
    return fits, per_page if fits else -height


def _even(grid: Grid, count: int) -> Grid:
    """Spread the cells evenly over the pages: 4 and 4, not 6 and 2."""
    pages = -(-count // grid.per_page)
    rows = -(-count // (pages * grid.columns))
    return Grid(grid.variant, grid.columns, rows, grid.width, grid.height, rows * grid.columns)


def _columns(variant: Variant, count: int) -> list[int]:
    """The columns to try, those without a ragged last row first."""
    possible = [columns for columns in variant.columns if columns <= max(1, count)]
    return sorted(possible, key=lambda columns: count % columns != 0) or [1]


def _grid(variant: Variant, columns: int, count: int, width: int, gap: int) -> Grid | None:
    cell = (width - (columns - 1) * gap) // columns
    if cell < variant.least_width:
        return None
    rows = -(-count // columns)
    return Grid(variant.name, columns, rows, cell, variant.height_for(cell), rows * columns)
