"""Films in sign language: offered where there is one, large, without sound, and what is damaged is said once."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk import channel
from kiosk.visitor.render.sign_film import CLOSE, SignFilm
from tests.fakes.film import FakeFilm

SIGNS = ("welcome", "declare")


def offered(terminal: Any) -> bool:
    strip = terminal.app.window.stage.bottom
    return bool(strip.extra.isVisible() and strip.extra.face.icon == "sign_language")


def watch(terminal: Any) -> FakeFilm:
    terminal.clock.now += 1.0
    terminal.app.window.stage.bottom.extra.strike()
    terminal.pump()
    film: FakeFilm = terminal.films[-1]
    return film


@pytest.mark.clause("BITV-4")
def test_a_film_is_offered_on_the_screens_that_have_one_and_on_no_other(make: Any) -> None:
    terminal = make(signs=SIGNS)
    terminal.show()
    assert offered(terminal)
    terminal.give("de")
    assert not offered(terminal), "home has none"
    terminal.give("show-slip")
    terminal.give("own")
    assert terminal.page.step.key == "declare"
    assert offered(terminal)


def test_without_films_nothing_is_there(terminal: Any) -> None:
    terminal.show()
    assert not offered(terminal)
    terminal.shell.signs.open("welcome")
    assert terminal.overlay is None


@pytest.mark.clause("BITV-4", "5.1.7")
def test_a_film_is_watched_stopped_begun_anew_and_closed_without_beginning_a_session(make: Any) -> None:
    terminal = make(signs=SIGNS)
    terminal.show()
    film = watch(terminal)
    assert film.key == "welcome"
    assert film.is_playing
    screen = terminal.overlay
    assert isinstance(screen, SignFilm)
    for button, playing in ((screen.pause, False), (screen.pause, True), (screen.again, True)):
        terminal.clock.now += 1.0
        button.strike()
        assert film.is_playing is playing
    film.end()
    assert terminal.shell.texts.text("sign-go-on") in terminal.texts()
    terminal.give(CLOSE)
    assert terminal.overlay is None
    assert film.stopped
    assert terminal.voice.said == []
    assert terminal.broker.of(channel.Begun) == []
    terminal.give("de")
    assert terminal.page.step.key == "home"


def test_whoever_watches_is_there(make: Any) -> None:
    terminal = make(signs=SIGNS)
    terminal.show()
    terminal.app._on_beat()
    before = len([one for one in terminal.broker.of(channel.Activity) if one.present])
    watch(terminal)
    terminal.app._on_beat()
    assert len([one for one in terminal.broker.of(channel.Activity) if one.present]) == before + 1


@pytest.mark.clause("BITV-4")
def test_a_damaged_film_is_said_once_and_offered_no_more(make: Any) -> None:
    terminal = make(signs=SIGNS)
    terminal.start()
    terminal.give("show-slip")
    terminal.give("own")
    film = watch(terminal)

    film.broken.emit()
    terminal.pump()

    assert terminal.overlay is None
    assert film.stopped
    assert terminal.voice.said[-1] == (terminal.shell.texts.text("sign-broken"),)
    assert not offered(terminal)
    terminal.give(None)
    assert terminal.page.step.key == "slip-own"


@pytest.mark.parametrize("how", ["warning", "cover", "end"])
def test_what_covers_the_film_stops_it(make: Any, how: str) -> None:
    terminal = make(signs=("declare",))
    terminal.start()
    terminal.give("show-slip")
    terminal.give("own")
    film = watch(terminal)
    if how == "warning":
        terminal.broker.send(channel.Warn(30.0))
    elif how == "cover":
        terminal.shell.cover()
    else:
        terminal.shell.end()
    terminal.pump()
    assert film.stopped
    assert not isinstance(terminal.overlay, SignFilm)
