"""What a visitor does with pages besides reading them: print, keep files for the session, carry them to a stick.

Takes the answers of the screens in `kiosk.visitor.render.web_files` and says which one is next, by `Browser.aside`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.visitor.browser.files import Entry, Folder
from kiosk.visitor.browser.requests import OnStick, StickFile, StickList
from kiosk.visitor.browser.states import (
    Aside,
    Ask,
    Asking,
    Coming,
    Copying,
    Kind,
    Listing,
    Looking,
    Making,
    Menu,
    Moving,
    NotSaved,
    Paper,
    Printing,
    Saved,
    Told,
    Viewing,
)

if TYPE_CHECKING:
    from kiosk import channel
    from kiosk.visitor.browser.browser import Browser
    from kiosk.visitor.browser.carrier import Carrier
    from kiosk.visitor.browser.downloads import Downloads
    from kiosk.visitor.browser.pdf import Papers
    from kiosk.visitor.outside import Outside

PAGE, FILES, PRINT, AGAIN, LOOK, COPY, DELETE, CANCEL, STICK, DONE = (
    *("page", "files", "print", "again", "look", "copy", "delete", "cancel", "stick", "done"),
)
_SHEETS = ".seite.pdf"
"""The page as sheets; hidden, for it is no download."""


class Errands(QObject):
    """`offered` says that a question for files has other ones to choose from."""

    offered = Signal()

    def __init__(self, browser: Browser, web: channel.Web, folder: Path, outside: Outside) -> None:
        super().__init__()
        self.browser, self.web = browser, web
        self.folder = Folder(folder, web.downloads)
        self._outside = outside
        self._downloads: Downloads | None = None
        self._carrier: Carrier | None = None
        self.chosen: list[str] = []
        self.stick: OnStick | None = None
        self.moving: Moving | None = None
        browser.print_wanted.connect(self.print_page)
        browser.file_asked.connect(self._begin_choice)

    # ---- parts that need the engine, made when they are wanted ----------------------------------------------------

    @property
    def downloads(self) -> Downloads:
        """Downloads of this session."""
        if self._downloads is None:
            from kiosk.visitor.browser.downloads import Downloads  # noqa: PLC0415 - the engine is imported when wanted

            self._downloads = Downloads(self.folder, self)
            self._downloads.told.connect(self._download_told)
        return self._downloads

    @property
    def carrier(self) -> Carrier:
        """What carries things over the channel."""
        if self._carrier is None:
            from kiosk.visitor.browser.carrier import Carrier  # noqa: PLC0415

            self._carrier = Carrier(self._outside, self._carried, self)
        return self._carrier

    def papers(self, path: str, kind: str) -> Papers:
        """Open a file to be looked at page by page."""
        from kiosk.visitor.browser.pdf import Papers  # noqa: PLC0415

        return Papers(Path(path), kind)

    def download(self, request: object) -> None:
        """Take a download that a page begins."""
        self.downloads.take(request)  # type: ignore[arg-type] # its type is the engine's, which may not be imported yet

    # ---- menu and files ------------------------------------------------------------------------------------------

    def menu(self) -> None:
        """Show what can be done with the page."""
        self.browser.aside(Menu())

    def _download_told(self, what: Saved | NotSaved | Coming) -> None:
        """Show how a download goes; who reads on meanwhile is not called away again before its end."""
        if isinstance(what, NotSaved) and what.reason == "cancelled":
            self.browser.resume()
        elif not isinstance(what, Coming) or what.percent in {0, None} or isinstance(self.browser.state, Coming):
            self.browser.aside(what)

    def entry(self, name: str) -> Entry:
        """Give a download by name."""
        return next((one for one in self.folder.entries() if one.name == name), Entry(name, 0))

    def take(self, answer: object) -> None:  # noqa: C901 - one case for each screen
        """Take the answer of the screen that is shown."""
        state = self.browser.state
        if answer == PAGE:
            self.browser.resume()
        elif answer == FILES:
            self.browser.aside(Listing())
        elif isinstance(state, Menu):
            if answer == PRINT:
                self.print_page()
            else:
                self.browser.resume()
                self.browser.again()
        elif isinstance(state, Coming):
            self.downloads.cancel()
        elif isinstance(state, Listing):
            self.browser.aside(Looking(str(answer)))
        elif isinstance(state, (Saved, Looking, Viewing)):
            self._with_file(state.name, answer)
        elif isinstance(state, Paper) and isinstance(answer, tuple):
            self.carrier.print(self.papers(state.path, state.kind), list(answer))
        elif isinstance(state, Copying):
            self.carrier.store(self.folder.place(state.name))
        elif isinstance(state, (Printing, Moving)):
            self.carrier.stop()
            self.browser.resume()

    def _with_file(self, name: str, answer: object) -> None:
        entry = self.entry(name)
        if answer == LOOK:
            self.browser.aside(Viewing(name))
        elif answer == PRINT:
            self._paper(Paper(name, str(self.folder.path / name), entry.kind))
        elif answer == COPY:
            self.browser.aside(Copying(name))
        elif answer == DELETE:
            self.folder.delete(name)
            self.downloads.may_try_again()
            self.browser.aside(Listing())

    # ---- paper ---------------------------------------------------------------------------------------------------

    def print_page(self) -> None:
        """Make the page into sheets and show them; without a printer say so."""
        page = self.browser.view.page() if self.browser.view is not None else None
        if page is None or isinstance(self.browser.state, Making):
            return
        if self.web.pages is None:
            self.browser.aside(Told("web-no-printer"))
            return
        self.folder.path.mkdir(mode=0o700, exist_ok=True)
        self.browser.aside(Making())
        page.printToPdf(self._sheets)

    def _sheets(self, data: object) -> None:
        if not isinstance(self.browser.state, Making):
            return
        raw = bytes(data.data()) if hasattr(data, "data") else b""
        if not raw or len(raw) > self.folder.limit:
            self.browser.aside(Told("web-not-printable"))
            return
        path = self.folder.path / _SHEETS
        path.write_bytes(raw)
        self._paper(Paper("", str(path), "pdf"))

    def _paper(self, paper: Paper) -> None:
        if self.web.pages is None:
            self.browser.aside(Told("web-no-printer"))
        else:
            self.browser.aside(paper)

    # ---- files for a page ----------------------------------------------------------------------------------------

    def _begin_choice(self) -> None:
        self.chosen, self.stick, self.moving = [], None, None

    def _carried(self, what: Aside) -> None:
        """Show how carrying goes; while a page waits for files, within its question."""
        if not isinstance(self.browser.state, Asking):
            self.browser.aside(what)
            return
        self.moving = what if isinstance(what, Moving) else None
        if isinstance(what, Told):
            self.stick = OnStick("none", (), writable=False, more=False)
        self.offered.emit()

    def choose(self, answer: object) -> None:
        """Take a choice for the page that waits for files."""
        state = self.browser.state
        if not isinstance(state, Asking) or state.ask.kind is not Kind.FILES:
            return
        if answer == STICK:
            self._outside.ask(StickList(), "", self._on_stick)
        elif answer == DONE:
            self.browser.answer(tuple(self.chosen))
        elif isinstance(answer, StickFile):
            self._fetch(answer, state.ask)
        elif isinstance(answer, str) and answer:
            self._chosen(answer, state.ask)
        elif self.stick is not None:
            self.stick = None
            self.offered.emit()
        else:
            self.browser.answer(None)

    def _on_stick(self, answer: object) -> None:
        self.stick = answer if isinstance(answer, OnStick) else OnStick("none", (), writable=False, more=False)
        self.offered.emit()

    def _fetch(self, file: StickFile, ask: Ask) -> None:
        if self.folder.full or file.size > self.folder.room:
            self.stick = OnStick("too-big", (), writable=False, more=False)
            self.offered.emit()
            return
        name = self.folder.new_name(file.name)
        self.carrier.fetch(file.id, file.size, self.folder.path / name, lambda: self._fetched(name, ask))

    def _fetched(self, name: str, ask: Ask) -> None:
        self.moving = self.stick = None
        self._chosen(name, ask)

    def _chosen(self, name: str, ask: Ask) -> None:
        self.chosen.append(str(self.folder.path / name))
        if ask.many:
            self.offered.emit()
        else:
            self.browser.answer(tuple(self.chosen))
