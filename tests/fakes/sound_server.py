"""A sound server with a jack: answers as PulseAudio 16 does, with ports that are plugged in and out when told.

A null sink has no ports, and a machine of the tests no card. That its bytes are PulseAudio's is shown by `pactl`,
which reads them with libpulse (`tests/unit/broker/test_jack.py`).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from tests.lockdown.intruder.pulse import COMMANDS, ERROR, REPLY, VERSION, number, packet, properties, string

AUTH, SET_NAME, SERVER, SINK, SINKS, SOURCE, SUBSCRIBE, EVENT = 8, 9, 20, 21, 22, 23, 35, 66
CREATE, DELETE = 5, 6
NO, YES = 1, 2
SPEAKER, HEADPHONES = 2, 3
NOBODY = 0xFFFF_FFFF
MONO = b"a\x03\x01" + (22_050).to_bytes(4, "big")
PLACES = b"m\x01\x00"
FULL = b"v\x01" + (65_536).to_bytes(4, "big")
NO_TIME = b"U" + bytes(8)


@dataclass
class JackServer:
    """Serves on `path`. Change a field and call `tell`."""

    path: Path
    ports: list[tuple[str, int, int]] = field(
        default_factory=lambda: [("speaker", SPEAKER, YES), ("headphones", HEADPHONES, NO)]
    )
    active: str = "speaker"
    form: str = "internal"
    monitor_of: int = NOBODY
    source: str = "microphone"
    gone: bool = False
    """The devices are named and there no more: they went in between."""
    version: int = VERSION
    refuses: bool = False
    asked: list[tuple[int, bytes]] = field(default_factory=list)
    writers: list[asyncio.StreamWriter] = field(default_factory=list)
    streams: int = 0

    async def start(self) -> None:
        self._server = await asyncio.start_unix_server(self._serve, str(self.path))

    def plug(self, *, on: bool) -> None:
        """Put headphones in or out, as `module-switch-on-port-available` answers it."""
        self.ports = [("speaker", SPEAKER, YES), ("headphones", HEADPHONES, YES if on else NO)]
        self.active = "headphones" if on else "speaker"
        self.tell()

    def tell(self) -> None:
        """Say that a loudspeaker has changed."""
        self.send(packet(number(EVENT) + number(NOBODY) + number(0x10) + number(0)))

    def send(self, data: bytes) -> None:
        for writer in self.writers:
            writer.write(data)

    def close(self) -> None:
        self._server.close()
        for writer in self.writers:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        try:
            while True:
                head = await reader.readexactly(20)
                body = await reader.readexactly(int.from_bytes(head[:4], "big"))
                if int.from_bytes(head[4:8], "big") == COMMANDS:
                    command, tag = int.from_bytes(body[1:5], "big"), int.from_bytes(body[6:10], "big")
                    self.asked.append((command, body[10:]))
                    writer.write(packet(self._answer(command, tag)))
        except (EOFError, OSError):
            pass
        finally:
            self.writers.remove(writer)
            writer.close()

    def _answer(self, command: int, tag: int) -> bytes:
        answers = {AUTH: number(self.version), SET_NAME: number(0), SUBSCRIBE: b"", SERVER: self._info(), DELETE: b""}
        if not self.gone:
            answers |= {SINK: self._sink(), SINKS: self._sink(), SOURCE: self._source()}
        if command == CREATE:
            self.streams += 1
            answers[CREATE] = number(self.streams) + number(40 + self.streams)
        if self.refuses or command not in answers:
            return number(ERROR) + number(tag) + number(1)
        return number(REPLY) + number(tag) + answers[command]

    def _info(self) -> bytes:
        words = string("pulseaudio") + string("16.1") + string("user") + string("host") + MONO
        return words + string("loudspeaker") + string(self.source) + number(7) + PLACES

    def _sink(self) -> bytes:
        words = number(0) + string("loudspeaker") + string("Loudspeaker") + MONO + PLACES + number(3) + FULL + b"0"
        words += number(0) + string("loudspeaker.monitor") + NO_TIME + string("fake") + number(0)
        words += properties(device_form_factor=self.form).replace(b"form.factor", b"form_factor") + NO_TIME
        words += b"V" + (65_536).to_bytes(4, "big") + number(0) + number(65_537) + number(NOBODY)
        words += number(len(self.ports))
        for name, kind, available in self.ports:
            words += string(name) + string(name.title()) + number(100) + number(available)
            words += (string("jack") + number(kind)) if self.version >= 34 else b""
        return words + string(self.active) + b"B\x01f" + b"B\x01" + properties()

    def _source(self) -> bytes:
        words = number(5) + string(self.source) + string("Microphone") + MONO + PLACES + number(3) + FULL + b"0"
        return words + number(self.monitor_of) + b"N" + NO_TIME + string("fake") + number(0)
