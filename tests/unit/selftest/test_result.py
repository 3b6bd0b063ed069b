"""A self-test is green only when every place and every check had its control and found nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.selftest.cli import in_words
from kiosk.selftest.result import Check, Outcome, Result, Row, State, judge, keep, kept

CLEAN = Row("memory", 10, 1, 0, 1, "clean")
GONE = Check("cookie", control=True, holds=True)


@pytest.mark.parametrize(
    ("state", "check", "outcome"),
    [
        ("clean", GONE, "proven"),
        ("absent", GONE, "proven"),
        ("no-control", GONE, "unproven"),
        ("unread", GONE, "unproven"),
        ("found", GONE, "found"),
        ("clean", Check("cookie", control=False, holds=True), "unproven"),
        ("clean", Check("cookie", control=True, holds=False), "found"),
    ],
)
def test_the_outcome_follows_from_places_and_checks(state: State, check: Check, outcome: Outcome) -> None:
    assert judge((CLEAN, Row("files", 1, 1, 0, 1, state)), (check,)) == outcome


def test_nothing_searched_is_nothing_proven() -> None:
    assert judge((), (GONE,)) == judge((CLEAN,), ()) == "unproven"


def test_what_is_kept_is_read_again_and_damage_is_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path) is None
    keep(Result("proven", 1_700_000_000, 25_000, (CLEAN,), (GONE,)), tmp_path)
    found = kept(tmp_path)
    assert found is not None
    assert (found.outcome, found.at, found.milliseconds, found.places) == ("proven", 1_700_000_000, 25_000, 1)
    (tmp_path / "selftest.json").write_text("{")
    assert kept(tmp_path) is None


def test_staff_read_what_is_wrong_and_nothing_else() -> None:
    bad = Row("files on /", 1, 1, 2, 5, "found", "stored")
    text = in_words(Result("found", 0, 9000, (CLEAN, bad), (GONE, Check("cache", control=True, holds=False))))
    assert text.startswith("NICHT SAUBER")
    assert "files on /: GEFUNDEN stored" in text
    assert "Zweiter Besuch, cache: noch da" in text
    assert "memory" not in text
    assert "Abgebrochen bei: x" in in_words(Result("unproven", 0, 1, problem="x"))


def test_without_the_right_to_read_memory_nothing_is_claimed() -> None:
    command = [sys.executable, "-m", "kiosk", "selftest", "wipe"]
    drop = ["setpriv", "--bounding-set=-sys_ptrace"]
    try:
        done = subprocess.run([*drop, *command], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("setpriv (util-linux) is missing")
    if "setpriv:" in done.stderr:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "als root" in done.stderr
