"""The small matrix keeps its promise: every pair occurs, and a seed repeats it."""

from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from tests.pairwise import pairwise

AXES = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 4).map(range), min_size=1, max_size=5)


@given(AXES, st.integers())
def test_every_pair_of_values_occurs(axes: dict[str, range], seed: int) -> None:
    rows = pairwise(seed=seed, full=False, **axes)
    for one, two in itertools.combinations(axes, 2):
        assert {(row[one], row[two]) for row in rows} == set(itertools.product(axes[one], axes[two]))


@given(AXES, st.integers())
def test_it_is_never_longer_than_the_full_matrix_and_each_row_is_complete(axes: dict[str, range], seed: int) -> None:
    rows = pairwise(seed=seed, full=False, **axes)
    assert len(rows) <= math.prod(len(axis) for axis in axes.values())
    assert all(row.keys() == axes.keys() for row in rows)


def test_the_matrix_of_the_tour_is_small() -> None:
    rows = pairwise(seed=1, full=False, locale=range(4), theme=range(3), size=range(3), scale=range(2))
    assert len(rows) <= 15


def test_the_same_seed_gives_the_same_rows() -> None:
    assert pairwise(seed=7, full=False, a="xyz", b=range(4)) == pairwise(seed=7, full=False, a="xyz", b=range(4))


def test_the_full_matrix_has_every_combination() -> None:
    rows = pairwise(full=True, a="xy", b=range(3), c=(True, False))
    assert len({tuple(row.values()) for row in rows}) == 12
