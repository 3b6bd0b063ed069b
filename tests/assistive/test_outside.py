"""Assistive technology on a private bus works the visitor's own program in its sandbox, from outside the process."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from kiosk import channel
from kiosk.supervisor.proof import Proof
from tests.assistive.client import Node, Reader, reader, until
from tests.assistive.stand import READY, WHY, Stand, stand
from tests.xvfb import XServer

pytestmark = pytest.mark.skipif(not READY, reason=WHY)

SECRET = "Qwzx"
OPERABLE = {"push button", "check box", "text", "password text"}
NAMED = OPERABLE | {"label", "heading", "frame", "application", "panel", "dialog"}


@pytest.fixture
def shown(xserver: XServer) -> Iterator[Stand]:
    with stand(xserver) as made:
        yield made


@pytest.fixture
def hand(shown: Stand) -> Reader:
    return reader(shown.bus)


def _fields(hand: Reader) -> list[Node]:
    return [node for node in hand.tree() if "editable" in node.states]


def _comes(hand: Reader, heading: str) -> list[Node]:
    """Wait for a page, and look at everything on it."""
    tree = hand.comes_to(heading)
    for node in tree:
        assert bool(node.name.strip()) is (node.role in NAMED), node
        assert node.role not in OPERABLE or {"focusable", "enabled"} <= node.states, node
    assert [node.role for node in tree].count("heading") == 1
    return tree


def _do(hand: Reader, press: str, then: str) -> list[Node]:
    hand.press(press)
    return _comes(hand, then)


def test_a_service_is_finished_by_pressing_and_writing_alone(hand: Reader) -> None:
    languages = {node.name: node.locale for node in _comes(hand, "Guten Tag.") if node.role == "push button"}
    assert (languages["Deutsch"][:2], languages["English"][:2], languages["العربية"][:2]) == ("de", "en", "ar")

    _do(hand, "Deutsch", "Was möchten Sie tun?")
    _do(hand, "Üben", "Hier können Sie in Ruhe üben.")
    _do(hand, "Weiter", "Berühren Sie ein Bild.")
    _do(hand, "Baum", "Sehr gut. Schreiben Sie eine Straße.")
    (street,) = _fields(hand)
    assert (street.name, "focused" in street.states) == ("Sehr gut. Schreiben Sie eine Straße.", True)
    street.write("Erlanger Alle")
    hand.press("e")
    until(lambda: street.text() == "Erlanger Allee", "the key is typed")

    _do(hand, "Weiter", "Prima. Geben Sie eine Zahl ein.")
    hand.press("Weiter")
    until(lambda: _fields(hand)[0].description == "Bitte geben Sie eine Zahl ein.", "the field says what is missing")
    for key in "42":
        hand.press(key)
    until(lambda: _fields(hand)[0].text() == "42", "the digits are typed")
    assert _fields(hand)[0].description == "Von 1 bis 99"

    _do(hand, "Weiter", "Gut gemacht. Wählen Sie einen Tag.")
    assert [field.name for field in _fields(hand)] == ["Tag", "Monat", "Jahr"]
    for field, words in zip(_fields(hand), ("24", "12", "2026"), strict=True):
        field.write(words)
    facts = [node.name for node in _do(hand, "Weiter", "Stimmt das so?") if node.role == "label"]
    assert {("Bild", "Baum"), ("Straße", "Erlanger Allee"), ("Zahl", "42")} <= set(pairwise(facts))
    assert "Geschafft! Das können Sie jetzt." in {
        node.name for node in _do(hand, "Ja, fertig", "Geschafft! Das können Sie jetzt.")
    }


def test_what_is_chosen_is_said_and_toggling_chooses(hand: Reader) -> None:
    _do(hand, "Deutsch", "Was möchten Sie tun?")
    _do(hand, "Anpassen", "Wie möchten Sie das Gerät?")

    def sizes() -> dict[str, bool]:
        return {node.name: "checked" in node.states for node in hand.tree() if node.description == "Größe"}

    assert sizes() == {"Normal": True, "Groß": False, "Sehr groß": False}
    hand.find("Groß", "check box").do("Toggle")
    until(lambda: sizes() == {"Normal": False, "Groß": True, "Sehr groß": False}, "the larger size is chosen")
    hand.find("Normal", "check box").do("Press")
    until(lambda: sizes()["Normal"], "the smaller size is chosen again")


def _to_a_hidden_field(hand: Reader) -> Node:
    _do(hand, "Deutsch", "Was möchten Sie tun?")
    _do(hand, "Zettel zum Zeigen", "Was soll auf dem Zettel stehen?")
    _do(hand, "Ich schreibe selbst etwas.", "Bevor Sie etwas schreiben")
    _do(hand, "Weiter", "Was möchten Sie sagen?")
    (field,) = _fields(hand)
    return field


def test_what_is_hidden_is_told_by_no_value_no_text_and_no_part_of_the_tree(hand: Reader) -> None:
    field = _to_a_hidden_field(hand)
    assert field.is_password()

    field.write(SECRET)

    until(lambda: field.text() == "●" * len(SECRET), "it is written, and dots are read")
    assert not [node for node in hand.tree() if SECRET in f"{node.name} {node.description}"]
    hand.press("Feld 5 Sekunden zeigen")
    until(lambda: field.text() == SECRET, "control: what is shown is read")
    assert not field.is_password()


def test_qt_tells_by_event_even_what_is_hidden_which_is_why_no_terminal_has_a_bus(shown: Stand, hand: Reader) -> None:
    """What Qt 6.12 does. When it no longer does, docs/accessibility.md has to say so."""
    field = _to_a_hidden_field(hand)
    hand.listen(shown.ears, "object:text-changed")

    field.write(SECRET)

    until(lambda: len(field.text()) == len(SECRET), "it is written")
    told = "".join(str(event.value) for event in shown.ears.heard(1.0) if event.kind == "TextChanged")
    assert SECRET in told


def test_what_comes_up_takes_the_focus_is_announced_and_nothing_below_is_reached(shown: Stand, hand: Reader) -> None:
    _do(hand, "Deutsch", "Was möchten Sie tun?")
    below = hand.find("Üben", "push button")
    below.focus()
    until(lambda: "focused" in hand.find("Üben").states, "the focus is there")
    hand.listen(shown.ears, "object:announcement", "object:state-changed")

    shown.send(channel.Warn(30.0))

    until(lambda: hand.heading() == "Sind Sie noch da?", "the warning")
    tree = hand.tree()
    assert [node.role for node in tree].count("dialog") == 1
    assert "focused" in hand.find("Weiter", "push button").states
    assert not {"Üben", "Hilfe holen", "Zurück"} & {node.name for node in tree}
    said = [str(event.value) for event in shown.ears.heard(0.5) if event.kind == "Announcement"]
    assert any("Sind Sie noch da?" in words for words in said)
    assert "Press" not in below.actions()

    hand.press("Weiter")

    _comes(hand, "Was möchten Sie tun?")
    until(lambda: "focused" in hand.find("Üben").states, "the focus is back")


def test_the_session_ends_as_proven_as_any_other(shown: Stand, hand: Reader) -> None:
    _do(hand, "Deutsch", "Was möchten Sie tun?")

    assert shown.end() == Proof(killed=True)
    assert shown.bus.programs() == []
