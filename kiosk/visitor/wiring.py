"""Which part of a visit hears of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.citizen import BARRIERS
from kiosk.visitor import assistive, privacy_panel
from kiosk.visitor.talk.modes import Mode

if TYPE_CHECKING:
    from kiosk.visitor.shell import Shell
    from kiosk.visitor.talk.talking import Talking


def connect(shell: Shell) -> None:
    """Connect the parts of a visit."""
    shell.journey.changed.connect(shell.show_page)
    shell.journey.pushed.connect(lambda value: shell.screen_do(lambda screen: screen.push(value)))
    shell.journey.refused.connect(shell.refused)
    shell.help.changed.connect(shell.help_changed)
    shell.panels.changed.connect(shell.show_page)
    shell.panels.chosen.connect(shell.choose)
    shell.covers.said.connect(lambda words: assistive.announce(shell.window, words, urgent=True))
    shell.covers.said.connect(lambda words: shell.voice.say(words, shell.choices.locale))
    if shell.browsing is not None:
        shell.browsing.broken.connect(shell.end)
    shell.covers.more_time.connect(shell.more_time)
    shell.covers.ended.connect(shell.end)
    shell.panels.hides.connect(shell.blinds.take)
    shell.panels.hears.connect(shell.headphones.take)
    shell.panels.instead.connect(shell.unspoken.take)
    shell.voice.unavailable.connect(shell.unspoken.unavailable)
    shell.panels.reports.connect(lambda: shell.journey.open(BARRIERS))
    shell.panels.prints.connect(shell.cards.print)
    shell.cards.taken.connect(shell.card_taken)
    shell.cards.said.connect(shell.announce)
    shell.privacy.changed.connect(shell.note)
    shell.blinds.cover_wanted.connect(shell.cover)
    shell.blinds.told.connect(shell.screening.tell)
    shell.signs.said.connect(shell.announce)
    shell.signs.changed.connect(shell.screening.page_shown)
    shell.screening.said.connect(shell.announce)
    shell.covers.lifted.connect(lambda: shell.blinds.take(privacy_panel.DARK))
    shell.window.key_cover.connect(shell.cover)
    shell.window.key_number.connect(shell.number)
    for back in (shell.window.key_back, shell.hands.back_wanted):
        back.connect(lambda: shell.strip("back") if shell.begun and shell.window.overlay is None else None)
    shell.hands.help_wanted.connect(shell.fetch_help)
    shell.window.key_confirm.connect(lambda: shell.window.top_screen().confirm())
    shell.voice.caption.connect(lambda words: shell.bottom().set_caption(words))
    shell.voice.speaking.connect(shell.speaking)
    if shell.talking is not None:
        _connect_talking(shell, shell.talking)


def _connect_talking(shell: Shell, talking: Talking) -> None:
    """Connect voice control."""
    shell.panels.listening = shell.cards.listening = lambda: talking.mode is Mode.SESSION
    shell.cards.listens.connect(lambda: talking.open(Mode.SESSION))
    shell.shown.connect(talking.page_shown)
    shell.ended.connect(talking.end)
    shell.covers.covering.connect(talking.covering)
    shell.covers.said.connect(lambda _words: talking.covering())
    shell.blinds.left.connect(talking.close)
    shell.window.key_talk.connect(talking.talk)
    shell.panels.listens.connect(lambda on: talking.open(Mode.SESSION) if on else talking.close(told=True))
    talking.changed.connect(lambda: shell.show_page() if shell.panel == "adjust" else None)
