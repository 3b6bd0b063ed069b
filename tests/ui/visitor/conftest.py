"""A visitor process in the test's own process."""

from __future__ import annotations

from tests.terminals import fonts, make, terminal

__all__ = ["fonts", "make", "terminal"]
