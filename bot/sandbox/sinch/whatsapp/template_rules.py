"""What a WhatsApp template must keep to before Meta sees it, each breach with its documented code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.sinch.api.call import Call
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.api.files import check_files
from bot.sandbox.sinch.world.project import Record

_VARIABLE = re.compile(r"\{\{\d+\}\}")
_RESTRICTED = ("wa.me", "whatsapp.com")
_TTL = {"AUTHENTICATION": (10, 900), "MARKETING": (43_200, 2_592_000), "UTILITY": (30, 43_200)}
_FIXED_TEXTS = {
    "REQUEST_CONTACT_INFO": "Share Contact Info",
    "ORDER_DETAILS": "Copy Pix code",
    "COPY_CODE": "Copy offer code",
}


def check_always(call: Call, details: Record) -> None:
    """What even a draft must keep to: addresses, files, no component twice."""
    components = details.get("components", [])
    kinds = [component["type"] for component in components]
    if len(set(kinds)) < len(kinds):
        raise call.invalid("All details.components's types must be unique")
    for button in _buttons(components):
        _check_url(button)
    check_files(_files(components), call.operation.errors)


def check_submit(call: Call, category: str, details: Record) -> None:
    """What a template that is sent to Meta must keep to besides."""
    components = details.get("components", [])
    complaints = [*_body_faults(components, category), *_example_faults(components), *_button_faults(components)]
    complaints += [*_carousel_faults(components), *_ttl_faults(category, details.get("messageSendTtlSeconds"))]
    if complaints:
        raise call.invalid(*complaints)
    _check_pricing(call, category, details)
    _check_flows(call, components)


def _check_url(button: Record) -> None:
    if button["type"] != "URL" or "url" not in button:
        return
    host = urlsplit(button["url"]).hostname or ""
    if any(host == name or host.endswith(f".{name}") for name in _RESTRICTED):
        raise ApiError("template_restricted_Domain_for_button_url")
    variables = _VARIABLE.findall(button["url"])
    if "example" in button and not variables:
        raise ApiError("template_invalid_button_example")


def _check_pricing(call: Call, category: str, details: Record) -> None:
    account = call.project.whatsapp_account or {}
    if details.get("optimization") and (category != "MARKETING" or not account.get("wabaMaxPriceOnboarded")):
        code = call.operation.first("template_dynamic_pricing_not_available", "template_submit_error")
        raise ApiError(code or "invalid_input", "Dynamic pricing is not enabled for this WABA.")


def _check_flows(call: Call, components: list[Record]) -> None:
    for button in _buttons(components):
        if button["type"] == "FLOW" and button.get("flowId") not in call.project.flows:
            fault = {
                "code": "100",
                "subcode": "2388053",
                "message": "Invalid parameter",
                "description": "Flow not found",
                "reason": f"There is no flow {button.get('flowId')} in this WABA.",
            }
            raise ApiError("template_submit_error", metaError=fault)


def _body_faults(components: list[Record], category: str) -> Iterator[str]:
    body = next((component for component in components if component["type"] == "BODY"), None)
    if body is None:
        yield "details.components must contain a BODY component"
    elif category == "AUTHENTICATION" and "text" in body:
        yield "details.components.body.text must be left out for AUTHENTICATION"
    elif category != "AUTHENTICATION" and not body.get("text"):
        yield "details.components.body.text should not be empty"
    if category == "AUTHENTICATION" and not any(button["type"] == "OTP" for button in _buttons(components)):
        yield "details.components must contain an OTP button for AUTHENTICATION"


def _example_faults(components: list[Record]) -> Iterator[str]:
    for component in _with_cards(components):
        name = f"details.components.{component['type'].lower()}"
        count = len(set(_VARIABLE.findall(component.get("text", ""))))
        if component["type"] == "BODY" and count != len(component.get("examples", [])):
            yield f"{name}.examples must contain {count} elements"
        if component["type"] == "HEADER" and component.get("format") == "TEXT":
            if count > 1:
                yield f"{name}.text must contain at most one variable"
            if count and not component.get("example"):
                yield f"{name}.example should not be empty"


def _button_faults(components: list[Record]) -> Iterator[str]:
    buttons = list(_buttons(components))
    top = [button["text"] for button in buttons if "text" in button and "_card" not in button]
    if len(set(top)) < len(top):
        yield "details.components.buttons.text must be unique"
    for button in buttons:
        url = button.get("url", "")
        if _VARIABLE.search(url) and (not url.endswith("{{1}}") or len(_VARIABLE.findall(url)) > 1):
            yield "details.components.buttons.url must have its only variable at the end"
        if _VARIABLE.search(url) and "example" not in button:
            yield "details.components.buttons.example should not be empty"
        if button.get("flowAction") == "NAVIGATE" and not button.get("navigateScreen"):
            yield "details.components.buttons.navigateScreen should not be empty"


def _carousel_faults(components: list[Record]) -> Iterator[str]:
    for component in components:
        if component["type"] == "CAROUSEL" and len({_shape(card) for card in component["cards"]}) > 1:
            yield "details.components.carousel.cards must all have the same components"


def _shape(card: Record) -> tuple[Any, ...]:
    return tuple(
        (part["type"], part.get("format"), tuple(button["type"] for button in part.get("buttons", ())))
        for part in sorted(card["components"], key=lambda part: str(part["type"]))
    )


def _ttl_faults(category: str, seconds: float | None) -> Iterator[str]:
    low, high = _TTL[category]
    if seconds is not None and not low <= seconds <= high:
        yield f"details.messageSendTtlSeconds must be between {low} and {high} for {category}"


def _with_cards(components: list[Record]) -> Iterator[Record]:
    for component in components:
        yield component
        for card in component.get("cards", ()):
            yield from card["components"]


def _buttons(components: list[Record]) -> Iterator[Record]:
    top = {id(component) for component in components}
    for component in _with_cards(components):
        for button in component.get("buttons", ()):
            yield button if id(component) in top else {**button, "_card": True}


def _files(components: list[Record]) -> Iterator[tuple[str, str | None]]:
    for component in _with_cards(components):
        example = component.get("example")
        if isinstance(example, dict):
            yield "details.components.header.example.url", example.get("url")


def as_stored(details: Record) -> Record:
    """Input -> output: fixed button texts, the output's enum values, defaults filled in, no mime type."""
    stored = dict(details)
    if "components" in stored:
        stored["components"] = [_component(component) for component in stored["components"]]
    if stored.get("optimization"):
        stored["optimization"] = _optimization(stored["optimization"])
    return {name: value for name, value in stored.items() if value is not None}


def _optimization(given: Record) -> Record:
    strategy = f"BID_STRATEGY_{str(given['bidStrategy']).removeprefix('BID_STRATEGY_')}"
    kept = {name: value for name, value in given.items() if value is not None}
    return {**kept, "bidStrategy": strategy}


def _component(component: Record) -> Record:
    stored = dict(component)
    if isinstance(stored.get("example"), dict):
        stored["example"] = {name: value for name, value in stored["example"].items() if name == "url"}
    if stored["type"] == "LIMITED_TIME_OFFER":
        stored.setdefault("hasExpiration", False)
    if "buttons" in stored:
        stored["buttons"] = [_button(button) for button in stored["buttons"]]
    if "cards" in stored:
        stored["cards"] = [
            {"components": [_component(part) for part in card["components"]]} for card in stored["cards"]
        ]
    return stored


def _button(button: Record) -> Record:
    text = _FIXED_TEXTS.get(button["type"])
    return {**button, "text": text} if text else button
