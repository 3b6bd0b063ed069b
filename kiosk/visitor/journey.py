"""Where a visitor is among the services: home, a service, its requests, its topic."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.citizen import SERVICES, home
from kiosk.flow.runner import Runner
from kiosk.flow.service import Service, Visit
from kiosk.flow.states import Asking, Broken, Finished, State, Stuck, Waiting
from kiosk.flow.steps import AskDigits, Choose, Effect, Print, Problem
from kiosk.visitor.outside import Away, Outside, new_id

WAIT_MS = 300
"""A request that is answered sooner shows no waiting page."""

_log = logging.getLogger(__name__)


class Journey(QObject):
    """Runs home and one service at a time.

    `changed` says that another page is to be shown, `pushed` carries a value for the page that is shown, `refused` a
    problem. `visit` gives the inputs of a service, with what a scanner read to open it. What a service has kept outside
    (`Reserve`) is let go of as soon as the visitor has gone back before it, or left.
    """

    changed = Signal()
    pushed = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        outside: Outside,
        visit: Callable[[str], Visit],
        printed: Callable[[Print], bytes],
        services: tuple[Service, ...] = SERVICES,
    ) -> None:
        super().__init__()
        self._outside, self._visit, self._printed = outside, visit, printed
        self._services = {service.id: service for service in services}
        self.service: Service | None = None
        self.runner = Runner(home, visit(""))
        self._kept: type[Effect] | None = None
        self.acted = False
        """An effect of this service was done: going back means going home."""
        self.slow = False
        """The present request takes long enough to say so."""
        self._topic: str | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._on_slow)

    # ---- moves -------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask what to do, by what the office offers now: this process was made before the office was heard of."""
        self.runner = Runner(home, self._visit(""))
        self.runner.start()

    def home(self) -> None:
        """Leave whatever is going on and show the services."""
        self.service = None
        self._begin(home)

    def open(self, service: Service, scanned: str = "") -> None:
        """Start a service; `scanned` is what a scanner read that opened it."""
        self.service = service
        self._begin(service.flow, scanned)

    def scanned(self, text: str, begin: Callable[[], None]) -> bool:
        """Take what a scanner read: as the answer of a question that asks for it, or at home to open a service.

        `begin` is called before a service is opened; False where nobody wants it.
        """
        if self.service is not None:
            state = self.runner.state
            step = state.step if isinstance(state, Asking) else None
            wanted = isinstance(step, AskDigits) and step.scanned and step.check(text) is None
            if wanted:
                self.answer(text)
            return wanted
        found = next((one for one in self._offered() if one.scans and re.fullmatch(one.scans, text)), None)
        if found is not None:
            begin()
            self.open(found, text)
        return found is not None

    def answer(self, value: Any) -> None:  # noqa: ANN401 - the answer of any step
        """Answer the step that is shown."""
        before = self.runner.state
        state = self.runner.answer(value)
        if isinstance(state, Problem):
            self.refused.emit(state)
        elif state is not before:
            self._settle(state)

    def back(self) -> None:
        """One answer back, or home from the first."""
        if self.can_back:
            self._settle(self.runner.back())
        elif self.service is not None:
            self.home()

    def retry(self) -> None:
        """Send the request again that was not answered."""
        if isinstance(self.runner.state, Stuck):
            self._settle(self.runner.retry())

    @property
    def state(self) -> State:
        """Where the runner stands."""
        return self.runner.state

    @property
    def can_back(self) -> bool:
        """There is an answer to take back."""
        return bool(getattr(self.runner.state, "can_back", False))

    @property
    def first(self) -> str:
        """What stands at the start of the top strip: `language` at home, `back`, or `home` after an effect."""
        if self.service is None:
            return "language"
        return "home" if self.acted and not self.can_back else "back"

    # ---- inside ------------------------------------------------------------------------------------------------

    def _offered(self) -> list[Service]:
        """Give the services that home offers now."""
        state = Runner(home, self._visit("")).start()
        step = state.step if isinstance(state, Asking) else None
        values = [option.value for option in step.options] if isinstance(step, Choose) else []
        return [self._services[value] for value in values if value in self._services]

    def _begin(self, flow: Any, scanned: str = "") -> None:  # noqa: ANN401 - a generator function
        self.runner = Runner(flow, self._visit(scanned))
        self.acted = False
        self._settle(self.runner.start())

    def _settle(self, state: State) -> None:
        self._wait.stop()
        self.slow = False
        self._let_go()
        self._listen(state.step.topic if isinstance(state, Asking) else None)
        if isinstance(state, Finished):
            self._finished(state.value)
            return
        if isinstance(state, Broken):
            _log.error("service broken: %s at %s %s %s", state.fault.value, state.step, state.error, state.place)
        if isinstance(state, Waiting):
            self._send(state)
            if self.runner.state is state:
                self._wait.start()
            return
        self.changed.emit()

    def _let_go(self) -> None:
        """Undo what was kept for the visitor, once nothing is kept any more; nobody waits for the answer."""
        before, self._kept = self._kept, self.runner.kept
        if before is not None and self._kept is None:
            self._outside.ask(before(), new_id(), lambda _result: None)

    def _finished(self, value: object) -> None:
        chosen = self._services.get(value) if self.service is None and isinstance(value, str) else None
        if chosen is not None:
            self.open(chosen)
        else:
            self.home()

    def _send(self, state: Waiting) -> None:
        runner = self.runner
        body = self._printed(state.request) if isinstance(state.request, Print) else None

        def done(result: object) -> None:
            if runner is not self.runner:
                return
            before = runner.state
            after = (
                runner.away(state.request_id) if isinstance(result, Away) else runner.result(state.request_id, result)
            )
            if after is not before:
                self.acted = self.acted or (state.kind == "effect" and not isinstance(after, Stuck))
                self._settle(after)

        self._outside.ask(state.request, state.key, done, body)

    def _on_slow(self) -> None:
        self.slow = True
        self.changed.emit()

    def _listen(self, topic: str | None) -> None:
        if topic == self._topic:
            return
        if self._topic is not None:
            self._outside.unwatch(self._topic, self._push)
        self._topic = topic
        if topic is not None:
            self._outside.watch(topic, self._push)

    def _push(self, value: object) -> None:
        if self._topic is None:
            return
        before = self.runner.state
        after = self.runner.push(self._topic, value)
        if after is before:
            self.pushed.emit(value)
        else:
            self._settle(after)
