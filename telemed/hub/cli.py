"""`stadtteil hub`: run a hub, manage accounts, let terminals in, check the journal."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.strict_toml import ConfigError
from telemed.hub import accounts_cli, journal_cli
from telemed.hub.errors import HubError

DEFAULT_STATE: Final = Path("/var/lib/stadtteil-hub")
NAME_LIMIT: Final = 40


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `hub` and its commands."""
    hub = subparsers.add_parser("hub", help="the queue: numbers, reception page, accounts, enrolment")
    hub.add_argument("--state", type=Path, default=DEFAULT_STATE, help=f"folder of the state ({DEFAULT_STATE})")
    commands = hub.add_subparsers(dest="hub_command", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--state", type=Path, default=argparse.SUPPRESS, help="folder of the state")

    run_parser = commands.add_parser("run", parents=[shared], help="serve a site")
    run_parser.add_argument("--config", type=Path, required=True, help="the site's settings, site.toml")
    run_parser.add_argument("--host", help="listen here instead of where the settings say")
    run_parser.add_argument("--port", type=int, help="listen on this port instead")

    accounts_cli.add_parser(commands, shared)

    enrol = commands.add_parser("enrol", parents=[shared], help="print a one-time code for a terminal or display")
    enrol.add_argument("name", help="what the terminal is called on the reception page")
    journal_cli.add_commands(commands, shared)

    come = commands.add_parser("import-calendar", parents=[shared], help="take over closed days and taken times")
    come.add_argument("file", type=Path, help="a calendar file (.ics)")
    come.add_argument("--config", type=Path, required=True, help="the site's settings, site.toml")
    come.add_argument(
        "--service", help="whose places are taken, an id of a counter; without it whole days close for all"
    )
    come.add_argument("--source", help="what the calendar is called; the same name replaces what it said before")
    go = commands.add_parser("export-calendar", parents=[shared], help="print the appointments of a day as a calendar")
    go.add_argument("--config", type=Path, required=True, help="the site's settings, site.toml")
    go.add_argument("--day", help="YYYY-MM-DD; today without it")


def run(args: argparse.Namespace) -> int:
    """Run a `hub` command; return the exit status: 0 done, 1 refused, 78 settings refused."""
    handlers: dict[str, Callable[[argparse.Namespace], int]] = {
        "run": _run,
        "account": accounts_cli.run,
        "enrol": _enrol,
        **journal_cli.HANDLERS,
        "import-calendar": _import_calendar,
        "export-calendar": _export_calendar,
    }
    try:
        return handlers[args.hub_command](args)
    except ConfigError as error:
        _say(str(error), sys.stderr)
        return 78  # EX_CONFIG: systemd does not start it again
    except HubError as error:
        _say(error.detail, sys.stderr)
        return 1


def _say(text: str, to: object = None) -> None:
    print(text, file=to or sys.stdout)  # type: ignore[arg-type]


def _run(args: argparse.Namespace) -> int:
    from kiosk.notify import Notifier  # noqa: PLC0415 (the other commands start faster without the web)
    from telemed.hub.serve import serve  # noqa: PLC0415
    from telemed.hub.site import load_site  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    # One line a connection names topics, and with them numbers (no log says what a visitor did).
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    site = load_site(args.config)
    changes = {name: getattr(args, name) for name in ("host", "port") if getattr(args, name) is not None}
    site = dataclasses.replace(site, listen=dataclasses.replace(site.listen, **changes))
    return serve(site, args.state, Notifier(os.environ))


def _enrol(args: argparse.Namespace) -> int:
    from telemed.hub.clock import SystemClock  # noqa: PLC0415
    from telemed.hub.journal.sqlite import SqliteJournal  # noqa: PLC0415
    from telemed.hub.terminals import Terminals  # noqa: PLC0415

    name = args.name.strip()
    if not name or len(name) > NAME_LIMIT or not name.isprintable():
        _say(f"Ein Name hat 1 bis {NAME_LIMIT} sichtbare Zeichen.", sys.stderr)
        return 1
    now = SystemClock().now()
    with contextlib.closing(SqliteJournal(args.state, now)) as journal:
        _say(Terminals(journal).issue(name, now))
    return 0


def _import_calendar(args: argparse.Namespace) -> int:
    from telemed.hub.calendar_cli import import_calendar  # noqa: PLC0415

    return import_calendar(args)


def _export_calendar(args: argparse.Namespace) -> int:
    from telemed.hub.calendar_cli import export_calendar  # noqa: PLC0415

    return export_calendar(args)


def main() -> int:
    """Run the hub's commands without the program around them."""
    parser = argparse.ArgumentParser(prog="stadtteil")
    add_parser(parser.add_subparsers(dest="command", required=True))
    return run(parser.parse_args())
