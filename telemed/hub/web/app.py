"""The web application: all routes, errors and headers of a hub in one place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

from litestar import Litestar, Response, Router, get
from litestar.config.app import AppConfig
from litestar.datastructures import ResponseHeader
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from telemed import api
from telemed.hub.errors import HubError
from telemed.hub.web.answers import on_any_error, on_http_error, on_hub_error, on_malformed, value

BODY_LIMIT: Final = 64 * 1024
"""Bytes of a request's body at the most."""

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@get("/api/v1/health")
async def health() -> Response[bytes]:
    """Say that the hub runs."""
    return value(api.Done())


def _documentation() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Stadtteil-Terminal: hub of a site",
        version="1",
        path="/api/v1/schema",
        render_plugins=[JsonRenderPlugin()],
        components=Components(
            security_schemes={
                "terminal": SecurityScheme(type="http", scheme="bearer"),
                "staff": SecurityScheme(type="apiKey", name="stadtteil", security_scheme_in="cookie"),
            }
        ),
    )


def make_app(
    routers: list[Router | Any], lifespan: Callable[[Litestar], AbstractAsyncContextManager[None]]
) -> Litestar:
    """Make the ASGI application of these routes; `lifespan` starts and stops what is behind them."""
    return Litestar.from_config(
        AppConfig(
            route_handlers=[health, *routers],
            lifespan=[lifespan],
            exception_handlers={
                HubError: on_hub_error,
                HTTPException: on_http_error,
                RecursionError: on_malformed,
                UnicodeError: on_malformed,
                Exception: on_any_error,
            },
            response_headers=[ResponseHeader(name=name, value=text) for name, text in _HEADERS.items()],
            request_max_body_size=BODY_LIMIT,
            openapi_config=_documentation(),
            logging_config=None,
        )
    )
