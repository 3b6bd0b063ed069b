"""A switchable privacy filter behind one coil of a Modbus relay, over TCP or a serial line (RTU)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from device_drivers.api import FilterFailed, FilterIs, Identity, SwitchFailure
from device_drivers.codecs import modbus
from device_drivers.transports.serial import SerialTransport
from device_drivers.transports.tcp import TcpTransport

if TYPE_CHECKING:
    from collections.abc import Callable

    from device_drivers.transports.tcp import Link, Transport

SETTLE_SECONDS = 0.5
"""So long a relay may take until its coil reads as it was told: contacts, and slow firmware."""
_LOOK_SECONDS = 0.05


class ModbusFilter:
    """One coil. A connection lasts for one call, so that a relay switched off and on is found again.

    Only *write single coil* and *read coils* are ever sent.
    """

    def __init__(
        self,
        transport: Transport,
        unit: int,
        coil: int,
        *,
        rtu: bool = False,
        seconds: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Wait `seconds` for each answer."""
        self._transport, self._unit, self._coil = transport, unit, coil
        self._rtu, self._seconds = rtu, seconds
        self._clock, self._sleep = clock, sleep
        self._transaction = 0

    @classmethod
    def over_tcp(cls, host: str, port: int, unit: int, coil: int, seconds: float = 1.0) -> Self:
        """A relay in the network."""
        return cls(TcpTransport(host, port, seconds), unit, coil, seconds=seconds)

    @classmethod
    def over_serial(cls, path: Path, baud: int, unit: int, coil: int, seconds: float = 1.0) -> Self:
        """A relay on a serial line."""
        return cls(SerialTransport(path, baud), unit, coil, rtu=True, seconds=seconds)

    def identity(self) -> Identity:
        """Say what this is."""
        return Identity("privacy-filter", "relay", "Modbus RTU" if self._rtu else "Modbus TCP")

    def switch(self, *, on: bool) -> FilterIs | FilterFailed:
        """Write the coil, then read it until it is as it was told; a coil that stays as it was is stuck."""
        return self._talk(lambda link: self._switch(link, on=on))

    def read(self) -> FilterIs | FilterFailed:
        """Read the coil."""
        return self._talk(self._read)

    # ---- inside ------------------------------------------------------------------------------------------------

    def _talk(self, do: Callable[[Link], FilterIs | FilterFailed]) -> FilterIs | FilterFailed:
        try:
            link = self._transport.open()
        except OSError:
            return FilterFailed(SwitchFailure.UNREACHABLE)
        try:
            return do(link)
        except OSError:
            return FilterFailed(SwitchFailure.UNREACHABLE)
        except modbus.ModbusError:
            return FilterFailed(SwitchFailure.WRONG_ANSWER)
        finally:
            link.close()

    def _switch(self, link: Link, *, on: bool) -> FilterIs | FilterFailed:
        asked = modbus.write_coil(self._coil, on=on)
        if modbus.written(asked, self._exchange(link, asked)) is not None:
            return FilterFailed(SwitchFailure.REFUSED)
        until = self._clock() + SETTLE_SECONDS
        while True:
            state = self._read(link)
            if state == FilterIs(on) or isinstance(state, FilterFailed):
                return state
            if self._clock() >= until:
                return FilterFailed(SwitchFailure.STUCK)
            self._sleep(_LOOK_SECONDS)

    def _read(self, link: Link) -> FilterIs | FilterFailed:
        answer = modbus.coils(1, self._exchange(link, modbus.read_coils(self._coil)))
        return FilterFailed(SwitchFailure.REFUSED) if isinstance(answer, modbus.Refusal) else FilterIs(answer[0])

    def _exchange(self, link: Link, pdu: bytes) -> bytes:
        if self._rtu:
            link.send(modbus.rtu_frame(self._unit, pdu), self._seconds)
            return modbus.rtu_pdu(self._receive(link, modbus.rtu_answer_length), self._unit)
        self._transaction = (self._transaction + 1) % 0x10000
        link.send(modbus.tcp_frame(self._transaction, self._unit, pdu), self._seconds)
        return modbus.tcp_pdu(self._receive(link, modbus.tcp_length), self._transaction, self._unit)

    def _receive(self, link: Link, length: Callable[[bytes], int | None]) -> bytes:
        """Receive one frame; raises OSError when it does not come in time, `ModbusError` when it is none."""
        until, data = self._clock() + self._seconds, bytearray()
        while (whole := length(bytes(data))) is None or len(data) < whole:
            byte = link.receive(until - self._clock())
            if byte is None:
                raise TimeoutError
            data.append(byte)
        return bytes(data)
