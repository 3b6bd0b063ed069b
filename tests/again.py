"""Run all tests beside each other; the few that failed are run once more, alone, and are named in any case.

usage: python -m tests.again [arguments of pytest]

See `docs/decisions/0051-what-fails-under-load-is-run-once-more-alone.md`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TALLY = Path("build/tally.json")
MOST = 3
"""More failures than this are no matter of a busy machine."""
PYTEST = (sys.executable, "-m", "coverage", "run", "-m", "pytest")


def once_more(status: int, tally: dict[str, object]) -> list[str]:
    """Give the tests to be run again: none where a run broke off, where too many failed, or where all is well."""
    failed = tally["failed"]
    assert isinstance(failed, list)
    whole = status == 1 and tally["wanted"] and not tally["left"]
    return failed if whole and len(failed) <= MOST else []


def alone(arguments: list[str]) -> list[str]:
    """Leave out of pytest's arguments what spreads tests over workers."""
    kept, skip = [], False
    for argument in arguments:
        if skip or argument in {"-n", "--dist", "--max-worker-restart"}:
            skip = not skip
            continue
        kept.append(argument)
    return kept


def main(arguments: list[str]) -> int:
    """Give the exit status of the tests."""
    TALLY.unlink(missing_ok=True)
    status = subprocess.run([*PYTEST, f"--tally={TALLY}", *arguments], check=False).returncode
    if status == 0 or not TALLY.exists():
        return status
    again = once_more(status, json.loads(TALLY.read_text()))
    if not again:
        return status
    print("\nFailed beside others, run once more alone:", *again, sep="\n  ", flush=True)
    second = subprocess.run([*PYTEST, *alone(arguments), *again], check=False).returncode
    if second == 0:
        print("\nUNSTABLE: failed beside others and passed alone:", *again, sep="\n  ", flush=True)
    return second


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
