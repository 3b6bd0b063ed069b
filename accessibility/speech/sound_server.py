"""Whether a PulseAudio server answers, asked without libpulse.

libpulse waits for ever on a server that takes the connection and says nothing (measured: Qt's `QMediaDevices` too), so
nobody opens a device before this has said yes.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION = 35
_COOKIE = 256
_CHANNEL = 0xFFFF_FFFF
_AUTH = 8


def answers(environ: Mapping[str, str], timeout: float = 0.25) -> bool:
    """Say whether the server that libpulse would use (`PULSE_SERVER`, else the runtime directory's) is alive.

    Any answer to the first message will do, also a refusal: then libpulse gives up by itself.
    """
    address = _address(environ)
    if address is None:
        return False
    family, where = address
    try:
        with socket.socket(family) as link:
            link.settimeout(timeout)
            link.connect(where)
            link.sendall(_hello())
            return bool(link.recv(1))
    except OSError:
        return False


def _address(environ: Mapping[str, str]) -> tuple[int, str | tuple[str, int]] | None:
    """Read the first server of `PULSE_SERVER`; None where there is none to ask."""
    servers = environ.get("PULSE_SERVER", "").split()
    if not servers:
        runtime = environ.get("PULSE_RUNTIME_PATH") or (
            f"{environ['XDG_RUNTIME_DIR']}/pulse" if environ.get("XDG_RUNTIME_DIR") else ""
        )
        return (socket.AF_UNIX, f"{runtime}/native") if runtime else None
    server = servers[0].rsplit("}", 1)[-1]
    if server.startswith(("/", "unix:")):
        return socket.AF_UNIX, server.removeprefix("unix:")
    host, _, port = server.removeprefix("tcp:").removeprefix("tcp4:").partition(":")
    return socket.AF_INET, (host, int(port) if port.isdigit() else 4713)


def _hello() -> bytes:
    """Give the first message of PulseAudio's native protocol: AUTH, request 0, our version, an empty cookie."""
    numbers = b"".join(b"L" + number.to_bytes(4, "big") for number in (_AUTH, 0, _VERSION))
    body = numbers + b"x" + _COOKIE.to_bytes(4, "big") + bytes(_COOKIE)
    head = b"".join(number.to_bytes(4, "big") for number in (len(body), _CHANNEL, 0, 0, 0))
    return head + body
