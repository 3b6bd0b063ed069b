"""SMS on the wire, by the examples of the standard and by reading back what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemed.hub.notices import gsm
from telemed.hub.notices.channel import tidy_mail, tidy_telephone

GSM_TEXT = st.text("".join(gsm._CODES) + "".join(gsm._EXTENSION), max_size=400)


def test_the_example_of_packing() -> None:
    assert gsm.pack(gsm.septets("hellohello")).hex().upper() == "E8329BFD4697D9EC37"


def test_the_example_of_a_submit() -> None:
    """As dreamfabric.com/sms shows it for +46708251358: here with a validity and without a status report."""
    (part,) = gsm.parts("hellohello")
    assert gsm.submit("+46708251358", part, 0).hex().upper() == "11000B916407281553F80000A70AE8329BFD4697D9EC37"


def test_umlauts_and_the_euro_need_no_other_alphabet() -> None:
    assert gsm.alphabet_of("Grüße: 5 €, Straße") == "gsm"
    assert gsm.length("€") == 2
    assert gsm.alphabet_of("Нагадуємо") == gsm.alphabet_of("đ") == "ucs2"


@given(GSM_TEXT)
def test_what_is_packed_is_unpacked(text: str) -> None:
    codes = gsm.septets(text)
    for fill in (0, 1):
        assert gsm.from_septets(gsm.unpack(gsm.pack(codes, fill), len(codes), fill)) == text


@given(st.one_of(GSM_TEXT, st.text(max_size=300)))
def test_parts_are_whole_and_fit(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    found = gsm.parts(text)
    assert "".join(part.text for part in found) == text
    for part in found:
        limit = (gsm.ONE_SMS if part.total == 1 else gsm.PART)[part.alphabet]
        assert sum(gsm.units(char, part.alphabet) for char in part.text) <= limit
        assert len(gsm.submit("+4915112345678", part, 7)) <= 176


@pytest.mark.parametrize(
    ("text", "count"), [("a" * 160, 1), ("a" * 161, 2), ("я" * 70, 1), ("я" * 71, 2), ("€" * 80, 1)]
)
def test_the_limits_of_an_sms(text: str, count: int) -> None:
    assert len(gsm.parts(text)) == count


def test_what_is_too_long_or_no_character_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        gsm.parts("я" * 1000)
    with pytest.raises(ValueError, match="alphabet"):
        gsm.septets("я")
    with pytest.raises(ValueError, match="no character"):
        gsm.from_septets(b"\x1b\x00")


def test_the_parts_of_a_text_say_that_they_belong_together() -> None:
    one, two = gsm.parts("a" * 200)
    assert gsm.submit("+4915112345678", one, 9)[0] & 0x40
    assert "050003090201" in gsm.submit("+4915112345678", one, 9).hex()
    assert "050003090202" in gsm.submit("+4915112345678", two, 9).hex()


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("0151 123 456 78", "+4915112345678"),
        ("+49 (0)151/1234-5678", "+4915112345678"),
        ("0049 151 12345678", "+4915112345678"),
        ("+380 44 123 45 67", "+380441234567"),
        ("110", None),
        ("0151 abc", None),
        ("+49151123456789012", None),
        ('0151"\r', None),
        ("٠١٥١١٢٣٤٥٦٧٨", None),
    ],
)
def test_telephone_numbers_are_written_in_one_way(typed: str, tidy: str | None) -> None:
    assert tidy_telephone(typed, "49") == tidy


@pytest.mark.parametrize(
    ("typed", "good"),
    [
        (" anna.b+c@example.org ", True),
        ("anna@example", False),
        ("anna@@example.org", False),
        ("a\r\nBcc: b@example.org", False),
        ("anna@example.org\nBcc:x@y.de", False),
        ("a..b@example.org", False),
        (".a@example.org", False),
        ("a.@example.org", False),
        ("a@-x.org", False),
        ("a@" + "b" * 260 + ".org", False),
        ("ä@example.org", False),
    ],
)
def test_mail_addresses_are_checked(typed: str, good: bool) -> None:
    assert (tidy_mail(typed) is not None) == good
