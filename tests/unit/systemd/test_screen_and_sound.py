"""The units of compositor and sound server: programs of others, confined like ours."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.systemd.test_units import exposure, settings, unit_of

UNITS = {"sound": 1.5, "screen": 2.0}
"""Highest figure of `systemd-analyze security`; the screen needs devices and hears of new ones."""
PROGRAMS = {"sound": "/usr/bin/pulseaudio", "screen": "/usr/bin/cage"}

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze (systemd) is missing")


def complaints(text: str, place: Path) -> str:
    """Verify a unit whose programs and whose seatd are replaced by what exists here."""
    for program in PROGRAMS.values():
        text = text.replace(program, sys.executable)
    place.write_text(text.replace("seatd.service", "basic.target"))
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(place)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stderr + said.stdout


@pytest.mark.parametrize("name", UNITS)
def test_verify_has_nothing_to_say(root: Path, tmp_path: Path, name: str) -> None:
    assert complaints(unit_of(root, name).read_text(), tmp_path / f"stadtteil-{name}.service") == ""


def test_verify_would_notice_a_misspelt_setting(root: Path, tmp_path: Path) -> None:
    text = unit_of(root, "sound").read_text().replace("ProtectHome=", "ProtectHoem=")
    assert "ProtectHoem" in complaints(text, tmp_path / "stadtteil-sound.service")


@pytest.mark.parametrize("name", UNITS)
def test_exposure_stays_below_its_limit(root: Path, tmp_path: Path, name: str) -> None:
    assert exposure(unit_of(root, name)) <= UNITS[name]
    closed = unit_of(root, name).read_text()
    opened = re.sub(r"^(Protect|Private|Capability|SystemCall|Restrict)\w+=.*\n", "", closed, flags=re.MULTILINE)
    (tmp_path / "open.service").write_text(opened)
    assert exposure(tmp_path / "open.service") > UNITS[name], "the control"


@pytest.mark.parametrize("name", UNITS)
def test_what_was_shown_or_played_reaches_no_disk(root: Path, name: str) -> None:
    unit = settings(unit_of(root, name).read_text())
    assert unit["LimitCORE"] == ["0"]
    assert unit["MemorySwapMax"] == ["0"]


@pytest.mark.parametrize("name", UNITS)
def test_its_socket_is_open_to_terminal_and_display_only(root: Path, name: str) -> None:
    unit = settings(unit_of(root, name).read_text())
    assert unit["RuntimeDirectory"] == [f"stadtteil-{name}"]
    assert unit["RuntimeDirectoryMode"] == ["0750"]
    assert unit["UMask"] == ["0007"]
    users = (root / "systemd" / "sysusers.d" / "stadtteil-terminal.conf").read_text()
    assert f"u {unit['User'][0]} " in users
    assert set(re.findall(rf"^m (\S+) +{unit['Group'][0]}$", users, re.MULTILINE)) == {
        "stadtteil-terminal",
        "stadtteil-display",
    }


def test_nobody_switches_to_a_console(root: Path) -> None:
    command = settings(unit_of(root, "screen").read_text())["ExecStart"][0]
    assert command.startswith(PROGRAMS["screen"])
    assert "-s" not in command.split()


def test_the_sound_server_reads_the_shipped_configuration(root: Path) -> None:
    assert "PULSE_CONFIG=/etc/stadtteil-terminal/sound.conf" in unit_of(root, "sound").read_text()
    assert (
        "default-script-file = /etc/stadtteil-terminal/sound.pa"
        in (root / "systemd" / "stadtteil-sound.conf").read_text()
    )
    assert "socket=/run/stadtteil-sound/native" in (root / "systemd" / "stadtteil-sound.pa").read_text()
