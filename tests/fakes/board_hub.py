"""A hub that knows one board: real HTTP and a real WebSocket on loopback, by the contract of `telemed.api`."""

from __future__ import annotations

import contextlib
import http
import socket
import threading
from typing import TYPE_CHECKING, Any

import msgspec
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from telemed.api import Board, Push, Site

if TYPE_CHECKING:
    import ssl

    from websockets.http11 import Request, Response


class BoardHub:
    """Serves on `port` (0: any free one) until `stop`; `start` again serves on the same port."""

    def __init__(
        self, board: Board, site: Site, *, secret: str | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        self.board = board
        self.site = site
        self.polls = 0
        self.pushes_on = True
        """False refuses WebSockets, as a proxy in between may do."""
        self._secret = secret
        self._tls = tls
        self._port = 0
        self._server: Server | None = None
        self._lock = threading.Lock()
        self._connections: set[ServerConnection] = set()

    @property
    def port(self) -> int:
        return self._port

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    @property
    def watched(self) -> int:
        """How many displays are connected."""
        with self._lock:
            return len(self._connections)

    def start(self) -> None:
        self._server = serve(
            self._watch, "127.0.0.1", self._port, process_request=self._request, ssl=self._tls, ping_interval=None
        )
        self._port = self._server.socket.getsockname()[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Die: connections are cut and the port is closed."""
        server, self._server = self._server, None
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.socket.shutdown(socket.SHUT_RDWR)
        if server is not None:
            server.shutdown()

    def push(self, **changes: Any) -> Board:
        """Change the board and push it."""
        self.board = msgspec.structs.replace(self.board, version=self.board.version + 1, **changes)
        self.send(_push("board", self.board))
        return self.board

    def send(self, message: str) -> None:
        """Send anything to every display."""
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            connection.send(message)

    def _request(self, connection: ServerConnection, request: Request) -> Response | None:
        if self._secret is not None and request.headers.get("Authorization") != f"Bearer {self._secret}":
            return connection.respond(http.HTTPStatus.UNAUTHORIZED, "{}")
        if request.path.startswith("/api/v1/watch"):
            return None if self.pushes_on else connection.respond(http.HTTPStatus.SERVICE_UNAVAILABLE, "{}")
        if request.path == "/api/v1/board":
            self.polls += 1
            return connection.respond(http.HTTPStatus.OK, msgspec.json.encode(self.board).decode())
        if request.path == "/api/v1/site":
            return connection.respond(http.HTTPStatus.OK, msgspec.json.encode(self.site).decode())
        return connection.respond(http.HTTPStatus.NOT_FOUND, "{}")

    def _watch(self, connection: ServerConnection) -> None:
        with self._lock:
            self._connections.add(connection)
        try:
            connection.send(_push("board", self.board))
            connection.send(_push("site", self.site))
            for _ in connection:
                pass
        except (ConnectionClosed, OSError):
            pass
        finally:
            with self._lock:
                self._connections.discard(connection)


def _push(topic: str, value: msgspec.Struct) -> str:
    return msgspec.json.encode(Push(topic, msgspec.Raw(msgspec.json.encode(value)))).decode()
