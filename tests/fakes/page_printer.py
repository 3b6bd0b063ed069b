"""A page printer that keeps what it printed, as slow or broken as it is told."""

from __future__ import annotations

import threading

from device_drivers.api import Failed, Failure, PageBits, Printed


class FakePagePrinter:
    """`fails` is the answer of the next jobs; `hold` keeps a job until `go` is set or it is cancelled."""

    def __init__(self, fails: Failure | None = None) -> None:
        self.fails = fails
        self.jobs: list[list[PageBits]] = []
        self.go = threading.Event()
        self.go.set()
        self.cancelled = False

    def print_pages(self, pages: list[PageBits]) -> Printed | Failed:
        self.jobs.append(pages)
        self.go.wait(10)
        return Failed(self.fails) if self.fails is not None else Printed()

    def cancel(self) -> None:
        self.cancelled = True
        self.go.set()
