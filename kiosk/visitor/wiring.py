"""Which part of a visit hears of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen import BARRIERS
from kiosk.visitor import privacy_panel

if TYPE_CHECKING:
    from kiosk.visitor.shell import Shell


def connect(shell: Shell) -> None:
    """Connect the parts of a visit."""
    shell.journey.changed.connect(shell.show_page)
    shell.journey.pushed.connect(lambda value: shell.screen_do(lambda screen: screen.push(value)))
    shell.journey.refused.connect(shell.refused)
    shell.help.changed.connect(shell.help_changed)
    shell.panels.changed.connect(shell.show_page)
    shell.panels.chosen.connect(shell.choose)
    shell.covers.said.connect(lambda words: shell.voice.say(words, shell.choices.locale))
    if shell.browsing is not None:
        shell.browsing.broken.connect(shell.end)
    shell.covers.more_time.connect(shell.more_time)
    shell.covers.ended.connect(shell.end)
    shell.panels.hides.connect(shell.blinds.take)
    shell.panels.reports.connect(lambda: shell.journey.open(BARRIERS))
    shell.panels.prints.connect(shell.cards.print)
    shell.cards.taken.connect(shell.card_taken)
    shell.cards.said.connect(shell.announce)
    shell.privacy.changed.connect(shell.note)
    shell.blinds.cover_wanted.connect(shell.cover)
    shell.blinds.told.connect(shell.screening.tell)
    shell.screening.said.connect(shell.announce)
    shell.covers.lifted.connect(lambda: shell.blinds.take(privacy_panel.DARK))
    shell.window.key_cover.connect(shell.cover)
    shell.window.key_number.connect(shell.number)
    shell.window.key_back.connect(lambda: shell.strip("back") if shell.begun else None)
    shell.window.key_confirm.connect(lambda: shell.top_screen().confirm())
    shell.voice.caption.connect(lambda words: shell.bottom().set_caption(words))
    shell.voice.speaking.connect(shell.speaking)
