"""Which of the given names a visitor probably means, with spelling slips forgiven."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 3
_SPELLINGS = (("str.", "strasse"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"))


def folded(text: str) -> str:
    """Reduce a name to what people agree on: no case, no accents, no gaps, one way to write ä, ß and Straße."""
    text = unicodedata.normalize("NFC", text).casefold()
    for written, meant in _SPELLINGS:
        text = text.replace(written, meant)
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())


class Suggestions:
    """Completions out of a fixed list. Folding the list is done once; a look-up changes nothing."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [(name, folded(name), _word_starts(name)) for name in dict.fromkeys(names)]

    def __bool__(self) -> bool:
        return bool(self._names)

    def names(self) -> tuple[str, ...]:
        """Give all names, in their order."""
        return tuple(name for name, _, _ in self._names)

    def begin_with(self, typed: str, most: int = MOST) -> tuple[str, ...]:
        """Give names that begin with what was typed, then those with a word that does. Fast enough for each key."""
        wanted = folded(typed)
        if not wanted:
            return ()
        whole = [name for name, fold, _ in self._names if fold.startswith(wanted)]
        inside = [
            name
            for name, fold, words in self._names
            if not fold.startswith(wanted) and any(word.startswith(wanted) for word in words)
        ]
        return tuple((whole + inside)[:most])

    def near(self, typed: str, most: int = MOST) -> tuple[str, ...]:
        """Give names as `begin_with`, filled up with those that begin nearly so (a few ms for a thousand names)."""
        found = list(self.begin_with(typed, most))
        wanted = folded(typed)
        slips = min(2, len(wanted) // 4)
        if len(found) < most and slips:
            scored = []
            for at, (name, fold, _) in enumerate(self._names):
                distance = slips_to_prefix(wanted, fold, slips)
                if distance is not None and name not in found:
                    scored.append((distance, at, name))
            found += [name for _, _, name in sorted(scored)]
        return tuple(found[:most])


def _word_starts(name: str) -> tuple[str, ...]:
    words = name.replace("-", " ").replace("/", " ").split()
    return tuple(folded("".join(words[at:])) for at in range(1, len(words)))


def slips_to_prefix(typed: str, name: str, most: int) -> int | None:
    """Count the slips (letter missing, extra, wrong, or two swapped) from `typed` to some beginning of `name`.

    None when there are more than `most`.
    """
    name = name[: len(typed) + most]
    before: list[int] = []
    row = list(range(len(name) + 1))
    for at, char in enumerate(typed, start=1):
        older, before, row = before, row, [at]
        for column, other in enumerate(name, start=1):
            cost = min(before[column - 1] + (char != other), before[column] + 1, row[-1] + 1)
            if older and column > 1 and char == name[column - 2] and typed[at - 2] == other:
                cost = min(cost, older[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    best = min(row)
    return best if best <= most else None
