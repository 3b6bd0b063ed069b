"""Writes down which tests were to run, which did, and which failed, for `tests.again`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

_GROUP = re.compile(r"^(?P<test>[^\[]*(?:\[.*\])?)@[^\]@]+$", re.DOTALL)


def plain(test: str) -> str:
    """Give a test's own name: pytest-xdist appends the name of its group."""
    found = _GROUP.match(test)
    return found["test"] if found else test


class Tally:
    """What became of a run; written to `path` at its end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wanted: set[str] = set()
        self._done: set[str] = set()
        self._failed: dict[str, None] = {}

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Any, ids: list[str]) -> None:
        """Take what a worker found."""
        self._wanted.update(map(plain, ids))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what became of a part of a test."""
        test = plain(report.nodeid)
        if report.failed:
            self._failed[test] = None
        if report.when == "teardown":
            self._done.add(test)

    def pytest_sessionfinish(self) -> None:
        """Write it down."""
        left = sorted(self._wanted - self._done)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps({"wanted": len(self._wanted), "left": left, "failed": list(self._failed)}))
