"""The shared terminal and the bare program that entries are tried at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.journeys.parts import missing
from tests.lockdown.stand import Bare, Stand, bare
from tests.lockdown.stand import stand as standing


@pytest.fixture(scope="session")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """Run one terminal for all entries of this worker."""
    if lacking := [*missing(), *(tool for tool in ("setxkbmap",) if shutil.which(tool) is None)]:
        pytest.skip(f"not installed: {', '.join(lacking)}; make setup-test installs them")
    with standing(tmp_path_factory.mktemp("lockdown")) as running:
        yield running


@pytest.fixture(scope="session")
def bare_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    """Run a Qt program as it comes, for controls."""
    if lacking := missing():
        pytest.skip(f"not installed: {', '.join(lacking)}; make setup-test installs them")
    with bare(tmp_path_factory.mktemp("bare") / "x") as program:
        yield program
