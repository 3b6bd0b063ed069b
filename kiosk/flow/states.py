"""Where a running service stands, as values: what the shell shows, sends out, or says."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any, Literal

from kiosk.flow.steps import Answer, Effect, Query


@dataclass(frozen=True, slots=True)
class Refused:
    """The result of a query or an effect that the outside world declined: a value for the service, not an error.

    `reason` is from a closed set of the request (`closed`, `no-number-free`, `not-found` …).
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A step waits for the visitor. `index` counts the answers given before it, from 0."""

    step: Answer
    can_back: bool
    index: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request is to be sent out once and its result given to `Runner.result`.

    `request_id` is new for every sending; `key` is the idempotency key of an effect (the same when it is sent again)
    and "" for a query. `can_back` is never set for an effect: it may already have happened.
    """

    request_id: int
    kind: Literal["query", "effect"]
    name: str
    request: Query | Effect
    key: str
    can_back: bool


@dataclass(frozen=True, slots=True)
class Stuck:
    """The request was sent and the outside world is away: `Runner.retry` sends it again under the same key."""

    request_id: int
    kind: Literal["query", "effect"]
    name: str
    request: Query | Effect
    key: str
    can_back: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """The service is over and returned `value`."""

    value: Any


class Fault(enum.Enum):
    """Why a service cannot go on."""

    RAISED = "raised"
    NOT_A_STEP = "not-a-step"
    NOT_DETERMINISTIC = "not-deterministic"


@dataclass(frozen=True, slots=True)
class Broken:
    """The service has a defect and is over. Safe to log: it names code and steps, never what the visitor said.

    `step` is the key or name of the last thing that was yielded; `error` the exception's class and `place` the
    function and line it came from, both "" where nothing was raised.
    """

    fault: Fault
    step: str
    error: str = ""
    place: str = ""


State = Asking | Waiting | Stuck | Finished | Broken
"""What every move of a runner returns."""
