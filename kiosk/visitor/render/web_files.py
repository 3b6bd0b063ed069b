"""Screens in the page's place: what can be done with it, files that came, printing, the visitor's stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.flow.steps import Choose, Option
from kiosk.visitor import notices
from kiosk.visitor.browser import errands as does
from kiosk.visitor.browser.requests import StickFile
from kiosk.visitor.browser.states import (
    Aside,
    Ask,
    Coming,
    Copying,
    Listing,
    Looking,
    Making,
    Menu,
    Moving,
    NotSaved,
    Paper,
    Printed,
    Printing,
    Saved,
    Told,
    Viewing,
)
from kiosk.visitor.render.blocks import Block
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.render.web_pdf import PagesRenderer

if TYPE_CHECKING:
    from kiosk.visitor.browser.errands import Errands
    from kiosk.visitor.browser.files import Entry
    from kiosk.visitor.render.base import Context, Renderer
    from kiosk.visitor.render.sheet import Action

_ICONS = {"pdf": "article", "picture": "visibility", "text": "article", "other": "description"}
_MOST_TEXT = 20_000


def aside_screen(state: Aside, context: Context, errands: Errands) -> Renderer:  # noqa: PLR0911, C901 - each state
    """Make the screen for a state; its answers are what `Errands.take` takes."""
    match state:
        case Menu():
            return _choose(context, "web-menu", _menu(errands))
        case Listing():
            files = tuple(Option(entry.name, icon=_icon(entry.kind), text=entry.name) for entry in _entries(errands))
            return _choose(context, "web-files", files) if files else _told(context, "web-no-files")
        case Looking(name):
            return _choose(context, "web-file", _file(errands, name), name=name)
        case Viewing(name):
            return _viewer(context, errands, name)
        case Paper(name, path, kind):
            return PagesRenderer(context, errands.papers(path, kind), errands.web.pages, name)
        case Saved(name):
            return _saved(context, errands, name)
        case Coming(name, percent):
            words = context.texts.text("web-percent", n=percent) if percent is not None else ""
            blocks = [Block(words)] if words else []
            cancel = notices.action(context, "web-coming-cancel", does.CANCEL, "close")
            return notices.notice(context, "web-coming", "download", [_page(context), cancel], blocks, name=name)
        case Making():
            return notices.notice(context, "web-making", "print", [_page(context)])
        case Printing(sheets, of):
            cancel = notices.action(context, "web-coming-cancel", does.CANCEL, "close")
            return notices.notice(context, "web-printing", "print", [cancel], n=sheets, of=of)
        case Copying(name):
            yes = notices.action(context, "web-copy-yes", does.COPY, "check", main=True)
            return notices.notice(context, "web-copy", "description", [yes, _page(context, main=False)], name=name)
        case _:
            return _end(state, context)


def _end(state: Aside, context: Context) -> Renderer:
    """Screens that say how something ended, or how far it is."""
    match state:
        case Moving(name, percent):
            cancel = notices.action(context, "web-coming-cancel", does.CANCEL, "close")
            blocks = [Block(context.texts.text("web-percent", n=percent))]
            return notices.notice(context, "web-moving", "hourglass_top", [cancel], blocks, name=name)
        case Printed(word, sheets, cents):
            icon = "check_circle" if word == "printed" else "warning"
            blocks = [Block(price(context, cents))] if cents else []
            return notices.notice(context, f"web-printed-{word}", icon, [_page(context)], blocks, n=sheets)
        case NotSaved(reason):
            files = notices.action(context, "web-to-files", does.FILES, "description")
            return notices.notice(context, f"web-not-saved-{reason}", "warning", [_page(context), files])
        case Told(key, name):
            return _told(context, key, name)
    raise TypeError(type(state).__name__)


def files_screen(ask: Ask, context: Context, errands: Errands) -> Renderer:
    """Make the screen for a page that waits for files; its answers are what `Errands.choose` takes."""
    if errands.moving is not None:
        return _end(errands.moving, context)
    options: list[Option] = []
    if errands.stick is not None:
        if errands.stick.state != "ok" or not errands.stick.files:
            state = errands.stick.state if errands.stick.state != "ok" else "empty"
            back = notices.action(context, "back", None, "arrow_back", main=True)
            return notices.notice(context, f"web-stick-{state}", "description", [back])
        options = [Option(str(file.id), icon="description", text=_long(file)) for file in errands.stick.files]
        screen = _choose(context, "web-stick-files", tuple(options))
        files = {str(file.id): file for file in errands.stick.files}
        return _Translated(screen.step, context, files)
    given = {path.rpartition("/")[2] for path in errands.chosen}
    entries = [entry for entry in _entries(errands) if entry.name not in given]
    options = [Option(entry.name, icon=_icon(entry.kind), text=entry.name) for entry in entries]
    if errands.chosen:
        options.insert(0, Option(does.DONE, key="web-give-done", icon="check", values={"n": len(errands.chosen)}))
    if errands.web.stick:
        options.append(Option(does.STICK, key="web-give-stick", icon="usb"))
    if not options:
        back = notices.action(context, "back", None, "arrow_back", main=True)
        return notices.notice(context, "web-give-nothing", "description", [back], host=ask.host)
    return _choose(context, "web-ask-files", tuple(options), host=ask.host)


class _Translated(ChooseRenderer):
    """Answers with the file itself instead of its number."""

    def __init__(self, step: Choose, context: Context, files: dict[str, StickFile]) -> None:
        super().__init__(step, context)
        for button in self.buttons:
            button.struck.disconnect()
        for button, option in zip(self.buttons, step.options, strict=True):
            button.struck.connect(lambda value=files[option.value]: self.answered.emit(value))


def price(context: Context, cents: int) -> str:
    """Write what has to be paid."""
    return context.texts.text("web-pay", price=context.texts.price(cents))


def _choose(context: Context, key: str, options: tuple[Option, ...], **values: str) -> ChooseRenderer:
    return ChooseRenderer(Choose(key=key, options=options, values=values), context)


def _menu(errands: Errands) -> tuple[Option, ...]:
    count = len(_entries(errands))
    return (
        Option(does.PRINT, icon="print"),
        Option(does.FILES, icon="description", values={"n": count}),
        Option(does.AGAIN, icon="refresh"),
        Option(does.PAGE, icon="public"),
    )


def _file(errands: Errands, name: str) -> tuple[Option, ...]:
    kind = errands.entry(name).kind
    options = [] if kind == "other" else [Option(does.LOOK, icon="visibility")]
    if kind in {"pdf", "picture"}:
        options.append(Option(does.PRINT, icon="print"))
    if errands.web.stick:
        options.append(Option(does.COPY, icon="usb"))
    return (*options, Option(does.DELETE, icon="close"), Option(does.PAGE, icon="public"))


def _saved(context: Context, errands: Errands, name: str) -> Renderer:
    actions: list[Action] = []
    if errands.entry(name).kind != "other":
        actions.append(notices.action(context, "web-file-look", does.LOOK, "visibility", main=True))
    actions.append(_page(context, main=not actions))
    actions.append(notices.action(context, "web-to-files", does.FILES, "description"))
    return notices.notice(context, "web-saved", "check_circle", actions, name=name)


def _viewer(context: Context, errands: Errands, name: str) -> Renderer:
    path = errands.folder.path / name
    kind = errands.entry(name).kind
    if kind == "text":
        words = path.read_text(encoding="utf-8", errors="replace")[:_MOST_TEXT] if path.is_file() else ""
        blocks = [Block(line) for line in words.splitlines() if line.strip()]
        return notices.notice(context, "web-view", "article", [_page(context)], blocks, name=name)
    papers = errands.papers(str(path), kind)
    return PagesRenderer(context, papers, None, name) if papers.count else _told(context, "web-not-shown", name)


def _told(context: Context, key: str, name: str = "") -> Renderer:
    return notices.notice(context, key, "description", [_page(context)], name=name)


def _page(context: Context, *, main: bool = True) -> Action:
    return notices.action(context, "web-to-page", does.PAGE, "public", main=main)


def _entries(errands: Errands) -> list[Entry]:
    return [entry for entry in errands.folder.entries() if not entry.name.startswith(".")]


def _icon(kind: str) -> str:
    return _ICONS[kind]


def _long(file: StickFile) -> str:
    return f"{file.folder}/{file.name}" if file.folder else file.name
