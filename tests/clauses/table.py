"""`python -m tests.clauses.table` writes docs/clauses.md from the results of the last runs (`make clause-table`)."""

from __future__ import annotations

import importlib.metadata
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import PySide6

from tests.clauses.results import FILE, OUTCOMES, Found, read
from tests.clauses.row import Row
from tests.clauses.rows import CHAPTERS, ROWS

PAGE = Path("docs") / "clauses.md"
HEAD = """# Clauses of EN 301 549, and what became of them

Every row is a clause with what it asks (in our words), how it is looked at, and the result of the last run. Made by
`make clause-table` from `build/clauses.json`; do not edit. Tests carry the number of their row
(`@pytest.mark.clause`); `tests/clauses/test_controls.py` and the tests of each file show that a bad screen is found.
*Every screen of the tour* is every page, panel, question, refusal, keyboard and notice that the program can show, in
pairs of language, theme, size of screen and scale (`make test`) or in all of them (`make test-full`).

What no program can judge says so: *by hand*, *installer* ([installation.md](installation.md)) or *hardware*. This page
is no certificate; who declares conformity looks at the rows by hand first. How to do that:
[accessibility.md](accessibility.md).

"""
KEPT, BROKEN, NOT_RUN = "kept", "**broken**", "not run yet"


def chapter(row: Row) -> str:
    """Give the key of a row's chapter."""
    return "BITV" if row.clause.startswith("BITV") else row.clause.partition(".")[0]


def result(row: Row, tests: Mapping[str, Mapping[str, object]]) -> str:
    """Say what became of a row."""
    if not tests:
        return row.by or NOT_RUN
    count: Counter[str] = Counter()
    for one in tests.values():
        count.update({outcome: int(str(one[outcome])) for outcome in OUTCOMES})
    last = max(str(one["date"]) for one in tests.values())
    if count["failed"]:
        said = f"{BROKEN}: {count['failed']} of {count['failed'] + count['passed']} tests"
    elif count["passed"]:
        said = f"{KEPT}: {count['passed']} test{'' if count['passed'] == 1 else 's'}"
    else:
        said = "not run: " + "; ".join(sorted({str(one["reason"]) for one in tests.values()}))
    if count["skipped"] and count["passed"]:
        said += f", {count['skipped']} skipped"
    return f"{said}, {last}" + (f"; {row.by}" if row.by else "")


def render(rows: Sequence[Row], found: Found) -> str:
    """Write the page."""
    text = HEAD + _summary(rows, found)
    for key, title in CHAPTERS.items():
        mine = [row for row in rows if chapter(row) == key]
        if mine:
            text += f"## {title}\n\n| clause | what it asks | how it is looked at | result |\n|---|---|---|---|\n"
            text += "".join(_row(row, found.get(row.clause, {})) for row in mine) + "\n"
    return text.rstrip("\n") + "\n"


def _row(row: Row, tests: Mapping[str, Mapping[str, object]]) -> str:
    cells = [f"{row.clause} {row.title}", row.asks, row.how or "-", result(row, tests)]
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def _summary(rows: Sequence[Row], found: Found) -> str:
    said = Counter(kind(row, found.get(row.clause, {})) for row in rows)
    lines = "".join(f"| {name} | {count} |\n" for name, count in sorted(said.items()))
    version = importlib.metadata.version("stadtteil-terminal")
    return (
        f"{len(rows)} rows. Stadtteil-Terminal {version}, PySide6 {PySide6.__version__}, "
        f"Python {platform.python_version()}.\n\n| result | rows |\n|---|---|\n{lines}\n"
    )


def kind(row: Row, tests: Mapping[str, Mapping[str, object]]) -> str:
    """Give the class of a result: what comes before its first colon."""
    return result(row, tests).partition(":")[0]


def main() -> None:
    """Write the page."""
    root = Path(__file__).resolve().parents[2]
    found = read(root / FILE)
    (root / PAGE).write_text(render(ROWS, found), encoding="utf-8")
    count = Counter(kind(row, found.get(row.clause, {})) for row in ROWS)
    print(f"{PAGE}: {len(ROWS)} rows: " + ", ".join(f"{number} {name}" for name, number in sorted(count.items())))


if __name__ == "__main__":
    main()
