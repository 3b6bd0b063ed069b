"""Voice control of a visit: when it listens, what that means, and what is asked back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from kiosk import channel
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.render.confirm import ConfirmRenderer
from kiosk.visitor.talk import asides, entering
from kiosk.visitor.talk.asides import Asides
from kiosk.visitor.talk.button import Hearing, TalkButton
from kiosk.visitor.talk.doing import Doing
from kiosk.visitor.talk.grammar import Grammar
from kiosk.visitor.talk.ladder import Ladder
from kiosk.visitor.talk.modes import Mode
from kiosk.visitor.talk.phrases import Said, tidy
from kiosk.visitor.talk.weight import front

if TYPE_CHECKING:
    from kiosk.visitor.ear import Ear
    from kiosk.visitor.shell import Shell

SILENCE_MS = 8_000
"""So long nobody needs to speak until it listens no more, and until a question counts as answered with *no*."""

LONGEST_MS = 40_000
"""However loud the room is, one tap listens no longer than this without anything understood."""

LOOK_MS = 200
"""So often it is looked whether the screen has other phrases, while it listens: a screen changes in a dozen ways."""

_SPEECH_LEVEL = 30
"""A level from which on somebody may be speaking."""

_LOST = {"no-microphone": "voice-no-microphone", "no-model": "voice-no-model"}
"""What is said about a reason of the ear; `voice-failed` about all others."""

_POOR = frozenset({"microphone-silent", "microphone-clipping"})
"""Reasons with which it goes on."""

_STATES = {"starting": Hearing.STARTING, "listening": Hearing.LISTENING, "gated": Hearing.GATED}


class Talking(QObject):
    """Made where the terminal offers voice. It never listens before somebody asked for it.

    The session broker is told before the ear opens and after it has closed: only in between may this visitor record.
    """

    changed = Signal()
    """Listens for the session, or no more: the adjust panel shows which."""

    def __init__(
        self, visit: Shell, ear: Ear, send: Callable[[msgspec.Struct], None], now: Callable[[], float]
    ) -> None:
        super().__init__()
        self._visit, self._ear, self._send = visit, ear, send
        self.mode = Mode.OFF
        self.hearing = Hearing.OFF
        self.asides = Asides(visit.window)
        self.asked: Callable[[], object] | None = None
        """What is done on *yes*, while something is asked back."""
        self.doing = Doing(self, visit, Ladder(now))
        self.grammar = Grammar(self, visit, ear)
        self._why = "voice-failed"
        self._gated = False
        self._offered = False
        self._read_back: Renderer | None = None
        self._withheld: Renderer | None = None
        self._button: TalkButton | None = None
        self._silence = self._timer(SILENCE_MS, self._silent)
        self._longest = self._timer(LONGEST_MS, self._silent)
        self._watch = self._timer(LOOK_MS, self.grammar.look, single=False)
        ear.heard.connect(self._heard)
        ear.not_understood.connect(self._missed)
        ear.level.connect(self._leveled)
        ear.noisy.connect(lambda: self.say("voice-noisy"))
        ear.unavailable.connect(self._unavailable)
        ear.state.connect(self._ear_changed)
        visit.voice.speaking.connect(self._speaking)

    def _timer(self, milliseconds: int, then: Callable[[], None], *, single: bool = True) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(single)
        made.setInterval(milliseconds)
        made.timeout.connect(then)
        return made

    @property
    def private(self) -> bool:
        """Only the visitor hears the terminal: headphones are plugged in."""
        return self._visit.privacy.now.alone

    @property
    def is_on(self) -> bool:
        """It listens, or would if it did not speak."""
        return self.mode is not Mode.OFF

    def say(self, key: str) -> None:
        """Say a message, and caption it; of a covered screen nothing is heard."""
        self._visit.announce([self._visit.texts.speech(key)])

    # ---- when it listens ---------------------------------------------------------------------------------------

    def talk(self) -> None:
        """The talk button or its key: listen for one phrase, or no more."""
        visit = self._visit
        if visit.over or not visit.unlocked or visit.covers.covered or visit.window.stage.bare:
            return  # the screens of staff are nobody's session
        if self.is_on:
            self.close(told=True)
            return
        visit.begin_talking()
        self.open(Mode.ONCE)

    def open(self, mode: Mode) -> None:
        """Listen, for one phrase or for the session."""
        if self._visit.over or not self._visit.unlocked:
            return
        self.doing.ladder.reset()
        was, self.mode = self.mode, mode
        self._visit.voice.stop()
        self.grammar.look(anew=True)
        if was is Mode.OFF:
            self._gate(on=False)
            self._send(channel.Listen(True))
            self._ear.open()
            if self.is_on and not self._ear.is_open:
                self._lose(self._why)  # as before: it says why only once
        if not self.is_on:
            return
        self._watch.start()
        self._restart_silence()
        self.say("voice-please" if mode is Mode.ONCE else "voice-session-on")
        self._front_shown()
        self.changed.emit()

    def close(self, *, told: bool = False) -> None:
        """Listen no more; `told` says so aloud."""
        if not self.is_on:
            return
        self.mode = Mode.OFF
        for timer in (self._silence, self._longest, self._watch):
            timer.stop()
        self._ear.close()
        self._send(channel.Listen(False))
        self.drop_question()
        self.doing.hide_numbers()
        self._show(Hearing.OFF)
        if told:
            self.say("voice-closed")
        self.changed.emit()

    def end(self) -> None:
        """The session is over: nothing is heard any more."""
        self.close()
        self.asides.take_away()

    def headphones(self) -> None:
        """Headphones were plugged in or out: with them nobody needs to wait, and listening is offered once."""
        self._gate(on=self._visit.voice.is_speaking and not self.private)
        self._offer()

    def _offer(self) -> None:
        """Offer to listen to those who hear privately; never without their *yes*."""
        visit = self._visit
        if not self.private or self._offered or not visit.begun or visit.over or self.is_on or visit.panel:
            return
        if visit.window.overlay is None and self.asides.sheet is None:
            self._offered = True
            self.ask("voice-offer", "hearing", lambda: self.open(Mode.SESSION))

    # ---- what the shell tells ------------------------------------------------------------------------------------

    def page_shown(self) -> None:
        """Another page is there, perhaps with other strips: what was asked about the one before is void."""
        button = self._visit.bottom().talk
        if button is not None and button is not self._button:
            self._button = button
            button.struck.connect(self.talk)
            button.show_hearing(self.hearing)
        self.drop_question()
        self.asides.take_away()
        self.doing.hide_numbers()
        if self._visit.over:
            return
        self._offer()
        if self.is_on:
            self.grammar.look()
            self._front_shown()

    def covering(self) -> None:
        """Covered: one tap is over; the session hears how to uncover and to end, and nothing else."""
        self.drop_question()
        self.asides.take_away()
        self.doing.hide_numbers()
        if self._visit.covers.covered and self.mode is Mode.ONCE:
            self.close()
        elif self.is_on:
            self.grammar.look()

    def _front_shown(self) -> None:
        """Read a question aloud that *yes* would answer, and say why a hidden field cannot be dictated."""
        page = front(self._visit.window.top_screen())
        if isinstance(page, ConfirmRenderer):
            self._read_question(page)
        elif entering.can_take(page) is None or page is self._withheld:
            return
        elif entering.free(page, private=self.private) is None:
            self._withheld = page
            self.say("voice-private-field")

    def _read_question(self, page: Renderer) -> None:
        self._read_back = page
        self._visit.announce([*page.spoken(), self._visit.texts.speech("voice-say-yes-no")])

    # ---- what the ear says ---------------------------------------------------------------------------------------

    def _speaking(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        """The terminal must not hear itself; with headphones it cannot."""
        self._gate(on=on and not self.private)

    def _gate(self, *, on: bool) -> None:
        if on is not self._gated:
            self._gated = on
            self._ear.gate(on=on)

    def _ear_changed(self, state: str) -> None:
        if not self.is_on or state not in _STATES:
            return
        self._show(_STATES[state])
        if self.hearing is Hearing.LISTENING:
            self._restart_silence()
        else:
            self._silence.stop()

    def _unavailable(self, reason: str) -> None:
        if reason in _POOR:
            self.say("voice-poor")
        else:
            self._lose(_LOST.get(reason.partition(":")[0], "voice-failed"))

    def _lose(self, why: str) -> None:
        """Nothing can be heard: say why, and show it until somebody tries again."""
        self._why = why
        self.close()
        self._show(Hearing.LOST)
        self.say(why)

    def _leveled(self, level: int) -> None:
        if self._button is not None:
            self._button.show_level(level)
        if level >= _SPEECH_LEVEL and self._silence.isActive():
            self._silence.start()

    def _show(self, hearing: Hearing) -> None:
        self.hearing = hearing
        if self._button is not None:
            self._button.show_hearing(hearing)

    def _restart_silence(self) -> None:
        once = self.mode is Mode.ONCE
        self._silence.stop()
        self._longest.stop()
        if self.hearing is Hearing.LISTENING and (once or (self.is_on and self.asked is not None)):
            self._silence.start()
        if once:
            self._longest.start()

    def _silent(self) -> None:
        """Nobody said anything: that is no *yes*."""
        asked = self.asked is not None
        if asked:
            self.drop_question()
            self.say("voice-not-done")
        if self.mode is Mode.ONCE:
            self.close(told=not asked)

    def _missed(self) -> None:
        if self.is_on and not self._visit.covers.covered:
            self.doing.missed()

    def _heard(self, phrase: str) -> None:
        if not self.is_on or self._visit.over:
            return
        self._send(channel.Activity())
        if self._visit.voice.is_speaking:
            self._visit.voice.stop()  # spoken over with headphones
        self._restart_silence()
        page = front(self._visit.window.top_screen())
        said = self.grammar.known.get(phrase)
        if said is not None:
            self.doing.ladder.reset()
            self._take(said, page)
        elif self.asides.sheet is None and entering.take(page, phrase):
            self.doing.ladder.reset()
            if entering.asks_back(page):
                self._check(page, page.confirm)
        self.grammar.look()

    def _take(self, said: Said, page: Renderer) -> None:
        """Do what was said, or ask back first."""
        own = isinstance(page, ConfirmRenderer) and said.do == page.buttons[0].strike
        if said.weighty and not (own and page is self._read_back):
            if own:
                self._read_question(page)
            else:
                numbers = self.doing.shown_numbers
                what = (numbers.name(said.phrase) if numbers is not None else "") or said.phrase
                self.doing.hide_numbers()
                self.ask("voice-really", "question_mark", said.do, what=what)
            return
        if entering.sends(page, said.do) and entering.written(page, private=self.private):
            self._check(page, said.do)
            return
        listed = self.asides.sheet
        own_words = {tidy(phrase) for phrase in listed.commands()} if listed is not None else set()
        if self.asked is None and said.shown and said.phrase not in own_words:
            self.asides.take_away()
        kept = self.doing.shown_numbers
        said.do()
        if kept is not None and self.doing.shown_numbers is kept:
            self.doing.hide_numbers()
        self._after(said, page)

    def _after(self, said: Said, page: Renderer) -> None:
        """One phrase is done: listen no more, unless it is for the session or something is left to be answered."""
        now = front(self._visit.window.top_screen())
        open_ = self.asked is not None or self.asides.sheet is not None or self.doing.shown_numbers is not None
        if self.mode is not Mode.ONCE or open_ or now is self._read_back or entering.can_take(now) is not None:
            return
        self.close()
        if now is page and not self._visit.over and not self._visit.voice.is_speaking:
            self._visit.announce([said.phrase])

    # ---- asking back -------------------------------------------------------------------------------------------

    def _check(self, page: Renderer, do: Callable[[], object]) -> None:
        """Read back what was entered, before it is taken."""

        def taken() -> None:
            if front(self._visit.window.top_screen()) is page:
                do()

        self.ask("voice-check", "record_voice_over", taken, what=entering.written(page, private=self.private))

    def ask(self, key: str, icon: str, do: Callable[[], object], *, what: str = "") -> None:
        """Ask, aloud and on the screen; *yes* does it, *no*, *stop* and silence do not."""
        sheet = asides.question(self._visit.context(whole=True), key, icon, what=what)
        self.asides.lay(sheet, self._answered)
        self.asked = do
        self._visit.announce([*sheet.spoken(), self._visit.texts.speech("voice-say-yes-no")])
        if self.is_on:
            self.grammar.look()

    def _answered(self, value: object) -> None:
        do, self.asked = self.asked, None
        self.asides.take_away()
        if value == asides.YES and do is not None:
            do()
        elif self.is_on:
            self.say("voice-not-done")

    def drop_question(self) -> None:
        """Take back what was asked, undone."""
        if self.asked is not None:
            self.asked = None
            self.asides.take_away()
