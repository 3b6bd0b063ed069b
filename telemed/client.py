"""A small client of the hub for brokers, supervisors and displays.

Requests block (use `asyncio.to_thread`) and stand on the standard library alone, so that a broker stays small; `watch`
is asynchronous and loads the `websockets` library when it is first used.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import random
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec

from telemed import api, api_notices
from telemed import api_appointments as appointments

if TYPE_CHECKING:
    import ssl

T = TypeVar("T")
Refused = api.Refusal
"""The hub understood and said no."""

ANSWER_LIMIT: Final = 1 << 20
"""Bytes of an answer or a pushed value at the most."""
FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 5.0
"""Seconds between two attempts to watch again; a random part keeps a thousand displays from coming at once."""


class HubAway(Exception):  # noqa: N818 (a state of the world, expected, not a fault)
    """The hub does not answer or cannot serve now; the same request may be made again with the same key."""


def read_credential(path: Path) -> api.Credential:
    """Read a credential file; raises OSError, or msgspec.DecodeError for another content."""
    return msgspec.json.decode(path.read_bytes(), type=api.Credential)


class HubClient:
    """One hub. `secret` is the credential ("" before enrolment), `ca_file` the authority of its certificate.

    Methods return the answer or `Refused`, and raise `HubAway`. They may be called from several threads.
    """

    def __init__(self, base_url: str, secret: str, ca_file: Path | None = None, timeout: float = 5.0) -> None:
        self._url = urlsplit(base_url)
        if self._url.scheme not in {"http", "https"} or not self._url.hostname:
            raise ValueError(f"not an address of a hub: {base_url}")
        self._headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self._ca = ca_file
        self._timeout = timeout
        self._lock = threading.Lock()
        self._connection: http.client.HTTPConnection | None = None

    def take_ticket(self, key: str, service: str) -> api.Ticket | Refused:
        """Take a number for a service of the office; `key` makes it happen once."""
        return self._call("POST", "/api/v1/tickets", api.Ticket, api.TakeTicket(service), key)

    def leave(self, key: str, number: int, code: str) -> api.Place | Refused:
        """Give a number back."""
        return self._call("POST", f"/api/v1/numbers/{number:d}/leave", api.Place, api.GiveBack(code), key)

    def place(self, number: int) -> api.Place | Refused:
        """Return where a number stands."""
        return self._call("GET", f"/api/v1/numbers/{number:d}", api.Place)

    def notice_offer(self) -> api_notices.NoticeOffer | Refused:
        """Return in which ways this office can tell people."""
        return self._call("GET", "/api/v1/notices", api_notices.NoticeOffer)

    def ask_for_notices(
        self, key: str, ticket: str | None, ask: api_notices.AskForNotices
    ) -> api_notices.Notices | Refused:
        """Give an address, which a code is sent to; `key` makes it happen once. `ticket` None: for an appointment."""
        return self._call("POST", _notices_of(ticket), api_notices.Notices, ask, key)

    def confirm_address(self, ticket: str | None, code: str, typed: str) -> api_notices.Notices | Refused:
        """Confirm an address by the code that came to it."""
        body = api_notices.ConfirmAddress(code, typed)
        return self._call("POST", f"{_notices_of(ticket)}/confirm", api_notices.Notices, body)

    def notices(self, code: str) -> api_notices.Notices | Refused:
        """Return how far the notices of an appointment are."""
        return self._call("POST", f"{_notices_of(None)}/state", api_notices.Notices, api_notices.FindNotices(code))

    def stop_notices(self, ticket: str | None, code: str) -> api.Done | Refused:
        """Have an address destroyed."""
        return self._call("POST", f"{_notices_of(ticket)}/stop", api.Done, api_notices.StopNotices(code))

    def call_help(self, key: str) -> api.Help | Refused:
        """Call a person to this terminal; `key` makes it happen once."""
        return self._call("POST", "/api/v1/help", api.Help, api.CallForHelp(), key)

    def help(self, help_id: str) -> api.Help | Refused:
        """Return a call for help."""
        return self._call("GET", f"/api/v1/help/{_word(help_id)}", api.Help)

    def withdraw_help(self, help_id: str) -> api.Help | Refused:
        """Take a call for help back."""
        return self._call("DELETE", f"/api/v1/help/{_word(help_id)}", api.Help)

    def site(self) -> api.Site | Refused:
        """Return what every welcome screen shows."""
        return self._call("GET", "/api/v1/site", api.Site)

    def board(self) -> api.Board | Refused:
        """Return what a waiting-room screen shows."""
        return self._call("GET", "/api/v1/board", api.Board)

    def heartbeat(self, beat: api.Heartbeat) -> api.Done | Refused:
        """Say how this terminal is."""
        return self._call("POST", "/api/v1/heartbeat", api.Done, beat)

    def enrol(self, code: str, name: str) -> api.Credential | Refused:
        """Exchange a one-time code for a credential. A lost answer needs a new code."""
        return self._call("POST", "/api/v1/enrol", api.Credential, api.Enrol(code, name))

    # ---- appointments ------------------------------------------------------------------------------------------

    def bookable(self) -> appointments.Offers | Refused:
        """Return what appointments can be made for."""
        return self._call("GET", "/api/v1/bookable", appointments.Offers)

    def slots(self, service: str, day: str) -> appointments.Slots | Refused:
        """Return the free times of a day (`YYYY-MM-DD`)."""
        query = urlencode({"service": service, "day": day})
        return self._call("GET", f"/api/v1/slots?{query}", appointments.Slots)

    def free_days(self, service: str) -> appointments.FreeDays | Refused:
        """Return the days that have free times."""
        return self._call("GET", f"/api/v1/slots/days?{urlencode({'service': service})}", appointments.FreeDays)

    def free_today(self) -> appointments.FreeToday | Refused:
        """Return the times of today at which something is free."""
        return self._call("GET", "/api/v1/slots/today", appointments.FreeToday)

    def hold(self, key: str, service: str, start: float) -> appointments.Hold | Refused:
        """Keep a time for this terminal; a former one is let go of."""
        return self._call("POST", "/api/v1/holds", appointments.Hold, appointments.TakeHold(service, start), key)

    def release(self, hold: str) -> api.Done | Refused:
        """Let go of a held time."""
        return self._call("DELETE", f"/api/v1/holds/{_word(hold)}", api.Done)

    def book(self, key: str, booking: appointments.Book) -> appointments.Appointment | Refused:
        """Turn a hold into an appointment."""
        return self._call("POST", "/api/v1/appointments", appointments.Appointment, booking, key)

    def appointment(self, code: str) -> appointments.Appointment | Refused:
        """Return the appointment of a code."""
        return self._call("GET", f"/api/v1/appointments/{_word(code)}", appointments.Appointment)

    def move(self, key: str, code: str, hold: str) -> appointments.Appointment | Refused:
        """Move an appointment to the held time."""
        path = f"/api/v1/appointments/{_word(code)}/move"
        return self._call("POST", path, appointments.Appointment, appointments.Move(hold), key)

    def cancel(self, key: str, code: str) -> appointments.Appointment | Refused:
        """Cancel an appointment."""
        return self._call("POST", f"/api/v1/appointments/{_word(code)}/cancel", appointments.Appointment, key=key)

    def check_in(self, code: str) -> api.Ticket | Refused:
        """Say that the person is here; the same appointment always gets the same number, so no key is needed."""
        return self._call("POST", f"/api/v1/appointments/{_word(code)}/check-in", api.Ticket)

    def close(self) -> None:
        """Close the connection; a later call opens a new one."""
        with self._lock:
            self._drop()

    def __del__(self) -> None:
        connection = getattr(self, "_connection", None)  # Absent when the address was refused.
        if connection is not None:
            connection.close()

    # ---- requests ----------------------------------------------------------------------------------------------

    def _call(
        self, method: str, path: str, kind: type[T], body: msgspec.Struct | None = None, key: str = ""
    ) -> T | Refused:
        headers = dict(self._headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        content = msgspec.json.encode(body) if body is not None else None
        try:
            with self._lock:
                status, data = self._exchange(method, self._url.path.rstrip("/") + path, content, headers)
            if status >= 500:  # noqa: PLR2004 (HTTP: the server's fault)
                raise HubAway(_detail(data, status))
            if status >= 400:  # noqa: PLR2004 (HTTP: refused)
                return msgspec.json.decode(data, type=Refused)
            return msgspec.json.decode(data, type=kind)
        except (OSError, http.client.HTTPException, msgspec.DecodeError) as error:
            raise HubAway(f"{type(error).__name__}: {error}") from error

    def _exchange(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        """Send and receive; once more on a fresh connection if a kept one was closed meanwhile.

        Sending twice is safe: what changes something carries a key (an enrolment's code works once).
        """
        kept = self._connection is not None
        try:
            return self._once(method, path, content, headers)
        except (ConnectionError, http.client.RemoteDisconnected):
            if not kept:
                raise
            return self._once(method, path, content, headers)

    def _once(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = self._connect()
        try:
            self._connection.request(method, path, content, headers)
            answer = self._connection.getresponse()
            data = answer.read(ANSWER_LIMIT + 1)
        except BaseException:
            self._drop()
            raise
        if len(data) > ANSWER_LIMIT:
            self._drop()
            raise HubAway("the answer is too long")
        return answer.status, data

    def _connect(self) -> http.client.HTTPConnection:
        host, port = self._url.hostname or "", self._url.port
        context = self._context()
        if context is None:
            return http.client.HTTPConnection(host, port, timeout=self._timeout)
        return http.client.HTTPSConnection(host, port, timeout=self._timeout, context=context)

    def _context(self) -> ssl.SSLContext | None:
        if self._url.scheme == "http":
            return None
        import ssl  # noqa: PLC0415 (3 MB that a loopback client does not need)

        return ssl.create_default_context(cafile=self._ca)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # ---- pushed values -----------------------------------------------------------------------------------------

    async def watch(
        self, topics: Sequence[str], connected: Callable[[bool], None] | None = None
    ) -> AsyncIterator[api.Push]:
        """Yield the present value of every topic and each new one, without end; comes back by itself when cut off.

        `connected` is told True and False as the connection comes and goes.
        """
        from websockets.asyncio.client import connect  # noqa: PLC0415 (loaded where pushes are wanted)
        from websockets.exceptions import InvalidHandshake, WebSocketException  # noqa: PLC0415

        decode = msgspec.json.Decoder(api.Push).decode
        scheme = "wss" if self._url.scheme == "https" else "ws"
        query = urlencode([("topic", topic) for topic in topics])
        address = f"{scheme}://{self._url.netloc}{self._url.path.rstrip('/')}/api/v1/watch?{query}"
        pause = FIRST_PAUSE
        while True:
            with contextlib.suppress(OSError, TimeoutError, InvalidHandshake, WebSocketException, msgspec.DecodeError):
                async with connect(
                    address,
                    additional_headers=self._headers,
                    ssl=self._context(),
                    max_size=ANSWER_LIMIT,
                    open_timeout=self._timeout,
                    ping_interval=5,
                    ping_timeout=5,
                    proxy=None,
                    compression=None,
                ) as socket:
                    try:
                        if connected is not None:
                            connected(True)
                        async for message in socket:
                            pause = FIRST_PAUSE
                            yield decode(message)
                    finally:
                        if connected is not None:
                            connected(False)
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 (spreads load, no secret)
            pause = min(pause * 2, LONGEST_PAUSE)


def _word(text: str) -> str:
    """An id as it may stand in a path; anything else cannot be known to the hub."""
    return text if text.isalnum() and text.isascii() else "-"


def _detail(data: bytes, status: int) -> str:
    try:
        return msgspec.json.decode(data, type=Refused).detail
    except msgspec.DecodeError:
        return f"status {status}"


def _notices_of(ticket: str | None) -> str:
    return "/api/v1/appointments/notices" if ticket is None else f"/api/v1/tickets/{_word(ticket)}/notices"
