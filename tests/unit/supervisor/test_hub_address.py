"""Which addresses of a hub a terminal takes: its credential never crosses a network in clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.config import Hub


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080",
        "http://127.1.2.3",
        "http://localhost:8080",
        "http://[::1]:8080",
        "https://hub.example:8443",
        "https://127.example",
    ],
)
def test_clear_text_stays_on_this_machine(url: str) -> None:
    assert Hub(url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://hub.example",
        "http://127.example",
        "http://127.0.0.1.example:8080",
        "http://localhost.example",
        "http://localhost2",
        "http://[::1].example",
        "http://[::2]",
        "http://[::1",
        "http://0.0.0.0",
    ],
)
def test_clear_text_to_anywhere_else_is_refused_whatever_it_looks_like(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Hub(url)


@pytest.mark.parametrize("url", ["http://hub.example", "http://127.0.0.1.example", "https://[x", "ftp://x", "hub"])
def test_no_credential_is_fetched_in_clear_either(tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str) -> None:
    out = tmp_path / "credential"
    assert main(["enrol", "door", "--hub", url, "--code", "AAAAA", "--out", str(out)]) == 2
    assert url in capsys.readouterr().err
    assert not out.exists()
