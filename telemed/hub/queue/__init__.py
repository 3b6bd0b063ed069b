"""The queue of one site on one day: what may happen (`decide`) and what follows from it (`apply`). Pure.

A day is a stream of its own, so that only today's numbers can be called and a new day begins at 1. Source of the
rules: `docs/decisions/0008-next-number-never-loses-a-person.md`.
"""

from __future__ import annotations

from telemed.hub.queue.book import QueueBook
from telemed.hub.queue.deciding import Decision, decide
from telemed.hub.queue.following import apply
from telemed.hub.queue.state import HelpCall, Person, Rules, State

__all__ = ["Decision", "HelpCall", "Person", "QueueBook", "Rules", "State", "apply", "decide"]
