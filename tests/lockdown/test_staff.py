"""The staff's way in, from the public's side: guessing, gestures, fields, the moments in which the screen changes."""

from __future__ import annotations

import contextlib
import functools
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.alone import BEGINNING, END
from tests.journeys.parts import until
from tests.lockdown import watch
from tests.lockdown.entries import lockdown
from tests.lockdown.hand import HEIGHT, WIDTH, offered
from tests.lockdown.stand import BADGE, FIELD, PIN, Stand, staff_add
from tests.pairwise import current_seed

pytestmark = [pytest.mark.xvfb, pytest.mark.xdist_group("lockdown-input"), pytest.mark.timeout(180)]

LONG = 1000
WORDS = [
    ("quotes", "' \" ` \\' OR 1=1 --"),
    ("format signs", "%s %n %x {0} {self} ${HOME} $(id) `id`"),
    ("markup", "<b>bold</b><script>1</script> &amp; <img src=x> [link](file:///) {{7*7}}"),
    ("other writing, turned round, emoji, surrogates", "\u202eabc\u202c \u0645\u0631\u062d\u0628\u0627 \U0001f600\u200d\U0001f44d \ufeff\u0000e\u0301"),
    ("10 000 characters", "Donaudampfschifffahrt " * 455),
]  # fmt: skip


def logs_in(stand: Stand, secret: str) -> None:
    """Type a badge, as its reader does, into the field that asks for a name."""
    stand.hand.write(secret)
    stand.hand.keys("Return")
    stand.settle()


def menu(stand: Stand) -> bool:
    """Whether the staff's menu is open: only there the terminal can be put out of order."""
    return stand.running.eyes.has("Außer")


@lockdown(
    "S-03", "badges and PINs are guessed: everybody waits, who knows it too", "staff", "without wrong tries it opens"
)
def test_guessing_makes_everybody_wait(stand: Stand) -> None:
    stand.go("staff")
    logs_in(stand, BADGE)
    until(lambda: menu(stand), "the control: the right badge opens the menu")
    stand.go("staff")
    tries = stand.running.folder / "state" / "staff-tries"
    for count in range(1, 4):
        logs_in(stand, f"badge{count:04}wrong")
        until(functools.partial(_counted, tries, count), "it is counted", 10)
        stand.over()
        stand.go("staff")
    logs_in(stand, BADGE)
    assert not menu(stand)
    assert tries.read_text().strip() == "3", "it was not looked at"
    stand.over()
    # And the wait outlives the process it was seen in; then the right one counts again, and the count is gone
    until(lambda: _opens(stand), "after the wait the right badge opens", 60)
    until(lambda: tries.read_text().strip() == "0", "the count is gone")
    assert stand.problems() == []


def _counted(tries: Path, wanted: int) -> bool:
    return tries.exists() and tries.read_text().strip() == str(wanted)


def _opens(stand: Stand) -> bool:
    stand.go("staff")
    logs_in(stand, BADGE)
    with contextlib.suppress(AssertionError):
        return bool(until(lambda: menu(stand), "the menu", 4))
    return False


@lockdown("S-04", "the public finds the hidden gesture", "staff", "with the badge the menu opens (S-03)")
def test_the_gesture_alone_leads_nowhere(stand: Stand) -> None:
    stand.go("staff")
    stand.hand.keys("Return")
    stand.running.until_state("welcome")
    until(lambda: stand.running.reasons()[-1] == "staff-close", "an empty name closes it", 10)
    stand.go("staff")
    stand.hand.write("Petra")
    stand.hand.keys("Return")
    stand.settle()
    stand.hand.keys("Return", "Escape", "F1", "Tab", "Return", "1", "2", "3")
    assert not menu(stand)
    assert stand.problems() == []


@lockdown(
    "S-05",
    "tapping about, ten times into each corner, three hundred times by chance",
    "staff",
    "the row of S-04 does ask",
)
def test_tapping_about_does_not_ask_for_staff(stand: Stand) -> None:
    stand.go("welcome")
    before = len(stand.running.reasons())
    for place in ((10, 10), (1910, 10), (10, 1070), (1910, 1070), (960, 10)):
        stand.hand.touch(*[place] * 10)
    chance = random.Random(current_seed())
    for _ in range(300):
        place = (chance.randrange(WIDTH), chance.randrange(HEIGHT))
        stand.hand.touch(place)
    stand.settle()
    assert "staff" not in stand.running.reasons()[before:], "sessions may have begun and ended, nothing else"
    assert stand.problems() == []


@lockdown("S-06", "the gesture in the middle of a session", "staff", "on the welcome screen the same touches do ask")
def test_the_gesture_counts_for_nothing_in_a_session(stand: Stand) -> None:
    stand.go("home")
    before = len(stand.running.reasons())
    stand.hand.touch(*((5, 2), (1915, 2)) * 5)
    stand.settle()
    assert stand.running.state() == "session"
    assert len(stand.running.reasons()) == before
    assert stand.problems() == []


@pytest.mark.full
@lockdown("S-07", "the staff's menu is left open for a minute (with the machine's clock)", "staff", "it is open before")
def test_a_menu_left_open_closes_by_itself(stand: Stand) -> None:
    stand.go("staff")
    logs_in(stand, BADGE)
    until(lambda: menu(stand), "the control: it is open")
    until(lambda: not menu(stand), "it closes", 75)
    assert stand.running.reasons()[-1] in {"staff-close", "staff-timeout"}


@lockdown(
    "S-08",
    "a terminal as it is delivered: no credential works, and simple ones are refused",
    "staff",
    "a good one is taken",
)
def test_there_is_no_default_credential(stand: Stand, tmp_path: Path) -> None:
    for pin in ("0000", "1234", "123456", "111111", "987654", "provisio", ""):
        assert staff_add(tmp_path, "admin", pin).returncode != 0, pin
    assert not (tmp_path / "staff.json").exists()
    assert staff_add(tmp_path, "admin", PIN).returncode == 0
    assert (tmp_path / "staff.json").stat().st_mode & 0o077 == 0
    stand.go("staff")
    for secret in ("admin1234", "provisio1", "raspberry1"):
        logs_in(stand, secret)
        assert not menu(stand)
        stand.go("staff")
    assert stand.problems() == []


@lockdown("S-09", "staff restarts while a session is going on: wiped first", "staff", "the session was going on")
def test_a_restart_by_staff_wipes_first(stand: Stand) -> None:
    stand.go("field")
    stand.hand.write("a private word")
    before = len(stand.running.reasons())
    stand.running.command("restart")
    stand.running.until_state("welcome")
    assert stand.running.reasons()[before] == "staff-restart"
    assert stand.problems() == []


@lockdown("S-10", "clicks and keys rain down while the session ends", "staff", "before the end the same touches count")
def test_input_in_the_change_reaches_neither_page(stand: Stand) -> None:
    stand.go("home")
    before = len(stand.running.reasons())
    stand.hand.touch(END)
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        stand.hand.touch(BEGINNING, (700, 700), END)
        stand.hand.keys("1", "Return")
    stand.settle()
    stand.running.until_state("welcome")  # none of it began or ended another session
    assert stand.running.reasons()[before:] == ["visitor"]
    assert stand.problems() == []


@lockdown(
    "S-11", "keys are held down over the end: Ctrl, Alt, Shift, Super", "staff", "the next one types plain letters"
)
def test_keys_held_over_the_end_change_nothing_for_the_next(stand: Stand) -> None:
    stand.go("field")
    clean = stand.picture()
    stand.hand.write("abc")
    until(lambda: not stand.same(clean), "the control: typing is seen")
    stand.settle()
    typed = stand.picture()
    stand.hand.down("Control", "Alt", "Super")
    stand.hand.touch(END)
    stand.running.until_state("welcome")
    stand.hand.up("Control", "Alt", "Super")
    stand.go("field")
    stand.hand.write("abc")
    until(lambda: stand.same(typed), "the same letters")
    assert stand.problems() == []


@pytest.mark.parametrize(
    ("where", "words"),
    [
        pytest.param(
            place,
            words,
            id=f"{place}-{index}",
            marks=lockdown(f"S-{number + index}", f"{name} in {title}", "staff", "the field shows that something came"),
        )
        for place, title, number in (
            ("field", "a field for everybody", 12),
            ("staff", "the field for staff's names", 17),
        )
        for index, (name, words) in enumerate(WORDS)
    ],
)
def test_no_words_in_a_field_do_harm(stand: Stand, where: str, words: str) -> None:
    stand.go(where)
    before = stand.picture()
    stand.hand.touch(FIELD)
    if len(words) > LONG and where == "staff":
        stand.hand.write(words[:LONG])  # a name that long is taken letter by letter only, up to a limit
    with offered(stand.hand.server, words):
        stand.hand.button(2, FIELD)
        stand.hand.keys("Control+v")
        until(lambda: not stand.same(before), "the control: it came")
    stand.settle()
    stand.hand.keys("Return")
    assert stand.problems() == []


@lockdown("S-22", "the staff's process is killed: the terminal is locked afterwards", "staff", "the menu was open")
@pytest.mark.skipif(os.geteuid() != 0, reason="processes of another user id can be killed by root only")
def test_a_crash_in_the_staffs_menu_leaves_nothing_open(stand: Stand) -> None:
    stand.go("staff")
    logs_in(stand, BADGE)
    until(lambda: menu(stand), "the control: it is open")
    before = len(stand.running.reasons())
    os.kill(min(stand.running.visitors()), 9)
    until(lambda: len(stand.running.reasons()) > before, "it is over")
    stand.running.until_state("welcome")
    assert not menu(stand)
    assert stand.problems() == []


@lockdown("S-23", "another user id speaks to the socket of `stadtteil ctl`", "staff", "root gets an answer there")
@pytest.mark.skipif(os.geteuid() != 0, reason="another user id can be taken by root only")
def test_only_root_and_the_service_may_use_ctl(stand: Stand) -> None:
    stand.go("welcome")
    program = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.sendall(b'{}\\n'); print(s.recv(99))"
    words = [sys.executable, "-c", program, str(stand.running.folder / "run" / "ctl.sock")]
    assert subprocess.run(words, capture_output=True, check=False).stdout, "the control: root is answered"
    become = ["setpriv", "--reuid", str(stand.users[0]), "--regid", str(stand.users[0]), "--clear-groups"]
    refused = subprocess.run([*become, *words], capture_output=True, check=False)
    assert not refused.stdout
    assert stand.problems() == []


@lockdown("S-24", "digits of the PIN pad are read from marks on the glass", "staff", "two openings of the pad differ")
def test_digits_stand_elsewhere_every_time(stand: Stand) -> None:
    seen = []
    for _ in range(2):
        stand.go("staff")
        stand.hand.write("Petra")
        stand.hand.keys("Return")
        stand.running.eyes.find("PIN")
        stand.settle()
        seen.append(stand.hand.picture((0, 300, WIDTH, 600)).tobytes())
    assert seen[0] != seen[1]
    assert stand.problems() == []


@lockdown(
    "E-07",
    "ports that listen in the sandbox, remote debugging in arguments or environment, D-Bus",
    "ipc",
    "a listener put there is found",
)
@pytest.mark.skipif(os.geteuid() != 0, reason="the environment of another user id can be read by root only")
def test_nothing_listens_and_nothing_can_be_debugged(stand: Stand) -> None:
    stand.go("home")
    inside = [each for each in watch.below(stand.running.process.pid) if each.inside and "kiosk.visitor" in each.words]
    for each in inside:
        place = Path(f"/proc/{each.pid}")
        words = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
        assert not [word for word in (b"remote-debugging", b"REMOTE_DEBUGGING", b"DBUS", b"inspector") if word in words]
        assert _listeners(place) == []
    with socket.create_server(("127.0.0.1", 0)):
        assert _listeners(Path("/proc/self")), "the control: a listener is found so"
    assert stand.problems() == []


def _listeners(process: Path) -> list[str]:
    """Give the lines of listening TCP sockets in a process's network."""
    lines = [line for name in ("tcp", "tcp6") for line in (process / "net" / name).read_text().splitlines()[1:]]
    return [line for line in lines if line.split()[3] == "0A"]
