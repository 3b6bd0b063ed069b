"""What happens inside pages, with the real engine.

Chromium refuses root its sandbox, so another user runs these tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.users import FIRST, worker
from tests.xvfb import XServer

ROOT = Path(__file__).resolve().parents[3]
INSIDE = ("inside_fields.py", "inside_numbers.py", "inside_hidden.py", "inside_hostile.py", "inside_keypad.py")


@pytest.fixture
def home() -> Iterator[Path]:
    """Give a folder that another user can reach, which `tmp_path` is not."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", INSIDE)
def test_inside_of_pages(name: str, xserver: XServer, home: Path) -> None:
    authority = home / "Xauthority"
    authority.write_bytes(xserver.authority.read_bytes())
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "qt_log_level_fail=CRITICAL"]
    if os.geteuid() == 0:
        user = FIRST + 700 + worker()
        command = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *command]
        os.chown(home, user, user)
        os.chown(authority, user, user)
    ran = subprocess.run(
        [*command, f"--basetemp={home / 'tmp'}", str(Path(__file__).parent / name)],
        cwd=ROOT,
        env={
            **xserver.environment(),
            "XAUTHORITY": str(authority),
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert " passed" in ran.stdout
