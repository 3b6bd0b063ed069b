"""The simulator as a program of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from device_drivers.api import Failed, Failure, Printed
from tests.devices.conftest import driver_for

if TYPE_CHECKING:
    from pathlib import Path

_RUN = (
    "import argparse, sys; from device_drivers import cli; parser = argparse.ArgumentParser(prog='stadtteil'); "
    "cli.add_parser(parser.add_subparsers(dest='command')); sys.exit(cli.run(parser.parse_args()))"
)


def _start(root: Path, *arguments: str) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN, "devices", "simulate", "printer", "--port", "0", *arguments],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    return process, int(line.split("127.0.0.1:")[1].split(",")[0])


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_until_it_is_ended(ending: signal.Signals, root: Path, tmp_path: Path) -> None:
    process, port = _start(root, "--out", str(tmp_path / "tickets"))

    result = driver_for(port).print_bitmap(8, 1, b"\xff")
    process.send_signal(ending)
    out, err = process.communicate(timeout=10)

    assert result == Printed()
    assert (process.returncode, out, err) == (0, "", "")
    assert [path.name for path in (tmp_path / "tickets").iterdir()] == ["ticket-0001.png"]


def test_it_can_be_started_without_paper_and_asked(root: Path, tmp_path: Path) -> None:
    process, port = _start(root, "--out", str(tmp_path), "--paper", "out")

    status = subprocess.run(
        [sys.executable, "-c", _RUN, "devices", "status", "127.0.0.1", str(port)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    result = driver_for(port).print_bitmap(8, 1, b"\xff")
    process.terminate()
    process.communicate(timeout=10)

    assert result == Failed(Failure.NO_PAPER)
    assert (status.returncode, status.stdout) == (1, "needs-attention (no-paper)\n")


def test_a_port_that_is_taken_is_told(root: Path, tmp_path: Path) -> None:
    process, port = _start(root, "--out", str(tmp_path))

    second = subprocess.run(
        [sys.executable, "-c", _RUN, "devices", "simulate", "printer", "--port", str(port), "--out", str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    process.terminate()
    process.communicate(timeout=10)

    assert second.returncode == 1
    assert second.stderr == f"stadtteil devices: 127.0.0.1:{port}: Address already in use\n"
