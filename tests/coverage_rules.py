"""After a covered run: print the report, and demand that security-relevant modules are covered fully, branches too.

usage: python tests/coverage_rules.py    (in the repository's folder, after `coverage combine`)
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

FULLY_COVERED = (
    "kiosk/supervisor/sandbox.py",
    "kiosk/supervisor/proof.py",
    "kiosk/supervisor/record.py",
    "kiosk/supervisor/ending.py",
    "kiosk/selftest/words.py",
    "kiosk/selftest/result.py",
    "kiosk/supervisor/web.py",
    "kiosk/visitor/browser/port.py",
    "kiosk/broker/**/*.py",
    "kiosk/channel.py",
    "kiosk/supervisor/lasting.py",
    "kiosk/supervisor/quota.py",
    "device_drivers/service.py",
    "device_drivers/wire.py",
    "device_drivers/codecs/modbus.py",
    "device_drivers/codecs/ld2410.py",
    "telemed/hub/accounts*.py",
    "telemed/hub/roles.py",
    "telemed/hub/journal/**/*.py",
    "telemed/hub/vault.py",
    "telemed/hub/retention.py",
    "telemed/hub/booking/people.py",
)
"""Sandbox, wipe, gate, broker, accounts, journal: a line here that no test reaches is a promise nobody checked."""

PRAGMA = re.compile(r"#\s*pragma: no (?:cover|branch)\s*(?P<reason>--\s*\S.*)?$", re.MULTILINE)


def main(root: Path) -> int:
    """Print what is not covered; give 1 when a rule is broken."""
    target = root / "build" / "coverage" / "coverage.json"
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "report"], cwd=root, check=True)
    subprocess.run([*coverage, "json", "--quiet", "-o", str(target)], cwd=root, check=True)
    broken = problems(root, json.loads(target.read_text()), FULLY_COVERED)
    for line in broken:
        print(line)
    print(f"coverage rules: {len(broken)} broken" if broken else "coverage rules: kept")
    return 1 if broken else 0


def problems(root: Path, report: dict[str, Any], patterns: tuple[str, ...]) -> list[str]:
    """Give one line for each module that is named by ``patterns`` and not covered fully, or excuses itself silently."""
    found: list[str] = []
    for pattern in patterns:
        modules = sorted(path.relative_to(root).as_posix() for path in root.glob(pattern))
        for module in modules:
            found += _gaps(module, report["files"].get(module))
            found += _excuses(module, (root / module).read_text())
    return found


def _gaps(module: str, measured: dict[str, Any] | None) -> list[str]:
    if measured is None:
        return [f"{module}: never imported by a test"]
    gaps = []
    if measured["missing_lines"]:
        gaps.append("lines " + ", ".join(map(str, measured["missing_lines"])))
    if measured["missing_branches"]:
        gaps.append("branches " + ", ".join(f"{start}->{end}" for start, end in measured["missing_branches"]))
    return [f"{module}: not covered: {gap}" for gap in gaps]


def _excuses(module: str, source: str) -> list[str]:
    return [
        f"{module}:{source.count(chr(10), 0, found.start()) + 1}: an exclusion needs a reason after --"
        for found in PRAGMA.finditer(source)
        if found["reason"] is None
    ]


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
