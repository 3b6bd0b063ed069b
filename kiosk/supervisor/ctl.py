"""`stadtteil ctl`: a Unix socket on which root or the service's own user may look and act, one JSON line each way."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

LINE_LIMIT = 4096
_PEER = struct.Struct("iII")


Command = Literal[
    "status", "end", "restart", "out-of-order", "back-in-order", "volume", "headphones-in", "headphones-out"
]


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked for."""

    command: Command
    volume: int | None = None


class CtlServer:
    """Answers on `path`; `answer` does what a checked request says and returns what is written back."""

    def __init__(self, path: Path, answer: Callable[[Request], dict[str, Any]]) -> None:
        self._path = path
        self._answer = answer
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Begin to listen; a socket left by a killed process is replaced."""
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._serve, str(self._path), limit=LINE_LIMIT)
        self._path.chmod(0o600)

    async def stop(self) -> None:
        """Stop listening and remove the socket."""
        if self._server is not None:
            self._server.close()
            self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError, asyncio.IncompleteReadError):
            if self._allowed(writer):
                line = await asyncio.wait_for(reader.readline(), 5.0)
                writer.write(msgspec.json.encode(self._reply(line)) + b"\n")
                await writer.drain()
        writer.close()

    def _allowed(self, writer: asyncio.StreamWriter) -> bool:
        peer = writer.get_extra_info("socket").getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
        _pid, uid, _gid = _PEER.unpack(peer)
        return uid in {0, os.getuid()}

    def _reply(self, line: bytes) -> dict[str, Any]:
        try:
            request = msgspec.json.decode(line, type=Request)
        except msgspec.DecodeError as error:
            return {"ok": False, "problem": str(error)}
        return {"ok": True, **self._answer(request)}


def ask(path: Path, request: Request, timeout: float = 10.0) -> dict[str, Any]:
    """Send one request and return the answer; raises OSError when no terminal runs there."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(timeout)
        connection.connect(str(path))
        connection.sendall(msgspec.json.encode(request) + b"\n")
        data = b""
        while not data.endswith(b"\n"):
            part = connection.recv(65536)
            if not part:
                break
            data += part
    answer: dict[str, Any] = msgspec.json.decode(data)
    return answer
