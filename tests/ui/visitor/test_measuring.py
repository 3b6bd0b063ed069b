"""How often words are measured: arranging a page is most of what a touch costs."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visitor.face import line_width, text_height, widest_word
from tests.fakes.terminal import Terminal


def _measured() -> int:
    return sum(kept.cache_info().misses for kept in (line_width, text_height, widest_word))


def test_other_colours_measure_no_words_again(terminal: Terminal) -> None:
    terminal.start()
    terminal.strip("adjust")
    before = _measured()
    terminal.give(replace(terminal.shell.choices, theme="dark"))
    assert terminal.shell.look.theme.name == "dark"
    assert _measured() == before


def test_another_size_measures_each_of_its_words_once(terminal: Terminal) -> None:
    terminal.start()
    terminal.strip("adjust")
    larger, usual = (replace(terminal.shell.choices, scale=scale) for scale in (1.4, 1.0))
    before = _measured()
    terminal.give(larger)
    assert _measured() > before  # so that the test could fail
    terminal.give(usual)
    before = _measured()
    terminal.give(larger)
    assert _measured() == before
