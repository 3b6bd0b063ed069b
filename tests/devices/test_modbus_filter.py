"""The privacy filter over real sockets and pseudo terminals: switched, read back, stuck, silent, gone."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pymodbus.client import ModbusTcpClient

from device_drivers.api import FilterFailed, FilterIs, Identity, PrivacyFilter, SwitchFailure
from device_drivers.codecs import modbus
from device_drivers.drivers.modbus_filter import ModbusFilter
from device_drivers.simulators.modbus_relay import ModbusRelaySimulator, Relay, SerialRelaySimulator


@pytest.fixture(params=["TCP", "RTU"])
def both(request: pytest.FixtureRequest) -> Iterator[tuple[ModbusFilter, Relay]]:
    """The driver and the relay it speaks to, over each wire."""
    if request.param == "TCP":
        with ModbusRelaySimulator(port=0) as tcp:
            yield ModbusFilter.over_tcp("127.0.0.1", tcp.port, 1, 3, 0.5), tcp.relay
    else:
        with SerialRelaySimulator() as rtu:
            yield ModbusFilter.over_serial(rtu.path, 9600, 1, 3, 0.5), rtu.relay


def test_it_is_switched_and_read_back(both: tuple[PrivacyFilter, Relay]) -> None:
    driver, relay = both
    assert driver.read() == FilterIs(on=False)
    assert driver.switch(on=True) == FilterIs(on=True)
    assert relay.coils[3]
    assert driver.read() == FilterIs(on=True)
    assert driver.switch(on=False) == FilterIs(on=False)
    assert relay.coils == dict.fromkeys(range(8), False)


def test_a_stuck_relay_is_a_failure_though_it_confirms_the_write(both: tuple[PrivacyFilter, Relay]) -> None:
    driver, relay = both
    relay.stuck = True
    assert driver.switch(on=True) == FilterFailed(SwitchFailure.STUCK)
    assert relay.writes == 1
    relay.stuck = False
    assert driver.switch(on=True) == FilterIs(on=True)


def test_a_relay_that_moves_late_is_waited_for(both: tuple[PrivacyFilter, Relay]) -> None:
    driver, relay = both
    relay.stuck = True
    timer = threading.Timer(0.15, relay.coils.__setitem__, (3, True))
    timer.start()
    assert driver.switch(on=True) == FilterIs(on=True)
    timer.join()


def test_a_relay_that_does_not_answer_fails_in_time(both: tuple[PrivacyFilter, Relay]) -> None:
    driver, relay = both
    relay.silent = True
    began = time.monotonic()
    assert driver.switch(on=True) == FilterFailed(SwitchFailure.UNREACHABLE)
    assert time.monotonic() - began < 2


def test_a_coil_that_is_not_there_is_refused() -> None:
    with ModbusRelaySimulator(port=0) as simulator:
        driver = ModbusFilter.over_tcp("127.0.0.1", simulator.port, 1, 99)
        assert driver.switch(on=True) == FilterFailed(SwitchFailure.REFUSED)
        assert driver.read() == FilterFailed(SwitchFailure.REFUSED)


def test_nobody_there_is_a_value(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        driver = ModbusFilter.over_tcp("127.0.0.1", taken.getsockname()[1], 1, 0)
        assert driver.read() == FilterFailed(SwitchFailure.UNREACHABLE)
    assert ModbusFilter.over_serial(tmp_path / "no", 9600, 1, 0).read() == FilterFailed(SwitchFailure.UNREACHABLE)
    (tmp_path / "file").write_text("no line")
    assert ModbusFilter.over_serial(tmp_path / "file", 9600, 1, 0).read() == FilterFailed(SwitchFailure.UNREACHABLE)


@contextmanager
def answering(*answers: bytes) -> Iterator[int]:
    """A server that gives these bytes, one after each request, and then closes."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        link, _ = server.accept()
        with link:
            for answer in answers:
                link.recv(64)
                link.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield server.getsockname()[1]
    thread.join()
    server.close()


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (b"SSH-2.0-OpenSSH", SwitchFailure.WRONG_ANSWER),
        (modbus.tcp_frame(9, 1, b"\x01\x01\x01"), SwitchFailure.WRONG_ANSWER),
        (modbus.tcp_frame(1, 1, b"\x01\x02\x01\x00"), SwitchFailure.WRONG_ANSWER),
        (modbus.tcp_frame(1, 1, b"\x01\x01\x01")[:-1], SwitchFailure.UNREACHABLE),
        (b"", SwitchFailure.UNREACHABLE),
    ],
)
def test_whatever_is_answered_instead_is_a_value(answer: bytes, failure: SwitchFailure) -> None:
    with answering(answer) as port:
        assert ModbusFilter.over_tcp("127.0.0.1", port, 1, 0, 0.3).read() == FilterFailed(failure)


def test_it_says_what_it_is(both: tuple[PrivacyFilter, Relay]) -> None:
    identity = both[0].identity()
    assert identity in {Identity("privacy-filter", "relay", f"Modbus {wire}") for wire in ("TCP", "RTU")}


def test_the_simulator_is_a_modbus_device_to_others_too() -> None:
    with ModbusRelaySimulator(port=0) as simulator:
        client: Any = ModbusTcpClient("127.0.0.1", port=simulator.port)
        assert client.connect()
        try:
            assert not client.write_coil(2, True, device_id=1).isError()
            assert client.read_coils(0, count=4, device_id=1).bits[:4] == [False, False, True, False]
            assert client.read_holding_registers(0, device_id=1).isError()
        finally:
            client.close()


def test_what_is_no_modbus_ends_a_connection_to_the_simulator_only() -> None:
    with ModbusRelaySimulator(port=0) as simulator:
        with socket.create_connection(("127.0.0.1", simulator.port)) as link:
            link.sendall(b"GET / HTTP/1.1\r\n")
            assert link.recv(64) == b""
        assert ModbusFilter.over_tcp("127.0.0.1", simulator.port, 1, 0).read() == FilterIs(on=False)
