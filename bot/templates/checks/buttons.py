"""Links and buttons: addresses, how many there may be of each kind, their order and labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlsplit

from bot.templates import rules
from bot.templates.content import Button, Content
from bot.templates.finding import Finding
from bot.templates.wording import characters

MOST_BUTTONS = 10
"""Of a template, as for the kinds below."""
MOST_OF_A_KIND = {
    "URL": (2, "links"), "PHONE_NUMBER": (1, "phone number"), "COPY_CODE": (1, "copy-code button"), "FLOW": (1, "flow"),
}  # fmt: skip
"""https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components/#buttons"""
_BRACES = re.compile(r"[{}]|%7[bd]", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)(?:[^\W_]|-){1,63}(?<!-)")
_IP_ADDRESS = re.compile(r"[\d.]+|.*:.*")


def findings(template: Content) -> Iterator[Finding]:
    """What is wrong with the buttons."""
    yield from _links(template)
    rows: dict[str, list[Button]] = {}
    for button in template.buttons:
        rows.setdefault(button.row, []).append(button)
        if button.kind == "URL":
            yield from _address(button)
    for buttons in rows.values():
        yield from _counts(buttons)
        yield from _twins(buttons)
    yield from _order(rows.get("", []))


def _links(template: Content) -> Iterator[Finding]:
    """In texts; a button's own address is looked at with the button."""
    for text in template.texts:
        if not ("." in text.text or "://" in text.text):
            continue
        if characters.WA_ME.search(text.text):
            problem = "Meta refuses links to wa.me and whatsapp.com."
            yield Finding(rules.WA_ME, text.name, problem, "Remove the link, or add a phone button.", text.path)
        if "/" in text.text and (found := characters.SHORTENED.search(text.text)):
            problem = f"{found[0][:-1].rstrip('/')} hides the link's target."
            yield Finding(rules.SHORTENED, text.name, problem, "Use the full address, on your own domain.", text.path)


def _address(button: Button) -> Iterator[Finding]:
    path = f"{button.path}.url"
    if characters.WA_ME.search(button.url):
        problem = "Meta refuses links to wa.me and whatsapp.com."
        yield Finding(rules.WA_ME, button.name, problem, "Link to a page of your own, or add a phone button.", path)
        return
    if found := characters.SHORTENED.search(button.url):
        problem = f"{found[0][:-1].rstrip('/')} hides the link's target."
        yield Finding(rules.SHORTENED, button.name, problem, "Use the full address, on your own domain.", path)
    if fault := address_fault(button.url):
        remedy = "Write it like https://example.com/track?id={{1}}: your domain, the variable at the very end."
        yield Finding(rules.URL_BUTTON, button.name, fault, remedy, path)
    elif "{{1}}" in button.url and not button.example.strip():
        remedy = "Add the full address with a value for {{1}}."
        yield Finding(rules.EXAMPLE, button.name, "The link has no example.", remedy, f"{button.path}.example")


def address_fault(address: str) -> str:
    """What is wrong with a link's address as Meta sees it; empty: nothing."""
    if not address.strip():
        return "The link has no address."
    fixed = address.removesuffix("{{1}}")
    try:
        parts = urlsplit(fixed)
        host = parts.hostname or ""
    except ValueError:
        return "This isn't a web address."
    if "{{" in host or "{{" in parts.netloc or address.lstrip().startswith("{{"):
        return "The domain can't be a variable."
    if _BRACES.search(fixed):
        return "A variable in a link must be {{1}}, once, at the very end."
    if not parts.scheme and not host:
        return "The link doesn't begin with https://."
    if parts.scheme not in ("http", "https") or any(char.isspace() for char in fixed):
        return "This isn't a web address."
    if "." not in host.strip(".") or _IP_ADDRESS.fullmatch(host):
        return "The link has no domain."
    if not _is_domain(host):
        return "This isn't a web address."
    if fixed != address and not fixed.removeprefix(f"{parts.scheme}://").removeprefix(parts.netloc):
        return "Put the variable after the domain, not in it."
    return ""


def _is_domain(host: str) -> bool:
    """Letters of any script, digits and hyphens between dots; the last part is no number."""
    labels = host.removesuffix(".").split(".")
    return all(map(_LABEL.fullmatch, labels)) and len(labels[-1]) > 1 and not labels[-1].isdigit()


def _counts(buttons: list[Button]) -> Iterator[Finding]:
    if len(buttons) > MOST_BUTTONS:
        problem = f"There are {len(buttons)} buttons; {MOST_BUTTONS} at most."
        yield Finding(
            rules.BUTTON_COUNT, "buttons", problem, f"Remove {len(buttons) - MOST_BUTTONS}.", _last_path(buttons)
        )
    for kind, number in Counter(button.kind for button in buttons).items():
        most, named = MOST_OF_A_KIND.get(kind, (MOST_BUTTONS, "buttons"))
        if number > most and kind in MOST_OF_A_KIND:
            problem = f"There are {number} buttons of this kind; {most} {named} at most."
            last = [button for button in buttons if button.kind == kind][-1]
            yield Finding(rules.BUTTON_COUNT, last.name, problem, f"Remove {number - most}.", last.path)


def _last_path(buttons: list[Button]) -> str:
    return buttons[-1].path


def _order(buttons: list[Button]) -> Iterator[Finding]:
    """Quick replies stand together, before or after all others."""
    groups = [quick for quick, _ in groupby(buttons, key=lambda button: button.kind == "QUICK_REPLY")]
    if len(groups) > 2:
        problem = "Quick replies and other buttons are mixed."
        remedy = "Put all quick replies together, before or after the other buttons."
        yield Finding(rules.BUTTON_ORDER, "buttons", problem, remedy, _last_path(buttons))


def _twins(buttons: list[Button]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Button] = {}
    for button in buttons:
        label = " ".join(button.label.split()).casefold()
        key = (button.kind if button.row else "", label)
        if label and key in seen:
            problem = f"“{button.label}” is also on {seen[key].name}."
            yield Finding(
                rules.BUTTON_TWINS, button.name, problem, "Give each button its own label.", f"{button.path}.text"
            )
        seen.setdefault(key, button)
