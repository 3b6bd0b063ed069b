"""Import rules that need exactness: what is pure, and what a citizen service may know.

The rules between packages are contracts of import-linter (pyproject.toml); these two say what *may* be imported, so
that a new dependency is refused without anybody thinking of it.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS = {"kiosk", "telemed", "accessibility", "device_drivers"}
ALWAYS = sys.stdlib_module_names | {"msgspec"}

PURE = {
    "kiosk/flow/**/*.py": ("kiosk.flow",),
    "kiosk/citizen/**/*.py": ("kiosk.flow", "kiosk.citizen"),
    "telemed/room/**/*.py": ("kiosk.flow", "telemed.room"),
    "telemed/api.py": (),
    "telemed/hours.py": ("telemed.api",),
    "telemed/hub/queue/*.py": ("telemed.api", "telemed.hub.messages", "telemed.hub.errors", "telemed.hub.queue"),
    "telemed/hub/notices/due.py": (),
    "telemed/hub/notices/gsm.py": (),
    "telemed/hub/estimate.py": (),
    "telemed/hub/opening.py": ("telemed.api", "telemed.hub.messages", "telemed.hub.errors"),
    "telemed/hub/closing.py": ("telemed.hours", "telemed.hub.booking"),
    "telemed/hub/messages/*.py": ("telemed.api", "telemed.hub.errors", "telemed.hub.messages"),
    "telemed/hub/explain.py": ("telemed.hub.messages", "telemed.hub.queue"),
    "telemed/hub/errors.py": (),
    "telemed/hub/roles.py": (),
    "telemed/hub/statistics.py": ("telemed.hub.counts",),
    "telemed/hub/accounts_totp.py": (),
    "telemed/hub/accounts_passwords.py": (),
    "telemed/hub/codes.py": (),
    "telemed/hub/counts.py": ("telemed.hub.messages", "telemed.hub.queue"),
    "telemed/hub/journal/chain.py": (),
    "telemed/waiting_room/board.py": (
        "telemed.api",
        "telemed.hours",
        "telemed.waiting_room.hours",
        "telemed.waiting_room.pages",
        "telemed.waiting_room.parts",
    ),
    "telemed/waiting_room/announce.py": ("telemed.api", "telemed.waiting_room.board", "telemed.waiting_room.parts"),
    "telemed/waiting_room/parts.py": ("telemed.api",),
    "telemed/waiting_room/hours.py": ("telemed.api", "telemed.hours"),
    "telemed/waiting_room/pages.py": (),
    "telemed/waiting_room/values.py": ("telemed.api",),
    "telemed/api_appointments.py": (),
    "telemed/hub/booking/rules.py": ("telemed.hub.booking",),
    "telemed/hub/booking/free.py": ("telemed.api_appointments", "telemed.hours", "telemed.hub.booking"),
    "telemed/hub/booking/messages.py": ("telemed.hub.booking",),
    "telemed/hub/booking/state.py": ("telemed.api_appointments", "telemed.hub.booking"),
    "telemed/hub/booking/book.py": ("telemed.api_appointments", "telemed.hub.booking", "telemed.hub.messages"),
    "device_drivers/codecs/**/*.py": ("device_drivers.codecs",),
    "accessibility/locales.py": (),
    "accessibility/voice/[dgnps]*.py": ("accessibility.voice", "accessibility.locales"),
    "accessibility/voice/meter.py": ("accessibility.voice.samples",),
    "accessibility/voice/utterance.py": ("accessibility.voice.samples",),
}
"""Files that decide and do not act, and what of ours each may import besides the standard library and msgspec."""

ACTING = {
    "socket",
    "subprocess",
    "asyncio",
    "threading",
    "multiprocessing",
    "sqlite3",
    "urllib",
    "http",
    "random",
    "time",
}
"""Parts of the standard library that a pure module has no business with."""


def imported(source: str) -> Iterator[str]:
    """Give every name a text imports, also inside functions and for type checking, with the module it comes from."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def strangers(source: str, ours: tuple[str, ...]) -> list[str]:
    return [
        name
        for name in imported(source)
        if name.partition(".")[0] not in ALWAYS - ACTING
        and not any(name == allowed or name.startswith(f"{allowed}.") for allowed in ours)
    ]


@pytest.mark.parametrize("pattern", PURE)
def test_pure_modules_import_the_standard_library_and_msgspec_only(root: Path, pattern: str) -> None:
    found = {
        path.relative_to(root).as_posix(): names
        for path in sorted(root.glob(pattern))
        if (names := strangers(path.read_text(), PURE[pattern]))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("import PySide6.QtCore", "PySide6.QtCore"),
        ("from kiosk.channel import Effect", "kiosk.channel.Effect"),
        ("from kiosk import channel", "kiosk.channel"),
        ("from . import channel", "..channel"),
        ("import kiosk.flowers", "kiosk.flowers"),
        ("import socket", "socket"),
    ],
)
def test_a_stranger_is_noticed(line: str, name: str) -> None:
    assert strangers(f"def late():\n    {line}\n", ("kiosk.flow",)) == [name]


def test_what_is_allowed_is_not_reported() -> None:
    source = "import enum\nfrom msgspec import Struct\nfrom kiosk import flow\nfrom kiosk.flow.steps import Choose\n"
    assert strangers(source, ("kiosk.flow",)) == []


def test_every_folder_with_code_is_a_package(root: Path) -> None:
    folders = {path.parent for package in OURS for path in (root / package).rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_telemedicine_is_named_in_the_contracts_once_it_exists(root: Path) -> None:
    contracts = (root / "pyproject.toml").read_text()
    assert ('"telemed.room"' in contracts) == (root / "telemed" / "room" / "__init__.py").exists()
