"""What helps with a page: the field that is typed into, numbers to choose by, reading, moving, hiding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.visitor.browser.bridge import Bridge, Said, act_of, names_of, privacy_words, room_of, said_of
from kiosk.visitor.browser.field import PageField, PageTarget, strike
from kiosk.visitor.privacy import Privacy

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage

    from kiosk.visitor.browser.field import Field
    from kiosk.visitor.browser.view import WebView

NUMBERS_MOST = 300
_KEYS = {"enter": (Qt.Key.Key_Return, "\r"), "space": (Qt.Key.Key_Space, " ")}
_SETTLE_MS = 60
"""So long the engine takes to send keys to another frame once the focus is there."""

_QUIET_MS = 250


class Aids(QObject):
    """Serves one view. `numbered` says that numbers are shown or gone, `known` that `room` or `conceals` changed."""

    numbered = Signal()
    known = Signal()

    def __init__(self, view: WebView, page: QWebEnginePage) -> None:
        super().__init__(view)
        self._view = view
        self.bridge = Bridge(page)
        self.field = PageField(view, self)
        self.names: list[str] = []
        """Names of what is numbered: the first one has number 1."""
        self.conceals = False
        """There is a hidden field that can be shown."""
        self.room = (False, False)
        """Whether there is more of the page above and below."""
        self._places: list[tuple[QWebEngineFrame, int]] = []
        self._round = 0
        self._privacy = Privacy()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_QUIET_MS)
        self._soon.timeout.connect(self._look)
        view.touched.connect(self._touched)
        self.field.came.connect(self._stir)
        for signal in (page.contentsSizeChanged, page.scrollPositionChanged, page.loadFinished):
            signal.connect(self._stir)
        page.loadStarted.connect(self._left)

    def target(self, field: Field) -> PageTarget:
        """Give what the keyboard types into."""
        return PageTarget(self._view, field)

    def strike(self, key: int, text: str) -> None:
        """Strike a key in the page."""
        strike(self._view, key, text)

    # ---- numbers -------------------------------------------------------------------------------------------------

    def number(self) -> None:
        """Show a number beside everything that can be chosen, frame after frame."""
        self._round += 1
        names: list[str] = []
        self._places = []
        frames = self.bridge.frames()
        turn = self._round

        def ask(at: int) -> None:
            if turn != self._round:
                return
            if at == len(frames) or len(names) >= NUMBERS_MOST:
                self.names = names
                self.numbered.emit()
                return
            first, most = len(names) + 1, NUMBERS_MOST - len(names)

            def take(answers: list[object]) -> None:
                found = names_of(answers[0])[:most]
                names.extend(found)
                self._places.extend((frames[at], index) for index in range(len(found)))
                ask(at + 1)

            self.bridge.ask([frames[at]], f"numbers({first}, {most})", take)

        ask(0)

    def unnumber(self) -> None:
        """Take the numbers away."""
        self._round += 1
        if self.names:
            self.names, self._places = [], []
            self.bridge.tell("unnumber()")
            self.numbered.emit()

    def choose(self, number: int) -> None:
        """Choose what has a number."""
        if not 1 <= number <= len(self._places):
            return
        frame, index = self._places[number - 1]
        self._view.setFocus()
        self.bridge.ask([frame], f"choose({index})", lambda answers: self._finish(act_of(answers[0])))
        self.unnumber_later(frame)

    def unnumber_later(self, frame: QWebEngineFrame) -> None:
        """Forget the numbers; the frame that was chosen in has taken its own away."""
        for other in {id(one): one for one, _ in self._places if one is not frame}.values():
            other.runJavaScript("stadtteil.unnumber()", 1)
        self.names, self._places = [], []
        self._round += 1
        self.numbered.emit()

    def _finish(self, act: str) -> None:
        """Strike the key that does the rest: for the page it is the visitor's own."""
        self.field.touched()
        if act in _KEYS:
            key, text = _KEYS[act]
            QTimer.singleShot(_SETTLE_MS, self, lambda: strike(self._view, key, text))

    def _stir(self) -> None:
        """Look soon; a page that never rests is looked at all the same."""
        if not self._soon.isActive():
            self._soon.start()

    def _left(self) -> None:
        """Another page comes: nothing of this one holds."""
        self.field.done()
        self.unnumber()
        self._know(conceals=False, room=(False, False))

    def _touched(self) -> None:
        self._stir()
        if self.names:
            self.unnumber()

    # ---- reading, moving, hiding ---------------------------------------------------------------------------------

    def read(self, take: Callable[[list[Said]], None]) -> None:
        """Give what the page says, in reading order; parts of it in frames come last."""

        def taken(answers: list[object]) -> None:
            take([one for answer in answers for one in said_of(answer)])

        self.bridge.ask_all("read()", taken)

    def here(self, take: Callable[[list[Said]], None]) -> None:
        """Give what has the focus in the page; nothing where nothing has."""

        def taken(answers: list[object]) -> None:
            take([one for answer in answers for one in said_of(answer)])

        self.bridge.ask_all("here()", taken)

    def move(self, way: int) -> None:
        """Move the page by the larger part of what is seen; numbers go along."""
        numbered = bool(self.names)

        def moved(answer: object) -> None:
            self._know(conceals=self.conceals, room=room_of(answer))
            if numbered:
                self.number()

        self.bridge.ask_main(f"move({1 if way > 0 else -1})", moved)

    def show_field(self) -> None:
        """Bring the field into sight."""
        self.bridge.tell("showField()")

    def set_privacy(self, privacy: Privacy) -> None:
        """Hide from now on what is to be hidden."""
        if privacy_words(privacy) != privacy_words(self._privacy):
            self._privacy = privacy
            self.bridge.set_privacy(privacy)

    def _look(self) -> None:
        """Look what the page has."""

        def conceals(answers: list[object]) -> None:
            self._know(conceals=any(answer is True for answer in answers), room=self.room)

        self.bridge.ask_all("conceals()", conceals)
        self.bridge.ask_main("room()", lambda answer: self._know(conceals=self.conceals, room=room_of(answer)))

    def _know(self, *, conceals: bool, room: tuple[bool, bool]) -> None:
        if (conceals, room) != (self.conceals, self.room):
            self.conceals, self.room = conceals, room
            self.known.emit()
