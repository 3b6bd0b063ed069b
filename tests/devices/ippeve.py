"""Debian's own IPP Everywhere printer, started for a test. It announces itself by a private bus that nobody hears."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from device_drivers.codecs.pwg_raster import Form, pages_of
from tests.ports import free_port

PRINTER = shutil.which("ippeveprinter", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
WHY = "ippeveprinter (Debian: cups-ipp-utils) or dbus-daemon is missing"
THERE = PRINTER is not None and shutil.which("dbus-daemon") is not None
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/>
<allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>
"""


@dataclass(frozen=True, slots=True)
class Printer:
    """A running printer: `log` is what was said to it, `folder` where it leaves what it printed."""

    address: str
    folder: Path
    log: Path
    process: subprocess.Popen[bytes]

    def papers(self) -> list[tuple[Form, int, int, bytes]]:
        """Give every page that was printed."""
        return [page for path in sorted(self.folder.glob("*.pwg")) for page in pages_of(path.read_bytes())]


@contextlib.contextmanager
def ippeveprinter(folder: Path, *words: str) -> Iterator[Printer]:
    """Run a printer until the block is left; `words` are further arguments."""
    assert PRINTER is not None
    spool, bus, log = folder / "paper", folder / "bus", folder / "printer.log"
    spool.mkdir()
    (folder / "bus.conf").write_text(_BUS.format(path=bus))
    with log.open("wb") as sink, (folder / "bus.log").open("wb") as other:
        daemon = subprocess.Popen(["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork"], stderr=other)
        try:
            _until(bus.exists)
            port = free_port()
            command = [PRINTER, "-p", str(port), "-k", "-d", str(spool), "-n", "localhost", "-r", "off", "-vv"]
            command += ["-F", "image/pwg-raster", *words, "Test"]
            environment = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}", "PATH": "/usr/bin:/usr/sbin", "LANG": "C"}
            process = subprocess.Popen(command, stdout=sink, stderr=sink, env=environment)
            try:
                _until(lambda: "Ready" in log.read_text(errors="replace") or _answers(port))
                yield Printer(f"ipp://127.0.0.1:{port}/ipp/print", spool, log, process)
            finally:
                process.kill()
                process.wait(10)
        finally:
            daemon.kill()
            daemon.wait(10)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 1):
        return True
    return False


def _until(holds: object, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)
