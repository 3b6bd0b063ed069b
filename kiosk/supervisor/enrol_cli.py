"""`stadtteil enrol`: let this terminal or display in at the hub with a one-time code."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

_PAUSE = 0.05


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add the command."""
    parser = subparsers.add_parser("enrol", help="let this terminal or display in at the hub with a one-time code")
    parser.add_argument("name", help="what it is called on the reception page")
    parser.add_argument("--hub", required=True, metavar="URL")
    parser.add_argument("--ca", type=Path, help="the authority's certificate, for https")
    parser.add_argument("--code", help="the code printed by `stadtteil hub enrol`; read from input when left out")
    parser.add_argument("--out", type=Path, required=True, help="file for the credential, written with mode 0600")
    parser.add_argument("--wait", type=float, default=0.0, metavar="SECONDS", help="how long a hub may take to answer")


def run(options: argparse.Namespace) -> int:
    """Exchange the code for a credential. 1: the hub refuses; 2: no such address; 69: it does not answer."""
    import msgspec  # noqa: PLC0415 - not needed for the help

    from kiosk.config import is_hub_address  # noqa: PLC0415
    from telemed.client import HubAway, HubClient, Refused  # noqa: PLC0415

    if not is_hub_address(options.hub):
        print(f"Not an address of a hub, which off this machine is spoken to by https: {options.hub}", file=sys.stderr)
        return 2
    code = options.code or sys.stdin.readline().strip()
    client = HubClient(options.hub, "", options.ca)
    end = time.monotonic() + options.wait
    answer = None
    while answer is None:
        try:
            answer = client.enrol(code, options.name)
        except HubAway as error:
            if time.monotonic() > end:
                print(f"The hub does not answer: {error}", file=sys.stderr)
                return 69
            time.sleep(_PAUSE)
    if isinstance(answer, Refused):
        print(answer.detail, file=sys.stderr)
        return 1
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.unlink(missing_ok=True)
    options.out.touch(mode=0o600)
    options.out.write_bytes(msgspec.json.encode(answer))
    print(f"{options.name} may now use the hub; its credential is in {options.out}")
    return 0
