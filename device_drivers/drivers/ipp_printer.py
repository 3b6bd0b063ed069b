"""A page printer that speaks IPP Everywhere: no spool or history of ours, one job at a time, given up at any moment."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from device_drivers.api import DeviceError, Failed, Failure, Misuse, PageBits, Printed
from device_drivers.codecs import ipp, pwg_raster
from device_drivers.codecs.ipp import Attribute, IppError, Message, Operation, Tag

if TYPE_CHECKING:
    from collections.abc import Callable

PORT = 631
JOB_NAME = "Terminal"
USER_NAME = "Terminal"
"""What a printer's own list of jobs shows: the same for everybody."""

_RASTER = "image/pwg-raster"
_CHUNK = 64 * 1024
_POLL_SECONDS = 0.25
_LONGEST_ANSWER = 1 << 20
_STOPPED, _STOPPED_JOB = 5, 6
_COMPLETED, _ENDED = 9, {7, 8}
_NO_PAPER = ("media-empty", "media-needed", "input-tray-missing")
_COVER = ("cover-open", "door-open", "interlock-open")
_PAPER = {"A4": "iso_a4_210x297mm"}


class _Stop(Exception):  # noqa: N818 - never leaves this module; says that a job ended early
    def __init__(self, reason: Failure) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the driver waits, in seconds: for an answer, and for a job, of which each page has its share."""

    answer: float = 5.0
    job: float = 30.0
    page: float = 15.0


class IppPrinter:
    """One printer at an address such as `ipp://printer.example:631/ipp/print`."""

    def __init__(
        self,
        address: str,
        *,
        paper: str = "A4",
        duplex: bool = False,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parts = urlsplit(address)
        self._address = address
        self._host, self._port, self._path = parts.hostname or "", parts.port or PORT, parts.path or "/"
        self._media, self._duplex = _PAPER[paper], duplex
        self._patience = patience or Patience()
        self._clock = clock
        self._numbers = itertools.count(1)
        self._busy = threading.Lock()
        self._cancelled = threading.Event()

    def print_pages(self, pages: list[PageBits]) -> Printed | Failed:
        """Print; see `PagePrinter.print_pages`."""
        for page in pages:
            if page.width % 8 or len(page.bits) != page.width // 8 * page.height:
                raise DeviceError(Misuse.BITMAP_SIZE)
        if not self._busy.acquire(blocking=False):
            return Failed(Failure.BUSY)
        try:
            self._cancelled.clear()
            self._job(pages)
        except _Stop as stop:
            return Failed(stop.reason)
        finally:
            self._busy.release()
        return Printed()

    def cancel(self) -> None:
        """Give up the present job, from any thread."""
        self._cancelled.set()

    # ---- one job -------------------------------------------------------------------------------------------------

    def _job(self, pages: list[PageBits]) -> None:
        form = self._form(pages[0].dpi)
        answer = self._ask(
            Operation.PRINT_JOB,
            Attribute("requesting-user-name", Tag.NAME, (USER_NAME,)),
            Attribute("job-name", Tag.NAME, (JOB_NAME,)),
            Attribute("document-format", Tag.MIME, (_RASTER,)),
            job=(
                Attribute("media", Tag.KEYWORD, (self._media,)),
                Attribute("sides", Tag.KEYWORD, ("two-sided-long-edge" if form.duplex else "one-sided",)),
                Attribute("print-color-mode", Tag.KEYWORD, ("monochrome",)),
            ),
            data=pwg_raster.document(pages, form),
        )
        job = answer.first("job-id")
        if not answer.succeeded or not isinstance(job, int):
            raise _Stop(Failure.WRONG_ANSWER)
        try:
            self._wait(job, self._clock() + self._patience.job + self._patience.page * len(pages))
        except _Stop:
            # What is not printed yet must not come out before the next person.
            with contextlib.suppress(_Stop):
                self._ask(Operation.CANCEL_JOB, self._job_id(job), _USER, quick=True)
            raise

    def _wait(self, job: int, end: float) -> None:
        while True:
            answer = self._ask(Operation.GET_JOB_ATTRIBUTES, self._job_id(job), _USER)
            state = answer.first("job-state")
            if state == _COMPLETED:
                return
            if state in _ENDED or not answer.succeeded:
                raise _Stop(Failure.WRONG_ANSWER)
            if state == _STOPPED_JOB:
                raise _Stop(self._why())
            if self._clock() > end:
                raise _Stop(Failure.WRONG_ANSWER)
            if self._cancelled.wait(_POLL_SECONDS):
                raise _Stop(Failure.CANCELLED)

    @staticmethod
    def _job_id(job: int) -> Attribute:
        return Attribute("job-id", Tag.INTEGER, (job,))

    def _form(self, dpi: int) -> pwg_raster.Form:
        """Ask the printer how it is and in what form it takes pages; raises `_Stop`."""
        answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES)
        reason = _reason(answer)
        if reason is not None:
            raise _Stop(reason)
        if not answer.succeeded or _RASTER not in answer.values("document-format-supported"):
            raise _Stop(Failure.WRONG_ANSWER)
        kinds = answer.values("pwg-raster-document-type-supported")
        resolutions = answer.values("pwg-raster-document-resolution-supported")
        found = [one.across for one in resolutions if isinstance(one, ipp.Resolution) and one.across == one.along]
        fitting = [one for one in sorted(found) if one % dpi == 0]
        bits = pwg_raster.BLACK if "black_1" in kinds else pwg_raster.GREY
        if not fitting or (bits == pwg_raster.GREY and "sgray_8" not in kinds):
            raise _Stop(Failure.WRONG_ANSWER)
        duplex = self._duplex and "two-sided-long-edge" in answer.values("sides-supported")
        return pwg_raster.Form(bits, fitting[0], duplex)

    def _why(self) -> Failure:
        return _reason(self._ask(Operation.GET_PRINTER_ATTRIBUTES)) or Failure.WRONG_ANSWER

    # ---- the wire ------------------------------------------------------------------------------------------------

    def _ask(
        self,
        operation: Operation,
        *attributes: Attribute,
        job: tuple[Attribute, ...] = (),
        data: bytes = b"",
        quick: bool = False,
    ) -> Message:
        """Send one request over a connection of its own; raises `_Stop`. A `quick` one is sent after a cancel too."""
        message = ipp.request(operation, next(self._numbers), self._address, *attributes)
        groups = (*message.groups, (ipp.Group.JOB, job)) if job else message.groups
        body = ipp.encode(Message(message.code, message.number, groups, data))
        link = http.client.HTTPConnection(self._host, self._port, timeout=self._patience.answer)
        try:
            link.putrequest("POST", self._path)
            link.putheader("Content-Type", "application/ipp")
            link.putheader("Content-Length", str(len(body)))
            link.endheaders()
            for at in range(0, len(body), _CHUNK):
                if self._cancelled.is_set() and not quick:
                    raise _Stop(Failure.CANCELLED)  # half a document is none: the printer drops it
                link.send(body[at : at + _CHUNK])
            answer = link.getresponse()
            read = answer.read(_LONGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise _Stop(Failure.UNREACHABLE) from error
        finally:
            link.close()
        try:
            return ipp.decode(read)
        except IppError as error:
            raise _Stop(Failure.WRONG_ANSWER) from error


_USER = Attribute("requesting-user-name", Tag.NAME, (USER_NAME,))


def _reason(answer: Message) -> Failure | None:
    """Say what keeps a printer from printing; None where it says nothing of it."""
    reasons = [str(one) for one in answer.values("printer-state-reasons")]
    if any(reason.startswith(_NO_PAPER) for reason in reasons):
        return Failure.NO_PAPER
    if any(reason.startswith(_COVER) for reason in reasons):
        return Failure.COVER_OPEN
    return Failure.BUSY if answer.first("printer-state") == _STOPPED else None
