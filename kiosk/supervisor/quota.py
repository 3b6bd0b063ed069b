"""How long a session may take where that is limited: pure decisions over monotonic seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.supervisor.idle import Next

WARNING_SECONDS = 60.0
"""Time to finish a sentence, after it was said that the time is over."""
MORE_SECONDS = 300.0
"""What *5 minutes longer* gives."""


@dataclass(frozen=True, slots=True)
class Quota:
    """One session's time. Every move returns a new value.

    While a form is being filled or a call goes on (`busy`) it neither warns nor ends; afterwards the warning comes
    first, so that nobody is cut off by the answer that closes the form.
    """

    ends_at: float
    warned: bool = False
    busy: bool = False

    def doing(self, now: float, *, busy: bool) -> Quota:
        """The visitor begins or ends something that is not to be cut."""
        if busy or not self.busy:
            return replace(self, busy=busy)
        left = WARNING_SECONDS if self.warned else 0.0
        return replace(self, busy=False, ends_at=max(self.ends_at, now + left))

    def warned_now(self, now: float) -> Quota:
        """It was said that the time is nearly over; from now on there is a minute at least."""
        return replace(self, warned=True, ends_at=max(self.ends_at, now + WARNING_SECONDS))

    def longer(self, now: float) -> Quota:
        """*5 minutes longer* was touched."""
        return replace(self, ends_at=max(now, self.ends_at) + MORE_SECONDS, warned=False)

    def seconds_left(self, now: float) -> float:
        """Seconds until the end, never less than none."""
        return max(0.0, self.ends_at - now)

    def next(self, now: float) -> Next:
        """Decide."""
        if self.busy:
            return Next.NOTHING
        if now >= self.ends_at and self.warned:
            return Next.END
        return Next.WARN if not self.warned and now >= self.ends_at - WARNING_SECONDS else Next.NOTHING
