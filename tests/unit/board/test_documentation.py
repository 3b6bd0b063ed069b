"""Every option of the display is described for operators, and no others."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from telemed.waiting_room.board import INFOS
from telemed.waiting_room.cli import add_parser

PAGE = Path(__file__).resolve().parents[3] / "docs" / "display.md"


def test_every_option_is_documented() -> None:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    add_parser(subparsers)
    known = {word for action in subparsers.choices["display"]._actions for word in action.option_strings}

    described = set(re.findall(r"^\| `(--[a-z-]+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert described == known - {"-h", "--help"}


def test_every_information_line_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert all(f"`{kind}`" in page for kind in INFOS)
