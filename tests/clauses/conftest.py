"""A visitor process in the test's own process, and tours that several tests look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.clauses.toured import Toured
from tests.terminals import fonts, make, terminal
from tests.tour.visitor import Set

__all__ = ["fonts", "make", "terminal"]


@pytest.fixture(scope="session")
def toured(fonts: QApplication) -> Callable[[Set], Toured]:
    """Give what a tour of a set came to; each is gone through once in this process."""
    kept: dict[Set, Toured] = {}

    def go(which: Set) -> Toured:
        if which not in kept:
            kept[which] = Toured.of(fonts, which)
        return kept[which]

    return go
