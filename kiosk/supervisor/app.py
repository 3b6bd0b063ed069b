"""The supervisor's composition: everything is wired here, by constructor."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

import accessibility
import kiosk
from kiosk.channel import Accessibility, Setup
from kiosk.notify import Notifier
from kiosk.selftest.result import kept as kept_result
from kiosk.supervisor import signs, voices
from kiosk.supervisor.ctl import CtlServer, Request
from kiosk.supervisor.ending import NoMemory
from kiosk.supervisor.hublink import HubLink
from kiosk.supervisor.idle import Times
from kiosk.supervisor.kept import Kept
from kiosk.supervisor.limits import Bounds, detect
from kiosk.supervisor.process import become_subreaper
from kiosk.supervisor.record import WipeLog
from kiosk.supervisor.sandbox import Sandbox, Sizes, find_display, outside_interpreter, require_tools
from kiosk.supervisor.session import Blueprint, RealSession, clear_runtime
from kiosk.supervisor.slot import Parts, Phase
from kiosk.supervisor.staff import Staff
from kiosk.supervisor.terminal import Terminal
from kiosk.supervisor.web import STICK_REQUEST, for_screen, prepare
from kiosk.x11 import XMemory
from telemed.api import Heartbeat, SelfTest
from telemed.client import HubClient, read_credential

if TYPE_CHECKING:
    from kiosk.config import SessionTimes
    from kiosk.config import Terminal as Config

log = logging.getLogger(__name__)

MIB = 1 << 20
_FIRST_PERSON = 1000
"""User ids below are the system's own (`SYS_UID_MAX` of login.defs)."""


class SystemClock:
    """The machine's clocks."""

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()

    def unix(self) -> float:
        """Seconds since 1970."""
        return time.time()


def _package(module: Any) -> Path:  # noqa: ANN401 - a module
    return Path(module.__file__).resolve().parent


def blueprint(config: Config) -> Blueprint:
    """Build what every session of this terminal is made from; raises `SupervisorError` when something is missing."""
    as_root = os.geteuid() == 0
    require_tools(config.users.first if as_root else None)
    limits = detect()
    if not limits.fit:
        log.warning("limits by %s only: not fit for production", limits.name)
    web = prepare(config.web, config.runtime)
    display = find_display(dict(os.environ))
    sandbox = Sandbox(
        display=display,
        packages=(_package(kiosk), _package(accessibility)),
        venv=Path(sys.prefix),
        uid=None,
        sizes=Sizes(home=config.limits.home_mib * MIB, tmp=config.limits.tmp_mib * MIB),
        interpreter=outside_interpreter(),
        authorities=web.authorities,
        films=tuple(signs.films(config.sign_language.folder).values()),
        voices=voices.folders(config),
    )
    if not display.wayland:
        log.warning("the display is X11, where one program can read another's keys: not fit for production")
    return Blueprint(
        sandbox=sandbox,
        limits=limits,
        bounds=Bounds(config.limits.memory_mib * MIB, config.limits.tasks),
        runtime=config.runtime,
        broker=(*_broker_arguments(config), *web.broker),
        sound=config.sound is not None,
        gate=config.web is not None,
        screen=NoMemory() if display.wayland else XMemory(display.socket, display.authority),
        ours=_folders_of_ours(config) if 0 < os.geteuid() < _FIRST_PERSON else None,
    )


def _folders_of_ours(config: Config) -> tuple[str, ...]:
    """Give the folders that a terminal's own user, who is nobody else's, writes in besides its visitors."""
    return (str(config.state), str(config.runtime))


def _broker_arguments(config: Config) -> tuple[str, ...]:
    words = ["--hub", config.hub.url]
    if config.hub.ca is not None:
        words += ["--hub-ca", str(config.hub.ca)]
    if config.hub.credential is not None:
        words += ["--hub-credential", str(config.hub.credential)]
    if config.printer is not None:
        words += ["--printer", f"{config.printer.host}:{config.printer.port}"]
    if config.page_printer is not None:
        pages = config.page_printer
        words += ["--page-printer", pages.address, "--page-free", str(pages.free_pages)]
        words += ["--page-cents", str(pages.price_cents), "--page-most", str(pages.most_pages)]
        words += ["--page-duplex"] if pages.duplex else []
    if config.stick is not None:
        words += ["--stick", str(config.stick.folder)]
        words += ["--stick-request", str(config.runtime / STICK_REQUEST)] if config.stick.write else []
    if config.sound is not None:
        words += ["--sound-server", str(config.sound)]
        words += ["--sound-jack"] if config.voice.headphones == "jack" else []
    if config.privacy is not None:
        words += ["--devices", str(config.privacy.socket), "--device-topics", ",".join(config.privacy.topics)]
    return tuple(words)


def _self_test(state: Path) -> SelfTest | None:
    """Return what the last self-test of the wipe left in the state folder."""
    found = kept_result(state)
    return None if found is None else SelfTest(found.outcome, found.at)


def _as_it_is(plan: Blueprint) -> Blueprint:
    return plan


def _times(settings: SessionTimes) -> Times:
    return Times(
        until_warning=settings.warn_after,
        warning=settings.warning,
        until_warning_web=settings.warn_after_web,
        until_warning_covered=settings.warn_after_covered,
        quota=settings.quota,
    )


class Supervisor:
    """One terminal's supervisor. `planned` may change what a session is made from: the self-test plays a visitor."""

    def __init__(self, config: Config, planned: Callable[[Blueprint], Blueprint] = _as_it_is) -> None:
        self._config = config
        for directory in (config.state, config.runtime):
            directory.mkdir(parents=True, exist_ok=True)
        kept = self._kept = Kept(config.state)
        self._volume = kept.volume(config.volume)
        plan = blueprint(config)
        clear_runtime(config.runtime, plan.limits)
        as_root = os.geteuid() == 0
        self.records = WipeLog(config.state / "wipe.jsonl")
        self.terminal = Terminal(
            Parts(
                make=lambda uid: RealSession(secrets.token_hex(8), uid, planned(plan)),
                records=self.records,
                staff=Staff(config.state / "staff.json"),
                clock=SystemClock(),
                setup=self._setup,
                times=_times(config.times),
                waiting=lambda: self._waiting,
                uids=(config.users.first, config.users.second) if as_root else (None, None),
                change_volume=self._change_volume,
                closed=kept.closed,
                keep_closed=kept.keep_closed,
            )
        )
        self._waiting = 0
        secret = read_credential(config.hub.credential).secret if config.hub.credential else ""
        self._client = HubClient(config.hub.url, secret, config.hub.ca)

    def _setup(self) -> Setup:
        config = self._config
        return Setup(
            site=config.office,
            phone=config.phone,
            locales=config.locales,
            counters=(),
            today=dt.datetime.now(dt.UTC).astimezone().date().isoformat(),
            pixel_mm=config.screen.pixel_mm,
            reading_distance_mm=config.screen.reading_distance_mm,
            hub=False,
            theme=config.screen.theme,
            volume=self._volume,
            filter=config.privacy is not None and config.privacy.filter is not None,
            presence=config.privacy is not None and config.privacy.presence is not None,
            cards=config.cards,
            web=for_screen(config),
            voice=voices.for_screen(config),
            accessibility=msgspec.convert(config.accessibility, Accessibility, from_attributes=True),
            signs=tuple(signs.films(config.sign_language.folder)),
        )

    def _people_wait(self, count: int) -> None:
        """So many people wait in the office; none without a hub, for then nobody can say."""
        self._waiting = count

    def _change_volume(self, change: int) -> None:
        """Sessions begun from now on start with this volume; the spare has the old one and has to be renewed."""
        self._volume = max(0, min(100, self._volume + change))
        self._kept.keep_volume(self._volume)

    def _heartbeat(self) -> Heartbeat:
        terminal = self.terminal
        return Heartbeat(
            state=terminal.phase.value,
            sessions=terminal.sessions,
            wipe_head=self.records.head,
            wipe_failures=terminal.failures,
            problems=(terminal.out_of_order,) if terminal.out_of_order else (),
            wipe_records=self.records.records,
            wipe_recent=self.records.recent,
            selftest=_self_test(self._config.state),
        )

    def _answer(self, request: Request) -> dict[str, Any]:
        terminal = self.terminal
        if request.command in {"headphones-in", "headphones-out"}:
            if self._config.voice.headphones != "simulated":
                return {"ok": False, "problem": "headphones are not simulated here"}
            terminal.headphones(plugged=request.command == "headphones-in")
        elif request.command == "volume" and request.volume is not None:
            self._change_volume(request.volume - self._volume)
            terminal.renew_spare()
        elif request.command not in {"status", "volume"}:
            terminal.command(request.command)
        return {
            "state": terminal.phase.value,
            "spare": terminal.spare_ready,
            "sessions": terminal.sessions,
            "failures": terminal.failures,
            "out_of_order": terminal.out_of_order,
            "wipe_head": self.records.head,
            "volume": self._volume,
            "painted_at": terminal.timings.painted_at,
            "painted_ms": [round(value, 2) for value in terminal.timings.painted_ms],
            "proof_ms": [round(value, 2) for value in terminal.timings.proof_ms],
        }

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.terminal.stop)
        server = CtlServer(self._config.runtime / "ctl.sock", self._answer)
        await server.start()
        link = HubLink(
            self._client,
            self._heartbeat,
            self.terminal.site_changed,
            self._people_wait,
            lambda: dt.datetime.now(dt.UTC).astimezone().date(),
        )
        tasks = [asyncio.create_task(link.run()), asyncio.create_task(Notifier(os.environ).run(self._alive))]
        try:
            await self.terminal.run()
        finally:
            for task in tasks:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            await server.stop()

    def _alive(self) -> bool:
        """The service is ready and well while somebody can use it, or is told that it is out of order."""
        return self.terminal.phase is not Phase.STARTING


def run(config: Config) -> int:
    """Run a terminal's supervisor; returns the exit status."""
    become_subreaper()
    asyncio.run(Supervisor(config).run())
    return 0
