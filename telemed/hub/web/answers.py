"""From outcomes and errors to HTTP answers. Every answer of 400 or more is a `Refusal`."""

from __future__ import annotations

import logging
from typing import Any, Final

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec

from telemed import api
from telemed.hub.desk import Outcome
from telemed.hub.errors import HubError
from telemed.hub.messages import Refused

log = logging.getLogger(__name__)

AnyRequest = Request[Any, Any, State]

STATUS: Final = {
    "bad-request": 400,
    "not-authorised": 401,
    "not-found": 404,
    "conflict": 409,
    "too-early": 409,
    "closed": 409,
    "no-number-free": 409,
    "nobody-waiting": 409,
    "taken": 409,
    "limit": 409,
    "hold-ended": 409,
    "key-reused": 422,
    "too-many": 429,
    "unavailable": 503,
}
_REASON: Final = {401: "not-authorised", 403: "not-authorised", 404: "not-found", 405: "not-found", 429: "too-many"}
_WORDS: Final = {
    "bad-request": "Diese Anfrage ist so nicht erlaubt.",
    "not-found": "Das gibt es hier nicht.",
    "unavailable": "Die Zentrale kann das gerade nicht. Bitte versuchen Sie es noch einmal.",
}
JSON: Final = "application/json"


def answer(outcome: Outcome, status: int = 200) -> Response[bytes]:
    """Turn the outcome of a command into an answer."""
    if isinstance(outcome, Refused):
        return refusal(outcome)
    return Response(outcome, status_code=status, media_type=JSON)


def value(found: msgspec.Struct | None, missing: str = _WORDS["not-found"]) -> Response[bytes]:
    """Turn a reading into an answer; None is *not found*."""
    if found is None:
        return refusal(Refused("not-found", missing))
    return Response(msgspec.json.encode(found), media_type=JSON)


def refusal(refused: Refused, status: int | None = None) -> Response[bytes]:
    """Turn a refusal into an answer."""
    body = msgspec.json.encode(api.Refusal(refused.reason, refused.detail))
    return Response(body, status_code=status or STATUS[refused.reason], media_type=JSON)


def documented(kind: Any, status: int = 200) -> dict[int, ResponseSpec]:  # noqa: ANN401 (a type)
    """Describe a route's answers for OpenAPI."""
    refused = ResponseSpec(api.Refusal, generate_examples=False, description="Refused; `reason` says why.")
    found = ResponseSpec(kind, generate_examples=False, description="Done.")
    return {status: found, **dict.fromkeys((400, 401, 404, 409, 422, 429, 503), refused)}


def on_hub_error(_: AnyRequest, error: HubError) -> Response[bytes]:
    """Something outside the hub's power: say what; the request may be made again."""
    return refusal(Refused("unavailable", error.detail))


def on_http_error(_: AnyRequest, error: HTTPException) -> Response[bytes]:
    """What the framework found wrong with a request."""
    status = error.status_code
    reason = _REASON.get(status, "unavailable" if status >= 500 else "bad-request")  # noqa: PLR2004
    ours = reason in {"not-authorised", "too-many"}
    detail = error.detail if ours else _WORDS[reason]
    return refusal(msgspec.convert({"reason": reason, "detail": detail}, Refused), status)


def on_malformed(_: AnyRequest, __: Exception) -> Response[bytes]:
    """A body nested without end or in no encoding."""
    return refusal(Refused("bad-request", _WORDS["bad-request"]))


def on_any_error(request: AnyRequest, error: Exception) -> Response[bytes]:
    """A fault of ours: logged by its type and place, without what was sent."""
    log.error("fault in %s", request.scope.get("path_template", "?"), exc_info=error)
    return refusal(Refused("unavailable", _WORDS["unavailable"]), 500)
