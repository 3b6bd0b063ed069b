"""Leaving a loop of asyncio with nothing in it, so that no test is charged with what another left behind."""

from __future__ import annotations

import asyncio


async def settle() -> None:
    """Wait until transports are closed, which takes some turns of the loop."""
    for _ in range(5):
        await asyncio.sleep(0)


async def leave_nothing(*own: asyncio.Task[None]) -> None:
    """Cancel all other tasks, and wait until they and their transports are gone; `own` may have ended by themselves."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*own, *others, return_exceptions=True)
    await settle()
