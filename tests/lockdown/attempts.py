"""A program in the visitor's place tries something, and tells how it went."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kiosk.supervisor.slot import Phase
from tests.lockdown.entries import lockdown
from tests.lockdown.harness import Bench, terminal

MARKS = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed; make setup installs it"),
    pytest.mark.sandbox,
]
INTRUDER = "tests.lockdown.intruder"


def entry(number: str, title: str, control: str) -> pytest.MarkDecorator:
    """Mark a test as an entry of the table about local communication."""
    return lockdown(number, title, "ipc", control)


def tried(
    tmp_path: Path, what: str, *, fatal: bool = False, **given: Any
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Let the first visitor try something; give what it printed, and the wipe records when all was over.

    `fatal` waits for the session to be ended for it.
    """

    async def run() -> dict[str, Any]:
        async with terminal(tmp_path, what, program=INTRUDER, **given) as bench:
            await bench.until(lambda: said_by(bench, what) and (bench.lines() or not fatal))
            return said_by(bench, what)[0]

    said = asyncio.run(run())
    lines = (tmp_path / "state" / "wipe.jsonl").read_text().splitlines()
    records = [json.loads(line) for line in lines]
    assert all(record["result"] == "proven" for record in records)
    return said, records


def said_by(bench: Bench, what: str) -> list[dict[str, Any]]:
    return [line for line in bench.printed() if line["what"] == what.partition("=")[0]]


async def next_welcome(bench: Bench) -> None:
    await bench.until(lambda: bench.lines() and bench.terminal.phase is Phase.WELCOME)
