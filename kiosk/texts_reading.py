"""Every way the messages of a locale can read, for checks of their language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import serialize_expression

from kiosk.texts import ROOT, SOURCE, entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLACE = 9
"""Letters of a placeholder's name that stand for its value."""


class Reading(NamedTuple):
    """One way a message or attribute can read. `file` has the message; `locale` says which one it comes from."""

    locale: str
    file: str
    key: str
    text: str


def readings(locale: str, root: Path = ROOT) -> Iterator[Reading]:
    """Give what somebody reads in `locale`, with the messages it takes from the source locale."""
    sources: dict[str, tuple[str, str, str]] = {}
    for name in dict.fromkeys((SOURCE, locale)):
        for path in sorted((root / name).glob("*.ftl")):
            sources |= {key: (name, path.name, source) for key, source in entries(path.read_text(encoding="utf-8"))}
    for origin, file, source in sources.values():
        for key, text in messages(source):
            yield Reading(origin, file, key, text)


def messages(source: str) -> Iterator[tuple[str, str]]:
    """Give name and text of each message and attribute, one for every way a selector can choose."""
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Message):
            named = [("", entry.value), *((f".{attribute.id.name}", attribute.value) for attribute in entry.attributes)]
            for name, pattern in named:
                for text in _sentences(pattern) if pattern else ():
                    yield entry.id.name + name, text


def _sentences(pattern: ast.Pattern, before: str = "") -> Iterator[str]:
    """Give every way the pattern can read; a placeholder counts as one word."""
    text = before
    for at, element in enumerate(pattern.elements):
        if isinstance(element, ast.TextElement):
            text += element.value
        elif isinstance(element.expression, ast.SelectExpression):
            rest = ast.Pattern(pattern.elements[at + 1 :])
            for variant in element.expression.variants:
                for read in _sentences(variant.value, text):
                    yield from _sentences(rest, read)
            return
        elif not isinstance(element.expression, ast.Placeable):
            text += serialize_expression(element.expression).lstrip("$")[:_PLACE]
    yield text
