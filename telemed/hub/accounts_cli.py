"""`stadtteil hub account`: accounts of staff, from the machine itself. The way out when nobody can log in any more."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import getpass
import sys
from typing import TYPE_CHECKING

from telemed.hub.roles import ROLES, joined

if TYPE_CHECKING:
    from telemed.hub.accounts import Accounts


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    """Add `account` and its commands."""
    account = commands.add_parser("account", help="accounts of staff")
    accounts = account.add_subparsers(dest="account_command", required=True)
    helps = {
        "add": "create an account; the password is asked for",
        "roles": "give an account other roles",
        "password": "set a password, to be changed at the next login; the password is asked for",
        "unlock": "let somebody who failed too often try again at once",
        "reset-factor": "take the second factor away (a lost telephone)",
        "remove": "delete an account",
    }
    for name, text in helps.items():
        parser = accounts.add_parser(name, parents=[shared], help=text)
        parser.add_argument("name")
        if name in {"add", "roles"}:
            words = f"of {', '.join(ROLES)}; several with commas between (reception)"
            parser.add_argument("--role", default="reception", help=words)
        if name in {"add", "password"}:
            parser.add_argument("--password-stdin", action="store_true", help="read the password from a line of input")
    accounts.add_parser("list", parents=[shared], help="list accounts")


def opened(args: argparse.Namespace) -> Accounts:
    """Open the accounts of a state folder; raises `HubError`."""
    import argon2  # noqa: PLC0415 (the other commands start faster without it)

    from telemed.hub.accounts import Accounts  # noqa: PLC0415

    return Accounts(args.state, argon2.PasswordHasher())


def verified(args: argparse.Namespace) -> list[str]:
    """Return what is wrong with the record of changes; nothing where there are no accounts. Raises `HubError`."""
    if not (args.state / "accounts.db").exists():
        return []
    with contextlib.closing(opened(args)) as accounts:
        return accounts.audit.verify()


def run(args: argparse.Namespace) -> int:
    """Run an `account` command; raises `HubError` when it is refused."""
    from telemed.hub.clock import BERLIN, SystemClock  # noqa: PLC0415

    now = SystemClock().now()
    with contextlib.closing(opened(args)) as accounts:
        if args.account_command == "list":
            for account in accounts.all():
                created = dt.datetime.fromtimestamp(account.created, BERLIN)
                factor = "second factor" if account.factor else "password only"
                print(f"{account.name}\t{joined(account.roles)}\t{created:%Y-%m-%d}\t{factor}")
        elif args.account_command == "add":
            accounts.add(args.name, args.role, _password(args), now)
        elif args.account_command == "password":
            accounts.set_password(args.name, _password(args), now)
        elif args.account_command == "roles":
            accounts.change_roles(args.name, args.role, now)
        else:
            does = {"unlock": accounts.unlock, "reset-factor": accounts.reset_factor, "remove": accounts.remove}
            does[args.account_command](args.name, now)
    return 0


def _password(args: argparse.Namespace) -> str:
    if args.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Passwort: ")
    return password if getpass.getpass("Noch einmal: ") == password else ""
