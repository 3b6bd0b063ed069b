"""What is asked of the proxy, and what it answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.broker.heads import Asked, asked, refusal, upgrade
from kiosk.broker.hosts import Reason, Refused

MALFORMED = Refused(Reason.MALFORMED)


def ask(line: str) -> Asked | Refused:
    return asked(line.encode() + b"\r\nHost: other.example\r\nProxy-Authorization: Basic x\r\n\r\n")


def test_a_tunnel_is_asked_for_by_host_and_port() -> None:
    assert ask("CONNECT bank.example:443 HTTP/1.1") == Asked("bank.example", 443)
    assert ask("CONNECT [::1]:443 HTTP/1.0") == Asked("[::1]", 443)


@pytest.mark.parametrize(
    ("target", "host", "path"),
    [
        ("http://bank.example/", "bank.example", "/"),
        ("http://bank.example", "bank.example", ""),
        ("HTTP://bank.example:80/a/b?c=d", "bank.example", "/a/b?c=d"),
        ("http://bank.example?q=http://evil.example/", "bank.example", "?q=http://evil.example/"),
        ("http://bank.example/a#b", "bank.example", "/a"),
        ("http://bank.example/@evil.example", "bank.example", "/@evil.example"),
    ],
)
def test_what_is_asked_without_encryption_can_be_had_with_it(target: str, host: str, path: str) -> None:
    assert ask(f"GET {target} HTTP/1.1") == Asked(host, 443, path)
    assert ask(f"HEAD {target} HTTP/1.1") == Asked(host, 443, path)


@pytest.mark.parametrize(
    "line",
    [
        "POST http://bank.example/ HTTP/1.1",
        "GET http://bank.example:8080/ HTTP/1.1",
        "GET https://bank.example/ HTTP/1.1",
        "GET ftp://bank.example/ HTTP/1.1",
        "GET ws://bank.example/ HTTP/1.1",
    ],
)
def test_any_other_way_to_ask_is_another_port(line: str) -> None:
    found = ask(line)
    assert isinstance(found, Asked)
    assert found.port != 443
    assert found.upgrade is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "GET",
        "CONNECT bank.example:443",
        "CONNECT  bank.example:443 HTTP/1.1",
        "CONNECT bank.example:443 HTTP/1.1 ",
        "CONNECT bank.example:443 HTTP/2.0",
        "connect bank.example:443 HTTP/1.1",
        "CONNECT bank.example HTTP/1.1",
        "CONNECT https://bank.example:443 HTTP/1.1",
        "CONNECT bank.example:443/ HTTP/1.1",
        "CONNECT evil.example@bank.example:443 HTTP/1.1",
        "CONNECT bänk.example:443 HTTP/1.1",
        "CONNECT bank.example\x00:443 HTTP/1.1",
        "GET http://bank.example@evil.example/ HTTP/1.1",
        "GET http://bank.example\\@evil.example/ HTTP/1.1",
        "GET http://bank.example:80:80/ HTTP/1.1",
        f"GET http://bank.example/{'a' * 9000} HTTP/1.1",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "SSH-2.0-OpenSSH_9.2",
    ],
)
def test_garbage_is_malformed(line: str) -> None:
    assert ask(line) == MALFORMED


@pytest.mark.parametrize("target", ["/", "*", "bank.example"])
def test_what_is_asked_of_the_proxy_itself_leads_nowhere(target: str) -> None:
    found = ask(f"GET {target} HTTP/1.1")
    assert found == MALFORMED or (isinstance(found, Asked) and found.port == 80)


@given(st.binary(max_size=400))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    found = asked(data + b"\r\n\r\n")
    if isinstance(found, Asked):
        assert b"@" not in found.host.encode()


def test_an_upgrade_keeps_the_path_and_is_kept_by_nobody() -> None:
    assert upgrade("bank.example", "/a?b").startswith(
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: https://bank.example/a?b\r\n"
    )
    assert b"Location: https://bank.example/\r\n" in upgrade("bank.example", "")
    assert b"Location: https://bank.example/?q\r\n" in upgrade("bank.example", "?q")
    assert b"no-store" in upgrade("bank.example", "")


def test_every_reason_has_an_answer_that_says_no() -> None:
    for reason in Reason:
        answer = refusal(reason)
        assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5"))
        assert answer.endswith(b"\r\n\r\n")
