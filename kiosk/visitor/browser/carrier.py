"""Large things over the channel, piece by piece and not too fast: sheets to the printer, files to and from a stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from kiosk.flow.states import Refused
from kiosk.visitor.browser.pdf import Papers, strips
from kiosk.visitor.browser.requests import (
    PagesPrinted,
    Piece,
    PrintPage,
    PrintPages,
    StickRead,
    StickWrite,
    Wrote,
)
from kiosk.visitor.browser.states import Moving, Printed, Printing, Told

if TYPE_CHECKING:
    from kiosk.visitor.browser.states import Aside
    from kiosk.visitor.outside import Outside

PACE_MS = 260
"""The broker takes four requests and a mebibyte a second for long, and ends the session of who sends more."""
CHUNK = 200 * 1024


class Carrier(QObject):
    """Carries one thing at a time; `show` gets how far it is. A new one gives up the one before."""

    def __init__(self, outside: Outside, show: Callable[[Aside], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outside, self._show = outside, show
        self._job = 0
        self._key = 0

    def stop(self) -> None:
        """Give up what is under way."""
        self._job += 1

    def _ask(self, request: Any, done: Callable[[Any], None]) -> None:  # noqa: ANN401 - any request
        """Send a request in its time; what comes after `stop` is nobody's."""
        self._key += 1
        job, key = self._job, f"web-{self._key}"

        def answered(answer: Any) -> None:  # noqa: ANN401 - any answer
            if job == self._job:
                done(answer)

        def send() -> None:
            if job == self._job:
                self._outside.ask(request, key, answered)

        QTimer.singleShot(PACE_MS, self, send)

    # ---- paper ---------------------------------------------------------------------------------------------------

    def print(self, papers: Papers, sheets: list[int]) -> None:
        """Print these sheets (from 0) of a file."""
        self.stop()
        self._show(Printing(0, len(sheets)))
        self._sheet(papers, sheets, 0)

    def _sheet(self, papers: Papers, sheets: list[int], at: int) -> None:
        if at == len(sheets):
            self._ask(PrintPages(at), self._printed)
            return
        self._strip(papers, sheets, at, strips(papers.dots(sheets[at])))

    def _strip(self, papers: Papers, sheets: list[int], at: int, rest: Iterator[tuple[int, int, bytes]]) -> None:
        strip = next(rest, None)
        if strip is None:
            self._show(Printing(at + 1, len(sheets)))
            self._sheet(papers, sheets, at + 1)
            return

        def done(answer: object) -> None:
            if isinstance(answer, int):
                self._strip(papers, sheets, at, rest)
            else:
                reason = answer.reason if isinstance(answer, Refused) else ""
                self._show(Printed("too-many" if reason == "too-many" else "unreachable"))

        self._ask(PrintPage(at + 1, *strip), done)

    def _printed(self, answer: object) -> None:
        if isinstance(answer, PagesPrinted):
            self._show(Printed(answer.state, answer.pages, answer.cents))
        else:
            self._show(Printed("unreachable"))

    # ---- stick ---------------------------------------------------------------------------------------------------

    def fetch(self, number: int, size: int, target: Path, done: Callable[[], None]) -> None:
        """Copy a file of the stick into the RAM home."""
        self.stop()
        target.write_bytes(b"")
        self._piece(number, size, target, 0, done)

    def _piece(self, number: int, size: int, target: Path, offset: int, done: Callable[[], None]) -> None:
        def came(answer: object) -> None:
            if not isinstance(answer, Piece):
                target.unlink(missing_ok=True)
                self._show(Told("web-stick-gone"))
                return
            with target.open("ab") as file:
                file.write(answer.data)
            end = offset + len(answer.data)
            if end >= size or not answer.data:
                done()
            else:
                self._piece(number, size, target, end, done)

        self._show(Moving(target.name, offset * 100 // max(1, size)))
        self._ask(StickRead(number, offset), came)

    def store(self, source: Path) -> None:
        """Copy a file to the stick."""
        self.stop()
        self._chunk(source, source.stat().st_size, 0)

    def _chunk(self, source: Path, size: int, offset: int) -> None:
        with source.open("rb") as file:
            file.seek(offset)
            data = file.read(CHUNK)
        last = offset + len(data) >= size

        def wrote(answer: object) -> None:
            if not isinstance(answer, Wrote):
                reason = answer.reason if isinstance(answer, Refused) else "gone"
                known = reason if reason in {"full", "not-writable"} else "gone"
                self._show(Told(f"web-stick-{known}"))
            elif last:
                self._show(Told("web-stick-copied", answer.name))
            else:
                self._chunk(source, size, answer.size)

        self._show(Moving(source.name, offset * 100 // max(1, size)))
        self._ask(StickWrite(source.name, offset, data, last), wrote)
