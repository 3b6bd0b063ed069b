"""What a self-test found, as values: for staff in words, for programs as JSON, for the terminal as a small file."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Literal

import msgspec

FILE = "selftest.json"
"""In the terminal's state folder."""

Outcome = Literal["proven", "found", "unproven"]
State = Literal["clean", "found", "no-control", "absent", "unread"]


class Row(msgspec.Struct, frozen=True):
    """One place: bytes searched, hits while the session lasted (or of something known), hits after it, milliseconds.

    `absent`: this machine has no such place. `no-control`: what must be found was not, so that nothing is proven.
    `unread`: part of it could not be read.
    """

    place: str
    searched: int
    control: int
    after: int
    milliseconds: int
    state: State
    note: str = ""


class Check(msgspec.Struct, frozen=True):
    """One thing that a second visitor must not find: was it there for the first one, and is it gone."""

    what: str
    control: bool
    holds: bool


class Result(msgspec.Struct, frozen=True):
    """A whole run."""

    outcome: Outcome
    at: int
    """Unix time of its end."""
    milliseconds: int
    places: tuple[Row, ...] = ()
    second: tuple[Check, ...] = ()
    problem: str = ""
    """Where it broke off."""


class Kept(msgspec.Struct, frozen=True):
    """What the terminal keeps of it: nothing of a person was ever in it."""

    outcome: Outcome
    at: int
    milliseconds: int
    places: int


def judge(places: tuple[Row, ...], second: tuple[Check, ...]) -> Outcome:
    """Found anything: *found*. A place or a check whose control failed: *unproven*. Else *proven*."""
    if any(row.state == "found" for row in places) or any(check.control and not check.holds for check in second):
        return "found"
    shown = all(row.state in {"clean", "absent"} for row in places) and all(check.control for check in second)
    return "proven" if places and second and shown else "unproven"


def keep(result: Result, state: Path) -> None:
    """Write what the terminal keeps, as its own file and readable by the terminal's user."""
    kept = Kept(result.outcome, result.at, result.milliseconds, len(result.places))
    new = state / (FILE + ".new")
    new.write_bytes(msgspec.json.encode(kept))
    owner = state.stat()
    with contextlib.suppress(PermissionError):
        os.chown(new, owner.st_uid, owner.st_gid)
    new.replace(state / FILE)


def kept(state: Path) -> Kept | None:
    """Read it; None when there was no self-test, or the file makes no sense."""
    try:
        return msgspec.json.decode((state / FILE).read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError):
        return None
