"""What hides and shows: the choices of the privacy panel, the filter's read-back, and the person before the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk import channel
from kiosk.citizen.requests import SetFilter
from kiosk.visitor import privacy_panel
from kiosk.visitor.outside import Outside
from kiosk.visitor.privacy import Filter, Privacy, PrivacyScreen

GONE_MS = 3_000
"""So long nobody must be before the screen until it is covered: people lean back and bend down."""

SAID = (
    privacy_panel.MASKED,
    privacy_panel.SPOTLIGHT,
    privacy_panel.DARK,
    privacy_panel.ALOUD,
    privacy_panel.FILTER,
)


class Blinds(QObject):
    """Changes the present `Privacy`. `cover_wanted` asks for the cover, `told` carries names of what changed."""

    cover_wanted = Signal()
    left = Signal()
    """Nobody is before the screen any more."""
    told = Signal(list)

    def __init__(
        self, setup: channel.Setup, outside: Outside, screen: PrivacyScreen, new_id: Callable[[], str]
    ) -> None:
        super().__init__()
        self._setup, self._outside, self._screen, self._new_id = setup, outside, screen, new_id
        self._before = screen.now
        self._attended = True
        self._person: bool | None = None
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.setInterval(GONE_MS)
        self._gone.timeout.connect(self.left)
        self._gone.timeout.connect(self.cover_wanted)
        screen.changed.connect(self._changed)
        if setup.filter:
            screen.set(replace(screen.now, filter=Filter.OFF))

    def begin(self) -> None:
        """The session has begun: hear of filter and presence, where this terminal has them."""
        if self._setup.filter:
            self._outside.watch("filter", self._filter_pushed)
        if self._setup.presence:
            self._outside.watch("presence", self._presence_pushed)

    def take(self, name: str) -> None:
        """Do what was touched on the panel."""
        if name == privacy_panel.COVER:
            self.cover_wanted.emit()
        elif name == privacy_panel.FILTER:
            self._switch_filter()
        else:
            self._screen.set(privacy_panel.toggled(name, self._screen.now))

    def attend(self, *, on: bool) -> None:
        """Cover when the person goes, or (`on` false) let them go: measuring, a call."""
        self._attended = on
        self._watch_person()

    # ---- the filter --------------------------------------------------------------------------------------------

    def _switch_filter(self) -> None:
        """Ask for the other state; what is shown is what the relay is read back to be, never what was asked for."""
        before = self._screen.now.filter
        if before is Filter.SWITCHING:
            return
        self._set_filter(Filter.SWITCHING)
        self._outside.ask(SetFilter(on=before is not Filter.ON), self._new_id(), self._switched)

    def _switched(self, result: object) -> None:
        state = getattr(result, "state", "failed")
        self._set_filter(Filter(state) if state in {"on", "off"} else Filter.FAILED)

    def _filter_pushed(self, value: object) -> None:
        state = value.get("state") if isinstance(value, Mapping) else None
        if state in {"on", "off", "failed"} and self._screen.now.filter is not Filter.SWITCHING:
            self._set_filter(Filter(state))

    def _set_filter(self, state: Filter) -> None:
        self._screen.set(replace(self._screen.now, filter=state))

    # ---- the person --------------------------------------------------------------------------------------------

    def _presence_pushed(self, value: object) -> None:
        person = value.get("person") if isinstance(value, Mapping) else None
        self._person = person if isinstance(person, bool) else None
        self._watch_person()

    def _watch_person(self) -> None:
        """Nobody for three seconds covers; a sensor that does not answer says nothing about anybody."""
        if self._person is False and self._attended:
            if not self._gone.isActive():
                self._gone.start()
        else:
            self._gone.stop()

    # ---- what is said ------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        before, self._before = self._before, self._screen.now
        names = [name for name in SAID if _differs(name, before, self._screen.now)]
        if names:
            self.told.emit(names)


def _differs(name: str, before: Privacy, after: Privacy) -> bool:
    if name == privacy_panel.FILTER:
        return before.filter is not after.filter and after.filter is not Filter.SWITCHING
    return bool(getattr(before, name) != getattr(after, name))
