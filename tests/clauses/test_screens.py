"""Every screen of the tour, in two sets of language, theme, size and scale chosen by the seed; --full takes all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.clauses.checks import CHECKS
from tests.clauses.toured import Toured
from tests.pairwise import current_seed, is_full
from tests.tour.plan import chosen
from tests.tour.visitor import Set

pytestmark = pytest.mark.timeout(900)
"""The first test of a set goes on the whole tour: half a minute on an idle machine."""

CLAUSES: dict[str, tuple[str, ...]] = {
    "text_stands_out": ("11.1.4.3",),
    "edges_stand_out": ("11.1.4.11",),
    "text_is_large": ("5.1.4",),
    "targets_are_large": ("11.2.5.8",),
    "targets_stand_apart": ("11.2.5.8",),
    "everything_is_spoken": ("5.1.3.1", "5.1.3.3", "5.1.3.16", "5.1.6.1"),
    "everything_has_a_name": ("5.1.3.6", "5.1.8", "11.1.3.1", "11.2.5.3", "11.4.1.2"),
    "words_tell_things_apart": ("11.1.4.1",),
    "nothing_is_cut_off": ("11.1.4.4",),
    "private_values_stay_unsaid": ("5.1.3.9",),
}
"""The rows of the table that a check of all screens is for."""

LEAST_SCREENS = 150

SETS = chosen() if is_full() else chosen()[current_seed() % 12 :: 12]
"""A set takes half a minute of one core. The seed, which is printed, says which sets a run looks at."""


@pytest.mark.parametrize(
    ("which", "check"),
    [
        pytest.param(
            which,
            check,
            id=f"{which.name}-{check}",
            marks=[pytest.mark.clause(*CLAUSES[check], "5.1.2.2"), pytest.mark.xdist_group(f"tour-{which.name}")],
        )
        for which in SETS
        for check in CHECKS
    ],
)
def test_every_screen_passes(toured: Callable[[Set], Toured], which: Set, check: str) -> None:
    found = toured(which)

    assert len(found.screens) >= LEAST_SCREENS
    assert found.missing == []
    assert found.found[check] == [], "\n".join(found.found[check])


@pytest.mark.parametrize(
    "which",
    [pytest.param(which, id=which.name, marks=pytest.mark.xdist_group(f"tour-{which.name}")) for which in SETS],
)
def test_the_tour_comes_everywhere_and_nothing_is_cut_off(toured: Callable[[Set], Toured], which: Set) -> None:
    found = toured(which)

    assert found.missing == []
    assert found.checker.found == []
    assert {"welcome", "home", "goodbye", "staff-menu", "out-of-order"} <= set(found.checker.names)


def test_every_check_is_for_a_row() -> None:
    assert CLAUSES.keys() == CHECKS.keys()
