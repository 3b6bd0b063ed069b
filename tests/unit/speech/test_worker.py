"""The worker process, with the real espeak-ng."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accessibility.pipes import Frames
from accessibility.speech import sound_server
from accessibility.speech.engine import EspeakEngine, NoVoice, Speech
from accessibility.speech.voices import ESPEAK_VOICES
from accessibility.speech.wire import REPLY_LIMIT, Outcome, Reply, Request
from accessibility.speech.worker import CRASHED, answer, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")

CANARY = "Kanarienvogel Zwölfuhrdreissig"


class Worker:
    """A running worker and the pipes to it."""

    def __init__(self, home: Path, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "accessibility.speech.worker", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=root,
            env={"HOME": str(home), "PULSE_SERVER": "unix:/nowhere"},
        )
        self._frames = Frames(REPLY_LIMIT)

    def send(self, *requests: Request) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"".join(request.encode() for request in requests))
        self.process.stdin.flush()

    def reply(self) -> Reply:
        assert self.process.stdout is not None
        while True:
            data = os.read(self.process.stdout.fileno(), 65_536)
            assert data, "the worker ended"
            for body in self._frames.feed(data):
                return Reply.decode(body)

    def end(self) -> tuple[bytes, bytes, int]:
        """Close its input; give what was left on its output, its messages and its status."""
        out, err = self.process.communicate(timeout=10)
        return out, err, self.process.returncode


@pytest.fixture
def worker(tmp_path: Path, root: Path) -> Iterator[Worker]:
    running = Worker(tmp_path, root)
    yield running
    running.process.kill()
    running.process.wait()
    for pipe in (running.process.stdin, running.process.stdout, running.process.stderr):
        if pipe is not None:
            pipe.close()


def _request(number: int, text: str, voice: str = "de", *, probe: bool = False) -> Request:
    return Request(number, 140, voice, text, probe)


@pytest.mark.parametrize("voice", sorted(ESPEAK_VOICES.values()))
def test_every_language_has_a_voice(voice: str, worker: Worker) -> None:
    worker.send(_request(1, "12 34 56", voice))

    reply = worker.reply()

    assert (reply.number, reply.outcome) == (1, Outcome.SPOKEN)
    assert len(reply.pcm) / 2 / reply.hertz > 1
    assert max(reply.pcm) > 0


def test_nothing_stays_and_nothing_is_told(worker: Worker, tmp_path: Path) -> None:
    """Given a text was spoken, then it is in no file, argument, environment or message, and the worker ends."""
    worker.send(_request(1, CANARY))
    worker.reply()
    proc = Path(f"/proc/{worker.process.pid}")
    told = (proc / "cmdline").read_bytes() + (proc / "environ").read_bytes()

    out, err, status = worker.end()

    assert (out, err, status) == (b"", b"", 0)
    assert list(tmp_path.iterdir()) == []
    assert b"Kanarienvogel" not in told
    assert b"accessibility.speech.worker" in told


def test_an_unknown_voice_is_said_so_and_not_replaced(worker: Worker) -> None:
    worker.send(_request(1, "nuqneH", "tlh-none"))

    assert worker.reply() == Reply(1, Outcome.NO_VOICE)


@pytest.mark.parametrize("text", ["...", "\u200f", "😀", "\0", "\ud800", "%s{}[[a]]<break/>", "x" * 240])
def test_odd_texts_are_answered_and_the_next_is_spoken(text: str, worker: Worker) -> None:
    worker.send(_request(1, text))
    assert worker.reply().outcome is Outcome.SPOKEN

    worker.send(_request(2, "Guten Tag."))

    assert len(worker.reply().pcm) > 22_050


def test_of_several_that_wait_only_the_newest_is_answered(worker: Worker) -> None:
    worker.send(*(_request(number, "Guten Tag.") for number in range(1, 40)))

    numbers = [worker.reply().number]
    while numbers[-1] != 39:
        numbers.append(worker.reply().number)

    assert len(numbers) < 5


def test_without_a_sound_server_nothing_is_synthesised(worker: Worker) -> None:
    worker.send(_request(1, "Guten Tag.", probe=True))

    assert worker.reply() == Reply(1, Outcome.NO_SOUND)


def test_a_request_that_is_none_ends_the_worker_without_a_word(worker: Worker) -> None:
    assert worker.process.stdin is not None
    worker.process.stdin.write((3).to_bytes(4, "big") + b"abc")
    worker.process.stdin.flush()
    assert worker.process.wait(timeout=10) == CRASHED

    out, err, status = worker.end()

    assert (out, err, status) == (b"", b"", CRASHED)


def test_memory_of_the_worker_is_small(worker: Worker) -> None:
    """Given it has spoken, its proportional share is at most 20 MB (measured: 15 MB)."""
    worker.send(_request(1, "Guten Tag. " * 10))
    worker.reply()

    lines = Path(f"/proc/{worker.process.pid}/smaps_rollup").read_text().splitlines()
    pss = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    print(f"speech worker: {pss} kB")

    assert pss < 20_000


def test_the_worker_ends_with_its_parent(worker: Worker) -> None:
    assert worker.process.stdin is not None
    worker.send(_request(1, "Guten Tag."))
    worker.process.stdin.close()

    assert worker.process.wait(timeout=10) == 0


def test_a_killed_worker_leaves_no_reply(worker: Worker) -> None:
    worker.send(_request(1, "Guten Tag."))
    worker.reply()
    worker.process.send_signal(signal.SIGKILL)

    out, _, status = worker.end()

    assert (out, status) == (b"", -signal.SIGKILL)


class Tape:
    """An engine that gives the text back as sound."""

    def synthesise(self, text: str, voice: str, rate: int) -> Speech | NoVoice:
        return Speech(rate, text.encode()) if voice == "de" else NoVoice(voice)


def test_requests_in_pieces_are_answered() -> None:
    source, feed = os.pipe()
    out, target = os.pipe()
    thread = threading.Thread(target=serve, args=(source, target, Tape(), lambda: True))
    thread.start()
    for byte in _request(7, "Ja.", probe=True).encode():
        os.write(feed, bytes([byte]))

    reply = os.read(out, 1_000)

    os.close(feed)
    thread.join(10)
    for end in (source, out, target):
        os.close(end)
    assert Reply.decode(reply[4:]) == Reply(7, Outcome.SPOKEN, 140, b"Ja.")


def test_the_engine_keeps_no_file(tmp_path: Path) -> None:
    made = EspeakEngine(tmp_path).synthesise("Guten Tag.", "de", 140)

    assert isinstance(made, Speech)
    assert made.hertz == 22_050
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("voice", sorted(ESPEAK_VOICES.values()))
def test_a_voice_is_its_own_whatever_spoke_before(voice: str, tmp_path: Path) -> None:
    """Given another voice spoke, then this one takes as long as the espeak-ng program does with it."""
    text = "Please take a seat, Nummer 12, зал 3."
    engine = EspeakEngine(tmp_path)
    engine.synthesise("Guten Tag.", "de" if voice != "de" else "ar", 195)

    made = engine.synthesise(text, voice, 140)

    program = ["espeak-ng", "-v", voice, "-s", "140", "--stdout", text]
    peer = subprocess.run(program, capture_output=True, check=True).stdout
    assert isinstance(made, Speech)
    assert len(made.pcm) == pytest.approx(len(peer), rel=0.04)


def test_the_rate_asked_for_is_the_rate_spoken(tmp_path: Path) -> None:
    """Given many calls at changing rates (pyttsx3 lost every fourth change), then each is at its own."""
    engine = EspeakEngine(tmp_path)
    lengths: dict[int, list[int]] = {80: [], 195: []}
    for _ in range(12):
        for rate, found in lengths.items():
            made = engine.synthesise("Guten Tag.", "de", rate)
            assert isinstance(made, Speech)
            found.append(len(made.pcm))

    assert min(lengths[80]) > 1.5 * max(lengths[195])


class TestSoundServer:
    """Asking a server for signs of life."""

    def test_nothing_there(self, tmp_path: Path) -> None:
        assert not sound_server.answers({})
        assert not sound_server.answers({"PULSE_SERVER": f"unix:{tmp_path}/none"})
        assert not sound_server.answers({"XDG_RUNTIME_DIR": str(tmp_path)})
        assert not sound_server.answers({"PULSE_SERVER": "tcp:127.0.0.1:1"})

    def test_a_server_that_says_nothing_is_given_up_in_time(self, tmp_path: Path) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(f"{tmp_path}/sock")
            server.listen()
            start = time.monotonic()

            alive = sound_server.answers({"PULSE_SERVER": f"unix:{tmp_path}/sock"}, timeout=0.2)

        assert not alive
        assert time.monotonic() - start < 2

    def test_any_answer_is_a_sign_of_life(self, tmp_path: Path) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            (tmp_path / "pulse").mkdir()
            server.bind(f"{tmp_path}/pulse/native")
            server.listen()
            heard: list[bytes] = []

            def serve_one() -> None:
                link, _ = server.accept()
                with link:
                    heard.append(link.recv(1_000))
                    link.sendall(b"x")

            thread = threading.Thread(target=serve_one)
            thread.start()

            assert sound_server.answers({"XDG_RUNTIME_DIR": str(tmp_path)}, timeout=10)
            thread.join(10)

        assert int.from_bytes(heard[0][:4], "big") == len(heard[0]) - 20


class Mumbles:
    """Makes next to no sound of anything."""

    def synthesise(self, text: str, voice: str, rate: int) -> Speech | NoVoice:
        return Speech(22_050, bytes(4_410))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Bitte nehmen Sie Platz.", Outcome.NO_VOICE),
        ("\u0420\u0430\u0434\u0456 \u0432\u0430\u0441 \u0431\u0430\u0447\u0438\u0442\u0438", Outcome.FOREIGN),
        ("...", Outcome.SPOKEN),
        ("", Outcome.SPOKEN),
    ],
)
def test_what_is_no_speech_of_the_text_is_no_answer(text: str, outcome: Outcome) -> None:
    assert answer(_request(3, text), Mumbles(), lambda: True).outcome is outcome
