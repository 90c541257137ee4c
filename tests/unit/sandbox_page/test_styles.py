"""A class of the page has a style, or its script looks for it."""

from __future__ import annotations

import re
from pathlib import Path

from bot.sandbox import page

FOLDER = Path(page.__file__).parent
CLASS = re.compile(r"\bsk-[a-z][a-z0-9-]*[a-z0-9](?![a-z0-9]|-?\{)")
SELECTOR = re.compile(r"\.(sk-[a-z0-9-]+)")


def test_no_class_is_nobodys() -> None:
    code = "\n".join(path.read_text() for path in FOLDER.rglob("*.py"))
    style = (FOLDER / "page.css").read_text()
    assert sorted({*CLASS.findall(code)} - {*SELECTOR.findall(code), *SELECTOR.findall(style)}) == []
