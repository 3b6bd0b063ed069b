"""The proof finds each kind of trace: without these controls "nothing found" would say nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.supervisor.limits import CgroupPlace, NoPlace
from kiosk.supervisor.process import (
    PINNED,
    Namespaces,
    Process,
    become_subreaper,
    entering,
    kill,
    read_info,
    readable,
    reap,
)
from kiosk.supervisor.proof import Proof, Traces, memory_of, prove, survivors
from kiosk.supervisor.sandbox import Reason, SupervisorError
from tests import users

UID = users.FIRST + users.worker()
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="another uid needs root")


@pytest.fixture
def traces(tmp_path: Path) -> Traces:
    return Traces(frozenset(), UID if os.geteuid() == 0 else None, tmp_path / "session", frozenset())


def look(traces: Traces, *, killed: bool = True) -> Proof:
    return prove(traces, NoPlace(), killed=killed)


def test_nothing_left_is_the_proof(traces: Traces) -> None:
    assert look(traces) == Proof(killed=True)
    assert look(traces).holds


def test_a_process_that_did_not_die_is_no_proof(traces: Traces) -> None:
    assert not look(traces, killed=False).holds


@as_root
def test_a_process_under_the_uid_is_found(traces: Traces) -> None:
    with _running(["setpriv", "--reuid", str(UID), "--clear-groups", "--regid", str(UID), "sleep", "60"]) as pid:
        _until(lambda: Path(f"/proc/{pid}").stat().st_uid == UID)
        assert look(traces).survivors == 1
    assert look(traces).survivors == 0


def test_a_process_in_a_namespace_is_found_whatever_its_uid(tmp_path: Path) -> None:
    flags = ["--uts"] if os.geteuid() == 0 else ["--user", "--uts"]
    with _running(["unshare", *flags, "sleep", "60"]) as pid:
        _until(lambda: os.readlink(f"/proc/{pid}/ns/uts") != os.readlink("/proc/self/ns/uts"))
        held = Namespaces(pid)
        traces = Traces(held.names, None, tmp_path / "x", frozenset())
        assert survivors(traces) == {pid}
    assert survivors(traces) == set()
    held.close()
    assert not Namespaces(os.getpid()).names, "our own are never among them"
    assert "mnt" not in PINNED


@as_root
@pytest.mark.parametrize("place", ["/tmp", "/var/tmp", "/dev/shm", "/run"])
def test_a_file_of_the_visitor_anywhere_outside_is_found(traces: Traces, place: str) -> None:
    left = Path(place) / f"stadtteil-trace-{os.getpid()}"
    left.mkdir()
    file = left / "deep"
    file.write_text("x")
    os.chown(file, UID, UID)
    try:
        assert look(traces).files == 1
    finally:
        shutil.rmtree(left)
    assert look(traces).files == 0


def test_a_session_directory_left_is_found(traces: Traces) -> None:
    traces.directory.mkdir()
    assert look(traces).files == 1


def test_a_socket_of_ours_left_open_is_found(tmp_path: Path) -> None:
    one, other = socket.socketpair()
    traces = Traces(frozenset(), None, tmp_path / "x", frozenset({os.fstat(one.fileno()).st_ino}))
    with Path("/dev/null").open("rb"):
        assert look(traces).descriptors == 1
    one.close()
    other.close()
    assert look(traces).descriptors == 0


@as_root
def test_a_shared_segment_of_the_visitor_is_found(traces: Traces) -> None:
    become = ["setpriv", "--reuid", str(UID), "--clear-groups", "--regid", str(UID)]
    made = subprocess.run([*become, "ipcmk", "-M", "64"], capture_output=True, text=True, check=True)
    number = made.stdout.split()[-1]
    try:
        assert look(traces).segments == 1
    finally:
        subprocess.run(["ipcrm", "-m", number], check=True)
    assert look(traces).segments == 0


def test_a_control_group_that_is_still_there_is_found(traces: Traces, tmp_path: Path) -> None:
    place = CgroupPlace((tmp_path / "group",))
    (tmp_path / "group").mkdir()
    (tmp_path / "group" / "cgroup.procs").touch()
    assert prove(traces, place, killed=True).places == 1
    shutil.rmtree(tmp_path / "group")
    assert prove(traces, place, killed=True).places == 0


def test_a_file_that_changed_since_the_start_is_found_where_our_user_is_nobody_elses(tmp_path: Path) -> None:
    folder = Path("/var/tmp") / f"stadtteil-trace-{os.getpid()}"
    ours = folder / "ours"
    ours.mkdir(parents=True)
    traces = Traces(frozenset(), None, tmp_path / "x", frozenset(), time.time() + 3600, (str(ours),))
    try:
        (ours / "wipe.jsonl").write_text("x")
        (folder / "left").write_text("x")
        assert look(traces).files == 0, "older than the session"
        assert look(replace(traces, since=folder.stat().st_ctime - 0.1)).files >= 1
        since = replace(traces, since=folder.stat().st_ctime - 0.1)
        before = after = all_of_it = -1
        for _ in range(20):  # other tests write files too: what counts is a look between two that agree
            before, all_of_it, after = (look(one).files for one in (since, replace(since, ours=()), since))
            if before == after:
                break
        assert before == after
        assert all_of_it == before + 1
    finally:
        shutil.rmtree(folder)


def test_a_mount_and_a_listening_socket_in_the_sessions_folder_are_found(traces: Traces, tmp_path: Path) -> None:
    directory = str(traces.directory)
    (tmp_path / "self" / "fd").mkdir(parents=True)
    (tmp_path / "self" / "mountinfo").write_text(f"36 35 8:1 / {directory}/stick rw - vfat /dev/sdb1 rw\n" * 2)
    assert prove(traces, NoPlace(), killed=True, proc=tmp_path).mounts == 2
    traces.directory.mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{directory}/s")
        listener.listen()
        assert look(traces).sockets == 1
    assert look(traces).sockets == 0


@as_root
def test_a_connection_of_the_visitor_to_the_network_outside_is_found(traces: Traces) -> None:
    code = "import socket,time; s = socket.create_server(('127.0.0.1', 0)); print('up', flush=True); time.sleep(60)"
    become = ["setpriv", "--reuid", str(UID), "--clear-groups", "--regid", str(UID)]
    with subprocess.Popen([*become, "/usr/bin/python3", "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        assert look(traces).sockets == 1
        process.kill()
    assert look(traces).sockets == 0


COUNTS = [field.name for field in fields(Proof) if field.name != "killed"]


@pytest.mark.parametrize("what", COUNTS)
def test_anything_found_is_no_proof(what: str) -> None:
    found: dict[str, Any] = {what: 1}
    assert not replace(Proof(killed=True), **found).holds


def test_a_proc_without_shared_memory_tables_counts_none(tmp_path: Path) -> None:
    (tmp_path / "self" / "fd").mkdir(parents=True)
    (tmp_path / "77").mkdir()
    traces = Traces(frozenset({"pid:[1]"}), os.getuid() + 1, tmp_path / "x", frozenset())
    assert prove(traces, NoPlace(), killed=True, proc=tmp_path).segments == 0


@contextlib.contextmanager
def _running(command: list[str]) -> Iterator[int]:
    with subprocess.Popen(command) as process:
        try:
            yield process.pid
        finally:
            process.kill()


def _until(condition: Callable[[], bool], tries: int = 2000) -> None:
    for _ in range(tries):
        if condition():
            return
        os.sched_yield()
    raise AssertionError("never")


# ---- starting and killing ------------------------------------------------------------------------------------------


def test_a_command_that_does_not_exist_is_an_error_with_its_name() -> None:
    with pytest.raises(SupervisorError, match="no-such-program") as caught:
        Process.start(["/no-such-program"], (), {})
    assert caught.value.reason is Reason.NOT_STARTED


def test_a_killed_process_is_reaped_and_killing_it_again_is_no_error() -> None:
    async def story() -> tuple[bool, bool]:
        process = Process.start(["sleep", "60"], (), {"PATH": os.defpath})
        alive = await process.gone(0.01)
        process.kill()
        gone = await process.gone(5)
        process.kill()
        process.close()
        return alive, gone

    assert asyncio.run(story()) == (False, True)


def test_bubblewrap_that_ends_or_says_nothing_is_an_error() -> None:
    async def story(data: bytes, *, close: bool) -> str:
        reading, writing = os.pipe()
        os.write(writing, data or b" ")
        if close:
            os.close(writing)
        try:
            return str(await read_info(reading, seconds=0.05))
        except SupervisorError as error:
            return str(error)
        finally:
            os.close(reading)
            if not close:
                os.close(writing)

    assert asyncio.run(story(b'{"child-pid": 12}', close=False)) == "12"
    assert "ended before" in asyncio.run(story(b'{"child', close=True))
    assert "does not say" in asyncio.run(story(b"{", close=False))


def test_limits_are_set_before_the_program_begins(tmp_path: Path) -> None:
    groups = [tmp_path / "a", tmp_path / "b"]
    for group in groups:
        group.touch()
    script = "ulimit -c; ulimit -n; cat /proc/self/oom_score_adj; ulimit -p"
    done = subprocess.run(entering(["sh", "-c", script], groups, 4000), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "4096", "1000", "4000"]
    assert groups[0].read_text() == groups[1].read_text() != ""


def test_a_group_that_cannot_be_entered_stops_everything(tmp_path: Path) -> None:
    done = subprocess.run(
        entering(["echo", "ran"], [tmp_path / "none" / "x"], None), capture_output=True, text=True, check=False
    )
    assert done.returncode == 97
    assert done.stdout == ""


def test_reaping_takes_our_own_dead_and_leaves_others() -> None:
    become_subreaper()
    child = os.fork()
    if child == 0:
        os._exit(0)
    pidfd = os.pidfd_open(child)
    assert asyncio.run(readable(pidfd, 5))
    reap(child)
    assert not Path(f"/proc/{child}").exists()
    reap(os.getppid())
    kill(pidfd)
    os.close(pidfd)


def test_memory_is_counted_over_all_processes_and_the_dead_count_nothing(tmp_path: Path) -> None:
    for pid, text in (
        ("10", "Name:\tx\nRssAnon:\t  20 kB\nRssFile:\t 900 kB\n"),
        ("11", "RssAnon:\t 4 kB\n"),
        ("12", ""),
    ):
        (tmp_path / pid).mkdir()
        (tmp_path / pid / "status").write_text(text)
    assert memory_of({10, 11, 12, 13}, tmp_path) == 24 * 1024
