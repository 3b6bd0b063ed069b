"""Films in sign language: which screens have one, and the film that lies over everything while it is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from kiosk.offer import SIGNS_FOLDER
from kiosk.texts import Texts
from kiosk.visitor.render.base import Context
from kiosk.visitor.render.sign_film import SignFilm
from kiosk.visitor.window import Window


class Film(Protocol):
    """What is watched; `accessibility.qt.film.Film` is one, and so is the fake of the tests."""

    shown: Any
    """Signal (QImage)."""
    ended: Any
    """Signal ()."""
    broken: Any
    """Signal (), once."""

    @property
    def is_playing(self) -> bool:
        """Whether pictures come."""
        ...

    def play(self) -> None:
        """Go on, or begin."""
        ...

    def pause(self) -> None:
        """Stand still."""
        ...

    def again(self) -> None:
        """Begin anew."""
        ...

    def stop(self) -> None:
        """End it."""
        ...


MakeFilm = Callable[[str], Film]


def film_of(key: str) -> Film:
    """Make the film of a screen; the player is loaded with the first one that is watched."""
    from accessibility.qt.film import Film as Played  # noqa: PLC0415 - loading it takes time and memory

    return Played(Path(SIGNS_FOLDER) / f"{key}.webm")


class Visit(Protocol):
    """What is asked of the visit; `Shell` has it."""

    window: Window

    @property
    def texts(self) -> Texts:
        """The words of the chosen language."""
        ...

    def context(self, *, whole: bool = False, title: str = "") -> Context:
        """What a page is given."""
        ...


class Signs(QObject):
    """Offers a film where there is one, and plays it. `said` tells that one is broken; it is not offered again."""

    said = Signal(list)
    changed = Signal()
    """A film is offered no more."""

    def __init__(self, visit: Visit, keys: Iterable[str], make_film: MakeFilm) -> None:
        super().__init__()
        self._visit, self._keys, self._make = visit, set(keys), make_film
        self._film: Film | None = None
        self._screen: SignFilm | None = None

    def offers(self, key: str) -> bool:
        """Whether the screen of this key has a film."""
        return key in self._keys

    @property
    def is_playing(self) -> bool:
        """Whether somebody watches: quiet hands are no sign that nobody is there."""
        return self._film is not None and self._film.is_playing

    def open(self, key: str) -> None:
        """Show the film of a screen over everything."""
        if not self.offers(key) or self._film is not None or self._visit.window.overlay is not None:
            return
        context = self._visit.context(whole=True)
        film = self._film = self._make(key)
        screen = self._screen = SignFilm(context, film)
        film.broken.connect(lambda: self._broken(key))
        screen.answered.connect(lambda _: self._visit.window.cover_with(context.look, None))
        screen.gone.connect(self._gone)
        self._visit.window.cover_with(context.look, screen)
        film.play()

    def _gone(self) -> None:
        """The screen is not there any more, whoever took it away."""
        film, self._film, self._screen = self._film, None, None
        if film is not None:
            film.stop()

    def _broken(self, key: str) -> None:
        self._keys.discard(key)
        overlay = self._visit.window.overlay
        if overlay is not None and overlay.page is self._screen:
            self._visit.window.cover_with(self._visit.context().look, None)
        self._gone()
        self.changed.emit()
        self.said.emit([self._visit.texts.text("sign-broken")])
