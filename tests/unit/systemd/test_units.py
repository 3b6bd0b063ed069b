"""The units are valid, confined as promised, and start what exists."""

from __future__ import annotations

import argparse
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kiosk.__main__ import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

EXPOSURE = {"terminal": 3.5, "hub": 2.0, "display": 2.0, "devices": 2.0}
"""Highest figure of `systemd-analyze security`; the terminal's sandbox needs namespaces and mounts."""

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze (systemd) is missing")


def unit_of(root: Path, name: str) -> Path:
    return root / "systemd" / f"stadtteil-{name}.service"


def settings(unit: str) -> dict[str, list[str]]:
    """Give every setting with its values, in their order."""
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def exposure(unit: Path) -> float:
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    figure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said.stdout)
    assert figure is not None, said.stdout
    assert "ignoring" not in said.stderr, said.stderr
    return float(figure[1])


def complaints(text: str, place: Path) -> str:
    """Verify a unit whose programs are replaced by one that exists here."""
    place.write_text(text.replace("/opt/stadtteil-terminal/.venv/bin/stadtteil", sys.executable))
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(place)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stderr + said.stdout


@pytest.mark.parametrize("name", EXPOSURE)
def test_verify_has_nothing_to_say(root: Path, tmp_path: Path, name: str) -> None:
    assert complaints(unit_of(root, name).read_text(), tmp_path / f"stadtteil-{name}.service") == ""


def test_verify_would_notice_a_misspelt_setting(root: Path, tmp_path: Path) -> None:
    text = unit_of(root, "hub").read_text().replace("ProtectHome=", "ProtectHoem=")
    assert "ProtectHoem" in complaints(text, tmp_path / "stadtteil-hub.service")


@pytest.mark.parametrize("name", EXPOSURE)
def test_exposure_stays_below_its_limit(root: Path, name: str) -> None:
    assert exposure(unit_of(root, name)) <= EXPOSURE[name]


def test_an_open_unit_would_be_over_the_limit(root: Path, tmp_path: Path) -> None:
    closed = unit_of(root, "hub").read_text()
    (tmp_path / "open.service").write_text(
        re.sub(r"^(Protect|Private|Capability|SystemCall)\w+=.*\n", "", closed, flags=re.MULTILINE)
    )
    assert exposure(tmp_path / "open.service") > EXPOSURE["hub"]


@pytest.mark.parametrize("name", EXPOSURE)
def test_each_unit_is_watched_leaves_no_core_and_never_swaps(root: Path, name: str) -> None:
    unit = settings(unit_of(root, name).read_text())
    assert unit["Type"] == ["notify"]
    assert int(unit["WatchdogSec"][0]) > 0
    assert unit["LimitCORE"] == ["0"]
    assert unit["MemorySwapMax"] == ["0"]


@pytest.mark.parametrize("name", EXPOSURE)
def test_wrong_settings_do_not_start_again_and_again(root: Path, name: str) -> None:
    assert settings(unit_of(root, name).read_text())["RestartPreventExitStatus"][0].split()[-1] == "78"


@pytest.mark.parametrize("name", EXPOSURE)
def test_what_is_started_is_understood_by_the_command_line(root: Path, name: str) -> None:
    command = settings(unit_of(root, name).read_text())["ExecStart"][0]
    program, *words = shlex.split(
        command.replace("${STADTTEIL_HUB}", "https://hub.test").replace(" $STADTTEIL_DISPLAY_OPTIONS", "")
    )
    parser = argparse.ArgumentParser(exit_on_error=False)
    importlib.import_module(COMMANDS[words[0]][0]).add_parser(parser.add_subparsers())
    parser.parse_args(words)
    assert program == "/opt/stadtteil-terminal/.venv/bin/stadtteil"


@pytest.mark.parametrize("name", EXPOSURE)
def test_each_user_of_a_unit_is_made(root: Path, name: str) -> None:
    users = (root / "systemd" / "sysusers.d" / "stadtteil-terminal.conf").read_text()
    assert f"u {settings(unit_of(root, name).read_text())['User'][0]} " in users


def test_a_terminal_that_cannot_be_kept_up_is_rebooted(root: Path) -> None:
    unit = settings(unit_of(root, "terminal").read_text())
    assert unit["StartLimitAction"] == ["reboot"]
    assert int(unit["StartLimitBurst"][0]) * int(unit["WatchdogSec"][0]) < int(unit["StartLimitIntervalSec"][0])


def test_the_terminal_hands_its_control_group_to_the_supervisor(root: Path) -> None:
    assert settings(unit_of(root, "terminal").read_text())["Delegate"] == ["memory pids"]


@pytest.mark.parametrize("setting", ["ProtectKernelTunables", "ProtectKernelLogs", "ProtectHostname", "ProcSubset"])
def test_nothing_covers_the_proc_that_bubblewrap_needs(root: Path, setting: str) -> None:
    assert setting not in settings(unit_of(root, "terminal").read_text())


@pytest.mark.skipif(os.getuid() != 0, reason="giving files to other users needs root")
def test_users_and_folders_can_be_made(root: Path, tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    for tool in ("sysusers", "tmpfiles"):
        file = root / "systemd" / f"{tool}.d" / "stadtteil-terminal.conf"
        command = [f"systemd-{tool}", f"--root={tmp_path}", *(["--create"] if tool == "tmpfiles" else [])]
        said = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr
    assert "stadtteil-visitor2:x:64002:" in (tmp_path / "etc" / "passwd").read_text()
    assert (tmp_path / "etc" / "stadtteil-terminal").is_dir()


# ---- the nightly self-test -----------------------------------------------------------------------------------------


def test_the_self_test_is_valid_and_understood(root: Path, tmp_path: Path) -> None:
    text = unit_of(root, "selftest").read_text()
    assert complaints(text, tmp_path / "stadtteil-selftest.service") == ""
    program, *words = shlex.split(settings(text)["ExecStart"][0])
    parser = argparse.ArgumentParser(exit_on_error=False)
    importlib.import_module(COMMANDS[words[0]][0]).add_parser(parser.add_subparsers())
    assert parser.parse_args(words).selftest_command == "wipe"
    assert program == "/opt/stadtteil-terminal/.venv/bin/stadtteil"


def test_the_self_test_runs_every_night_by_chance_within_half_an_hour(root: Path, tmp_path: Path) -> None:
    text = (root / "systemd" / "stadtteil-selftest.timer").read_text()
    (tmp_path / "stadtteil-selftest.service").write_text(
        unit_of(root, "selftest").read_text().replace("/opt/stadtteil-terminal/.venv/bin/stadtteil", sys.executable)
    )
    assert complaints(text, tmp_path / "stadtteil-selftest.timer") == ""
    timer = settings(text)
    assert timer["OnCalendar"] == ["*-*-* 03:30:00"]
    assert timer["RandomizedDelaySec"] == ["30min"]


@pytest.mark.parametrize("setting", ["ProtectSystem", "PrivateTmp", "PrivateDevices", "ProtectProc", "ProtectHome"])
def test_the_self_test_sees_the_machine_as_it_is(root: Path, setting: str) -> None:
    assert setting not in settings(unit_of(root, "selftest").read_text())


def test_the_self_test_may_read_memory_and_has_not_every_capability(root: Path) -> None:
    allowed = " ".join(settings(unit_of(root, "selftest").read_text())["CapabilityBoundingSet"]).split()
    assert "CAP_SYS_PTRACE" in allowed
    assert len(allowed) == 14
    assert not {"CAP_SYS_RAWIO", "CAP_SYS_MODULE", "CAP_SYS_BOOT", "CAP_SYS_TIME", "CAP_MKNOD"} & set(allowed)


# ---- a visitor's stick -------------------------------------------------------------------------------------------

STICK = ("stadtteil-stick@.service", "stadtteil-stick-write.service", "stadtteil-stick-write.path")


@pytest.mark.parametrize("name", STICK)
def test_the_units_of_the_stick_are_valid(root: Path, tmp_path: Path, name: str) -> None:
    for unit in STICK:
        (tmp_path / unit).write_text((root / "systemd" / unit).read_text())
    assert complaints((root / "systemd" / name).read_text(), tmp_path / name) == ""


@pytest.mark.parametrize("name", STICK[:2])
def test_the_units_of_the_stick_can_mount_and_little_else(root: Path, name: str) -> None:
    assert exposure(root / "systemd" / name) <= 4.2
    unit = settings((root / "systemd" / name).read_text())
    assert "CAP_SYS_ADMIN" in unit["CapabilityBoundingSet"][0]
    assert "User" not in unit


@pytest.mark.parametrize("name", STICK[:2])
def test_a_stick_is_never_mounted_without_its_flags(root: Path, name: str) -> None:
    unit = settings((root / "systemd" / name).read_text())
    mounts = [line for key in ("ExecStart", "ExecStopPost") for line in unit.get(key, []) if "/mount " in line]
    assert mounts
    for line in mounts:
        assert all(flag in line for flag in ("noexec", "nosuid", "nodev", "nosymfollow")), line


def test_the_rule_starts_the_unit_and_names_usb_only(root: Path) -> None:
    rule = (root / "systemd" / "udev" / "70-stadtteil-stick.rules").read_text()
    assert 'ENV{ID_BUS}=="usb"' in rule
    assert "stadtteil-stick@%k.service" in rule
