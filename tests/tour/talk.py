"""Pictures of voice control."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk import channel
from kiosk.flow.steps import AskNumber
from kiosk.visitor.render.sheet import Sheet
from tests.fakes.ear import FakeEar
from tests.tour.specimen import specimen

if TYPE_CHECKING:
    from kiosk.visitor.talk.talking import Talking


def make_ear(_setup: channel.Setup) -> FakeEar:
    """Give the terminal an ear."""
    return FakeEar()


def show(tour: Any) -> None:
    """Show the talk button in every state, the numbers, what can be said, each question, and that nothing is heard."""
    terminal = tour.terminal
    talking: Talking = terminal.shell.talking
    ear = talking._ear
    assert isinstance(ear, FakeEar)
    tour.take("talk-off")
    talking.talk()
    tour.take("talk-please")
    _hush(terminal)
    ear.level.emit(60)
    tour.take("talk-listening")
    talking.doing.numbers()
    _hush(terminal)
    tour.take("talk-numbers")
    talking.doing.hide_numbers()
    talking.doing.what()
    _hush(terminal)
    _all_pages(tour, "talk-what")
    talking.asides.take_away()
    talking.doing.listen()
    terminal.strip("adjust")
    tour.take("talk-adjust")
    terminal.strip("back")
    questions(tour, talking, ear)
    ear.lose("no-microphone")
    tour.take("talk-lost")


def questions(tour: Any, talking: Talking, ear: FakeEar) -> None:
    """Show what is asked back before it is done."""
    terminal, texts = tour.terminal, tour.terminal.shell.texts
    talking.ask("voice-really", "question_mark", lambda: None, what=texts.text("end"))
    _all_pages(tour, "talk-really")
    talking.ask("voice-fetch", "support_agent", lambda: None)
    _all_pages(tour, "talk-fetch")
    talking.drop_question()
    terminal.shell.journey.open(specimen(AskNumber(key="my-turn-number", least=1, most=999)))
    _hush(terminal)
    ear.say("number:112")
    _all_pages(tour, "talk-check")
    talking.drop_question()
    talking.asides.take_away()
    terminal.shell.journey.home()
    talking.close()
    terminal.plug(on=True)
    _all_pages(tour, "talk-offer")
    talking.drop_question()
    terminal.plug(on=False)
    talking.doing.listen()


def _hush(terminal: Any) -> None:
    terminal.voice.stop()
    terminal.pump()


def _all_pages(tour: Any, name: str) -> None:
    """Take what lies over the page, with all its pages."""
    over = tour.terminal.app.window.aside
    assert over is not None
    assert isinstance(over.page, Sheet)
    tour.terminal.pump()
    tour.camera.screen(name, tour.terminal)
    number = 1
    while over.page.pages.isVisibleTo(over.page) and over.page.pages.later.isEnabled():
        number += 1
        tour.terminal.clock.now += 1.0
        over.page.pages.later.strike()
        tour.terminal.pump()
        tour.camera.screen(f"{name}-{number}", tour.terminal)
