"""What a program in the visitor's place reaches besides its sockets: services, buses, processes, folders, names."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.lockdown.attempts import INTRUDER, MARKS, entry, said_by, tried
from tests.lockdown.harness import terminal

pytestmark = MARKS


@entry(
    "L-115", "services of the machine are reached by path, abstract name or port", "all three are reached from outside"
)
def test_no_service_of_the_machine_is_reached(tmp_path: Path) -> None:
    name = f"stadtteil-test-{os.getpid()}"
    path = f"/run/{name}" if os.geteuid() == 0 else str(tmp_path / name)
    with contextlib.ExitStack() as stack:
        ends = [stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2)]
        ends[0].bind(path)
        stack.callback(Path(path).unlink)
        ends[1].bind(f"\0{name}")
        for end in ends:
            end.listen()
        web = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        for address in (path, f"\0{name}"):
            with socket.socket(socket.AF_UNIX) as control:
                control.connect(address)
        socket.create_connection(web.getsockname()).close()
        said, _ = tried(tmp_path, f"connect={path}:{name}:{web.getsockname()[1]}")
    assert (said["path"], said["abstract"], said["port"]) == (False, False, False)
    assert said["own"] is True, "the control: with a socket of its own the same check succeeds"


@entry("L-116", "calls over D-Bus", "the check sees the sockets that are there")
def test_there_is_no_bus(tmp_path: Path) -> None:
    said, _ = tried(tmp_path, "buses")
    assert said["places"] == []
    assert said["environment"] == []
    assert all(status != 0 for status in said["busctl"])
    assert said["sockets"] == ["/run/visitor/wayland-0"], "and the check sees sockets"


@entry("L-120", "other processes are seen, read or traced", "its own environment is read, its own child traced")
def test_other_processes_are_neither_seen_nor_read_nor_traced(tmp_path: Path) -> None:
    said, _ = tried(tmp_path, "processes")
    assert set(said["seen"]) <= {"bwrap", "python", "python3", "sleep", "setpriv"}
    assert said["self"], "the control: its own it reads"
    assert said["child"], "the control: its own child it traces"
    if os.geteuid() == 0:
        assert not said["first"]
        assert not said["traced"]


@entry(
    "L-121",
    "programs left in a folder that others load from",
    "what was left is there, and the check knows a writable folder",
)
def test_nothing_is_loaded_from_where_a_visitor_can_write(tmp_path: Path) -> None:
    async def run() -> tuple[dict[str, Any], dict[str, Any]]:
        async with terminal(tmp_path, "prepare", "paths", program=INTRUDER) as bench:
            await bench.until(lambda: said_by(bench, "prepare") and bench.terminal.spare_ready)
            bench.terminal.end("visitor")
            await bench.until(lambda: said_by(bench, "paths"))
            return said_by(bench, "prepare")[0], said_by(bench, "paths")[0]

    first, second = asyncio.run(run())
    assert first["written"] >= 6, "the control: they were left"
    assert first["home"] is True, "the control: the check knows a folder that can be written"
    assert "evil.so" in first["found"]
    assert first["folders"]
    assert first["writable"] == second["writable"] == []
    assert second["found"] == []


@entry(
    "L-122",
    "devices or programs of root in the visitor's own folders",
    "the check finds the folders that can be written",
)
def test_the_visitors_own_folders_give_no_rights(tmp_path: Path) -> None:
    said, _ = tried(tmp_path, "mounts")
    assert {"/home/visitor", "/tmp", "/dev/shm"} <= set(said["writable"]), "the control: these can be written"
    ours = {place: options for place, options in said["writable"].items() if not place.startswith(("/proc", "/dev/"))}
    assert all({"nosuid", "nodev"} <= set(options) for options in ours.values()), ours


@pytest.mark.skipif(os.geteuid() != 0, reason="a program that runs as root is made by root")
@entry("L-124", "a program that runs as root is used to become root", "outside the same program runs as root")
def test_a_program_that_runs_as_root_gives_no_rights(tmp_path: Path) -> None:
    program = Path(f"/usr/local/share/stadtteil-test-id-{os.getpid()}")
    shutil.copy("/usr/bin/id", program)
    program.chmod(0o4755)
    try:
        control = subprocess.run(
            ["setpriv", "--reuid", "65534", "--clear-groups", str(program), "-u"], capture_output=True, check=True
        )
        said, _ = tried(tmp_path, f"become={program}")
    finally:
        program.unlink()
    assert control.stdout == b"0\n", "the control: outside it does"
    assert said["user"] == said["own"] != "0"


@entry("L-125", "names in /tmp are taken before others can", "in its own sandbox the names are taken")
def test_taken_names_are_in_nobodys_way(tmp_path: Path) -> None:
    names = ("/tmp/.X11-unix/X77", f"/tmp/stadtteil-{os.getpid()}")

    async def run() -> tuple[dict[str, Any], dict[str, Any]]:
        async with terminal(tmp_path, f"squat={','.join(names)}", "paths", program=INTRUDER) as bench:
            await bench.until(lambda: said_by(bench, "squat") and bench.terminal.spare_ready)
            assert not any(os.path.exists(name) for name in names)  # noqa: ASYNC240, PTH110 - nothing waits here
            bench.terminal.end("visitor")
            await bench.until(lambda: said_by(bench, "paths"))
            return said_by(bench, "squat")[0], said_by(bench, "paths")[0]

    first, second = asyncio.run(run())
    assert first["taken"] is True, "the control: in its own sandbox it got them"
    assert second["found"] == []
