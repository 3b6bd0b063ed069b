"""A small set of combinations in which every pair of values of any two axes occurs at least once.

Faults mostly come from one value or from two together; the full matrix of locales, themes, sizes and scales would
take hours. The choice among equals is made by a seed that is printed, so that each run may look at other combinations
and any run can be repeated.
"""

from __future__ import annotations

import itertools
import os
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SEED_VARIABLE = "STADTTEIL_SEED"
TRIES = 30
"""Candidate rows looked at for each row taken; more makes the result hardly shorter."""

Row = dict[str, object]
Pair = tuple[tuple[str, int], tuple[str, int]]


def pairwise(*, seed: int | None = None, full: bool | None = None, **axes: Iterable[object]) -> list[Row]:
    """Give rows ``{axis: value}`` that cover all pairs; every combination when ``full`` (default: with ``--full``)."""
    values = {name: list(axis) for name, axis in axes.items()}
    if is_full() if full is None else full:
        return [dict(zip(values, row, strict=True)) for row in itertools.product(*values.values())]
    chance = random.Random(current_seed() if seed is None else seed)
    missing = _pairs(values)
    rows: list[Row] = []
    if len(values) == 1:
        return [{name: each} for name, axis in values.items() for each in axis]
    while missing:
        start = chance.choice(sorted(missing))
        candidates = [_candidate(values, start, missing, chance) for _ in range(TRIES)]
        best = max(candidates, key=lambda row: len(_covered(row) & missing))
        missing -= _covered(best)
        rows.append({name: values[name][index] for name, index in best.items()})
    return rows


def _pairs(values: dict[str, list[object]]) -> set[Pair]:
    return {
        ((one, i), (two, j))
        for one, two in itertools.combinations(sorted(values), 2)
        for i in range(len(values[one]))
        for j in range(len(values[two]))
    }


def _covered(row: dict[str, int]) -> set[Pair]:
    return set(itertools.combinations(sorted(row.items()), 2))


def _candidate(
    values: dict[str, list[object]], start: Pair, missing: set[Pair], chance: random.Random
) -> dict[str, int]:
    """Complete a pair that is still missing, axis by axis, with the value that brings most missing pairs."""
    row = dict(start)
    others = [name for name in values if name not in row]
    chance.shuffle(others)
    for name in others:
        indexes = list(range(len(values[name])))
        chance.shuffle(indexes)
        row[name] = max(indexes, key=lambda index: len(_covered({**row, name: index}) & missing))
    return {name: row[name] for name in values}


def current_seed() -> int:
    """Give the seed of this run; ``tests/conftest.py`` sets it before tests are collected, the same in every worker."""
    return int(os.environ.get(SEED_VARIABLE, "0"))


def is_full() -> bool:
    """Tell whether the full matrices were asked for."""
    return os.environ.get("STADTTEIL_FULL") == "1"
