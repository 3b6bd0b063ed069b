"""One visit from welcome to end: decides which page is shown, and carries what is touched to where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QSize, QTimer, Signal

from kiosk import channel
from kiosk.flow.states import Asking, Broken, Stuck
from kiosk.flow.steps import Print, Problem
from kiosk.look.style import Look
from kiosk.texts import Texts
from kiosk.visitor import assistive, notices, privacy_panel, welcome
from kiosk.visitor.blinds import Blinds
from kiosk.visitor.bottom_strip import BottomStrip
from kiosk.visitor.browser.strip import WebStrip
from kiosk.visitor.browsing import Browsing, is_browsing
from kiosk.visitor.cards import Cards
from kiosk.visitor.choices import Choices
from kiosk.visitor.covers import Covers
from kiosk.visitor.ear import Ear
from kiosk.visitor.hands import Hands
from kiosk.visitor.headphones import Headphones
from kiosk.visitor.helpcall import HelpCalls
from kiosk.visitor.journey import Journey
from kiosk.visitor.outside import Outside, new_id
from kiosk.visitor.panels import Panels
from kiosk.visitor.printing import bitmap
from kiosk.visitor.privacy import PrivacyScreen
from kiosk.visitor.render.base import Context, Renderer
from kiosk.visitor.screening import Screening
from kiosk.visitor.screens import page
from kiosk.visitor.signs import Signs
from kiosk.visitor.talk.talking import Talking
from kiosk.visitor.terminal import Terminal
from kiosk.visitor.top_strip import TopStrip
from kiosk.visitor.unspoken import Unspoken
from kiosk.visitor.voice import Voice
from kiosk.visitor.wardrobe import Wardrobe
from kiosk.visitor.window import Window
from kiosk.visitor.wiring import connect


class Shell(QObject):
    """The visit. `ended` fires when the visitor ends it: then no input counts; `shown` with every new page."""

    ended = Signal()
    shown = Signal()
    begun = unlocked = over = False
    _early: Any = None

    def __init__(
        self,
        terminal: Terminal,
        window: Window,
        send: Callable[[msgspec.Struct], None],
        voice: Voice,
        size: QSize,
        now: Callable[[], float],
        browsing: Callable[[Outside], Browsing | None] = lambda _outside: None,
        ear: Ear | None = None,
    ) -> None:
        super().__init__()
        setup = terminal.setup
        self.terminal, self.window, self.voice = terminal, window, voice
        self._send = send
        self._size = size
        self._wardrobe = Wardrobe(terminal, size, now)
        self.choices = Choices(locale=setup.locales[0], theme=setup.theme)
        self.outside = Outside(send)
        self.browsing = browsing(self.outside)
        self.help = HelpCalls(self.outside, terminal, new_id)
        visit = lambda scanned: terminal.visit(new_id, self.choices.locale, scanned)  # noqa: E731 - of the moment
        self.journey = Journey(self.outside, visit, self._printed)
        self.cards = Cards(self, setup.locales, self._printed, new_id)
        self.privacy = PrivacyScreen()
        self.blinds = Blinds(setup, self.outside, self.privacy, new_id)
        self.headphones = Headphones(self, setup)
        self.unspoken = Unspoken(self, setup.locales, self.fetch_help)
        self.covers = Covers(window, self)
        self.screening = Screening(self, send)
        self.talking = None if ear is None else Talking(self, ear, send, now)
        self.panels = self._panels()
        self.hands = Hands(self, now)
        self.signs = Signs(self, setup.signs, terminal.make_film)
        connect(self)
        self.dress()

    def _panels(self) -> Panels:
        setup = self.terminal.setup
        sample = lambda: [self.texts.speech("adjust-sample")]  # noqa: E731 - in the language of the moment
        return Panels(setup.locales, self.help, self.voice, lambda: self.choices, sample, cards=setup.cards)

    # ---- look --------------------------------------------------------------------------------------------------

    @property
    def texts(self) -> Texts:
        """The words of the chosen language."""
        return self.words(self.choices.locale)

    def words(self, locale: str) -> Texts:
        """Give the words of a language."""
        return self._wardrobe.words(locale)

    @property
    def look(self) -> Look:
        """The chosen look on this screen."""
        return self._wardrobe.look(self.choices)

    def context(self, *, whole: bool = False, title: str = "") -> Context:
        """What a page is given."""
        latest = self.journey.runner.latest
        context = self._wardrobe.context(self.choices, self.window.space(whole=whole), title, latest)
        return replace(context, signs=self.signs, privacy=self.privacy.now)

    def dress(self) -> None:
        """Make the strips and the page anew: another language, size or theme."""
        look = self.look
        bare = self._wardrobe.context(self.choices, self._size, "", self.journey.runner.latest)
        top, bottom = TopStrip(bare), BottomStrip(bare, talks=self.talking is not None)
        web = WebStrip(bare) if self.browsing is not None else None
        self._tops = (top, web)
        self.window.stage.resize(self._size)
        self.window.dress(look, top, bottom, web)
        if self.browsing is not None and web is not None:
            web.chosen.connect(self.strip)
            self.browsing.dress(web, look)
        top.chosen.connect(self.strip)
        bottom.help_wanted.connect(self.fetch_help)
        top.set_speaking(on=self.voice.is_speaking)
        self.screening.dressed()
        self.note()
        self.show_page()

    # ---- pages -------------------------------------------------------------------------------------------------

    def show_page(self) -> None:
        """Show the page that belongs to where the visitor is."""
        if self.over:
            return
        self.privacy.conceal()
        if self.browsing is not None and self.begun:
            self.browsing.follow(self.journey.state)
        top, web = self._tops
        on_page = web is not None and self.begun and not self.panel and is_browsing(self.journey.state)
        self.window.use_top(web if web is not None and on_page else top)
        screen = self._make()
        screen.answered.connect(self._answered)
        screen.announce.connect(self.announce)
        screen.edited.connect(lambda: self._keep_draft(screen))
        self.top().show_first("back" if self.panel else self.journey.first)
        self.window.show_screen(screen)
        self.screening.page_shown()
        assistive.announce(self.window, screen.heading.spoken())
        self.hands.page_shown(screen)
        self.shown.emit()

    def _make(self) -> Renderer:
        setup = self.terminal.setup
        if not self.begun:
            return welcome.Welcome(self.context(whole=True), setup.site, setup.locales, cards=setup.cards)
        panel = self.panels.page(self.context())
        if panel is not None:
            return panel
        service = self.journey.service
        title = self.texts.text(service.title) if service else ""
        context = replace(self.context(title=title), draft=self.journey.runner.draft)
        if self.browsing is not None:
            context = replace(context, browser=self.browsing.browser, errands=self.browsing.errands)
        return page(self.journey.state, context, self.terminal.phone)

    def _answered(self, value: Any) -> None:  # noqa: ANN401 - the answer of any step
        if self.over:
            return
        if not self.unlocked:
            self._early = value
        elif not self.begun:
            self._leave_welcome(value)
        elif self.panel:
            self.panels.take(value)
        elif isinstance(self.journey.state, Asking):
            self.journey.answer(value)
        elif isinstance(self.journey.state, Stuck) and value == notices.RETRY:
            self.journey.retry()
        elif isinstance(self.journey.state, (Stuck, Broken)) and value == notices.HOME:
            self.journey.home()

    def unlock(self) -> None:
        """The one before is proven gone: welcome may be left, also by what was touched meanwhile."""
        self.unlocked = True
        if self._early is not None and not self.begun:
            early, self._early = self._early, None
            self._answered(early)

    def _leave_welcome(self, value: str) -> None:
        self._begin()
        if value == welcome.GUIDE:
            self.choices = replace(self.choices, guided=True)
            self.panels.open("languages")
        elif value == welcome.ADJUST:
            self.panels.open("adjust")
        else:
            self.choose(replace(self.choices, locale=value))

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            self.hands.begin()
            self._send(channel.Begun())
            self.journey.begin()
            self.blinds.begin()

    def begin_talking(self) -> None:
        """Somebody who talks to welcome begins, with the languages."""
        if not self.begun:
            self._begin()
            self.panels.open("languages")

    def choose(self, choices: Choices) -> None:
        """Wear other choices."""
        self.choices = choices
        self.dress()

    def card_read(self, text: str) -> None:
        """Take what a scanner read: for the service, else it is a comfort card."""
        if self.unlocked and not self.over and (self.panel or not self.journey.scanned(text, self._begin)):
            self.cards.read(text)

    def card_taken(self, choices: Choices) -> None:
        """Wear what a card says."""
        self._begin()
        self.panels.name = ""
        self.choose(choices)

    def _printed(self, paper: Print) -> bytes:
        return bitmap(paper, self.choices.locale, self._wardrobe.words)

    # ---- panels and strips -------------------------------------------------------------------------------------

    @property
    def panel(self) -> str:
        """The name of the open panel, "" when none is."""
        return self.panels.name

    def strip(self, name: str) -> None:
        """Do what the top strip was touched for."""
        if self.over or not self.unlocked:
            return
        actions: dict[str, Callable[[], None]] = {
            "back": self._back,
            "home": self.journey.home,
            "language": lambda: self.panels.open("languages"),
            "adjust": lambda: self.panels.toggle("adjust"),
            "read": self.read,
            "privacy": lambda: self.panels.toggle("privacy"),
            "end": self.end,
            "more": self.browsing.more if self.browsing is not None else self._back,
        }
        actions[name]()

    def _back(self) -> None:
        if self.talking is not None and self.talking.asides.take_away():
            self.talking.drop_question()
        elif self.panel:
            self.panels.close()
        elif self.window.stage.page is None or not self.window.stage.page.back():
            self.journey.back()

    def read(self) -> None:
        """Read the page aloud, or stop."""
        if self.voice.is_speaking:
            self.voice.stop()
            return
        if self.window.top_screen().read(self._read_out):
            return
        whole = [*self.window.top_screen().spoken(), *self.top().spoken(), *self.bottom().spoken()]
        self.voice.say([words for words in whole if words], self.choices.locale)

    def _read_out(self, spoken: list[tuple[str, str]]) -> None:
        """Read what a page turned out to say."""
        if not self.covers.covered and not self.over:
            self.voice.announce(spoken)

    def announce(self, words: list[str]) -> None:
        """Say what came up while a page is shown, to those who listen; everybody gets the caption. Covered: nothing."""
        if not self.covers.covered:
            assistive.announce(self.window, words)
            self.voice.say(words, self.choices.locale)

    def speaking(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Show that something is said, or no longer; who listens is there."""
        self.top().set_speaking(on=on)
        self._send(channel.Activity(present=on))

    # ---- privacy -----------------------------------------------------------------------------------------------

    def cover(self) -> None:
        """Hide everything at once until the screen is touched."""
        if self.over or not self.begun:
            return
        self.voice.stop()
        self.covers.cover()
        if self.panel == "privacy":
            QTimer.singleShot(0, self, self.panels.close)  # what was touched is done, once the cover is painted

    def end(self) -> None:
        """End the session: cover everything, swallow everything, and say so."""
        self.over = True
        self._send(channel.End())
        self.voice.stop()
        self.covers.goodbye()
        self.ended.emit()

    # ---- help --------------------------------------------------------------------------------------------------

    def fetch_help(self) -> None:
        """Fetch a person, and show how it stands."""
        if self.over or not self.unlocked:
            return
        self._begin()
        self.covers.uncover()
        self.panels.open("help")
        self.help.start()

    def help_changed(self) -> None:
        """Say how the call for help stands."""
        self.note()
        if self.over or not self.begun:
            return
        if self.panel == "help":
            self.show_page()
        words = self.help.page(self.context()).told()
        assistive.announce(self.window, words)
        self.voice.say(words, self.choices.locale)

    def note(self) -> None:
        """Say in the bottom strip that somebody comes, what is hidden, or who helps here."""
        hidden = privacy_panel.what_is_on(self.privacy.now)
        self.bottom().set_note(notices.note(self.texts, self.help.note, hidden, self.terminal.helper_until))

    def site_changed(self) -> None:
        """The office's state changed, perhaps with other counters, whose titles are among the texts."""
        self._wardrobe.take_titles()
        self.note()
        if not self.begun:
            self.show_page()

    # ---- warning -----------------------------------------------------------------------------------------------

    def warn(self, warn: channel.Warn) -> None:
        """Ask whether somebody is still here, or say that the time is over."""
        if self.over or not self.begun:
            return
        self.covers.warn(warn)

    def warn_over(self) -> None:
        """Take the warning back."""
        if self.covers.warn_over():
            self.voice.stop()

    def more_time(self, message: channel.MoreTime) -> None:
        """Ask for more time."""
        self._send(message)
        self.warn_over()

    # ---- helpers -----------------------------------------------------------------------------------------------

    def number(self, number: int) -> None:
        """Take a number key, where it does not belong to a field."""
        if not self.window.top_screen().hinders() and not self.hands.number(number):
            self.window.top_screen().number(number)

    def refused(self, problem: Problem) -> None:
        """Show why an answer is not taken."""
        self.screen_do(lambda screen: screen.refuse(problem))

    def _keep_draft(self, screen: Renderer) -> None:
        if not self.panel:
            self.journey.runner.set_draft(screen.draft())

    def screen_do(self, action: Callable[[Renderer], object]) -> None:
        """Do something with the step's page, where it is shown."""
        screen = self.window.stage.page
        if screen is not None and not self.panel:
            action(screen)

    def top(self) -> TopStrip | WebStrip:
        """Give the strip above that is shown."""
        assert self.window.stage.top is not None
        return self.window.stage.top

    def bottom(self) -> BottomStrip:
        """Give the strip below."""
        assert self.window.stage.bottom is not None
        return self.window.stage.bottom
