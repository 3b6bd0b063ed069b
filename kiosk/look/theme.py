"""Colours. Every text reaches 7:1 on its ground, every edge that matters 3:1 (WCAG 2.2, 1.4.6 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

AREAS = ("blue", "green", "violet", "ochre", "teal", "plum")
"""Names of the colour families; the values of `kiosk.flow.steps.Area`."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How a surface is painted: `fill`, what is written on it, and the edge around it (all `#RRGGBB`)."""

    fill: str
    text: str
    edge: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one theme; `ground` is the page with its text, `quiet` second text on ground and card."""

    name: str
    ground: Paint
    quiet: str
    card: Paint
    """A button, an option, a field, a key."""
    primary: Paint
    """The one main action, and the edge of an active field."""
    end: Paint
    help: Paint
    top: Paint
    bottom: Paint
    bottom_button: Paint
    bottom_quiet: str
    focus: str
    """Ring around what has the keyboard focus, drawn on the ground and on cards."""
    good: str
    problem: str
    """Text and pictograms of a refusal, on ground and card."""
    areas: Mapping[str, Paint]

    def surfaces(self) -> Iterator[tuple[str, Paint]]:
        """Every surface with its name, for checks."""
        names = ("ground", "card", "primary", "end", "help", "top", "bottom", "bottom_button")
        yield from ((name, getattr(self, name)) for name in names)
        yield from self.areas.items()


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2)."""
    linear_below = 0.04045
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= linear_below else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _solid(colours: Mapping[str, str], text: str, edge: str | None = None) -> Mapping[str, Paint]:
    return MappingProxyType({name: Paint(fill, text, edge or fill) for name, fill in colours.items()})


PAPER = Theme(
    name="paper",
    ground=Paint("#FBF8F1", "#16202E", "#7C725E"),
    quiet="#3A4A5F",
    card=Paint("#FFFFFF", "#16202E", "#7C725E"),
    primary=Paint("#1D4E89", "#FFFFFF", "#1D4E89"),
    end=Paint("#16202E", "#FFFFFF", "#16202E"),
    help=Paint("#A3262A", "#FFFFFF", "#F0A3A5"),
    top=Paint("#FFFFFF", "#16202E", "#7C725E"),
    bottom=Paint("#16202E", "#FFFFFF", "#16202E"),
    bottom_button=Paint("#16202E", "#FFFFFF", "#B9C6D8"),
    bottom_quiet="#E3E9F1",
    focus="#C2410C",
    good="#155C3F",
    problem="#8F1D21",
    areas=_solid(
        {
            "blue": "#1D4E89",
            "green": "#155C3F",
            "violet": "#5B3A8C",
            "ochre": "#744B00",
            "teal": "#0F5A66",
            "plum": "#7A2752",
        },
        "#FFFFFF",
    ),
)

CONTRAST = Theme(
    name="contrast",
    ground=Paint("#000000", "#FFEB3B", "#FFEB3B"),
    quiet="#FFF6B0",
    card=Paint("#000000", "#FFEB3B", "#FFEB3B"),
    primary=Paint("#FFEB3B", "#000000", "#FFEB3B"),
    end=Paint("#000000", "#FFEB3B", "#FFEB3B"),
    help=Paint("#FFEB3B", "#000000", "#FFEB3B"),
    top=Paint("#000000", "#FFEB3B", "#FFEB3B"),
    bottom=Paint("#000000", "#FFEB3B", "#FFEB3B"),
    bottom_button=Paint("#000000", "#FFEB3B", "#FFEB3B"),
    bottom_quiet="#FFF6B0",
    focus="#FFFFFF",
    good="#FFEB3B",
    problem="#FFFFFF",
    areas=_solid(dict.fromkeys(AREAS, "#000000"), "#FFEB3B", "#FFEB3B"),
)

DARK = Theme(
    name="dark",
    ground=Paint("#11161D", "#F2F4F7", "#8A97A8"),
    quiet="#C9D2DE",
    card=Paint("#1C242E", "#F2F4F7", "#8A97A8"),
    primary=Paint("#A9CBF5", "#0B1420", "#A9CBF5"),
    end=Paint("#F2F4F7", "#11161D", "#F2F4F7"),
    help=Paint("#FFB4AE", "#2B0607", "#FFB4AE"),
    top=Paint("#1C242E", "#F2F4F7", "#8A97A8"),
    bottom=Paint("#06090D", "#F2F4F7", "#8A97A8"),
    bottom_button=Paint("#06090D", "#F2F4F7", "#8A97A8"),
    bottom_quiet="#C9D2DE",
    focus="#FFD54A",
    good="#8FE0B0",
    problem="#FFB4AE",
    areas=MappingProxyType(
        {
            "blue": Paint("#16365E", "#FFFFFF", "#7FA9DE"),
            "green": Paint("#0F4630", "#FFFFFF", "#6DBB93"),
            "violet": Paint("#432A68", "#FFFFFF", "#AE92DC"),
            "ochre": Paint("#573800", "#FFFFFF", "#C99B4A"),
            "teal": Paint("#0B444D", "#FFFFFF", "#62B4C0"),
            "plum": Paint("#5B1C3D", "#FFFFFF", "#D088AC"),
        }
    ),
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (PAPER, CONTRAST, DARK)})
"""All themes by name; the first is the one a terminal starts with."""
