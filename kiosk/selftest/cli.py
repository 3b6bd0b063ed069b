"""`stadtteil selftest wipe`: prove with a made-up visitor that nothing of one reaches the next."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.config import Users

if TYPE_CHECKING:
    from kiosk.selftest.result import Result, Row

STATUS = {"proven": 0, "found": 1, "unproven": 2}
MISSING = 69
SAYS = {
    "proven": "Bewiesen: Von einem Besuch bleibt auf diesem Gerät nichts zurück.",
    "found": "NICHT SAUBER: Von einem Besuch ist etwas zurückgeblieben. Bitte das Gerät sperren und Hilfe holen.",
    "unproven": "Nicht bewiesen: Die Prüfung konnte nicht alles sehen. Das sagt nichts über das Löschen selbst.",
}
STATES = {
    "clean": "sauber",
    "found": "GEFUNDEN",
    "no-control": "Gegenprobe fehlt",
    "absent": "gibt es hier nicht",
    "unread": "nicht ganz lesbar",
}


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("selftest", help="prove that nothing of one visitor reaches the next")
    commands = parser.add_subparsers(dest="selftest_command", required=True, metavar="WHAT")
    wipe = commands.add_parser("wipe", help="play a visitor with words, end the session, and search for them")
    wipe.add_argument("--config", type=Path, help="settings of the terminal here: its sound server, and where to note")
    wipe.add_argument("--json", action="store_true", help="print everything as JSON")
    wipe.add_argument("--virtual", action="store_true", help="on a virtual screen even where there is a real one")
    wipe.add_argument("--first-user", type=int, default=Users().first + 10, help="two reserved user ids begin here")


def run(options: argparse.Namespace) -> int:
    """Run it. 0: proven; 1: something was found; 2: could not be proven; 69: a tool is missing; 78: wrong settings."""
    from kiosk.config import read  # noqa: PLC0415 - `--help` needs none of this
    from kiosk.selftest.machine import Plan, missing  # noqa: PLC0415
    from kiosk.selftest.result import keep  # noqa: PLC0415
    from kiosk.selftest.run import may_read_memory  # noqa: PLC0415
    from kiosk.selftest.run import run as prove  # noqa: PLC0415
    from kiosk.strict_toml import ConfigError  # noqa: PLC0415

    try:
        config = None if options.config is None else read(options.config)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 78
    if not may_read_memory():
        print("Der Selbsttest muss den Speicher anderer Programme lesen: bitte als root starten.", file=sys.stderr)
        return STATUS["unproven"]
    plan = Plan(options.first_user, config.sound if config is not None else None, options.virtual)
    if packages := missing(plan):
        print(f"Es fehlt etwas. Bitte eingeben: apt-get install --yes {' '.join(packages)}", file=sys.stderr)
        return MISSING
    result = prove(plan)
    if config is not None:
        keep(result, config.state)
    print(msgspec.json.format(msgspec.json.encode(result)).decode() if options.json else in_words(result))
    return STATUS[result.outcome]


def in_words(result: Result) -> str:
    """Say it in German: the result first, then only what is not as it should be, then the figures."""
    lines = [SAYS[result.outcome]]
    if result.problem:
        lines.append(f"Abgebrochen bei: {result.problem}")
    lines += [_line(row) for row in result.places if row.state not in {"clean", "absent"}]
    lines += [f"  Zweiter Besuch, {check.what}: noch da" for check in result.second if not check.holds]
    lines += [f"  Zweiter Besuch, {check.what}: Gegenprobe fehlt" for check in result.second if not check.control]
    searched = sum(row.searched for row in result.places) / 1e6
    seen = sum(row.state != "absent" for row in result.places)
    lines.append(f"{seen} Orte durchsucht, {searched:.0f} MB, {result.milliseconds / 1000:.1f} Sekunden.")
    return "\n".join(lines)


def _line(row: Row) -> str:
    return f"  {row.place}: {STATES[row.state]} {row.note}".rstrip()
