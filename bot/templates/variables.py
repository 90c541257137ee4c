"""Variables of a text: `{{1}}`, `{{2}}`, or names alone such as `{{order_id}}`, and what was meant as one.

Meta takes either kind, never both in one text:
https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/#parameter-formats
"""

from __future__ import annotations

import re
from itertools import pairwise

VARIABLE = re.compile(r"\{\{(0|[1-9][0-9]{0,3})\}\}")
NAMED = re.compile(r"\{\{([a-z][a-z0-9_]{0,39})\}\}")
EITHER = re.compile(rf"{VARIABLE.pattern}|{NAMED.pattern}")
MARKUP = "*_~`\u200b\u200c\u200d\u2060\ufeff"
"""WhatsApp's formatting marks and invisible characters: they are no text round a variable."""

_MALFORMED = re.compile(
    r"\{+[^{}\n]{0,40}\}+"  # {1}, {{ name }}, {{{1}}}
    r"|\{\{[^{}\s]{0,40}"  # {{1, {{
    r"|[^{}\s]{0,40}\}\}"  # 1}}, }}
    r"|\uff5b+[^\n\uff5b\uff5d]{0,40}\uff5d+"  # fullwidth braces
    r"|\{[0-9]+|[0-9]+\}"
)


def numbers(text: str) -> list[int]:
    """The numbers of the variables as they appear, repeated ones too."""
    return [int(found) for found in VARIABLE.findall(text)]


def marks(text: str) -> list[str]:
    """The variables as they appear, repeated ones too: numbers, or names where there is no number."""
    return VARIABLE.findall(text) or NAMED.findall(text)


def count(text: str) -> int:
    """How many different variables a text has."""
    return len(set(marks(text)))


def malformed(text: str) -> list[str]:
    """What looks like a variable and is none: one brace, three, blanks inside, a name beside numbers."""
    form = VARIABLE if VARIABLE.search(text) else NAMED
    if not any(brace in form.sub("", text) for brace in "{}\uff5b"):
        return []
    found: list[str] = []
    end = 0
    for valid in form.finditer(text):
        if text[max(valid.start() - 1, 0) : valid.start()] == "{" or text[valid.end() : valid.end() + 1] == "}":
            continue  # one brace too many: looked at as part of what is left
        found += _MALFORMED.findall(text[end : valid.start()])
        end = valid.end()
    return found + _MALFORMED.findall(text[end:])


def at_edge(text: str) -> str:
    """The variable with which a text begins or ends, formatting aside; empty where there is none.

    Punctuation, quotes and emoji beside it are text: Sinch's own example of a live template is `Hello {{1}}.`
    (`rules.SINCH_WHATSAPP`), and Meta's page names the variable alone. Twilio's says that punctuation doesn't count
    (https://www.twilio.com/docs/content/using-variables-with-content-api); a false alarm would meet every second text.
    """
    bare = text.strip().strip(MARKUP).strip()
    if first := EITHER.match(bare):
        return first[0]
    last = bare[bare.rfind("{{") :] if bare.endswith("}}") else ""
    return last if EITHER.fullmatch(last) else ""


def adjacent(text: str) -> tuple[str, str] | None:
    """The first two variables with nothing but blanks, line breaks or formatting between them.

    Providers name `{{1}}{{2}}` (https://www.twilio.com/docs/api/errors/63040) and those that only a blank separates
    (https://support.maqsam.com/portal/en/kb/articles/creating-whatsapp-templates-with-variables); no page names
    punctuation, and approved texts have it: "Hi {{1}}, {{2}} is ready", "from {{1}} - {{2}}".
    """
    for left, right in pairwise(EITHER.finditer(text)):
        between = text[left.end() : right.start()]
        if not between.strip().strip(MARKUP).strip():
            return left[0], right[0]
    return None


def missing_numbers(text: str) -> list[int]:
    """The numbers that are left out: variables go 1, 2, 3, ..."""
    present = set(numbers(text))
    if not present:
        return []
    highest = max(present)
    wanted = range(1, min(highest, len(present) + 100) + 1)
    return [number for number in wanted if number not in present] + ([0] if 0 in present else [])


def without(text: str) -> str:
    """The text with its variables taken out."""
    return EITHER.sub(" ", text)
