"""The command line `stadtteil`. Only the module of the command that is asked for is imported."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "run": ("kiosk.supervisor.cli", "run a terminal: one visitor after another, each wiped and proven"),
    "ctl": ("kiosk.supervisor.ctl_cli", "look at a running terminal and act on it"),
    "staff": ("kiosk.supervisor.staff_cli", "who may use the staff menu of this terminal"),
    "enrol": ("kiosk.supervisor.enrol_cli", "let this terminal or display in at the hub with a one-time code"),
    "selftest": ("kiosk.selftest.cli", "prove with a made-up visitor that nothing of one reaches the next"),
    "wipe": ("kiosk.supervisor.wipe_cli", "check the chain of wipe records"),
    "config": ("kiosk.supervisor.config_cli", "check a terminal's settings"),
    "texts": ("kiosk.texts_cli", "languages, who reviewed them, and whether plain language is plain"),
    "hub": ("telemed.hub.cli", "the queue: numbers, reception page, accounts, enrolment"),
    "display": ("telemed.waiting_room.cli", "the waiting-room screen"),
    "devices": ("kiosk.devices_cli", "devices and their simulators"),
    "voice": ("kiosk.voice_cli", "models to hear with and voices to speak with: install, list, check"),
    "bench": ("telemed.hub.bench_cli", "what estimates of waiting times are worth, on simulated days"),
    "demo": ("kiosk.demo", "everything on this machine, with no hardware and no account"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="stadtteil", description="Public terminals for neighbourhood offices.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = words[0] if words else ""
    for name, (module, help_text) in COMMANDS.items():
        if wanted == name:
            importlib.import_module(module).add_parser(subparsers)
        elif wanted not in COMMANDS:
            subparsers.add_parser(name, help=help_text)
    options = parser.parse_args(words)
    status: int = importlib.import_module(COMMANDS[options.command][0]).run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
