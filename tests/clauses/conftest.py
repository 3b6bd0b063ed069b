"""A visitor process in the test's own process, and tours that several tests look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.look.fonts import load_fonts
from tests.clauses.toured import Toured
from tests.fakes.terminal import Terminal
from tests.tour.visitor import Set


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> QApplication:
    load_fonts()
    return qapp


@pytest.fixture
def make(fonts: QApplication) -> Iterator[Callable[..., Terminal]]:
    made: list[Terminal] = []

    def build(size: tuple[int, int] = (1920, 1080), **given: Any) -> Terminal:
        made.append(Terminal(fonts, size, **given))
        return made[-1]

    yield build
    for terminal in made:
        terminal.close()


@pytest.fixture
def terminal(make: Callable[..., Terminal]) -> Terminal:
    return make()


@pytest.fixture(scope="session")
def toured(fonts: QApplication) -> Callable[[Set], Toured]:
    """Give what a tour of a set came to; each is gone through once in this process."""
    kept: dict[Set, Toured] = {}

    def go(which: Set) -> Toured:
        if which not in kept:
            kept[which] = Toured.of(fonts, which)
        return kept[which]

    return go
