"""Notes what a tour has come to, and reads from the program what there is to come to."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import kiosk.citizen
import kiosk.visitor
from kiosk.texts import Texts
from kiosk.visitor.app import App
from kiosk.visitor.keyboard_layouts import Page
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.render.browse import BrowseRenderer
from kiosk.visitor.screens import RENDERERS

ABSTRACT = frozenset({"Renderer", "TypedRenderer", "PadRenderer"})
"""Classes of renderers that are never on the screen themselves."""


@dataclass
class Reached:
    """Names of what was shown: renderer classes, types and keys of steps, titles, pages of the keyboard, modes."""

    renderers: set[str] = field(default_factory=set)
    steps: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    keyboards: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)

    def saw(self, app: App) -> None:
        """Note what the window shows now."""
        self.modes.add(app._mode.name)
        overlay = app.window.overlay
        stage = app.window.stage.page
        inner = stage.inner if isinstance(stage, BrowseRenderer) else None
        for page in (stage, inner, overlay.page if overlay is not None else None):
            if page is None:
                continue
            self.renderers |= {kind.__name__ for kind in type(page).__mro__}
            self.titles.add(page.heading.title.text())
            if page.step is not None:
                self.steps.add(type(page.step).__name__)
                self.keys.add(page.step.key)

    def missing(self, texts: Texts) -> list[str]:
        """Say what was never shown; `texts` are the words the tour was in."""
        renderers = _renderers() - self.renderers - ABSTRACT
        steps = {kind.__name__ for kind in RENDERERS} - self.steps
        keys = {pattern for pattern in step_keys() if not any(re.fullmatch(pattern, key) for key in self.keys)}
        notices = {key for key in notice_keys(texts) if not any(_is(texts, key, title) for title in self.titles)}
        pages = {f"{page.name}" for page in Page} - {name.partition("-")[2] for name in self.keyboards}
        found = [("renderer", renderers), ("step type", steps), ("step", keys), ("notice", notices)]
        found.append(("keyboard page", pages))
        found.append(("mode", {mode for mode in ("WELCOME", "STAFF", "OUT_OF_ORDER") if mode not in self.modes}))
        return [f"{kind} {name}".replace("\\-", "-") for kind, names in found for name in sorted(names)]


def _renderers() -> set[str]:
    for module in pkgutil.walk_packages(kiosk.visitor.__path__, "kiosk.visitor."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[str] = set()
    ahead: list[type[Any]] = [Renderer]
    while ahead:
        kind = ahead.pop()
        if kind.__module__.startswith("kiosk."):
            found.add(kind.__name__)
        ahead += kind.__subclasses__()
    return found


def _sources(package: Any) -> list[ast.Module]:
    files = sorted(file for place in package.__path__ for file in Path(place).rglob("*.py"))
    return [ast.parse(file.read_text(encoding="utf-8")) for file in files]


def step_keys() -> set[str]:
    """Read the keys of all steps from the source of the services, as patterns."""
    found: set[str] = set()
    for module in _sources(kiosk.citizen):
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in {kind.__name__ for kind in RENDERERS}:
                for keyword in call.keywords:
                    found |= _patterns(keyword.value) if keyword.arg == "key" else set()
    return found


def _patterns(value: ast.expr) -> set[str]:
    if isinstance(value, ast.JoinedStr):
        parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in value.values]
        return {"".join(parts)}
    if isinstance(value, ast.IfExp):
        return _patterns(value.body) | _patterns(value.orelse)
    return {re.escape(value.value)} if isinstance(value, ast.Constant) and isinstance(value.value, str) else set()


def notice_keys(texts: Texts) -> set[str]:
    """Read from the source the messages that stand over pages of the shell itself."""
    found: set[str] = set()
    for module in _sources(kiosk.visitor):
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and _called(node) in {"notice", "notices.notice"} and len(node.args) > 1:
                found |= _constants(node.args[1:2])
            if isinstance(node, ast.Call) and _called(node) == "self._become":
                found |= _constants(node.args)
            if (
                isinstance(node, ast.Assign)
                and _constant_names(node) == {"_STATES"}
                and isinstance(node.value, ast.Dict)
            ):
                found |= _constants(node.value.values)
    return {key for key in found if texts.has(key)}


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _constants(nodes: Sequence[ast.expr]) -> set[str]:
    """Give the strings among these, also those behind a condition."""
    values = [one.value for node in nodes for one in ast.walk(node) if isinstance(one, ast.Constant)]
    return {value for value in values if isinstance(value, str)}


def _constant_names(node: ast.Assign) -> set[str]:
    return {ast.unparse(target) for target in node.targets}


def _is(texts: Texts, key: str, title: str) -> bool:
    """Say whether a title may be this message, whatever its values are."""
    numbers = ({"minutes": one, "wait": 10 * one, "n": one, "of": 3} for one in (0, 1, 3))
    names = ("bescheid.pdf", "brief.txt")
    return any(title == texts.text(key, None, name=name, **values) for values in numbers for name in names)
