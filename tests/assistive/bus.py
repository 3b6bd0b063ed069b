"""A private accessibility bus with the real registry, for one test: no session bus, nothing else on it."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.assistive.client import on_bus, until

REGISTRY = Path("/usr/libexec/at-spi2-registryd")
MISSING = "dbus-daemon or at-spi2-core (Debian packages) is missing"
THERE = shutil.which("dbus-daemon") is not None and REGISTRY.exists()

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>accessibility</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextlib.contextmanager
def private_bus(folder: Path, *users: int) -> Iterator[Path]:
    """Run a bus and its registry until the block is left; give the path of its socket.

    `users` may connect too: reserved user ids, which the machine has no names for. A bus lets in nobody whom it finds
    no name of, so it gets a list of names of its own.
    """
    socket, config, names = folder / "a11y", folder / "a11y.conf", folder / "passwd"
    config.write_text(_CONFIG.format(socket=socket))
    known = Path("/etc/passwd").read_text(encoding="utf-8")
    names.write_text(known + "".join(f"visitor{user}:x:{user}:{user}::/:/bin/false\n" for user in users))
    daemon = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"]
    if users:
        daemon = ["bwrap", "--die-with-parent", "--dev-bind", "/", "/", "--ro-bind", str(names), "/etc/passwd", *daemon]
    address = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={socket}", "AT_SPI_BUS_ADDRESS": f"unix:path={socket}"}
    with (folder / "a11y.log").open("wb") as log, contextlib.ExitStack() as running:
        for words in (daemon, [str(REGISTRY)]):
            environment = address if words[0] == str(REGISTRY) else {}
            process = subprocess.Popen(words, env={"PATH": "/usr/bin", **environment}, stdout=log, stderr=log)
            running.callback(process.wait)
            running.callback(process.kill)
            _until_there(socket, process, folder / "a11y.log")
        with on_bus(socket) as bus:
            until(bus.has_registry, "the registry")  # a program asks for it once, when it starts
        yield socket


def _until_there(socket: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 10
    while not socket.exists():
        assert process.poll() is None, log.read_text(errors="replace")
        assert time.monotonic() < end, "the bus did not start"
        time.sleep(0.01)
