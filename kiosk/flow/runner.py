"""Runs a service: hands out its steps, records the replies, goes back by replaying it with one answer less.

Pure: no clock, no input or output. Every move returns the state it leads to; a move that makes no sense in the
present state (an answer while waiting, a result that comes too late) changes nothing and returns the present state.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from kiosk.flow.states import Asking, Broken, Fault, Finished, Refused, State, Stuck, Waiting
from kiosk.flow.steps import Answer, Effect, Flow, Problem, Progress, Query, Reserve, Yielded

if TYPE_CHECKING:
    from types import TracebackType

    from kiosk.flow.service import Visit

__all__ = ["Asking", "Broken", "Fault", "Finished", "Refused", "Runner", "State", "Stuck", "Waiting"]

_ANSWERS = get_args(Answer)


@dataclass(frozen=True, slots=True)
class _Record:
    """One thing the service yielded and the reply it got."""

    asked: Yielded
    reply: Any

    @property
    def is_answer(self) -> bool:
        return isinstance(self.asked, _ANSWERS)

    @property
    def is_effect(self) -> bool:
        return isinstance(self.asked, Effect)

    def fits(self, asked: object) -> bool:
        """Whether the reply may be given to `asked` in a replay: the same step, or the very same request."""
        if not self.is_answer:
            return type(asked) is type(self.asked) and asked == self.asked
        return _name(asked) == _name(self.asked) and asked.check(self.reply) is None  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class _Ended:
    """The generator is exhausted (`state` is `Finished`) or has a defect (`Broken`)."""

    state: Finished | Broken


class Runner:
    """One run of one service for one visitor.

    Three things can be yielded: *answers* (undone by `back`), *queries* (a recorded result is used again while all
    answers before it are the same, but that of a `Reserve` never: it was let go of) and *effects* (run once; `back`
    never crosses one and no result is ever dropped).
    `diverged` counts the replays in which the service did not ask the same things again; it stays 0 for every
    deterministic service.
    """

    def __init__(self, flow: Callable[[Visit], Flow], visit: Visit) -> None:
        """Prepare `flow`; nothing of it runs before `start`."""
        self._flow = flow
        self._visit = visit
        self._generator: Flow | None = None
        self._log: list[_Record] = []
        self._future: list[_Record] = []
        self._drafts: dict[tuple[str, str, int], Any] = {}
        self._latest: dict[str, Any] = {}
        self._last_id = 0
        self._issued: set[int] = set()
        self._state: State | None = None
        self.diverged = 0

    # ---- the visitor's moves -------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """The present state; raises `RuntimeError` before `start`."""
        if self._state is None:
            message = "not started"
            raise RuntimeError(message)
        return self._state

    def start(self) -> State:
        """Run the service to its first step; later calls change nothing."""
        if self._state is not None:
            return self._state
        return self._settle(self._restart())

    def answer(self, value: object) -> State | Problem:
        """Answer the step that is shown; a `Problem` says why the value is not taken and changes nothing."""
        state = self.state
        if not isinstance(state, Asking):
            return state
        problem = state.step.check(value)
        if problem is not None:
            return problem
        self._drafts.pop(self._draft_key(state.step), None)
        return self._reply(state.step, value)

    def back(self) -> State:
        """Take the last answer back where the state says `can_back`; it becomes the draft of its step."""
        state = self.state
        last = self._last_answer()
        if last is None or not getattr(state, "can_back", False):
            return state
        records, undone = self._log[:last], self._log[last:]
        future = undone + self._future
        asked = self._replay(records)
        if asked is None:
            return self.state
        if isinstance(asked, _Ended):
            self._diverge()
            return self._break(undone[0].asked)
        if _name(asked) == _name(undone[0].asked):
            self._drafts[self._draft_key(undone[0].asked)] = undone[0].reply
            self._future = future
        else:
            self._diverge()
        return self._settle(asked)

    @property
    def kept(self) -> type[Effect] | None:
        """What lets go of the thing that is kept for the visitor now; None when nothing is."""
        for record in reversed(self._log):
            if isinstance(record.asked, Reserve) and not isinstance(record.reply, Refused):
                return record.asked.undo
        return None

    @property
    def draft(self) -> object:
        """What was entered into the present step and not yet sent, or None; it may not pass the step's check."""
        state = self._state
        return self._drafts.get(self._draft_key(state.step)) if isinstance(state, Asking) else None

    def set_draft(self, value: object) -> None:
        """Keep what was entered so far into the present step; None forgets it."""
        if not isinstance(self._state, Asking):
            return
        key = self._draft_key(self._state.step)
        if value is None:
            self._drafts.pop(key, None)
        else:
            self._drafts[key] = value

    # ---- the outside world's moves -------------------------------------------------------------------------------

    def result(self, request_id: int, value: object) -> State:
        """Give the result (or `Refused`) of the present request; any other id is too late and is ignored.

        An answer that arrives after the request was called away still counts: for an effect it is the truth.
        """
        state = self.state
        if not isinstance(state, (Waiting, Stuck)) or request_id not in self._issued:
            return state
        return self._reply(state.request, value)

    def away(self, request_id: int) -> State:
        """Say that the outside world did not answer this sending of the present request."""
        state = self.state
        if not isinstance(state, Waiting) or request_id != state.request_id:
            return state
        return self._become(
            Stuck(state.request_id, state.kind, state.name, state.request, state.key, self._can_back(state.request))
        )

    def retry(self) -> State:
        """Send a stuck request again: a new request id, the same idempotency key."""
        state = self.state
        return self._wait(state.request, state.key) if isinstance(state, Stuck) else state

    def push(self, topic: str, value: object) -> State:
        """Take a pushed value; one with `done` set ends a `Progress` that waits for this topic."""
        self._latest[topic] = value
        state = self.state
        step = state.step if isinstance(state, Asking) else None
        over = isinstance(value, Mapping) and bool(value.get("done"))
        return self._reply(step, value) if over and isinstance(step, Progress) and step.topic == topic else state

    def latest(self, topic: str) -> object:
        """The last value pushed to `topic` in this run, or None: for drawing a step again."""
        return self._latest.get(topic)

    def repeatable(self) -> bool:
        """Whether a fresh generator, given the same replies, comes to the same place. For tests of services."""
        state = self.state
        if isinstance(state, Broken):
            return False
        generator = self._flow(self._visit)
        asked = _move(generator, None)
        for record in self._log:
            if isinstance(asked, _Ended) or not record.fits(asked):
                return False
            asked = _move(generator, record.reply)
        _close(generator)
        if isinstance(asked, _Ended):
            return asked.state == state
        return asked == (state.step if isinstance(state, Asking) else getattr(state, "request", None))

    # ---- inside --------------------------------------------------------------------------------------------------

    def _become(self, state: State) -> State:
        self._state = state
        return state

    def _restart(self) -> Yielded | _Ended:
        if self._generator is not None:
            _close(self._generator)
        self._log = []
        self._future = []
        self._generator = self._flow(self._visit)
        return _move(self._generator, None)

    def _reply(self, asked: Yielded, value: object) -> State:
        """Record a reply and go on; what was recorded after it stays of use only if the reply is the same as then."""
        record = _Record(asked, value)
        same = bool(self._future) and _name(self._future[0].asked) == _name(asked)
        same = same and type(self._future[0].reply) is type(value) and self._future[0].reply == value
        self._future = self._future[1:] if same else []
        return self._settle(self._send(record))

    def _send(self, record: _Record) -> Yielded | _Ended:
        self._log.append(record)
        assert self._generator is not None
        return _move(self._generator, record.reply)

    def _settle(self, asked: Yielded | _Ended) -> State:
        """Come to rest at what was yielded, using recorded results of queries while they hold."""
        while _may_be_recorded(asked) and self._future and self._future[0].fits(asked):
            asked = self._send(self._future.pop(0))
        if isinstance(asked, _Ended):
            self._issued = set()
            ended = asked.state
            if isinstance(ended, Broken) and self._log:
                ended = replace(ended, step=_name(self._log[-1].asked)[1])
            return self._become(ended)
        if isinstance(asked, (Query, Effect)):
            self._future = []
            self._issued = set()
            return self._wait(asked, self._visit.new_id() if isinstance(asked, Effect) else "")
        self._issued = set()
        answers = sum(record.is_answer for record in self._log)
        return self._become(Asking(asked, self._can_back(asked), answers))

    def _wait(self, request: Query | Effect, key: str) -> State:
        self._last_id += 1
        self._issued.add(self._last_id)
        kind: Literal["query", "effect"] = "effect" if isinstance(request, Effect) else "query"
        return self._become(Waiting(self._last_id, kind, request.name, request, key, self._can_back(request)))

    def _replay(self, records: list[_Record]) -> Yielded | _Ended | None:
        """Run a fresh generator through `records`; None when the run broke. Stops where the service goes another way.

        Effects in `records` have happened: a service that does not come to them again is broken, not run on.
        """
        asked = self._restart()
        for position, record in enumerate(records):
            if isinstance(asked, _Ended) or not record.fits(asked):
                self._diverge()
                if isinstance(asked, _Ended) or any(later.is_effect for later in records[position:]):
                    self._break(record.asked)
                    return None
                return asked
            asked = self._send(_Record(asked, record.reply))
        return asked

    def _diverge(self) -> None:
        self.diverged += 1

    def _break(self, asked: Yielded) -> State:
        assert self._generator is not None
        _close(self._generator)
        return self._become(Broken(Fault.NOT_DETERMINISTIC, _name(asked)[1]))

    def _last_answer(self) -> int | None:
        """Position of the last answer that no effect follows."""
        for position in range(len(self._log) - 1, -1, -1):
            if self._log[position].is_answer:
                return position
            if self._log[position].is_effect:
                return None
        return None

    def _can_back(self, asked: Yielded) -> bool:
        return not isinstance(asked, Effect) and self._last_answer() is not None

    def _draft_key(self, step: Yielded) -> tuple[str, str, int]:
        """A step's name and how often it was answered before, so that a question asked twice has two drafts."""
        kind, key = _name(step)
        return kind, key, sum(_name(record.asked) == (kind, key) for record in self._log)


def _name(asked: object) -> tuple[str, str]:
    """Type and key (or name) of what was yielded."""
    return type(asked).__name__, getattr(asked, "key", getattr(asked, "name", ""))


def _may_be_recorded(asked: object) -> bool:
    return isinstance(asked, Query) and not isinstance(asked, Reserve)


def _move(generator: Flow, reply: object) -> Yielded | _Ended:
    """Send a reply (None starts the generator) and say what came; never raises."""
    try:
        asked = generator.send(reply)
    except StopIteration as stop:
        return _Ended(Finished(stop.value))
    except Exception as error:  # noqa: BLE001 - a defect of a service must cost that service only
        return _Ended(Broken(Fault.RAISED, "", type(error).__name__, _place(error.__traceback__)))
    if isinstance(asked, (*_ANSWERS, Query, Effect)):
        return asked
    _close(generator)
    return _Ended(Broken(Fault.NOT_A_STEP, "", type(asked).__name__))


def _place(trace: TracebackType | None) -> str:
    """Name function and line where an exception came from; nothing is read from a file, no value is looked at."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else ""


def _close(generator: Flow) -> None:
    """Close a generator that is not needed any more, whatever it does about it."""
    with contextlib.suppress(Exception):
        generator.close()
