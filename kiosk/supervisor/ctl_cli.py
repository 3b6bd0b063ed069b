"""`stadtteil ctl`: look at a running terminal and act on it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, get_args

from kiosk.supervisor.ctl import Command, Request, ask

WORDS = {
    "starting": "startet gerade",
    "welcome": "frei, Begrüßung steht auf dem Bildschirm",
    "session": "wird benutzt",
    "ending": "löscht gerade die letzte Sitzung",
    "out-of-order": "außer Betrieb",
}
WHY = {
    "staff": "von Mitarbeitenden gesperrt",
    "proof": "das Löschen konnte nicht bewiesen werden, bitte neu starten",
    "crashes": "das Programm stürzt immer wieder ab, bitte neu starten",
}


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("ctl", help="look at a running terminal and act on it")
    parser.add_argument("what", choices=get_args(Command))
    parser.add_argument("volume", type=int, nargs="?", help="0 to 100, with `volume`")
    parser.add_argument("--runtime", type=Path, default=Path("/run/stadtteil-terminal"))
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Ask, and say in German what staff needs to know. 1: refused; 69: no terminal runs there."""
    try:
        answer = ask(options.runtime / "ctl.sock", Request(options.what, options.volume))
    except OSError:
        print("Auf diesem Gerät läuft kein Terminal, oder Sie dürfen es nicht bedienen.", file=sys.stderr)
        return 69
    if options.json:
        print(json.dumps(answer))
    elif not answer["ok"]:
        print(f"Abgelehnt: {answer['problem']}", file=sys.stderr)
    else:
        print(_in_words(answer))
    return 0 if answer["ok"] else 1


def _in_words(answer: dict[str, Any]) -> str:
    lines = [f"Terminal: {WORDS[answer['state']]}"]
    if answer["out_of_order"]:
        lines.append(f"Grund: {WHY.get(answer['out_of_order'], answer['out_of_order'])}")
    lines.append(f"Nächste Begrüßung: {'bereit' if answer['spare'] else 'wird vorbereitet'}")
    lines.append(f"Sitzungen seit dem Start: {answer['sessions']}, ohne Lösch-Beweis: {answer['failures']}")
    lines.append(f"Lautstärke am Anfang einer Sitzung: {answer['volume']}")
    return "\n".join(lines)
