"""Collects what became of each entry of the lockdown table, from all parallel workers, into one file."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

FILE = Path("build") / "lockdown.json"
_PROPERTY = "lockdown"


def described(item: pytest.Item) -> dict[str, str] | None:
    """Give the fields of an entry's marker; None where a test is none."""
    marker = item.get_closest_marker("lockdown")
    if marker is None:
        return None
    names = ("id", "title", "group")
    found = {**dict(zip(names, marker.args, strict=False)), **marker.kwargs}
    return {"control": "", **{name: str(value) for name, value in found.items()}}


class Results:
    """A part of pytest: in workers it names the entry of each report, in the first process it writes the file."""

    def __init__(self, config: pytest.Config) -> None:
        self._place = config.rootpath / FILE
        self._writes = not hasattr(config, "workerinput")
        self._found: dict[str, dict[str, str]] = {}

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        entry = described(item)
        if entry is not None:
            item.user_properties.append((_PROPERTY, json.dumps(entry)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, value in report.user_properties:
            if name == _PROPERTY and self._writes:
                self._note(json.loads(str(value)), report)

    def _note(self, entry: dict[str, str], report: pytest.TestReport) -> None:
        """The worst of setup, call and teardown counts, and of several tests of one entry."""
        outcome = "skipped" if report.skipped else ("failed" if report.failed else "passed")
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        known = self._found.get(entry["id"])
        order = ("passed", "skipped", "failed")
        if known is None or order.index(outcome) > order.index(known["outcome"]):
            today = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
            self._found[entry["id"]] = {**entry, "outcome": outcome, "reason": reason, "date": today}

    def pytest_sessionfinish(self) -> None:
        """Put the results of this run beside those of entries that it left out."""
        if self._writes and self._found:
            kept = read(self._place)
            kept.update(self._found)
            self._place.parent.mkdir(exist_ok=True)
            self._place.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(place: Path) -> dict[str, dict[str, Any]]:
    """Give the results by id; a file that is not there is none."""
    if not place.exists():
        return {}
    found: dict[str, dict[str, Any]] = json.loads(place.read_text(encoding="utf-8"))
    return found
