"""Many people one after the other: how soon the next welcome is there, what is proven, and what stays behind."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.bench.display_latency import own_hub
from tests.bench.figures import Figure, percentile, spread
from tests.bench.machine import command, left, memory_kib, tree
from tests.bench.office import ROOT, USERS, Resident, Terminal, sound_server, terminal
from tests.bench.pointer import Pointer
from tests.xvfb import xvfb

WARM_UP = 20
PART_NAMES = (
    ("kiosk.broker", "brokers"),
    ("bwrap", "sandboxes"),
    ("accessibility.speech", "speech worker"),
    ("kiosk.visitor", "visitors"),
)


def places(environment: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Ask the visitor's own code where its buttons are on this X server."""
    words = [sys.executable, "-m", "tests.bench.inside", "places"]
    found = json.loads(subprocess.check_output(words, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL))
    return {name: (place[0], place[1]) for name, place in found.items()}


@contextmanager
def resident(folder: Path, *, sound: bool) -> Iterator[Resident]:
    """Give somebody in front of a running terminal."""
    with ExitStack() as stack:
        screen = stack.enter_context(xvfb(folder))
        hub, credential, _ = stack.enter_context(own_hub(folder / "hub"))
        socket = stack.enter_context(sound_server(folder)) if sound else None
        where = places(screen.environment())
        running = stack.enter_context(terminal(folder, screen.environment(), hub, credential, socket))
        pointer = Pointer(screen.environment())
        stack.callback(pointer.close)
        running.until("welcome", spare=True)
        yield Resident(running, pointer, where)


def many(folder: Path, sessions: int) -> list[Figure]:
    """Let `sessions` people come and go after a warm-up; the figures `end`, `proof` and `sessions`."""
    (folder / "hub").mkdir(parents=True)
    with resident(folder, sound=False) as somebody:
        running = somebody.terminal
        for _ in range(WARM_UP):
            somebody.visit()
        running.until("welcome", spare=True)
        time.sleep(1)
        before, grown = _held(running), memory_kib(running.pid, "Pss_Anon")
        proven = running.status()["sessions"]
        ends = [somebody.visit() for _ in range(sessions)]
        status = running.until("welcome", spare=True)
        time.sleep(1)
        after, grown = _held(running), memory_kib(running.pid, "Pss_Anon") - grown
    same = {name: (count, after[name]) for name, count in before.items() if after[name] > count}
    whole = status["sessions"] - proven == sessions and not status["failures"]
    growth = Figure(
        "sessions",
        1.0,
        grown / 1024,
        "MiB",
        f"growth of the supervisor's own memory (Pss_Anon) over {sessions} sessions after {WARM_UP} to "
        "warm up; processes, descriptors, sockets, namespaces, control groups and files counted before "
        "and after",
        holds=not same and whole,
        detail={"sessions": status["sessions"] - proven, "before": before, "after": after, "left": same},
    )
    return [*_times(ends, status, sessions, whole=whole), growth]


def _times(ends: list[float], status: dict[str, Any], sessions: int, *, whole: bool) -> list[Figure]:
    """Make the figures `end` and `proof`."""
    proofs = status["proof_ms"][-sessions:]
    return [
        Figure(
            "end",
            50,
            percentile(ends, 0.95),
            "ms",
            "p95 from just before XTest sends the press on Beenden until the supervisor has heard from the "
            "next visitor that its welcome is painted (both CLOCK_MONOTONIC): X server, sandbox, both "
            "brokers and supervisor included",
            detail={
                "touch_to_painted_ms": spread(ends),
                "supervisor_only_ms": spread(status["painted_ms"][-sessions:]),
            },
        ),
        Figure(
            "proof",
            1000,
            percentile(proofs, 0.95),
            "ms",
            "p95 from the kill to the written proof, as the supervisor measures it",
            holds=whole,
            detail={"proof_ms": spread(proofs), "without_proof": status["failures"]},
        ),
    ]


def _held(running: Terminal) -> dict[str, int]:
    return left(running.pid, running.runtime, running.runtime.with_name("state"), USERS)


def memory(folder: Path) -> list[Figure]:
    """Measure a visit that is being read aloud: supervisor, brokers, visible visitor, warm spare, speech worker."""
    (folder / "hub").mkdir(parents=True)
    with resident(folder, sound=True) as somebody:
        somebody.come("guide")
        somebody.terminal.until("session", spare=True)
        time.sleep(4)
        parts = _parts(somebody.terminal.pid)
    return [
        Figure(
            "memory",
            220,
            sum(parts.values()),
            "MiB",
            "sum of the proportional set sizes (PSS) of supervisor, two brokers, visible visitor that is "
            "reading its page aloud, warm spare, speech worker and both bubblewraps; hub, X server and "
            "sound server left out",
            holds="speech worker" in parts,
            detail={name: round(value, 1) for name, value in sorted(parts.items())},
        )
    ]


def _parts(root: int) -> dict[str, float]:
    parts: dict[str, float] = {}
    counts: dict[str, int] = {}
    for pid in sorted(tree(root)):
        words = command(pid)
        name = "supervisor" if pid == root else next((part for word, part in PART_NAMES if word in words), words)
        if "bwrap" in words.split(" ")[0]:
            name = "sandboxes"
        counts[name] = counts.get(name, 0) + 1
        label = f"{name} {counts[name]}" if name in {"brokers", "visitors"} else name
        parts[label] = parts.get(label, 0.0) + memory_kib(pid) / 1024
    return parts


def as_json(figures: list[Figure]) -> list[dict[str, Any]]:
    return [figure.as_json() for figure in figures]
