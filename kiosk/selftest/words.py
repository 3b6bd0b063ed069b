"""Words that a made-up visitor leaves wherever a visitor can leave something, and every way in which one may lie there.

All words of a run begin alike, with letters chosen by chance. A search looks for the beginning in each shape and only
where it is found for the rest, so that eight quick searches do for any number of words.
"""

from __future__ import annotations

import base64
import secrets
from collections import Counter
from dataclasses import dataclass

_LETTERS = "bcdfghjkmnpqrstvwxz"
_BEGINNING = 12
_ALIGNMENTS = 3

KINDS = ("typed", "stored", "printed", "copied", "spoken", "argument")
"""What is done with each word. The page of the test site holds and gets further ones."""

WEB_KINDS = ("cookie", "page", "field", "kept")
PART = "part"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one run: `of(kind)` is one of them."""

    beginning: str

    @classmethod
    def chosen(cls) -> Words:
        """Choose by chance: 19 letters to the twelfth power."""
        return cls("".join(secrets.choice(_LETTERS) for _ in range(_BEGINNING)))

    def of(self, kind: str) -> str:
        """Give the word for a kind; the letter that is not ASCII makes URL encoding differ from plain text."""
        return f"{self.beginning}{kind}ä"


def shapes(text: str) -> tuple[bytes, ...]:
    """Give the ways in which letters may lie in memory or in a file, without what its surroundings would change.

    UTF-8 (for plain letters also Latin-1 and URL encoding), UTF-16 of either order, UTF-32 (Python's own strings with a
    rare letter in them), Base64 at each of its three alignments, hexadecimal in small and large letters.
    """
    plain = text.encode()
    found = [plain, text.encode("utf-16-le").rstrip(b"\0"), text.encode("utf-32-le").rstrip(b"\0")]
    found += [_base64(plain, alignment) for alignment in range(_ALIGNMENTS)]
    return (*found, plain.hex().encode(), plain.hex().upper().encode())


def _base64(plain: bytes, alignment: int) -> bytes:
    """Encode with `alignment` bytes before, and keep the letters that depend on `plain` alone."""
    encoded = base64.b64encode(b"\0" * alignment + plain)
    whole = (alignment + len(plain)) * 8 // 6
    first = -(-alignment * 8 // 6)
    return encoded[first:whole]


class Search:
    """Looks for the words of a run in bytes."""

    def __init__(self, words: Words, kinds: tuple[str, ...] = (*KINDS, *WEB_KINDS)) -> None:
        whole = {kind: shapes(words.beginning + kind) for kind in kinds}
        self._wanted = tuple(
            (beginning, tuple((kind, whole[kind][index][len(beginning) :]) for kind in kinds))
            for index, beginning in enumerate(shapes(words.beginning))
        )
        self.overlap = max(len(shape) for every in whole.values() for shape in every)
        """Bytes that two neighbouring pieces must share, so that a word across their border is in one of them whole."""

    def hits(self, data: bytes) -> Counter[str]:
        """Count what is found, by kind; a beginning without a known rest is a `part` of a word, and counts as well."""
        found: Counter[str] = Counter()
        for beginning, rests in self._wanted:
            at = data.find(beginning)
            while at >= 0:
                after = at + len(beginning)
                found[next((kind for kind, rest in rests if data.startswith(rest, after)), PART)] += 1
                at = data.find(beginning, after)
        return found
