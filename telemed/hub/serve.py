"""Serve a hub: TLS off loopback, signals, readiness."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import ipaddress
import logging
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import uvicorn
import uvloop

from kiosk.notify import Notifier
from telemed.hub.app import Hub
from telemed.hub.certificates import Identity, own_identity
from telemed.hub.clock import SystemClock
from telemed.hub.errors import HubError, Reason
from telemed.hub.limits import Limits
from telemed.hub.queue import Rules
from telemed.hub.site import Listen, SiteConfig

log = logging.getLogger(__name__)

_CONNECTIONS: Final = 4_096


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach an address; a name other than localhost counts as outside."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def identity_for(listen: Listen, folder: Path, now: dt.datetime) -> Identity | None:
    """Return the certificate to serve with; None (plain text) on loopback only. Raises `HubError`."""
    if listen.certificate is not None and listen.key is not None:
        for path in (listen.certificate, listen.key):
            if not path.is_file():
                raise HubError(Reason.CERTIFICATE, f"Das Zertifikat {path} fehlt.")
        return Identity(listen.certificate, listen.key, None)
    if is_loopback(listen.host):
        return None
    own = [socket.gethostname(), "localhost", "127.0.0.1"]
    if listen.host not in {"0.0.0.0", "::"}:  # noqa: S104 (recognised, not used)
        own.insert(0, listen.host)
    return own_identity(folder, tuple(dict.fromkeys([*listen.names, *own])), now)


class _Server(uvicorn.Server):
    """A server that ends with status 0 on SIGTERM and SIGINT and says when it is ready."""

    def __init__(self, config: uvicorn.Config, notifier: Notifier, scheme: str) -> None:
        super().__init__(config)
        self._notifier = notifier
        self._scheme = scheme

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield
        self._notifier.send("STOPPING=1")

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit or not self.started:
            return
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        log.info("ready %s://%s:%d", self._scheme, host, port)
        self._notifier.send("READY=1")


def serve(
    site: SiteConfig, folder: Path, notifier: Notifier, rules: Rules | None = None, limits: Limits | None = None
) -> int:
    """Run a hub until it is told to end; return the exit status. Raises `HubError` when it cannot start."""
    identity = identity_for(site.listen, folder, dt.datetime.now(dt.UTC))
    if identity is None and not is_loopback(site.listen.host):
        raise HubError(Reason.PLAIN_TEXT, "Außerhalb dieses Rechners wird nur verschlüsselt gesprochen.")
    hub = Hub(site, folder, SystemClock(), rules, limits, secure=identity is not None)
    config = uvicorn.Config(
        hub.asgi,
        host=site.listen.host,
        port=site.listen.port,
        http="httptools",
        ws="websockets-sansio",
        loop="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws_max_size=4096,
        ws_per_message_deflate=False,
        ws_ping_interval=10,
        ws_ping_timeout=10,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
        limit_concurrency=_CONNECTIONS,
        backlog=1024,
        ssl_certfile=identity.certificate if identity else None,
        ssl_keyfile=identity.key if identity else None,
    )
    server = _Server(config, notifier, "https" if identity else "http")
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(server, notifier))
    finally:
        hub.close()
    return 0 if server.started else 1


async def _serve(server: _Server, notifier: Notifier) -> None:
    feeding = asyncio.create_task(notifier.feed())
    try:
        await server.serve()
    finally:
        feeding.cancel()
