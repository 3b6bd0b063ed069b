"""A heading whose values are pushed: a place in the queue, a call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kiosk.flow.steps import Answer
from kiosk.visitor.render.base import Context, Heading

_UNKNOWN = "unknown"
"""What a message is given for a time that nobody knows (see `Show.times`)."""


class LiveHeading(Heading):
    """Title and body of a step, written again when values of its placeholders are pushed."""

    def __init__(self, step: Answer, context: Context, *, led: bool = False) -> None:
        super().__init__(step, context, roomy=True, led=led)
        self._step = step
        self._values: dict[str, Any] = dict(step.values)
        latest = context.latest(step.topic) if step.topic else None
        if isinstance(latest, Mapping):
            self.renew(latest)

    def renew(self, pushed: Mapping[str, Any]) -> bool:
        """Take the values the step has placeholders for; say whether the words changed."""
        known = {name: self._read(name, pushed[name]) for name in self._values if name in pushed}
        self._values |= known
        texts, key = self._context.texts, self._step.key
        before = (self.title.text(), self.body.text(), self.lead)
        self.title.setText(texts.text(key, None, **self._values))
        self._spoken_title = texts.speech(key, None, **self._values)
        body = texts.text(key, "body", **self._values) if texts.has(key, "body") else ""
        if self._led:
            self.lead = body
        else:
            self.body.setText(body)
            self.body.setVisible(bool(body))
        return before != (self.title.text(), self.body.text(), self.lead)

    def _read(self, name: str, value: object) -> object:
        if name not in self._step.times:
            return "" if value is None else value
        try:
            return dt.time.fromisoformat(str(value))
        except ValueError:
            return _UNKNOWN
