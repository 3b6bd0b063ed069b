"""`stadtteil selftest wipe` as the nightly unit runs it: everything real, once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.selftest.result import kept
from kiosk.selftest.words import KINDS, WEB_KINDS
from tests import users
from tests.journeys.parts import missing

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.skipif(os.geteuid() != 0, reason="reading the memory of other processes needs root"),
    pytest.mark.timeout(240),
    pytest.mark.xdist_group("terminal"),
]

MUST = {
    "memory of the supervisor",
    "memory of the hub",
    "memory of the display server",
    "arguments and environment",
    "files without a name",
    "System V shared memory",
    "clipboard, selections, cut buffers",
    "databases of the hub",
    "files on /",
    "printer",
    "/home/visitor in the sandbox",
    "/dev/shm in the sandbox",
    *(f"word: {kind}" for kind in (*KINDS, *WEB_KINDS)),
}
SECOND = {
    "cookie",
    "cache",
    "TLS session",
    "service worker",
    "local storage",
    "databases",
    "clipboard",
    "zoom",
    "volume",
}


def test_a_made_up_visit_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    settings = tmp_path / "terminal.toml"
    settings.write_text(f'name = "test"\nstate = "{tmp_path}/state"\nruntime = "{tmp_path}/run"\n')
    first = users.FIRST + 500 + 2 * users.worker()
    command = [sys.executable, "-m", "kiosk", "selftest", "wipe", "--json", "--virtual", "--config", str(settings)]
    done = subprocess.run([*command, "--first-user", str(first)], capture_output=True, text=True, check=False)
    result = json.loads(done.stdout)
    print(f"self-test: {result['milliseconds']} ms, {sum(row['searched'] for row in result['places']) >> 20} MiB")
    wrong = [row for row in result["places"] if row["state"] not in {"clean", "absent"}]
    assert wrong == []
    assert (result["problem"], result["outcome"], done.returncode) == ("", "proven", 0)
    clean = {row["place"]: row for row in result["places"] if row["state"] == "clean"}
    assert clean.keys() >= MUST
    assert all(row["control"] > 0 and row["after"] == 0 for row in clean.values())
    assert {check["what"] for check in result["second"]} >= SECOND
    assert all(check["control"] and check["holds"] for check in result["second"])
    found = kept(tmp_path / "state")
    assert found is not None
    assert found.outcome == "proven"
