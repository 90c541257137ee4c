"""The rules of the check, each with the page that states it. Ids stand in files and small print, so they never change.

The pages were read in 2026; where Meta's own page only hints at a number, the page of a messaging provider that
states it is named beside it.
"""

from __future__ import annotations

from bot.templates.finding import Rule, Severity

REVIEW = "https://developers.facebook.com/docs/whatsapp/message-templates/guidelines/"
COMPONENTS = "https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components/"
CATEGORIES = "https://developers.facebook.com/docs/whatsapp/updates-to-pricing/new-template-guidelines/"
AUTHENTICATION = "https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates/"
POLICY = "https://business.whatsapp.com/policy"
TWILIO = "https://www.twilio.com/docs/api/errors/63040"
RATIO = "https://sdcsupport.syniverse.com/hc/en-us/articles/30569685832471"
FORMATTING = "https://support.wati.io/en/articles/11463458-what-are-template-formatting-guidelines"
SINCH_WHATSAPP = "https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates"
SINCH_KAKAOTALK = (
    "https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/kakaotalk-templates"
)


def _rejects(rule: str, source: str, *, api: bool = False) -> Rule:
    return Rule(rule, Severity.REJECTS, source, api)


def _risky(rule: str, source: str) -> Rule:
    return Rule(rule, Severity.RISKY, source)


# Variables
EDGE = _rejects("variable-at-edge", REVIEW)
ADJACENT = _rejects("variables-adjacent", REVIEW)
GAP = _rejects("variable-gap", REVIEW)
EXAMPLE = _rejects("variable-example", SINCH_WHATSAPP, api=True)
BRACES = _rejects("variable-braces", REVIEW)
VARIABLE_RATIO = _risky("variable-ratio", RATIO)

# Texts
MISSING = _rejects("text-missing", SINCH_WHATSAPP, api=True)
LENGTH = _rejects("too-long", SINCH_WHATSAPP, api=True)
HEADER = _rejects("header-format", TWILIO)
FOOTER = _rejects("footer-format", COMPONENTS)
BLANKS = _risky("blank-runs", FORMATTING)
LANGUAGE = _risky("language-mismatch", REVIEW)
PLACEHOLDER = _risky("placeholder-text", REVIEW)
SENSITIVE = _rejects("sensitive-data", REVIEW)
IDENTICAL = _rejects("identical-text", REVIEW)
NAME_BLOCKED = _rejects("name-blocked", SINCH_WHATSAPP)

# Links and buttons
WA_ME = _rejects("wa-me-link", REVIEW)
SHORTENED = _risky("shortened-link", REVIEW)
URL_BUTTON = _rejects("url-button", COMPONENTS)
BUTTON_COUNT = _rejects("button-count", COMPONENTS)
BUTTON_ORDER = _rejects("button-order", COMPONENTS)
BUTTON_TWINS = _rejects("button-twins", SINCH_WHATSAPP, api=True)

# The whole
TWICE = _rejects("component-twice", SINCH_WHATSAPP, api=True)
VALIDITY = _rejects("message-validity", SINCH_WHATSAPP, api=True)
CARDS_ALIKE = _rejects("cards-alike", SINCH_WHATSAPP, api=True)
FLOW_SCREEN = _rejects("flow-screen", SINCH_WHATSAPP, api=True)

# Categories
PROMOTION = _risky("promotion-in-utility", CATEGORIES)
OPT_OUT = _risky("opt-out-missing", POLICY)
AUTH_CONTENT = _rejects("authentication-content", AUTHENTICATION)

# KakaoTalk: what its specification states
KAKAO_MISSING = _rejects("text-missing", SINCH_KAKAOTALK, api=True)
KAKAO_LENGTH = _rejects("too-long", SINCH_KAKAOTALK, api=True)
KAKAO_BUTTON_COUNT = _rejects("button-count", SINCH_KAKAOTALK, api=True)
KAKAO_BUTTON_TWINS = _rejects("button-twins", SINCH_KAKAOTALK, api=True)
KAKAO_BUTTON_ORDER = _rejects("button-order", SINCH_KAKAOTALK, api=True)
KAKAO_LINK = _rejects("link-format", SINCH_KAKAOTALK, api=True)
KAKAO_NAME_TAKEN = _rejects("name-taken", SINCH_KAKAOTALK, api=True)
KAKAO_SHORTENED = _risky("shown-shortened", SINCH_KAKAOTALK)

RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
"""Every rule there is."""
