"""Variables: where they stand, how they are numbered, what is shown in their place to reviewers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.templates import rules, variables
from bot.templates.content import Content, Text
from bot.templates.finding import Finding
from bot.templates.wording.phrases import UNSPACED

WORDS_PER_VARIABLE = 2
"""Words that each variable needs besides itself, and one more: 3n+1 words in all, the variables among them.
https://sdcsupport.syniverse.com/hc/en-us/articles/30569685832471"""
LETTERS_PER_WORD = 2
"""In scripts without blanks between words."""
_WORD = re.compile(r"[^\W_]+")


def findings(template: Content) -> Iterator[Finding]:
    """What is wrong with the variables."""
    for text in template.texts:
        if text.kind in ("body", "header"):
            yield from _of_text(text)


def _of_text(text: Text) -> Iterator[Finding]:
    yield from _braces(text)
    if text.kind == "body":
        yield from _places(text)
    yield from _numbers(text)
    yield from _examples(text)
    if text.kind == "body":
        yield from _ratio(text)


def _braces(text: Text) -> Iterator[Finding]:
    if odd := variables.malformed(text.text):
        shown = odd[0] if len(odd[0]) <= 40 else f"{odd[0][:40]}…"
        problem = f"{shown} isn't a variable."
        remedy = "Write variables as numbers in double braces, like {{1}}, without spaces. Numbers and names don't mix."
        yield Finding(rules.BRACES, text.name, problem, remedy, text.path)


def _places(text: Text) -> Iterator[Finding]:
    if edge := variables.at_edge(text.text):
        problem = f"The text begins or ends with {edge}."
        yield Finding(
            rules.EDGE, text.name, problem, "Put words before the first variable and after the last.", text.path
        )
    if pair := variables.adjacent(text.text):
        problem = f"{pair[0]} and {pair[1]} are side by side."
        yield Finding(
            rules.ADJACENT, text.name, problem, "Put a word between them, or make them one variable.", text.path
        )


def _numbers(text: Text) -> Iterator[Finding]:
    missing = variables.missing_numbers(text.text)
    if 0 in missing:
        yield Finding(rules.GAP, text.name, "Variables start at {{1}}, not {{0}}.", "Number them from 1.", text.path)
    elif missing:
        problem = f"The numbering has a gap: {{{{{missing[0]}}}}} is missing."
        yield Finding(rules.GAP, text.name, problem, "Number the variables {{1}}, {{2}}, … without gaps.", text.path)


def _examples(text: Text) -> Iterator[Finding]:
    marks = list(dict.fromkeys(variables.marks(text.text)))
    needed = sorted(marks, key=int) if variables.VARIABLE.search(text.text) else marks
    given = text.examples
    without = [mark for at, mark in enumerate(needed) if at >= len(given) or not given[at].strip()]
    if without:
        named = ", ".join(f"{{{{{mark}}}}}" for mark in without[:5])
        problem = f"{named} {'has' if len(without) == 1 else 'have'} no example."
        remedy = "Add an example for each variable, as a reader would see it."
        yield Finding(rules.EXAMPLE, text.name, problem, remedy, text.path.removesuffix("text") + _field(text))


def _field(text: Text) -> str:
    return "example" if text.kind == "header" else "examples"


def _ratio(text: Text) -> Iterator[Finding]:
    number = len(variables.marks(text.text))
    if number and word_count(variables.without(text.text)) < WORDS_PER_VARIABLE * number + 1:
        problem = f"{number} variable{'s' if number > 1 else ''} in a short text: Meta may not see what it's about."
        remedy = f"Use at least {WORDS_PER_VARIABLE * number + 1} words besides the variables, or fewer variables."
        yield Finding(rules.VARIABLE_RATIO, text.name, problem, remedy, text.path)


def word_count(text: str) -> int:
    """Words; in scripts without blanks between them, two letters count as one."""
    unspaced = len(UNSPACED.findall(text))
    return len(_WORD.findall(UNSPACED.sub(" ", text) if unspaced else text)) + unspaced // LETTERS_PER_WORD
