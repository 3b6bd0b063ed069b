"""Every theme is readable, and every size holds at every distance and on every screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.look.metrics import CAPITAL, SCALES, Metrics, TextSize
from kiosk.look.theme import AREAS, THEMES, Theme, contrast

THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


def test_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEME
def test_every_text_reaches_seven_to_one(theme: Theme) -> None:
    for name, paint in theme.surfaces():
        assert contrast(paint.fill, paint.text) >= 7, name
    for colour in (theme.quiet, theme.good, theme.problem):
        assert contrast(theme.ground.fill, colour) >= 7, colour
        assert contrast(theme.card.fill, colour) >= 7, colour
    assert contrast(theme.bottom.fill, theme.bottom_quiet) >= 7


@THEME
def test_everything_touched_stands_out_from_its_ground(theme: Theme) -> None:
    on_ground = [theme.card, theme.primary, *theme.areas.values()]
    for paint in on_ground:
        assert contrast(paint.edge, theme.ground.fill) >= 3, paint
    assert contrast(theme.end.edge, theme.top.fill) >= 3
    assert contrast(theme.bottom_button.edge, theme.bottom.fill) >= 3


@THEME
def test_help_stands_out_on_the_strip(theme: Theme) -> None:
    assert contrast(theme.help.edge, theme.bottom.fill) >= 3


@THEME
def test_focus_stands_out_on_ground_and_cards(theme: Theme) -> None:
    assert contrast(theme.focus, theme.ground.fill) >= 3
    assert contrast(theme.focus, theme.card.fill) >= 3


@THEME
def test_every_area_has_a_paint(theme: Theme) -> None:
    assert tuple(theme.areas) == AREAS


SCREENS = st.sampled_from([(1280, 800), (1920, 1080), (1080, 1920), (3840, 2160), (2160, 3840)])


@pytest.mark.clause("5.1.4")
@given(st.floats(0.1, 0.4), st.integers(400, 1200), st.sampled_from(SCALES), SCREENS)
def test_no_text_is_below_seven_tenths_of_a_degree(
    pixel_mm: float, distance: int, scale: float, screen: tuple[int, int]
) -> None:
    metrics = Metrics(pixel_mm, distance, scale, *screen)
    least = 7.3 * distance / 600
    for size in TextSize:
        assert metrics.font_px(size) * CAPITAL * pixel_mm >= least
    assert metrics.font_px(TextSize.BODY) * CAPITAL * pixel_mm >= 9 * distance / 600
    assert metrics.font_px(TextSize.TITLE) > metrics.font_px(TextSize.BODY)


def test_the_reference_screen_has_the_sizes_of_the_sketch() -> None:
    metrics = Metrics(0.277, 600, 1.0, 1920, 1080)
    assert metrics.font_px(TextSize.LABEL) == 40
    assert metrics.touch * metrics.pixel_mm >= 19.9
    assert metrics.gap * metrics.pixel_mm >= 3
