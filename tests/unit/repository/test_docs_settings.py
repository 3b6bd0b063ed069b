"""Settings, commands, units and links in the documents are those of the program."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.__main__ import COMMANDS
from kiosk.config import Terminal
from kiosk.strict_toml import Range
from telemed.hub.site import SiteConfig

REQUIRED = "required"
EMPTY = {None: "none", "": "empty", (): "none", False: "`false`"}
Setting = tuple[str, str, tuple[str, ...]]


@pytest.fixture
def operations(root: Path) -> str:
    return (root / "docs" / "operations.md").read_text(encoding="utf-8")


def rows(text: str, title: str) -> list[list[str]]:
    """Give the cells of the first table under a heading."""
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    page = next(part for part in section if part.startswith(title))
    lines = [line for line in page.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[2:]]


def inner(kind: object) -> object:
    """Give what a type is about: without Annotated, None and the tuple around it."""
    if typing.get_origin(kind) is typing.Annotated:
        return inner(typing.get_args(kind)[0])
    parts = [part for part in typing.get_args(kind) if part not in {type(None), Ellipsis}]
    if typing.get_origin(kind) in {types.UnionType, typing.Union, tuple} and len(parts) == 1:
        return inner(parts[0])
    return kind


def settings(kind: type, before: str = "") -> Iterator[Setting]:
    """Yield name, default in words, and the limits of each setting."""
    hints = typing.get_type_hints(kind, include_extras=True)
    for field in dataclasses.fields(kind):
        within = inner(hints[field.name])
        if isinstance(within, type) and dataclasses.is_dataclass(within):
            yield from settings(within, f"{before}{field.name}.")
            continue
        bounds = [each for each in typing.get_args(hints[field.name]) if isinstance(each, Range)]
        limits = tuple(f"{limit:g}" for b in bounds for limit in (b.low, b.high) if limit is not None)
        yield before + field.name, default_of(field), limits


def default_of(field: dataclasses.Field[object]) -> str:
    value = field.default
    if field.default_factory is dict:
        return EMPTY[None]
    if value is dataclasses.MISSING:
        return REQUIRED
    if isinstance(value, tuple) and value:
        return ", ".join(f"`{each}`" for each in value)
    if value is None or value in {"", ()} or value is False:
        return EMPTY[value]
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if type(value) is int else f"`{str(value).lower() if value is True else value}`"


def documented(text: str, title: str) -> dict[str, list[str]]:
    return {name: row for row in rows(text, title) for name in re.findall(r"`([^`]+)`", row[0])}


PAGES = [("Settings of a terminal", Terminal), ("Settings of a site", SiteConfig)]


@pytest.mark.parametrize(("title", "kind"), PAGES)
def test_every_setting_is_documented_and_no_other(operations: str, title: str, kind: type) -> None:
    assert set(documented(operations, title)) == {name for name, _, _ in settings(kind)}


@pytest.mark.parametrize(("title", "kind"), PAGES)
def test_defaults_and_limits_are_those_of_the_code(operations: str, title: str, kind: type) -> None:
    table = documented(operations, title)
    wrong = []
    for name, default, limits in settings(kind):
        _, said, allowed, meaning = table[name]
        numbers = re.findall(r"\d+(?:\.\d+)?", allowed)
        fits = said.startswith(REQUIRED) if default == REQUIRED else said in {default, "closed"}
        if not fits or not meaning or not {float(limit) for limit in limits} <= {float(number) for number in numbers}:
            wrong.append((name, default, limits, said, allowed))
    assert wrong == []


@dataclasses.dataclass(frozen=True)
class _Sample:
    name: str
    speed: typing.Annotated[int, Range(1, 9)] = 3


def test_a_setting_that_is_missing_or_gone_or_different_is_noticed() -> None:
    text = (
        "## Sample\n\n| s | d | a | m |\n|---|---|---|---|\n| `name` | required | any | it |\n| `gone` | 1 | x | y |\n"
    )
    assert {name for name, _, _ in settings(_Sample)} - set(documented(text, "Sample")) == {"speed"}
    assert list(settings(_Sample)) == [("name", REQUIRED, ()), ("speed", "3", ("1", "9"))]


def commands(parser: argparse.ArgumentParser, path: str, given: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each command with its options; a positional `what` with choices is a command for each choice."""
    options = given | {word for action in parser._actions for word in action.option_strings} - {"-h", "--help"}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                yield from commands(child, f"{path} {name}", options)
            return
    what = next((action for action in parser._actions if action.dest == "what"), None)
    for choice in [""] if what is None or what.choices is None else [f" {each}" for each in what.choices]:
        yield path + choice, options


def known_commands() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, (module, _) in COMMANDS.items():
        parser = argparse.ArgumentParser()
        importlib.import_module(module).add_parser(parser.add_subparsers())
        found |= dict(commands(parser, "stadtteil", frozenset()))
        assert any(path.startswith(f"stadtteil {name}") for path in found)
    return found


def test_every_command_is_documented_with_its_options_and_no_other(operations: str) -> None:
    table = documented(operations, "Commands")
    assert set(table) == set(known_commands())
    for path, options in known_commands().items():
        written = table[path][1]
        if "display.md" not in written:
            assert set(re.findall(r"`(--[a-z0-9-]+)`", written)) == options, path
        assert table[path][2], path


def test_every_unit_and_every_variable_of_its_environment_is_documented(root: Path, operations: str) -> None:
    units = sorted((root / "systemd").glob("*.service"))
    assert units
    assert set(re.findall(r"`(stadtteil-[\w@-]+\.service)`", operations)) == {unit.name for unit in units}
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        for variable in re.findall(r"\$\{?([A-Z_]+)", text):
            assert variable in operations, variable
        for file in re.findall(r"EnvironmentFile=-?(\S+)", text):
            assert file in operations, file


LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")


def lost_links(document: Path) -> list[str]:
    """Name the relative links of a document that lead nowhere; a part after # must be a heading of its page."""
    lost = []
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, part = target.partition("#")
        page = document if not name else document.parent / name
        if not page.exists() or (part and part not in anchors(page)):
            lost.append(f"{document.name}: {target}")
    return lost


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def documents(root: Path) -> list[Path]:
    return [*root.glob("*.md"), *(root / "docs").rglob("*.md")]


def test_every_link_leads_somewhere(root: Path) -> None:
    assert [lost for document in documents(root) for lost in lost_links(document)] == []


def test_a_link_that_leads_nowhere_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Übersicht hier\n[a](page.md#übersicht-hier) [b](gone.md) [c](#gone) [d](https://example.org)\n")
    assert lost_links(page) == ["page.md: gone.md", "page.md: #gone"]


def test_pictures_are_small_and_all_of_them_are_shown(root: Path) -> None:
    pictures = sorted((root / "docs" / "pictures").glob("*"))
    shown = "\n".join(document.read_text(encoding="utf-8") for document in documents(root))
    assert [picture.name for picture in pictures if picture.stat().st_size > 150 * 1024] == []
    assert [picture.name for picture in pictures if f"pictures/{picture.name}" not in shown] == []


def test_documents_named_in_the_source_exist(root: Path) -> None:
    lost = [
        f"{file.name}: {name}"
        for package in ("kiosk", "telemed", "accessibility", "device_drivers", "systemd")
        for file in (root / package).rglob("*")
        if file.suffix in {".py", ".service", ".md"}
        for name in re.findall(r"docs/[\w./-]+\.md", file.read_text(encoding="utf-8"))
        if not (root / name).exists()
    ]
    assert lost == []
