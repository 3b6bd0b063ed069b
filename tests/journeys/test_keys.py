"""A visit by real keys at an X server, through the real sandbox: a keypad, one switch."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from tests.journeys.alone import Alone, alone
from tests.journeys.parts import missing, until
from tests.lockdown.hand import Hand, connected
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("terminal"),
]


def strikes(running: Alone, hand: Hand, *keys: str, state: str) -> None:
    """Strike these again and again until the terminal has come to a state: the first ones may come too early."""

    def there() -> bool:
        hand.keys(*keys)
        with contextlib.suppress(AssertionError):
            return bool(until(lambda: running.state() == state, "a stroke counts", 1.2))
        return False

    until(there, f"state {state} by {keys}", 60.0)


def test_a_session_is_begun_and_ended_with_a_keypad(tmp_path: Path, xserver: XServer) -> None:
    with alone(tmp_path, xserver) as running, connected(xserver) as connection:
        hand = Hand(xserver, connection)
        strikes(running, hand, "Down", "Return", state="session")
        hand.keys("XF86_AudioRaiseVolume", "F1", "Escape")
        strikes(running, hand, "Up", "Return", state="welcome")  # round the beginning: the last thing is the end
        until(lambda: running.reasons() == ["visitor"], "the end by the visitor is proven")


def test_a_session_is_begun_with_one_switch_alone(tmp_path: Path, xserver: XServer) -> None:
    with alone(tmp_path, xserver) as running, connected(xserver) as connection:
        strikes(running, Hand(xserver, connection), "F11", state="session")
