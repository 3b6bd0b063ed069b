"""Short words of everyday talk. Where none is in a grammar, the recogniser hears the nearest command instead."""

from __future__ import annotations

DECOYS: dict[str, str] = {
    "de": (
        "aber|ab|also|am|an|auch|auf|bei|bitte|da|danke|dann|das|die|doch|du|er|es|für|genau|gut|habe|hat|hier|ich|im|"
        "in|ist|kann|man|mit|nicht|nur|oder|sie|sind|so|und|vielleicht|von|war|was|wenn|wir|wo|zu"
    ),
    "en": "and|are|but|good|have|he|i|in|is|it|not|of|or|please|she|so|thank|that|the|then|they|was|we|well|you",
    "uk": "але|будь|в|ви|все|вона|він|добре|дякую|і|ми|на|не|от|та|так|то|це|що|як|я",
    "ru": "а|в|вот|вы|да|же|и|как|мы|на|не|ну|он|она|потом|спасибо|так|то|хорошо|что|это|я",
    "ar": "أنا|أنت|التي|الذي|أن|إلى|شكرا|على|عن|في|كان|لا|ما|من|هذا|هذه|هو|هي|و|يعني",
    "fa": "از|است|آن|این|با|باشه|به|تو|را|شما|که|من|می|نه|و|هم|ولی|یک",
    "vi": "à|anh|ạ|cái|cảm ơn|chị|cho|của|đã|đi|là|mà|này|nhé|rồi|thì|tôi|và|vâng|với",
}
"""Language subtag to words, apart by `|`."""
