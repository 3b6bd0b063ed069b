"""The command `stadtteil display` as a process: certificates, credential, readiness, ending, snapshot, trace."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PySide6.QtGui import QColor, QImage

from kiosk.look.theme import PAPER
from telemed.api import Board, Call, Site
from telemed.waiting_room.calls import NEWEST
from tests.fakes.board_hub import BoardHub

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SITE = Site("Stadtteilbüro Lobeda", "03641 123456")


@pytest.fixture
def launch() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started = []

    def start(*options: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "display", "--size", "1280x800", "--silent", *options],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def board(*calls: Call) -> Board:
    return Board("lobeda", time.time(), 1, calls)


def lines(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1 that is its own authority."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(secret, hashes.SHA256())
    )
    key_file, file = folder / "key.pem", folder / "certificate.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(made.public_bytes(pem))
    key_file.write_bytes(secret.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return file, key_file


@pytest.fixture
def safe_hub(tmp_path: Path) -> Iterator[tuple[BoardHub, Path, Path]]:
    """A hub with TLS that wants a credential; gives it, its certificate and the credential's file."""
    file, key_file = certificate(tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(file, key_file)
    hub = BoardHub(board(Call(14, "Raum 1", time.time())), SITE, secret="abc", tls=tls)
    hub.start()
    credential = tmp_path / "credential"
    credential.write_text('{"terminal": "display", "secret": "abc"}')
    credential.chmod(0o600)
    yield hub, file, credential
    hub.stop()


def test_pushed_call_is_painted_by_the_process(launch: Any) -> None:
    hub = BoardHub(board(), SITE)
    hub.start()
    process = launch("--hub", hub.url, "--trace")
    painted = lines(process)
    assert next(painted)["version"] == 1

    while hub.watched == 0:
        time.sleep(0.01)  # The push below is for a display that is connected.
    before = time.monotonic()
    hub.push(calls=(Call(14, "Raum 1", time.time()),))
    line = next(line for line in painted if line["version"] == 2)

    assert line["calls"] == [[14, "Raum 1", 1]]
    assert before <= line["received"] <= line["painted"]
    hub.stop()


def test_certificate_and_credential_of_the_operator_are_used(
    safe_hub: tuple[BoardHub, Path, Path], launch: Any
) -> None:
    hub, file, credential = safe_hub

    process = launch("--hub", hub.url, "--ca", str(file), "--credential", str(credential), "--trace")

    assert next(lines(process))["calls"] == [[14, "Raum 1", 1]]
    while hub.watched == 0:
        time.sleep(0.01)  # Over the WebSocket too, not by asking only.


def test_unknown_certificate_is_not_trusted(safe_hub: tuple[BoardHub, Path, Path], launch: Any) -> None:
    hub, _, credential = safe_hub

    process = launch("--hub", hub.url, "--credential", str(credential), "--trace")

    assert any("certificate is not trusted" in line for line in process.stderr)
    assert (hub.polls, hub.watched) == (0, 0)


def test_unknown_credential_is_named_in_the_log(safe_hub: tuple[BoardHub, Path, Path], launch: Any) -> None:
    hub, file, credential = safe_hub
    credential.write_text('{"terminal": "display", "secret": "wrong"}')

    process = launch("--hub", hub.url, "--ca", str(file), "--credential", str(credential))

    assert any("does not know the credential" in line for line in process.stderr)
    assert hub.polls == 0


def test_systemd_is_told_after_the_first_frame_and_with_later_ones(launch: Any, tmp_path: Path) -> None:
    hub = BoardHub(board(), SITE)
    hub.start()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.bind(str(tmp_path / "notify"))
        notify.settimeout(30)
        process = launch("--hub", hub.url, "--trace", NOTIFY_SOCKET=str(tmp_path / "notify"))

        assert notify.recv(100) == b"READY=1\nWATCHDOG=1"
        assert notify.recv(100) == b"WATCHDOG=1"
    assert next(lines(process))["version"] == 1
    hub.stop()


def test_display_ends_at_once_with_status_0(launch: Any) -> None:
    hub = BoardHub(board(), SITE)
    hub.start()
    process = launch("--hub", hub.url, "--trace")
    next(lines(process))

    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=5) == 0
    assert "Traceback" not in process.stderr.read()
    hub.stop()


def test_snapshot_is_the_picture(launch: Any, tmp_path: Path) -> None:
    hub = BoardHub(board(Call(14, "Raum 1", time.time())), SITE)
    hub.start()

    process = launch("--hub", hub.url, "--snapshot", str(tmp_path / "board.png"))

    assert process.wait(timeout=30) == 0
    image = QImage(str(tmp_path / "board.png"))
    assert (image.width(), image.height()) == (1280, 800)
    assert image.pixelColor(1270, 790) == QColor(PAPER.ground.fill)
    colours = {image.pixelColor(x, 160).name() for x in range(0, 700, 5)}
    assert colours & {NEWEST.fill.lower(), "#7fe3b0"}
    hub.stop()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--hub", "http://hub.example"], "https only"),
        (["--hub", "http://127.0.0.1:1", "--state", "/nowhere"], "no folder"),
        (["--hub", "http://127.0.0.1:1", "--languages", "de,xx"], "xx"),
        (["--hub", "http://127.0.0.1:1", "--languages", ""], "at least one language"),
        (["--hub", "http://127.0.0.1:1", "--size", "big"], "1920x1080"),
        (["--hub", "http://127.0.0.1:1", "--screen", "3/2"], "no screen"),
        (["--hub", "http://127.0.0.1:1", "--infos", "weather"], "hygiene"),
        (["--hub", "http://127.0.0.1:1", "--timezone", "Lobeda"], "Europe/Berlin"),
        (["--hub", "http://127.0.0.1:1", "--volume", "101"], "0 to 100"),
    ],
)
def test_wrong_option_is_refused_and_nothing_starts(launch: Any, options: list[str], said: str) -> None:
    process = launch(*options)

    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert said in errors
    assert "Traceback" not in errors
