"""How long those waiting may still wait: a range, or nothing where today gives no ground for one. Pure.

Rule: per room at least three people served today, else unknown. With n people ahead shared by r open rooms, the
next call is n/r turns away; its spread grows with the root of the turns. The range is the mean ± 1.28 standard
deviations (10 to 90 % of a normal distribution), rounded outward to 5 min.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Final

STEP_SECONDS: Final = 300
LEAST_SERVED: Final = 3
_P90: Final = 1.2816


def waits(durations: Sequence[float], rooms: int, ahead: int) -> tuple[float, float] | None:
    """Return the seconds from now, earliest and latest, for a person with `ahead` people before them; None if unknown.

    `durations` are the seconds that a room was taken by each person served today, `rooms` how many rooms work.
    """
    if rooms < 1 or len(durations) < LEAST_SERVED:
        return None
    turns = (ahead + 1) / rooms
    mean = statistics.fmean(durations)
    spread = _P90 * statistics.stdev(durations) * math.sqrt(turns)
    # The person in the room may be about to leave or may just have come in: half a turn either way.
    earliest = (turns - 0.5) * mean - spread - mean / 2 / rooms
    latest = turns * mean + spread
    return (
        float(max(0, math.floor(earliest / STEP_SECONDS)) * STEP_SECONDS),
        float(max(1, math.ceil(latest / STEP_SECONDS)) * STEP_SECONDS),
    )
