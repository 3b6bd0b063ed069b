"""A site of our own: an authority made for one run, HTTPS on loopback, and a note of all that it was asked."""

from __future__ import annotations

import contextlib
import json
import secrets
import ssl
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from kiosk.selftest.words import Words
from kiosk.throwaway import throwaway_certificate

HOST = "selftest.example"
FIRST, SECOND = f"https://{HOST}/first", f"https://{HOST}/second"
_YEAR = 31_536_000
_PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="#fff"/></svg>'
)
_LOOK = """
async function look() {
  const databases = indexedDB.databases ? (await indexedDB.databases()).length : 0;
  const workers = await navigator.serviceWorker.getRegistrations();
  return {cookie: document.cookie, kept: localStorage.getItem('kept') || '', databases,
          caches: (await caches.keys()).length, workers: workers.length,
          controlled: navigator.serviceWorker.controller !== null, zoom: devicePixelRatio};
}
async function report(where, what) { await fetch(where, {method: 'POST', body: JSON.stringify(what)}); }
async function picture() { await (await fetch('/picture.svg')).text(); }
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its path, the cookie that came with it, and whether its connection took up an earlier session."""

    path: str
    cookie: str
    resumed: bool


class Site:
    """Serves until the block is left; `address` is one of loopback that nobody else uses, the port the real one."""

    def __init__(self, folder: Path, words: Words) -> None:
        """Make authority and certificate in `folder`; raises OSError where port 443 may not be used."""
        self.words = words
        self.asked: list[Asked] = []
        self.reports: dict[str, dict[str, Any]] = {}
        self.address = "127." + ".".join(str(1 + secrets.randbelow(254)) for _ in range(3))
        self.authority = folder / "authority.pem"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(throwaway_certificate(folder, self.authority, HOST))
        self._server = _Server((self.address, 443), self, context)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def count(self, path: str) -> int:
        """Say how often something was asked for."""
        return sum(asked.path == path for asked in self.asked)

    def page(self, path: str) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
        """Give body, kind and headers of a page; None where there is none."""
        words = self.words
        match path:
            case "/first":
                cookie = f"selftest={words.beginning}cookie; Max-Age={_YEAR}; Secure; Path=/"
                headers = (("Set-Cookie", cookie), ("Strict-Transport-Security", f"max-age={_YEAR}"))
                return _first(words), "text/html", headers
            case "/second":
                script = f"{_LOOK}(async () => {{ await picture(); await report('/report/2', await look()) }})()"
                return f"<script>{script}</script>", "text/html", ()
            case "/picture.svg":
                return _PICTURE.decode(), "image/svg+xml", (("Cache-Control", f"max-age={_YEAR}, immutable"),)
            case "/worker.js":
                return "self.addEventListener('fetch', () => {})", "text/javascript", ()
        return None


def _first(words: Words) -> str:
    script = f"""{_LOOK}
    localStorage.setItem('kept', '{words.of("kept")}');
    (async () => {{
      indexedDB.open('{words.beginning}kept');
      await caches.open('{words.beginning}kept');
      await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
      await picture(); await picture();
      await report('/report/1', await look());
    }})()"""
    field = f"<input value='{words.of('field')}'><p>{words.of('page')}</p>"
    return f"<!doctype html><meta charset=utf-8><title>-</title>{field}<script>{script}</script>"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, place: tuple[str, int], site: Site, context: ssl.SSLContext) -> None:
        self.site = site
        self._context = context
        super().__init__(place, _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the base class's
        """Shake hands in the connection's own thread."""
        with contextlib.suppress(OSError):
            request.settimeout(20)
            with self._context.wrap_socket(request, server_side=True) as secure:
                super().finish_request(secure, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    connection: ssl.SSLSocket

    def _note(self) -> None:
        cookie = self.headers.get("Cookie", "")
        self.server.site.asked.append(Asked(self.path, cookie, bool(self.connection.session_reused)))

    def do_GET(self) -> None:
        """Give a page. Each connection is for one request, so that a later one can take up its session."""
        self._note()
        found = self.server.site.page(self.path)
        body, kind, headers = found or ("", "text/plain", ())
        self._answer(200 if found else 404, body.encode(), kind, headers)

    def do_POST(self) -> None:
        """Take a report."""
        self._note()
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.server.site.reports[self.path] = json.loads(body)
        self._answer(204, b"", "text/plain", ())

    def _answer(self, status: int, body: bytes, kind: str, headers: tuple[tuple[str, str], ...]) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", f"{kind}; charset=utf-8"), *headers, ("Connection", "close")):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:  # noqa: ANN401 - the base class's
        """Say nothing."""
