"""A terminal with voice control, and somebody who talks to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes.speaker import Speaker
from tests.terminals import fonts

__all__ = ["fonts"]


@pytest.fixture
def speaker(fonts: QApplication) -> Iterator[Callable[..., Speaker]]:
    made: list[Speaker] = []

    def build(**given: Any) -> Speaker:
        made.append(Speaker(fonts, **given))
        return made[-1]

    yield build
    for one in made:
        one.terminal.close()
