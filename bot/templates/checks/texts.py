"""Texts: how long they are, how header, footer and body may be written, what they ask for, their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.templates import rules, variables
from bot.templates.content import BUTTON_TEXT, OFFER_CODE, Content, Text
from bot.templates.finding import Finding
from bot.templates.wording import characters, languages, sensitive

NEWLINES = re.compile(r"(?:[ \t\u00a0]*\r?\n){3,}")
BLANKS = re.compile(r"[ \u00a0\u2000-\u200a\u3000]{5,}|\t")
"""More than two line breaks or four blanks in a row: https://support.wati.io/en/articles/11463458"""


def findings(template: Content) -> Iterator[Finding]:
    """What is wrong with the texts."""
    yield from _missing(template)
    for text in template.texts:
        yield from _length(text)
        if text.kind == "header":
            yield from _header(text)
        elif text.kind == "footer":
            yield from _footer(text)
        elif text.kind == "body":
            yield from _blanks(text)
        yield from _placeholder(template.language, text)
    yield from _button_lengths(template)
    yield from _sensitive(template)
    yield from _language(template)


def _missing(template: Content) -> Iterator[Finding]:
    if template.category == "AUTHENTICATION":
        return
    if "BODY" not in template.kinds:
        yield Finding(rules.MISSING, "body", "The template has no body text.", "Add a body.", "details.components")
    for text in template.texts:
        if text.kind in ("body", "header", "offer") and not text.text.strip():
            yield Finding(rules.MISSING, text.name, "The text is empty.", "Write it, or remove this part.", text.path)


def _length(text: Text) -> Iterator[Finding]:
    if len(text.text) > text.limit:
        problem = f"The text has {len(text.text):,} characters; {text.limit:,} at most."
        yield Finding(rules.LENGTH, text.name, problem, f"Shorten it by {len(text.text) - text.limit:,}.", text.path)


def _button_lengths(template: Content) -> Iterator[Finding]:
    for button in template.buttons:
        limit, said, field = BUTTON_TEXT, button.label, "text"
        if button.kind == "COPY_CODE":
            limit, said, field = OFFER_CODE, button.example, "example"
        if len(said) > limit:
            problem = f"It has {len(said):,} characters; {limit} at most."
            yield Finding(
                rules.LENGTH, button.name, problem, f"Shorten it by {len(said) - limit:,}.", f"{button.path}.{field}"
            )


def _header(text: Text) -> Iterator[Finding]:
    faults = []
    if "\n" in text.text or "\r" in text.text:
        faults.append(("Headers can't have line breaks.", "Put it on one line."))
    if found := characters.emoji(text.text):
        faults.append((f"Headers can't have emoji ({found}).", "Move the emoji to the body, or remove it."))
    if marked := characters.MARKUP.search(variables.VARIABLE.sub("x", text.text)):
        faults.append(
            (f"Headers can't have formatting ({marked[0][:30]}).", "Remove the formatting. Headers are bold anyway.")
        )
    if variables.count(text.text) > 1:
        faults.append(("Headers can have one variable at most.", "Keep one, {{1}}, and move the others to the body."))
    for problem, remedy in faults:
        yield Finding(rules.HEADER, text.name, problem, remedy, text.path)


def _footer(text: Text) -> Iterator[Finding]:
    if "{{" in text.text:
        yield Finding(rules.FOOTER, text.name, "Footers can't have variables.", "Move them to the body.", text.path)
    if "\n" in text.text.strip():
        yield Finding(rules.FOOTER, text.name, "Footers can't have line breaks.", "Put it on one line.", text.path)


def _blanks(text: Text) -> Iterator[Finding]:
    if NEWLINES.search(text.text):
        yield Finding(
            rules.BLANKS, text.name, "The text has three or more line breaks in a row.", "Use two at most.", text.path
        )
    if BLANKS.search(text.text):
        problem = "The text has a tab, or more than four spaces in a row."
        yield Finding(rules.BLANKS, text.name, problem, "Use single spaces.", text.path)


def _placeholder(language: str, text: Text) -> Iterator[Finding]:
    if found := characters.placeholder(language, text.text):
        problem = f"“{found[:40]}” reads like a placeholder."
        yield Finding(rules.PLACEHOLDER, text.name, problem, "Write the text as customers will read it.", text.path)


def _sensitive(template: Content) -> Iterator[Finding]:
    for text in template.texts:
        if text.kind in ("body", "header") and (noun := sensitive.asked_for(template.language, text.text)):
            problem = f"It seems to ask for “{noun}”. Templates can't ask for passwords, card numbers or national IDs."
            remedy = "Link to a page where people sign in instead."
            yield Finding(rules.SENSITIVE, text.name, problem, remedy, text.path)


def _language(template: Content) -> Iterator[Finding]:
    words = "\n".join(text.text for text in template.texts)
    if template.language and (other := languages.unlike(template.language, words)):
        problem = f"The language is {template.language}, but the text looks like {other}."
        yield Finding(rules.LANGUAGE, "body", problem, "Choose the language of the text, or translate it.", "language")
