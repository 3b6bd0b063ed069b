"""A GSM modem on a real pseudo terminal: knows PDU and text mode, and can be told to misbehave."""

from __future__ import annotations

import contextlib
import os
import re
import select
import threading
import tty
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from telemed.hub.notices import gsm


@dataclass
class Short:
    """An SMS the network took."""

    number: str
    text: str
    header: bytes = b""


@dataclass
class Modem:
    """`pin` locks the SIM. `says` replaces the answers to a command that begins so; b"" is silence."""

    path: Path = Path()
    pin: str = ""
    echo: bool = True
    chatter: bytes = b""
    """Comes before each answer, as unsolicited lines do."""
    taken: list[Short] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    says: dict[str, list[bytes]] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=lambda: {"CMGF": "0", "CSCS": '"IRA"', "CSMP": "17,167,0,0"})
    _waiting_for: str | None = None

    def hear(self, data: bytes) -> Iterator[bytes]:
        """Take a line (without CR) or, at the prompt, a message (without Ctrl-Z)."""
        if self._waiting_for is not None:
            number, self._waiting_for = self._waiting_for, None
            yield from self._send(number, data)
            return
        command = data.decode("latin-1").replace("\x1b", "").strip()
        if not command:
            return
        self.commands.append(command)
        yield (f"{command}\r\r\n".encode() if self.echo else b"") + self.chatter
        prepared = next(
            (answers for start, answers in self.says.items() if command.startswith(start) and answers), None
        )
        yield prepared.pop(0) if prepared else self._answer(command)

    def _answer(self, command: str) -> bytes:
        if command == "ATE0":
            self.echo = False
        if command == "AT+CPIN?":
            return b"\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n" if self.pin else b"\r\n+CPIN: READY\r\n\r\nOK\r\n"
        if command.startswith('AT+CPIN="'):
            if command != f'AT+CPIN="{self.pin}"':
                return b"\r\n+CME ERROR: 16\r\n"
            self.pin = ""
        if setting := re.fullmatch(r"AT\+(CMGF|CSCS|CSMP)=(.+)", command):
            self.state[setting[1]] = setting[2]
        if send := re.fullmatch(r'AT\+CMGS="?([^"]+)"?', command):
            self._waiting_for = send[1]
            return b"\r\n> "
        return b"\r\nOK\r\n"

    def _send(self, number: str, data: bytes) -> Iterator[bytes]:
        if b"\x1b" in data:
            yield b"\r\nOK\r\n"
            return
        prepared = self.says.get("message", [])
        if prepared:
            answer = prepared.pop(0)
            if not answer.startswith(b"\r\n+CMGS"):
                yield answer
                return
        self.taken.append(self._read_pdu(number, data) if self.state["CMGF"] == "0" else self._read_text(number, data))
        yield b"\r\n+CMGS: 7\r\n\r\nOK\r\n"

    def _read_pdu(self, length: str, data: bytes) -> Short:
        pdu = bytes.fromhex(data.decode())
        assert pdu[0] == 0
        tpdu = pdu[1:]
        assert len(tpdu) == int(length)
        digits = tpdu[2]
        size = (digits + 1) // 2
        number = "".join(f"{byte & 15:x}{byte >> 4:x}" for byte in tpdu[4 : 4 + size])[:digits]
        _, coding, _, count = tpdu[4 + size : 8 + size]
        content = tpdu[8 + size :]
        header = content[: content[0] + 1] if tpdu[0] & 0x40 else b""
        if coding == 8:
            assert count == len(content)
            return Short(f"+{number}", content[len(header) :].decode("utf-16-be"), header)
        skipped = -(-len(header) * 8 // 7)
        codes = gsm.unpack(content, count)[skipped:]
        return Short(f"+{number}", gsm.from_septets(codes), header)

    def _read_text(self, number: str, data: bytes) -> Short:
        if self.state["CSCS"] == '"UCS2"':
            assert self.state["CSMP"].endswith(",8")
            return Short(bytes.fromhex(number).decode("utf-16-be"), bytes.fromhex(data.decode()).decode("utf-16-be"))
        assert self.state["CSMP"].endswith(",0")
        return Short(number, gsm.from_septets(data))


@contextlib.contextmanager
def modem(simulated: Modem) -> Iterator[Modem]:
    """Put a modem on a pseudo terminal."""
    master, slave = os.openpty()
    tty.setraw(slave)
    simulated.path = Path(os.ttyname(slave))
    stop, stopped = os.pipe()

    def run() -> None:
        heard = bytearray()
        while True:
            ready, _, _ = select.select([master, stop], [], [])
            if stop in ready:
                return
            with contextlib.suppress(OSError):
                heard += os.read(master, 4096)
            while (end := next((i for i, b in enumerate(heard) if b in b"\r\x1a\x1b"), None)) is not None:
                line, mark = bytes(heard[:end]), heard[end : end + 1]
                del heard[: end + 1]
                if mark == b"\x1b":
                    simulated._waiting_for = None
                    continue
                for answer in simulated.hear(line):
                    os.write(master, answer)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield simulated
    finally:
        os.write(stopped, b"x")
        thread.join()
        for descriptor in (master, slave, stop, stopped):
            os.close(descriptor)
