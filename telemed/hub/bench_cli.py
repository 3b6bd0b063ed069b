"""`stadtteil bench`: what estimates of waiting times are worth, on simulated days."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, Final

from telemed.hub.simulation import OURS, SCENARIOS, WHO, Outcome, Scenario, simulate

_DAYS: Final = 40


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `bench` with its commands."""
    bench = subparsers.add_parser("bench", help="figures that need no hardware")
    commands = bench.add_subparsers(dest="bench_command", required=True, metavar="COMMAND")
    waiting = commands.add_parser("waiting", help="estimates of waiting times beside simple ones, on simulated days")
    waiting.add_argument("--days", type=int, default=_DAYS, help=f"days of each kind (default: {_DAYS})")
    waiting.add_argument("--seed", type=int, default=1, help="another one gives other days (default: 1)")
    names = [scenario.name for scenario in SCENARIOS]
    waiting.add_argument("--scenario", choices=names, action="append", help="this one only; may be given again")
    waiting.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Play the days and print. 0: ours is nearest in every scenario, 75 to 90 % of waits inside its range; 1: not."""
    chosen = [scenario for scenario in SCENARIOS if options.scenario is None or scenario.name in options.scenario]
    rows = [row(scenario, simulate(scenario, max(1, options.days), options.seed)) for scenario in chosen]
    if options.json:
        text = json.dumps({"seed": options.seed, "days": options.days, "scenarios": rows}, indent=2)
    else:
        text = table(rows)
    sys.stdout.write(text + "\n")
    return 0 if all(found["ok"] for found in rows) else 1


def row(scenario: Scenario, outcome: Outcome) -> dict[str, Any]:
    """Return what one scenario gave: mean absolute errors in minutes, shares of true waits inside the range."""
    errors = {who: round(outcome.mean_error(who), 2) for who in WHO}
    inside = {who: round(outcome.share(who), 3) for who in WHO}
    return {
        "scenario": scenario.name,
        "people": outcome.count,
        "unknown": outcome.unknown,
        "range_minutes": round(outcome.width(), 1),
        "mean_error_minutes": errors,
        "inside": inside,
        "ok": outcome.holds(),
    }


def table(rows: list[dict[str, Any]]) -> str:
    """Return the rows for people: error in minutes, then the share inside."""
    lines = [
        "Mean error in minutes, share of true waits inside the range (for a single figure: a range as wide around it)",
        f"{'scenario':24}{'people':>7}{'range':>7}" + "".join(f"{who:>20}" for who in WHO),
    ]
    for found in rows:
        cells = "".join(f"{found['mean_error_minutes'][who]:>13.1f}{found['inside'][who]:>7.0%}" for who in WHO)
        mark = "" if found["ok"] else f"   {OURS} is not nearest or its range does not hold"
        lines.append(f"{found['scenario']:24}{found['people']:>7}{found['range_minutes']:>7.1f}{cells}{mark}")
    return "\n".join(lines)
