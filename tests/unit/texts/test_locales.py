"""All locale files: the same messages, attributes and placeholders, and nothing that the parser does not read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from kiosk.texts import ROOT, SOURCE, entries, known_locales

COMPLETE = tuple(locale for locale in known_locales() if locale not in {SOURCE, "de-simple"})
"""Locales in which every message of the source has to be; `de-simple` may leave messages out."""

SAID = {"speech", "voice"}
"""Attributes a locale has only where what is said differs there."""


@dataclass(frozen=True)
class Shape:
    """What has to be the same in every locale."""

    attributes: frozenset[str]
    places: frozenset[str]


class _Places(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_Attribute(self, node: ast.Attribute) -> None:  # noqa: N802 - named by the library
        if node.id.name not in SAID:
            self.generic_visit(node)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - named by the library
        self.names.add(node.id.name)


def places(node: ast.BaseNode) -> frozenset[str]:
    visitor = _Places()
    visitor.visit(node)
    return frozenset(visitor.names)


def shapes(source: str) -> dict[str, Shape]:
    found = {}
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Message):
            attributes = frozenset(attribute.id.name for attribute in entry.attributes) - SAID
            found[entry.id.name] = Shape(attributes, places(entry))
    return found


def files(locale: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / locale).glob("*.ftl"))}


LOCALES = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
TRANSLATIONS = [(locale, name) for locale in LOCALES if locale != SOURCE for name in files(locale)]


@pytest.mark.parametrize(("locale", "name"), [(locale, name) for locale in LOCALES for name in files(locale)])
def test_every_file_is_read_without_rest_and_cut_as_the_parser_cuts_it(locale: str, name: str) -> None:
    source = files(locale)[name]
    body = FluentParser().parse(source).body
    assert [junk.content for junk in body if isinstance(junk, ast.Junk)] == []
    parsed = [
        f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
        for entry in body
        if isinstance(entry, (ast.Message, ast.Term))
    ]
    assert [key for key, _ in entries(source)] == parsed


@pytest.mark.parametrize("locale", LOCALES)
def test_no_message_stands_twice_in_a_locale(locale: str) -> None:
    keys = [key for source in files(locale).values() for key, _ in entries(source)]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


@pytest.mark.parametrize("locale", COMPLETE)
def test_a_complete_locale_has_every_message_of_the_source(locale: str) -> None:
    missing = {
        name: sorted(shapes(source).keys() - shapes(files(locale).get(name, "")).keys())
        for name, source in files(SOURCE).items()
    }
    assert {name: keys for name, keys in missing.items() if keys} == {}


@pytest.mark.parametrize(("locale", "name"), TRANSLATIONS)
def test_a_translation_has_the_attributes_and_placeholders_of_the_source(locale: str, name: str) -> None:
    source, translated = shapes(files(SOURCE).get(name, "")), shapes(files(locale)[name])
    assert translated.keys() <= source.keys(), "only what is in the source can be translated"
    simple = locale == "de-simple"
    wrong = {
        key: (shape, source[key])
        for key, shape in translated.items()
        if shape.attributes != source[key].attributes
        or not (shape.places <= source[key].places if simple else shape.places == source[key].places)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "translated",
    ["a = x\n", "a = { $n } { $m }\n    .hint = y\n", "a = { $n }\n    .body = y\n", "a = { $n }\n"],
)
def test_the_comparison_notices_what_is_missing_or_too_much(translated: str) -> None:
    assert shapes(translated)["a"] != shapes("a = { $n }\n    .hint = y\n    .speech = z\n")["a"]


def test_the_files_are_in_the_tree() -> None:
    assert set(LOCALES) == set(known_locales())
    assert Path(ROOT / SOURCE / "citizen.ftl").is_file()
