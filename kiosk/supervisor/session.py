"""One visitor's processes: the session broker and the sandboxed visitor, started together and thrown away together."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.channel import (
    BEAT_SECONDS,
    ChannelError,
    Fault,
    Faulted,
    FromBroker,
    Setup,
    Splitter,
    ToVisitor,
    frame,
    from_broker,
)
from kiosk.supervisor.ending import Act, Drivers, NoDrivers, NoMemory, Screen, Step, perform
from kiosk.supervisor.limits import Bounds, Limits, Place, tasks_of
from kiosk.supervisor.process import Namespaces, Process, entering, is_readable, kill, read_info, readable, reap
from kiosk.supervisor.proof import Proof, Traces, memory_of, pinned, prove, survivors
from kiosk.supervisor.sandbox import Reason, Sandbox, SupervisorError

SILENCE_SECONDS = 5.0 * BEAT_SECONDS
_CONTROL_BACKLOG = 1 << 20
_KILL_SECONDS = 2.0
_GRACE_SECONDS = 0.3
_PREFIX = "session-"
_LOOKS = 50
_LOOK_SECONDS = 0.01
_MEMORY_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What every session on this terminal is made from."""

    sandbox: Sandbox
    limits: Limits
    bounds: Bounds
    runtime: Path
    broker: tuple[str, ...]
    """Arguments of the broker's process besides its descriptors and id."""
    sound: bool
    gate: bool = False
    """The visitor hands the listener of the gate to its broker; only where there is a browser."""
    visitor: tuple[str, ...] = ("/venv/bin/python", "-P", "-m", "kiosk.visitor")
    output: int | None = subprocess.DEVNULL
    """Where the visitor's output goes; what a page or a library prints could be what somebody typed."""
    inherited: tuple[int, ...] = ()
    """Descriptors that the visitor gets beside the channel. None in a terminal: the self-test hands in its script."""
    screen: Screen = field(default_factory=NoMemory)
    drivers: Drivers = field(default_factory=NoDrivers)
    ours: tuple[str, ...] | None = None
    """Where our user is nobody else's: the folders that we write in ourselves. None: files tell nothing by user."""


class RealSession:
    """A session with real processes. `skip` leaves steps of the ending out, to show that it is noticed; see tests."""

    def __init__(
        self, session: str, uid: int | None, blueprint: Blueprint, *, skip: frozenset[Step] = frozenset()
    ) -> None:
        self.id = session
        self.uid = uid
        self._blueprint = blueprint
        self._skip = skip
        self._began: float | None = None
        self._directory = blueprint.runtime / f"{_PREFIX}{session}"
        self._place: Place = blueprint.limits.make(session, blueprint.bounds)
        self._processes: list[Process] = []
        self._init = 0
        self._init_pidfd: int | None = None
        self._namespaces: Namespaces | None = None
        self._control: socket.socket | None = None
        self._inodes: frozenset[int] = frozenset()
        self._outgoing = bytearray()
        self._watchdog: asyncio.Task[None] | None = None
        self._end: asyncio.Task[Proof] | None = None

    async def start(self, setup: Setup, hear: Callable[[FromBroker], None]) -> None:
        """Start broker and visitor; `hear` gets every message. Raises `SupervisorError` and leaves nothing behind."""
        self._directory.mkdir(parents=True, mode=0o700)
        self._began = time.time()
        control, broker_control = socket.socketpair()
        broker_channel, visitor_channel = socket.socketpair()
        broker_gate, visitor_gate = socket.socketpair()
        self._control = control
        control.setblocking(False)
        ends = (control, broker_channel, visitor_channel, broker_gate, visitor_gate)
        self._inodes = frozenset(os.fstat(end.fileno()).st_ino for end in ends)
        try:
            with visitor_channel, visitor_gate:
                with broker_control, broker_channel, broker_gate:
                    self._start_broker(broker_control, broker_channel, broker_gate)
                await self._start_visitor(visitor_channel, visitor_gate)
        except BaseException:
            await self.end()
            raise
        self._listen(hear)
        if not self._place.entry_files():
            self._watchdog = asyncio.create_task(self._watch_memory(hear))
        self.send(setup)

    def _start_broker(self, control: socket.socket, channel: socket.socket, gate: socket.socket) -> None:
        command = [
            *(sys.executable, "-P", "-m", "kiosk.broker", "--session", self.id),
            *("--control-fd", str(control.fileno()), "--channel-fd", str(channel.fileno())),
            *(["--sound-socket", str(self._directory / "sound")] if self._blueprint.sound else []),
            *(["--gate-fd", str(gate.fileno())] if self._blueprint.gate else []),
            *self._display_words(),
            *self._blueprint.broker,
        ]
        ends = (control, channel, *([gate] if self._blueprint.gate else []))
        environment = {key: os.environ[key] for key in ("PATH", "PYTHONPATH", "LANG") if key in os.environ}
        self._processes.append(Process.start(command, [end.fileno() for end in ends], environment))

    def _display_words(self) -> list[str]:
        """Let the broker stand between a visitor and the compositor; of X11 it knows nothing."""
        display = self._blueprint.sandbox.display
        if not display.wayland:
            return []
        return ["--display-socket", str(self._directory / "display"), "--display-server", str(display.socket)]

    async def _start_visitor(self, channel: socket.socket, gate: socket.socket) -> None:
        blueprint = self._blueprint
        sandbox = replace(blueprint.sandbox, uid=self.uid)
        if sandbox.display.wayland:
            display = replace(sandbox.display, socket=await self._socket("display"))
            sandbox = replace(sandbox, display=display)
        if blueprint.sound:
            sandbox = replace(sandbox, sound=await self._socket("sound"))
        info_read, info_write = os.pipe()
        authority_read = _pipe_with(sandbox.display.authority) if sandbox.display.authority else None
        descriptors = [channel.fileno(), info_write, *([authority_read] if authority_read is not None else [])]
        descriptors += blueprint.inherited
        visitor = (*blueprint.visitor, "--channel-fd", str(channel.fileno()))
        if blueprint.gate:
            descriptors.append(gate.fileno())
            visitor += ("--gate-fd", str(gate.fileno()))
        try:
            files = self._place.entry_files()
            command = entering(
                sandbox.arguments(visitor, info_write, authority_read),
                files,
                None if files else self._most_tasks(),
            )
            # The visitor may be able to read the environment of the namespace's first process, which is bubblewrap.
            environment = {"PATH": os.environ.get("PATH", os.defpath)}
            self._processes.append(Process.start(command, descriptors, environment, blueprint.output))
            os.close(info_write)
            info_write = -1
            init = await read_info(info_read)
            self._init = init
            self._init_pidfd = os.pidfd_open(init)
            self._namespaces = Namespaces(init)
        except ProcessLookupError as error:
            raise SupervisorError(Reason.NOT_STARTED, "the visitor's program ended at once") from error
        finally:
            for descriptor in (info_read, info_write, authority_read):
                if descriptor is not None and descriptor >= 0:
                    os.close(descriptor)

    def _most_tasks(self) -> int:
        """Return the process limit; without a uid of its own the visitor shares it with all that we run beside it."""
        return self._blueprint.bounds.tasks + (tasks_of(os.getuid()) if self.uid is None else 0)

    async def _socket(self, name: str) -> Path:
        """Wait for a socket of the broker, which is bound into the sandbox by path."""
        path = self._directory / name
        for _ in range(500):
            if path.is_socket():
                return path
            if await readable(self._processes[0].pidfd, 0.01):
                break
        raise SupervisorError(Reason.NOT_STARTED, "the session broker ended at once")

    def _listen(self, hear: Callable[[FromBroker], None]) -> None:
        control = self._control
        assert control is not None
        splitter = Splitter()
        loop = asyncio.get_running_loop()

        def read() -> None:
            try:
                data = control.recv(65536)
                messages = [from_broker(body) for body in splitter.feed(data)]
            except BlockingIOError:
                return
            except (OSError, ChannelError):
                data, messages = b"", []
            for message in messages:
                hear(message)
            if not data:
                loop.remove_reader(control)
                hear(Faulted(Fault.GONE))

        loop.add_reader(control, read)

    def send(self, message: ToVisitor) -> None:
        """Send a message to the broker, which hands it to the visitor."""
        if self._control is None:
            return
        self._outgoing += frame(message)
        self._flush()

    def _flush(self) -> None:
        control = self._control
        if control is None:
            return
        loop = asyncio.get_running_loop()
        with contextlib.suppress(BlockingIOError, OSError):
            while self._outgoing:
                del self._outgoing[: control.send(self._outgoing)]
        if not self._outgoing or len(self._outgoing) > _CONTROL_BACKLOG:
            self._outgoing.clear()
            loop.remove_writer(control)
        else:
            loop.add_writer(control, self._flush)

    async def _watch_memory(self, hear: Callable[[FromBroker], None]) -> None:
        """Where no control group limits the memory: look, and have a session ended that takes too much."""
        while memory_of(await asyncio.to_thread(survivors, self.traces)) <= self._blueprint.bounds.memory:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(_MEMORY_LOOK_SECONDS)
        hear(Faulted(Fault.MEMORY))

    @property
    def traces(self) -> Traces:
        """What to look for when this session is over."""
        names = frozenset() if self._namespaces is None else self._namespaces.names
        ours = self._blueprint.ours
        since = None if ours is None else self._began
        return Traces(names, self.uid, self._directory, self._inodes, since, ours or ())

    async def end(self) -> Proof:
        """Do all steps of the ending, look whether each was done and whether anything is left.

        Once begun it is never cut short, and whoever calls again gets the same proof.
        """
        if self._end is None:
            self._end = asyncio.create_task(self._end_once())
        return await asyncio.shield(self._end)

    async def _end_once(self) -> Proof:
        if self._watchdog is not None:
            self._watchdog.cancel()
        missed = await perform(
            (
                Act(Step.PAPER, self._give_up_paper),
                Act(Step.VISITOR, self._kill_visitor, self._visitor_gone),
                Act(Step.BROKER, self._end_broker, self._all_reaped),
                Act(Step.SOCKETS, self._close),
                Act(Step.FOLDER, self._remove_folder),
                Act(Step.DISPLAY, lambda: asyncio.to_thread(self._blueprint.screen.clear)),
                Act(Step.DRIVERS, lambda: self._blueprint.drivers.renew(self.id)),
            ),
            self._skip,
        )
        proof = Proof(killed=False)
        if Step.LOOK not in self._skip:
            proof = await self._look_until_gone(killed=not missed)
        if self._namespaces is not None and Step.UNPIN not in self._skip:
            self._namespaces.close()
        return replace(proof, descriptors=proof.descriptors + pinned(self.traces))

    async def _look_until_gone(self, *, killed: bool) -> Proof:
        """Look once, and again for half a second: a process that is dead but not reaped yet is seen for a moment."""
        proof = await asyncio.to_thread(self._look, killed=killed)
        for _ in range(_LOOKS):
            if proof.holds:
                break
            await asyncio.sleep(_LOOK_SECONDS)
            proof = await asyncio.to_thread(self._look, killed=killed)
        return proof

    def _look(self, *, killed: bool) -> Proof:
        if Step.GROUP not in self._skip:
            self._place.remove()
        display, drivers = self._blueprint.screen.left(), self._blueprint.drivers.left(self.id)
        return replace(prove(self.traces, self._place, killed=killed), display=display, drivers=drivers)

    async def _give_up_paper(self) -> None:
        """Ask the broker to leave: it may have a ticket to give up. If it takes its time it is killed by and by."""
        for broker in self._processes[:1]:
            broker.popen.terminate()

    async def _kill_visitor(self) -> None:
        """Kill the namespace's init first: bubblewrap then reaps it; killed before that, it would leave a zombie."""
        if self._init_pidfd is not None:
            kill(self._init_pidfd)
            await readable(self._init_pidfd, _KILL_SECONDS)
        for process in self._processes[1:]:
            if self._init_pidfd is None or not await process.gone(_KILL_SECONDS):
                process.kill()
            await process.gone(_KILL_SECONDS)
        if self._init:
            reap(self._init)

    def _visitor_gone(self) -> bool:
        alive = self._init_pidfd is not None and not is_readable(self._init_pidfd)
        return not alive and all(process.popen.returncode is not None for process in self._processes[1:])

    async def _end_broker(self) -> None:
        for broker in self._processes[:1]:
            if not await broker.gone(_GRACE_SECONDS):
                broker.kill()
                await broker.gone(_KILL_SECONDS)

    def _all_reaped(self) -> bool:
        return all(process.popen.returncode is not None for process in self._processes)

    async def _close(self) -> None:
        if self._control is not None:
            with contextlib.suppress(RuntimeError):
                loop = asyncio.get_running_loop()
                loop.remove_reader(self._control)
                loop.remove_writer(self._control)
            self._control.close()
            self._control = None
        for process in self._processes:
            process.close()
        self._processes.clear()
        if self._init_pidfd is not None:
            os.close(self._init_pidfd)
            self._init_pidfd = None

    async def _remove_folder(self) -> None:
        shutil.rmtree(self._directory, ignore_errors=True)


def clear_runtime(runtime: Path, limits: Limits) -> None:
    """Remove what a killed supervisor's sessions left; their processes died with it, and whatever did not dies now."""
    for directory in runtime.glob(f"{_PREFIX}*"):
        place = limits.left(directory.name.removeprefix(_PREFIX))
        for pid in place.members():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for _ in range(_LOOKS):  # a dead one leaves its group a moment later
            if place.remove():
                break
            time.sleep(_LOOK_SECONDS)
        shutil.rmtree(directory, ignore_errors=True)


def _pipe_with(data: bytes) -> int:
    """Return the reading end of a pipe that holds `data` (an X authority has some hundred bytes)."""
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return reading
