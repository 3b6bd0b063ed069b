"""The documentation: headings in order, words for every picture, the aids named; and the installer's checklist."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.texts import Texts
from tests.clauses.rows import ROWS

INSTALLER = ("8.3.1", "8.3.2", "8.3.3", "8.3.4", "8.3.5")
MEASURES = ("1 220 mm", "380 mm", "510 mm", "635 mm", "255 mm", "610 mm", "760 mm", "1 015 mm", "65 dBA")


def pages(root: Path) -> list[Path]:
    return sorted(path for path in (root / "docs").rglob("*.md"))


def levels(text: str) -> list[int]:
    """Give the levels of the headings outside blocks of code."""
    lines, inside, found = text.splitlines(), False, []
    for line in lines:
        if line.startswith("```"):
            inside = not inside
        elif not inside and (match := re.match(r"(#+) ", line)):
            found.append(len(match[1]))
    return found


def wordless(text: str) -> list[str]:
    return re.findall(r"!\[\s*\]\([^)]*\)", text)


@pytest.mark.clause("12.1.2")
def test_headings_are_in_order_and_pictures_have_words(root: Path) -> None:
    found = []
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        steps = levels(text)
        if steps[:1] != [1] or any(later > earlier + 1 for earlier, later in pairwise(steps)):
            found.append(f"{page.name}: {steps}")
        found += [f"{page.name}: {picture}" for picture in wordless(text)]
    assert found == []


def test_bad_pages_are_noticed() -> None:
    assert levels("# a\n```\n## no\n```\n### c\n") == [1, 3]
    assert wordless("![](a.png) ![words](b.png)") == ["![](a.png)"]


@pytest.mark.clause("12.1.1", "11.7")
def test_the_handbook_names_every_choice_of_the_adjust_panel(root: Path) -> None:
    handbook = (root / "docs" / "handbook" / "terminal.md").read_text(encoding="utf-8").casefold()
    texts = Texts("de")
    for key in ("adjust-size", "adjust-theme", "adjust-low", "adjust-guide", "adjust-pace", "adjust-language"):
        words = texts.text(key).rstrip(":").casefold()
        assert words in handbook, words


@pytest.mark.clause("8.3.6")
def test_the_installer_gets_every_clause_with_its_measures(root: Path) -> None:
    page = (root / "docs" / "installation.md").read_text(encoding="utf-8")
    for clause in INSTALLER:
        assert clause in page
    for measure in MEASURES:
        assert measure in page, measure
    assert {row.clause for row in ROWS} >= set(INSTALLER)
