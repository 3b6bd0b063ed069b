"""What failed beside others is run once more; nothing else is, and never what broke off."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.again import MOST, alone, once_more
from tests.tally import plain

WORKS = {"wanted": 9, "left": [], "failed": ["a"]}


def test_a_few_failures_of_a_whole_run_are_run_again() -> None:
    assert once_more(1, WORKS) == ["a"]
    assert once_more(1, WORKS | {"failed": [str(number) for number in range(MOST)]}) != []


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (0, {"failed": []}),
        (2, {}),
        (1, {"left": ["b"]}),
        (1, {"wanted": 0}),
        (1, {"failed": [str(number) for number in range(MOST + 1)]}),
    ],
    ids=["all is well", "broken off", "one never ran", "nothing was found", "too many"],
)
def test_nothing_else_is(status: int, change: dict[str, object]) -> None:
    assert once_more(status, WORKS | change) == []


def test_alone_is_without_workers() -> None:
    given = ["-n", "2", "--dist", "loadgroup", "--max-worker-restart", "0", "--full", "--timeout", "900"]
    assert alone(given) == ["--full", "--timeout", "900"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a.py::test[W-28]@lockdown-web", "a.py::test[W-28]"),
        ("a.py::test@lockdown-web", "a.py::test"),
        ("a.py::test[https://allowed.example@evil/]", "a.py::test[https://allowed.example@evil/]"),
        ("a.py::test[https://allowed.example@evil/]@web", "a.py::test[https://allowed.example@evil/]"),
        ("a.py::test", "a.py::test"),
    ],
)
def test_a_group_is_no_part_of_a_name(given: str, name: str) -> None:
    assert plain(given) == name


TESTS = """
import os, pytest
@pytest.mark.xdist_group("some")
@pytest.mark.parametrize("way", ["a@b"])
def test_fails(way): assert "PYTEST_XDIST_WORKER" not in os.environ
def test_passes(): pass
"""
ENDS = "def test_ends(): os._exit(3)\n"


@pytest.mark.parametrize(
    ("tests", "again"), [(TESTS, ["test_it.py::test_fails[a@b]"]), (TESTS + ENDS, [])], ids=["whole", "a worker ended"]
)
def test_a_run_is_written_down_as_it_was(tmp_path: Path, tests: str, again: list[str]) -> None:
    (tmp_path / "test_it.py").write_text(tests)
    (tmp_path / "conftest.py").write_text(
        "from pathlib import Path\nfrom tests.tally import Tally\n"
        "def pytest_configure(config):\n"
        "    if not hasattr(config, 'workerinput'): config.pluginmanager.register(Tally(Path('tally.json')))\n"
    )
    run = [sys.executable, "-m", "pytest", "-q", "-n", "1", "--dist", "loadgroup", "--max-worker-restart", "0"]
    done = subprocess.run(
        [*run, "-p", "no:cacheprovider", "test_it.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[3]), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert once_more(1, json.loads((tmp_path / "tally.json").read_text())) == again
