"""Does what a visitor does, and what a visitor's process could do at worst, when told over the script's socket."""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import socket
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QClipboard, QGuiApplication

from kiosk.citizen import SERVICES
from kiosk.flow.steps import Print
from kiosk.visitor.app import App
from kiosk.visitor.render.base import Renderer
from kiosk.visitor.shell import Shell

_WIDTH = 576
_ROW = _WIDTH // 8
_SEGMENT = 65_536


class Player(QObject):
    """Answers one line of JSON with another. Nothing here waits: who asks looks again."""

    def __init__(self, app: App, script: socket.socket) -> None:
        super().__init__(app)
        self._app = app
        self._script = script
        self._line = b""
        self._kept: list[Any] = []
        self._printed: list[str] = []
        self._does: dict[str, Callable[..., dict[str, Any] | None]] = {
            "look": self._look,
            "drive": self._drive,
            "open": self._open,
            "change": self._change,
            "speak": self._speak,
            "print": self._print,
            "copy": self._copy,
            "store": self._store,
            "argue": self._argue,
            "end": self._end,
        }
        notifier = QSocketNotifier(script.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._readable)

    @property
    def _shell(self) -> Shell:
        assert self._app.shell is not None
        return self._app.shell

    @property
    def _page(self) -> Renderer:
        window = self._app.window
        page = window.overlay.page if window.overlay is not None else window.stage.page
        assert page is not None
        return page

    def _readable(self) -> None:
        self._line += self._script.recv(65536)
        while b"\n" in self._line:
            line, _, self._line = self._line.partition(b"\n")
            told = json.loads(line)
            try:
                answer = self._does[told.pop("do")](**told) or {}
            except Exception as error:  # noqa: BLE001 - whoever asked has to know, and a traceback could hold content
                answer = {"problem": type(error).__name__}
            self._script.sendall(json.dumps(answer).encode() + b"\n")

    # ---- what any visitor does ---------------------------------------------------------------------------------------

    def _look(self) -> dict[str, Any]:
        """Say how this visitor finds the terminal."""
        if self._app.shell is None:
            return {"page": ""}
        shell, clipboard = self._shell, QGuiApplication.clipboard()
        copied = [clipboard.text(mode) for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)]
        choices = shell.choices
        page = shell.window.stage.page
        return {
            "page": getattr(page.step, "key", "") if page is not None else "",
            "begun": shell.begun,
            "unlocked": shell.unlocked,
            "locale": choices.locale,
            "theme": choices.theme,
            "scale": choices.scale,
            "low": choices.low,
            "guided": choices.guided,
            "volume": shell.voice.volume,
            "copied": sum(bool(text) for text in copied),
            "printed": self._printed,
        }

    def _drive(self, answer: Any) -> None:  # noqa: ANN401 - the answer of any step
        self._page.drive(answer)

    def _open(self, service: str) -> None:
        self._shell.journey.open(next(each for each in SERVICES if each.id == service))

    def _change(self) -> None:
        """Choose everything otherwise than it was: it must not be so for the next one."""
        shell = self._shell
        shell.choices = replace(shell.choices, theme="dark", scale=1.5, low=True)
        shell.dress()
        shell.voice.louder()

    def _speak(self, words: str) -> None:
        self._shell.voice.say([words], self._shell.choices.locale)

    def _print(self, word: str, rows: int) -> None:
        """Print a ticket whose dots are a word, again and again."""
        row = (word.encode() + b" ").ljust(_ROW, b"\0")
        body = msgspec.msgpack.encode({"width": _WIDTH, "height": rows, "bits": row * rows})
        key = f"selftest-{len(self._kept)}"
        self._kept.append(key)
        done: Callable[[Any], None] = lambda result: self._printed.append(getattr(result, "state", "away"))  # noqa: E731
        self._shell.outside.ask(Print(parts=()), key, done, body)

    def _copy(self, word: str) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(word, QClipboard.Mode.Clipboard)
        if clipboard.supportsSelection():
            clipboard.setText(word, QClipboard.Mode.Selection)
        self._cut(word)

    def _end(self) -> None:
        self._shell.end()

    # ---- what a taken-over process could do --------------------------------------------------------------------------

    @staticmethod
    def _cut(word: str) -> None:
        """Leave a word with the X server itself, where it outlives this process."""
        name = os.environ.get("DISPLAY", "")
        if not name:
            return
        from kiosk.x11 import X11, cookie_of  # noqa: PLC0415 - X11 is for development

        authority = Path(os.environ.get("XAUTHORITY", "/nothing"))
        cookie = cookie_of(authority.read_bytes()) if authority.is_file() else b""
        with X11(Path(f"/tmp/.X11-unix/X{name.removeprefix(':').partition('.')[0]}"), cookie) as server:  # noqa: S108
            server.write("CUT_BUFFER0", word.encode())
            server.synchronise()

    def _store(self, word: str) -> None:
        """Leave a word in every place that takes data."""
        data = word.encode()
        for place in (Path.home(), Path("/tmp"), Path("/dev/shm")):  # noqa: S108 - inside the sandbox
            (place / "selftest").write_bytes(data)
        descriptor = os.memfd_create("selftest")
        os.write(descriptor, data)
        area = mmap.mmap(-1, 1 << 20)
        area[: len(data)] = data
        self._kept += [descriptor, area, self._segment(data)]

    @staticmethod
    def _segment(data: bytes) -> int:
        """Put a word into a System V segment, of this namespace only."""
        libc = ctypes.CDLL(None, use_errno=True)
        libc.shmat.restype = ctypes.c_void_p
        segment = libc.shmget(0, _SEGMENT, 0o1600)  # IPC_PRIVATE, IPC_CREAT
        address = libc.shmat(segment, None, 0)
        ctypes.memmove(address, data, len(data))
        return int(segment)

    def _argue(self, word: str) -> None:
        """Start a process with a word in its arguments and its environment."""
        self._kept.append(subprocess.Popen(["sh", "-c", "sleep 600", word], env={"PATH": "/usr/bin", "WORD": word}))
