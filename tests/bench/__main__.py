"""`make bench`: measures the figures, prints them as JSON and writes `build/bench.json`.

A benchmark and no test: a figure over its limit says so and the exit status stays 0; 1 means that something could not
be measured.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import browser, displays, gate, queue, sessions, speech, start, voice, window
from tests.bench.figures import Figure
from tests.bench.hub_load import fdatasyncs
from tests.bench.office import ROOT

Measure = Callable[[Path], list[Figure]]


def measures(count: int) -> dict[str, Measure]:
    """Give what can be asked for by `--only`, in the order in which it is measured."""
    return {
        "start": start.start,
        "memory": sessions.memory,
        "sessions": functools.partial(sessions.many, sessions=count),
        "step": window.step,
        "keyboard": window.keyboard,
        "hub": queue.hub,
        "display": queue.display,
        "displays": displays.figures,
        "gate": gate.gate,
        "browser": browser.pages,
        "speech": speech.speech,
        "voice": voice.voice,
    }


def go_first() -> int:
    """Take priority over what else runs here, as a terminal that is alone on its machine; give the nice value.

    Everything that is measured, the peers too, is started by this process and has the same.
    """
    with contextlib.suppress(PermissionError):
        return os.nice(-10)
    return os.nice(0)


def machine() -> dict[str, Any]:
    """Say what was measured on; a load beside the bench makes every figure worse."""
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        syncs = fdatasyncs(Path(folder))
    return {
        "cores": os.cpu_count(),
        "processor": model.partition(":")[2].strip(),
        "python": platform.python_version(),
        "kernel": platform.release(),
        "fdatasync_per_s": round(syncs),
        "nice": go_first(),
        "load_before": [round(value, 2) for value in os.getloadavg()],
    }


def measure(name: str, what: Measure) -> tuple[list[dict[str, Any]], bool]:
    """Measure in a folder of its own; what fails is told and does not keep the others from being measured."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="stadtteil-bench-") as folder:
        place = Path(folder)
        place.chmod(0o711)  # the sandbox and Chromium run as other users
        try:
            found = [figure.as_json() for figure in what(place)]
        except Exception:  # noqa: BLE001 - the rest of the bench goes on, and the reason is told
            reason = traceback.format_exc()
            print(reason, file=sys.stderr)
            return [{"name": name, "ok": False, "problem": reason.strip().splitlines()[-1]}], False
    print(f"{name}: {time.monotonic() - began:.0f} s", *map(_line, found), sep="\n  ", file=sys.stderr)
    return found, True


def _line(figure: dict[str, Any]) -> str:
    return f"{figure['name']}: {figure['value']} ({figure['limit']}) {'ok' if figure['ok'] else 'MISSED'}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    known = measures(0)
    parser.add_argument("--only", action="append", choices=known, help="measure this only; may be given again")
    parser.add_argument("--sessions", type=int, default=100, help="people one after the other (default: 100)")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    options = parser.parse_args()
    answer: dict[str, Any] = {"machine": machine(), "figures": []}
    measured = True
    for name, what in measures(options.sessions).items():
        if options.only is None or name in options.only:
            figures, done = measure(name, what)
            answer["figures"] += figures
            measured = measured and done
    answer["machine"]["load_after"] = [round(value, 2) for value in os.getloadavg()]
    answer["missed"] = [figure["name"] for figure in answer["figures"] if not figure["ok"]]
    text = json.dumps(answer, indent=2)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text + "\n")
    print(text)
    return 0 if measured else 1


if __name__ == "__main__":
    sys.exit(main())
