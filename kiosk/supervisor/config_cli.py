"""`stadtteil config check`: check a terminal's settings and start nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("config", help="check a terminal's settings")
    parser.add_argument("what", choices=("check",))
    parser.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    """Say that the file is right, or everything that is wrong with it. 78: it is wrong."""
    from kiosk.config import read  # noqa: PLC0415 - nothing else is needed to print the help
    from kiosk.reviews import not_reviewed  # noqa: PLC0415
    from kiosk.strict_toml import ConfigError  # noqa: PLC0415

    try:
        config = read(options.file)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 78
    print(f"{options.file}: correct, terminal {config.name}")
    unread = not_reviewed(config.locales)
    if unread:
        print(f"{options.file}: no native speaker has reviewed these languages yet: {', '.join(unread)}")
    return 0
