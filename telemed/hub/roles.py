"""Who may do what: roles, rights, and the right that each page and each press of a button needs. Pure.

The one place to look and to change. What stands in no table is refused; `tests/hub/test_rights.py` asks every route in
every role.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Final


class Right(enum.Enum):
    """Something that only some of the staff may see or do."""

    OWN = "own"
    """One's own password and second factor: everybody who has logged in."""
    QUEUE = "queue"
    """See the numbers of today and what each came for."""
    CALL = "call"
    """Call, park, finish, pass on, put back; note that a room is clean; announce that it runs late."""
    DESK = "desk"
    """Take a number for somebody at the counter; put somebody before others, for a reason."""
    BOOK = "book"
    """Appointments with the names of those who made them: list, book, check in, call off, close days."""
    HELP = "help"
    """Answer calls for help; say until when somebody helps."""
    FLEET = "fleet"
    """See how the terminals are."""
    TERMINALS = "terminals"
    """Let terminals in and shut them out."""
    STATISTICS = "statistics"
    ACCOUNTS = "accounts"
    AUDIT = "audit"


RIGHTS: Final[Mapping[str, frozenset[Right]]] = {
    "reception": frozenset(
        {Right.QUEUE, Right.CALL, Right.DESK, Right.BOOK, Right.HELP, Right.FLEET, Right.STATISTICS}
    ),
    "doctor": frozenset({Right.QUEUE, Right.CALL}),
    "support": frozenset({Right.FLEET, Right.TERMINALS}),
    "administration": frozenset({Right.FLEET, Right.TERMINALS, Right.STATISTICS, Right.ACCOUNTS, Right.AUDIT}),
}
"""What each role may. A person may have several roles; whoever administers sees no visitor for it."""
ROLES: Final = tuple(RIGHTS)
TITLES: Final[Mapping[str, str]] = {
    "reception": "Empfang",
    "doctor": "Sprechstunde",
    "support": "Technik",
    "administration": "Verwaltung",
}

_STAFF: Final = "/api/v1/staff"
ROUTES: Final[Mapping[tuple[str, str], Right]] = {
    ("GET", "/"): Right.QUEUE,
    ("GET", "/parts"): Right.QUEUE,
    ("POST", "/do"): Right.QUEUE,
    ("GET", "/appointments"): Right.BOOK,
    ("POST", "/appointments"): Right.BOOK,
    ("GET", "/notices"): Right.DESK,
    ("POST", "/notices"): Right.DESK,
    ("GET", "/account"): Right.OWN,
    ("POST", "/account/password"): Right.OWN,
    ("POST", "/account/factor"): Right.OWN,
    ("POST", "/account/factor/confirm"): Right.OWN,
    ("GET", "/accounts"): Right.ACCOUNTS,
    ("POST", "/accounts"): Right.ACCOUNTS,
    ("GET", "/terminals"): Right.TERMINALS,
    ("POST", "/terminals"): Right.TERMINALS,
    ("GET", "/statistics"): Right.STATISTICS,
    ("GET", "/statistics.csv"): Right.STATISTICS,
    ("GET", "/audit"): Right.AUDIT,
    ("GET", "/audit.csv"): Right.AUDIT,
    **{
        ("POST", f"{_STAFF}/{action}"): Right.CALL
        for action in (
            "call-next", "put-back", "gone", "recall", "insist", "serve", "park", "resume", "missed", "done", "delay",
            "measuring", "ready", "in-call", "interrupt", "transfer", "room-clean",
        )
    },
    ("GET", f"{_STAFF}/notices"): Right.DESK,
    ("POST", f"{_STAFF}/notices/seen"): Right.DESK,
    ("GET", f"{_STAFF}/why"): Right.QUEUE,
    ("POST", f"{_STAFF}/take"): Right.DESK,
    ("POST", f"{_STAFF}/priority"): Right.DESK,
    ("POST", f"{_STAFF}/help/{{help_id}}/acknowledge"): Right.HELP,
    ("POST", f"{_STAFF}/help/{{help_id}}/done"): Right.HELP,
    ("POST", f"{_STAFF}/helper"): Right.HELP,
    ("GET", f"{_STAFF}/terminals"): Right.FLEET,
}  # fmt: skip
"""The right that a route of staff needs, by method and path. Login and the interface of terminals are not staff's."""

ACTIONS: Final[Mapping[str, Right]] = {
    **dict.fromkeys(
        (
            "call-next",
            "recall",
            "insist",
            "serve",
            "park",
            "resume",
            "missed",
            "done",
            "put-back",
            "gone",
            "delay",
            "transfer",
            "room-clean",
        ),
        Right.CALL,
    ),
    **dict.fromkeys(("take", "priority"), Right.DESK),
    **dict.fromkeys(("help", "help-done", "helper"), Right.HELP),
}
"""The right that a button of the reception page needs."""

HOMES: Final = (
    (Right.QUEUE, "/", "Empfang"),
    (Right.BOOK, "/appointments", "Termine"),
    (Right.DESK, "/notices", "Nachrichten"),
    (Right.STATISTICS, "/statistics", "Statistik"),
    (Right.TERMINALS, "/terminals", "Terminals"),
    (Right.ACCOUNTS, "/accounts", "Konten"),
    (Right.AUDIT, "/audit", "Protokoll"),
    (Right.OWN, "/account", "Mein Konto"),
)
"""The pages in the order of the menu; the first that somebody may see is where a login leads."""


def parse_roles(text: str) -> frozenset[str]:
    """Read role names separated by commas; raises ValueError for none and for an unknown one."""
    found = frozenset(name.strip() for name in text.split(","))
    if found == {""}:
        raise ValueError("Ein Konto braucht mindestens eine Aufgabe.")
    if not found <= set(ROLES):
        raise ValueError(f"Diese Aufgabe gibt es nicht; möglich: {', '.join(ROLES)}.")
    return found


def joined(roles: Iterable[str]) -> str:
    """Write roles as `parse_roles` reads them, in a fixed order."""
    wanted = set(roles)
    return ",".join(role for role in ROLES if role in wanted)


def rights_of(roles: Iterable[str]) -> frozenset[Right]:
    """Return all that somebody with these roles may."""
    return frozenset({Right.OWN}).union(*(RIGHTS[role] for role in roles))


def menu(rights: frozenset[Right]) -> tuple[tuple[str, str], ...]:
    """Return path and title of the pages that somebody may see."""
    return tuple((path, title) for right, path, title in HOMES if right in rights)
