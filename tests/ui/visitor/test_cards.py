"""The comfort card: written, read, printed, typed by a scanner, and everything that is none."""

from __future__ import annotations

import subprocess
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication

from kiosk import channel
from kiosk.config import LOCALES
from kiosk.flow.steps import AskText
from kiosk.look.metrics import SCALES
from kiosk.look.theme import THEMES
from kiosk.visitor.card import Card, decode, encode
from kiosk.visitor.choices import Choices
from kiosk.visitor.paper import Paper, preview
from kiosk.visitor.scanning import PACES
from tests.fakes.hiding import ask

LIKED = Choices("ar", "contrast", 1.75, low=True, guided=True)
CODE = "ST1.AR.175.CONTRAST.1.1.0"
CARDS = st.builds(
    lambda locale, theme, scale, low, calm, guided, scan, *voice: Card(
        Choices(locale, theme, scale, low, calm, guided, scan), *voice
    ),
    st.sampled_from(LOCALES),
    st.sampled_from(sorted(THEMES)),
    st.sampled_from(SCALES),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from((0.0, *PACES)),
    st.integers(0, 5),
    st.none() | st.integers(0, 100),
    st.booleans(),
)


@given(CARDS)
def test_what_is_written_is_read(card: Card) -> None:
    text = encode(card)
    assert decode(text, LOCALES) == card
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWX0123456789."), "typed alike on German and American keyboards"


@given(st.text(max_size=80))
def test_any_other_text_is_no_card(text: str) -> None:
    card = decode(text, LOCALES)
    assert card is None or encode(card) == text


@given(CARDS, st.data())
def test_a_card_with_one_other_character_is_another_card_or_none(card: Card, data: st.DataObject) -> None:
    text = encode(card)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.characters()) + text[at + 1 :]
    found = decode(changed, LOCALES)
    assert found is None or found.choices.locale in LOCALES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ST1",
        "ST2.DE.100.PAPER.0.0.2",
        "ST1.DE.100.PAPER.0.0",
        "ST1.DE.100.PAPER.0.0.2.",
        "ST1.DE.100.PAPER.0.0.2.s3",
        "ST1.DE.100.PAPER.0.0.2.S/3",
        "ST1.DE.100.PAPER.0.0.2.S",
        "ST1.DE.100.PAPER.0.0.2" + ".S3" * 13,
        "ST1.DE.100.PAPER.0.0.2\n",
        "ST1.DE.101.PAPER.0.0.2",
        "ST1.DE.100.PINK.0.0.2",
        "ST1.DE.100.PAPER.2.0.2",
        "ST1.DE.100.PAPER.0.0.9",
        "st1.de.100.paper.0.0.2",
        "ST1.../../ETC.100.PAPER.0.0.2",
        "https://evil.example/",
        "\u0661\u0662",
    ],
)
def test_unknown_and_hostile_codes_are_none(text: str) -> None:
    assert decode(text, LOCALES) is None


def test_a_language_that_is_not_offered_here_leaves_the_rest() -> None:
    card = decode("ST1.UK.175.DARK.0.0.1", ("de", "en"))
    assert card == Card(Choices("de", "dark", 1.75), 1)


@pytest.mark.parametrize("more", ["", ".MORE", ".K1.Q22", ".S6", ".V101", ".VX1", ".C0", ".H2"])
def test_what_a_terminal_does_not_know_leaves_the_rest(more: str) -> None:
    assert decode(f"ST1.DE.140.DARK.0.1.4{more}", LOCALES) == Card(Choices("de", "dark", 1.4, guided=True), 4)
    card = decode(f"ST1.DE.140.DARK.0.1.4{more}.V30.H1", LOCALES)
    assert card is not None
    assert card.listens is not more.startswith(".H")
    assert card.volume == (None if more.startswith(".V") else 30), "of a letter that stands twice the first counts"


def test_every_setting_of_the_panel_is_on_the_card() -> None:
    choices = {field.name for field in fields(Choices)}
    written = encode(
        Card(Choices("ar", "dark", 1.75, low=True, calm=True, guided=True, scan=5.0), 5, 100, listens=True)
    )
    read = decode(written, LOCALES)
    assert read is not None
    usual = Choices()
    assert {name for name in choices if getattr(read.choices, name) != getattr(usual, name)} == choices
    assert (read.pace, read.volume, read.listens) == (5, 100, True)


def test_a_card_from_before_scanning_is_read() -> None:
    assert decode(CODE, LOCALES) == Card(LIKED, 0)
    assert decode(f"{CODE}.S3", LOCALES) == Card(replace(LIKED, scan=3.0), 0)


# ---- read ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def reader(make: Any) -> Any:
    return make((1920, 1080), cards=True)


def scan(terminal: Any, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type as a scanner does: every key pressed and released at once, then Enter."""
    for char in text:
        press(terminal, Qt.Key(ord(char.upper())) if char.isascii() else Qt.Key.Key_unknown, char)
    press(terminal, end, "\r")
    terminal.pump()


def press(terminal: Any, key: Qt.Key, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(terminal.app.window.windowHandle(), event)


def test_a_card_at_the_welcome_screen_begins_the_session_as_its_owner_likes_it(reader: Any) -> None:
    reader.show()
    scan(reader, CODE)
    assert reader.shell.choices == LIKED
    assert reader.voice.pace == 0
    assert reader.broker.of(channel.Begun) == [channel.Begun()]
    assert reader.voice.said, "the voice guide reads the page"


def test_a_card_in_the_middle_of_a_form_changes_the_look_and_types_nothing(reader: Any) -> None:
    reader.start()
    ask(reader, AskText(key="slip-own"))
    reader.page.field.setFocus()
    reader.page.field.insert("Zimmer ")
    reader.page.edited.emit()
    scan(reader, "ST1.EN.140.DARK.0.0.3")
    assert reader.shell.choices == Choices("en", "dark", 1.4)
    assert reader.page.field.text() == "Zimmer "
    assert reader.voice.said[-1] == ("Your card has been read.",)


@pytest.mark.parametrize("code", ["4012345678901", "ST9.DE.100.PAPER.0.0.2", "https://evil.example/x", "A" * 5_000])
def test_any_other_code_is_ignored_with_one_sentence(reader: Any, code: str) -> None:
    reader.show()
    scan(reader, code)
    assert reader.broker.of(channel.Begun) == []
    assert reader.shell.choices == Choices()
    assert reader.voice.said == [("Diesen Code kennt das Gerät nicht.",)]


def test_a_code_does_not_choose_by_its_digits(reader: Any) -> None:
    reader.start()
    scan(reader, "4012345678901")
    assert reader.shell.journey.service is None


def test_keys_of_a_person_arrive_as_they_were_pressed(reader: Any, qtbot: Any) -> None:
    reader.start()
    ask(reader, AskText(key="slip-own"))
    reader.page.field.setFocus()
    for char in "Hallo":
        press(reader, Qt.Key(ord(char.upper())), char)
    press(reader, Qt.Key.Key_Backspace, "\b")
    assert reader.page.field.text() == "Hall", "another key does not wait, and none overtakes"
    press(reader, Qt.Key.Key_X, "x")
    qtbot.waitUntil(lambda: reader.page.field.text() == "Hallx", timeout=20_000)


def test_a_number_key_chooses_though_it_waits_for_a_moment(reader: Any, qtbot: Any) -> None:
    reader.start()
    reader.clock.now += 1
    reader.key(Qt.Key.Key_1, "1")
    qtbot.waitUntil(lambda: reader.shell.journey.service is not None)


def test_a_short_word_and_enter_is_a_person_s(reader: Any) -> None:
    reader.start()
    ask(reader, AskText(key="slip-own"), AskText(key="slip-more"))
    reader.page.field.setFocus()
    scan(reader, "ab")
    assert reader.page.step.key == "slip-more"


def test_before_the_one_before_is_gone_and_after_the_end_nothing_is_read(reader: Any) -> None:
    reader.show(unlock=False)
    scan(reader, CODE)
    assert reader.shell.choices == Choices()
    reader.broker.send(channel.Unlock())
    reader.shell._begin()
    reader.shell.end()
    reader.shell.card_read(CODE)
    assert reader.shell.choices == Choices()


def test_without_a_scanner_keys_do_not_wait(terminal: Any) -> None:
    terminal.start()
    assert terminal.app.window.wedge is None


def test_staff_type_their_badge_into_a_field(reader: Any) -> None:
    reader.show(channel.Mode.STAFF)
    assert reader.app.window.wedge is None


# ---- printed ------------------------------------------------------------------------------------------------------


def test_the_printed_card_is_read_by_a_real_decoder_and_says_what_was_chosen(
    reader: Any, make: Any, tmp_path: Path
) -> None:
    reader.start()
    reader.shell.choose(LIKED)
    reader.voice.pace = 0
    reader.strip("adjust")
    reader.give("card")
    request = reader.broker.of(channel.Ask)[-1]
    assert (request.kind, request.name) == ("effect", "print")
    paper = msgspec.msgpack.decode(request.body, type=Paper)
    file = tmp_path / "card.png"
    image = QImage(
        bytes(~byte & 0xFF for byte in paper.bits),
        paper.width,
        paper.height,
        paper.width // 8,
        QImage.Format.Format_Mono,
    )
    image.setColorTable([0xFF000000, 0xFFFFFFFF])
    assert image.convertToFormat(QImage.Format.Format_Grayscale8).save(str(file))
    said = subprocess.run(["zbarimg", "--quiet", "--raw", str(file)], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == CODE
    reader.broker.answer({"state": "printed"})
    assert reader.voice.said[-1] == ("بطاقتك جاهزة.",)
    next_time = make((1920, 1080), cards=True)
    next_time.show()
    scan(next_time, said.stdout.strip())
    assert next_time.shell.choices == LIKED


def test_everything_that_was_set_is_printed_and_set_again(reader: Any, make: Any, tmp_path: Path) -> None:
    reader.start()
    reader.shell.choose(replace(LIKED, calm=True, scan=4.0))
    reader.voice.pace = 3
    reader.voice.louder()
    reader.shell.cards.listening = lambda: True
    reader.strip("adjust")
    reader.give("card")
    paper = msgspec.msgpack.decode(reader.broker.of(channel.Ask)[-1].body, type=Paper)
    file = tmp_path / "card.png"
    assert preview(paper).convertToFormat(QImage.Format.Format_Grayscale8).save(str(file))
    said = subprocess.run(["zbarimg", "--quiet", "--raw", str(file)], capture_output=True, text=True, check=True)

    next_time = make((1920, 1080), cards=True)
    asked: list[bool] = []
    next_time.shell.cards.listens.connect(lambda: asked.append(True))
    next_time.show()
    scan(next_time, said.stdout.strip())

    assert next_time.shell.choices == replace(LIKED, calm=True, scan=4.0)
    assert (next_time.voice.pace, next_time.voice.volume) == (3, 70)
    assert asked == [True]


@pytest.mark.parametrize("state", ["no-paper", "unreachable"])
def test_a_card_that_could_not_be_printed_is_said(reader: Any, state: str) -> None:
    reader.start()
    reader.strip("adjust")
    reader.give("card")
    assert reader.voice.said[-1] == ("Ihre Karte wird gedruckt.",)
    reader.broker.answer({"state": state})
    assert reader.voice.said[-1] == ("Die Karte konnte nicht gedruckt werden.",)


def test_where_no_card_is_read_none_is_offered(terminal: Any, reader: Any) -> None:
    for one, offered in ((terminal, False), (reader, True)):
        one.start()
        one.strip("adjust")
        assert ("Meine Karte" in [row.words for row in one.page._rows]) is offered
