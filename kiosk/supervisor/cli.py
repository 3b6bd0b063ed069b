"""`stadtteil run`: the supervisor of one terminal."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("run", help="run a terminal")
    parser.add_argument("--config", type=Path, default=Path("/etc/stadtteil-terminal/terminal.toml"))


def run(options: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT. 78 (EX_CONFIG): the settings are wrong; 69: something needed is missing."""
    from kiosk.config import read  # noqa: PLC0415 - errors of settings come before the heavy imports
    from kiosk.strict_toml import ConfigError  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO, format="terminal: %(levelname)s %(message)s", stream=sys.stderr)
    try:
        config = read(options.config)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 78
    from kiosk.supervisor.app import run as run_terminal  # noqa: PLC0415
    from kiosk.supervisor.sandbox import SupervisorError  # noqa: PLC0415

    try:
        return run_terminal(config)
    except SupervisorError as error:
        print(error, file=sys.stderr)
        return 69
