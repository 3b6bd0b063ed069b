"""Starting and killing the processes of one visitor, by pidfd, never by name."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import os
import select
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.supervisor.sandbox import Reason, SupervisorError

if TYPE_CHECKING:
    from collections.abc import Sequence

# Enters the control groups and becomes the first to be killed when memory is short, then turns into the program.
_ENTER = (
    "printf 1000 >/proc/self/oom_score_adj; "
    'while [ "$1" != -- ]; do printf %s $$ >"$1" || exit 97; shift; done; shift; exec "$@"'
)


def entering(command: Sequence[str], files: Sequence[Path], tasks: int | None) -> list[str]:
    """Wrap a command so that it starts inside its control groups, without core dumps and with few descriptors.

    `tasks` sets a process limit for the user too, where no control group does.
    """
    bounds = ["prlimit", "--core=0:0", "--nofile=4096:4096"]
    if tasks is not None:
        bounds.append(f"--nproc={tasks}:{tasks}")
    return ["sh", "-c", _ENTER, "sh", *map(str, files), "--", *bounds, *command]


@dataclass(frozen=True, slots=True)
class Process:
    """A child of ours and the descriptor that is readable once it is gone."""

    popen: subprocess.Popen[bytes]
    pidfd: int

    @classmethod
    def start(
        cls,
        command: Sequence[str],
        descriptors: Sequence[int],
        environment: dict[str, str],
        output: int | None = None,
    ) -> Process:
        """Start a command that inherits only `descriptors`, its output going to `output` (None: where ours goes).

        Raises `SupervisorError` when it cannot be executed.
        """
        try:
            popen = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                pass_fds=tuple(descriptors),
                env=environment,
                stdout=output,
                stderr=output,
                close_fds=True,
            )
        except OSError as error:
            raise SupervisorError(Reason.NOT_STARTED, f"{command[0]}: {error.strerror}") from error
        return cls(popen, os.pidfd_open(popen.pid))

    async def gone(self, seconds: float) -> bool:
        """Wait until the process is dead and reap it; False when it still lives after that many seconds."""
        if not await readable(self.pidfd, seconds):
            return False
        self.popen.wait()
        return True

    def kill(self) -> None:
        """Kill it, whatever it is doing; a dead one is no error."""
        kill(self.pidfd)

    def close(self) -> None:
        """Let go of the descriptor."""
        os.close(self.pidfd)


def kill(pidfd: int) -> None:
    """Kill what a pidfd stands for; a dead process is no error."""
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)


_PR_SET_CHILD_SUBREAPER = 36


def become_subreaper() -> None:
    """Make orphans below us ours (prctl(2)), so that a namespace's dead init is reaped here and at once.

    bubblewrap does not wait for its init when the program inside ends by itself.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap(pid: int) -> None:
    """Reap a dead process that became ours; one that is somebody else's is left alone."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def is_readable(descriptor: int) -> bool:
    """Say whether a descriptor can be read now."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))


async def readable(descriptor: int, seconds: float) -> bool:
    """Wait until a descriptor can be read; False after that many seconds."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def mark() -> None:
        loop.remove_reader(descriptor)
        if not done.done():
            done.set_result(None)

    loop.add_reader(descriptor, mark)
    try:
        await asyncio.wait_for(done, seconds)
    except TimeoutError:
        return False
    finally:
        loop.remove_reader(descriptor)
    return True


async def read_info(descriptor: int, seconds: float = 5.0) -> int:
    """Read bubblewrap's `--info-fd` and return the id of the namespace's init; raises `SupervisorError`."""
    os.set_blocking(descriptor, False)
    text = b""
    while True:
        if not await readable(descriptor, seconds):
            raise SupervisorError(Reason.NOT_STARTED, "bubblewrap does not say that it started")
        part = os.read(descriptor, 4096)
        text += part
        with contextlib.suppress(ValueError, KeyError):
            return int(json.loads(text)["child-pid"])
        if not part:
            raise SupervisorError(Reason.NOT_STARTED, "bubblewrap ended before the visitor's program began")


PINNED = ("pid", "net", "uts", "user")
"""Namespaces that are held open until the proof, so that the kernel gives their numbers to nobody else meanwhile.

The mount and IPC namespaces are not: holding them would keep alive the very files and segments that are to go.
"""


class Namespaces:
    """The namespaces that a process is in and we are not, held by descriptors."""

    def __init__(self, pid: int, proc: Path = Path("/proc")) -> None:
        self._descriptors: list[int] = []
        found = set()
        for name in PINNED:
            with contextlib.suppress(FileNotFoundError):
                self._descriptors.append(os.open(proc / str(pid) / "ns" / name, os.O_RDONLY | os.O_CLOEXEC))
                found.add(f"{name}:[{os.fstat(self._descriptors[-1]).st_ino}]")
        self.names = frozenset(found - {os.readlink(proc / "self" / "ns" / name) for name in PINNED})

    def close(self) -> None:
        """Let go."""
        while self._descriptors:
            os.close(self._descriptors.pop())
