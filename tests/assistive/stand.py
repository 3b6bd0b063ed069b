"""The visitor's own program in its sandbox, with a real session broker, on an accessibility bus or not."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kiosk import channel
from kiosk.channel import ToVisitor
from kiosk.supervisor.process import become_subreaper
from kiosk.supervisor.proof import Proof
from kiosk.supervisor.session import RealSession
from tests.assistive.bus import MISSING, THERE, private_bus
from tests.assistive.client import Bus, on_bus
from tests.assistive.profile import readable, sandbox, session, users
from tests.fakes.broker import setup
from tests.xvfb import XServer

T = TypeVar("T")
WHY = MISSING if not THERE else "bubblewrap is missing"
READY = THERE and shutil.which("bwrap") is not None


@dataclass
class Stand:
    """A running visitor and a bus, which the visitor is on or not. `proof` is there after the end."""

    bus: Bus
    ears: Bus
    """Another connection, on which nothing is asked: what is told meanwhile would be lost."""
    socket: Path
    output: Path
    heard: list[channel.FromBroker]
    _session: RealSession
    _loop: asyncio.AbstractEventLoop

    def send(self, *messages: ToVisitor) -> None:
        """Say something to the visitor, as the supervisor does."""
        for message in messages:
            self._loop.call_soon_threadsafe(self._session.send, message)

    def end(self) -> Proof:
        """End the session."""
        return _done(self._session.end(), self._loop)


def _done(task: Coroutine[Any, Any, T], loop: asyncio.AbstractEventLoop) -> T:
    return asyncio.run_coroutine_threadsafe(task, loop).result(60)


@contextlib.contextmanager
def _running() -> Iterator[asyncio.AbstractEventLoop]:
    """Run an event loop beside, as a supervisor has it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextlib.contextmanager
def stand(screen: XServer, *, on_the_bus: bool = True, **given: Any) -> Iterator[Stand]:
    """Show the welcome of a visitor, `on_the_bus` or in the sandbox that every terminal has."""
    become_subreaper()
    with tempfile.TemporaryDirectory(prefix="a11y-") as name, contextlib.ExitStack() as running:
        folder = Path(name)
        (folder / "run").mkdir()
        socket = running.enter_context(private_bus(folder, *users()))
        made = sandbox(screen.environment())
        output = os.open(folder / "output", os.O_WRONLY | os.O_CREAT)
        running.callback(os.close, output)
        loop = running.enter_context(_running())
        planned = session(readable(made, socket) if on_the_bus else made, folder / "run", output)
        heard: list[channel.FromBroker] = []
        running.callback(lambda: _done(planned.end(), loop))
        _done(planned.start(setup(**given), heard.append), loop)
        bus, ears = running.enter_context(on_bus(socket)), running.enter_context(on_bus(socket))
        shown = Stand(bus, ears, socket, folder / "output", heard, planned, loop)
        shown.send(channel.Show(7, channel.Mode.WELCOME), channel.Unlock())
        yield shown
