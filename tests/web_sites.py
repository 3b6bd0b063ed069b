"""Sites for the browser and the gate: an authority of our own, HTTPS on loopback, and canaries that count bytes.

A site listens on an address below 127 that nobody else uses, on the real port 443 (root only); `web.names` of the
terminal says which name is there. Everything that a site was asked is kept, so that a test can say what came and what
did not.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import selectors
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HTTPS = 443


def own_address() -> str:
    """Give an address of this machine's loopback by chance, so that tests beside each other do not meet."""
    return "127." + ".".join(str(1 + secrets.randbelow(254)) for _ in range(3))


def outer_address() -> str | None:
    """Give an IPv4 address of this machine that is not loopback; None where there is none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        address: str = probe.getsockname()[0]
        return None if address.startswith("127.") else address
    return None


# ---- authority ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Authority:
    """An authority of our own. `certificate` is what `web.ca` names."""

    folder: Path
    certificate: Path
    _name: x509.Name
    _key: ec.EllipticCurvePrivateKey

    def issue(self, *names: str, days: int = 30) -> Path:
        """Give a file with key and certificate for these names; with negative `days` it ended so long ago."""
        key = ec.generate_private_key(ec.SECP256R1())
        now = dt.datetime.now(dt.UTC)
        begin, end = (now - dt.timedelta(days=1), now + dt.timedelta(days=days))
        if days < 0:
            begin = end - dt.timedelta(days=1)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])]))
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        path = self.folder / f"{names[0]}-{secrets.token_hex(4)}.pem"
        path.write_bytes(_private(key) + certificate.public_bytes(serialization.Encoding.PEM))
        return path


def own_authority(folder: Path, name: str = "Stadtteil Test Authority") -> Authority:
    """Make an authority whose certificate lies in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} {secrets.token_hex(4)}")])
    now = dt.datetime.now(dt.UTC)
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only"), False
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=True, crl_sign=True, decipher_only=False, **usage),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / f"authority-{secrets.token_hex(4)}.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return Authority(folder, path, subject, key)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


# ---- sites -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Request:
    """What a site was asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    """By names in lower case."""
    body: bytes
    resumed: bool
    """The connection took up a TLS session of an earlier one."""
    peer: tuple[str, int]
    """Address and port the connection came from: two requests of the same port are of one connection."""

    @property
    def host(self) -> str:
        """Name of the site that was meant."""
        return self.headers.get("host", "")


@dataclass(frozen=True)
class Page:
    """An answer. A body in pieces is sent as they come, with no length in advance."""

    body: str | bytes | Iterable[bytes] = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


Pages = Mapping[str, "Page | str | bytes"] | Callable[[Request], "Page | str | bytes | None"]
"""By path without query; or what answers (None: not found)."""


class Site:
    """A threaded HTTPS site for some names, on an address of its own; `with Site(…) as site:`."""

    def __init__(
        self,
        authority: Authority,
        *names: str,
        pages: Pages,
        days: int = 30,
        certified: tuple[str, ...] = (),
        address: str | None = None,
        port: int = HTTPS,
    ) -> None:
        """Serve `pages` under `names`; `certified` are names of a certificate that does not fit."""
        self.names = names
        self.pages = pages
        self.got: list[Request] = []
        self.handshakes_failed = 0
        self.connections = 0
        self._lock = threading.Lock()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.issue(*(certified or names), days=days))
        context.set_alpn_protocols(["http/1.1"])
        self._server = _Server((address or own_address(), port), self, context)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def address(self) -> str:
        """Address it listens on."""
        return str(self._server.server_address[0])

    @property
    def port(self) -> int:
        """Port it listens on."""
        return int(self._server.server_address[1])

    def toml(self) -> str:
        """Give the `[[web.names]]` of a `terminal.toml` that lead here."""
        return "".join(f'[[web.names]]\nhost = "{name}"\naddress = "{self.address}"\n' for name in self.names)

    def requests(self, path: str | None = None) -> list[Request]:
        """Give what came so far, or what came for one path (without query)."""
        with self._lock:
            return [one for one in self.got if path is None or one.path.partition("?")[0] == path]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.drop()
        self._server.server_close()

    def answer(self, request: Request) -> Page:
        """Note a request and give the page for it."""
        with self._lock:
            self.got.append(request)
        path = request.path.partition("?")[0]
        found = self.pages(request) if callable(self.pages) else self.pages.get(path)
        if found is None:
            return Page("not found", "text/plain", 404)
        return found if isinstance(found, Page) else Page(found)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, place: tuple[str, int], site: Site, context: ssl.SSLContext) -> None:
        self.site = site
        self.context = context
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(place, _Handler)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
            self.site.connections += 1
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._guard:
                self._open.discard(request)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the connection's own thread: somebody who only connects holds up nobody."""
        request.settimeout(30)
        try:
            secure = self.context.wrap_socket(request, server_side=True, do_handshake_on_connect=False)
        except OSError:
            return
        with self._guard:
            self._open.add(secure)
        try:
            secure.do_handshake()
        except OSError:
            self.site.handshakes_failed += 1
        else:
            with contextlib.suppress(OSError):
                super().finish_request(secure, client_address)
        finally:
            with self._guard:
                self._open.discard(secure)
            secure.close()

    def drop(self) -> None:
        """End connections that are kept alive; their threads end with them."""
        with self._guard:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    connection: ssl.SSLSocket

    def _serve(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        request = Request(
            self.command, self.path, headers, body, bool(self.connection.session_reused), self.client_address
        )
        page = self.server.site.answer(request)
        whole = page.body.encode() if isinstance(page.body, str) else page.body
        self.send_response(page.status)
        self.send_header("Content-Type", page.kind)
        for name, value in page.headers:
            self.send_header(name, value)
        if isinstance(whole, bytes):
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(whole)
            return
        self.send_header("Connection", "close")
        self.close_connection = True
        self.end_headers()
        for piece in whole:
            self.wfile.write(piece)
            self.wfile.flush()

    do_GET = do_POST = do_PUT = do_HEAD = do_OPTIONS = do_DELETE = _serve  # noqa: N815 - names of the base class

    def log_message(self, *_words: Any) -> None:
        """Say nothing; what came is kept by the site."""


# ---- canaries ----------------------------------------------------------------------------------------------------


@dataclass
class Canary:
    """TCP and UDP listeners on one port of one address that count what reaches them; `with Canary() as canary:`."""

    address: str = "127.0.0.1"
    port: int = 0
    tcp_connections: int = 0
    tcp_bytes: int = 0
    udp_packets: int = 0
    udp_bytes: int = 0
    seen: list[bytes] = field(default_factory=list)
    """The first bytes of each."""

    def __post_init__(self) -> None:
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        self._tcp, self._udp = _both(family, self.address, self.port)
        self.port = self._tcp.getsockname()[1]
        self._wake, self._stop = socket.socketpair()
        self._thread = threading.Thread(target=self._count)

    @property
    def untouched(self) -> bool:
        """Nothing came: no connection, no packet."""
        return self.tcp_connections == self.udp_packets == 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.send(b"x")
        self._thread.join()
        for end in (self._tcp, self._udp, self._wake, self._stop):
            end.close()

    def _count(self) -> None:
        with selectors.DefaultSelector() as selector:
            for end in (self._tcp, self._udp, self._wake):
                end.setblocking(False)
                selector.register(end, selectors.EVENT_READ)
            connections: set[socket.socket] = set()
            running = True
            while running:
                for key, _ in selector.select():
                    ready: Any = key.fileobj
                    running = running and ready is not self._wake
                    if ready is not self._wake:
                        self._look(selector, ready, connections)
            for connection in connections:
                connection.close()

    def _look(self, selector: selectors.BaseSelector, end: socket.socket, connections: set[socket.socket]) -> None:
        with contextlib.suppress(BlockingIOError, ConnectionError):
            if end is self._tcp:
                connection, _ = end.accept()
                self.tcp_connections += 1
                connection.setblocking(False)
                connections.add(connection)
                selector.register(connection, selectors.EVENT_READ)
            elif end is self._udp:
                data = end.recv(65536)
                self.udp_packets += 1
                self.udp_bytes += len(data)
                self.seen.append(data[:200])
            elif data := end.recv(65536):
                self.tcp_bytes += len(data)
                self.seen.append(data[:200])
            else:
                selector.unregister(end)


def _both(family: socket.AddressFamily, address: str, port: int) -> tuple[socket.socket, socket.socket]:
    """Bind TCP and UDP to the same port; where one of them is taken by somebody else, to the next by chance."""
    for attempt in range(50):
        tcp = socket.socket(family, socket.SOCK_STREAM)
        udp = socket.socket(family, socket.SOCK_DGRAM)
        try:
            tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tcp.bind((address, port))
            udp.bind((address, tcp.getsockname()[1]))
            tcp.listen(128)
        except OSError:
            tcp.close()
            udp.close()
            if port or attempt == 49:
                raise
        else:
            return tcp, udp
    raise AssertionError
