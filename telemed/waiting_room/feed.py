"""The board as it comes from the hub: pushed by WebSocket, asked for every second while the push is down or silent."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QNetworkAccessManager, QNetworkProxy, QNetworkReply, QNetworkRequest
from PySide6.QtWebSockets import QWebSocket

from telemed.waiting_room.hub import LIMIT, Hub, read_board, read_push, read_site

if TYPE_CHECKING:
    from collections.abc import Callable

TICK_MS = 1000
SILENT_AFTER = 2.5
"""Seconds without a pong after which the board is also asked for."""
DEAD_AFTER = 6.0
"""Seconds without a pong, or of connecting, after which a new connection is tried."""
QUIET_AFTER = 12.0
"""Seconds without a pushed board after which it is asked for once: the hub sends one every five seconds."""
ANSWER_MS = 2500
SITE_EVERY = 60.0
_UNKNOWN = (401, 403)
BACKOFF_MS = (100, 250, 500, 1000, 2000, 4000)

_log = logging.getLogger(__name__)


class Feed(QObject):
    """Keeps the newest board and site, and knows how old they are.

    `clock` is monotonic seconds; `jitter` gives 0 to 1 and spreads the reconnecting of many displays.
    """

    board = Signal(object)
    """A `telemed.api.Board`; also when it says the same as the one before."""
    site = Signal(object)
    """A `telemed.api.Site`."""

    def __init__(
        self, hub: Hub, clock: Callable[[], float], jitter: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._clock = clock
        self._jitter = jitter
        self._socket: QWebSocket | None = None
        self._told = False
        """A board came over the present connection."""
        self._since = 0.0
        self._pong_at = 0.0
        self._board_at = 0.0
        self._site_at = -SITE_EVERY
        self._version = -1
        self._heard_at: float | None = None
        self._failures = 0
        self._lost = False
        self._told_refusal = False
        self._asking: dict[str, QNetworkReply] = {}
        self._network = QNetworkAccessManager(self)
        self._network.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        self._network.setTransferTimeout(ANSWER_MS)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._look)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._connect)

    def start(self) -> None:
        """Connect, and ask at once as well, so that the first picture waits for neither."""
        self._connect()
        self._ask("board")
        self._tick.start()

    def stop(self) -> None:
        """Let go of the hub."""
        self._tick.stop()
        self._again.stop()
        self._drop()
        for reply in list(self._asking.values()):
            reply.abort()

    def heard_at(self) -> float | None:
        """When (by `clock`) the hub last proved that the board is the present one; None before the first time."""
        return self._heard_at

    @property
    def pushed(self) -> bool:
        """Whether the board comes over a live WebSocket."""
        return self._told and self._clock() - self._pong_at <= SILENT_AFTER

    # ---- the WebSocket -------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._drop()
        socket = QWebSocket(parent=self)
        socket.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        socket.setMaxAllowedIncomingMessageSize(LIMIT)
        socket.setMaxAllowedIncomingFrameSize(LIMIT)
        if self._hub.tls is not None:
            socket.setSslConfiguration(self._hub.tls)
        socket.connected.connect(self._connected)
        socket.disconnected.connect(self._disconnected)
        socket.errorOccurred.connect(self._disconnected)
        socket.textMessageReceived.connect(self._text)
        socket.binaryMessageReceived.connect(self._binary)
        socket.pong.connect(self._pong)
        self._socket = socket
        self._since = self._clock()
        socket.open(self._hub.request("/api/v1/watch", socket=True, topics=("board", "site")))

    def _drop(self) -> None:
        socket, self._socket, self._told = self._socket, None, False
        if socket is not None:
            socket.blockSignals(True)
            socket.abort()
            socket.deleteLater()

    def _connected(self) -> None:
        self._pong_at = self._board_at = self._clock()

    def _disconnected(self) -> None:
        self._drop()
        self._retry()

    def _retry(self) -> None:
        """Connect again, later each time and not all displays at once."""
        if not self._again.isActive():
            pause = BACKOFF_MS[min(self._failures, len(BACKOFF_MS) - 1)]
            self._failures += 1
            self._again.start(round(pause * (0.5 + 0.5 * self._jitter())))

    def _text(self, message: str) -> None:
        self._message(message.encode())

    def _binary(self, message: QByteArray) -> None:
        self._message(bytes(message.data()))

    def _message(self, data: bytes) -> None:
        push = read_push(data)
        if push is None:
            _log.warning("the hub sent something that is no value")
        elif push[0] == "board":
            self._take_board(push[1], pushed=True)
        elif push[0] == "site":
            self._take_site(push[1])

    def _pong(self) -> None:
        self._pong_at = self._clock()
        if self._told:
            self._hear()

    # ---- asking --------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Once a second: a sign of life over the WebSocket, else ask."""
        now = self._clock()
        state = self._socket.state() if self._socket is not None else QAbstractSocket.SocketState.UnconnectedState
        connected = state == QAbstractSocket.SocketState.ConnectedState
        if self._socket is not None and connected:
            self._socket.ping()
        silent_for = now - (self._pong_at if connected else self._since)
        if self._socket is not None and silent_for > DEAD_AFTER:
            self._disconnected()
        if not connected or silent_for > SILENT_AFTER or not self._told:
            self._ask("board")
            if now - self._site_at >= SITE_EVERY:
                self._ask("site")
        elif now - self._board_at > QUIET_AFTER:
            self._board_at = now
            self._ask("board")
        if self._heard_at is not None and now - self._heard_at > DEAD_AFTER and not self._lost:
            self._lost = True
            _log.warning("the hub is lost; the picture stays and says how old it is")

    def _ask(self, what: str) -> None:
        if what in self._asking:
            return
        reply = self._network.get(self._hub.request(f"/api/v1/{what}"))
        reply.setReadBufferSize(LIMIT)
        self._asking[what] = reply
        reply.finished.connect(lambda: self._answered(what, reply))

    def _answered(self, what: str, reply: QNetworkReply) -> None:
        self._asking.pop(what, None)
        reply.deleteLater()
        if reply.error() != QNetworkReply.NetworkError.NoError:
            self._refused(reply)
            return
        self._told_refusal = False
        data = bytes(reply.read(LIMIT).data())
        if what == "board":
            self._take_board(data, pushed=False)
        else:
            self._take_site(data)

    def _refused(self, reply: QNetworkReply) -> None:
        """Say once why nothing can come: what an operator can change, unlike a hub that is away."""
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        untrusted = reply.error() == QNetworkReply.NetworkError.SslHandshakeFailedError
        if (status in _UNKNOWN or untrusted) and not self._told_refusal:
            self._told_refusal = True
            why = "its certificate is not trusted" if untrusted else "it does not know the credential of this display"
            _log.error("the hub cannot be used: %s", why)

    # ---- what came -----------------------------------------------------------------------------------------------

    def _take_board(self, data: bytes, *, pushed: bool) -> None:
        board = read_board(data)
        if board is None:
            _log.warning("the hub sent a board that cannot be shown")
            return
        if pushed:
            self._told = True
            self._failures = 0
            self._pong_at = self._board_at = self._clock()
        elif self._told and board.version < self._version:
            return  # An answer that was overtaken by a push.
        self._version = board.version
        self._hear()
        self.board.emit(board)

    def _take_site(self, data: bytes) -> None:
        site = read_site(data)
        if site is None:
            _log.warning("the hub sent a site that cannot be shown")
            return
        self._site_at = self._clock()
        self.site.emit(site)

    def _hear(self) -> None:
        self._heard_at = self._clock()
        if self._lost:
            self._lost = False
            _log.warning("the hub is back")
