"""Why somebody is the next one, in plain German for the person at the desk. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Final

from telemed.hub.messages import Priority
from telemed.hub.queue import Reason, Rule

PRIORITIES: Final[dict[Priority, str]] = {
    "pain": "starke Schmerzen",
    "pregnancy": "Schwangerschaft",
    "small-child": "kleines Kind",
    "disability": "Behinderung",
    "safety": "Sicherheit",
}
"""What staff read for each reason of a priority."""

_RULES: Final[dict[Rule, str]] = {
    "interrupted": "Nummer {number} war schon im Raum und wurde unterbrochen. Sie behält ihren Platz.",
    "returned": "Nummer {number} wurde schon einmal aufgerufen und wartet seitdem vorn.",
    "priority": "Nummer {number} hat Vorrang: {priority}. Das hat jemand vom Personal eingetragen.",
    "appointment": "Nummer {number} hat einen Termin um {due} Uhr. Die Zeit ist da.",
    "balance": "Nummer {number} wartet ohne Termin. Vor ihr kamen schon genug mit Termin dran ({passed}).",
    "early": "Nummer {number} hat erst um {due} Uhr einen Termin. Sonst wartet niemand für diesen Raum.",
    "arrival": "Nummer {number} wartet am längsten.",
}

_EARLIER: Final = 6
"""So many numbers that wait longer are named; more are counted."""


def explain(reason: Reason, room: str, tz: dt.tzinfo | None) -> str:
    """Return one to four short sentences: who is next, by which rule, and past whom."""
    said = [_rule(reason, tz)]
    if reason.only:
        said.append(f"Sie wurde an {room} weitergegeben.")
    if reason.earlier:
        said.append(_earlier(reason.earlier))
    if reason.dirty:
        said.append(f"{room} muss vorher gereinigt werden.")
    return " ".join(said)


def _rule(reason: Reason, tz: dt.tzinfo | None) -> str:
    if reason.rule is None:
        return "Für diesen Raum wartet gerade niemand."
    if reason.rule == "arrival" and reason.earlier:
        return f"Nummer {reason.number} wartet von denen ohne Termin am längsten."
    return _RULES[reason.rule].format(
        number=reason.number,
        due="" if reason.due is None else f"{dt.datetime.fromtimestamp(reason.due, tz):%H:%M}",
        priority="" if reason.priority is None else PRIORITIES[reason.priority],
        passed=reason.passed,
    )


def _earlier(numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return f"Schon länger wartet Nummer {numbers[0]}."
    named = ", ".join(map(str, numbers[:_EARLIER]))
    more = f" und {len(numbers) - _EARLIER} weitere" if len(numbers) > _EARLIER else ""
    return f"Schon länger warten die Nummern {named}{more}."
