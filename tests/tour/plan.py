"""Which sets of screens a tour goes through."""

from __future__ import annotations

import itertools

from kiosk.texts import known_locales
from tests.pairwise import pairwise
from tests.tour.visitor import Set

LOCALES = known_locales()
THEMES = ("paper", "contrast", "dark")
SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
SCALES = (1.0, 1.75)


def every() -> list[Set]:
    """Give all combinations."""
    return [Set(*values) for values in itertools.product(LOCALES, THEMES, SIZES, SCALES)]


def chosen(*, full: bool | None = None) -> list[Set]:
    """Give the combinations that are gone through wholly: pairwise by the seed, or all."""
    rows = pairwise(full=full, locale=LOCALES, theme=THEMES, size=SIZES, scale=SCALES)
    return [Set(**row) for row in rows]  # type: ignore[arg-type]
