"""SMS by a GSM modem on a serial line: AT commands, in PDU or text mode. A modem may say anything, or nothing.

Sources: 3GPP TS 27.005 (SMS commands, `+CMS ERROR`), TS 27.007 (`+CME ERROR`, `+CPIN`), ITU-T V.250.
"""

from __future__ import annotations

import re
import time
from typing import Final, Literal, Protocol

import msgspec

from telemed.hub.notices import gsm
from telemed.hub.notices.channel import Later, Message, Name, Never, Outcome, Sent, Why

ESCAPE, SEND = b"\x1b", b"\x1a"
_LEAST_PLAIN: Final = 0x20
"""Codes of GSM 03.38 below this are commands to a modem in text mode (backspace, escape): such texts go as UCS-2."""
_ANSWER_LIMIT: Final = 4096
_FINAL: Final = re.compile(r"OK|ERROR|NO CARRIER|\+CM[ES] ERROR: ?.{0,60}")
_NUMBER: Final = re.compile(r"\+CM([ES]) ERROR: ?([0-9]{1,4})")
_ADDRESS: Final = frozenset({1, 8, 21, 27, 28, 29, 30, 50})
_TEXT: Final = frozenset({304, 305})
_SIM: Final = frozenset({310, 311, 312, 313, 314, 315, 316, 317, 318})
_AWAY: Final = frozenset({38, 331, 332})


class Patience(msgspec.Struct, frozen=True):
    """Seconds to wait: for an ordinary answer, and for the network to take a message."""

    answer: float = 3.0
    network: float = 40.0


class Link(Protocol):
    """An open serial line; see `device_drivers.transports`."""

    def send(self, data: bytes, seconds: float) -> None:
        """Hand over all of `data`; raises OSError."""

    def receive(self, seconds: float) -> int | None:
        """Give the next byte, or None; raises OSError."""

    def close(self) -> None:
        """Let go."""


class Transport(Protocol):
    """A way to the modem."""

    def open(self) -> Link:
        """Get a link; raises OSError."""
        ...


class _Failed(Exception):  # noqa: N818 (never leaves this module; ends an exchange early)
    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class ModemChannel:
    """A modem. `pin` unlocks its SIM; a PIN that was refused is not tried again: the third time would lock the SIM."""

    name: Name = "sms"

    def __init__(
        self, transport: Transport, mode: Literal["pdu", "text"], pin: str = "", patience: Patience | None = None
    ) -> None:
        self._transport = transport
        self._mode = mode
        self._pin = pin
        self._patience = patience or Patience()
        self._reference = 0

    def send(self, message: Message) -> Outcome:
        """Send one message, in parts where it is long."""
        try:
            parts = gsm.parts(message.text)
        except ValueError:
            return Never("text-refused")
        try:
            link = self._transport.open()
        except OSError:
            return Later("away", everything=True)
        try:
            return self._talk(_Talk(link, self._patience), message.address, parts)
        except _Failed as failed:
            return failed.outcome
        except OSError:
            return Later("away", everything=True)
        finally:
            link.close()

    def _talk(self, talk: _Talk, telephone: str, parts: tuple[gsm.Part, ...]) -> Outcome:
        talk.wake()
        self._unlock(talk)
        talk.ask(f"AT+CMGF={0 if self._mode == 'pdu' else 1}")
        self._reference = (self._reference + 1) % 256
        for part in parts:
            if self._mode == "pdu":
                pdu = gsm.submit(telephone, part, self._reference)
                # The length of the TPDU, without the byte 00 that says: the centre of the SIM.
                talk.hand_over(f"AT+CMGS={len(pdu)}", b"00" + pdu.hex().upper().encode())
            else:
                talk.hand_over(*_in_text_mode(talk, telephone, part.text))
        return Sent()

    def _unlock(self, talk: _Talk) -> None:
        state = " ".join(talk.ask("AT+CPIN?"))
        if "READY" in state:
            return
        if "SIM PIN" not in state or "SIM PIN2" in state or not self._pin:
            raise _Failed(Later("not-accepted", everything=True))
        pin, self._pin = self._pin, ""
        talk.ask(f'AT+CPIN="{pin}"')
        self._pin = pin


def _in_text_mode(talk: _Talk, telephone: str, text: str) -> tuple[str, bytes]:
    if gsm.alphabet_of(text) == "gsm" and min(gsm.septets(text)) >= _LEAST_PLAIN:
        talk.ask('AT+CSCS="GSM"')
        talk.ask("AT+CSMP=17,167,0,0")
        return f'AT+CMGS="{telephone}"', gsm.septets(text)
    talk.ask('AT+CSCS="UCS2"')
    talk.ask("AT+CSMP=17,167,0,8")
    number, content = (each.encode("utf-16-be").hex().upper() for each in (telephone, text))
    return f'AT+CMGS="{number}"', content.encode()


class _Talk:
    """One conversation: a command, then lines up to a final one. Everything else that a modem says is passed over."""

    def __init__(self, link: Link, patience: Patience) -> None:
        self._link = link
        self._patience = patience

    def wake(self) -> None:
        """Leave whatever the modem was in, and find it ready; raises `_Failed` for one that is not."""
        self._link.send(ESCAPE + b"\r", self._patience.answer)
        for attempt in range(3):
            try:
                self.ask("AT")
                break
            except _Failed:
                if attempt == 2:  # noqa: PLR2004 (the third)
                    raise
        self.ask("ATE0")
        self.ask("AT+CMEE=1")

    def ask(self, command: str) -> list[str]:
        """Return the lines before `OK`; raises `_Failed` for another end or none."""
        self._link.send(command.encode("ascii") + b"\r", self._patience.answer)
        lines, final = self._lines(self._patience.answer)
        if final is None:
            raise _Failed(Later("away", everything=True))
        if final != "OK":
            raise _Failed(_said(final))
        return lines

    def hand_over(self, command: str, content: bytes) -> None:
        """Send a message after the prompt; raises `_Failed` unless the network took it."""
        self._link.send(command.encode("ascii") + b"\r", self._patience.answer)
        self._prompt()
        self._link.send(content + SEND, self._patience.answer)
        lines, final = self._lines(self._patience.network)
        if final is None:
            raise _Failed(Later("no-answer", everything=True))
        if final != "OK":
            raise _Failed(_said(final))
        if not any(line.startswith("+CMGS:") for line in lines):  # An OK that belongs to something else.
            raise _Failed(Later("no-answer", everything=True))

    def _prompt(self) -> None:
        """Wait for `> `."""
        until, seen = time.monotonic() + self._patience.answer, bytearray()
        while len(seen) < _ANSWER_LIMIT:
            byte = self._link.receive(until - time.monotonic())
            if byte is None:
                break
            seen.append(byte)
            if seen.endswith(b"> "):
                return
            if byte == ord("\n"):
                line = seen.decode("latin-1").strip()
                if _FINAL.fullmatch(line):
                    raise _Failed(_said(line))
                seen.clear()
        self._link.send(ESCAPE, self._patience.answer)
        raise _Failed(Later("away", everything=True))

    def _lines(self, seconds: float) -> tuple[list[str], str | None]:
        until, lines, line = time.monotonic() + seconds, list[str](), bytearray()
        for _ in range(_ANSWER_LIMIT):
            byte = self._link.receive(until - time.monotonic())
            if byte is None:
                return lines, None
            if byte not in b"\r\n":
                line.append(byte)
                continue
            text = line.decode("latin-1").strip()
            line.clear()
            if _FINAL.fullmatch(text):
                return lines, text
            if text:
                lines.append(text)
        return lines, None


def _said(final: str) -> Outcome:
    """What an error means for us; the line itself is not kept."""
    found = _NUMBER.fullmatch(final)
    if found is None:
        return Later("busy")
    of_network, code = found[1] == "S", int(found[2])
    if not of_network:  # +CME ERROR: the equipment. 10 to 18 are about the SIM and its PIN.
        return Later("not-accepted" if 10 <= code <= 18 else "away", everything=True)  # noqa: PLR2004
    for codes, outcome in (
        (_ADDRESS, Never("address-refused")),
        (_TEXT, Never("text-refused")),
        (_SIM, Later("not-accepted", everything=True)),
        (_AWAY, Later("away", everything=True)),
    ):
        if code in codes:
            return outcome
    why: Why = "busy"
    return Later(why)
