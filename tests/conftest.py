"""What all tests share: options, the seed, free ports, a real X server, the place of the test data."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import kiosk.look  # noqa: F401 - keeps Qt from wearing out None, also where a test uses Qt without our look
from tests.clauses.results import ClauseResults
from tests.lockdown.results import Results
from tests.pairwise import SEED_VARIABLE, current_seed
from tests.ports import free_port
from tests.tally import Tally
from tests.xvfb import XServer, xvfb

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

# Before any test module imports Qt; tests that need real windows start processes with the environment of `xserver`.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="full matrices instead of pairs, and the long runs")
    parser.addoption("--tally", type=Path, help="write to this file what became of each test")


def pytest_configure(config: pytest.Config) -> None:
    """Fix the seed and the extent before collection; workers of xdist inherit the environment."""
    # A busy machine is slow now and then; that is no failure of a property.
    settings.register_profile("once", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
    settings.register_profile("full", settings.get_profile("once"), max_examples=2000)
    settings.load_profile("full" if config.getoption("--full") else "once")
    if config.getoption("--full"):
        os.environ["STADTTEIL_FULL"] = "1"
    os.environ.setdefault(SEED_VARIABLE, str(_seed_of_today()))
    config.pluginmanager.register(Results(config), "lockdown-results")
    config.pluginmanager.register(ClauseResults(config), "clause-results")
    if config.getoption("--tally") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Tally(config.getoption("--tally")), "tally")


def _seed_of_today() -> int:
    """Give the day and the commit as one number, so that a failure of today can be repeated without noting anything."""
    day = time.strftime("%Y%m%d")
    if shutil.which("git") is None:
        return int(day)
    found = subprocess.run(["git", "rev-parse", "--short=6", "HEAD"], cwd=ROOT, capture_output=True, check=False)
    return int(day) * 2**24 + (int(found.stdout, 16) if found.returncode == 0 else 0)


def pytest_report_header() -> str:
    return f"seed of the pairwise matrices: {SEED_VARIABLE}={current_seed()}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--full"):
        return
    for item in items:
        if item.get_closest_marker("full") is not None:
            item.add_marker(pytest.mark.skip(reason="a long run; make test-full does it"))


_COLLECT_EVERY = 10
"""Tests between two passes of the garbage collector."""


class _Collector:
    """Collects garbage between tests, in the main thread, and at no other time.

    A pass of the collector runs in whatever thread happens to allocate. Where a test has threads of its own (a hub,
    a cable), it would destroy windows outside the thread of the windows, and the process dies of it.
    """

    def __init__(self) -> None:
        self._tests = 0
        gc.disable()

    def between(self) -> None:
        self._tests += 1
        if self._tests % _COLLECT_EVERY == 0:
            gc.collect()


@pytest.fixture(scope="session")
def _collector() -> _Collector:
    return _Collector()


@pytest.fixture(autouse=True)
def _collect_garbage_between_tests(_collector: _Collector) -> Iterator[None]:
    yield
    _collector.between()


@pytest.fixture(scope="session")
def seed() -> int:
    """Give the printed seed, for tests that choose by chance."""
    return current_seed()


@pytest.fixture(name="free_port")
def _free_port() -> int:
    """Give a TCP port of loopback that was free a moment ago."""
    return free_port()


@pytest.fixture(scope="session")
def xserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[XServer]:
    """Run one Xvfb with 1920 x 1080 points for this worker; `xserver.environment()` is for child processes."""
    for tool in ("Xvfb", "xauth"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed; make setup-test installs it")
    with xvfb(tmp_path_factory.mktemp("xvfb")) as server:
        yield server


def _data(variable: str, usual: Path, missing: str) -> Path:
    """Give a folder of test data: the variable's, else the usual one; a test is skipped where there is none."""
    place = Path(os.environ.get(variable, usual))
    if not place.is_dir():
        pytest.skip(f"{missing}: set {variable} to the folder with them")
    return place


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of recordings, models and captures, which is too large for the repository."""
    return _data("STADTTEIL_TEST_DATA", ROOT.parent / "shared" / "data", "no recordings, models and captures")


@pytest.fixture(scope="session")
def vosk_model(shared_data: Path) -> Path:
    """Give the folder of the test model."""
    return _data("STADTTEIL_VOSK_MODEL", shared_data / "vosk-model-de-test", "no files of a German model for Vosk")


@pytest.fixture(scope="session")
def speech_samples(shared_data: Path) -> Path:
    """Give the folder of the recordings."""
    return _data("STADTTEIL_SPEECH_SAMPLES", shared_data / "speech", "no spoken commands and other speech")


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the repository."""
    return ROOT
