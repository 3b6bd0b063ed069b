"""Collects what became of the tests of each clause, from all parallel workers, into one file."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

FILE = Path("build") / "clauses.json"
_PROPERTY = "clauses"
OUTCOMES = ("passed", "failed", "skipped")

Found = dict[str, dict[str, dict[str, Any]]]
"""Clause, test function, and then how many passed, failed and were skipped, the first reason, and the day."""


def clauses_of(item: pytest.Item) -> list[str]:
    """Give the clauses that a test is marked with."""
    return [str(name) for marker in item.iter_markers("clause") for name in marker.args]


def function_of(nodeid: str) -> str:
    """Give a test without its parameters."""
    return nodeid.partition("[")[0]


class ClauseResults:
    """A part of pytest: in workers it names the clauses of each report, in the first process it writes the file."""

    def __init__(self, config: pytest.Config) -> None:
        self._place = config.rootpath / FILE
        self._writes = not hasattr(config, "workerinput")
        self._worst: dict[str, tuple[list[str], str, str]] = {}

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        names = clauses_of(item)
        if names:
            item.user_properties.append((_PROPERTY, json.dumps(names)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, value in report.user_properties:
            if name == _PROPERTY and self._writes:
                self._note(json.loads(str(value)), report)

    def _note(self, clauses: list[str], report: pytest.TestReport) -> None:
        """The worst of setup, call and teardown counts."""
        outcome = "skipped" if report.skipped else ("failed" if report.failed else "passed")
        reason = str(report.longrepr[2]).removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
        known = self._worst.get(report.nodeid)
        order = ("passed", "skipped", "failed")
        if known is None or order.index(outcome) > order.index(known[1]):
            self._worst[report.nodeid] = (clauses, outcome, reason)

    def pytest_sessionfinish(self) -> None:
        """Put the results of this run in place of those of the same tests of an earlier one."""
        if not (self._writes and self._worst):
            return
        kept = read(self._place)
        for clause, tests in counted(self._worst).items():
            kept.setdefault(clause, {}).update(tests)
        self._place.parent.mkdir(exist_ok=True)
        self._place.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def counted(worst: dict[str, tuple[list[str], str, str]]) -> Found:
    """Count the outcomes of one run by clause and test function; skipped long runs are not counted."""
    today = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
    found: Found = {}
    for nodeid, (clauses, outcome, reason) in worst.items():
        if outcome == "skipped" and "make test-full" in reason:
            continue
        for clause in clauses:
            tests = found.setdefault(clause, {})
            one = tests.setdefault(
                function_of(nodeid), {"passed": 0, "failed": 0, "skipped": 0, "reason": "", "date": today}
            )
            one[outcome] += 1
            one["reason"] = one["reason"] or reason
    return found


def read(place: Path) -> Found:
    """Give the results by clause; a file that is not there is none."""
    if not place.exists():
        return {}
    found: Found = json.loads(place.read_text(encoding="utf-8"))
    return found
