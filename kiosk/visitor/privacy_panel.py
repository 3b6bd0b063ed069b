"""The panel *Blickschutz*: what may be hidden, each with its number, its words and whether it is on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.flow.steps import Area, Choose, Option
from kiosk.visitor.face import Face
from kiosk.visitor.privacy import Filter, Privacy
from kiosk.visitor.render.base import Context
from kiosk.visitor.render.choose import ChooseRenderer

COVER, MASKED, SPOTLIGHT, DARK, ALOUD, FILTER = "cover", "masked", "spotlight", "dark", "aloud", "filter"
_ICONS = {
    COVER: "visibility_off",
    MASKED: "lock",
    SPOTLIGHT: "lightbulb",
    DARK: "dark_mode",
    ALOUD: "volume_up",
    FILTER: "shield_lock",
}


def is_on(name: str, privacy: Privacy) -> bool:
    """Whether a choice of the panel is on."""
    if name == FILTER:
        return privacy.filter is Filter.ON
    return name != COVER and bool(getattr(privacy, name))


def toggled(name: str, privacy: Privacy) -> Privacy:
    """The other value of a choice that is ours alone to change (not the filter, which says itself how it is)."""
    changes: dict[str, bool] = {name: not getattr(privacy, name)}
    return replace(privacy, **changes)  # type: ignore[arg-type] # `filter`, the one that is no bool, is not among them


def step(privacy: Privacy) -> Choose:
    """The choices there are; a filter only where there is one."""
    names = [COVER, MASKED, SPOTLIGHT, DARK, *([] if privacy.filter is Filter.NONE else [FILTER]), ALOUD]
    options = tuple(Option(name, key=key(name, privacy), icon=_ICONS[name]) for name in names)
    return Choose(key="privacy", options=options, area=Area.VIOLET)


def key(name: str, privacy: Privacy) -> str:
    """The message of a choice as it is now; its attribute `.hint` says whether it is on."""
    if name == FILTER:
        return f"privacy-filter-{privacy.filter.value}"
    if name == COVER:
        return "privacy-cover"
    return f"privacy-{name}-{'on' if is_on(name, privacy) else 'off'}"


def what_is_on(privacy: Privacy) -> list[str]:
    """Messages of what is hidden now, and of a filter that failed."""
    names = [name for name in (MASKED, SPOTLIGHT, DARK, FILTER, ALOUD) if is_on(name, privacy)]
    return [key(name, privacy) for name in names] + (
        ["privacy-filter-failed-note"] if privacy.filter is Filter.FAILED else []
    )


class PrivacyPanel(ChooseRenderer):
    """`answered` carries the name of the choice that was touched."""

    def __init__(self, context: Context) -> None:
        super().__init__(step(context.privacy), context)
        self._order = [option.value for option in self.step.options]

    def set_privacy(self, privacy: Privacy) -> None:
        """Show what is on now; the same choices stay where they are."""
        super().set_privacy(privacy)
        self.step = step(privacy)
        self._faces = self._make_faces()
        self._arrange()

    def _face(self, index: int, option: Option) -> Face:
        on = is_on(option.value, self.privacy) if option.value != COVER else None
        paint = self.look.theme.areas["violet"] if on else self.look.theme.card
        return replace(super()._face(index, option), paint=paint, checked=on)
