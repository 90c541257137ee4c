"""Collects what is wrong, in the words and with the pointers that Slack uses."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

Surface = Literal["message", "modal", "home"]


class Report:
    """Problems found so far in what is shown on ``surface``; ``refused`` are block types that the workspace lacks."""

    def __init__(self, surface: Surface = "message", refused: Collection[str] = ()) -> None:
        self.surface: Surface = surface
        self.refused = refused
        self.problems: list[str] = []

    def add(self, text: str, path: str) -> None:
        """Note a problem at a JSON pointer, in Slack's words."""
        self.problems.append(f"{text} [json-pointer:{path}]")

    def string(self, owner: Any, key: str, path: str, longest: int, *, required: bool = False, least: int = 1) -> None:
        """Check that ``owner[key]`` is a text of a fitting length, if it is there or must be."""
        value = owner.get(key)
        if value is None:
            if required:
                self.missing(key, path)
            return
        where = f"{path}/{key}"
        if not isinstance(value, str):
            self.add("must provide a string", where)
        elif len(value) > longest:
            self.add(f"must be less than {longest + 1} characters", where)
        elif len(value) < least:
            self.add(f"must be more than {least - 1} characters", where)

    def items(self, owner: Any, key: str, path: str, most: int, *, required: bool = True, least: int = 1) -> list[Any]:
        """The list ``owner[key]`` when it is one of a fitting length, else an empty list."""
        value = owner.get(key)
        if value is None:
            if required:
                self.missing(key, path)
            return []
        where = f"{path}/{key}"
        if not isinstance(value, list):
            self.add("must provide an array", where)
            return []
        if len(value) > most:
            self.add(f"no more than {most} items allowed", where)
            return []
        if len(value) < least:
            self.add(f"no less than {least} items allowed" if least > 1 else "must provide at least one item", where)
        return value

    def number(self, owner: Any, key: str, path: str, least: float, most: float) -> None:
        """Check an optional whole number."""
        value = owner.get(key)
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int):
            self.add("must provide an integer", f"{path}/{key}")
        elif not least <= value <= most:
            self.add(f"must be between {least} and {most}", f"{path}/{key}")

    def boolean(self, owner: Any, key: str, path: str) -> None:
        """Note a problem if the key holds something else than a boolean."""
        if owner.get(key) is not None and not isinstance(owner[key], bool):
            self.add("must provide a boolean", f"{path}/{key}")

    def kind(self, owner: Any, path: str) -> str:
        """The ``type`` of an object; '' (and a problem) when it has none that could be one."""
        value = owner.get("type")
        if value is None:
            self.missing("type", path)
        elif not isinstance(value, str) or not value:
            self.add("must provide a string", f"{path}/type")
        else:
            return value
        return ""

    def one_of(self, owner: Any, key: str, path: str, allowed: tuple[str, ...], *, required: bool = False) -> None:
        """Check a word that must be one of a few."""
        value = owner.get(key)
        if (value is not None or required) and value not in allowed:
            self.add(f"must be one of: {', '.join(allowed)}", f"{path}/{key}")

    def missing(self, key: str, path: str) -> None:
        """Note that a required field is missing."""
        self.add(f"missing required field: {key}", path)

    def known(self, owner: dict[str, Any], keys: Collection[str], path: str) -> None:
        """Slack refuses fields that it does not know."""
        for key in owner:
            if key not in keys:
                self.add(f"invalid additional property: {key}", path)

    def is_object(self, value: Any, path: str) -> bool:
        """Tell whether a value is an object; note a problem if not."""
        if isinstance(value, dict):
            return True
        self.add("must provide an object", path)
        return False
