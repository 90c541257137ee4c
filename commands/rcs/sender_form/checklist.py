"""What an RCS sender is so far, and what it still lacks for a launch, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.vocabulary.countries import COUNTRIES as ALL_COUNTRIES
from bot.cards.vocabulary.words import humanised, in_words
from bot.slack.text import bold, escaped
from commands.rcs.sender_form import fields
from commands.rcs.sender_form.fields import BRAND, COUNTRIES, TEST_NUMBERS, US_CAMPAIGN, answer, given

LAUNCHES = (
    *("AT", "BE", "BR", "CA", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "HU", "IT", "LT", "MX", "NL", "NO"),
    *("PE", "PL", "PT", "SE", "SG", "SK", "US"),
)
"""Where Sinch launches RCS senders."""
COUNTRY_NAMES = {code: ALL_COUNTRIES[code] for code in LAUNCHES}
TITLES = {
    "basics": "Basics",
    "brand": "Brand",
    "contact": "Contact",
    "countries": "Countries",
    "general": "Messages",
    "verification": "Contact person",
    "gb": "United Kingdom",
    "fr": "France",
    "us": "US brand",
    "us-company": "US company",
    "us-campaign": "US campaign",
    "review": "Summary",
}
"""Steps of the form, in order."""


def fact(state: Mapping[str, Any], name: str) -> str:
    """Region, billing category or use case, be they typed now or fixed long ago."""
    return str(state.get(name) or state.get("_facts", {}).get(name) or "")


def step_of(name: str) -> str:
    """The step that asks for a field, by its dotted name or the beginning of it."""
    if not name.startswith("details."):
        return "basics"
    if name.startswith((COUNTRIES, TEST_NUMBERS)):
        return "countries"
    if name.startswith(BRAND):
        return "contact" if name.removeprefix(BRAND).partition(".")[0] in fields.VALUE_OF else "brand"
    section, _, rest = name.removeprefix("details.questionnaire.").partition(".answers")
    field = rest.lstrip(".").partition(".")[0]
    if section != "us":
        return section
    return "us" if field in fields.US_KIND else "us-campaign" if field in US_CAMPAIGN else "us-company"


ANSWERS = {
    "optInDescription": "how recipients opt in",
    "triggerDescription": "what triggers a message",
    "interactionsDescription": "what recipients can do",
    "optOutDescription": "your reply to an opt-out",
    "name": "who at the brand can confirm it",
    "email": "that person's email address",
    "website": "the brand's website",
    "fullCompanyAddress": "the company's full address",
    "siren": "the company's SIREN number",
}


def title_of(name: str) -> str:
    """A field in words."""
    if name in (COUNTRIES, f"{BRAND}emails"):
        return "at least one country" if name == COUNTRIES else "a phone number or email address"
    if (brand := name.removeprefix(BRAND)) in fields.BRAND_NEEDED:
        return fields.BRAND_NEEDED[brand]
    asked = name.partition(".answers.")[2]
    return ANSWERS.get(asked) or humanised(asked or name.rpartition(".")[2]).lower()


def checklist(left: Sequence[str], state: Mapping[str, Any]) -> str:
    """What a launch still needs, by step, in mrkdwn; what is there is ticked off."""
    by_step: dict[str, list[str]] = {}
    for name in fields.needed(state):
        by_step.setdefault(step_of(name), [])
    for name in left:
        by_step.setdefault(step_of(name), []).append(title_of(name))
    lines = [f"• {bold(TITLES[step])}: {escaped(', '.join(names))}" for step, names in by_step.items() if names]
    done = [TITLES[step] for step, names in by_step.items() if not names]
    ticked = [f":white_check_mark: {escaped(', '.join(done))}"] if done else []
    if not lines:
        return "*Nothing is missing for a launch.*" + waiting(state)
    return "\n".join(["*Missing for a launch*", *lines, *ticked])


def waiting(state: Mapping[str, Any]) -> str:
    """What a launch waits for though nothing is missing, each on a line of its own."""
    video = not given(state, answer("general", "videoUris"))
    brand = "US" in fields.countries_of(state) and not fields.is_old_us(state)
    lines = [
        "The launch waits until Sinch has made a video. You can add one in Messages." if video else "",
        "The launch waits until the brand is registered in the United States." if brand else "",
    ]
    return "".join(f"\n{line}" for line in lines if line)


def summary(state: Mapping[str, Any]) -> str:
    """The sender in a few lines."""
    brand = {
        name: str(state.get(f"{BRAND}{name}") or "") for name in ("name", "description", "color", "phones", "emails")
    }
    contacts = [contact for kind in ("phones", "emails", "websites")
                for contact in fields.split(state.get(f"{BRAND}{kind}") or "")]  # fmt: skip
    facts = [in_words(fact(state, name)) for name in ("region", "billingCategory", "useCase")]
    countries = [COUNTRY_NAMES.get(code, code) for code in fields.countries_of(state)]
    tests = state.get(TEST_NUMBERS) or []
    lines = [
        f"{bold(brand['name'] or 'RCS Sender')}  {escaped(' · '.join(part for part in facts if part))}",
        escaped(brand["description"]),
        f"Contact: {escaped(', '.join(contacts))}" if contacts else "",
        f"Countries: {escaped(', '.join(countries))}" if countries else "",
        f"Test numbers: {escaped(', '.join(tests[:5]))}{f' and {len(tests) - 5} more' if len(tests) > 5 else ''}"
        if tests
        else "",
    ]
    return "\n".join(line for line in lines if line)


def steps_of(names: Sequence[str]) -> list[tuple[str, str]]:
    """The steps that ask for these fields, in order, with their titles."""
    wanted = {step_of(name) for name in names}
    return [(name, title) for name, title in TITLES.items() if name in wanted]
