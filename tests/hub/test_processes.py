"""Real processes: killed in the middle, two on one journal, started wrongly, on TLS."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from telemed import api
from telemed.client import HubAway, HubClient
from tests.bench import hub_load
from tests.hub.conftest import MAIN, PASSWORD, ROOT, await_, command, exchange, running


def test_a_hub_killed_under_load_has_lost_nothing_it_answered(tmp_path: Path) -> None:
    keys = hub_load.prepare(tmp_path)
    ledger = hub_load.Ledger()
    with hub_load.hubs(tmp_path, 1) as [(port, process)]:
        killer = threading.Timer(0.7, process.kill)
        killer.start()
        ledger = hub_load.load([port], keys, 5.0)
        killer.join()
    assert len(ledger.seconds) > 50, "there was no load to kill under"

    with hub_load.hubs(tmp_path, 1) as [(port, _)]:
        client = HubClient(f"http://127.0.0.1:{port}", keys.secret)
        held = {number: ticket for number, ticket in ledger.held.items() if isinstance(client.place(number), api.Place)}
        assert held == ledger.held
        states = {number: client.place(number) for number in held}
        for number, place in states.items():
            assert isinstance(place, api.Place)
            called = held[number] in ledger.called
            assert place.state in ({"called"} if called else {"waiting", "called"})
        fresh = client.take_ticket("fresh", "office")
        assert isinstance(fresh, api.Ticket)
        assert fresh.number not in held
    assert command("verify", "--state", str(tmp_path)).returncode == 0


def test_two_hubs_on_one_journal_give_no_number_and_call_nobody_twice(tmp_path: Path) -> None:
    keys = hub_load.prepare(tmp_path)
    with hub_load.hubs(tmp_path, 2) as hubs:
        ledger = hub_load.load([port for port, _ in hubs], keys, 2.0)

    assert len(ledger.seconds) > 200
    assert (ledger.duplicates, ledger.double_calls, ledger.refused) == (0, 0, 0)


def test_one_of_two_hubs_killed_leaves_the_other_at_work(tmp_path: Path) -> None:
    keys = hub_load.prepare(tmp_path)
    with hub_load.hubs(tmp_path, 2) as [(one, process), (other, _)]:
        threading.Timer(0.4, process.kill).start()
        with contextlib.suppress(ConnectionError):
            hub_load.load([one, other], keys, 1.0)
        await_(lambda: process.poll() is not None)

        client = HubClient(f"http://127.0.0.1:{other}", keys.secret)
        assert isinstance(client.take_ticket("after", "office"), api.Ticket)


def test_the_same_key_at_another_hub_gives_the_first_answer(tmp_path: Path) -> None:
    keys = hub_load.prepare(tmp_path)
    with hub_load.hubs(tmp_path, 2) as hubs:
        one, other = (HubClient(f"http://127.0.0.1:{port}", keys.secret) for port, _ in hubs)

        assert one.take_ticket("k", "office") == other.take_ticket("k", "office")


def test_a_client_comes_back_by_itself_when_the_hub_restarts(tmp_path: Path, free_port: int) -> None:
    with running(tmp_path, free_port) as hub:
        client = hub.client()
        first = client.take_ticket("k", "buero")
    with pytest.raises(HubAway):
        client.take_ticket("k2", "buero")

    with running(tmp_path, free_port):
        assert client.take_ticket("k", "buero") == first
        second = client.take_ticket("k2", "buero")
        assert isinstance(second, api.Ticket)
        assert second.number == 2


def test_off_loopback_the_hub_speaks_tls_with_its_own_authority(tmp_path: Path, free_port: int) -> None:
    site = tmp_path / "site.toml"
    text = (ROOT / "telemed/hub/example-site.toml").read_text("utf-8")
    site.write_text(text.replace('host = "127.0.0.1"', 'host = "0.0.0.0"'), "utf-8")
    words = ["hub", "run", "--config", str(site), "--state", str(tmp_path / "s"), "--port", str(free_port)]
    process = subprocess.Popen([sys.executable, "-c", MAIN, *words], cwd=ROOT, text=True, stderr=subprocess.PIPE)
    try:
        await_(lambda: (tmp_path / "s" / "ca.pem").exists() and _listens(free_port))
        code = command("enrol", "t", "--state", str(tmp_path / "s")).stdout.strip()
        authority = tmp_path / "s" / "ca.pem"
        credential = HubClient(f"https://localhost:{free_port}", "", authority).enrol(code, "t")
        assert isinstance(credential, api.Credential)
        with pytest.raises(HubAway):
            HubClient(f"https://localhost:{free_port}", credential.secret).site()
        with pytest.raises(HubAway):
            HubClient(f"http://localhost:{free_port}", credential.secret).site()
        assert _cookie_is_secure(free_port, authority)
        assert (tmp_path / "s" / "hub.key").stat().st_mode & 0o777 == 0o600
    finally:
        process.terminate()
        _, log = process.communicate(timeout=15)
    assert process.returncode == 0, log


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _cookie_is_secure(port: int, authority: Path) -> bool:
    context = ssl.create_default_context(cafile=authority)
    form = f"username=x&password={PASSWORD}"
    with (
        socket.create_connection(("127.0.0.1", port), 5) as raw,
        context.wrap_socket(raw, server_hostname="localhost") as s,
    ):
        s.sendall(
            f"POST /logout HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(form)}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}".encode()
        )
        answer = s.recv(65536).decode().lower()
    return "__host-stadtteil=" in answer and "secure" in answer


def test_a_damaged_journal_is_named_and_nothing_starts(tmp_path: Path, free_port: int) -> None:
    (tmp_path / "journal.db").write_bytes(b"no database" * 1000)

    result = command(
        "run", "--config", "telemed/hub/example-site.toml", "--state", str(tmp_path), "--port", str(free_port)
    )

    assert result.returncode == 1
    assert "beschädigt" in result.stderr
    assert "Traceback" not in result.stderr


def test_bad_settings_name_file_and_line_and_nothing_starts(tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text('name = "x"\nphone = "1"\ncolour = "red"\n', "utf-8")

    result = command("run", "--config", str(site), "--state", str(tmp_path))

    assert result.returncode == 78
    assert f"{site}:3" in result.stderr


def test_accounts_are_managed_by_command_and_weak_passwords_refused(tmp_path: Path) -> None:
    state = ["--state", str(tmp_path)]
    assert command("account", "add", "anna", "--password-stdin", *state, text="passwort\n").returncode == 1
    assert command("account", "add", "anna", "--password-stdin", *state, text="\n").returncode == 1
    assert command("account", "list", *state).stdout == ""

    assert command("account", "add", "anna", "--password-stdin", *state, text=f"{PASSWORD}\n").returncode == 0

    assert command("account", "list", *state).stdout.startswith("anna\treception\t")
    assert command("account", "remove", "anna", *state).returncode == 0
    assert command("account", "remove", "anna", *state).returncode == 1
    assert command("enrol", "a\nb", *state).returncode == 1


def test_readiness_and_life_are_told_to_systemd(tmp_path: Path, free_port: int) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "n"))
        manager.settimeout(15)
        words = ["hub", "run", "--config", "telemed/hub/example-site.toml", "--state", str(tmp_path / "s")]
        environment = {**os.environ, "NOTIFY_SOCKET": str(tmp_path / "n"), "WATCHDOG_USEC": "100000"}
        line = [sys.executable, "-c", MAIN, *words, "--port", str(free_port)]
        process = subprocess.Popen(line, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        try:
            heard = {manager.recv(100)}
            while not {b"READY=1", b"WATCHDOG=1"} <= heard:
                heard.add(manager.recv(100))
            assert exchange(free_port, "GET", "/api/v1/health").status == 200
            process.send_signal(signal.SIGTERM)
            while b"STOPPING=1" not in heard:
                heard.add(manager.recv(100))
        finally:
            process.terminate()
            assert process.wait(15) == 0


def test_the_bench_prints_its_figures() -> None:
    figures = hub_load.measure(0.5, 1)

    assert json.loads(json.dumps(figures))["ops_per_s"] > 0
    assert figures["duplicates"] == figures["double_calls"] == 0
