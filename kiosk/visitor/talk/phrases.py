"""What can be said now: the phrases of the screen and of the strips, then those that hold everywhere. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

Commands = Mapping[str, Callable[[], object]]
"""Phrases and what they do, as screens and strips give them."""

_MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200b\u00ad")
_ENDS = " .,?!…:;\u061f\u060c\u061b\"'»«„“”"


@dataclass(frozen=True, slots=True)
class Said:
    """What a phrase does; a `weighty` one is asked back first."""

    phrase: str
    do: Callable[[], object]
    weighty: bool = False
    shown: bool = True
    """Belongs to what is seen here, and not to what can be said everywhere."""


def tidy(phrase: str) -> str:
    """Give a phrase as it is spoken: no isolation marks, no punctuation at its ends, single spaces."""
    return " ".join(phrase.translate(_MARKS).split()).strip(_ENDS)


def collect(sources: Iterable[tuple[Commands, Collection[str], bool]]) -> dict[str, Said]:
    """Put phrases together; what comes first keeps a phrase that several have.

    A source is its commands, which of its phrases are weighty, and whether they belong to what is seen.
    """
    found: dict[str, Said] = {}
    taken: set[str] = set()
    for commands, weighty, shown in sources:
        heavy = {tidy(phrase).casefold() for phrase in weighty}
        for written, do in commands.items():
            phrase = tidy(written)
            folded = phrase.casefold()
            if phrase and folded not in taken:
                taken.add(folded)
                found[phrase] = Said(phrase, do, folded in heavy, shown)
    return found


def to_list(grammar: Mapping[str, Said], unknown: Collection[str], *, shown: bool) -> list[str]:
    """Give one phrase for each thing that can be done, the first that the model knows wholly; no numbers."""
    strange = {word.casefold() for word in unknown}
    found: list[str] = []
    done: list[Callable[[], object]] = []
    for said in grammar.values():
        words = said.phrase.casefold().split()
        if said.shown is shown and not said.phrase.isdecimal() and said.do not in done and not strange & set(words):
            found.append(said.phrase)
            done.append(said.do)
    return found
