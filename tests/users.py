"""Reserved user ids for visitors in tests: each parallel worker, and each kind of test, has its own.

A proof looks for everything that runs under its visitor's id. `STADTTEIL_TEST_USERS` moves all of them, so that the
tests of two checkouts can run beside each other on one machine.
"""

from __future__ import annotations

import os

FIRST = int(os.environ.get("STADTTEIL_TEST_USERS", "64000"))


def worker() -> int:
    """Give the number of this parallel worker, from 0."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
