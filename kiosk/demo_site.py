"""Two sites to try the browser with, on this machine: a bank that is none, and a page to read."""

from __future__ import annotations

import secrets
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kiosk.throwaway import throwaway_certificate

BANK, PAPER = "uebungsbank.example", "stadtteilzeitung.example"

_STYLE = """<!doctype html><html lang="de"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<style>body{font:18px/1.5 sans-serif;max-width:40rem;margin:1rem auto;padding:0 1rem}
input,button{font:inherit;padding:.5rem;margin:.3rem 0;width:100%;box-sizing:border-box}
button{background:#8b0000;color:#fff;border:0}</style>"""
_LOGIN = f"""{_STYLE}<title>Übungsbank</title><h1>Anmelden</h1><form method="post" action="/konto">
<label>Benutzername <input name="user" autocomplete="username"></label>
<label>Passwort <input name="password" type="password"></label><button>Anmelden</button></form>"""
_ACCOUNT = f"""{_STYLE}<title>Übungsbank</title><h1>Ihr Konto</h1><p>Kontostand: 1.234,56 Euro</p>
<p><a href="/auszug.txt" download>Kontoauszug herunterladen</a></p>
<p><a href="#" onclick="print()">Seite drucken</a></p>
<p><a href="/">Abmelden</a></p>"""
_STATEMENT = "Kontoauszug der Übungsbank\n\nMiete        -480,00\nRente       1.390,12\n"
_ARTICLE = f"""{_STYLE}<title>Stadtteilzeitung</title><nav><a href="/">Start</a>
<a href="https://{BANK}/">Anzeige</a></nav>
<main><h1>Das neue Büro ist offen</h1><p>Seit Montag ist das Stadtteilbüro wieder geöffnet. Es liegt am Platz.</p>
<p>Wer Fragen hat, kommt einfach vorbei. Niemand braucht einen Termin.</p>
<h2>Wann?</h2><p>Montag bis Freitag, 9 bis 16 Uhr.</p>
<p><a href="mailto:buero@{PAPER}">Schreiben Sie uns</a>,
<a href="https://nirgendwo.example/">mehr dazu</a></p></main>"""
_PAGES = {(BANK, "/"): _LOGIN, (BANK, "/konto"): _ACCOUNT, (PAPER, "/"): _ARTICLE}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        host, path = self.headers.get("Host", ""), self.path.partition("?")[0]
        page, kind = _PAGES.get((host, path)), "text/html; charset=utf-8"
        if path == "/auszug.txt":
            page, kind = _STATEMENT, "text/plain; charset=utf-8"
        body = (page or "Diese Seite gibt es nicht.").encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = _answer  # noqa: N815 - names of the base class

    def log_message(self, *_words: object) -> None:
        """Write down nothing."""


class DemoSites:
    """Serves both until `close`; raises OSError where port 443 may not be used, which is root's."""

    def __init__(self, folder: Path) -> None:
        self.authority = folder / "authority.pem"
        self.address = "127." + ".".join(str(1 + secrets.randbelow(254)) for _ in range(3))
        self._server = ThreadingHTTPServer((self.address, 443), _Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(throwaway_certificate(folder, self.authority, BANK, PAPER))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def settings(self) -> list[str]:
        """Give the lines of `terminal.toml` that lead to them."""
        lines = ["[web]", f'ca = "{self.authority}"']
        for kind, title, host in (("bank", "Übungsbank", BANK), ("news", "Stadtteilzeitung", PAPER)):
            lines += ["[[web.groups]]", f'id = "{kind}"', f'hosts = ["{host}"]', "[[web.groups.pages]]"]
            lines += [f'title = "{title}"', f'address = "https://{host}/"']
        for host in (BANK, PAPER):
            lines += ["[[web.names]]", f'host = "{host}"', f'address = "{self.address}"']
        return lines

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
