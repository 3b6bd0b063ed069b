"""`python -m kiosk.selftest.visitor --script-fd N …`: the visitor's own program, played through its own window."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.visitor.app import App


def main() -> int:
    """Do as `kiosk.visitor` does, and what comes down the script's socket."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.selftest.visitor")
    parser.add_argument("--script-fd", type=int, required=True)
    options, words = parser.parse_known_args()
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")

    from kiosk.selftest.visitor.player import Player  # noqa: PLC0415 - after the environment is set
    from kiosk.visitor.__main__ import main as visit  # noqa: PLC0415

    script = socket.socket(fileno=options.script_fd)
    players = []

    def prepared(app: App) -> None:
        players.append(Player(app, script))

    return visit(words, prepared)


if __name__ == "__main__":
    sys.exit(main())
