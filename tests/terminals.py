"""Fixtures for a visitor process in the test's own process; a `conftest.py` that needs them imports them by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.look.fonts import load_fonts
from tests.fakes.terminal import Terminal


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
