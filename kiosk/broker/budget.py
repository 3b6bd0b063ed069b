"""How much a visitor's process may ask for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """A bucket of `most` tokens that fills with `rate` tokens a second (token bucket)."""

    rate: float
    most: float
    left: float = -1.0
    at: float = 0.0

    def take(self, now: float, cost: float = 1.0) -> bool:
        """Take `cost` tokens at the monotonic time `now`; False when there are not enough, and then none is taken."""
        filled = self.most if self.left < 0 else min(self.most, self.left + (now - self.at) * self.rate)
        self.at = now
        self.left = filled
        if filled < cost:
            return False
        self.left = filled - cost
        return True
