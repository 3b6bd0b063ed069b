"""The table in docs/lockdown.md shows every entry of the lockdown suite, and no other."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.lockdown.entries import GROUPS
from tests.lockdown.table import PAGE, entries_of, render
from tests.lockdown.untested import UNTESTED

LEAST = 130


@pytest.fixture(scope="module")
def entries(root: Path) -> list[dict[str, str]]:
    return entries_of(root, sys.executable)


def shown(text: str) -> set[tuple[str, str]]:
    """Give id and title of each row."""
    rows = re.findall(r"^\| ([A-Z0-9][\w-]*) \| (.*?)(?<!\\) \|", text, re.MULTILINE)
    return {(number, title.replace("\\|", "|")) for number, title in rows}


def test_the_table_shows_every_entry_and_no_other(root: Path, entries: list[dict[str, str]]) -> None:
    expected = {(entry["id"], entry["title"]) for entry in entries} | {(each.id, each.title) for each in UNTESTED}
    assert shown((root / PAGE).read_text(encoding="utf-8")) == expected, "make lockdown-table writes it anew"


def test_each_entry_has_an_id_of_its_own_and_a_known_group(entries: list[dict[str, str]]) -> None:
    ids = [entry["id"] for entry in entries]
    assert sorted(ids) == sorted(set(ids))
    assert {entry["group"] for entry in entries} <= set(GROUPS)


def test_there_are_as_many_entries_as_promised(entries: list[dict[str, str]]) -> None:
    assert len(entries) >= LEAST


def test_an_entry_that_is_not_in_the_table_is_noticed() -> None:
    entry = {"id": "X-01", "title": "a | b", "group": "input", "control": ""}
    result = {"outcome": "skipped", "reason": "Skipped: no", "date": "2026-01-01"}
    text = render([entry], {"X-01": result})
    assert ("X-01", "a | b") in shown(text)
    assert "not run: no" in text
    assert ("X-01", "a | b") not in shown(render([], {}))
