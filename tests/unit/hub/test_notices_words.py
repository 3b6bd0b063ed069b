"""Notices in words: one SMS each, neutral, in all languages."""

from __future__ import annotations

import pytest

from kiosk.texts import known_locales
from telemed.hub.clock import BERLIN
from telemed.hub.notices import gsm
from telemed.hub.notices.due import Kind, Notice, Phase, Standing
from telemed.hub.notices.words import Office, Words
from tests.fakes.hub_clock import berlin

WORDS = Words(Office("03641 49-0000", BERLIN, "https://wartezeit.example"))
CODE = "abcdefghijklmnop"
START = berlin("2026-11-30 10:20")
RANGE = {"earliest": berlin("2026-11-24 10:20"), "latest": berlin("2026-11-24 10:45")}


def of_number(kind: Kind, phase: Phase = "waiting", direction: int = 0) -> Notice:
    room = "Raum 12" if kind == "called" else None
    return Notice(kind, "1", Standing(phase, 999, 3, room, **RANGE), direction)


def of_appointment(kind: Kind) -> Notice:
    return Notice(kind, "1", Standing("booked", start=START))


ALL = [
    of_number("code"),
    of_number("booked"),
    Notice("booked", "1", Standing("waiting", 999, 3)),
    of_number("delayed", direction=1),
    of_number("delayed", direction=-1),
    of_number("next-but-one"),
    of_number("called", "called"),
    of_number("cancelled", "cancelled"),
    of_appointment("booked"),
    of_appointment("reminder"),
    of_appointment("moved"),
    of_appointment("cancelled"),
]


@pytest.mark.parametrize("locale", known_locales())
def test_every_notice_is_one_sms(locale: str) -> None:
    long = {}
    for notice in ALL:
        text = WORDS.text(notice, locale, "123456")
        if len(gsm.parts(text)) > 1:
            long[notice.kind, text] = gsm.length(text)
    assert long == {}


@pytest.mark.parametrize("locale", known_locales())
def test_every_notice_tells_its_figures_and_is_told_apart(locale: str) -> None:
    texts = [WORDS.text(notice, locale, "123456") for notice in ALL]
    assert len(set(texts)) == len(texts)
    assert "123456" in texts[0]
    assert all("999" in text for text in texts[1:8])
    assert "10:20" in texts[1]
    assert "10:45" in texts[3]
    assert "Raum 12" in texts[6]
    assert all("10:20" in text and "2026" in text for text in texts[8:])


def test_only_the_first_sms_and_every_mail_carry_the_address_of_the_page() -> None:
    link = f"https://wartezeit.example/t/{CODE}?l=uk"
    booked, called = ALL[1], ALL[6]
    assert link in WORDS.message("1", "sms", booked, "+49", "uk", CODE).text
    assert link not in WORDS.message("1", "sms", called, "+49", "uk", CODE).text
    assert link in WORDS.message("1", "email", called, "a@b.de", "uk", CODE).text


def test_a_code_is_sent_without_a_link_and_nowhere_else() -> None:
    message = WORDS.message("1", "email", ALL[0], "a@b.de", "de", "123456")
    assert "123456" in message.text
    assert "wartezeit" not in message.text
    assert "123456" not in message.subject


def test_without_a_public_address_nothing_leads_anywhere() -> None:
    words = Words(Office("1", BERLIN))
    assert "http" not in words.message("1", "email", ALL[1], "a@b.de", "de", CODE).text


def test_an_unknown_language_is_german() -> None:
    assert WORDS.text(ALL[0], "xx", "1") == WORDS.text(ALL[0], "de", "1")


def test_a_message_does_not_show_its_address() -> None:
    message = WORDS.message("id", "email", ALL[1], "anna@example.org", "de", CODE)
    assert "anna" not in repr(message)
