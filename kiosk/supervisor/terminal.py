"""The life of a terminal: one visitor shown, one spare warm, and the end of each proven before the next may begin."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging

from kiosk.channel import (
    Activity,
    Begun,
    Doing,
    End,
    Fault,
    Faulted,
    FromBroker,
    Headphones,
    Mode,
    MoreTime,
    Over,
    Painted,
    Ready,
    Show,
    Site,
    StaffCommand,
    StaffGesture,
    StaffLogin,
    Unlock,
    Warn,
)
from kiosk.supervisor.ending import Step
from kiosk.supervisor.lasting import Lasting
from kiosk.supervisor.proof import Proof
from kiosk.supervisor.record import GENESIS, WipeRecord
from kiosk.supervisor.sandbox import SupervisorError
from kiosk.supervisor.session import SILENCE_SECONDS
from kiosk.supervisor.slot import Parts, Phase, Slot, Timings
from kiosk.supervisor.staff_menu import StaffMenu

log = logging.getLogger(__name__)

TICK_SECONDS = 0.1
PAINT_SECONDS = 0.5
"""How long the next window may take to cover the old one before the old one is killed all the same."""
READY_SECONDS = 20.0
STAFF_SECONDS = 60.0
CRASHES = 5
CRASH_WINDOW = 60.0


class Terminal:
    """Runs sessions until it is stopped."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._menu = StaffMenu(parts, self, parts.clock.monotonic)
        self._active: Slot | None = None
        self._spare: Slot | None = None
        self._slots: dict[str, Slot] = {}
        self._token = 0
        self._ending: asyncio.Task[None] | None = None
        self._spawning: asyncio.Task[None] | None = None
        self._stop = asyncio.Event()
        self._crashes: list[float] = []
        self._dropping: asyncio.Task[None] | None = None
        self._site: Site | None = None
        self._headphones: Headphones | None = None
        self._renew = False
        self.timings = Timings()
        self.phase = Phase.STARTING
        self.sessions = 0
        self.failures = 0
        self.out_of_order: str | None = "staff" if parts.closed else None

    # ---- running ------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Start the first visitor and keep going until `stop`; then kill and prove everything."""
        try:
            while not self._stop.is_set():
                self._tick()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), TICK_SECONDS)
        finally:
            tasks = [task for task in (self._spawning, self._ending, self._dropping) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for slot in list(self._slots.values()):
                await self._wipe(slot, "stop")

    def stop(self) -> None:
        """Ask `run` to finish."""
        self._stop.set()

    @property
    def spare_ready(self) -> bool:
        """True when the next welcome can be shown at once."""
        return self._spare is not None

    def renew_spare(self) -> None:
        """Replace the spare as soon as it can be: what it was started with has changed."""
        self._renew = True

    def site_changed(self, site: Site) -> None:
        """Tell all processes what the office says."""
        self._site = site
        self._tell_all(site)

    def headphones(self, *, plugged: bool) -> None:
        """Simulate that headphones are plugged in or out."""
        self._headphones = Headphones(plugged)
        self._tell_all(self._headphones)

    def _tell_all(self, message: Site | Headphones) -> None:
        for slot in self._slots.values():
            if slot.settled.is_set():
                slot.session.send(message)

    # ---- starting -----------------------------------------------------------------------------------------------

    async def _launch(self) -> Slot | None:
        """Start a session and wait until it is warm; None (and a crash counted) when it does not get there."""
        used = {slot.session.uid for slot in self._slots.values()}
        uid = next((uid for uid in self._parts.uids if uid not in used), self._parts.uids[0])
        try:
            slot = Slot(self._parts.make(uid), self._parts.clock.monotonic())
        except OSError as error:
            log.error("a visitor's limits cannot be made: %s", error)  # noqa: TRY400 - the reason is the whole story
            self._crashed()
            return None
        self._slots[slot.session.id] = slot
        try:
            await slot.session.start(self._parts.setup(), functools.partial(self._hear, slot))
            await asyncio.wait_for(slot.settled.wait(), READY_SECONDS)
        except (SupervisorError, OSError, TimeoutError) as error:
            log.error("a visitor process did not start: %s", error)  # noqa: TRY400 - the reason is the whole story
            slot.failed = True
        if slot.failed:
            self._crashed()
            await self._drop(slot, "not-started")
            return None
        for message in (self._site, self._headphones):
            if message is not None:
                slot.session.send(message)
        return slot

    async def _make_spare(self) -> None:
        self._spare = await self._launch()

    def _want_spare(self) -> None:
        busy = self._stop.is_set() or (self._spawning is not None and not self._spawning.done())
        if self._spare is None and not busy and len(self._slots) < len(self._parts.uids):
            self._spawning = asyncio.create_task(self._make_spare())

    async def _next(self) -> Slot | None:
        """Return the spare, the one just being made, or a new one."""
        if self._spare is None and self._spawning is not None and not self._spawning.done():
            await self._spawning
        slot, self._spare = self._spare, None
        if slot is not None and slot.failed:
            await self._drop(slot, "failed")
            slot = None
        return slot or await self._launch()

    async def _begin(self, mode: Mode) -> None:
        slot = await self._next()
        if slot is None:
            return
        await self._show(slot, mode)
        self._unlock(slot)

    async def _show(self, slot: Slot, mode: Mode) -> None:
        self._active = slot
        self._token += 1
        slot.mode, slot.token = mode, self._token
        slot.painted.clear()
        slot.shown_at = slot.last_beat = self._parts.clock.monotonic()
        slot.session.send(Show(self._token, mode))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(slot.painted.wait(), PAINT_SECONDS)

    def _unlock(self, slot: Slot) -> None:
        if slot.mode is not Mode.OUT_OF_ORDER:
            slot.session.send(Unlock())
        self.phase = Phase.OUT_OF_ORDER if slot.mode is Mode.OUT_OF_ORDER else Phase.WELCOME
        self._want_spare()

    # ---- what sessions say --------------------------------------------------------------------------------------

    def _hear(self, slot: Slot, message: FromBroker) -> None:
        slot.last_beat = self._parts.clock.monotonic()
        match message:
            case Ready():
                slot.settled.set()
            case Painted(token):
                if token == slot.token:
                    slot.painted.set()
                    self.timings.painted_at = slot.last_beat
            case Faulted(fault):
                self._faulted(slot, fault)
            case _:
                if slot is self._active and self.phase is not Phase.ENDING:
                    self._hear_active(slot, message)

    def _hear_active(self, slot: Slot, message: FromBroker) -> None:
        now = self._parts.clock.monotonic()
        match message:
            case Begun() if slot.mode is Mode.WELCOME:
                slot.begun = True
                slot.lasting = Lasting(self._parts.times, now, self._parts.waiting)
                self.phase = Phase.SESSION
            case Activity() | Doing() | MoreTime() if slot.lasting is not None:
                answer = slot.lasting.hear(message, now)
                if answer is not None:
                    slot.session.send(answer)
            case Activity() if slot.mode is Mode.STAFF:
                slot.shown_at = now
            case End():
                self.end("visitor")
            case StaffGesture():
                self.end("staff", Mode.STAFF)
            case StaffLogin() if slot.mode is Mode.STAFF:
                self._menu.login(slot, message)
            case StaffCommand(command) if slot.mode is Mode.STAFF:
                self._menu.do(slot, command)
            case _:
                pass  # a beat, or something that this mode has no use for

    def _faulted(self, slot: Slot, fault: Fault) -> None:
        if slot.failed:
            return
        slot.failed, slot.fault = True, fault
        if not slot.settled.is_set():
            slot.settled.set()
            return
        if slot is not self._active and slot is not self._spare:
            return  # it is being ended anyway
        log.warning("%s process was ended: %s", "the visitor's" if slot is self._active else "a", fault.value)
        self._crashed()
        self._attend()

    def _attend(self) -> None:
        """End what has failed or shows what no longer holds. Under another end it waits; every tick looks again."""
        if not self._ending_done():
            return
        active, spare = self._active, self._spare
        if active is not None and active.fault is not None:
            self.end(active.fault.value)
        elif active is not None and not active.begun and active.mode not in {Mode.STAFF, self._mode(Mode.WELCOME)}:
            self.end("order-changed")  # decided while another end was under way, or by a proof beside it
        if spare is not None and spare.fault is not None:
            self._spare = None
            self._dropping = asyncio.create_task(self._drop(spare, spare.fault.value))

    async def _drop(self, slot: Slot, reason: str) -> None:
        if not await self._wipe(slot, reason):
            self._unproven()

    def _crashed(self) -> None:
        now = self._parts.clock.monotonic()
        self._crashes = [at for at in self._crashes if now - at < CRASH_WINDOW] + [now]
        if len(self._crashes) >= CRASHES and self.out_of_order is None:
            log.error("visitor processes keep ending; the terminal is out of order")
            self.out_of_order = "crashes"

    # ---- time ---------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        now = self._parts.clock.monotonic()
        if not self._ending_done():
            return
        active = self._active
        if active is None:
            if len(self._crashes) < CRASHES or now - self._crashes[-1] > CRASH_WINDOW:
                self._ending = asyncio.create_task(self._begin(self._mode(Mode.WELCOME)))
            return
        for slot in (active, self._spare):
            if slot is not None and now - slot.last_beat > SILENCE_SECONDS:
                self._faulted(slot, Fault.SILENT)
        self._attend()
        if active.mode is Mode.STAFF and now - active.shown_at > STAFF_SECONDS:
            self.end("staff-timeout")
        if active.lasting is not None:
            self._tick_lasting(active, active.lasting, now)
        if self._renew and self._spare is not None and self._ending_done():
            self._renew, spare, self._spare = False, self._spare, None
            self._dropping = asyncio.create_task(self._drop(spare, "renewed"))
        if self.out_of_order != "crashes":
            self._want_spare()

    def _tick_lasting(self, active: Slot, lasting: Lasting, now: float) -> None:
        match lasting.tick(now):
            case Warn() as warning:
                active.session.send(warning)
            case str(reason):
                self.end(reason)

    # ---- ending -------------------------------------------------------------------------------------------------

    def command(self, command: str) -> None:
        """Do what staff asked for, at the terminal or by `stadtteil ctl`; always ends the present session.

        A proof that failed is made good by a restart only.
        """
        lasting = self.out_of_order == "proof"
        if command == "out-of-order" and not lasting:
            self.out_of_order = "staff"
        elif command == "restart" or (command == "back-in-order" and not lasting):
            self.out_of_order = None
            self._crashes.clear()
        self._parts.keep_closed(self.out_of_order == "staff")
        self.end(f"staff-{command}", fresh=command == "restart")

    def end(self, reason: str, then: Mode = Mode.WELCOME, *, fresh: bool = False) -> None:
        """End the present session now; the next is shown at once and may be used when the end is proven.

        `fresh` throws the spare away too, so that whatever comes next was started after this call.
        """
        if self._ending_done():
            self.phase = Phase.ENDING
            self._ending = asyncio.create_task(self._end(reason, then, fresh=fresh))

    def _ending_done(self) -> bool:
        return self._ending is None or self._ending.done()

    def _mode(self, wanted: Mode) -> Mode:
        return Mode.OUT_OF_ORDER if self.out_of_order is not None and wanted is Mode.WELCOME else wanted

    async def _end(self, reason: str, then: Mode, *, fresh: bool) -> None:
        began = self._parts.clock.monotonic()
        old, self._active = self._active, None
        spare, self._spare = self._spare, None
        if old is not None:
            old.session.send(Over())  # mute, and deaf: the next welcome covers it in a moment, and only then it dies
        if spare is not None and (fresh or spare.failed):
            await self._drop(spare, reason)
            spare = None
        if spare is not None:
            if Step.COVER not in self._parts.skip:
                await self._show(spare, self._mode(then))
            self.timings.painted_ms.append((self._parts.clock.monotonic() - began) * 1000)
        if (old is not None and not await self._wipe(old, reason)) or spare is not self._active:
            self._unproven()
        if spare is None:
            await self._begin(self._mode(then))
            return
        if spare.mode is not self._mode(spare.mode):
            await self._show(spare, Mode.OUT_OF_ORDER)
        self._unlock(spare)

    def _unproven(self) -> None:
        self.failures += 1
        self.out_of_order = "proof"
        log.error("the end of a session could not be proven; the terminal is out of order until it is restarted")

    async def _wipe(self, slot: Slot, reason: str) -> bool:
        """Kill, prove and record; False when the proof or the record failed."""
        slot.failed = True  # whatever it says from now on is of no interest
        began = self._parts.clock.monotonic()
        try:
            proof = await slot.session.end()
        except Exception as error:  # noqa: BLE001 - whatever it was: it is no proof
            log.error("an end broke off: %s", type(error).__name__)  # noqa: TRY400 - a traceback could hold content
            proof = Proof(killed=False)
        if self._slots.pop(slot.session.id, None) is None:
            return proof.holds  # somebody else was here first and has recorded it
        milliseconds = (self._parts.clock.monotonic() - began) * 1000
        self.timings.proof_ms.append(milliseconds)
        if slot.begun:
            self.sessions += 1
        return self._record(slot, reason, proof, milliseconds) and proof.holds

    def _record(self, slot: Slot, reason: str, proof: Proof, milliseconds: float) -> bool:
        record = WipeRecord(
            session=slot.session.id,
            minute=int(self._parts.clock.unix()) // 60 * 60,
            reason=reason,
            proof_ms=round(milliseconds),
            survivors=proof.survivors,
            files=proof.left,
            result="proven" if proof.holds else "failed",
            previous=GENESIS,
        )
        before = self._parts.records.head
        try:
            if Step.RECORD not in self._parts.skip:
                self._parts.records.append(record)
        except OSError as error:
            log.error("a wipe record could not be written: %s", error.strerror)  # noqa: TRY400 - the cause is all
            return False
        return self._parts.records.head != before
