"""What is shown as a page, and what is marked as checked: every trick with an address is seen through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.visitor.browser.rules import Refusal, Rules, address_of, host_of, short_host

RULES = Rules(frozenset({"bank.example", "*.stadt.example"}))
OPEN = Rules(RULES.hosts, open=True)


@pytest.mark.parametrize(
    "address",
    ["https://bank.example/", "https://bank.example:443/a?b#c", "https://amt.stadt.example/", "http://bank.example/"],
)
def test_listed_hosts_are_shown_and_checked(address: str) -> None:
    assert RULES.refuse(address) is None
    assert RULES.checked(host_of(address))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://evil.example/?u=bank.example", Refusal.NOT_LISTED),
        ("https://bank.example.evil.example/", Refusal.NOT_LISTED),
        ("https://evil.example/bank.example", Refusal.NOT_LISTED),
        ("https://www.bank.example/", Refusal.NOT_LISTED),
        ("https://stadt.example/", Refusal.NOT_LISTED),
        ("https://bank-example.de/", Refusal.NOT_LISTED),
        ("https://xn--bnk-5na.example/", Refusal.NOT_LISTED),
        ("https://bank.example@evil.example/", Refusal.ADDRESS),
        ("https://name:word@bank.example/", Refusal.ADDRESS),
        ("https://bank.example./", Refusal.ADDRESS),
        ("https://bank.example:8443/", Refusal.ADDRESS),
        ("https://bank.example:0/", Refusal.ADDRESS),
        ("https://127.0.0.1/", Refusal.ADDRESS),
        ("https://2130706433/", Refusal.ADDRESS),
        ("https://0x7f000001/", Refusal.ADDRESS),
        ("https://[::1]/", Refusal.ADDRESS),
        ("https://[::ffff:7f00:1]/", Refusal.ADDRESS),
        ("https://localhost/", Refusal.ADDRESS),
        ("https:///", Refusal.ADDRESS),
        ("https://bank.example:x/", Refusal.ADDRESS),
        ("https://[half/", Refusal.ADDRESS),
        ("file:///etc/passwd", Refusal.SCHEME),
        ("view-source:https://bank.example/", Refusal.SCHEME),
        ("chrome://gpu", Refusal.SCHEME),
        ("qrc:/", Refusal.SCHEME),
        ("data:text/html,x", Refusal.SCHEME),
        ("blob:https://bank.example/1", Refusal.SCHEME),
        ("javascript:alert(1)", Refusal.SCHEME),
        ("mailto:a@bank.example", Refusal.SCHEME),
        ("ws://bank.example/", Refusal.SCHEME),
        ("about:version", Refusal.SCHEME),
        ("", Refusal.SCHEME),
    ],
)
def test_everything_else_is_refused_and_says_why(address: str, why: Refusal) -> None:
    assert RULES.refuse(address) is why
    if why is not Refusal.NOT_LISTED:
        assert OPEN.refuse(address) is why, "open means every host, not every address"


def test_open_shows_hosts_that_are_not_listed_but_never_as_checked() -> None:
    assert OPEN.refuse("https://anything.example/") is None
    assert not OPEN.checked("anything.example")


@given(st.text(max_size=60))
def test_no_text_is_taken_for_a_page_unless_its_host_is_listed(text: str) -> None:
    for address in (text, f"https://{text}", f"https://bank.example{text}", f"https://{text}bank.example"):
        if RULES.refuse(address) is None:
            assert RULES.checked(host_of(address))


def test_words_of_a_search_are_encoded_into_its_address() -> None:
    assert (
        address_of("https://suche.example/?q={words}", "Bürger & Amt") == "https://suche.example/?q=B%C3%BCrger+%26+Amt"
    )
    assert address_of("https://suche.example/?q={words}", "") == "https://suche.example/?q={words}"


def test_of_a_long_host_the_end_is_left() -> None:
    assert short_host("bank.example") == "bank.example"
    assert short_host("bank.example.of.somebody.else.evil.example") == "…y.else.evil.example"


def test_an_address_that_cannot_be_read_has_no_host() -> None:
    assert host_of("https://[half/") == ""
    assert host_of("mailto:x") == ""
