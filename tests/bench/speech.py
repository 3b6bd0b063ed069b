"""How soon speech is heard after it was asked for, and how soon it is silent, at a real sound server.

The server's loudspeaker is a null sink whose monitor is taped; a time on the tape counts from what was on it when the
request was made, so that whatever the tape lags behind makes a figure worse and never better.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.figures import Figure, percentile, spread
from tests.sound_server import SoundServer, recorded_server, wait_until
from tests.speaking import Player

ROOT = Path(__file__).parents[2]
ROUNDS = 20
COLD_ROUNDS = 5
STARTS_MS, STOPS_MS = 150.0, 200.0
SENTENCE = "Bitte nehmen Sie im Wartebereich Platz und hören Sie auf Ihre Nummer {}."
_QUIET = 0.3
"""Seconds of silence after which the next round begins."""


def speech(folder: Path) -> list[Figure]:
    """Measure at a server of our own."""
    with recorded_server(folder) as server:
        cold = [_first(folder / f"cold-{number}", server, warm=False) for number in range(COLD_ROUNDS)]
        begun = [_first(folder / f"first-{number}", server, warm=True) for number in range(COLD_ROUNDS)]
        with _player(folder / "home", server) as player:
            player.do("warm")
            _heard(player, server, "Ja.")
            warm = [_heard(player, server, SENTENCE.format(number)) for number in range(ROUNDS)]
            kept = [_heard(player, server, SENTENCE.format(number)) for number in range(ROUNDS - 5, ROUNDS)]
            stops = [_stopped(player, server) for _ in range(ROUNDS)]
    first = "from the request to the first sample above silence on the server's tape"
    return [
        Figure("speech-starts", STARTS_MS, percentile(warm, 0.95), "ms", f"p95, new sentences, {first}",
               detail=spread(warm)),
        Figure("speech-starts-kept", STARTS_MS, percentile(kept, 0.95), "ms", f"p95, said before, {first}",
               detail=spread(kept)),
        Figure("speech-starts-first", STARTS_MS, percentile(begun, 0.95), "ms",
               f"p95, first sentence of a visitor, half a second and more after welcome came up, {first}",
               detail={**spread(begun), "with nothing made ready": spread(cold)}),
        Figure("speech-stops", STOPS_MS, percentile(stops, 0.95), "ms",
               "p95, from the request to the last sample above silence on the tape", detail=spread(stops)),
    ]  # fmt: skip


@contextmanager
def _player(home: Path, server: SoundServer) -> Iterator[Player]:
    home.mkdir()
    player = Player(home, ROOT, server.address)
    try:
        yield player
    finally:
        player.close()


def _first(home: Path, server: SoundServer, *, warm: bool) -> float:
    with _player(home, server) as player:
        if warm:
            player.do("warm")  # and `_heard` waits for silence, as somebody who has just come reads first
        return _heard(player, server, SENTENCE.format(0))


def _heard(player: Player, server: SoundServer, text: str) -> float:
    """Give the milliseconds until a sentence is heard, and wait for its end."""
    _silence(server)
    since, begun = server.seconds(), int(time.monotonic() * 1000)
    player.do(f"say {text}")
    wait_until(lambda: bool(server.heard(since)))
    player.do("stop")
    player.wait("speaking", "False", since=begun)
    return server.heard(since)[0][0] * 1000


def _stopped(player: Player, server: SoundServer) -> float:
    """Give the milliseconds until a sentence that is stopped in the middle is silent."""
    _silence(server)
    since = server.seconds()
    player.do(f"say {SENTENCE.format(0)}")
    wait_until(lambda: bool(server.heard(since)) and server.heard(since)[-1][1] > 0.8)
    at = server.seconds()
    player.do("stop")
    wait_until(lambda: server.seconds() > at + 1)
    heard = server.heard(at)
    return heard[-1][1] * 1000 if heard else 0.0


def _silence(server: SoundServer) -> None:
    """Wait until nothing has been heard for a while."""
    at = server.seconds()

    def quiet() -> bool:
        now = server.seconds()
        return now > at + _QUIET and not server.heard(now - _QUIET)

    wait_until(quiet)
