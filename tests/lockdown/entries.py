"""What an entry of the lockdown table is, and how a list of them becomes tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from tests.lockdown.stand import Scene, Stand

Group = Literal["navigation", "windows", "input", "permissions", "denial", "ipc", "staff"]

GROUPS: dict[str, str] = {
    "navigation": "Schemes and navigation",
    "windows": "Windows and dialogs",
    "input": "Keys, pointer and hardware",
    "permissions": "Permissions of pages",
    "denial": "Denial of service",
    "ipc": "Local communication, environment, the four sockets",
    "staff": "The staff's way in",
}

CONTROLS: dict[str, str] = {
    "key": "a bare Qt window gets the keys",
    "button": "a bare Qt window gets the buttons",
    "wheel": "a bare Qt window gets the wheel",
    "menu": "a bare Qt window opens a menu",
    "close": "a bare Qt window closes",
    "quit": "a bare Qt program quits",
    "text": "a bare Qt field takes the text",
    "copy": "a bare Qt field puts its text on the clipboard",
    "select": "a bare Qt field gives its text to the primary selection",
    "drag": "a bare Qt field starts to drag its text",
    "link": "a bare Qt label follows its link",
    "tooltip": "a bare Qt button shows its tooltip",
    "help": "a bare Qt window enters its help mode",
    "focus": "a bare Qt window moves the focus",
}
"""What a bare Qt program does at the same strokes, and how the table says it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One attack with keys and pointer. `act` is done at the terminal and, as the control, at a bare Qt program."""

    id: str
    title: str
    act: Callable[[Scene], None]
    control: str
    """What the bare program must report: a key of `CONTROLS`."""
    place: str = "field"
    group: Group = "input"
    after: Callable[[Stand], list[str]] | None = None
    """What is looked at besides the common checks; gives the problems."""


def lockdown(number: str, title: str, group: Group, control: str = "") -> pytest.MarkDecorator:
    """Mark a test as an entry of the table."""
    return pytest.mark.lockdown(number, title, group, control=control)


def marked(entries: Sequence[Any]) -> pytest.MarkDecorator:
    """Make one test of each entry; an entry has an id, a title, a group and a control."""
    values = [
        pytest.param(
            entry, id=entry.id, marks=lockdown(entry.id, entry.title, entry.group, CONTROLS.get(entry.control, ""))
        )
        for entry in entries
    ]
    return pytest.mark.parametrize("entry", values)
