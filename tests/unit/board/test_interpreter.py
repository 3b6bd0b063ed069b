"""Qt gives back one reference to None too many at each call; the process must live on."""

from __future__ import annotations

import subprocess
import sys

import pytest

CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("x")
print("alive")
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


def test_process_outlives_many_calls_into_qt() -> None:
    result = run(f"import kiosk.look\n{CALLS}")

    assert result.stdout.strip() == "alive", result.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on None is never counted")
def test_without_the_guard_it_dies() -> None:
    """Fails as soon as Qt for Python is repaired: then the guard can go."""
    result = run(CALLS)

    assert "none_dealloc" in result.stderr
