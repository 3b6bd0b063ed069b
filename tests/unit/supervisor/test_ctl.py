"""Looking at a running terminal and acting on it, over a real socket."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.__main__ import main
from kiosk.notify import Notifier
from kiosk.supervisor.ctl import CtlServer, Request, ask

STATUS = {
    "state": "welcome", "spare": True, "sessions": 3, "failures": 0, "out_of_order": None, "volume": 60,
}  # fmt: skip


class Desk:
    def __init__(self, **changes: Any) -> None:
        self.heard: list[Request] = []
        self.status = {**STATUS, **changes}

    def answer(self, request: Request) -> dict[str, Any]:
        self.heard.append(request)
        return self.status


def served(tmp_path: Path, desk: Desk, work: Any) -> Any:
    async def run() -> Any:
        server = CtlServer(tmp_path / "ctl.sock", desk.answer)
        await server.start()
        try:
            return await asyncio.to_thread(work)
        finally:
            await server.stop()

    return asyncio.run(run())


def test_a_request_is_answered_and_the_socket_is_only_ours(tmp_path: Path) -> None:
    desk = Desk()
    (tmp_path / "ctl.sock").write_text("left by a killed process")

    def work() -> tuple[dict[str, Any], int]:
        mode = (tmp_path / "ctl.sock").stat().st_mode & 0o777
        return ask(tmp_path / "ctl.sock", Request("volume", 40)), mode

    answer, mode = served(tmp_path, desk, work)
    assert answer["ok"]
    assert answer["state"] == "welcome"
    assert desk.heard == [Request("volume", 40)]
    assert mode == 0o600
    assert not (tmp_path / "ctl.sock").exists()


@pytest.mark.parametrize("line", [b"nonsense\n", b'{"command":"shutdown"}\n', b'{"command":"end","sudo":1}\n', b"{}\n"])
def test_anything_else_is_refused_and_nothing_is_done(tmp_path: Path, line: bytes) -> None:
    desk = Desk()

    def work() -> bytes:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(tmp_path / "ctl.sock"))
            connection.sendall(line)
            return connection.recv(4096)

    answer = json.loads(served(tmp_path, desk, work))
    assert answer["ok"] is False
    assert desk.heard == []


def test_a_line_without_end_costs_a_connection_and_nothing_more(tmp_path: Path) -> None:
    def work() -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(tmp_path / "ctl.sock"))
            connection.sendall(b"x" * 100_000)
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(10) == b""
        return ask(tmp_path / "ctl.sock", Request("status"))

    assert served(tmp_path, Desk(), work)["ok"]


@pytest.mark.skipif(os.geteuid() != 0, reason="another uid needs root")
def test_another_user_is_not_even_heard(tmp_path: Path) -> None:
    desk = Desk()
    script = (
        "import os, socket, sys; os.setgid(65534); os.setuid(65534)\n"
        "c = socket.socket(socket.AF_UNIX); c.connect(sys.argv[1])\n"
        'c.sendall(b\'{"command":"status"}\\n\'); print(c.recv(100))'
    )

    def work() -> str:
        (tmp_path / "ctl.sock").chmod(0o666)  # even where the file's mode were wrong
        for folder in (tmp_path, *tmp_path.parents):
            if str(folder).startswith("/tmp/"):
                folder.chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "ctl.sock")], capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    said = served(tmp_path, desk, work)
    assert desk.heard == []
    assert "b''" in said or "ConnectionReset" in said or "BrokenPipe" in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "frei"),
        ({"state": "out-of-order", "out_of_order": "proof"}, "konnte nicht bewiesen werden"),
        ({"spare": False}, "wird vorbereitet"),
    ],
)
def test_staff_reads_plain_german(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], words: str
) -> None:
    status = served(tmp_path, Desk(**changes), lambda: main(["ctl", "status", "--runtime", str(tmp_path)]))
    assert status == 0
    assert words in capsys.readouterr().out


def test_json_is_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    served(tmp_path, Desk(), lambda: main(["ctl", "status", "--json", "--runtime", str(tmp_path)]))
    assert json.loads(capsys.readouterr().out)["sessions"] == 3


def test_where_no_terminal_runs_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ctl", "end", "--runtime", str(tmp_path)]) == 69
    assert "kein Terminal" in capsys.readouterr().err


# ---- the service manager ------------------------------------------------------------------------------------------


def test_ready_is_said_once_and_then_signs_of_life_while_all_is_well(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(5)
        alive = [False, False, True, True, False, True]
        environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "20000"}

        async def story() -> list[bytes]:
            task = asyncio.create_task(Notifier(environment).run(lambda: alive.pop(0) if len(alive) > 1 else alive[0]))
            heard = [await asyncio.to_thread(manager.recv, 100) for _ in range(3)]
            task.cancel()
            return heard

        assert asyncio.run(story()) == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_without_a_service_manager_nothing_is_said() -> None:
    asyncio.run(Notifier({}).run(lambda: True))


def test_a_service_manager_that_is_gone_is_no_error(tmp_path: Path) -> None:
    Notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")}).send("READY=1")
    Notifier({"NOTIFY_SOCKET": "@stadtteil-test-nobody"}).send("READY=1")
