"""Names and addresses: every trick that makes a list let through what it does not name."""

from __future__ import annotations

import ipaddress
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.broker.hosts import (
    Allowed,
    Network,
    Reason,
    Refused,
    Rules,
    SortedLines,
    decide,
    is_public,
    matches,
    normal_name,
    sorted_lines,
    split_authority,
)

RULES = Rules(
    listed=frozenset({"bank.example", "*.mail.example", "xn--brger-kva.example"}),
    blocked=frozenset({"ads.mail.example", "*.ads.mail.example"}),
)
OPEN = Rules(listed=frozenset(), blocked=frozenset({"evil.example", "*.evil.example"}), open=True)

LABELS = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=12).filter(
    lambda label: label[0] != "-" and label[-1] != "-"
)
NAMES = st.lists(LABELS, min_size=1, max_size=4).map(lambda labels: ".".join([*labels, "example"]))


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("bank.example", "bank.example"),
        ("BANK.Example", "bank.example"),
        ("bank.example.", "bank.example"),
        ("www.mail.example", "www.mail.example"),
        ("a.b.mail.example", "a.b.mail.example"),
        ("bürger.example", "xn--brger-kva.example"),
        ("BÜRGER.example.", "xn--brger-kva.example"),
    ],
)
def test_what_is_listed_is_let_through_in_its_one_writing(host: str, name: str) -> None:
    assert decide(host, 443, RULES) == Allowed(name)


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        # not the same host
        ("mail.example", Reason.NOT_LISTED),
        ("www.bank.example", Reason.NOT_LISTED),
        ("bank.example.evil.example", Reason.NOT_LISTED),
        ("evilbank.example", Reason.NOT_LISTED),
        ("evilmail.example", Reason.NOT_LISTED),
        ("bank-example", Reason.NOT_LISTED),
        ("localhost", Reason.NOT_LISTED),
        # look-alikes: Cyrillic, full width, other dots, a letter that lower case turns into an ASCII one
        ("b\u0430nk.example", Reason.NOT_LISTED),
        ("\uff42\uff41\uff4e\uff4b.example", Reason.NOT_LISTED),
        ("bank\u3002example", Reason.NOT_LISTED),
        ("ban\u212a.example", Reason.MALFORMED),
        ("xn--bnk-5cd.example", Reason.NOT_LISTED),
        ("bank.example\u00ad", Reason.NOT_LISTED),
        ("\ud800.example", Reason.NOT_LISTED),
        # blocked, also below what is listed
        ("ads.mail.example", Reason.BLOCKED),
        ("x.ADS.mail.example.", Reason.BLOCKED),
        # addresses in every writing
        ("127.0.0.1", Reason.ADDRESS),
        ("127.0.0.1.", Reason.ADDRESS),
        ("127.1", Reason.ADDRESS),
        ("2130706433", Reason.ADDRESS),
        ("0x7f000001", Reason.ADDRESS),
        ("0X7F.1", Reason.ADDRESS),
        ("0x", Reason.ADDRESS),
        ("017700000001", Reason.ADDRESS),
        ("0177.0.0.0x1", Reason.ADDRESS),
        ("8.8.8.8", Reason.ADDRESS),
        ("bank.example.8", Reason.ADDRESS),
        ("[::1]", Reason.ADDRESS),
        ("::1", Reason.ADDRESS),
        ("[fe80::1%25eth0]", Reason.ADDRESS),
        ("[::ffff:127.0.0.1]", Reason.ADDRESS),
        ("bank.example:443", Reason.ADDRESS),
        # what is no name
        ("", Reason.MALFORMED),
        (".", Reason.MALFORMED),
        ("bank.example..", Reason.MALFORMED),
        (".bank.example", Reason.MALFORMED),
        ("bank..example", Reason.MALFORMED),
        ("-bank.example", Reason.MALFORMED),
        ("bank-.example", Reason.MALFORMED),
        ("*.mail.example", Reason.MALFORMED),
        ("evil.example@bank.example", Reason.MALFORMED),
        ("bank.example@evil.example", Reason.MALFORMED),
        ("bank.example/", Reason.MALFORMED),
        ("evil.example/?bank.example", Reason.MALFORMED),
        ("evil.example\\.bank.example", Reason.MALFORMED),
        ("evil.example#.mail.example", Reason.MALFORMED),
        ("evil.example%2e.mail.example", Reason.MALFORMED),
        ("evil.example\x00.mail.example", Reason.MALFORMED),
        ("evil.example\n.mail.example", Reason.MALFORMED),
        (" bank.example", Reason.MALFORMED),
        (f"{'a' * 64}.mail.example", Reason.MALFORMED),
        (f"{'a.' * 125}mail.example", Reason.MALFORMED),
    ],
)
def test_tricks_are_refused_with_their_reason(host: str, reason: Reason) -> None:
    assert decide(host, 443, RULES) == Refused(reason)


@pytest.mark.parametrize("port", [0, 1, 80, 444, 8443, 65535])
def test_only_the_port_of_https_is_let_through(port: int) -> None:
    assert decide("bank.example", port, RULES) == Refused(Reason.PORT)


def test_the_open_mode_lets_through_what_is_not_blocked() -> None:
    assert decide("any.example", 443, OPEN) == Allowed("any.example")
    assert decide("evil.example", 443, OPEN) == Refused(Reason.BLOCKED)
    assert decide("www.evil.example.", 443, OPEN) == Refused(Reason.BLOCKED)
    assert decide("notevil.example", 443, OPEN) == Allowed("notevil.example")
    assert decide("10.0.0.1", 443, OPEN) == Refused(Reason.ADDRESS)


@given(st.text(max_size=300), st.integers(0, 65535))
def test_whatever_is_let_through_is_a_listed_name_in_ascii(host: str, port: int) -> None:
    decision = decide(host, port, RULES)
    if isinstance(decision, Allowed):
        assert port == 443
        assert decision.name.isascii()
        assert decision.name == decision.name.lower()
        assert decision.name in {"bank.example", "xn--brger-kva.example"} or decision.name.endswith(".mail.example")


@given(st.text(max_size=300))
def test_the_one_writing_is_the_one_writing(host: str) -> None:
    name = normal_name(host)
    if not isinstance(name, Refused):
        assert normal_name(name) == name
        assert normal_name(f"{name}.") == name
        assert normal_name(name.upper()) == name
        assert set(name) <= set(string.ascii_lowercase + string.digits + "-_.")
        assert len(name) <= 253


@given(st.integers(0, 0xFFFFFFFF), st.sampled_from(["d", "#x", "#o"]), st.integers(0, 3))
def test_no_writing_of_an_ipv4_address_is_a_name(number: int, style: str, parts: int) -> None:
    """Every number of parts, and each as decimal, hexadecimal or octal (with a leading 0, as inet_aton reads it)."""
    tail_bits = 8 * (4 - parts)
    pieces = [(number >> (24 - 8 * i)) & 0xFF for i in range(parts)] + [number & ((1 << tail_bits) - 1)]
    text = ".".join(format(piece, style).replace("0o", "0") for piece in pieces)
    assert normal_name(text) == Refused(Reason.ADDRESS)


@given(st.ip_addresses(v=6))
def test_no_writing_of_an_ipv6_address_is_a_name(address: ipaddress.IPv6Address) -> None:
    for text in (str(address), address.exploded, f"[{address}]", f"[{address}%eth0]"):
        assert normal_name(text) == Refused(Reason.ADDRESS)


@given(NAMES, NAMES)
def test_a_rule_means_that_host_alone_or_all_below_it_and_not_itself(name: str, other: str) -> None:
    assert matches(name, frozenset({name}))
    assert not matches(name, frozenset({f"*.{name}"}))
    assert matches(f"x.{name}", frozenset({f"*.{name}"}))
    assert matches(f"x.y.{name}", frozenset({f"*.{name}"}))
    assert not matches(f"x.{name}", frozenset({name}))
    assert not matches(f"x{name}", frozenset({name, f"*.{name}"}))
    assert matches(other, frozenset({name})) == (other == name)


@given(st.sets(NAMES, max_size=40), NAMES)
def test_sorted_lines_are_the_same_set(names: set[str], other: str) -> None:
    lines = SortedLines(sorted_lines(names))
    assert all(name in lines for name in names)
    assert (other in lines) == (other in names)
    assert "" not in lines


# ---- authorities -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("bank.example:443", ("bank.example", 443)),
        ("[::1]:443", ("[::1]", 443)),
        ("bank.example:65536", ("bank.example", 65536)),
        ("bank.example", None),
        ("bank.example:", None),
        ("bank.example:0443", None),
        ("bank.example:443:443", None),
        ("bank.example:443@evil.example:443", None),
        ("bank.example@evil.example:443", None),
        ("evil.example/bank.example:443", None),
        ("bank.example:\uff14\uff14\uff13", None),
        ("bank.example:443 ", None),
        ("[::1]x:443", None),
        ("::1:443", None),
        ("bank%2eexample:443", None),
    ],
)
def test_an_authority_is_a_host_and_a_port_and_nothing_else(text: str, place: tuple[str, int] | None) -> None:
    assert split_authority(text) == (place or Refused(Reason.MALFORMED))


def test_a_missing_port_is_the_usual_one_where_there_is_one() -> None:
    assert split_authority("bank.example", 80) == ("bank.example", 80)
    assert split_authority("bank.example:8080", 80) == ("bank.example", 8080)


# ---- addresses ---------------------------------------------------------------------------------------------------

NOT_PUBLIC = (
    *("0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.8.8.8", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1"),
    *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
)
NOT_PUBLIC_6 = (
    *("::", "::1", "fe80::1", "fe80::1%lo", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "ff0e::1", "100::1"),
    *("2001:db8::1", "3fff::1", "5f00::1", "4000::1", "64:ff9b:1::1", "2001::1", "2001:2::1", "2001:20::1"),
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::8.8.8.8", "2002:7f00:1::1", "2002:808:808::1"),
    *("2001:0:7f00:1::", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254"),
)


@pytest.mark.parametrize("address", [*NOT_PUBLIC, *NOT_PUBLIC_6, "bank.example", "", "0x7f.1", "127.1"])
def test_what_is_no_address_of_the_internet_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "100.63.0.1", "2a00:1450::1", "2606:4700::1", "64:ff9b::8.8.8.8"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["224.0.0.1", "192.88.99.1", "64:ff9b::127.0.0.1", "::127.0.0.1", "ff0e::1"])
def test_what_the_standard_library_calls_global_is_not_enough(address: str) -> None:
    """The control of the own lists: here the library alone would let somebody in."""
    assert ipaddress.ip_address(address).is_global
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_every_wrapping_of_an_address_is_judged_at_least_as_strictly(address: ipaddress.IPv4Address) -> None:
    public = is_public(str(address))
    number = int(address)
    assert is_public(str(ipaddress.IPv6Address((0x64FF9B << 96) | number))) == public
    teredo = (0x20010000 << 96) | (number << 64)
    for wrapped in (
        (0xFFFF << 32) | number,
        number,
        (0x2002 << 112) | (number << 80),
        teredo,
        teredo | ~number % 2**32,
    ):
        assert not is_public(str(ipaddress.IPv6Address(wrapped)))
    if public:
        assert address.is_global
        assert not any((address.is_multicast, address.is_reserved))


def test_the_networks_of_this_machine_are_no_internet_whatever_their_addresses() -> None:
    near: tuple[Network, ...] = (ipaddress.ip_network("8.8.8.0/24"), ipaddress.ip_network("2a00:1450::/64"))
    assert not is_public("8.8.8.8", near)
    assert not is_public("64:ff9b::8.8.8.8", near)
    assert not is_public("2a00:1450::1", near)
    assert is_public("8.8.4.4", near)
    assert is_public("2a00:1450:1::1", near)
