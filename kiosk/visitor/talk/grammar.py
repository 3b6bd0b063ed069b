"""The grammar is the screen: what can be said now, told to the ear whenever it is something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.visitor.render.base import Renderer
from kiosk.visitor.talk import asides, entering, everywhere
from kiosk.visitor.talk.phrases import Said, collect
from kiosk.visitor.talk.weight import front, weighty

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kiosk.visitor.ear import Ear
    from kiosk.visitor.shell import Shell
    from kiosk.visitor.talk.phrases import Commands
    from kiosk.visitor.talk.talking import Talking


class Grammar:
    """What can be said (`known`), from what lies on top: a question, a cover, a list, or the page with its strips."""

    def __init__(self, talking: Talking, visit: Shell, ear: Ear) -> None:
        self._talking, self._visit, self._ear = talking, visit, ear
        self.known: dict[str, Said] = {}
        self._told: tuple[object, ...] = ()

    def look(self, *, anew: bool = False) -> None:
        """Tell the ear what can be said, where that is something else than before."""
        self._talking.doing.check_numbers()
        self.known = collect(self._sources())
        free = None
        if self._talking.asides.sheet is None and self._visit.window.overlay is None:
            free = entering.free(front(self._page()), private=self._talking.private)
        told = (tuple(self.known), self._visit.choices.locale, free)
        if anew or told != self._told:
            self._told = told
            self._ear.expect(tuple(self.known), self._visit.choices.locale, free=free)

    def unknown(self) -> list[str]:
        """Give the words that the model does not know."""
        return self._ear.unknown()

    def _page(self) -> Renderer:
        page = self._visit.window.stage.page
        assert page is not None
        return page

    def _sources(self) -> list[tuple[Commands, Collection[str], bool]]:
        visit, texts, talking = self._visit, self._visit.texts, self._talking
        overlay, aside = visit.window.overlay, talking.asides.sheet
        heavy = everywhere.weighty(texts)
        if aside is not None and talking.asked is not None:
            return [(asides.answers(aside), (), True), (everywhere.commands(texts, talking.doing), heavy, False)]
        if overlay is not None:
            few = everywhere.commands(texts, talking.doing, everywhere.COVERED)
            return [(overlay.page.commands(), weighty(overlay.page), True), (few, heavy, False)]
        numbers = talking.doing.shown_numbers
        found: list[tuple[Commands, Collection[str], bool]] = []
        if numbers is not None:
            commands, heavy_ones = numbers.commands(), self._heavy()
            found.append((commands, [name for name, do in commands.items() if do in heavy_ones], True))
        if aside is not None:
            found.append((aside.commands(), (), True))
        return [*found, *self._of_page(), (everywhere.commands(texts, talking.doing), heavy, False)]

    def _heavy(self) -> list[Callable[[], object]]:
        """What is weighty of all that has a number."""
        visit, page = self._visit, self._page()
        heavy, commands = weighty(page), page.commands()
        top = visit.top().buttons["end"].strike
        return [visit.bottom().help.strike, top, *(do for phrase, do in commands.items() if phrase in heavy)]

    def _of_page(self) -> list[tuple[Commands, Collection[str], bool]]:
        visit, texts, page = self._visit, self._visit.texts, self._page()
        guide, heavy = visit.hands.guide.commands(), self._heavy()
        found: list[tuple[Commands, Collection[str], bool]] = [
            (guide, [phrase for phrase, do in guide.items() if do in heavy], True),
            (page.commands(), weighty(page), True),
        ]
        if entering.free(front(page), private=self._talking.private) is not None:
            found.append((entering.commands(front(page), texts), (), True))
        if visit.privacy.now.dark:
            found.append((dict.fromkeys(texts.voice("dark-end"), visit.covers.lifted.emit), (), True))
        strips = {**visit.top().commands(), **visit.bottom().commands()}
        return [*found, (strips, set(texts.voice("end")), False)]
