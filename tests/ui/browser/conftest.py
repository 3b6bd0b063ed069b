"""A terminal with a page, for the tests that run inside (`test_pages.py` starts them)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ui.browser.pages import Stand


@pytest.fixture(scope="module")
def port(pages: Mapping[str, str]) -> Iterator[int]:
    from tests.ui.browser.pages import gate  # noqa: PLC0415 - other tests here do without

    with gate(pages) as number:
        yield number


@pytest.fixture
def stand(port: int, request: pytest.FixtureRequest) -> Iterator[Stand]:
    """Give a terminal that shows a page: the one of `bank.example`, or of `on(host)`."""
    from tests.ui.browser.pages import Stand, engine  # noqa: PLC0415

    made = Stand(engine(), port, host=getattr(request, "param", "bank.example"))
    made.open()
    yield made
    made.close()
