"""What a figure is, and the arithmetic of figures. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the bench: `value` of a machine beside the `limit` it is held against ("<=" or ">=")."""

    name: str
    limit: float
    value: float
    unit: str
    method: str
    at_least: bool = False
    holds: bool = True
    """What must hold besides the limit (no duplicate, less than the peer beside it)."""
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        within = self.value >= self.limit if self.at_least else self.value <= self.limit
        return within and self.holds

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "limit": f"{'>=' if self.at_least else '<='} {self.limit:g} {self.unit}",
            "value": round(self.value, 2),
            "unit": self.unit,
            "ok": self.ok,
            "method": self.method,
            "detail": self.detail,
        }


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that at least `share` (0 to 1) of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(values: Sequence[float]) -> float:
    return percentile(values, 0.5)


def spread(values: Sequence[float]) -> dict[str, float]:
    """Give the usual percentiles and the number of values."""
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {"count": len(values), **{name: round(percentile(values, share), 2) for name, share in shares.items()}}


def rollup_kib(text: str, field_name: str = "Pss") -> int:
    """Read one field of `/proc/PID/smaps_rollup` in KiB; 0 where it is not in the text (the process is gone)."""
    for line in text.splitlines():
        name, _, rest = line.partition(":")
        if name == field_name:
            return int(rest.split()[0])
    return 0


def descendants(parents: dict[int, int], root: int) -> set[int]:
    """Give `root` and all processes below it, by a table of process and parent."""
    found = {root}
    while more := {process for process, parent in parents.items() if parent in found} - found:
        found |= more
    return found
