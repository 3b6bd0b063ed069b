"""The voice guide: says every screen in groups of at most four, for people who cannot read or see it.

A screen needs nothing of its own for this: what it says is `spoken()`, what can be chosen is `commands()` and the
things that can be operated. A number, a word or OK chooses; the arrows go from one to the next, and each is said. Where
signs are hidden, neither what is written nor the keys that write it are said, unless the visitor allowed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject

from accessibility.locales import language_of
from kiosk.texts import Texts, known_locales
from kiosk.visitor.choices import Choices
from kiosk.visitor.render.ask_field import Field
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.things import Thing, of_focus, things
from kiosk.visitor.voice import Voice
from kiosk.visitor.widgets import Button
from kiosk.visitor.window import Window

MOST = 4
"""So many choices are said at a time."""


class Visit(Protocol):
    """What is asked of the visit; `Shell` has it."""

    choices: Choices
    voice: Voice
    window: Window

    @property
    def texts(self) -> Texts:
        """The words of the chosen language."""
        ...

    def words(self, locale: str) -> Texts:
        """Give the words of a language."""
        ...

    def choose(self, choices: Choices) -> None:
        """Wear other choices."""
        ...


@dataclass(frozen=True, slots=True)
class Item:
    """One choice: its words, every way in which a screen may say it, its own number, and what it does."""

    label: str
    said: frozenset[str]
    number: int | None
    do: Callable[[], object]
    widget: object = None
    """What does it on the screen, where something does."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is said at a time, and what can be chosen of it."""

    lines: tuple[str, ...]
    items: tuple[Item, ...]


def groups(lines: Iterable[str], items: Sequence[Item], numbered: Callable[[int, str], str] | None) -> list[Group]:
    """Cut what a screen says into groups of at most `MOST` choices; those it does not say come last.

    `numbered` writes a choice with its place in its group, where choices have no numbers of their own.
    """
    left = list(items)
    told: list[tuple[str, Item | None]] = []
    for line in lines:
        item = next((one for one in left if line in one.said), None)
        if item is not None:
            left.remove(item)
        told.append((line, item))
    told += [(item.label, item) for item in left]
    found: list[Group] = []
    said: list[str] = []
    chosen: list[Item] = []
    for line, item in told:
        if item is not None and len(chosen) == MOST:
            found.append(Group(tuple(said), tuple(chosen)))
            said, chosen = [], []
        if item is not None:
            chosen.append(item)
        said.append(line if item is None or numbered is None else numbered(len(chosen), line))
    return [*found, Group(tuple(said), tuple(chosen))] if said else found


class Guide(QObject):
    """Says pages, things and what is written; on while the visitor chose it, and on welcome once a key was struck."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self._visit = visit
        self.greeting = False
        """Nobody has begun, and somebody goes over the welcome screen by keys: who cannot see it hears it."""
        self._at = 0
        self._groups: list[Group] = []
        self._written: object = None
        self._said: list[str] = []
        self._spoken_in = ""

    @property
    def on(self) -> bool:
        """Whether things are said as one comes to them."""
        return self._visit.choices.guided or self.greeting

    # ---- pages -------------------------------------------------------------------------------------------------

    def show(self, page: Renderer, lit: Sequence[str] = ()) -> None:
        """A page came up: say its first group, or what is no choice on it and then what scanning highlights."""
        self._written = page.draft()
        page.edited.connect(lambda: self._edited(page))
        self._groups, self._at = self._cut(page), 0
        if lit:
            choices = {words for group in self._groups for item in group.items for words in item.said}
            self._say([*(line for line in page.spoken() if line not in choices), *lit])
        else:
            self._say([*self._tell(), *self._first(page)])

    def more(self, step: int = 1) -> Thing | None:
        """Say the next group, round and round; give the thing it begins with."""
        page = self._visit.window.top_page()
        if page is None:
            return None
        self._groups = self._cut(page)
        self._at = (self._at + step) % len(self._groups)
        self._say(self._tell())
        items = self._groups[self._at].items
        return self._thing(items[0]) if items else None

    def again(self) -> None:
        """Say once more what was said last."""
        if self._said:
            self._visit.voice.say(self._said, self._spoken_in)

    def number(self, number: int) -> bool:
        """Choose by the number that was said; say whether there was one. A screen's own numbers are its own."""
        chosen = self._by_number().get(str(number))
        if chosen is not None:
            chosen()
        return chosen is not None

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What can be said to the guide: numbers where it gave some, and that more is to be said; or to begin."""
        if not self.on:
            return {self._visit.texts.text("guide"): self.lead}
        more = self._visit.texts.voice("guide-next") if len(self._groups) > 1 else ()
        return {**self._by_number(), **dict.fromkeys(more, self.more)}

    def lead(self) -> None:
        """Be on from now on."""
        self._visit.choose(replace(self._visit.choices, guided=True))

    def _by_number(self) -> dict[str, Callable[[], object]]:
        page = self._visit.window.top_page()
        if not self.on or page is None or not self._groups or self._own_numbers(page) or page.hinders():
            return {}
        return {str(number): item.do for number, item in enumerate(self._groups[self._at].items, 1)}

    def _tell(self) -> list[str]:
        texts = self._visit.texts
        if not self._groups:
            return []
        more = [texts.speech("guide-more")] if self._at < len(self._groups) - 1 else []
        return [*self._groups[self._at].lines, *more]

    def _first(self, page: Renderer) -> list[str]:
        """How to go on by keys, for who uses them: what OK does, or how to write."""
        window, texts = self._visit.window, self._visit.texts
        if not window.property("keyboardUsed"):
            return []
        if page.hinders():
            return [texts.speech("guide-entry")]
        here = of_focus(window, things(window))
        return [] if here is None else [texts.speech("guide-ok", name=self.name(here))]

    # ---- choices -----------------------------------------------------------------------------------------------

    def _cut(self, page: Renderer) -> list[Group]:
        """The page's groups, then those of the strips."""
        texts = self._visit.texts
        found = things(self._visit.window)
        numbered = None
        if not (self._own_numbers(page) or page.hinders()):
            numbered = lambda n, words: texts.speech("option-spoken", n=n, label=words)  # noqa: E731 - one of two
        mine = [one for one in found if one.part == 0]
        cut = groups(page.spoken(), self._items(page, mine), numbered)
        strips = [self._item([one.name], one.do, one) for one in found if one.part > 0]
        return cut + groups((), strips, numbered)

    @staticmethod
    def _own_numbers(page: Renderer) -> bool:
        return any(phrase.isdigit() for phrase in page.commands())

    def _items(self, page: Renderer, mine: Sequence[Thing]) -> list[Item]:
        """What can be said on a page, and what can only be touched; all names of one thing are one choice."""
        by_action: dict[Callable[[], None], list[str]] = {}
        for phrase, action in page.commands().items():
            by_action.setdefault(action, []).append(phrase)
        widgets: dict[object, Thing] = {one.widget: one for one in mine if isinstance(one.widget, Button)}
        items = []
        for action, phrases in by_action.items():
            items.append(self._item(phrases, action, widgets.pop(getattr(action, "__self__", None), None)))
        return items + [self._item([one.name], one.do, one) for one in widgets.values()]

    def _item(self, phrases: Sequence[str], do: Callable[[], object], thing: Thing | None) -> Item:
        texts = self._visit.texts
        words = [phrase for phrase in phrases if not phrase.isdigit()] or list(phrases)
        number = next((int(phrase) for phrase in phrases if phrase.isdigit()), None)
        label = words[0]
        if thing is not None:
            label = thing.widget.accessibleName() or label
            words += [label, thing.name]
        said = {*words, *(texts.speech("chosen-spoken", label=one) for one in words)}
        if number is not None:
            said |= {texts.speech("option-spoken", n=number, label=one) for one in words}
        return Item(label, frozenset(said), number, do, None if thing is None else thing.widget)

    def _thing(self, item: Item) -> Thing | None:
        """The thing on the screen that does what a choice does."""
        return next((one for one in things(self._visit.window) if one.widget is item.widget), None)

    # ---- things ------------------------------------------------------------------------------------------------

    def greet(self, thing: Thing) -> None:
        """Somebody struck a key on welcome: say the thing, and how to go on."""
        texts = self._texts_of(thing)
        self._say([self.words(thing), texts.speech("guide-keys")], texts.locale)

    def tell(self, thing: Thing, *, round_: bool = False) -> None:
        """Say the thing one has come to: name, role, state and place. The group it is of is the present one then."""
        texts = self._texts_of(thing)
        for at, group in enumerate(self._groups):
            if any(item.widget is thing.widget for item in group.items):
                self._at = at
        foreign = texts is not self._visit.texts  # a language on welcome: who needs it understands nothing else
        how = [texts.speech("guide-keys")] if foreign and self.greeting else []
        said = [*([texts.speech("guide-round")] if round_ else []), self.words(thing), *how]
        self._say(said, texts.locale)

    def _texts_of(self, thing: Thing) -> Texts:
        """The visitor's words, or for what is written in another language, such as that language's name, its own."""
        mine = self._visit.texts
        language = thing.widget.locale().name().partition("_")[0]
        others = [one for one in known_locales() if language_of(one) == language]
        return mine if not others or language == language_of(mine.locale) else self._visit.words(others[0])

    def words(self, thing: Thing) -> str:
        """What is said of a thing."""
        texts, name, state = self._texts_of(thing), self.name(thing), self._state(thing)
        if thing.is_key:
            return f"{name}, {state}" if state else name
        role = texts.speech(f"guide-role-{_role(thing)}")
        n, of = thing.n, thing.of
        if not state:
            return texts.speech("guide-thing", name=name, role=role, n=n, of=of)
        return texts.speech("guide-thing-state", name=name, role=role, state=state, n=n, of=of)

    def _hides(self) -> bool:
        page = self._visit.window.top_page()
        return page is not None and page.conceals() and not page.privacy.told

    def name(self, thing: Thing) -> str:
        """What a thing is called when it is said; a key that writes a hidden sign is not named."""
        texts = self._visit.texts
        if thing.writes and self._hides():
            return texts.speech("guide-hidden-key")
        widget = thing.widget
        if isinstance(widget, Button) and widget.face.number is not None:
            return texts.speech("option-spoken", n=widget.face.number, label=thing.name)
        return thing.name or texts.speech("guide-role-page")

    def _state(self, thing: Thing) -> str:
        texts, widget = self._visit.texts, thing.widget
        if isinstance(widget, Field):
            if not widget.text():
                return texts.speech("guide-empty")
            hidden = widget.masked() or self._hides()
            return texts.speech("input-hidden", count=len(widget.text())) if hidden else widget.text()
        if thing.is_key:
            return texts.speech("guide-on") if getattr(widget, "face").on else ""  # noqa: B009 - a key's, not a button's
        if isinstance(widget, Button) and (widget.isCheckable() or widget.face.checked):
            return texts.speech("guide-chosen" if widget.face.checked else "guide-not-chosen")
        return ""

    # ---- what is written -----------------------------------------------------------------------------------------

    def _edited(self, page: Renderer) -> None:
        """Say what was written, sign by sign: of hidden signs only how many there are."""
        before, now = _text(self._written), _text(page.draft())
        self._written = page.draft()
        if before == now or not self.on:
            return
        texts = self._visit.texts
        if self._hides():
            self._say([texts.speech("input-hidden", count=len(now))])
        elif now.startswith(before):
            self._say([_sign(texts, now[len(before) :])])
        elif before.startswith(now):
            self._say([texts.speech("guide-deleted", sign=_sign(texts, before[len(now) :]))])
        else:
            self._say([now])

    def _say(self, lines: list[str], locale: str = "") -> None:
        if lines:
            self._said, self._spoken_in = lines, locale or self._visit.choices.locale
            self._visit.voice.say(lines, self._spoken_in)


def _role(thing: Thing) -> str:
    widget = thing.widget
    if isinstance(widget, Field):
        return "field"
    if isinstance(widget, Button):
        return "choice" if widget.isCheckable() or widget.face.checked else "button"
    return "page"


def _text(draft: object) -> str:
    """What is written, of a date without the points between its parts."""
    text = draft if isinstance(draft, str) else ""
    return text.replace(".", "") if text.replace(".", "").isdecimal() else text


def _sign(texts: Texts, sign: str) -> str:
    return texts.speech("key-space") if sign == " " else sign
