"""A ticket printer made of software: ESC/POS over TCP in, what a visitor would hold as a picture out.

It keeps what a real one keeps: commands wait while the paper is out or the cover is open, and go on afterwards unless
they were cleared; dots printed but not cut stay on the roll and come out with the next ticket.
"""

from __future__ import annotations

import socketserver
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Self

from device_drivers.codecs import escpos
from device_drivers.codecs.escpos import Paper
from device_drivers.simulators import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAPER_BYTES = 72
"""576 dots across 80 mm paper."""

_LINE_DOTS = 30


class PrinterMechanism:
    """Paper, knife and buffer; knows no network. Safe to use from several threads."""

    def __init__(self, ticket_done: Callable[[bytes], None]) -> None:
        self._ticket_done = ticket_done
        self._lock = threading.RLock()
        self._waiting: deque[tuple[escpos.Heard, Callable[[bytes], None]]] = deque()
        self._rows: list[bytes] = []
        self._rows_left: int | None = None
        self.paper = Paper.PRESENT
        self.is_open = False
        self.heard: list[escpos.Heard] = []
        self.band_seconds = 0.0
        """How long it takes to take in one raster command, as a real one needs to burn it."""

    def set_paper(self, paper: Paper) -> None:
        """Take the paper out, let it run low, or put a new roll in; what stuck out of the old roll comes off."""
        with self._lock:
            if self.paper is Paper.OUT and paper is not Paper.OUT and self._rows:
                self._come_off()
            self.paper = paper
            self._rows_left = None
            self._work()

    def run_out_after(self, rows: int) -> None:
        """Let the paper end after so many rows of dots."""
        with self._lock:
            self._rows_left = rows

    def set_cover(self, *, is_open: bool) -> None:
        """Open or close the cover."""
        with self._lock:
            self.is_open = is_open
            self._work()

    def take(self, command: escpos.Heard, answer: Callable[[bytes], None]) -> None:
        """Take a command as it arrives: real-time ones are done at once, the others in turn."""
        if self.band_seconds and isinstance(command, escpos.Raster):
            time.sleep(self.band_seconds)
        with self._lock:
            self.heard.append(command)
            match command:
                case escpos.RealTimeStatus(ask):
                    answer(self._status(ask))
                case escpos.ClearBuffer():
                    self._waiting.clear()
                case _:
                    self._waiting.append((command, answer))
                    self._work()

    @property
    def held(self) -> int:
        """Commands that wait and rows that are not cut off yet: what would come out with the next ticket."""
        with self._lock:
            return len(self._waiting) + len(self._rows)

    def _status(self, ask: escpos.Ask) -> bytes:
        match ask:
            case escpos.Ask.PRINTER:
                return escpos.PrinterState(offline=self._is_offline()).encode()
            case escpos.Ask.OFFLINE_CAUSE:
                return escpos.OfflineCause(cover_open=self.is_open, paper_out=self.paper is Paper.OUT).encode()
            case escpos.Ask.PAPER:
                return escpos.encode_paper(self.paper)

    def _is_offline(self) -> bool:
        return self.is_open or self.paper is Paper.OUT

    def _work(self) -> None:
        while self._waiting and not self._is_offline():
            command, answer = self._waiting.popleft()
            rest = self._do(command, answer)
            if rest is not None:
                self._waiting.appendleft((rest, answer))

    def _do(self, command: escpos.Heard, answer: Callable[[bytes], None]) -> escpos.Heard | None:
        """Do one command; give what is left of it when the paper ended on the way."""
        match command:
            case escpos.Raster(row_bytes, height, bits):
                for row in range(height):
                    if not self._print_row(bits[row * row_bytes : (row + 1) * row_bytes]):
                        return escpos.Raster(row_bytes, height - row, bits[row * row_bytes :])
            case escpos.Feed(lines):
                self._feed(lines * _LINE_DOTS)
            case escpos.Cut(_, feed_dots):
                self._feed(feed_dots)
                self._come_off()
            case escpos.PaperStatus():
                answer(escpos.encode_paper_in_turn(self.paper))
            case _:
                pass
        return None

    def _print_row(self, row: bytes) -> bool:
        if self._rows_left == 0:
            self.paper = Paper.OUT
            return False
        if self._rows_left is not None:
            self._rows_left -= 1
        self._rows.append(row[:PAPER_BYTES].ljust(PAPER_BYTES, b"\0"))
        return True

    def _feed(self, dots: int) -> None:
        for _ in range(dots):
            self._print_row(b"")

    def _come_off(self) -> None:
        rows, self._rows = self._rows, []
        if rows:
            self._ticket_done(png.encode(PAPER_BYTES, rows))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], mechanism: PrinterMechanism) -> None:
        self.mechanism = mechanism
        super().__init__(address, _Connection)


class _Connection(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        """Read commands until the other side ends."""
        parser = escpos.Parser()
        mechanism = self.server.mechanism
        while True:
            try:
                data = self.request.recv(4_096)
            except OSError:
                return
            if not data:
                return
            for command in parser.feed(data):
                mechanism.take(command, self._answer)

    def _answer(self, data: bytes) -> None:
        try:
            self.request.sendall(data)
        except OSError:
            return


class TicketPrinterSimulator:
    """The printer in the network; tickets are written to `folder` as `ticket-0001.png` and so on."""

    def __init__(self, folder: Path, host: str = "127.0.0.1", port: int = 9100) -> None:
        """Listen at once, on a free port where `port` is 0; raises OSError where the port is taken."""
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self.tickets: list[Path] = []
        self.mechanism = PrinterMechanism(self._ticket_done)
        self._server = _Server((host, port), self.mechanism)
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
        """Print in this thread until interrupted."""
        try:
            self._server.serve_forever(0.2)
        finally:
            self._server.server_close()

    def _ticket_done(self, picture: bytes) -> None:
        number = 1 + max((int(path.stem[7:]) for path in self._folder.glob("ticket-[0-9]*.png")), default=0)
        path = self._folder / f"ticket-{number:04}.png"
        path.write_bytes(picture)
        self.tickets.append(path)
