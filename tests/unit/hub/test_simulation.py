"""Simulated days: the estimate is nearer than what others publish, and its range holds what it promises."""

from __future__ import annotations

import json
import random

import pytest

from kiosk.__main__ import main
from telemed.hub.simulation import AVERAGE, LAST_TEN, OURS, SCENARIOS, Guess, Outcome, Scenario, simulate
from tests.pairwise import is_full

DAYS, SEED = (400, 20261124) if is_full() else (20, 1)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_ours_is_nearer_and_most_true_waits_are_inside(scenario: Scenario) -> None:
    outcome = simulate(scenario, DAYS, SEED)

    assert outcome.count > 10 * DAYS
    assert outcome.unknown == 0
    assert outcome.mean_error(OURS) < min(outcome.mean_error(AVERAGE), outcome.mean_error(LAST_TEN))
    assert 0.75 <= outcome.share(OURS) <= 0.90


def test_one_seed_gives_one_result() -> None:
    one, again, other = (simulate(SCENARIOS[0], 2, seed) for seed in (3, 3, 4))

    assert one == again
    assert one != other


def test_an_estimate_that_is_no_good_is_noticed() -> None:
    chance, outcome = random.Random(1), Outcome()
    for _ in range(100):
        wait = chance.uniform(600, 3600)
        simple = {AVERAGE: wait + 60, LAST_TEN: wait + 120}
        outcome.note(Guess(0.0, wait + 600, wait + 300, wait + 900, simple), wait)

    assert outcome.mean_error(OURS) == pytest.approx(10)
    assert outcome.share(OURS) == 0
    assert outcome.share(AVERAGE) == 1
    assert not outcome.holds()


def test_the_command_prints_a_table_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["bench", "waiting", "--days", "1", "--scenario", "three-counters"]

    assert main(words) in {0, 1}
    table = capsys.readouterr().out
    assert "three-counters" in table
    assert main([*words, "--json"]) in {0, 1}
    found = json.loads(capsys.readouterr().out)
    assert found["scenarios"][0]["mean_error_minutes"].keys() >= {OURS, AVERAGE, LAST_TEN}
