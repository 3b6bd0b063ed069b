"""The heads of requests to a proxy: what is asked for, and the answers. Pure.

Only the first line is looked at. Whatever else a head says (`Host`, credentials) decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.broker.hosts import HTTPS, Reason, Refused, split_authority

HTTP = 80
END = b"\r\n\r\n"
GO_ON = b"HTTP/1.1 200 OK\r\n\r\n"

_LINE = re.compile(r"([A-Z]{1,16}) ([!-~]{1,8000}) HTTP/1\.[01]", re.ASCII)
_STATUS = {
    Reason.NOT_LISTED: "403 Forbidden",
    Reason.BLOCKED: "403 Forbidden",
    Reason.ADDRESS: "403 Forbidden",
    Reason.PORT: "403 Forbidden",
    Reason.MALFORMED: "400 Bad Request",
    Reason.LIMITS: "429 Too Many Requests",
    Reason.NO_NAME: "502 Bad Gateway",
    Reason.UNREACHABLE: "504 Gateway Timeout",
    Reason.OFFLINE: "503 Service Unavailable",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody wants to talk to a host."""

    host: str
    port: int
    upgrade: str | None = None
    """Asked without encryption: what comes after the host in the address with it. None for a tunnel."""


def asked(head: bytes) -> Asked | Refused:
    """Read a whole head, as far as and with its empty line."""
    line = _LINE.fullmatch(head.partition(b"\r\n")[0].decode("latin-1"))
    if line is None:
        return Refused(Reason.MALFORMED)
    method, target = line.groups()
    if method == "CONNECT":
        place = split_authority(target)
        return place if isinstance(place, Refused) else Asked(*place)
    scheme, _, rest = target.partition("://")
    end = min((at for mark in "/?#" if (at := rest.find(mark)) >= 0), default=len(rest))
    place = split_authority(rest[:end], HTTP)
    if isinstance(place, Refused):
        return place
    host, port = place
    wanted = scheme.lower() == "http" and method in {"GET", "HEAD"} and port == HTTP
    # What cannot be upgraded is judged like a tunnel to another port: that is what it is.
    return Asked(host, HTTPS, rest[end:].partition("#")[0]) if wanted else Asked(host, HTTP)


def upgrade(name: str, path: str) -> bytes:
    """Answer that the same is to be had encrypted; said for this once, so that nothing is kept of it."""
    place = path if path.startswith("/") else f"/{path}"
    return _answer("307 Temporary Redirect", f"Location: https://{name}{place}\r\nCache-Control: no-store\r\n")


def refusal(reason: Reason) -> bytes:
    """Answer no. The browser does not show it; the screen asks for the reason by itself."""
    return _answer(_STATUS[reason], "")


def _answer(status: str, headers: str) -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n".encode("ascii")
