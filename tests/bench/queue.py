"""Figures of the hub and of the display in the waiting room."""

from __future__ import annotations

from pathlib import Path

from tests.bench.display_latency import measure_latency, own_hub
from tests.bench.figures import Figure
from tests.bench.hub_load import measure

HUB_SECONDS = 8.0
ROUNDS = 100


def hub(_folder: Path) -> list[Figure]:
    """Load one hub, then two on one journal."""
    one, two = measure(HUB_SECONDS, 1), measure(HUB_SECONDS, 2)
    method = (
        "HTTP commands answered in a second, each durable (fdatasync) when answered; 16 keep-alive clients "
        "over raw sockets on the same machine go round: take a number, call the next, done"
    )
    return [
        Figure(
            name,
            2140,
            load["ops_per_s"],
            "/s",
            method + words,
            at_least=True,
            holds=not load["duplicates"] and not load["double_calls"],
            detail=dict(load),
        )
        for name, load, words in (
            ("hub", one, "; one hub process"),
            ("hub-two", two, "; two hub processes, one journal"),
        )
    ]


def display(folder: Path) -> list[Figure]:
    """Call people and watch the display."""
    folder.mkdir(exist_ok=True)
    with own_hub(folder) as (url, credential, office):
        for _ in range(ROUNDS + 5):
            office.take("buero")
        found = measure_latency(url, office.call_next, between=office.arrived, rounds=ROUNDS, credential=credential)
    return [
        Figure(
            "display",
            100,
            float(found["call_painted_p99_ms"]),
            "ms",
            "p99 from just before reception's HTTP command until the display process has painted the call (1920x1080)",
            holds=found["calls"] == ROUNDS,
            detail=dict(found),
        )
    ]
