"""The commands of `stadtteil hub` about the journal: check it, and the record of changes."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from telemed.hub import accounts_cli

if TYPE_CHECKING:
    from telemed.hub.journal.chain import Head

Commands = argparse._SubParsersAction  # noqa: SLF001 (argparse gives its type no other name)


def add_commands(commands: Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    """Add the commands."""
    verify = commands.add_parser("verify", parents=[shared], help="check the journal and its chain")
    verify.add_argument("--head", type=_head, action="append", default=[], help="a head noted elsewhere, N:HEX")


def _head(text: str) -> Head:
    from telemed.hub.journal.chain import Head  # noqa: PLC0415 (the other commands start faster)

    return Head.parse(text)


def _say(text: str, to: object = None) -> None:
    print(text, file=to or sys.stdout)  # type: ignore[arg-type]


def _verify(args: argparse.Namespace) -> int:
    from telemed.hub.journal.verify import verify  # noqa: PLC0415

    found = verify(args.state, args.head)
    wrong = list(found.wrong)
    if (args.state / "accounts.db").exists():
        with contextlib.closing(accounts_cli.opened(args)) as accounts:
            wrong += accounts.audit.verify()
    for line in found.notes:
        _say(line)
    for line in wrong:
        _say(line, sys.stderr)
    if not wrong:
        _say(f"In Ordnung: {found.streams} Ströme, {found.head.seq} Einträge.\nEnde der Kette: {found.head}")
    return 1 if wrong else 0


HANDLERS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {"verify": _verify}
