"""Captions are cut to what the strip holds; nothing of what is said is left out. Pure."""

from __future__ import annotations

from collections.abc import Callable


def pieces(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut `text` between words into pieces that fit; a single word that does not fit stands alone."""
    found: list[str] = []
    held = ""
    for word in text.split():
        longer = f"{held} {word}" if held else word
        if held and not fits(longer):
            found.append(held)
            held = word
        else:
            held = longer
    return [*found, held] if held else found
