"""What the API says of a template as a whole, which no field can say alone: parts, cards, screens, validity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.templates import rules
from bot.templates.content import Content
from bot.templates.finding import Finding

VALIDITY = {"AUTHENTICATION": (10, 900), "MARKETING": (43_200, 2_592_000), "UTILITY": (30, 43_200)}
"""Seconds for which delivery is tried:
https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates"""
ANY_VALIDITY = (min(low for low, _ in VALIDITY.values()), max(high for _, high in VALIDITY.values()))
DEFAULT_VALIDITY = 2_592_000
"""What the API answers for templates that name none, also where it is outside the category's range."""


def findings(template: Content) -> Iterator[Finding]:
    """What is wrong with the whole."""
    for kind, number in Counter(template.kinds).items():
        if number > 1 and kind:
            name = kind.replace("_", " ").lower()
            problem = f"There are {number} components of the type {kind}; one at most."
            yield Finding(rules.TWICE, name, problem, "Join them, or keep one.", "details.components")
    if template.validity is not None and (fault := validity_fault(template.category, template.validity)):
        remedy = "Change it, or leave it out."
        yield Finding(rules.VALIDITY, "message validity", f"It {fault}.", remedy, "details.messageSendTtlSeconds")
    if len(set(template.cards)) > 1:
        problem = "The cards differ in their parts; all must have the same."
        remedy = "Give each card the same kind of header and the same buttons, and a body to all or none."
        yield Finding(rules.CARDS_ALIKE, "carousel", problem, remedy, "details.components")
    for button in template.buttons:
        if (
            button.kind == "FLOW"
            and button.fields.get("flowAction") == "NAVIGATE"
            and not button.fields.get("navigateScreen")
        ):
            remedy = "Add the screen that it opens first."
            yield Finding(
                rules.FLOW_SCREEN, button.name, "The flow has no screen.", remedy, f"{button.path}.navigateScreen"
            )


def validity_fault(category: str, seconds: float) -> str:
    """What is wrong with a template's validity, like `must be between ...`; empty: nothing."""
    low, high = VALIDITY.get(category, ANY_VALIDITY)
    if low <= seconds <= high or seconds == DEFAULT_VALIDITY:
        return ""
    return f"must be between {low:,} and {high:,} seconds for this category"
