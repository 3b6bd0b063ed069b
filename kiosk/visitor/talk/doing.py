"""What can be said everywhere, done; and what is done when somebody was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.visitor.render.browse import BrowseRenderer
from kiosk.visitor.talk import asides
from kiosk.visitor.talk.ladder import Ladder, Rung
from kiosk.visitor.talk.modes import Mode
from kiosk.visitor.talk.numbers import Numbers, operable
from kiosk.visitor.talk.phrases import to_list

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.visitor.shell import Shell
    from kiosk.visitor.talk.talking import Talking

_FEW = 4
"""Phrases that are read out to somebody who did not ask for all of them."""


class Doing:
    """The same as a touch, wherever there is something to touch."""

    def __init__(self, talking: Talking, visit: Shell, ladder: Ladder) -> None:
        self._talking, self._visit, self.ladder = talking, visit, ladder
        self.shown_numbers: Numbers | None = None

    # ---- said everywhere -----------------------------------------------------------------------------------------

    def help(self) -> None:
        """Fetch a person."""
        self._visit.bottom().help.strike()

    def back(self) -> None:
        """Close what lies over the page, or go back."""
        if not self._talking.asides.take_away():
            self._visit.strip("back")

    def again(self) -> None:
        """Read what is on top aloud once more."""
        self._visit.voice.stop()
        self._visit.read()

    def louder(self) -> None:
        """Speak louder, and let it be heard."""
        self._visit.voice.louder()
        self._sample()

    def quieter(self) -> None:
        """Speak more quietly, and let it be heard."""
        self._visit.voice.quieter()
        self._sample()

    def slower(self) -> None:
        """Speak more slowly, and let it be heard."""
        self._visit.voice.slower()
        self._sample()

    def faster(self) -> None:
        """Speak faster, and let it be heard."""
        self._visit.voice.faster()
        self._sample()

    def _sample(self) -> None:
        self._talking.say("adjust-sample")

    def silence(self) -> None:
        """Say nothing more, and drop what was asked."""
        self._visit.voice.stop()
        self._talking.drop_question()

    def cover(self) -> None:
        """Cover the screen."""
        self._visit.cover()

    def end(self) -> None:
        """End the session."""
        self._visit.end()

    def listen(self) -> None:
        """Listen from now on."""
        self._talking.open(Mode.SESSION)

    def stop_listening(self) -> None:
        """Listen no more."""
        self._talking.close(told=True)

    # ---- what can be said ----------------------------------------------------------------------------------------

    def what(self) -> None:
        """Show all that can be said here, in large words, and say it."""
        self._list(most=None)

    def _list(self, *, most: int | None) -> None:
        talking, visit = self._talking, self._visit
        talking.asides.take_away()
        self.hide_numbers()
        talking.grammar.look()
        unknown = talking.grammar.unknown()
        here = to_list(talking.grammar.known, unknown, shown=True)
        others = to_list(talking.grammar.known, unknown, shown=False)
        sheet = asides.said_here(visit.context(whole=True), here, others)
        talking.asides.lay(sheet, lambda _: talking.asides.take_away())
        texts = visit.texts
        if most is None:
            visit.announce([texts.speech("voice-what-title"), *here, texts.speech("voice-everywhere"), *others])
        else:
            visit.announce([texts.speech("voice-what-title"), *here[:most]])

    # ---- numbers -------------------------------------------------------------------------------------------------

    def numbers(self) -> None:
        """Show a number on everything that can be touched; a web page has its own."""
        page = self._visit.window.stage.page
        if isinstance(page, BrowseRenderer) and page.inner is None:
            extra = page.extra()
            if extra is not None:
                extra.do()
            return
        self._talking.asides.take_away()
        self.hide_numbers()
        window = self._visit.window
        self.shown_numbers = Numbers(self._visit.look, operable(self._roots()), window)
        self.shown_numbers.show()
        self.shown_numbers.raise_()
        self._talking.say("voice-say-number")

    def _roots(self) -> list[QWidget]:
        stage = self._visit.window.stage
        return [part for part in (stage.page, stage.bottom, stage.top) if part is not None]

    def hide_numbers(self) -> None:
        """Take the numbers away."""
        if self.shown_numbers is not None:
            self.shown_numbers.hide()
            self.shown_numbers.deleteLater()
            self.shown_numbers = None

    def check_numbers(self) -> None:
        """Take the numbers away where something else can be touched by now."""
        if self.shown_numbers is not None and set(operable(self._roots())) != set(self.shown_numbers.buttons.values()):
            self.hide_numbers()

    # ---- not understood ------------------------------------------------------------------------------------------

    def missed(self) -> None:
        """Somebody spoke and was not understood: say so, then list, then numbers, then a person."""
        rung = self.ladder.missed()
        if self._talking.asked is not None:
            if rung in {Rung.SAY, Rung.LIST}:
                self._talking.say("voice-say-yes-no")
        elif rung is Rung.SAY:
            self._talking.say("voice-not-understood")
        elif rung is Rung.LIST:
            self._list(most=_FEW)
        elif rung is Rung.NUMBERS:
            self.numbers()
        elif rung is Rung.PERSON:
            self.hide_numbers()
            self._talking.ask("voice-fetch", "support_agent", self.help)
