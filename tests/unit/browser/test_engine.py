"""How the engine is started, before it is."""

from __future__ import annotations

from kiosk.visitor.browser.engine import flags


def test_everything_goes_to_the_gate_in_the_visitors_language() -> None:
    words = flags(4711, "en-GB").split()
    assert "--proxy-server=http://127.0.0.1:4711" in words
    assert "--proxy-bypass-list=<-loopback>" in words
    assert "--lang=en-GB" in words


def test_nothing_is_switched_off_that_keeps_a_page_in() -> None:
    words = flags(4711, "de")
    assert "sandbox" not in words
    assert "remote-debugging" not in words
    assert "web-security" not in words
