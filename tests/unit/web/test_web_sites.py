"""The sites and canaries of the tests: a test that says "nothing came" is worth what they notice."""

from __future__ import annotations

import os
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web_sites import Canary, Page, Site, own_authority

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="port 443 needs root")


def _until(condition: Callable[[], object], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def ask(site: Site, context: ssl.SSLContext, path: str, session: ssl.SSLSession | None = None) -> tuple[bytes, object]:
    with (
        socket.create_connection((site.address, site.port), 5) as plain,
        context.wrap_socket(plain, server_hostname=site.names[0], session=session) as secure,
    ):
        secure.sendall(f"GET {path} HTTP/1.1\r\nHost: {site.names[0]}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while piece := secure.recv(65536):
            answer += piece
        return answer, secure.session


@needs_root
def test_a_site_keeps_what_it_was_asked_and_tells_a_resumed_session(tmp_path: Path) -> None:
    authority = own_authority(tmp_path)
    pages: dict[str, Page | str | bytes] = {"/": "<p>hello", "/long": Page(iter([b"a" * 10, b"b" * 10]), "text/plain")}
    with Site(authority, "bank.example", pages=pages) as site:
        context = ssl.create_default_context(cafile=str(authority.certificate))
        first, session = ask(site, context, "/?q=1")
        assert first.endswith(b"<p>hello")
        again, _ = ask(site, context, "/long", session)  # type: ignore[arg-type]
        assert again.endswith(b"aaaaaaaaaabbbbbbbbbb")
        assert b" 404 " in ask(site, context, "/nothing")[0]
    assert [(one.path, one.resumed) for one in site.got] == [("/?q=1", False), ("/long", True), ("/nothing", False)]
    assert site.requests("/")[0].host == "bank.example"


@needs_root
@pytest.mark.parametrize(("days", "certified"), [(-5, ()), (30, ("other.example",))])
def test_certificates_that_do_not_hold_are_refused(tmp_path: Path, days: int, certified: tuple[str, ...]) -> None:
    authority = own_authority(tmp_path)
    with Site(authority, "bank.example", pages={}, days=days, certified=certified) as site:
        with pytest.raises(ssl.SSLCertVerificationError):
            ask(site, ssl.create_default_context(cafile=str(authority.certificate)), "/")
        with pytest.raises(ssl.SSLCertVerificationError):
            ask(site, ssl.create_default_context(), "/")
    assert site.got == []


def test_a_canary_counts_connections_and_bytes_of_both_kinds() -> None:
    with Canary() as canary:
        before = canary.untouched
        with socket.create_connection((canary.address, canary.port)) as tcp:
            tcp.sendall(b"12345")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.sendto(b"123", (canary.address, canary.port))
        assert _until(lambda: canary.tcp_bytes == 5 and canary.udp_bytes == 3)
        assert (before, canary.untouched) == (True, False)
        assert sorted(canary.seen) == [b"123", b"12345"]
