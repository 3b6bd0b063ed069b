"""What is printed is the words of the screen, in any script, and never half of them in silence."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kiosk.channel import FRAME_LIMIT, Ask, frame
from kiosk.flow.steps import Code, Line, Message, Rule
from kiosk.look.fonts import load_fonts
from kiosk.visitor.paper import HIGHEST, WIDTH, Paper, Press, preview

CUT = "Mehr passt nicht auf das Papier."


@pytest.fixture
def press(qapp: Any) -> Press:
    load_fonts()
    return Press(lambda message: f"[{message.key}]", rtl=False, cut=CUT)


def ink(paper: Paper) -> list[tuple[int, int]]:
    """Every black dot as (across, down)."""
    row = paper.width // 8
    return [
        (at % row * 8 + bit, at // row)
        for at, byte in enumerate(paper.bits)
        if byte
        for bit in range(8)
        if byte & 0x80 >> bit
    ]


def sides(paper: Paper) -> tuple[int, int]:
    """Free dots at the left and at the right."""
    across = [x for x, _ in ink(paper)]
    return min(across), WIDTH - 1 - max(across)


def test_a_paper_has_one_bit_for_each_dot(press: Press) -> None:
    paper = press.print((Line("Ihre Nummer"), Line("A 17", 3), Rule(), Code("https://example.org")))
    assert paper.width == WIDTH
    assert len(paper.bits) == WIDTH // 8 * paper.height
    share = len(ink(paper)) / (paper.width * paper.height)
    assert 0.02 < share < 0.4


@pytest.mark.parametrize(
    "words", ["Größe ẞ äöü", "Привет, Йена", "مرحبا بكم", "Nguyễn Văn Ắ", "😀", "“quotes” %s {0} \\n"]
)
def test_every_script_leaves_ink(press: Press, words: str) -> None:
    assert len(ink(press.print((Line(words),)))) > 100


def test_an_umlaut_is_not_its_letter(press: Press) -> None:
    assert press.print((Line("Ä"),)) != press.print((Line("A"),))


def test_larger_lines_are_higher(press: Press) -> None:
    heights = [press.print((Line("A 17", size),)).height for size in (1, 2, 3)]
    assert heights == sorted(set(heights))


def test_messages_are_written_in_the_language(press: Press) -> None:
    assert press.print((Line(Message("hello")),)) == press.print((Line("[hello]"),))


def test_right_to_left_stands_at_the_right() -> None:
    arabic = Press(lambda _: "مكتب الحي", rtl=True, cut=CUT).print((Line(Message("x")),))
    german = Press(lambda _: "Büro", rtl=False, cut=CUT).print((Line(Message("x")),))
    assert sides(arabic)[0] > 100 > sides(arabic)[1]
    assert sides(german)[1] > 100 > sides(german)[0]


def test_long_words_are_wrapped_inside_the_paper(press: Press) -> None:
    paper = press.print((Line("Donaudampfschifffahrtsgesellschaftskapitän" * 3, 2), Line("WWWWWWWWWWWW", 3)))
    assert min(sides(paper)) >= 4


def test_ten_thousand_characters_are_cut_with_a_remark(press: Press) -> None:
    paper = press.print((Line("Wörter " * 1430), Line("the end")))
    assert paper.height <= HIGHEST
    remark = Press(lambda _: "", rtl=False, cut="").print((Line(CUT),))
    row = WIDTH // 8
    edge, lines = 12 * row, remark.bits[12 * row : -12 * row]
    assert paper.bits[-len(lines) - edge : -edge] == lines


def test_what_fits_has_no_remark(press: Press) -> None:
    silent = Press(lambda _: "", rtl=False, cut="")
    assert press.print((Line("kurz"),)) == silent.print((Line("kurz"),))


def test_control_characters_print_as_spaces(press: Press) -> None:
    assert press.print((Line("a\x1b\x00b"),)) == press.print((Line("a  b"),))


def test_the_longest_paper_fits_into_a_frame(press: Press) -> None:
    body = msgspec.msgpack.encode(press.print((Line("x " * 9_000),)))
    assert set(msgspec.msgpack.decode(body)) == {"width", "height", "bits"}
    assert len(frame(Ask(1, "effect", "print", body, "key"))) < FRAME_LIMIT


def test_a_preview_shows_the_same_dots(press: Press) -> None:
    paper = press.print((Line("A"),))
    picture = preview(paper)
    assert (picture.width(), picture.height()) == (paper.width, paper.height)
    dots = set(ink(paper))
    assert all(
        (picture.pixelColor(x, y).lightness() == 0) == ((x, y) in dots) for x in range(64) for y in range(paper.height)
    )


def bilingual(locale: str) -> Press:
    """Press for a visitor with `locale` on which German has its own words."""
    words = {"de": "Bitte helfen Sie mir.", "ar": "يرجى مساعدتي."}
    return Press(lambda _: words[locale], rtl=locale == "ar", cut=CUT, write_in=lambda other, _: words[other])


def test_a_line_may_speak_another_language_than_its_paper(qapp: Any) -> None:
    load_fonts()
    both = bilingual("ar").print((Line(Message("x"), locale="de"), Line(Message("x"))))
    alone = bilingual("ar").print((Line(Message("x")),))
    german = bilingual("ar").print((Line(Message("x"), locale="de"),))
    assert german != alone
    assert len(ink(both)) == len(ink(german)) + len(ink(alone))


def test_a_message_that_reads_like_the_line_before_is_printed_once(qapp: Any) -> None:
    load_fonts()
    german = bilingual("de")
    once = german.print((Line(Message("x"), locale="de"),))
    assert german.print((Line(Message("x"), locale="de"), Line(Message("x")))) == once


def test_what_a_visitor_typed_twice_is_printed_twice(press: Press) -> None:
    assert press.print((Line("ja"), Line("ja"))).height > press.print((Line("ja"),)).height
