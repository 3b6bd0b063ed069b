"""The arithmetic of the bench."""

from __future__ import annotations

import pytest

from tests.bench.figures import Figure, descendants, median, percentile, rollup_kib, spread

ROLLUP = """55d0c0a00000-7ffd0c1f2000 ---p 00000000 00:00 0                          [rollup]
Rss:               15804 kB
Pss:                9312 kB
Pss_Anon:           6120 kB
"""


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1.0), (0.5, 50.0), (0.95, 95.0), (0.99, 99.0), (0.991, 100.0), (1.0, 100.0)]
)
def test_a_percentile_is_the_nearest_rank(share: float, expected: float) -> None:
    assert percentile([float(number) for number in range(100, 0, -1)], share) == expected


def test_a_single_value_is_every_percentile() -> None:
    assert spread([7.0]) == {"count": 1, "p50": 7.0, "p95": 7.0, "p99": 7.0, "max": 7.0}


def test_the_median_is_a_value_that_was_measured() -> None:
    assert median([9.0, 1.0, 5.0, 7.0]) == 5.0


@pytest.mark.parametrize(("name", "expected"), [("Pss", 9312), ("Pss_Anon", 6120), ("Rss", 15804), ("Swap", 0)])
def test_memory_is_read_by_the_exact_name(name: str, expected: int) -> None:
    assert rollup_kib(ROLLUP, name) == expected


def test_a_process_that_is_gone_uses_nothing() -> None:
    assert rollup_kib("") == 0


def test_a_tree_holds_children_of_children_and_nobody_else() -> None:
    assert descendants({1: 0, 10: 1, 11: 10, 12: 11, 20: 1, 21: 20}, 10) == {10, 11, 12}


@pytest.mark.parametrize(
    ("value", "at_least", "holds", "ok"),
    [
        (5.0, False, True, True),
        (5.1, False, True, False),
        (5.0, False, False, False),
        (5.0, True, True, True),
        (4.9, True, True, False),
    ],
)
def test_a_figure_is_ok_within_its_limit_and_where_the_rest_holds(
    value: float, at_least: bool, holds: bool, ok: bool
) -> None:
    assert Figure("x", 5.0, value, "ms", "", at_least=at_least, holds=holds).ok is ok


def test_the_limit_is_told_with_its_direction() -> None:
    assert Figure("x", 2140, 3000, "/s", "", at_least=True).as_json()["limit"] == ">= 2140 /s"
