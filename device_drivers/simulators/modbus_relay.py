"""A Modbus relay made of software, over TCP and on a serial line; its contacts can be stuck."""

from __future__ import annotations

import os
import select
import socketserver
import threading
import tty
from pathlib import Path
from typing import Self

from device_drivers.codecs import modbus

_COILS = 8


class Relay:
    """The coils. `stuck`: they keep their state and the relay says nothing of it; `silent`: it does not answer."""

    def __init__(self) -> None:
        self.coils = dict.fromkeys(range(_COILS), False)
        self.stuck = False
        self.silent = False
        self.writes = 0

    def answer(self, request: bytes) -> bytes | None:
        """Do what a request asks and give the answer; None for none."""
        answer, change = modbus.respond(self.coils, request)
        if change is not None:
            self.writes += 1
            if not self.stuck:
                self.coils[change[0]] = change[1]
        return None if self.silent else answer


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], relay: Relay) -> None:
        self.relay = relay
        super().__init__(address, _Connection)


class _Connection(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        """Answer requests until the other side ends, or sends what is no Modbus."""
        while len(head := self.rfile.read(7)) == 7:  # noqa: PLR2004 - the header
            try:
                length = modbus.tcp_length(head)
            except modbus.ModbusError:
                return
            assert length is not None
            request = self.rfile.read(length - len(head))
            answer = self.server.relay.answer(request)
            if answer is not None:
                transaction = int.from_bytes(head[:2], "big")
                self.wfile.write(modbus.tcp_frame(transaction, head[6], answer))


class ModbusRelaySimulator:
    """The relay in the network."""

    def __init__(self, host: str = "127.0.0.1", port: int = 502) -> None:
        """Listen at once, on a free port where `port` is 0; raises OSError where the port is taken."""
        self.relay = Relay()
        self._server = _Server((host, port), self.relay)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self) -> None:
        """Answer in this thread until interrupted."""
        try:
            self._server.serve_forever(0.2)
        finally:
            self._server.server_close()


class SerialRelaySimulator:
    """The relay on a pseudo terminal (Modbus RTU)."""

    def __init__(self, unit: int = 1) -> None:
        self.relay = Relay()
        self._unit = unit
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.path = Path(os.ttyname(self._slave))
        self._stop, self._stopped = os.pipe()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._stopped)
        self._thread.join()
        for descriptor in (self._stop, self._master, self._slave):
            os.close(descriptor)

    def _serve(self) -> None:
        buffer = b""
        while self._master in (ready := select.select([self._master, self._stop], [], [])[0]) and len(ready) == 1:
            buffer += os.read(self._master, 256)
            while len(buffer) >= 8:  # noqa: PLR2004 - both requests have eight bytes
                request, buffer = buffer[:8], buffer[8:]
                try:
                    answer = self.relay.answer(modbus.rtu_pdu(request, self._unit))
                except modbus.ModbusError:
                    continue
                if answer is not None:
                    os.write(self._master, modbus.rtu_frame(self._unit, answer))
