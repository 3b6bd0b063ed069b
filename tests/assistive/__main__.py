"""Show what assistive technology is told: `python -m tests.assistive Deutsch Üben Weiter` presses these one by one.

Starts the visitor's own program in its sandbox on a virtual screen, on a private bus, without an office. With `--wait`
the bus stays until Ctrl-C, for a screen reader or an inspector; they are started with the address that is printed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
from pathlib import Path

from tests.assistive.client import Reader, reader, until
from tests.assistive.stand import READY, WHY, stand
from tests.xvfb import xvfb

STILL = 3
"""So many times the tree must be read alike until the page counts as there."""


def _settled(hand: Reader) -> str:
    """Read until nothing changes any more."""
    seen: list[str] = []

    def still() -> bool:
        seen.append("\n".join(map(str, hand.tree())))
        return len(seen) >= STILL and len(set(seen[-STILL:])) == 1

    until(still, "a page that stays")
    return seen[-1]


def main() -> int:
    """Press and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.assistive", description=__doc__)
    parser.add_argument("press", nargs="*", help="names of buttons")
    parser.add_argument("--wait", action="store_true", help="leave program and bus there until Ctrl-C")
    options = parser.parse_args()
    if not READY:
        print(WHY, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="screen-") as folder, xvfb(Path(folder)) as screen, stand(screen) as there:
        hand = reader(there.bus)
        print(_settled(hand))
        for name in options.press:
            hand.press(name)
            print(f"\n{name}:\n{_settled(hand)}")
        if options.wait:
            print(
                f"\nAT_SPI_BUS_ADDRESS=unix:path={there.socket} DISPLAY={screen.display} XAUTHORITY={screen.authority}"
            )
            try:
                threading.Event().wait()
            except KeyboardInterrupt:
                return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
