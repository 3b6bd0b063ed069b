"""Hostile requests made from the description of the interface itself: whatever is sent, no answer is a fault.

The hub is a real process without limits of rate, so that requests reach what is behind them. They come as a terminal
that is a member of staff, too: everything is open to them.
"""

from __future__ import annotations

import json
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

from tests.bench import hub_load
from tests.hub.conftest import ROOT, exchange
from tests.pairwise import current_seed, is_full

if TYPE_CHECKING:
    from pathlib import Path

EACH = 320 if is_full() else 8
"""Requests for each operation at the most; there are more than thirty operations."""
LEAST = 10_000 if is_full() else 200


def bombard(place: Path, url: str, headers: dict[str, str], each: int) -> dict[str, Any]:
    """Send hostile and friendly requests; give the report."""
    report = place / "report.json"
    sent = [word for name, value in headers.items() for word in ("--header", f"{name}: {value}")]
    program = ROOT / ".venv" / "hostile" / "bin" / "schemathesis"
    words = [str(program), "run", url, "--checks", "not_a_server_error", "--phases", "fuzzing", "--no-shrink"]
    words += ["--max-examples", str(each), "--seed", str(current_seed()), "--generation-database", "none"]
    words += ["--report", "json", "--report-json-path", str(report), "--warnings", "off", *sent]
    done = subprocess.run(words, cwd=place, text=True, capture_output=True, check=False, timeout=850)
    assert report.exists(), done.stdout + done.stderr
    found: dict[str, Any] = json.loads(report.read_text())
    assert found["complete"], done.stdout
    return found


def test_no_hostile_request_is_answered_with_a_fault(tmp_path: Path) -> None:
    state = tmp_path / "state"
    keys = hub_load.prepare(state)
    headers = {
        "Authorization": f"Bearer {keys.secret}",
        "Cookie": f"stadtteil={keys.session.token}",
        "X-CSRF-Token": keys.session.csrf,
    }
    with hub_load.hubs(state, 1) as [(port, process)]:
        found = bombard(tmp_path, f"http://127.0.0.1:{port}/api/v1/schema/openapi.json", headers, EACH)

        assert exchange(port, "GET", "/api/v1/health").status == 200
        assert process.poll() is None
    assert found["failures"] == found["errors"] == []
    assert found["operations"]["tested"] == found["operations"]["total"] > 30
    assert found["test_cases"]["generated"] >= LEAST


DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "bad", "version": "1"},
    "paths": {"/bad": {"get": {"responses": {"200": {"description": "Done."}}}}},
}


class Faulty(BaseHTTPRequestHandler):
    """Describes itself and fails at everything else."""

    def do_GET(self) -> None:
        good = self.path == "/openapi.json"
        body = json.dumps(DESCRIPTION).encode() if good else b"{}"
        self.send_response(200 if good else 500)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_fault_is_noticed(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Faulty) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found = bombard(tmp_path, f"http://127.0.0.1:{server.server_address[1]}/openapi.json", {}, 2)
        server.shutdown()

    assert found["failures"]
