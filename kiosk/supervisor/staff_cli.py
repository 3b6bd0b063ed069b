"""`stadtteil staff`: who may use the staff menu of this terminal."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from kiosk.supervisor.staff import Staff, WeakPinError


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("staff", help="who may use the staff menu of this terminal")
    parser.add_argument("what", choices=("add", "list", "remove"))
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--state", type=Path, default=Path("/var/lib/stadtteil-terminal"))
    parser.add_argument("--pin-stdin", action="store_true", help="read the PIN (and the badge on a second line)")


def run(options: argparse.Namespace) -> int:
    """Add, list or remove. 1: the PIN is too easy, or there is no such person; 2: no name."""
    staff = Staff(options.state / "staff.json")
    if options.what == "list":
        for person in staff.people():
            print(person.name, "PIN und Karte" if person.badge else "PIN")
        return 0
    if not options.name:
        print("Bitte einen Namen angeben.", file=sys.stderr)
        return 2
    if options.what == "remove":
        if not staff.remove(options.name):
            print(f"{options.name} ist hier nicht bekannt.", file=sys.stderr)
            return 1
        print(f"{options.name} kann sich nicht mehr anmelden.")
        return 0
    if options.pin_stdin:
        pin, badge = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    else:
        pin, badge = getpass.getpass("PIN: "), getpass.getpass("Karte (oder nur Eingabetaste): ")
    try:
        staff.add(options.name, pin, badge)
    except WeakPinError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.name} kann sich jetzt am Terminal anmelden.")
    return 0
