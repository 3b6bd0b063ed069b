"""Which limits a machine allows, on directories laid out like the kernel's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.supervisor.limits import Bounds, CgroupV1, CgroupV2, ProcessLimits, detect, tasks_of

BOUNDS = Bounds(memory=1000, tasks=10)


def unified(tmp_path: Path) -> tuple[Path, Path]:
    root, own = tmp_path / "cgroup", tmp_path / "own"
    group = root / "system.slice" / "terminal.service"
    group.mkdir(parents=True)
    (root / "cgroup.controllers").write_text("memory pids")
    own.write_text("0::/system.slice/terminal.service\n")
    return root, own


def test_a_delegated_group_is_used_and_we_move_into_a_leaf_of_it(tmp_path: Path) -> None:
    root, own = unified(tmp_path)
    group = root / "system.slice" / "terminal.service"
    limits = detect(root, own)
    assert isinstance(limits, CgroupV2)
    assert limits.fit
    assert (group / "supervisor" / "cgroup.procs").read_text() == str(os.getpid())
    assert (group / "cgroup.subtree_control").read_text() == "+memory +pids"
    place = limits.make("s", BOUNDS)
    directory = group / "visitor-s"
    assert (directory / "memory.max").read_text() == "1000"
    assert (directory / "pids.max").read_text() == "10"
    assert place.entry_files() == (directory / "cgroup.procs",)
    (directory / "cgroup.procs").write_text("12\n34\n")
    (directory / "memory.current").write_text("777\n")
    assert place.members() == {12, 34}
    assert place.memory_used() == 777
    assert not place.remove(), "files in it stand for processes in it"


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_group_that_is_not_ours_is_left_alone_as_a_user(tmp_path: Path) -> None:
    root, own = unified(tmp_path)
    (root / "system.slice" / "terminal.service").chmod(0o500)
    assert isinstance(detect(root, own), ProcessLimits)


def test_without_a_group_of_our_own_only_process_limits_are_left(tmp_path: Path) -> None:
    root, own = unified(tmp_path)
    own.write_text("0::/elsewhere\n")
    limits = detect(root, own)
    assert isinstance(limits, ProcessLimits)
    assert not limits.fit


def test_the_old_hierarchies_are_used_where_they_can_be_written(tmp_path: Path) -> None:
    for name in ("memory", "pids"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tasks").write_text("")
    limits = detect(tmp_path, tmp_path / "own")
    assert isinstance(limits, CgroupV1)
    place = limits.make("s", BOUNDS)
    memory = tmp_path / "memory" / "stadtteil-visitor-s"
    pids = tmp_path / "pids" / "stadtteil-visitor-s"
    assert (memory / "memory.limit_in_bytes").read_text() == "1000"
    assert (pids / "pids.max").read_text() == "10"
    assert place.members() == set()
    assert place.memory_used() == 0
    (memory / "memory.limit_in_bytes").unlink()
    (pids / "pids.max").unlink()
    assert place.remove()
    assert place.remove(), "twice is no mistake"


def test_no_hierarchy_at_all_leaves_process_limits(tmp_path: Path) -> None:
    place = detect(tmp_path, tmp_path / "own").make("s", BOUNDS)
    assert place.entry_files() == ()
    assert place.members() == set()
    assert place.memory_used() == 0
    assert place.remove()


def test_what_a_user_runs_already_does_not_use_up_the_process_limit(tmp_path: Path) -> None:
    """On a desktop a browser alone has more tasks than one visitor may have."""
    for pid, text in (("10", "Name:\tx\nThreads:\t250\n"), ("11", "Threads:\t90\n"), ("self", "Threads:\t1\n")):
        (tmp_path / pid).mkdir()
        (tmp_path / pid / "status").write_text(text)
    (tmp_path / "12").mkdir()
    assert tasks_of(os.getuid(), tmp_path) == 340
    assert tasks_of(os.getuid() + 1, tmp_path) == 0
