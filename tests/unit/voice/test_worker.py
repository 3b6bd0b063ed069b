"""The recogniser's worker: what it makes of requests, and the real process with models good and bad."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.pipes import Frames
from accessibility.voice.grammar import UNKNOWN
from accessibility.voice.model import Condition, condition
from accessibility.voice.wire import (
    REPLY_LIMIT,
    Audio,
    Began,
    Expect,
    Heard,
    Outcome,
    Ready,
    Reply,
    Reset,
    reply,
    request,
)
from accessibility.voice.worker import Listener
from tests.unit.voice.conftest import room, tone


class ScriptedHearing:
    """Hears what it is told to hear as soon as there is any sound."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.is_sounding = False
        self.resets = self.closes = 0

    def feed(self, samples: array[int]) -> list[str]:
        self.is_sounding = self.is_sounding or bool(samples)
        return []

    def final(self) -> list[str]:
        was, self.is_sounding = self.is_sounding, False
        return self.words if was else []

    def reset(self) -> None:
        self.resets += 1
        self.is_sounding = False

    def close(self) -> None:
        self.closes += 1


class ScriptedModel:
    def __init__(self, *words: str) -> None:
        self.hearing = ScriptedHearing(list(words))
        self.grammars: list[str] = []

    def knows(self, word: str) -> bool:
        return word != "smartphone"

    def listen(self, grammar: str) -> ScriptedHearing:
        self.grammars.append(grammar)
        return self.hearing


def _take(listener: Listener, sound: array[int]) -> None:
    for start in range(0, len(sound), 800):
        listener.take(Audio(sound[start : start + 800].tobytes()))


def test_an_utterance_is_answered_with_its_words_and_the_number_of_the_phrases() -> None:
    model, told = ScriptedModel("noch", "einmal"), list[Reply]()
    listener = Listener(model, told.append)
    _take(listener, tone(0.5))  # before anything is expected
    listener.take(Expect(7, "de", ("noch einmal", "smartphone laden"), ()))
    _take(listener, room(1) + tone(0.8) + room(1))

    ready, heard = told
    assert ready == Ready(7, ("smartphone",))
    assert isinstance(heard, Heard)
    assert (heard.number, heard.words) == (7, ("noch", "einmal"))
    assert 600 <= heard.milliseconds <= 1000
    assert heard.clear > 20
    assert "smartphone" not in model.grammars[0]
    assert UNKNOWN in model.grammars[0]


def test_what_is_half_said_is_dropped_with_its_screen_and_by_a_reset() -> None:
    model, told = ScriptedModel("weiter"), list[Reply]()
    listener = Listener(model, told.append)
    for drop in (Reset(), Expect(2, "de", ("weiter",), ())):
        listener.take(Expect(1, "de", ("weiter",), ()))
        _take(listener, room(1) + tone(0.5))
        listener.take(drop)
        _take(listener, room(1))
    assert not [each for each in told if isinstance(each, Heard)]
    assert model.hearing.closes == 2


@pytest.mark.parametrize(
    ("said", "dictated", "answered_at"),
    [
        ("noch einmal", (), 0.2),
        ("eins", (), 0.45),
        ("noch", (), 0.75),
        ("noch einmal bitte", (), 0.75),
        ("eins", ("eins", "zwei"), 0.75),
    ],
)
def test_the_longer_somebody_may_go_on_the_longer_is_waited(
    said: str, dictated: tuple[str, ...], answered_at: float
) -> None:
    told: list[Reply] = []
    listener = Listener(ScriptedModel(*said.split()), told.append)
    listener.take(Expect(1, "de", ("eins", "noch", "noch einmal"), dictated))
    _take(listener, room(1) + tone(0.5))
    quiet = 0.0
    while not isinstance(told[-1], Heard):
        _take(listener, room(0.05))
        quiet += 0.05
    assert quiet == pytest.approx(answered_at, abs=0.11)


def test_endless_talk_is_not_answered() -> None:
    told: list[Reply] = []
    listener = Listener(ScriptedModel("weiter"), told.append)
    listener.take(Expect(1, "de", ("weiter", "weiter so"), ()))
    talk = array("h")
    for _ in range(25):
        talk += tone(0.5) + room(0.3)
    _take(listener, room(1) + talk + room(2))
    assert [type(each) for each in told] == [Ready]


def test_what_is_too_long_for_every_phrase_is_not_heard_to_its_end() -> None:
    model, told = ScriptedModel("weiter"), list[Reply]()
    listener = Listener(model, told.append)
    listener.take(Expect(1, "de", ("weiter",), ()))
    _take(listener, room(1) + tone(3.0) + room(1))
    heard = told[-1]
    assert isinstance(heard, Heard)
    assert heard.words == (UNKNOWN,)


@pytest.mark.parametrize(
    "message", [Expect(3, "de", ("ja", "zurück"), ("eins",)), Audio(b"\x01\x02"), Audio(b""), Reset()]
)
def test_requests_survive_the_pipe(message: Expect | Audio | Reset) -> None:
    (body,) = Frames(REPLY_LIMIT).feed(message.encode())
    assert request(body) == message


@pytest.mark.parametrize("message", [Began(Outcome.LOADED), Ready(3, ("ä",)), Heard(4, 800, 20, ("ja",))])
def test_replies_survive_the_pipe(message: Reply) -> None:
    (body,) = Frames(REPLY_LIMIT).feed(message.encode())
    assert reply(body) == message


@given(st.one_of(st.binary(max_size=40), st.builds(lambda kind, rest: kind + bytes(4) + rest,
       st.sampled_from([b"E", b"A", b"R", b"B", b"K", b"H"]), st.binary(max_size=30))))  # fmt: skip
@pytest.mark.parametrize("read", [request, reply])
def test_whatever_comes_it_is_a_message_or_refused(read: Callable[[bytes], object], body: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert read(body) is not None


@pytest.mark.parametrize(
    "body",
    [b"E\0\0\0\0[1]", b'E\0\0\0\0["de", 1, []]', b'H\0\0\0\0["a", 1, []]', b"H\0\0\0\0[1, 2, [3]]", b"A\0\0\0\0x"],
)
def test_what_is_not_agreed_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        (reply if body[:1] == b"H" else request)(body)


# ---- models -------------------------------------------------------------------------------------------------------


def _spoil(model: Path, how: str) -> None:  # noqa: C901 - one case for each damage
    """Damage a copy of a model."""
    acoustic = model / "am" / "final.mdl"
    match how:
        case "nothing at all":
            shutil.rmtree(model)
            model.mkdir()
        case "another language's settings":
            (model / "conf" / "model.conf").write_text("min-active=200\n")
        case "settings that are no text":
            (model / "conf" / "mfcc.conf").write_bytes(b"\xff\xfe\0")
        case "a graph that takes no grammar":
            (model / "graph" / "HCLr.fst").rename(model / "graph" / "HCLG.fst")
        case "a graph of zeros":
            (model / "graph" / "Gr.fst").write_bytes(bytes(1_000))
        case "an acoustic model of something else":
            acoustic.write_bytes(b"PK\3\4" + acoustic.read_bytes())
        case "an empty acoustic model":
            acoustic.write_bytes(b"")
        case "half an i-vector extractor":
            (model / "ivector").mkdir()
        case "an acoustic model that is cut off":
            acoustic.write_bytes(acoustic.read_bytes()[:100_000])
        case "a graph that is cut off":
            graph = model / "graph" / "HCLr.fst"
            graph.write_bytes(graph.read_bytes()[:2_000])
        case "an option nobody knows":
            with (model / "conf" / "mfcc.conf").open("a") as file:
                file.write("--no-such-option=1\n")


SEEN = (
    *("nothing at all", "another language's settings", "settings that are no text", "a graph that takes no grammar"),
    *("a graph of zeros", "an acoustic model of something else", "an empty acoustic model"),
    "half an i-vector extractor",
)
UNSEEN = ("an acoustic model that is cut off", "a graph that is cut off", "an option nobody knows")
"""Damage that a look at the files does not show: Vosk refuses, or ends the process."""


def _run(model: Path, *requests: bytes) -> tuple[int, list[Reply], bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "accessibility.voice.worker", str(model)],
        input=b"".join(requests),
        capture_output=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    return done.returncode, [reply(body) for body in Frames(REPLY_LIMIT).feed(done.stdout)], done.stderr


@pytest.mark.parametrize("how", SEEN)
def test_damage_is_seen_before_vosk_sees_it(model_copy: Path, how: str) -> None:
    assert condition(model_copy) is Condition.GOOD
    _spoil(model_copy, how)
    assert condition(model_copy) is Condition.DAMAGED
    assert _run(model_copy) == (0, [Began(Outcome.DAMAGED)], b"")


@pytest.mark.parametrize("how", UNSEEN)
def test_damage_that_only_vosk_sees_ends_the_worker_and_says_nothing(model_copy: Path, how: str) -> None:
    _spoil(model_copy, how)
    status, told, errors = _run(model_copy)
    assert told in ([], [Began(Outcome.DAMAGED)])
    assert errors == b""
    assert (status != 0) is (told == [])


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert condition(tmp_path / "none") is Condition.ABSENT
    assert _run(tmp_path / "none") == (0, [Began(Outcome.ABSENT)], b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_model_that_may_not_be_read_is_damaged(model_copy: Path) -> None:
    (model_copy / "am" / "final.mdl").chmod(0)
    assert condition(model_copy) is Condition.DAMAGED


def test_the_worker_with_the_real_model(vosk_model: Path) -> None:
    phrases = ("zurück", "nummern zeigen", "smartphone", "ja", 'c"\\u0041')
    status, told, errors = _run(
        vosk_model,
        Expect(1, "de", phrases, ("eins",)).encode(),
        Audio(room(2).tobytes()).encode(),
        Reset().encode(),
        Expect(2, "de", (), ()).encode(),
        Audio((room(1) + tone(0.6) + room(1.5)).tobytes()).encode(),
    )
    began, ready, empty, *heard = told
    assert (status, errors) == (0, b"")
    assert began == Began(Outcome.LOADED)
    assert ready == Ready(1, ('c"\\u0041', "smartphone"))
    assert empty == Ready(2, ())
    assert all(isinstance(each, Heard) and not {*each.words} & {*phrases} for each in heard), heard


def test_nonsense_ends_the_worker_without_a_word(vosk_model: Path) -> None:
    assert _run(vosk_model, (5).to_bytes(4, "big") + b"Zxxxx") == (70, [Began(Outcome.LOADED)], b"")
