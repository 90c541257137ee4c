"""A menu whose options change while somebody chooses from it."""

from __future__ import annotations

from typing import Any

from nicegui import events, ui


class GrowingSelect(ui.select):
    """The browser names a choice by its place in the list that it shows, which may be another one here by then."""

    def __init__(self, *args: Any, **more: Any) -> None:
        self._offered: dict[str, Any] = {}
        super().__init__(*args, **more)
        self._remember()

    def offer(self, found: dict[str, str], kept: list[str]) -> None:
        """Show what was found, and go on knowing what is chosen."""
        known = dict(self.options)
        self.set_options({**{value: known[value] for value in kept if value in known}, **found})
        self._remember()

    def _remember(self) -> None:
        self._offered |= {label: value for value, label in dict(self.options).items()}

    def _event_args_to_value(self, e: events.GenericEventArguments) -> Any:
        chosen = e.args if isinstance(e.args, list) else [e.args]
        values = [self._value(option) for option in chosen if isinstance(option, dict)]
        values = [value for value in values if value is not None]
        return values if self.multiple else next(iter(values), None)

    def _value(self, option: dict[str, Any]) -> Any:
        label, place = option["label"], option["value"]
        if place < len(self._labels) and self._labels[place] == label:
            return self._values[place]
        value = self._offered.get(label)
        if value is not None:
            self.options = {**dict(self.options), value: label}
            self._update_values_and_labels()
        return value
