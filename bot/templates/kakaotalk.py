"""The check of KakaoTalk templates: the rules that the API's specification states.

https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/kakaotalk-templates
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.templates import rules
from bot.templates.finding import Finding
from bot.templates.reading import Record, details_of, records, string

LIMITS = {
    "name": 150, "content": 1000, "categoryCode": 6, "extra": 500, "title": 50, "subtitle": 50, "imageName": 250,
}  # fmt: skip
"""Characters of each text at most: the page above."""
VISIBLE_CHARACTERS = {"title": 23, "subtitle": 18}
"""Characters after which Android shortens what it shows."""
MOST_BUTTONS, BUTTON_NAME, BUTTON_LINK = 5, 14, 500
"""Buttons at most, and characters of their names and links: the page above."""
LINKS = ("linkMo", "linkPc", "schemeIos", "schemeAndroid")
_WORDS = {
    "name": "name", "content": "content", "categoryCode": "category code", "extra": "extra text", "title": "title",
    "subtitle": "subtitle", "imageName": "image name",
}  # fmt: skip


def check(template: Mapping[str, Any], other_names: frozenset[str] = frozenset()) -> list[Finding]:
    """What is wrong with a KakaoTalk template; `other_names` are taken by other templates of the sender."""
    details = details_of(template)
    found = [*_texts(details), *_image(details), *_buttons(records(details.get("buttons")))]
    if string(details.get("name")) in other_names:
        remedy = "Choose another name."
        found.append(Finding(rules.KAKAO_NAME_TAKEN, "name", "Another template has this name.", remedy, "details.name"))
    return sorted(found, key=lambda finding: not finding.rejects)


def _texts(details: Record) -> Iterator[Finding]:
    for name in ("name", "content"):
        if not string(details.get(name)).strip():
            problem = f"The {_WORDS[name]} is empty."
            yield Finding(rules.KAKAO_MISSING, _WORDS[name], problem, "Write one.", f"details.{name}")
    for name, limit in LIMITS.items():
        written = string(details.get(name))
        if len(written) > limit:
            problem = f"The {_WORDS[name]} has {len(written):,} characters; {limit:,} at most."
            remedy = f"Shorten it by {len(written) - limit:,}."
            yield Finding(rules.KAKAO_LENGTH, _WORDS[name], problem, remedy, f"details.{name}")
        elif len(written) > VISIBLE_CHARACTERS.get(name, limit):
            problem = f"Phones show only about {VISIBLE_CHARACTERS[name]} characters of the {_WORDS[name]}."
            yield Finding(rules.KAKAO_SHORTENED, _WORDS[name], problem, "Shorten it.", f"details.{name}")


def _image(details: Record) -> Iterator[Finding]:
    emphasis = string(details.get("emphasizeType"))
    if emphasis == "EMPHASIZE_TYPE_IMAGE" and not string(details.get("imageUrl")):
        problem = "The image to highlight is missing."
        yield Finding(
            rules.KAKAO_MISSING, "image", problem, "Add an image, or choose another highlight.", "details.imageUrl"
        )
    if emphasis == "EMPHASIZE_TYPE_TEXT" and not string(details.get("title")):
        problem = "The title to highlight is missing."
        yield Finding(
            rules.KAKAO_MISSING, "title", problem, "Add a title, or choose another highlight.", "details.title"
        )
    if (address := string(details.get("imageUrl"))) and not _is_web(address):
        yield Finding(rules.KAKAO_LINK, "image", "The image needs a web address.", "Use https://…", "details.imageUrl")


def _buttons(buttons: list[Record]) -> Iterator[Finding]:
    if len(buttons) > MOST_BUTTONS:
        problem = f"There are {len(buttons)} buttons; {MOST_BUTTONS} at most."
        yield Finding(rules.KAKAO_BUTTON_COUNT, "buttons", problem, "Remove some.", "details.buttons")
    for kind, number in Counter(string(button.get("type")) for button in buttons).items():
        if kind and number > 1:
            problem = f"There are {number} buttons of the kind {kind.replace('_', ' ').lower()}; one at most."
            yield Finding(rules.KAKAO_BUTTON_TWINS, "buttons", problem, "Keep one of them.", "details.buttons")
    orders = [string(button.get("ordering")) for button in buttons]
    if len(set(orders)) < len(orders) or any(order not in {"1", "2", "3", "4", "5"} for order in orders):
        problem = "Buttons need different positions from 1 to 5."
        yield Finding(rules.KAKAO_BUTTON_ORDER, "buttons", problem, "Number them 1, 2, 3, …", "details.buttons")
    for at, button in enumerate(buttons):
        yield from _button(button, f"button {at + 1}", f"details.buttons.{at}")


def _button(button: Record, name: str, path: str) -> Iterator[Finding]:
    label = string(button.get("name"))
    if not label.strip():
        yield Finding(rules.KAKAO_MISSING, name, "The button has no name.", "Write one.", f"{path}.name")
    if len(label) > BUTTON_NAME:
        problem = f"The name has {len(label)} characters; {BUTTON_NAME} at most."
        yield Finding(rules.KAKAO_LENGTH, name, problem, f"Shorten it by {len(label) - BUTTON_NAME}.", f"{path}.name")
    for field in LINKS:
        link = string(button.get(field))
        if len(link) > BUTTON_LINK:
            problem = f"The link has {len(link):,} characters; {BUTTON_LINK} at most."
            yield Finding(rules.KAKAO_LENGTH, name, problem, "Use a shorter address.", f"{path}.{field}")
        elif link and field in ("linkMo", "linkPc") and not _is_web(link):
            yield Finding(rules.KAKAO_LINK, name, "The link isn't a web address.", "Use https://…", f"{path}.{field}")


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(char.isspace() for char in address)
