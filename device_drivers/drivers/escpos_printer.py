"""A thermal ticket printer that speaks ESC/POS."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from device_drivers.api import (
    Attention,
    DeviceError,
    Failed,
    Failure,
    Identity,
    Misuse,
    Printed,
    State,
    Status,
)
from device_drivers.codecs import escpos
from device_drivers.transports.tcp import TcpTransport

if TYPE_CHECKING:
    from collections.abc import Callable

    from device_drivers.transports.tcp import Link, Transport

ALLOWED: tuple[type[escpos.Command], ...] = (
    escpos.Initialise,
    escpos.Raster,
    escpos.Feed,
    escpos.Cut,
    escpos.RealTimeStatus,
    escpos.PaperStatus,
    escpos.ClearBuffer,
)
"""All that is ever sent. No command that stores, sets up, beeps, opens a drawer or updates the printer."""

_BAND_ROWS = 128
"""Rows sent at a time, so that a cancelled or failed job ends soon."""

_CUT_FEED_DOTS = 96
"""From the print head to the knife and a little more: 12 mm at 203 dots an inch."""

_POLL_SECONDS = 0.1
_PAPER_DOTS = 576


class _Stop(Exception):  # noqa: N818 - never leaves this module; says that a job ended early
    def __init__(self, reason: Failure) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the driver waits, in seconds: for an answer, to hand over one band, and for a whole ticket."""

    answer: float = 1.0
    send: float = 5.0
    job: float = 20.0


class EscposPrinter:
    """One printer. A connection lasts for one call, so that a printer switched off and on is found again.

    *Printed* means that the printer answered GS r after the cut, which it does only when all before it is done. After
    a job that fails or is cancelled midway the printer is told to forget the rest: the next person must not get it.
    """

    def __init__(
        self,
        transport: Transport,
        patience: Patience | None = None,
        dots: int = _PAPER_DOTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._patience = patience or Patience()
        self._dots = dots
        self._clock = clock
        self._busy = threading.Lock()
        self._cancelled = threading.Event()

    @classmethod
    def over_tcp(cls, host: str, port: int = 9100) -> EscposPrinter:
        """Make a driver for a printer in the network."""
        return cls(TcpTransport(host, port))

    def identity(self) -> Identity:
        """Say what this is."""
        return Identity("ticket-printer", "ESC/POS", "tcp")

    def status(self) -> Status:
        """Ask the printer how it is."""
        if not self._busy.acquire(blocking=False):
            return Status(State.BUSY)
        try:
            return self._asked()
        finally:
            self._busy.release()

    def print_bitmap(self, width: int, height: int, bits: bytes) -> Printed | Failed:
        """Print and cut; see `TicketPrinter.print_bitmap`."""
        if width % 8 or height < 1 or len(bits) != width // 8 * height:
            raise DeviceError(Misuse.BITMAP_SIZE)
        if width > self._dots:
            raise DeviceError(Misuse.TOO_WIDE)
        if not self._busy.acquire(blocking=False):
            return Failed(Failure.BUSY)
        try:
            self._cancelled.clear()
            return self._job(width // 8, height, bits)
        finally:
            self._busy.release()

    def cancel(self) -> None:
        """Give up the present job, from any thread."""
        self._cancelled.set()

    def _asked(self) -> Status:
        try:
            link = self._transport.open()
        except OSError:
            return Status(State.ABSENT)
        try:
            low = self._check(link)
        except _Stop as stop:
            return _STATUS.get(stop.reason, Status(State.BROKEN))
        except OSError:
            return Status(State.ABSENT)
        finally:
            link.close()
        return Status(State.READY, Attention.PAPER_LOW if low else None)

    def _job(self, row_bytes: int, height: int, bits: bytes) -> Printed | Failed:
        try:
            link = self._transport.open()
        except OSError:
            return Failed(Failure.UNREACHABLE)
        try:
            # What a session that was killed midway left in the printer must not come out with this one's.
            self._send(link, escpos.ClearBuffer())
            self._check(link)
        except _Stop as stop:
            link.close()
            return Failed(stop.reason)
        except OSError:
            link.close()
            return Failed(Failure.UNREACHABLE)
        try:
            self._print(link, row_bytes, height, bits)
        except _Stop as stop:
            self._forget(link, cut=stop.reason is not Failure.NO_PAPER)
            return Failed(stop.reason)
        except OSError:
            self._forget(link)
            return Failed(Failure.UNREACHABLE)
        finally:
            link.close()
        return Printed()

    def _print(self, link: Link, row_bytes: int, height: int, bits: bytes) -> None:
        end = self._clock() + self._patience.job
        self._send(link, escpos.Initialise())
        for top in range(0, height, _BAND_ROWS):
            rows = min(_BAND_ROWS, height - top)
            band = bits[top * row_bytes : (top + rows) * row_bytes]
            self._send(link, escpos.Raster(row_bytes, rows, band))
            self._check(link)
            self._stop_if_over(end)
        self._send(link, escpos.Cut(feed_dots=_CUT_FEED_DOTS))
        self._send(link, escpos.PaperStatus())
        self._await_done(link, end)

    def _await_done(self, link: Link, end: float) -> None:
        """Wait until the printer says that it came to the end, looking at its paper in between."""
        while True:
            byte = link.receive(_POLL_SECONDS)
            if byte is not None:
                if escpos.is_in_turn(byte):
                    return
                raise _Stop(Failure.WRONG_ANSWER)
            self._stop_if_over(end)
            if self._is_done_or_fine(link):
                return

    def _is_done_or_fine(self, link: Link) -> bool:
        """Check cover and paper; true when the answer for the end of the job came instead."""
        self._send(link, escpos.RealTimeStatus(escpos.Ask.OFFLINE_CAUSE))
        done = False
        while True:
            byte = link.receive(self._patience.answer)
            if byte is None:
                raise _Stop(Failure.UNREACHABLE)
            if escpos.is_in_turn(byte):
                done = True
                continue
            _stop_if_offline(byte)
            return done

    def _check(self, link: Link) -> bool:
        """Ask for cover and paper; raises `_Stop` when nothing can be printed, gives whether paper runs low."""
        _stop_if_offline(self._ask(link, escpos.Ask.OFFLINE_CAUSE))
        paper = escpos.read_paper(self._ask(link, escpos.Ask.PAPER))
        if paper is None:
            raise _Stop(Failure.WRONG_ANSWER)
        if paper is escpos.Paper.OUT:
            raise _Stop(Failure.NO_PAPER)
        return paper is escpos.Paper.LOW

    def _ask(self, link: Link, ask: escpos.Ask) -> int:
        self._send(link, escpos.RealTimeStatus(ask))
        byte = link.receive(self._patience.answer)
        if byte is None:
            raise _Stop(Failure.UNREACHABLE)
        return byte

    def _stop_if_over(self, end: float) -> None:
        if self._cancelled.is_set():
            raise _Stop(Failure.CANCELLED)
        if self._clock() > end:
            raise _Stop(Failure.UNREACHABLE)

    def _forget(self, link: Link, *, cut: bool = True) -> None:
        """Have the printer forget the rest and part what is on the paper already from the next ticket.

        A roll that has ended comes off by itself; a cut would wait and waste the first of the new one.
        """
        try:
            self._send(link, escpos.ClearBuffer())
            if cut:
                self._send(link, escpos.Cut(feed_dots=_CUT_FEED_DOTS))
        except OSError:
            return

    def _send(self, link: Link, command: escpos.Command) -> None:
        if not isinstance(command, ALLOWED):
            raise DeviceError(Misuse.COMMAND_NOT_ALLOWED)
        link.send(escpos.encode(command), self._patience.send)


_STATUS = {
    Failure.NO_PAPER: Status(State.NEEDS_ATTENTION, Attention.NO_PAPER),
    Failure.COVER_OPEN: Status(State.NEEDS_ATTENTION, Attention.COVER_OPEN),
    Failure.UNREACHABLE: Status(State.ABSENT),
}


def _stop_if_offline(byte: int) -> None:
    """Read an answer to DLE EOT 2."""
    cause = escpos.read_offline_cause(byte)
    if cause is None:
        raise _Stop(Failure.WRONG_ANSWER)
    if cause.cover_open:
        raise _Stop(Failure.COVER_OPEN)
    if cause.paper_out:
        raise _Stop(Failure.NO_PAPER)
    if cause.error:
        raise _Stop(Failure.WRONG_ANSWER)
