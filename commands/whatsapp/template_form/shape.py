"""What the form holds, and the components of the API that it stands for; one becomes the other and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from bot.cards.vocabulary.payload import as_payload, mappings, strings, text
from bot.command import State
from bot.templates.content import MEDIA, MOST_CARDS

VARIABLE = re.compile(r"\{\{\s*(\d+)\s*\}\}")
LONGEST_NUMBER = 9
FIXED = ("REQUEST_CONTACT_INFO", "ORDER_DETAILS")
"""Buttons whose words are WhatsApp's own."""
KNOWN = ("HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER")
STANDARD, CAROUSEL, OFFER = "standard", "carousel", "offer"
BUTTON_FIELDS: Mapping[str, tuple[str, ...]] = {
    "QUICK_REPLY": ("text",),
    "URL": ("text", "url", "example"),
    "PHONE_NUMBER": ("text", "phoneNumber"),
    "COPY_CODE": ("example",),
    "FLOW": ("text", "flowId", "flowAction", "navigateScreen"),
    **dict.fromkeys(FIXED, ()),
}

Component = dict[str, Any]


def whole(value: object) -> int | None:
    """The number that a body or a field holds, be it written as text; None where it is none, or nobody means it."""
    written = str(value).removesuffix(".0") if isinstance(value, (int, float, str)) else ""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= LONGEST_NUMBER else None


def variables(words: str) -> int:
    """How many different variables a text has."""
    return len(set(VARIABLE.findall(words)))


def is_code(state: Mapping[str, Any]) -> bool:
    """Whether the template carries a one-time code, and so has words of WhatsApp's own."""
    return state.get("category") == "AUTHENTICATION"


def kind_of(state: Mapping[str, Any]) -> str:
    """What the message is built like; offers are for marketing only."""
    kind = str(state.get("kind") or STANDARD)
    return STANDARD if kind == OFFER and state.get("category") != "MARKETING" else kind


def components(state: Mapping[str, Any], *, as_draft: bool = False) -> list[Component]:
    """The API's components; in a draft, what is not complete yet is left out."""
    made = list(_code(state) if is_code(state) else _message(state))
    made += mappings(state, "_unknown")
    return [component for component in made if not as_draft or _complete(component)]


def sent(state: Mapping[str, Any]) -> dict[str, Any]:
    """All that a change would tell Meta, to compare."""
    plain = {name: state.get(name) for name in ("category", "ttl", "_other")}
    return {**plain, "allowCategoryChange": bool(state.get("allowCategoryChange")), "components": components(state)}


def _message(state: Mapping[str, Any]) -> Iterator[Component]:
    kind = kind_of(state)
    if kind != CAROUSEL:
        yield from _header(as_payload(state.get("header")))
    if kind == OFFER:
        offer = as_payload(state.get("offer"))
        yield {
            "type": "LIMITED_TIME_OFFER",
            "text": text(offer, "text"),
            "hasExpiration": bool(offer.get("hasExpiration")),
        }
    yield _body(as_payload(state.get("body")))
    if kind == STANDARD and state.get("footer"):
        yield {"type": "FOOTER", "text": str(state["footer"])}
    if kind == CAROUSEL:
        yield {"type": "CAROUSEL", "cards": [_card(state, card) for card in mappings(state, "cards")]}
    elif buttons := mappings(state, "buttons"):
        yield {"type": "BUTTONS", "buttons": [_button(button) for button in buttons]}


def _header(header: Mapping[str, Any]) -> Iterator[Component]:
    kind = text(header, "format") or "NONE"
    if kind == "TEXT":
        example = {"example": header["example"]} if header.get("example") else {}
        yield {"type": "HEADER", "format": "TEXT", "text": text(header, "text"), **example}
    elif kind in MEDIA:
        yield {"type": "HEADER", "format": kind, "example": {"url": text(header, "url")}}
    elif kind == "LOCATION":
        yield {"type": "HEADER", "format": "LOCATION"}


def _body(body: Mapping[str, Any]) -> Component:
    words = text(body, "text")
    examples = list(takewhile(str.strip, strings(body, "examples")[: variables(words)]))
    return {"type": "BODY", "text": words, **({"examples": examples} if examples else {})}


def _card(state: Mapping[str, Any], card: Mapping[str, Any]) -> Component:
    kind = text(as_payload(state.get("carousel")), "format") or "IMAGE"
    parts: list[Component] = [
        {"type": "HEADER", "format": kind, "example": {"url": text(card, "url")}},
        _body(card),
    ]
    if buttons := mappings(card, "buttons"):
        parts.append({"type": "BUTTONS", "buttons": [_button(button) for button in buttons]})
    return {"components": parts}


def _button(button: Mapping[str, Any]) -> Component:
    kind = text(button, "type")
    if kind not in BUTTON_FIELDS:  # one that this form does not know is sent as it came
        return dict(button)
    made: Component = {"type": kind}
    for name in BUTTON_FIELDS.get(kind, ()):
        needless = name == "example" and kind == "URL" and not variables(text(button, "url"))
        if button.get(name) and not needless:
            made[name] = button[name]
    return made


def _code(state: Mapping[str, Any]) -> Iterator[Component]:
    code = as_payload(state.get("code"))
    yield {"type": "BODY", "addSecurityRecommendation": bool(code.get("security"))}
    if code.get("minutes"):
        yield {"type": "FOOTER", "codeExpirationMinutes": code["minutes"]}
    kind = text(code, "otpType") or "COPY_CODE"
    button: Component = {"type": "OTP", "otpType": kind, "text": text(code, "text") or "Copy code"}
    if kind != "COPY_CODE":
        if code.get("autofillText"):
            button["autofillText"] = code["autofillText"]
        apps = [line.split() for line in strings(code, "apps")]
        button["supportedApps"] = [{"packageName": app[0], "signatureHash": app[1]} for app in apps if len(app) > 1]
    if kind == "ZERO_TAP":
        button["zeroTapTermsAccepted"] = bool(code.get("terms"))
    yield {"type": "BUTTONS", "buttons": [button]}


def _complete(component: Component) -> bool:
    """Whether the API takes it as it is, even for a draft."""
    kind = component["type"]
    if kind == "HEADER" and component["format"] in MEDIA:
        return bool(component["example"]["url"])
    if kind == "BUTTONS":
        component["buttons"] = [button for button in component["buttons"] if _full(button)]
        return bool(component["buttons"])
    if kind == "CAROUSEL":
        cards = component["cards"]
        component["cards"] = [card for card in cards if all(_complete(part) for part in card["components"])]
        return bool(component["cards"])
    return (
        bool(component.get("text"))
        or kind not in ("HEADER", "BODY", "LIMITED_TIME_OFFER")
        or (component.get("format") == "LOCATION" or "addSecurityRecommendation" in component)
    )


def _full(button: Component) -> bool:
    optional = ("example", "navigateScreen") if button["type"] != "COPY_CODE" else ()
    return all(button.get(name) for name in BUTTON_FIELDS.get(button["type"], ()) if name not in optional)


def held(given: Sequence[Mapping[str, Any]], category: str) -> State:
    """The form's state for components as the API gives or takes them."""
    by_kind = {text(component, "type"): component for component in given}
    found: State = {
        "kind": CAROUSEL if "CAROUSEL" in by_kind else OFFER if "LIMITED_TIME_OFFER" in by_kind else STANDARD
    }
    found["_unknown"] = [dict(component) for kind, component in by_kind.items() if kind not in KNOWN]
    if category == "AUTHENTICATION":
        return {"code": _held_code(by_kind)} if by_kind else {}
    if header := by_kind.get("HEADER"):
        found["header"] = {
            "format": text(header, "format"),
            "text": text(header, "text"),
            "example": "" if isinstance(header.get("example"), Mapping) else text(header, "example"),
            "url": text(header, "example.url"),
        }
    found["body"] = _held_body(by_kind.get("BODY", {}))
    if footer := text(by_kind.get("FOOTER", {}), "text"):
        found["footer"] = footer
    if offer := by_kind.get("LIMITED_TIME_OFFER"):
        found["offer"] = {"text": text(offer, "text"), "hasExpiration": offer.get("hasExpiration") is True}
    found["buttons"] = [_held_button(button) for button in mappings(by_kind.get("BUTTONS", {}), "buttons")]
    if carousel := by_kind.get("CAROUSEL"):
        found |= _held_cards(mappings(carousel, "cards"))
    return found


def _held_body(body: Mapping[str, Any]) -> State:
    return {"text": text(body, "text"), "examples": list(strings(body, "examples"))}


def _held_button(button: Mapping[str, Any]) -> State:
    kind = text(button, "type")
    if kind not in BUTTON_FIELDS:
        return dict(button)
    return {"type": kind, **{name: text(button, name) for name in BUTTON_FIELDS[kind] if text(button, name)}}


def _held_cards(cards: Sequence[Mapping[str, Any]]) -> State:
    found: list[State] = []
    kind = "IMAGE"
    for card in cards[:MOST_CARDS]:
        parts = {text(component, "type"): component for component in mappings(card, "components")}
        header = parts.get("HEADER", {})
        kind = text(header, "format") or kind
        buttons = [_held_button(button) for button in mappings(parts.get("BUTTONS", {}), "buttons")]
        found.append({"url": text(header, "example.url"), **_held_body(parts.get("BODY", {})), "buttons": buttons})
    shape = [button["type"] for button in found[0]["buttons"]] if found else []
    return {"cards": found, "carousel": {"format": kind, "buttons": shape}}


def _held_code(by_kind: Mapping[str, Mapping[str, Any]]) -> State:
    button = next(iter(mappings(by_kind.get("BUTTONS", {}), "buttons")), {})
    minutes = by_kind.get("FOOTER", {}).get("codeExpirationMinutes")
    return {
        "security": by_kind.get("BODY", {}).get("addSecurityRecommendation") is True,
        "minutes": whole(minutes),
        "otpType": text(button, "otpType") or "COPY_CODE",
        "text": text(button, "text"),
        "autofillText": text(button, "autofillText"),
        "apps": [
            f"{text(app, 'packageName')} {text(app, 'signatureHash')}" for app in mappings(button, "supportedApps")
        ],
        "terms": button.get("zeroTapTermsAccepted") is True,
    }
