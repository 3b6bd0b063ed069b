"""What the shared fixtures promise."""

from __future__ import annotations

import os
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.xvfb import XServer


@pytest.mark.xvfb
def test_the_x_server_has_the_promised_size_and_wants_its_cookie(xserver: XServer) -> None:
    asked = ["xdotool", "getdisplaygeometry"]
    with_cookie = subprocess.run(asked, env=xserver.environment(), capture_output=True, text=True, check=False)
    stranger = {**xserver.environment(), "XAUTHORITY": os.devnull}
    without = subprocess.run(asked, env=stranger, capture_output=True, text=True, check=False)
    assert with_cookie.stdout == "1920 1080\n"
    assert without.returncode != 0


def test_a_free_port_can_be_bound(free_port: int) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", free_port))


def test_qt_draws_offscreen_unless_told_otherwise() -> None:
    assert os.environ["QT_QPA_PLATFORM"] in {"offscreen", "xcb", "wayland"}
