"""What a hub does by itself all the time: end what is over, and note the head of the journal in its log."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Final

from telemed.hub.errors import HubError
from telemed.hub.journal.sqlite import SqliteJournal
from telemed.hub.retention import Retention

log = logging.getLogger(__name__)

PAUSE_SECONDS: Final = 60.0
"""So long after the end of its retention a key may still be there."""


class Upkeep:
    """Runs retention on the journal's thread; `today` raises `HubError` when the clock cannot be trusted."""

    def __init__(
        self, retention: Retention, journal: SqliteJournal, executor: Executor, today: Callable[[], dt.date]
    ) -> None:
        self._retention = retention
        self._journal = journal
        self._executor = executor
        self._today = today
        self._day: dt.date | None = None

    async def run(self) -> None:
        """Go on for ever, whatever fails."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                await loop.run_in_executor(self._executor, self.once)
            except HubError as error:
                log.error("what is over cannot be ended: %s", error)  # noqa: TRY400 (the cause is in the text)
            await asyncio.sleep(PAUSE_SECONDS)

    def once(self) -> None:
        """End what is over. Blocks; raises `HubError`."""
        today = self._today()
        if self._day != today:
            again = self._retention.erase_again()
            if again:
                log.warning("%d erased keys had come back and are destroyed again", len(again))
            self._retention.forget()
            log.info("head of the journal %s", self._journal.head())
            self._day = today
        ended = self._retention.end_keys()
        if ended:
            log.info("retention ended for %d", len(ended))
        day = self._retention.end_day()
        if day is not None:
            log.info("%s is counts now", day)
