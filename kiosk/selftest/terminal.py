"""`python -m kiosk.selftest.terminal CONFIG FD…`: a terminal whose first visitors are played, one over each descriptor.

Everything but the visitor's program is the ordinary terminal. `stadtteil run` cannot be made to do this: what it runs
in the sandbox is written in `Blueprint`, and no setting changes it.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kiosk.config import read
from kiosk.supervisor.app import Supervisor
from kiosk.supervisor.process import become_subreaper
from kiosk.supervisor.session import Blueprint


def played(scripts: list[int]) -> Callable[[Blueprint], Blueprint]:
    """Return what gives each session its script, and later ones none."""
    left = list(scripts)

    def planned(plan: Blueprint) -> Blueprint:
        if not left:
            return plan
        script = left.pop(0)
        command = ("/venv/bin/python", "-P", "-m", "kiosk.selftest.visitor", "--script-fd", str(script))
        return replace(plan, visitor=command, inherited=(script,))

    return planned


def main() -> None:
    """Run until SIGTERM."""
    logging.basicConfig(level=logging.INFO, format="self-test: %(levelname)s %(message)s", stream=sys.stderr)
    config, *scripts = sys.argv[1:]
    become_subreaper()
    asyncio.run(Supervisor(read(Path(config)), played([int(script) for script in scripts])).run())


if __name__ == "__main__":
    main()
