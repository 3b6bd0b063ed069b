"""The queue of one site on one day. Pure.

What may happen (`decide`), what follows from it (`apply`), who is next (`order`) and why that one (`why`). A day is a
stream of its own, so that only today's numbers can be called and a new day begins at 1. Source of the rules: decisions
0008 (next number never loses a person) and 0060 (who is next, and why).
"""

from __future__ import annotations

from telemed.hub.queue.book import QueueBook
from telemed.hub.queue.deciding import decide, ending
from telemed.hub.queue.following import apply
from telemed.hub.queue.order import Ranked, Reason, Rule, order, ranking, why
from telemed.hub.queue.rooms import Decision
from telemed.hub.queue.state import OVER, THERE, WAITS, HelpCall, Person, RoomState, Rules, State

__all__ = [
    "OVER",
    "THERE",
    "WAITS",
    "Decision",
    "HelpCall",
    "Person",
    "QueueBook",
    "Ranked",
    "Reason",
    "RoomState",
    "Rule",
    "Rules",
    "State",
    "apply",
    "decide",
    "ending",
    "order",
    "ranking",
    "why",
]
