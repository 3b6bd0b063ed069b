"""`stadtteil display` with a real hub: the same picture after a restart of the hub, and of the display itself."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import argon2
from PySide6.QtGui import QImage

from telemed import api
from telemed.hub.accounts import Accounts
from tests.hub.conftest import PASSWORD, ROOT, RunningHub, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def display(url: str, folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Run a display that keeps its picture in `folder`."""
    words = ["display", "--hub", url, "--credential", str(folder / "credential"), "--state", str(folder)]
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *words, "--size", "1280x800", "--silent", *options],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=15)


def shown(process: subprocess.Popen[str], numbers: list[int]) -> dict[str, Any]:
    """Wait for a frame with these numbers called."""
    assert process.stdout is not None
    for line in process.stdout:
        frame: dict[str, Any] = json.loads(line)
        if [call[0] for call in frame["calls"]] == numbers:
            return frame
    raise AssertionError("the display ended")


def left_part(url: str, folder: Path) -> str:
    """The calls as they are painted, without the clock."""
    with display(url, folder, "--snapshot", str(folder / "board.png")) as process:
        assert process.wait(timeout=30) == 0
    image = QImage(str(folder / "board.png")).copy(0, 0, 690, 800)
    return hashlib.sha256(bytes(image.constBits())).hexdigest()


def let_in(hub: RunningHub, folder: Path) -> None:
    credential = folder / "credential"
    credential.write_text(json.dumps({"terminal": "waiting", "secret": hub.secret("waiting")}))
    credential.chmod(0o600)


def call_next(hub: RunningHub, room: str) -> None:
    answer = hub.staff().post("call-next", {"room": room, "finishes": None})
    assert answer.status == 200, answer.body


def test_hub_and_display_started_anew_show_the_same(tmp_path: Path, free_port: int) -> None:
    state, folder = tmp_path / "hub", tmp_path / "display"
    folder.mkdir()
    with contextlib.closing(Accounts(state, argon2.PasswordHasher())) as accounts:
        accounts.add("anna", "reception", PASSWORD, time.time())
    with contextlib.ExitStack() as stack:
        with running(state, free_port) as hub:
            let_in(hub, folder)
            url, client = hub.url, hub.client()
            assert isinstance(client.take_ticket("k1", "buero"), api.Ticket)
            assert isinstance(client.take_ticket("k2", "buero"), api.Ticket)
            kept = stack.enter_context(display(url, folder, "--trace"))
            shown(kept, [])
            call_next(hub, "Raum 1")
            first = shown(kept, [1])
            before = left_part(url, folder)
            hub.process.kill()
        with running(state, free_port) as hub:
            call_next(hub, "Platz 2")
            later = shown(kept, [2, 1])
            assert later["calls"][1] == first["calls"][0]
            both = left_part(url, folder)
            assert both != before, "a picture of other calls is another picture"
        with running(state, free_port):
            assert left_part(url, folder) == both
            kept.terminate()
            kept.wait(timeout=15)
            (folder / "board-1.json").write_bytes(b'{"board": {"calls": [[[')
            again = shown(stack.enter_context(display(url, folder, "--trace")), [2, 1])
            assert again["calls"] == later["calls"]
