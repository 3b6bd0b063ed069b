"""How the display reaches the hub: what is refused, what is trusted, what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QNetworkRequest

from telemed.waiting_room.errors import DisplayError, Reason
from telemed.waiting_room.hub import reach

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hub",
        "ftp://hub.example",
        "http://hub.example",
        "http://10.0.0.1:8480",
        "https://",
        "https://a:b@hub.example",
    ],
)
def test_address_that_is_wrong_or_not_safe_is_refused(address: str) -> None:
    with pytest.raises(DisplayError) as caught:
        reach(address)

    assert caught.value.reason is Reason.ADDRESS


@pytest.mark.parametrize("address", ["http://127.0.0.1:8480", "http://[::1]:8480", "http://localhost:1"])
def test_plain_http_is_for_this_machine(address: str) -> None:
    assert reach(address).request("/api/v1/board").url().toString() == f"{address}/api/v1/board"


def test_credential_goes_in_the_header_of_every_request(tmp_path: Path) -> None:
    path = tmp_path / "credential"
    path.write_text('{"terminal": "display", "secret": "abc"}')
    path.chmod(0o600)

    hub = reach("https://hub.example:8443", credential=path)

    for request in (hub.request("/api/v1/board"), hub.request("/api/v1/watch", socket=True, topics=("board", "site"))):
        assert bytes(request.rawHeader("Authorization").data()) == b"Bearer abc"
        policy = request.attribute(QNetworkRequest.Attribute.RedirectPolicyAttribute)
        assert policy == QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
    assert request.url().toString() == "wss://hub.example:8443/api/v1/watch?topic=board&topic=site"


@pytest.mark.parametrize(("mode", "content"), [(0o640, '{"terminal":"d","secret":"s"}'), (0o600, "{}"), (0o600, "")])
def test_credential_that_others_can_read_or_is_none_is_refused(tmp_path: Path, mode: int, content: str) -> None:
    path = tmp_path / "credential"
    path.write_text(content)
    path.chmod(mode)

    with pytest.raises(DisplayError) as caught:
        reach("http://127.0.0.1:1", credential=path)

    assert caught.value.reason is Reason.CREDENTIAL


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DisplayError, match="missing"):
        reach("http://127.0.0.1:1", credential=tmp_path / "missing")
    with pytest.raises(DisplayError, match="missing"):
        reach("https://127.0.0.1:1", ca=tmp_path / "missing")
