"""Each dependency has its reason in docs/dependencies.md, and the lock file holds it with hashes."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def name_of(requirement: str) -> str:
    """Give the normalised name of a requirement or package."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", requirement.strip())[0]).lower()


def declared(root: Path, group: str) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] if group == "running" else project["dependency-groups"]["dev"]
    return {name_of(each) for each in wanted}


def rows(root: Path, title: str) -> list[list[str]]:
    section = (root / "docs" / "dependencies.md").read_text().split(f"## {title}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def debian_names(file: Path) -> set[str]:
    lines = (line.partition("#")[0].strip() for line in file.read_text().splitlines())
    return {line.partition("|")[0] for line in lines if line}


@pytest.mark.parametrize(("group", "title"), [("running", "running"), ("dev", "developing")])
def test_python_packages_are_those_of_the_table(root: Path, group: str, title: str) -> None:
    assert {name_of(row[0]) for row in rows(root, f"Python packages, {title}")} == declared(root, group)


@pytest.mark.parametrize(("kind", "title"), [("run", "running"), ("test", "testing")])
def test_debian_packages_are_those_of_the_table(root: Path, kind: str, title: str) -> None:
    written = {name for row in rows(root, f"Debian packages, {title}") for name in re.findall(r"`([^`]+)`", row[0])}
    assert written == debian_names(root / "images" / f"packages-{kind}.txt")


def test_every_row_says_why_and_under_which_licence(root: Path) -> None:
    for title in (
        "Python packages, running",
        "Python packages, developing",
        "Debian packages, running",
        "Debian packages, testing",
    ):
        assert [row for row in rows(root, title) if len(row) != 3 or not all(row)] == []


def test_the_lock_holds_every_dependency_with_hashes(root: Path) -> None:
    lock = (root / "requirements.lock").read_text()
    blocks = re.findall(r"^(\S+)==\S+ \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", lock, re.MULTILINE)
    locked = {name_of(name) for name, _ in blocks}
    assert (declared(root, "running") | declared(root, "dev")) - locked == set()
    assert len(locked) == len(re.findall(r"^\S+==", lock, re.MULTILINE))


def test_each_declared_package_has_a_minimum_version(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert [each for each in wanted if ">=" not in each] == []
