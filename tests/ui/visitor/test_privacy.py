"""What a visitor hides: the panel, hidden fields, the cover, the filter, and the person before the screen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kiosk.flow.steps import AskDate, AskNumber, AskText, Confirm, Fact, Show
from kiosk.visitor.render.ask_date import AskDateRenderer
from kiosk.visitor.render.ask_number import AskNumberRenderer
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.private import DOTS
from tests.fakes.hiding import SECRET, ask, bottom, choose, seen, strip


def test_what_is_on_stands_in_the_strips_and_is_said(terminal: Any) -> None:
    terminal.start()
    before = strip(terminal).face
    choose(terminal, "masked")
    assert before.text == "Blickschutz"
    assert strip(terminal).face.text == "Blickschutz an"
    assert strip(terminal).face.paint == terminal.shell.look.theme.areas["violet"]
    assert "Felder verbergen" in bottom(terminal).note.text()
    assert ("Felder verbergen: an",) in terminal.voice.said
    choose(terminal, "masked")
    assert strip(terminal).face == before
    assert ("Felder verbergen: aus",) in terminal.voice.said


def test_the_strip_does_not_move_when_something_is_hidden(terminal: Any) -> None:
    terminal.start()
    before = {name: button.geometry() for name, button in terminal.app.window.stage.top.buttons.items()}
    choose(terminal, "masked")
    after = terminal.app.window.stage.top.buttons
    assert {name: after[name].geometry() for name in ("adjust", "read", "privacy", "end")} == {
        name: before[name] for name in ("adjust", "read", "privacy", "end")
    }


def test_a_private_field_shows_dots_and_is_shown_by_a_tap_outside_for_five_seconds(terminal: Any, qtbot: Any) -> None:
    terminal.start()
    ask(terminal, AskText(key="slip-own", private=True))
    terminal.shell.privacy._reveal.setInterval(200)
    terminal.page.field.insert(SECRET)
    assert terminal.page.field.masked()
    assert not any(SECRET in words for words in terminal.page.spoken())
    assert bottom(terminal).show_field.face.text == "Feld 5 Sekunden zeigen"
    terminal.clock.now += 1
    terminal.touch(bottom(terminal).show_field)
    assert not terminal.page.field.masked()
    assert bottom(terminal).show_field.face.text == "Feld verbergen"
    qtbot.waitUntil(terminal.page.field.masked)
    assert bottom(terminal).show_field.face.text == "Feld 5 Sekunden zeigen"


def test_a_shown_field_can_be_hidden_before_the_time_is_over_and_by_leaving_it(terminal: Any) -> None:
    terminal.start()
    ask(terminal, AskText(key="slip-own", private=True), AskText(key="slip-more", private=True))
    for _ in range(2):
        terminal.clock.now += 1
        terminal.touch(bottom(terminal).show_field)
    assert terminal.page.field.masked()
    terminal.clock.now += 1
    terminal.touch(bottom(terminal).show_field)
    terminal.give("x")
    assert terminal.page.step.key == "slip-more"
    assert terminal.page.field.masked()


def test_a_page_without_a_hidden_field_offers_nothing(terminal: Any) -> None:
    terminal.start()
    ask(terminal, AskText(key="slip-own"))
    assert not bottom(terminal).show_field.isVisible()
    assert not bottom(terminal).commands()


@pytest.mark.parametrize(
    ("step", "kind"),
    [(AskText(key="slip-own", lines=3), AskTextRenderer), (AskNumber(key="my-turn"), AskNumberRenderer)],
)
def test_hide_fields_hides_every_field(terminal: Any, step: Any, kind: Any) -> None:
    terminal.start()
    choose(terminal, "masked")
    ask(terminal, step)
    assert isinstance(terminal.page, kind)
    terminal.page.field.insert("27")
    assert terminal.page.field.masked()
    assert not any("27" in words for words in terminal.page.spoken())
    terminal.clock.now += 1
    terminal.touch(bottom(terminal).show_field)
    assert not terminal.page.field.masked()


def test_hide_fields_hides_a_day_and_its_words(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "masked")
    ask(terminal, AskDate(key="my-turn", first=dt.date(1900, 1, 1), last=dt.date(2030, 1, 1)))
    assert isinstance(terminal.page, AskDateRenderer)
    for field, text in zip(terminal.page.fields, ("3", "2", "1948"), strict=True):
        field.set_text(text)
    assert all(field.masked() for field in terminal.page.fields)
    assert "1948" not in " ".join([seen(terminal), *terminal.page.spoken()])
    terminal.shell.privacy.reveal()
    assert not any(field.masked() for field in terminal.page.fields)
    assert "1948" in seen(terminal)


@pytest.mark.parametrize("kind", [Confirm, Show])
def test_private_facts_are_dots_until_they_are_shown(terminal: Any, kind: type) -> None:
    terminal.start()
    facts = (Fact("slip-words-fact", SECRET, private=True),)
    step = Confirm(key="slip-check", summary=facts) if kind is Confirm else Show(key="slip-printed", facts=facts)
    ask(terminal, step)
    assert SECRET in seen(terminal)
    assert not any(SECRET in words for words in terminal.page.spoken())
    choose(terminal, "masked")
    assert SECRET not in seen(terminal)
    assert DOTS in seen(terminal)
    terminal.shell.privacy.reveal()
    assert SECRET in seen(terminal)


def test_private_values_are_spoken_only_when_chosen(terminal: Any) -> None:
    terminal.start()
    ask(terminal, AskText(key="slip-own", private=True))
    terminal.page.field.insert(SECRET)
    terminal.page.edited.emit()
    choose(terminal, "aloud")
    assert SECRET in terminal.page.spoken()
    assert terminal.page.field.masked()


def test_suggestions_do_not_tell_what_dots_hide(terminal: Any) -> None:
    terminal.start()
    choose(terminal, "masked")
    ask(terminal, AskText(key="slip-own", suggestions=("Karl-Marx-Allee",)))
    terminal.page.field.insert("Karl")
    assert terminal.page.assist.offered() == ()
