"""The commands of `stadtteil hub` about what is kept: check, back up and restore it, show, erase, expire."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

# Imported by each command what it needs: `stadtteil hub` alone must start fast.
# ruff: noqa: PLC0415
from telemed.hub import accounts_cli

if TYPE_CHECKING:
    from telemed.hub.journal.chain import Head
    from telemed.hub.kept import Kept
    from telemed.hub.retention import Retention

_CODE: Final = "the code on a ticket (or the address its QR code holds) or of an appointment; - reads it from input"

Commands = argparse._SubParsersAction  # noqa: SLF001 (argparse gives its type no other name)


def add_commands(commands: Commands[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    """Add the commands."""
    verify = commands.add_parser("verify", parents=[shared], help="check the journal and its chain")
    verify.add_argument("--head", type=_head, action="append", default=[], help="a head noted elsewhere, N:HEX")
    show = commands.add_parser("show", parents=[shared], help="say what is kept about a code")
    show.add_argument("code", help=_CODE)
    erase = commands.add_parser("erase", parents=[shared], help="erase now what names the person of a code")
    erase.add_argument("code", help=_CODE)
    expire = commands.add_parser("expire", parents=[shared], help="end now what the running hub would end by itself")
    expire.add_argument("--config", type=Path, required=True, help="the site's settings, site.toml")
    backup = commands.add_parser("backup", parents=[shared], help="write the journal, without keys, into a new file")
    backup.add_argument("file", type=Path)
    restore = commands.add_parser("restore", parents=[shared], help="put a backup in the place of the journal")
    restore.add_argument("file", type=Path)


def _head(text: str) -> Head:
    from telemed.hub.journal.chain import Head

    return Head.parse(text)


def _say(text: str, to: object = None) -> None:
    print(text, file=to or sys.stdout)  # type: ignore[arg-type]


def _verify(args: argparse.Namespace) -> int:
    from telemed.hub.journal.verify import verify

    found = verify(args.state, args.head)
    wrong = [*found.wrong, *accounts_cli.verified(args)]
    for line in found.notes:
        _say(line)
    for line in wrong:
        _say(line, sys.stderr)
    if not wrong:
        _say(f"In Ordnung: {found.streams} Ströme, {found.head.seq} Einträge.\nEnde der Kette: {found.head}")
    return 1 if wrong else 0


@contextlib.contextmanager
def _opened(args: argparse.Namespace, days: int) -> Iterator[tuple[Retention, Callable[[str], Kept | None]]]:
    """Open what is kept; `days` counts only where days are ended."""
    from telemed.hub.clock import Calendar, SystemClock
    from telemed.hub.journal.sqlite import SqliteJournal
    from telemed.hub.kept import Finder
    from telemed.hub.retention import Retention
    from telemed.hub.secret import hub_secret
    from telemed.hub.vault import Vault

    calendar = Calendar(SystemClock())
    secret = hub_secret(args.state)
    with (
        contextlib.closing(SqliteJournal(args.state, calendar.now())) as journal,
        contextlib.closing(Vault(args.state)) as vault,
    ):
        finder = Finder(journal, journal.streams(), vault, secret, calendar.local)
        yield Retention(journal, vault, calendar, days), finder.find


def _code(args: argparse.Namespace) -> str:
    """A code given by input is not to be seen in the list of processes or in a shell's history."""
    return sys.stdin.readline() if args.code == "-" else args.code


def _found(kept: Kept | None) -> Kept | None:
    if kept is None:
        _say("Zu diesem Code ist nichts gespeichert.", sys.stderr)
    return kept


def _show(args: argparse.Namespace) -> int:
    with _opened(args, 0) as (_, find):
        kept = _found(find(_code(args)))
    for line in kept.lines if kept else ():
        _say(line)
    return 0 if kept else 1


def _erase(args: argparse.Namespace) -> int:
    with _opened(args, 0) as (retention, find):
        kept = _found(find(_code(args)))
        if kept is None:
            return 1
        if retention.erase(kept.subject):
            _say("Gelöscht: Was die Person nennt, kann niemand mehr lesen, auch nicht in Sicherungen.")
        else:
            _say("Es gab nichts mehr, was die Person nennt.")
    _say("Es bleiben Zeiten ohne Namen, bis der Tag zu Zählungen wird. Das zeigt: stadtteil hub show")
    return 0


def _expire(args: argparse.Namespace) -> int:
    from telemed.hub.site import load_site

    with _opened(args, load_site(args.config).retention.days) as (retention, _):
        again, ended = retention.erase_again(), retention.end_keys()
        days = list(iter(retention.end_day, None))
        retention.forget()
    _say(f"Schlüssel zerstört: {len(ended) + len(again)}. Tage zu Zählungen geworden: {len(days)}.")
    return 0


def _backup(args: argparse.Namespace) -> int:
    from telemed.hub.journal.backup import backup

    head = backup(args.state, args.file)
    _say(f"Gesichert bis Eintrag {head.seq}, ohne Schlüssel.\nEnde der Kette: {head}")
    return 0


def _restore(args: argparse.Namespace) -> int:
    from telemed.hub.clock import SystemClock
    from telemed.hub.journal.backup import restore
    from telemed.hub.retention import ERASURES

    aside = restore(args.state, args.file, SystemClock().now(), keep=(ERASURES,))
    with _opened(args, 0) as (retention, _):
        retention.erase_again()
    _say("Wiederhergestellt. Was nach der Sicherung geschah, fehlt jetzt im Journal.")
    if aside is not None:
        _say(f"Das Journal von vorher liegt in {aside}.")
    return 0


HANDLERS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "verify": _verify,
    "show": _show,
    "erase": _erase,
    "expire": _expire,
    "backup": _backup,
    "restore": _restore,
}
