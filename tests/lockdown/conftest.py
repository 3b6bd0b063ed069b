"""The shared terminals, and the bare programs that the same attacks are done at for the control."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.journeys.parts import missing
from tests.lockdown.stage import Stage
from tests.lockdown.stand import Bare, Stand, bare
from tests.lockdown.stand import stand as standing
from tests.lockdown.web_stand import BareView, WebStand, bare_view, settings
from tests.web_sites import Authority, own_authority


def _need_tools() -> None:
    lacking = [*missing(), *(tool for tool in ("setxkbmap", "certutil") if shutil.which(tool) is None)]
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}; make setup-test installs them")


@pytest.fixture(scope="session")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """Run one terminal for all entries of this worker."""
    _need_tools()
    with standing(tmp_path_factory.mktemp("lockdown")) as running:
        yield running


@pytest.fixture(scope="session")
def bare_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    """Run a Qt program as it comes, for controls."""
    _need_tools()
    with bare(tmp_path_factory.mktemp("bare") / "x") as program:
        yield program


@pytest.fixture(scope="session", name="stage_authority")
def _stage_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return own_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def stage(stage_authority: Authority) -> Iterator[Stage]:
    """Serve the hostile site."""
    _need_tools()
    if os.geteuid() != 0:
        pytest.skip("sites listen on port 443, which needs root")
    sites = Stage(stage_authority)
    with ExitStack() as stack:
        for site in sites.sites():
            stack.enter_context(site)
        yield sites


@pytest.fixture(scope="session")
def web(stage: Stage, stage_authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebStand]:
    """Run one terminal with a browser for all entries of this worker."""
    lines = settings(stage, stage_authority.certificate)
    with standing(tmp_path_factory.mktemp("lockdown-web"), 1, web=lines) as running:
        yield WebStand(running, stage)


@pytest.fixture(scope="session")
def bare_web(stage: Stage, stage_authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareView]:
    """Run a bare view, for controls."""
    with bare_view(tmp_path_factory.mktemp("bare-web") / "x", stage, stage_authority.certificate) as view:
        yield view
