"""Goes through everything a visitor can see, in one language, theme, size and scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kiosk import channel
from kiosk.citizen import BARRIERS, SERVICES
from kiosk.citizen.requests import Place
from kiosk.flow.service import Service
from kiosk.flow.states import Asking, Waiting
from kiosk.flow.steps import Area, AskText, Progress
from kiosk.texts import known_locales
from kiosk.visitor import adjust, notices, welcome
from kiosk.visitor.adjust import AdjustPanel
from kiosk.visitor.paper import Paper, preview
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.render.sheet import Sheet
from tests.fakes.browser import WEB, browsing
from tests.fakes.terminal import Terminal
from tests.tour import hands, helping, keys, panels, privacy, talk, web
from tests.tour import staff as staff_menu
from tests.tour.explore import Reply, Way, face, refusable, samples, ways
from tests.tour.reached import Reached
from tests.tour.specimen import SAID, SIGNED, specimen

POOR: dict[str, Any] = {"counters": (), "helper_until": None, "hours": (), "phone": "", "hub": False}
"""A terminal of which nothing is known: no counters, nobody there, no hours, no telephone."""

TOPICS: dict[str, Any] = {"place/": Place}
"""What is pushed to the topics of services, by how the topic begins."""


@dataclass(frozen=True, slots=True)
class Set:
    """One language, theme, size and scale; `low` is the low layout throughout."""

    locale: str
    theme: str
    size: tuple[int, int]
    scale: float
    low: bool = False

    @property
    def name(self) -> str:
        """Name of its folder."""
        low = "-low" if self.low else ""
        return f"{self.locale}-{self.theme}-{self.size[0]}x{self.size[1]}-{round(self.scale * 100)}{low}"


class Camera:
    """Takes pictures of terminals and papers. A subclass keeps or examines them."""

    def screen(self, name: str, terminal: Terminal) -> None:
        """Take what a terminal shows."""
        raise NotImplementedError

    def paper(self, name: str, image: QImage) -> None:
        """Take a paper."""
        raise NotImplementedError


@dataclass
class Walk:
    """One visitor on the way; `named` is noted so that each screen is taken once."""

    terminal: Terminal
    camera: Camera
    reached: Reached
    taken: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    """What the ways gone so far come to."""

    @staticmethod
    def clear() -> None:
        """Destroy the screens that are gone: an event loop would have done it, but a tour does not return to one."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # ---- taking pictures ----------------------------------------------------------------------------------------

    def take(self, name: str) -> None:
        """Take what is shown, with all its pages."""
        self.clear()
        self.terminal.pump()
        self.reached.saw(self.terminal.app)
        self.camera.screen(name, self.terminal)
        page = self.terminal.overlay or self.terminal.page
        if isinstance(page, (ChooseRenderer, Sheet, AdjustPanel)):
            number = 1
            while page.pages.isVisibleTo(page) and page.pages.later.isEnabled():
                number += 1
                self.terminal.clock.now += 1.0
                page.pages.later.strike()
                self.terminal.pump()
                self.camera.screen(f"{name}-{number}", self.terminal)

    def once(self, mark: str, name: str) -> bool:
        """Take what is shown unless the same was taken before; say whether it was."""
        if mark in self.taken:
            return False
        self.taken.add(mark)
        self.take(name)
        return True

    # ---- welcome and home ---------------------------------------------------------------------------------------

    def begin(self, which: Set) -> None:
        """Go from welcome to home, in the language, theme and scale of the set."""
        self.terminal.show()
        self.once("welcome", "welcome")
        self.terminal.give(which.locale)
        self.wear(replace(self.terminal.shell.choices, theme=which.theme, scale=which.scale, low=which.low))

    def wear(self, choices: Any) -> None:
        """Change what the terminal looks like."""
        self.terminal.shell.choices = choices
        self.terminal.shell.dress()

    def low(self) -> None:
        """Show home and a question in the low layout."""
        shell = self.terminal.shell
        before = shell.choices
        self.wear(replace(before, low=True))
        shell.journey.home()
        self.take("low-home")
        shell.journey.open(specimen(AskText(key="slip-own", lines=3, suggestions=("Zimmer 1", "Zimmer 2"))))
        self.take("low-question")
        shell.journey.home()
        self.wear(before)

    # ---- services -----------------------------------------------------------------------------------------------

    def services(self) -> None:
        """Go all ways through all services."""
        offered = [option.value for option in self.terminal.page.step.options]
        for service in (one for one in SERVICES if one.id in offered):
            for way in ways(service, self.terminal.shell.terminal.visit(lambda: "x"), self.seen):
                self.way(service, way)

    def barriers(self) -> None:
        """Go all ways through the service that is opened from the panel to adjust the terminal."""
        for way in ways(BARRIERS, self.terminal.shell.terminal.visit(lambda: "x"), self.seen):
            self.way(BARRIERS, way)

    def way(self, service: Service, way: Way) -> None:
        """Go one way through a service, taking what was not taken before."""
        self.clear()
        self.terminal.shell.journey.home()
        if service is BARRIERS:
            self.terminal.strip("adjust")
            self.terminal.give(adjust.BARRIERS)
        else:
            self.terminal.give(service.id)
        self.stand(service.id)
        for reply in way:
            self.reply(reply)
            self.stand(service.id)

    def stand(self, service: str) -> None:
        """Take what the service has come to."""
        state = self.terminal.shell.journey.state
        if isinstance(state, Waiting):
            self.wait(state)
        if not isinstance(state, Asking) or face(state.step) in self.taken:
            return
        self.taken.add(face(state.step))
        key = state.step.key
        name = key if key.startswith(service) else f"{service}-{key}"
        if not self.once(repr(self.terminal.texts()), name):
            return
        page = self.terminal.page
        if isinstance(page, AskTextRenderer):
            self.type(page, name)
        wrong = refusable(state.step)
        if wrong is not None:
            self.terminal.shell.journey.answer(wrong)
            self.take(f"{name}-problem")
        self.push(state.step, name)

    def wait(self, state: Waiting) -> None:
        """Keep the first request waiting, and fail to reach the office once; then it is sent again."""
        if state.name == "print":
            body = self.terminal.broker.of(channel.Ask)[-1].body
            image = preview(msgspec.msgpack.decode(body, type=Paper))
            if f"paper {body.hex()}" not in self.taken:
                self.taken.add(f"paper {body.hex()}")
                self.camera.paper(f"paper-{self.terminal.shell.journey.service.id}", image)  # type: ignore[union-attr]
        if "waiting" in self.taken:
            return
        self.terminal.shell.journey._on_slow()
        self.once("waiting", "waiting")
        self.terminal.broker.be_away()
        self.take("away")
        self.terminal.give(notices.RETRY)

    def reply(self, reply: Reply) -> None:
        """Give one reply the way it comes: by the controls on the screen, or over the channel."""
        broker, state = self.terminal.broker, self.terminal.shell.journey.state
        match reply.kind:
            case "answer":
                self.terminal.give(reply.value)
            case "ok":
                broker.answer(reply.value)
            case "refused":
                broker.refuse(reply.value)
            case "pushed":
                assert isinstance(state, Asking)
                broker.push(state.step.topic or "", reply.value)

    def push(self, step: Any, name: str) -> None:
        """Push every kind of news there is to a step that listens, once."""
        for begin, kind in TOPICS.items():
            if (step.topic or "").startswith(begin) and f"pushed {step.key}" not in self.taken:
                self.taken.add(f"pushed {step.key}")
                for value in samples(kind):
                    self.terminal.broker.push(step.topic, value)
                    self.once(repr(self.terminal.texts()), f"{name}-{getattr(value, 'state', 'news')}")

    def type(self, page: AskTextRenderer, name: str) -> None:
        """Begin to write; on the first such page, turn the keyboard to all its pages."""
        names = page.step.suggestions
        page.begin_writing()
        page.field.set_text(names[0][:6] if names else "Guten Tag, ich")
        self.take(f"{name}-writing")
        if "keyboard" not in self.taken:
            self.taken.add("keyboard")
            for keyboard in keys.turn(self.terminal, page.keyboard):
                self.reached.keyboards.add(keyboard)
                self.take(f"keyboard-{keyboard}")
        page.field.set_text("")

    # ---- what is not a service ----------------------------------------------------------------------------------

    def specimens(self) -> None:
        """Show steps that no service has yet, and a service with a defect."""
        journey = self.terminal.shell.journey
        if "Progress" not in self.reached.steps:
            journey.open(specimen(Progress(key="waiting", topic="tour/progress", area=Area.GREEN)))
            self.take("progress")
        journey.open(specimen())
        self.take("broken")
        journey.home()

    def panels(self) -> None:
        """Show the panels, reading aloud, the warning and the cover."""
        panels.show(self)
        privacy.show(self)

    def nobody(self) -> None:
        """Nobody is there: at welcome, and for those who call for help."""
        self.terminal.broker.send(channel.Site(helper_until=None, hub=True, today="2026-11-23"))
        self.terminal.call_help()
        self.terminal.broker.answer({"id": "h3", "state": "open", "minutes": None})
        self.take("help-nobody")
        self.terminal.give(notices.CLOSE)
        self.take("home-nobody")

    def goodbye(self) -> None:
        """End the visit."""
        self.terminal.strip("end")
        self.take("goodbye")


@contextmanager
def _terminal(qt: QApplication, which: Set, **given: Any) -> Iterator[Terminal]:
    """Start a terminal whose first language is that of the set, as welcome is in the first one."""
    others = tuple(locale for locale in known_locales() if locale != which.locale)
    terminal = Terminal(qt, which.size, locales=(which.locale, *others), theme=which.theme, **given)
    try:
        yield terminal
    finally:
        terminal.close()


def tour(qt: QApplication, which: Set, camera: Camera, reached: Reached) -> None:
    """Show everything."""
    with (
        browsing() as made,
        _terminal(qt, which, make_browsing=made, web=WEB, accessibility=SAID, signs=SIGNED) as terminal,
    ):
        walk = Walk(terminal, camera, reached)
        walk.begin(which)
        walk.take("home")
        walk.services()
        walk.barriers()
        web.show(walk)
        walk.specimens()
        walk.panels()
        hands.show(walk)
        helping.show(walk)
        walk.low()
        walk.goodbye()
        taken, seen = walk.taken, walk.seen
    with _terminal(qt, which) as terminal:
        walk = Walk(terminal, camera, reached, taken)
        walk.begin(which)
        walk.nobody()
    with _terminal(qt, which, **POOR) as terminal:
        walk = Walk(terminal, camera, reached, taken - {"welcome"}, seen)
        terminal.show()
        walk.take("welcome-nobody")
        walk.taken.add("welcome")
        walk.begin(which)
        walk.services()
        walk.barriers()
    with _terminal(qt, which, make_ear=talk.make_ear) as terminal:
        walk = Walk(terminal, camera, reached, {"welcome", "keyboard"})
        walk.begin(which)
        talk.show(walk)
    guided(qt, which, camera, reached)
    staff(qt, which, camera, reached)


def brief(qt: QApplication, which: Set, camera: Camera, reached: Reached) -> None:
    """Show home and one question only."""
    with _terminal(qt, which) as terminal:
        walk = Walk(terminal, camera, reached, {"welcome", "keyboard"})
        walk.begin(which)
        walk.take("home")
        service = next(one for one in SERVICES if one.id == "practice")
        for way in ways(service, terminal.shell.terminal.visit(lambda: "x"))[:1]:
            terminal.give(service.id)
            for reply in way:
                walk.reply(reply)
                state = terminal.shell.journey.state
                if isinstance(state, Asking) and isinstance(state.step, AskText):
                    walk.stand(service.id)
                    return


def guided(qt: QApplication, which: Set, camera: Camera, reached: Reached) -> None:
    """Begin with the voice guide."""
    with _terminal(qt, which) as terminal:
        terminal.show()
        walk = Walk(terminal, camera, reached)
        terminal.give(welcome.GUIDE)
        walk.take("guide-languages")


def staff(qt: QApplication, which: Set, camera: Camera, reached: Reached) -> None:
    """Show what staff sees, and out of order."""
    scenes: list[tuple[channel.Mode, Callable[[Walk], None]]] = [
        (channel.Mode.STAFF, staff_menu.show),
        (channel.Mode.OUT_OF_ORDER, lambda walk: walk.take("out-of-order")),
    ]
    for mode, scene in scenes:
        with _terminal(qt, which) as terminal:
            terminal.show(mode)
            scene(Walk(terminal, camera, reached))
