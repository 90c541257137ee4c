"""WhatsApp's marks for bold, lists and the like, as Slack writes them. Pure.

https://faq.whatsapp.com/539178204879377 lists them: `*bold*`, `_italic_`, `~strikethrough~`, monospace and inline code
in backticks, lists, quotes. Of a template only bodies have them; Slack knows the first three as they are.
"""

from __future__ import annotations

import re

_MONOSPACE = re.compile(r"```(.+?)```", re.DOTALL)
_ITEM = re.compile(r"^[*-] +(?=\S)", re.MULTILINE)
_QUOTE = re.compile(r"^> +(?=\S)", re.MULTILINE)


def in_slack(words: str) -> str:
    """The words of a body with Slack's marks, still to be escaped; a block of code would end the quote it stands in."""
    monospaced = _MONOSPACE.sub(lambda found: "\n".join(map(_code, found[1].splitlines())), words)
    return _QUOTE.sub("│ ", _ITEM.sub("• ", monospaced))


def _code(line: str) -> str:
    inner = line.replace("`", "ʼ").strip()
    return f"`{inner}`" if inner else ""
