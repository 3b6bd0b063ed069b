"""`python -m tests.lockdown.table` writes docs/lockdown.md from the results of the last runs (`make lockdown-table`).

`--entries` prints id, title and group of every marked test as JSON instead, without running any.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.metadata
import io
import json
import platform
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import PySide6
import pytest

from tests.lockdown.entries import GROUPS
from tests.lockdown.results import FILE, described, read
from tests.lockdown.untested import UNTESTED

PAGE = Path("docs") / "lockdown.md"
PLACES = ("tests/lockdown", "tests/journeys", "tests/residue", "tests/unit")
"""Where entries may be."""
RESULTS = {"passed": "held", "failed": "**failed**", "skipped": "not run", "": "not run yet"}
HEAD = """# What was tried to get out, and what became of it

Every entry of the lockdown suite with the result of its last run. Made by `make lockdown-table` from
`build/lockdown.json`; do not edit. Entries are tried against the real program (supervisor, session broker, visitor in
its sandbox) at a real X server, with keys and buttons of the XTEST extension, and with a hostile site on this machine.
After each, this is looked at from outside:

| check | how it is known to notice (`tests/lockdown/test_watch.py`) |
|---|---|
| a: no window was opened but ours, not even for a moment | one that is opened and closed again is reported |
| b: ours is full-screen and on top | a foreign window over it is reported |
| c: pages: only allowed addresses were asked for and are shown | see the controls of the entries |
| d: below the supervisor there are only brokers and sandboxes | a process put there is reported |
| e: no file of a visitor outside its RAM home | a file of its user id is reported |
| f: listeners on TCP and UDP, on loopback and on another address, got nothing | one packet is reported |
| g: the session ends proven, nothing is out of order, the next one can begin | a terminal out of order is reported |

"""


class _Collector:
    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Keep the entries, each once."""
        for item in session.items:
            entry = described(item)
            if entry is not None and entry not in self.found:
                self.found.append(entry)


def collected(root: Path) -> list[dict[str, str]]:
    """Give every marked test's entry; must run in a process of its own, because pytest collects in it."""
    collector = _Collector()
    words = ["--collect-only", "-q", "-p", "no:cacheprovider", f"--rootdir={root}"]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = pytest.main([*words, *(str(root / place) for place in PLACES)], plugins=[collector])
    if code != 0:
        raise SystemExit(said.getvalue())
    return collector.found


def render(entries: list[dict[str, str]], results: Mapping[str, Mapping[str, str]]) -> str:
    """Write the page."""
    text = HEAD + _summary(entries, results)
    for group, title in GROUPS.items():
        mine = sorted((entry for entry in entries if entry["group"] == group), key=lambda entry: entry["id"])
        if mine:
            text += f"## {title}\n\n| id | what is tried | control | result | date |\n|---|---|---|---|---|\n"
            text += "".join(_row(entry, results.get(entry["id"], {})) for entry in mine) + "\n"
    text += "## Not tested here\n\n| id | what is tried | why not here | what the image or the office must do |\n"
    text += "|---|---|---|---|\n"
    return text + "".join(f"| {each.id} | {each.title} | {each.why} | {each.must} |\n" for each in UNTESTED)


def _summary(entries: list[dict[str, str]], results: Mapping[str, Mapping[str, str]]) -> str:
    rows = ""
    for group, title in GROUPS.items():
        mine = [results.get(entry["id"], {}).get("outcome", "") for entry in entries if entry["group"] == group]
        count = Counter(mine)
        others = len(mine) - count["passed"] - count["failed"]
        rows += f"| {title} | {len(mine)} | {count['passed']} | {count['failed']} | {others} |\n"
    all_of = f"{len(entries)} entries with a test, {len(UNTESTED)} without. Stadtteil-Terminal {_version()}, "
    all_of += f"PySide6 {PySide6.__version__}, Python {platform.python_version()}.\n\n"
    return all_of + f"| group | entries | held | failed | not run |\n|---|---|---|---|---|\n{rows}\n"


def _version() -> str:
    return importlib.metadata.version("stadtteil-terminal")


def _row(entry: Mapping[str, str], result: Mapping[str, str]) -> str:
    outcome = RESULTS[result.get("outcome", "")]
    reason = result.get("reason", "").removeprefix("Skipped: ")
    said = f"{outcome}: {reason}" if reason else outcome
    control = entry["control"] or "in the test"
    cells = [entry["id"], entry["title"], control, said, result.get("date", "")]
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def main() -> None:
    """Write the page, or print the entries."""
    parser = argparse.ArgumentParser(prog="python -m tests.lockdown.table", description=__doc__)
    parser.add_argument("--entries", action="store_true", help="print the entries as JSON")
    options = parser.parse_args()
    root = Path(__file__).resolve().parents[2]
    entries = collected(root)
    if options.entries:
        print(json.dumps(entries))
        return
    (root / PAGE).write_text(render(entries, read(root / FILE)), encoding="utf-8")
    print(f"{PAGE}: {len(entries)} entries")


def entries_of(root: Path, python: str) -> list[dict[str, str]]:
    """Give every entry by a process of its own."""
    words = [python, "-m", "tests.lockdown.table", "--entries"]
    said = subprocess.run(words, cwd=root, capture_output=True, text=True, check=True)
    found: list[dict[str, str]] = json.loads(said.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
