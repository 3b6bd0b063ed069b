"""A real HTTP server that takes SMS and answers as a test says."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Taken:
    """A request that came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Gateway:
    """What came, and the statuses of the next answers (200 when there is none; 0: hang up)."""

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)


@contextlib.contextmanager
def sms_gateway() -> Iterator[Gateway]:
    """Run one on loopback."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            gateway.taken.append(Taken(self.path, headers, body))
            status = gateway.statuses.pop(0) if gateway.statuses else 200
            if status:
                self.send_response(status)
                if status in {301, 302, 307, 308}:
                    self.send_header("Location", f"http://127.0.0.1:{gateway.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        gateway.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield gateway
        finally:
            server.shutdown()
            thread.join()
