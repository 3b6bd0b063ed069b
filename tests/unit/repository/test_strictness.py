"""What the test runner promises: a warning, a Qt warning, an unknown marker and a hanging test are failures."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    "a warning": "import warnings\ndef test_it():\n    warnings.warn('old', DeprecationWarning, stacklevel=1)\n",
    "a warning of Qt": "from PySide6.QtCore import qWarning\ndef test_it():\n    qWarning('odd')\n",
    "an unknown marker": "import pytest\n@pytest.mark.fulll\ndef test_it():\n    pass\n",
    "an unclosed file": "import gc\ndef test_it():\n    open(__file__)\n    gc.collect()\n",
    "a test that hangs": "import pytest\n@pytest.mark.timeout(1)\ndef test_it():\n    while True:\n        pass\n",
}


def run(root: Path, folder: Path, source: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_one.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(root / "pyproject.toml")]
    environment = {**os.environ, "PYTEST_ADDOPTS": ""}
    return subprocess.run(
        [*command, *options, "--rootdir", str(folder), str(folder / "test_one.py")],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("what", CASES)
def test_it_fails_a_test(root: Path, tmp_path: Path, what: str) -> None:
    said = run(root, tmp_path, CASES[what])
    assert said.returncode != 0, said.stdout


def test_a_group_stays_together(root: Path, tmp_path: Path) -> None:
    """pytest-xdist marks a group in the id of a test; with a pytest that keeps ids to itself all are torn apart."""
    mark = "@pytest.mark.parametrize('n', range(6))\n@pytest.mark.xdist_group('one')\n"
    said = run(
        root,
        tmp_path,
        f"import pytest\n{mark}def test_it(n, worker_id):\n    print('ran by ' + worker_id)\n",
        "-n2",
        "--dist=loadgroup",
        "-rP",
    )
    assert said.returncode == 0, said.stdout + said.stderr
    assert len({line for line in said.stdout.splitlines() if line.startswith("ran by gw")}) == 1, said.stdout


def test_a_quiet_test_passes(root: Path, tmp_path: Path) -> None:
    said = run(root, tmp_path, "def test_it():\n    pass\n")
    assert said.returncode == 0, said.stdout + said.stderr
