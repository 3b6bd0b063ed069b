"""No terminal has an accessibility bus: its sandbox has none, its program finds none, and no setting can name one."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import channel
from kiosk.supervisor.sandbox import Sandbox
from tests.assistive.client import until
from tests.assistive.profile import INSIDE_BUS, readable, sandbox, users
from tests.assistive.stand import READY, WHY, stand
from tests.conftest import ROOT
from tests.unit.supervisor.test_sandbox_arguments import make, words
from tests.xvfb import XServer

BUS = re.compile(r"a11y|at[-_]?spi|dbus", re.IGNORECASE)
PRODUCT = ("kiosk", "telemed", "accessibility", "device_drivers", "systemd")
READABLE = {".py", ".toml", ".service", ".ftl", ".conf", ".rules", ".socket", ".path"}
LOOK = """
import json, os, stat
places = [place for place in os.listdir("/") if place not in ("proc", "usr", "venv", "app")]
files = [os.path.join(at, name) for place in places for at, _, names in os.walk("/" + place) for name in names]
sockets = [file for file in files if stat.S_ISSOCK(os.lstat(file).st_mode)]
print(json.dumps({"sockets": sockets, "environment": sorted(os.environ)}))
"""
needs = pytest.mark.skipif(not READY, reason=WHY)


def _naming_a_bus(told: list[str]) -> list[str]:
    return [word for word in told if BUS.search(word)]


def test_the_command_line_of_no_sandbox_names_a_bus() -> None:
    for made in (make(), make(uid=None), make(sound=Path("/run/s/sound")), make(authorities=Path("/run/s/web.pem"))):
        assert _naming_a_bus(words(made)) == []
        assert "--clearenv" in words(made)

    assert f"unix:path={INSIDE_BUS}" in _naming_a_bus(words(readable(make(), Path("/run/s/bus"))))


def test_the_product_has_no_words_for_one() -> None:
    """Then no setting, option or unit can give it one; what binds it is among the tests."""
    files = [file for package in PRODUCT for file in (ROOT / package).rglob("*") if file.suffix in READABLE]
    named = {file.name for file in files if re.search(r"a11y|AT_SPI|DBUS_|QtDBus", file.read_text(encoding="utf-8"))}

    calls = {
        file.name for file in files if re.search(r"assistive(\.| import )install", file.read_text(encoding="utf-8"))
    }

    assert len(files) > 200
    assert named == set()
    assert calls == set()
    control = (ROOT / "tests/assistive/profile.py").read_text(encoding="utf-8")
    assert "AT_SPI" in control
    assert "assistive import install" in control


def _look(made: Sandbox) -> dict[str, list[str]]:
    """Look around in a sandbox."""
    made = replace(made, uid=next(iter(users()), None))
    info_read, info_write = os.pipe()
    authority_read, authority_write = os.pipe()
    os.write(authority_write, made.display.authority)
    os.close(authority_write)
    command = made.arguments(("/venv/bin/python", "-P", "-c", LOOK), info_write, authority_read)
    done = subprocess.run(
        command, pass_fds=(info_write, authority_read), capture_output=True, text=True, timeout=60, check=True
    )
    for end in (info_read, info_write, authority_read):
        os.close(end)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@needs
def test_inside_a_visitors_sandbox_there_is_no_socket_of_a_bus(xserver: XServer) -> None:
    plain = sandbox(xserver.environment())

    with stand(xserver, on_the_bus=False) as there:
        found, control = _look(plain), _look(readable(plain, there.socket))

    assert [path for path in found["sockets"] if not path.startswith("/tmp/.X11-unix/")] == []
    assert not {"AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"} & set(found["environment"])
    assert INSIDE_BUS in control["sockets"]
    assert "AT_SPI_BUS_ADDRESS" in control["environment"]


@needs
def test_a_visitor_as_terminals_have_it_is_on_no_bus(xserver: XServer) -> None:
    with stand(xserver, on_the_bus=False) as there:
        until(lambda: any(isinstance(said, channel.Painted) for said in there.heard), "the welcome is painted")
        assert there.bus.programs() == []

    with stand(xserver) as there:
        until(there.bus.programs, "control: with the bus bound it is on it")
