"""A word is found in every shape in which it may lie; a search that misses one would call a terminal clean."""

from __future__ import annotations

import base64
import functools
import os
import urllib.parse
from collections import Counter
from collections.abc import Callable

import pytest

from kiosk.selftest.scan import in_pieces
from kiosk.selftest.words import KINDS, PART, Search, Words, shapes

WORDS = Words("bcdfghjkmnpq")
SEARCH = Search(WORDS)
NOISE = os.urandom(1 << 16)

WAYS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda word: word.encode(),
    "Latin-1": lambda word: word.encode("latin-1"),
    "UTF-16, small end first": lambda word: word.encode("utf-16-le"),
    "UTF-16, large end first": lambda word: word.encode("utf-16-be"),
    "UTF-32": lambda word: word.encode("utf-32-le"),
    "a string of Python with a rare letter": lambda word: (word + "\N{MUSICAL SYMBOL G CLEF}").encode("utf-32-le"),
    "URL encoding": lambda word: urllib.parse.quote(word).encode(),
    "hexadecimal": lambda word: word.encode().hex().encode(),
    "HEXADECIMAL": lambda word: word.encode().hex().upper().encode(),
    **{
        f"Base64 after {n} bytes": functools.partial(lambda n, word: base64.b64encode(b"x" * n + word.encode()), n)
        for n in range(7)
    },
    "URL-safe Base64": lambda word: base64.urlsafe_b64encode(word.encode()),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_word_is_found_and_named_in_each_shape(way: str, kind: str) -> None:
    data = NOISE + WAYS[way](WORDS.of(kind)) + NOISE
    assert SEARCH.hits(data) == Counter({kind: 1})


def test_nothing_is_found_where_nothing_is() -> None:
    other = Words.chosen()
    assert SEARCH.hits(NOISE + b"".join(shapes(other.of("typed")))) == Counter()


def test_half_a_word_is_found_too() -> None:
    assert SEARCH.hits(b"--" + WORDS.beginning.encode() + b"--") == Counter({PART: 1})


def test_words_of_two_runs_differ() -> None:
    assert Words.chosen() != Words.chosen()


@pytest.mark.parametrize("way", WAYS)
def test_a_word_across_two_pieces_is_found_wherever_the_border_is(way: str) -> None:
    data = b"....." + WAYS[way](WORDS.of("copied")) + b"....."
    for border in range(len(data)):
        pieces = iter([NOISE, data[:border], data[border:], NOISE])
        assert in_pieces(pieces, SEARCH).hits["copied"] >= 1, border


def test_a_word_across_many_small_pieces_is_found() -> None:
    data = WAYS["UTF-32"](WORDS.of("stored"))
    assert in_pieces(iter([data[at : at + 1] for at in range(len(data))]), SEARCH).hits["stored"] >= 1
