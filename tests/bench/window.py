"""Figures of one visitor's window: every step of every service, and the keyboard with 48 keys."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, percentile, spread
from tests.bench.office import ROOT
from tests.xvfb import xvfb

SHOWN = 8


def _inside(folder: Path, what: str) -> dict[str, Any]:
    with xvfb(folder) as screen:
        words = [sys.executable, "-m", "tests.bench.inside", what]
        found: dict[str, Any] = json.loads(subprocess.check_output(words, env=screen.environment(), cwd=ROOT))
    return found


def step(folder: Path) -> list[Figure]:
    """Walk through all services by touch."""
    found = _inside(folder, "steps")
    by_step = defaultdict(list)
    for _, after, took, _ in found["steps"]:
        by_step[after].append(took)
    slowest = sorted(by_step, key=lambda name: -max(by_step[name]))[:SHOWN]
    took = [took for _, _, took, _ in found["steps"]]
    worked = [worked for *_, worked in found["steps"]]
    return [
        Figure(
            "step",
            33,
            percentile(took, 0.99),
            "ms",
            "p99 from just before XTest sends the press until the frame with the next page has left the "
            "visitor's window (Xvfb 1920x1080, one process); a walk that touches on each step what it "
            "touched least, also language, size and theme; the office's answers come at once",
            detail={
                "touches": found["touches"],
                "steps_reached": len(by_step),
                "all_ms": spread(took),
                "processor_ms": spread(worked),
                "slowest_ms": {name: spread(by_step[name]) for name in slowest},
            },
        )
    ]


def keyboard(folder: Path) -> list[Figure]:
    """Open the question with the keyboard, and press keys."""
    found = _inside(folder, "keys")
    return [
        Figure(
            "keyboard",
            12,
            percentile(found["press"], 0.95),
            "ms",
            "p95 from just before XTest sends the press on a key of the 48-key screen until the frame with "
            "its letter is painted; beside it the touch that opens that screen",
            detail={"press_ms": spread(found["press"]), "open_ms": spread(found["open"])},
        )
    ]
