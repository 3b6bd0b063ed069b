"""Our scripts in pages: put into a world of their own, asked by us, and never able to call us.

There is no channel from a page to this program. We ask every frame and look strictly at what comes back: a page whose
process is no longer its own can answer anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEngineScript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage, QWebEngineProfile

    from kiosk.visitor.privacy import Privacy

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
FRAMES_MOST = 24
ANSWER_MS = 1_500
"""A frame that has not answered after this time is left out."""

_PARTS = ("base", "mask", "spot", "numbers", "read", "move")
_NAME = "stadtteil"
_PRIVACY = "stadtteil-privacy"


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a page that is read: `kind` is one of `SAID`, `state` what a field has."""

    kind: str
    language: str
    text: str
    state: str = ""


ANSWER_MOST = 600_000
"""Characters of one answer."""

SAID = frozenset({"text", "heading", "image", "button", "field", "checkbox", "radio"})
ACTS = frozenset({"enter", "space", "type", "none", ""})
_TEXT_MOST, _TOTAL_MOST, _SAID_MOST = 4_000, 80_000, 4_000
_NAME_MOST, _NUMBERS_MOST = 80, 300


# ---- what may come back ------------------------------------------------------------------------------------------


def plain(answer: object) -> object:
    """Take an answer as it comes, which is JSON: lists do not come through otherwise. None for anything else."""
    if not isinstance(answer, str) or len(answer) > ANSWER_MOST:
        return None
    try:
        found: object = msgspec.json.decode(answer)
    except (msgspec.DecodeError, RecursionError):
        return None
    return found


def said_of(value: object) -> list[Said]:
    """Take what a frame says it reads; everything that is not exactly so is dropped."""
    found: list[Said] = []
    total = 0
    for one in value[:_SAID_MOST] if isinstance(value, list) else ():
        if not (isinstance(one, list) and len(one) == 4 and all(isinstance(part, str) for part in one)):  # noqa: PLR2004 - kind, language, text, state
            continue
        kind, language, text, state = one
        if kind not in SAID or len(language) > 40 or len(text) > _TEXT_MOST or len(state) > _TEXT_MOST:  # noqa: PLR2004 - tags are shorter
            continue
        total += len(text) + len(state)
        if total > _TOTAL_MOST:
            break
        found.append(Said(kind, language, clean(text), clean(state)))
    return found


def names_of(value: object) -> list[str]:
    """Take the names of what was numbered; one that is none becomes an empty one, so that numbers stay right."""
    if not isinstance(value, list):
        return []
    return [clean(one)[:_NAME_MOST] if isinstance(one, str) else "" for one in value[:_NUMBERS_MOST]]


def act_of(value: object) -> str:
    """Take which key does the rest."""
    return value if isinstance(value, str) and value in ACTS else "none"


def room_of(value: object) -> tuple[bool, bool]:
    """Take whether there is more above and below."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(part, bool) for part in value):  # noqa: PLR2004 - above and below
        return value[0], value[1]
    return False, False


def clean(text: str) -> str:
    """Leave out what is no letter, sign or space: controls, and marks that turn the direction of writing."""
    return "".join(sign for sign in text if sign.isprintable()).strip()


# ---- scripts -----------------------------------------------------------------------------------------------------


@cache
def source() -> str:
    """Give all parts as one script that leaves one name in its world."""
    folder = resources.files("kiosk.visitor.browser") / "scripts"
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in _PARTS]
    return "(() => {\n'use strict';\n" + "\n".join(parts) + "\n})();"


def install(profile: QWebEngineProfile) -> None:
    """Put the scripts into every page and frame from its beginning on."""
    profile.scripts().insert(_script(_NAME, source()))


def privacy_words(privacy: Privacy) -> str:
    """Write what is hidden for the scripts."""
    told = {"masked": privacy.masked, "spotlight": privacy.spotlight, "revealed": privacy.revealed}
    return msgspec.json.encode(told).decode()


def _script(name: str, code: str) -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName(name)
    script.setSourceCode(code)
    script.setWorldId(WORLD)
    script.setRunsOnSubFrames(True)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    return script


# ---- asking ------------------------------------------------------------------------------------------------------


class Bridge(QObject):
    """Asks the frames of one page."""

    def __init__(self, page: QWebEnginePage) -> None:
        super().__init__(page)
        self._page = page

    def frames(self) -> list[QWebEngineFrame]:
        """Give the frames of the page, the page's own first, and not more than `FRAMES_MOST`."""
        found = [self._page.mainFrame()]
        for frame in found:
            if len(found) >= FRAMES_MOST:
                break
            found.extend(frame.children()[: FRAMES_MOST - len(found)])
        return [frame for frame in found if frame.isValid()]

    def tell(self, call: str) -> None:
        """Have every frame do something."""
        for frame in self.frames():
            frame.runJavaScript(f"{_NAME}.{call}", WORLD)

    def ask_main(self, call: str, take: Callable[[object], None]) -> None:
        """Ask the page's own frame."""
        self.ask([self._page.mainFrame()], call, lambda answers: take(answers[0]))

    def ask_all(self, call: str, take: Callable[[list[object]], None]) -> None:
        """Ask all frames; their answers come in order, None for one that did not give any in time."""
        self.ask(self.frames(), call, take)

    def ask(self, frames: Iterable[QWebEngineFrame], call: str, take: Callable[[list[object]], None]) -> None:
        """Ask some frames."""
        asked = list(frames)
        _Round(self, len(asked), take).ask(asked, call)

    def set_privacy(self, privacy: Privacy) -> None:
        """Tell all frames what is hidden, and those that are yet to come."""
        profile = self._page.profile()
        for old in profile.scripts().find(_PRIVACY):
            profile.scripts().remove(old)
        words = privacy_words(privacy)
        profile.scripts().insert(_script(_PRIVACY, f"{_NAME}.setPrivacy({words}, false);"))
        self.tell(f"setPrivacy({words}, true)")


class _Round(QObject):
    """One question to several frames: it ends with the last answer, or when the time is over."""

    def __init__(self, parent: QObject, count: int, take: Callable[[list[object]], None]) -> None:
        super().__init__(parent)
        self._answers: list[object] = [None] * count
        self._left = count
        self._take: Callable[[list[object]], None] | None = take
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        self._timer.start(ANSWER_MS)

    def ask(self, frames: list[QWebEngineFrame], call: str) -> None:
        """Send the question."""
        for number, frame in enumerate(frames):
            frame.runJavaScript(f"JSON.stringify({_NAME}.{call})", WORLD, partial(self._answered, number))

    def _answered(self, number: int, value: object) -> None:
        if self._take is None:
            return
        self._answers[number] = plain(value)
        self._left -= 1
        if self._left == 0:
            self._end()

    def _end(self) -> None:
        take, self._take = self._take, None
        if take is not None:
            self._timer.stop()
            take(self._answers)
            self.deleteLater()
