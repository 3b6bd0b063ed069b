"""The gong before an announcement."""

from __future__ import annotations

import array

from accessibility.speech.gong import HERTZ, gong


def test_the_gong_starts_and_ends_softly_and_never_clips() -> None:
    samples = array.array("h", gong().pcm)

    assert 1.0 < len(samples) / HERTZ < 2.5
    assert 5_000 < max(abs(sample) for sample in samples) < 30_000
    assert max(abs(sample) for sample in samples[:50]) < 5_000
    assert max(abs(sample) for sample in samples[-200:]) < 1_000
