"""The table in docs/clauses.md has every row; every row has a test or says why not; every mark is a row."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.clauses.results import counted
from tests.clauses.row import Row
from tests.clauses.rows import ROWS
from tests.clauses.table import NOT_RUN, PAGE, chapter, render, result
from tests.clauses.test_screens import CLAUSES


def marks(root: Path) -> Iterator[str]:
    """Give each clause that a test names, in marks that are written out and in the table of the screens."""
    for path in sorted((root / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
                yield from (str(word.value) for word in node.args if isinstance(word, ast.Constant))
    for names in CLAUSES.values():
        yield from names


def test_every_mark_is_a_row_and_every_row_has_a_test_or_says_why_not(root: Path) -> None:
    named, rows = set(marks(root)), {row.clause for row in ROWS}
    assert named <= rows
    assert rows - named == {row.clause for row in ROWS if row.by and row.clause not in named}
    assert len(rows) == len(ROWS), "each clause once"


def test_the_page_shows_every_row_as_it_is_written(root: Path) -> None:
    page = (root / PAGE).read_text(encoding="utf-8")
    for row in ROWS:
        cells = f"| {row.clause} {row.title} | {row.asks} | {row.how or '-'} |"
        assert cells in page, f"{row.clause}: make clause-table writes it anew"
    shown = re.findall(r"^\| ((?:\d|BITV)[^ ]*) ", page, re.MULTILINE)
    assert sorted(shown) == sorted(row.clause for row in ROWS)
    assert "**broken**" not in page


ROW = Row("5.1.4", "Size", "large", "measured")


def test_outcomes_are_counted_by_test_function_and_long_runs_left_out_are_not() -> None:
    worst = {
        "t.py::test_a[1]": (["5.1.4"], "passed", ""),
        "t.py::test_a[2]": (["5.1.4"], "failed", ""),
        "t.py::test_b": (["5.1.4", "5.7"], "skipped", "no browser"),
        "t.py::test_a[3]": (["5.1.4"], "skipped", "a long run; make test-full does it"),
    }
    found = counted(worst)
    assert found["5.1.4"]["t.py::test_a"]["passed"] == 1
    assert found["5.1.4"]["t.py::test_a"]["skipped"] == 0
    assert result(ROW, found["5.1.4"]).startswith("**broken**: 1 of 2 tests")
    assert result(Row("5.7", "a", "b", "c"), found["5.7"]).startswith("not run: no browser")


def test_a_row_without_results_says_so_or_who_looks() -> None:
    assert result(ROW, {}) == NOT_RUN
    assert result(Row("8.4", "a", "b", "c", "hardware"), {}) == "hardware"
    assert chapter(Row("BITV-7", "a", "b", "c")) == "BITV"
    assert "| 5.1.4 Size | large | measured | not run yet |" in render([ROW], {})
