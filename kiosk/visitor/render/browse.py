"""A web page between the strips, or what has to be said in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.flow.steps import Browse
from kiosk.visitor import notices
from kiosk.visitor.browser.states import Aside, Asking, Blank, Failed, Kind, Page
from kiosk.visitor.privacy import Privacy
from kiosk.visitor.render.base import Context, Extra, Heading, Renderer
from kiosk.visitor.render.web_ask import ask_screen
from kiosk.visitor.render.web_desk import WebDesk
from kiosk.visitor.render.web_failed import AGAIN, LEAVE, failed_screen
from kiosk.visitor.render.web_files import aside_screen, files_screen
from kiosk.visitor.render.web_read import spoken

_LOW_MM = 130
"""A page lower than this has narrow margins above and below."""


class BrowseRenderer(Renderer):
    """Gives the browser's view its place. The page lives on in the browser when this one is made anew."""

    full = True

    def __init__(self, step: Browse, context: Context) -> None:
        super().__init__(step, context, Heading(None, context, title="", body=""))
        assert context.browser is not None
        browser = self.browser = context.browser
        self._inner: Renderer | None = None
        self._desk: WebDesk | None = None
        self._reads = False
        browser.changed.connect(self._show)
        self._errands = context.errands
        if context.errands is not None:
            context.errands.offered.connect(self._show)
        browser.told.connect(lambda what: self.announce.emit([self.texts.text(f"web-told-{what}")]))
        if isinstance(browser.state, Blank):
            browser.open(step.address, step.words)
        self._show()

    # ---- what is shown -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the page, or the screen that stands in its place."""
        if self._inner is not None:
            self._inner.let_go()
            for part in (self._inner.heading, self._inner):
                part.hide()
                part.deleteLater()
            self._inner = None
        page = isinstance(self.browser.state, (Page, Blank))
        if self._reads and self.browser.state != Page():
            self._reads = False
            self.announce.emit([])  # another page comes: what is being read is of the old one
        self._take_view(shown=page)
        if not page:
            self._inner = self._make()
            self._inner.heading.setParent(self)
            self._inner.setParent(self)
            self._inner.heading.show()
            self._inner.show()
        self._place()
        if self._inner is not None:
            self.announce.emit(self._inner.spoken())

    @property
    def inner(self) -> Renderer | None:
        """The screen that stands in the page's place."""
        return self._inner

    def _take_view(self, *, shown: bool) -> None:
        view, aids = self.browser.view, self.browser.aids
        if self._desk is not None and self._desk.view is not view:
            self._drop_desk()
        if view is not None and aids is not None and self._desk is None:
            aids.set_privacy(self.privacy)
            self._desk = WebDesk(self.context, view, aids, self)
            self._desk.changed.connect(self.concealing)
            self._desk.changed.connect(self.edited)
            self._desk.announced.connect(self.announce)
        if self._desk is not None:
            self._desk.setVisible(shown)
        self.concealing.emit()

    def _drop_desk(self) -> None:
        if self._desk is not None:
            self._desk.let_go()
            self._desk.hide()
            self._desk.deleteLater()
            self._desk = None

    def _make(self) -> Renderer:
        state = self.browser.state
        errands = self._errands
        if errands is not None and isinstance(state, Asking) and state.ask.kind is Kind.FILES:
            offer = files_screen(state.ask, self.context, errands)
            offer.answered.connect(errands.choose)
            return offer
        if errands is not None and isinstance(state, Aside):
            aside = aside_screen(state, self.context, errands)
            aside.answered.connect(errands.take)
            return aside
        if isinstance(state, Asking):
            screen = ask_screen(state.ask, self.context)
            screen.answered.connect(self.browser.answer)
            return screen
        assert isinstance(state, Failed)
        failed = failed_screen(state, self.context)
        failed.answered.connect(self._after_failure)
        return failed

    def _after_failure(self, value: object) -> None:
        if value == AGAIN:
            self.browser.again()
        elif (value == LEAVE and not self.browser.back()) or value == notices.HOME:
            self.answered.emit(None)

    def let_go(self) -> None:
        """Give the view back, unseen, before this screen is thrown away."""
        self._drop_desk()

    # ---- arrangement -------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give everything its place."""
        self._place()

    def arrange(self) -> None:
        """Place the inner screen anew, since its heading has another height."""
        self._place()

    def _place(self) -> None:
        if self._desk is not None:
            self._desk.setGeometry(self.rect())
        if self._inner is None:
            return
        metrics = self.look.metrics
        margin, pad = metrics.margin, metrics.mm(5 if self.height() * metrics.pixel_mm > _LOW_MM else 3)
        inner = self.width() - 2 * margin
        height = self._inner.heading.height_for(inner)
        self._inner.heading.setGeometry(margin, pad, inner, height)
        top = pad + height + pad
        if self.look.low:
            top = min(max(top, metrics.low_top), self.height() - pad - self._inner.low_height())
        self._inner.setGeometry(margin, top, inner, max(1, self.height() - pad - top))

    # ---- seen, heard, said, driven -----------------------------------------------------------------------------

    def back(self) -> bool:
        """Go back in the page's history; False where the step itself is to be left."""
        return self.browser.back()

    def spoken(self) -> list[str]:
        """What stands in the page's place; the page itself is read by `Shell.read`."""
        return self._inner.spoken() if self._inner is not None else []

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """What can be said to the page, or to the screen that stands in its place."""
        if self._inner is not None:
            return self._inner.commands()
        return self._desk.commands() if self._desk is not None else {}

    def read(self, take: Callable[[list[tuple[str, str]]], None]) -> bool:
        """Read the page itself aloud, where one is shown."""
        if self._inner is not None or self._desk is None:
            return False
        self._reads = True
        self._desk.aids.read(lambda said: take(spoken(said, self.texts)))
        return True

    # ---- hidden --------------------------------------------------------------------------------------------------

    def conceals(self) -> bool:
        """Whether the page has a hidden field that can be shown."""
        if self._inner is not None:
            return self._inner.conceals()
        return self._desk is not None and self._desk.aids.conceals

    def set_privacy(self, privacy: Privacy) -> None:
        """Hide in the page too."""
        super().set_privacy(privacy)
        if self._desk is not None:
            self._desk.aids.set_privacy(privacy)
        if self._inner is not None:
            self._inner.set_privacy(privacy)

    def parts(self) -> list[QWidget]:
        """The spotlight within a page is the page's own."""
        return self._inner.parts() if self._inner is not None else []

    def first_part(self) -> QWidget:
        """The part of the screen that stands in the page's place."""
        return self._inner.first_part() if self._inner is not None else self.heading

    def extra(self) -> Extra | None:
        """Numbers beside what can be chosen."""
        if self._inner is not None or self._desk is None:
            return None
        key = "web-numbers-off" if self._desk.aids.names else "web-numbers"
        return Extra(self.texts.text(key), "pin", self._desk.number)

    def busy(self) -> bool:
        """A field of the page is being filled, or a question of the page waits."""
        if self._inner is not None:
            return isinstance(self.browser.state, Asking)
        return self._desk is not None and self._desk.keys is not None

    def drive(self, answer: object) -> None:
        """Leave the page."""
        self.answered.emit(answer)

    def hinders(self) -> bool:
        """Keys belong to the page while one is shown."""
        return self._inner is None or self._inner.hinders()

    def owns(self, focus: QWidget) -> bool:
        """The page has its own keys, and so have the numbers beside it."""
        desk = self._desk if self._inner is None else None
        return desk is not None and (focus is desk or desk.view.isAncestorOf(focus) or focus is desk.view)

    def walk(self, step: int, *, sideways: bool) -> bool | None:
        """Go from link to link."""
        return None if self._desk is None else self._desk.walk(step, sideways=sideways)

    def walked(self, take: Callable[[list[tuple[str, str]]], None]) -> None:
        """Give the words of the link or field that has the focus."""
        if self._desk is not None:
            self._desk.aids.here(lambda said: take(spoken(said, self.texts)) if said else None)

    def focus_first(self) -> None:
        """Put the keyboard focus into the page."""
        if self._inner is not None:
            self._inner.focus_first()
        elif self.browser.view is not None:
            self.browser.view.setFocus()
