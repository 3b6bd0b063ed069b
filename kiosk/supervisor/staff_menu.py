"""What staff may do in a fresh process of staff mode: log in, then choose from a menu."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from kiosk.channel import StaffAnswer, StaffLogin
from kiosk.supervisor.slot import Parts, Slot

log = logging.getLogger(__name__)

COMMANDS = ("restart", "out-of-order", "back-in-order", "quieter", "louder", "close")
VOLUME_STEP = {"quieter": -10, "louder": 10}


class Ordered(Protocol):
    """What the menu needs of its terminal."""

    @property
    def out_of_order(self) -> str | None:
        """Why the terminal is out of order."""

    def command(self, command: str) -> None:
        """Do what staff asked for; ends the session."""

    def renew_spare(self) -> None:
        """Replace the spare: what it was started with has changed."""


class StaffMenu:
    """Checks credentials and carries out commands; the volume is changed step by step in the open menu."""

    def __init__(self, parts: Parts, terminal: Ordered, monotonic: Callable[[], float]) -> None:
        self._parts = parts
        self._terminal = terminal
        self._monotonic = monotonic

    def login(self, slot: Slot, login: StaffLogin) -> None:
        """Check a login and tell the process what may be done."""
        now = self._monotonic()
        check = self._parts.staff.check(login.person, login.secret, now)
        if check.person is not None:
            slot.staff, slot.shown_at = check.person, now
        log.info("staff login at the terminal: %s", "accepted" if check.person else "refused")
        self._answer(slot, ok=check.person is not None, wait=check.wait_seconds)

    def do(self, slot: Slot, command: str) -> None:
        """Carry out a command; before a login only *close* counts."""
        if slot.staff is None and command != "close":
            return
        log.info("staff command at the terminal: %s", command)
        slot.shown_at = self._monotonic()
        if command in VOLUME_STEP:
            self._parts.change_volume(VOLUME_STEP[command])
            self._terminal.renew_spare()
            self._answer(slot, ok=True)
        else:
            self._terminal.command(command)

    def _answer(self, slot: Slot, *, ok: bool, wait: float = 0.0) -> None:
        unusable = "back-in-order" if self._terminal.out_of_order in {None, "proof"} else "out-of-order"
        commands = tuple(name for name in COMMANDS if name != unusable) if ok else ()
        slot.session.send(StaffAnswer(ok, wait, commands, self._parts.setup().volume))
