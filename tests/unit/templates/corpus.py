"""The corpora of template bodies in `tests/samples/templates`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[2] / "samples" / "templates"


def good() -> list[dict[str, Any]]:
    return [_template(line.split("|")) for line in _lines("good.txt")]


def bad() -> list[tuple[str, dict[str, Any]]]:
    """Each with the rule that must speak up."""
    found = []
    for line in _lines("bad.txt"):
        rule, *parts = line.split("|")
        found.append((rule.strip(), _template(parts)))
    return found


def _lines(name: str) -> Iterator[str]:
    for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _template(parts: list[str]) -> dict[str, Any]:
    language, category = parts[0].split()
    body = parts[1].removeprefix(" ").removesuffix(" ").replace("\\n", "\n").replace("%1001", "x " * 501)
    examples = [example.strip() for example in parts[2].split(";") if example.strip()]
    footer = parts[3].strip() if len(parts) > 3 else ""
    components: list[dict[str, Any]] = [{"type": "BODY", "text": body, **({"examples": examples} if examples else {})}]
    if footer:
        components.append({"type": "FOOTER", "text": footer})
    return {"name": "sample", "language": language, "category": category, "details": {"components": components}}
