"""Ways to send, with real other ends: a mail server, a gateway on the web, a modem on a pseudo terminal."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import ssl
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from device_drivers.transports.serial import SerialTransport
from telemed.hub.certificates import own_identity
from telemed.hub.errors import HubError
from telemed.hub.notices.channel import Channel, Later, Message, Never, Sent
from telemed.hub.notices.gateway import GatewayChannel
from telemed.hub.notices.mail import MailChannel
from telemed.hub.notices.modem import ModemChannel, Patience
from telemed.hub.site_notices import Gateway as GatewaySettings
from telemed.hub.site_notices import Mail, read_secret
from tests.fakes import modem as fake_modem
from tests.fakes.mail_server import Letters, mail_server
from tests.fakes.sms_gateway import Gateway, sms_gateway

ANNA = "anna@example.org"
NUMBER = "+4915112345678"
UKRAINIAN = "Номер 42: будь ласка, проходьте. Raum 1"
PATIENCE = Patience(answer=0.15, network=0.2)
GREYLISTED, NOBODY = "451 4.7.1 Greylisted, try again", "550 5.1.1 No such user anna"


def letter(text: str = "Nummer 42: Bitte kommen Sie jetzt. Raum 1", address: str = ANNA) -> Message:
    return Message("abc123", address, "de", "Nachricht zu Ihrem Besuch", text)


def short(text: str = "Nummer 42: Grüße von {Raum} 1") -> Message:
    return letter(text, NUMBER)


def secret(folder: Path, text: str = "geheim\n", mode: int = 0o600) -> Path:
    path = folder / "secret"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


# ---- mail --------------------------------------------------------------------------------------------------------


def mail_channel(port: int, **settings: Any) -> MailChannel:
    known: dict[str, Any] = {"host": "127.0.0.1", "sender": "nachricht@stadt.example", "port": port, "security": "none"}
    return MailChannel(Mail(**(known | settings)), seconds=3)


def test_a_mail_is_neutral_from_sender_to_host(free_port: int) -> None:
    with mail_server(free_port, Letters()) as letters:
        assert mail_channel(free_port).send(letter(UKRAINIAN)) == Sent()

    (message,) = letters.taken
    assert message.get_content().strip() == UKRAINIAN
    assert message["subject"] == "Nachricht zu Ihrem Besuch"
    assert message["from"] == "nachricht@stadt.example"
    assert message["message-id"] == "<abc123@stadt.example>"
    assert message["auto-submitted"] == "auto-generated"
    assert letters.recipients == [ANNA]
    assert letters.hosts == ["stadt.example"]


@pytest.fixture
def tls(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    identity = own_identity(tmp_path, ("localhost", "127.0.0.1"), dt.datetime.now(dt.UTC))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity.certificate, identity.key)
    assert identity.authority is not None
    return context, identity.authority


def test_password_and_mail_go_by_tls_only(free_port: int, tls: tuple[ssl.SSLContext, Path], tmp_path: Path) -> None:
    context, authority = tls
    login: dict[str, Any] = {"user": "hub", "password": secret(tmp_path), "security": "starttls"}
    with mail_server(free_port, Letters(password=b"geheim"), context) as letters:
        assert mail_channel(free_port, authority=authority, **login).send(letter()) == Sent()
        assert mail_channel(free_port, **login).send(letter()) == Later("not-accepted", everything=True)
        login["password"] = secret(tmp_path, "falsch\n")
        assert mail_channel(free_port, authority=authority, **login).send(letter()) == Later(
            "not-accepted", everything=True
        )
    assert len(letters.taken) == 1


def test_a_server_without_tls_gets_nothing(free_port: int) -> None:
    with mail_server(free_port, Letters()) as letters:
        outcome = mail_channel(free_port, security="starttls").send(letter())
        assert outcome == Later("not-accepted", everything=True)
        assert letters.taken == []


@pytest.mark.parametrize(
    ("to_recipient", "to_content", "outcome"),
    [
        ([GREYLISTED], [], Later("busy")),
        ([NOBODY], [], Never("address-refused")),
        ([], ["552 too big"], Never("text-refused")),
        ([], ["451 try later"], Later("busy")),
    ],
)
def test_what_a_mail_server_says_decides(
    free_port: int, to_recipient: list[str], to_content: list[str], outcome: object
) -> None:
    with mail_server(free_port, Letters(to_recipient={ANNA: to_recipient}, to_content=to_content)) as letters:
        channel = mail_channel(free_port)
        assert channel.send(letter()) == outcome
        assert channel.send(letter()) == Sent()
    assert len(letters.taken) == 1


def test_a_mail_server_that_is_down_is_away_and_one_that_hangs_up_said_nothing(free_port: int) -> None:
    assert mail_channel(free_port).send(letter()) == Later("away", everything=True)
    with mail_server(free_port, Letters(hang_up=True)):
        assert mail_channel(free_port).send(letter()) == Later("no-answer", everything=True)


# ---- gateway -----------------------------------------------------------------------------------------------------


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with sms_gateway() as running:
        yield running


def gateway_channel(gateway: Gateway, **settings: Any) -> GatewayChannel:
    return GatewayChannel(GatewaySettings(f"http://127.0.0.1:{gateway.port}/send?v=1", **settings), seconds=3)


def test_a_gateway_is_told_as_it_wants(gateway: Gateway, tmp_path: Path) -> None:
    assert gateway_channel(gateway, token=secret(tmp_path), sender="Stadt").send(short()) == Sent()
    assert gateway_channel(gateway, format="form", number_field="msisdn").send(short(UKRAINIAN)) == Sent()

    one, two = gateway.taken
    assert one.path == "/send?v=1"
    assert json.loads(one.body) == {"to": NUMBER, "text": short().text, "from": "Stadt"}
    assert (one.headers["authorization"], one.headers["idempotency-key"]) == ("Bearer geheim", "abc123")
    assert urllib.parse.parse_qs(two.body.decode()) == {"msisdn": [NUMBER], "text": [UKRAINIAN]}
    assert "authorization" not in two.headers


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (202, Sent()),
        (400, Never("address-refused")),
        (401, Later("not-accepted", everything=True)),
        (404, Later("not-accepted", everything=True)),
        (429, Later("busy", everything=True)),
        (503, Later("away", everything=True)),
        (0, Later("no-answer", everything=True)),
        (307, Later("not-accepted", everything=True)),
    ],
)
def test_what_a_gateway_answers_decides(gateway: Gateway, status: int, outcome: object) -> None:
    gateway.statuses.append(status)
    assert gateway_channel(gateway).send(short()) == outcome
    assert [taken.path for taken in gateway.taken] == ["/send?v=1"], "a redirection is not followed"


def test_no_gateway_is_away(free_port: int) -> None:
    assert gateway_channel(Gateway(free_port)).send(short()) == Later("away", everything=True)


# ---- modem -------------------------------------------------------------------------------------------------------


@pytest.fixture
def modem() -> Iterator[fake_modem.Modem]:
    with fake_modem.modem(fake_modem.Modem()) as running:
        yield running


def modem_channel(modem: fake_modem.Modem, mode: Any = "pdu", pin: str = "") -> ModemChannel:
    return ModemChannel(SerialTransport(modem.path, 115200), mode, pin, PATIENCE)


@pytest.mark.parametrize("mode", ["pdu", "text"])
@pytest.mark.parametrize("text", ["Nummer 42: Grüße von Raum 1", UKRAINIAN, "5 € {x} @ Ξ", "الرقم 42: تفضلوا الآن."])
def test_an_sms_comes_as_it_was_written(modem: fake_modem.Modem, mode: str, text: str) -> None:
    assert modem_channel(modem, mode).send(short(text)) == Sent()
    assert modem.taken == [fake_modem.Short(NUMBER, text)]


@pytest.mark.parametrize("text", ["Nummer 42 € " * 30, UKRAINIAN * 4])
def test_a_long_text_comes_in_parts_that_belong_together(modem: fake_modem.Modem, text: str) -> None:
    assert modem_channel(modem).send(short(text)) == Sent()
    assert "".join(each.text for each in modem.taken) == text
    assert [each.header[-1] for each in modem.taken] == list(range(1, len(modem.taken) + 1))
    assert len({each.header[3] for each in modem.taken}) == 1


def test_chatter_and_echo_do_not_disturb(modem: fake_modem.Modem) -> None:
    modem.chatter = b"\r\n+CREG: 1\r\n\r\nRING\r\n^RSSI:17\r\n\x00\xff\r\n"
    assert modem_channel(modem).send(short()) == Sent()


def test_a_modem_left_at_a_prompt_is_woken(modem: fake_modem.Modem) -> None:
    modem._waiting_for = "12"
    assert modem_channel(modem).send(short()) == Sent()


def test_a_locked_sim_is_unlocked_and_a_wrong_pin_is_tried_once(modem: fake_modem.Modem) -> None:
    modem.pin = "1234"
    assert modem_channel(modem).send(short()) == Later("not-accepted", everything=True)
    wrong = modem_channel(modem, pin="9999")
    for _ in range(4):
        assert wrong.send(short()) == Later("not-accepted", everything=True)
    assert [each for each in modem.commands if each.startswith('AT+CPIN="')] == ['AT+CPIN="9999"']
    assert modem_channel(modem, pin="1234").send(short()) == Sent()


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [
        ("AT+CMGF", b"\r\nOK", Later("away", everything=True)),
        ("AT+CMGF", b"\r\nERROR\r\n", Later("busy")),
        ("AT+CMGF", b"\xff\x00nonsense\r\n" * 600, Later("away", everything=True)),
        ("AT+CPIN?", b"\r\n+CME ERROR: 10\r\n", Later("not-accepted", everything=True)),
        ("AT+CPIN?", b"\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n", Later("not-accepted", everything=True)),
        ("AT+CMGS", b"", Later("away", everything=True)),
        ("AT+CMGS", b"\r\n>", Later("away", everything=True)),
        ("AT+CMGS", b"\r\n+CMS ERROR: 304\r\n", Never("text-refused")),
        ("message", b"\r\n+CMS ERROR: 21\r\n", Never("address-refused")),
        ("message", b"\r\n+CMS ERROR: 331\r\n", Later("away", everything=True)),
        ("message", b"\r\n+CMS ERROR: 500\r\n", Later("busy")),
        ("message", b"\r\n+CMS ERROR: 310\r\n", Later("not-accepted", everything=True)),
        ("message", b"\r\n+CMS ERR", Later("no-answer", everything=True)),
        ("message", b"\r\nOK\r\n", Later("no-answer", everything=True)),
        ("message", b"", Later("no-answer", everything=True)),
    ],
)
def test_a_modem_may_say_anything_and_the_next_message_gets_through(
    modem: fake_modem.Modem, command: str, answer: bytes, outcome: object
) -> None:
    modem.says[command] = [answer]
    channel = modem_channel(modem)
    assert channel.send(short()) == outcome
    assert channel.send(short()) == Sent()


def test_a_modem_that_never_answers_or_is_gone_is_away(modem: fake_modem.Modem, tmp_path: Path) -> None:
    modem.says["AT"] = [b""] * 99
    assert modem_channel(modem).send(short()) == Later("away", everything=True)
    gone = ModemChannel(SerialTransport(tmp_path / "none", 9600), "pdu", "", PATIENCE)
    assert gone.send(short()) == Later("away", everything=True)


def test_a_text_without_end_is_refused(modem: fake_modem.Modem) -> None:
    assert modem_channel(modem).send(short("я" * 2000)) == Never("text-refused")


# ---- secrets -----------------------------------------------------------------------------------------------------


def test_a_secret_is_read_from_a_file_that_nobody_else_reads(tmp_path: Path) -> None:
    assert read_secret(secret(tmp_path, "geheim\r\nrest")) == "geheim"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: secret(folder, mode=0o640), "chmod 600"),
        (lambda folder: secret(folder, "\n"), "kein Kennwort"),
        (lambda folder: folder / "none", "nicht gelesen"),
        (lambda folder: folder, "keine Datei|nicht gelesen"),
    ],
)
def test_a_secret_that_is_none_or_open_to_others_is_named(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(HubError, match=said):
        read_secret(make(tmp_path))


def test_no_channel_shows_address_or_text_when_it_is_printed(gateway: Gateway) -> None:
    channels: list[Channel] = [gateway_channel(gateway), mail_channel(1)]
    with contextlib.suppress(OSError):
        assert not any("anna" in repr((channel, letter())) for channel in channels)
