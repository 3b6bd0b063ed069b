"""Finds every screen a service can show, by running it with every answer a visitor or the office may give.

Nothing here knows a particular service: a new one is explored as it is.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import types
import typing
from collections import Counter
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from kiosk.citizen.appointment.requests import Appointment, AppointmentState
from kiosk.citizen.telling.requests import Ways
from kiosk.flow.runner import Runner
from kiosk.flow.service import Service, Visit
from kiosk.flow.states import Asking, Refused, State, Waiting
from kiosk.flow.steps import (
    AskDate,
    AskDigits,
    AskNumber,
    AskText,
    Choose,
    Confirm,
    Effect,
    PrintResult,
    Progress,
    Query,
)

WORDS = "Ich habe meine Brille vergessen."
MAIL = "erna@beispiel.example"
NUMBER = 127
DIGITS = "4072519386"
CALLED = {"first": "10:20", "last": "10:40"}
"""Between which times a number will probably be called."""
OTHER_REASON = "other"
TODAY = dt.date(2026, 11, 23)
DAY = TODAY + dt.timedelta(days=1)
LONGEST = 40
"""Replies in one way through a service; a loop ends there."""

AGAIN = 12
"""How often the same question is gone on from, because what follows may depend on what was answered before it."""


_STATES = typing.get_args(AppointmentState)
_WHOLE: dict[Any, list[Any]] = {
    PrintResult: [PrintResult(state) for state in ("printed", "no-paper", "unreachable")],
    Appointment: [
        *(Appointment(DIGITS, "papers", TODAY, dt.time(9, 20), state, assistant=False) for state in _STATES),
        Appointment(DIGITS, "papers", TODAY + dt.timedelta(days=1), dt.time(9, 20), "booked", assistant=False),
        Appointment(DIGITS, "papers", TODAY - dt.timedelta(days=1), dt.time(9, 20), "missed", assistant=False),
    ],
    Ways: [Ways(("sms", "email")), Ways(("sms", "email"), ("sms", "email")), Ways(("sms",), told=True)],
}
"""Results whose fields depend on each other or on the day of the tour."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is given at one point: an `answer` of the visitor, a pushed value, or what the office says."""

    kind: Literal["answer", "pushed", "ok", "refused"]
    value: Any


Way = tuple[Reply, ...]


def ways(service: Service, visit: Visit, seen: set[str] | None = None) -> list[Way]:
    """Give ways through a service that together come to everything it can ask or show; none is part of another.

    With `seen`, what is noted there is not come to once more for its own sake, and what these ways come to is added.
    """
    seen = set() if seen is None else seen
    met: Counter[str] = Counter()
    found: list[Way] = []
    ahead: list[Way] = [()]
    while ahead:
        way = ahead.pop(0)
        state = _run(service, visit, way)
        asked = _asked(state)
        if asked is None:
            continue
        mark = face(asked) if isinstance(state, Asking) else f"{service.id} {face(asked)}"  # papers look alike
        if mark not in seen:
            seen.add(mark)
            found.append(way)
        met[repr(asked)] += 1
        if len(way) < LONGEST and met[repr(asked)] <= AGAIN:
            ahead += [(*way, reply) for reply in replies(state)]
    begun = {way[:end] for way in found for end in range(len(way))}
    return [way for way in found if way not in begun]


def face(asked: Any) -> str:
    """Name what makes a screen another one: the key, the values in its words, which facts and lines it has."""
    facts = getattr(asked, "facts", getattr(asked, "summary", ()))
    lines = getattr(asked, "lines", ())
    return repr(
        (
            type(asked).__name__,
            getattr(asked, "key", getattr(asked, "name", "")),
            sorted(getattr(asked, "values", {}).items()),
            [fact.label for fact in facts],
            [line.key for line in lines] if isinstance(lines, tuple) else lines,
            [option.value for option in getattr(asked, "options", ())],
        )
    )


def _run(service: Service, visit: Visit, way: Way) -> State:
    runner = Runner(service.flow, visit)
    state = runner.start()
    for reply in way:
        if reply.kind == "answer":
            runner.answer(reply.value)
        elif reply.kind == "pushed" and isinstance(state, Asking):
            runner.push(state.step.topic or "", reply.value)
        elif isinstance(state, Waiting):
            runner.result(state.request_id, Refused(reply.value) if reply.kind == "refused" else reply.value)
        state = runner.state
    return state


def _asked(state: State) -> object:
    if isinstance(state, Asking):
        return state.step
    return state.request if isinstance(state, Waiting) else None


def replies(state: State) -> list[Reply]:
    """Give everything that may come next."""
    if isinstance(state, Waiting):
        refused = [Reply("refused", reason) for reason in reasons(type(state.request))]
        return [*(Reply("ok", value) for value in samples(state.request.result)), *refused]
    if not isinstance(state, Asking):
        return []
    if isinstance(state.step, Progress):
        return [Reply("pushed", {"done": True})]
    return [Reply("answer", value) for value in _answers(state.step)]


def _answers(step: Any) -> list[Any]:
    match step:
        case Choose():
            return [option.value for option in step.options]
        case AskText():
            words = (step.suggestions[0] if step.suggestions else WORDS)[: step.limit]
            if step.optional:
                return [words, ""]
            return [words, MAIL] if step.private else [words]
        case Confirm():
            return [True, False]
    return [_entered(step)]


def _entered(step: Any) -> Any:
    """Give what is typed where digits are asked for; None for a step that has nothing to say."""
    match step:
        case AskNumber():
            return max(step.least, min(step.most, NUMBER))
        case AskDigits():
            return DIGITS[: step.most]
        case AskDate():
            return step.first + (step.last - step.first) / 2
    return None


def refusable(step: Any) -> Any:
    """Give an answer this step does not take, or None where it takes everything that can be entered."""
    match step:
        case AskText(optional=False):
            return ""
        case AskText():
            return "?" * (step.limit + 1)
        case AskNumber():
            return step.most + 1
        case AskDigits():
            return DIGITS[: step.least - 1]
        case AskDate():
            return step.last + dt.timedelta(days=1)
    return None


def reasons(request: type[Query | Effect]) -> list[str]:
    """Read the reasons for a refusal where they are documented, and one that is not."""
    told = re.search(r"Refusals?: ([^.]*)\.", request.__doc__ or "")
    return [*re.findall(r"`([^`]+)`", told[1]), OTHER_REASON] if told else []


def samples(kind: Any, name: str = "") -> list[Any]:
    """Give values of a result's type: every value of a closed set, one of anything else."""
    if kind in _WHOLE:
        return _WHOLE[kind]
    origin = typing.get_origin(kind)
    if origin is Literal:
        return list(typing.get_args(kind))
    if origin in (typing.Union, types.UnionType):
        return samples(next(one for one in typing.get_args(kind) if one is not type(None)), name)
    if origin in (tuple, list):
        return [origin(samples(typing.get_args(kind)[0], name))]
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        variants = [samples(hints[field.name], field.name) for field in fields(kind)]
        return [kind(*values) for values in itertools.product(*variants)]
    return [_plain(kind, name)]


def _plain(kind: Any, name: str) -> Any:
    if kind is int:
        return NUMBER if name == "number" else 3
    if name in CALLED:
        return CALLED[name]
    return {str: "Raum 2", bool: True, float: 1.5, dt.date: DAY, dt.time: dt.time(9, 20)}.get(kind, kind)
