"""What is measured on pictures is what the standard says, and what is wrong is found."""

from __future__ import annotations

import pytest

from accessibility.pixels import Box, Raster, changed, contrast, edge_contrast, text_contrast

WHITE, BLACK, GREY, PALE = 0xFFFFFFFF, 0xFF000000, 0xFF777777, 0xFFDDDDDD
WIDE, TALL = 40, 20
ALL = Box(0, 0, WIDE, TALL)


def drawn(*boxes: tuple[Box, int]) -> Raster:
    """Draw boxes on white."""
    pixels = [WHITE] * (WIDE * TALL)
    for box, colour in boxes:
        for y in range(box.top, box.top + box.height):
            for x in range(box.left, box.left + box.width):
                pixels[y * WIDE + x] = colour
    return Raster(memoryview(b"".join(pixel.to_bytes(4, "little") for pixel in pixels)).cast("I"), WIDE, TALL)


def test_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(GREY, WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(0x00777777, WHITE) == contrast(GREY, WHITE), "the alpha is passed over"


def test_writing_is_measured_by_its_strokes_and_not_by_their_soft_edges() -> None:
    soft = [(Box(5, y, 1, 1), 0xFF888888 + y) for y in range(10)]
    assert text_contrast(drawn((Box(2, 2, 3, 10), BLACK), *soft), ALL) == pytest.approx(21)


def test_the_weaker_of_two_inks_counts() -> None:
    both = drawn((Box(2, 2, 10, 10), BLACK), (Box(20, 2, 10, 10), GREY))
    assert text_contrast(both, ALL) == pytest.approx(4.48, abs=0.01)
    assert text_contrast(both, ALL, one_ink=True) == pytest.approx(21)


def test_nothing_written_is_told_from_writing() -> None:
    assert text_contrast(drawn(), ALL) is None
    assert text_contrast(drawn(), Box(0, 0, 0, 0)) is None
    assert text_contrast(drawn((Box(1, 1, 1, 1), BLACK)), Box(100, 100, 5, 5)) is None


def test_where_all_is_mixtures_the_strongest_counts() -> None:
    grains = [(Box(x, 1, 1, 1), 0xFF000000 + 0x111111 * (x % 12)) for x in range(12)]
    assert text_contrast(drawn(*grains), ALL) == pytest.approx(21)


def test_an_edge_or_a_filling_makes_a_box_visible() -> None:
    box = Box(5, 5, 20, 10)
    filled = drawn((box, BLACK))
    edged = drawn((box, BLACK), (box.inset(1), WHITE))
    pale = drawn((box, PALE))
    assert edge_contrast(filled, box, 3, 2) == pytest.approx(21)
    assert edge_contrast(edged, box, 3, 2) == pytest.approx(21)
    assert edge_contrast(pale, box, 3, 2) < 3


def test_the_weakest_side_counts_and_sides_off_the_picture_do_not() -> None:
    box = Box(5, 5, 20, 10)
    open_below = drawn((box, BLACK), (Box(5, 6, 20, 9), WHITE))
    assert edge_contrast(open_below, box, 3, 2) == pytest.approx(1)
    assert edge_contrast(drawn((ALL, BLACK)), ALL, 3, 2) == 1.0


def test_only_changes_of_brightness_are_counted() -> None:
    before = drawn((Box(2, 2, 10, 2), BLACK))
    assert changed(before, drawn((Box(2, 2, 10, 2), WHITE)), ALL) == 20
    assert changed(before, before, ALL) == 0
    assert changed(drawn((ALL, 0xFF1D4E89)), drawn((ALL, 0xFF7A2752)), ALL) == 0, "another colour, as dark"


def test_a_box_smaller_than_its_margin_is_nothing() -> None:
    assert Box(1, 1, 4, 4).inset(3) == Box(4, 4, 0, 0)
