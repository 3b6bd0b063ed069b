"""A terminal with voice control, and somebody who talks to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.look.fonts import load_fonts
from tests.fakes.speaker import Speaker


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> QApplication:
    load_fonts()
    return qapp


@pytest.fixture
def speaker(fonts: QApplication) -> Iterator[Callable[..., Speaker]]:
    made: list[Speaker] = []

    def build(**given: Any) -> Speaker:
        made.append(Speaker(fonts, **given))
        return made[-1]

    yield build
    for one in made:
        one.terminal.close()
