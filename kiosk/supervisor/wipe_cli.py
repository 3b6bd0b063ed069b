"""`stadtteil wipe verify`: check the chain of wipe records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kiosk.supervisor.record import WipeLog


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("wipe", help="check the chain of wipe records")
    parser.add_argument("what", choices=("verify",))
    parser.add_argument("--state", type=Path, default=Path("/var/lib/stadtteil-terminal"))
    parser.add_argument("--head", default="", help="the head the hub knows; a shorter chain does not have it")


def run(options: argparse.Namespace) -> int:
    """Walk along the chain. 1: it is broken or cut off."""
    check = WipeLog(options.state / "wipe.jsonl").check()
    if check.broken_line is not None:
        print(f"The chain breaks at line {check.broken_line}.", file=sys.stderr)
        return 1
    if options.head and options.head != check.head:
        print("The chain holds, but its head is not the one given: records are missing.", file=sys.stderr)
        return 1
    print(f"{check.records} records, unbroken, head {check.head}")
    return 0
