"""The rule that demands full coverage does bite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.coverage_rules import FULLY_COVERED, problems

if TYPE_CHECKING:
    from pathlib import Path

COVERED: dict[str, Any] = {"missing_lines": [], "missing_branches": []}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "broker").mkdir()
    (tmp_path / "broker" / "gate.py").write_text("a = 1\n")
    return tmp_path


def test_a_fully_covered_module_is_fine(project: Path) -> None:
    assert problems(project, {"files": {"broker/gate.py": COVERED}}, ("broker/**/*.py",)) == []


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ({"missing_lines": [3, 4], "missing_branches": []}, "broker/gate.py: not covered: lines 3, 4"),
        ({"missing_lines": [], "missing_branches": [[1, -2]]}, "broker/gate.py: not covered: branches 1->-2"),
        (None, "broker/gate.py: never imported by a test"),
    ],
)
def test_a_gap_is_named(project: Path, measured: dict[str, Any] | None, expected: str) -> None:
    files = {} if measured is None else {"broker/gate.py": measured}
    assert problems(project, {"files": files}, ("broker/*.py",)) == [expected]


def test_an_exclusion_wants_a_reason(project: Path) -> None:
    (project / "broker" / "gate.py").write_text(
        "a = 1\nb = 2  # pragma: no cover\nc = 3  # pragma: no cover -- only on a machine with two cards\n",
    )
    found = problems(project, {"files": {"broker/gate.py": COVERED}}, ("broker/*.py",))
    assert found == ["broker/gate.py:2: an exclusion needs a reason after --"]


def test_each_rule_names_something_that_exists(root: Path) -> None:
    assert [pattern for pattern in FULLY_COVERED if not list(root.glob(pattern))] == []
