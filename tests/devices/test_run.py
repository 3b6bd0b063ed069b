"""`stadtteil devices run` and the simulators as programs of their own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from device_drivers.api import FilterFailed, FilterIs, SwitchFailure
from device_drivers.drivers.modbus_filter import ModbusFilter
from tests.ports import free_port


def start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk", "devices", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def lines(path: Path) -> socket.SocketIO:
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(10)
    link.connect(str(path))
    stream = link.makefile("rb", buffering=0)
    link.close()
    assert isinstance(stream, socket.SocketIO)
    return stream


def settings(folder: Path, *rows: str) -> Path:
    file = folder / "terminal.toml"
    file.write_text("\n".join(['name = "t"', *rows]) + "\n")
    return file


def test_everything_together_as_programs(tmp_path: Path) -> None:
    radar = start("simulate", "presence", "--link", str(tmp_path / "radar"), "--scene", "gone")
    assert "presence radar on" in first_line(radar)
    relay = start("simulate", "filter", "--port", "0")
    port = int(first_line(relay).split("127.0.0.1:")[1].split(",")[0])
    file = settings(
        tmp_path,
        "[privacy]",
        f'socket = "{tmp_path}/devices.sock"',
        "[privacy.filter]",
        'host = "127.0.0.1"',
        f"port = {port}",
        'rest = "on"',
        "[privacy.presence]",
        f'serial = "{tmp_path}/radar"',
    )
    service = start("run", "--config", str(file), "--client", "nobody-of-this-name")
    try:
        until((tmp_path / "devices.sock").is_socket)
        with lines(tmp_path / "devices.sock") as stream:
            heard = ""
            while '"on"' not in heard or "false" not in heard:
                heard += stream.readline().decode()
            assert ModbusFilter.over_tcp("127.0.0.1", port, 1, 0).read() == FilterIs(on=True)
            assert radar.stdin is not None
            radar.stdin.write("nothing of the kind\nwalking\n")
            radar.stdin.flush()
            while "true" not in heard:
                heard += stream.readline().decode()
    finally:
        codes = []
        for process in (service, relay, radar):
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=10)
            codes.append(process.returncode)
    assert codes == [0, 0, 0]
    assert not (tmp_path / "radar").is_symlink()


def test_a_stuck_relay_can_be_simulated() -> None:
    relay = start("simulate", "filter", "--port", "0", "--stuck")
    port = int(first_line(relay).split("127.0.0.1:")[1].split(",")[0])
    assert ModbusFilter.over_tcp("127.0.0.1", port, 1, 0).switch(on=True) == FilterFailed(SwitchFailure.STUCK)
    again = start("simulate", "filter", "--port", str(port))
    assert again.communicate(timeout=10)[1] == f"stadtteil devices: 127.0.0.1:{port}: Address already in use\n"
    assert again.returncode == 1
    relay.terminate()
    relay.communicate(timeout=10)
    assert relay.returncode == 0


def test_a_relay_on_a_serial_line_that_is_not_there_is_served_as_failed(tmp_path: Path) -> None:
    file = settings(
        tmp_path, "[privacy]", f'socket = "{tmp_path}/devices.sock"', "[privacy.filter]", f'serial = "{tmp_path}/no"'
    )
    service = start("run", "--config", str(file))
    until((tmp_path / "devices.sock").is_socket)
    with lines(tmp_path / "devices.sock") as stream:
        assert stream.readline() == b'{"type":"filter","state":"failed"}\n'
    service.terminate()
    service.communicate(timeout=10)
    assert service.returncode == 0


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "no table [privacy]"),
        (("[privacy.filter]",), "either in the network"),
        (("[privacy.filter]", 'host = "a"', 'serial = "/b"'), "either in the network"),
        (("[privacy.presence]", "baud = 1"), "too small"),
    ],
)
def test_settings_that_name_no_device_or_a_wrong_one_are_refused(
    tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    service = start("run", "--config", str(settings(tmp_path, *rows)))
    assert said in service.communicate(timeout=10)[1]
    assert service.returncode == 78


def test_a_printer_is_still_asked_by_the_same_command() -> None:
    asked = start("status", "127.0.0.1", str(free_port()))
    assert asked.communicate(timeout=10)[0] == "absent\n"
    assert asked.returncode == 1
