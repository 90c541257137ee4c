"""The API's values in words for people."""

from __future__ import annotations

import re

from bot.cards.vocabulary.countries import COUNTRIES
from bot.provisioning.languages import NAMES

CHANNELS = {"whatsapp": "WhatsApp", "rcs": "RCS", "kakaotalk": "KakaoTalk"}
"""By the first word of their commands."""
AREAS = {**CHANNELS, "bundles": "Bundles", "sms": "SMS"}
"""The channels, and what else of the API sends events."""
REGIONS = {"EU": "Europe", "US": "United States", "BR": "Brazil"}

_LIMITS = {
    "TIER_50": "50",
    "TIER_250": "250",
    "TIER_1K": "1,000",
    "TIER_2K": "2,000",
    "TIER_10K": "10,000",
    "TIER_100K": "100,000",
}

_QUALITIES = {"GREEN": "🟢 high", "YELLOW": "🟡 medium", "RED": "🔴 low"}

REJECTIONS = {
    "ABUSIVE_CONTENT": "Meta flagged abusive content. Remove anything threatening or offensive, then resubmit.",
    "INCORRECT_CATEGORY": "The category doesn't fit the content. Choose the right one, then resubmit.",
    "INVALID_FORMAT": "The format is wrong, often a variable without an example, or broken braces.",
    "SCAM": "Meta flagged it as a scam. Make clear who is writing and why, then resubmit.",
}

SENDER_ERRORS = {
    "CANNOT_ASSIGN_CREDIT_LINE": "Meta couldn't allocate a credit line to the WhatsApp Business Account.",
    "DUPLICATES_ON_SENDER_PHONE_NUMBER": "Another sender already uses this number.",
    "MULTIPLE_WABA_FOR_PROJECT_ID": "The project has more than one WhatsApp Business Account.",
    "NOT_VERIFIED_REQUESTED_PHONE_NUMBER": "The number isn't verified.",
    "NOT_VERIFY_BUSINESS_VIA_WHATSAPP": "Meta didn't verify the business.",
    "NO_CERTIFICATE_AVAILABLE": "The number has no valid certificate.",
    "NO_PRICING_PLAN": "Sinch has no pricing plan for this account yet.",
    "NO_VERIFIED_PHONE_NUMBER": "No number is verified.",
    "REQUESTED_PHONE_NUMBER_OR_COUNTRY_CODE_CONFLICT": "The number or country doesn't match the one at Meta.",
    "SENDER_HAS_BEEN_DELETED": "The sender was deleted.",
    "WABA_CONNECTED_TO_ANOTHER_PROJECT": "The WhatsApp Business Account belongs to another project.",
}

_NOTHING = {"", "UNRECOGNIZED", "UNSPECIFIED", "UNKNOWN", "NOT_SET", "NONE"}
_KNOWN = {
    "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED": "RCS brand registration updated",
    "WHATSAPP_SENDER_QUALITY_RATING_CHANGED": "WhatsApp sender quality changed",
    "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE": "WhatsApp template category will change",
    "WHATSAPP_TEMPLATE_CATEGORY_UPDATED": "WhatsApp template category changed",
    "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED": "WhatsApp template quality changed",
    "WHATSAPP_WABA_ACCOUNT_CHANGED": "WhatsApp Business Account changed",
    "PENDING_FACEBOOK_VERIFICATION": "waiting for Meta's verification",
    "INVALID_IN_GOOGLE_MY_BUSINESS": "not accepted by Google My Business",
    "QUALITY_SCORE_UNKNOWN": "",
    "SCHEDULE_FOR_DISABLE": "about to be disabled",
    "DISABLE": "disabled",
    "REINSTATE": "reinstated",
    "EMPHASIZE_TYPE_NONE": "",
    "EMPHASIZE_TYPE_UNSPECIFIED": "",
    "NON_CONVERSATIONAL": "non-conversational",
    "OTP": "one-time codes",
    "PIN": "PIN",
}
_NAMES = {
    "SINCH": "Sinch",
    "WHATSAPP": "WhatsApp",
    "KAKAOTALK": "KakaoTalk",
    "FACEBOOK": "Meta",
    "AMERICA": "America",
    "PIX": "Pix",
}
_FIELDS = {
    "adminPhoneNo": "Admin's phone",
    "bannerUrl": "Banner",
    "clientBusinessManagerId": "Meta Business Manager",
    "convApiApp": "Conversation app",
    "convApiAppDetails": "Conversation app",
    "convApiAppId": "Conversation app ID",
    "convApp": "Conversation app",
    "conversationApiAppDetails": "Conversation app",
    "emphasizeType": "Highlighted",
    "extra": "Extra information",
    "logoImage": "Logo",
    "logoUrl": "Logo",
    "messageSendTtlSeconds": "Message validity (seconds)",
    "metaLocalStorage": "Data storage",
    "midLevelCategoryCode": "Subcategory",
    "photoUrl": "Photo",
    "plusFriendId": "Plus Friend ID",
    "privacyPolicyUrl": "Privacy policy",
    "saveDraftOnFailure": "Save as draft if refused",
    "securityFlag": "Main device only",
    "subLevelCategoryCode": "Exact category",
    "termsOfServiceUrl": "Terms of service",
    "topLevelCategoryCode": "Category",
    "vertical": "Business category",
    "wabaId": "WhatsApp Business Account",
    "wabaName": "Account name",
    "websiteOne": "Website",
    "websiteTwo": "Second website",
}
"""The API's fields whose names say less than the labels of the forms."""
_CHOICES = {
    "APPLICATION/PDF": "PDF",
    "ASC": "Ascending",
    "BEAUTY_SPA_SALON": "Beauty, spa and salon",
    "DAY": "Day",
    "DESC": "Descending",
    "EMPHASIZE_TYPE_NONE": "Nothing",
    "EMPHASIZE_TYPE_UNSPECIFIED": "Not specified",
    "IMAGE/JPEG": "JPEG",
    "IMAGE/PNG": "PNG",
    "MULTIPLE_WABA_ERROR": "Several WhatsApp accounts",
    "MULTIUSE": "Multiple uses",
    "NEW": "New",
    "NONE": "None",
    "NON_CONVERSATIONAL": "Non-conversational",
    "NON_PROFIT": "Non-profit",
    "NON_US_PRIVATE": "Non-US, privately held",
    "NON_US_PUBLIC": "Non-US, publicly listed",
    "NOT_SET": "Not set",
    "OPT_IN": "Opt in",
    "OTC_DRUGS": "Over-the-counter drugs",
    "QUALITY_SCORE_UNKNOWN": "Unknown",
    "RED": "Red",
    "UNKNOWN": "Unknown",
    "UNRECOGNIZED": "Other",
    "UNSPECIFIED": "Not specified",
    "US_PRIVATE": "US, privately held",
    "US_PUBLIC": "US, publicly listed",
    "VIDEO/3GP": "3GP",
    "VIDEO/MP4": "MP4",
    "VOICE": "Phone call",
    **AREAS,
}
_LANGUAGES_OF = ("language", "languages", "other_language", "source", "targets")
_COUNTRIES_OF = ("countries", "country", "metaLocalStorage", "primaryBusinessLocation")
_TYPED = re.compile(r"[A-Z]{2,3}(_[A-Z]{2})?|ALL")
"""Values that are known by themselves, such as languages."""
_FEW = {
    "billingCategory", "businessCategory", "businessManager", "category", "emphasizeType", "format", "messageType",
    "method", "region", "status", "useCase", "vertical", *_COUNTRIES_OF,
}  # fmt: skip
"""Fields whose values are the API's codes, whichever resource they belong to."""
_OWN_NAMES = ("Meta", "WhatsApp", "Plus")
_PLAINER = {"uri": "link", "uris": "links"}
_UPPER = {
    "MX", "SEP", "OTP", "SMS", "URL", "ID", "RCS", "API", "WABA", "TPS", "US", "EU", "BR", "UK", "GB", "FR", "PIN",
}  # fmt: skip


def in_words(value: str) -> str:
    """An enum value: `PENDING_VERIFICATION` as `pending verification`; values that say nothing are empty."""
    if value in _NOTHING:
        return ""
    if value in _KNOWN:
        return _KNOWN[value]
    if not re.fullmatch(r"[A-Z0-9_]+", value):
        return value
    short = re.sub(r"^(QUALITY_SCORE|FLOW_STATUS|EMPHASIZE_TYPE|BID_STRATEGY)_", "", value)
    return " ".join(word if word in _UPPER else _NAMES.get(word, word.lower()) for word in short.split("_"))


def choice(field: str, value: str) -> str:
    """What a form or a button calls one of a field's few values: `NON_PROFIT` as `Non-profit`."""
    last = field.rpartition(".")[2]
    if last == "region" and value in REGIONS:
        return REGIONS[value]
    if last in _COUNTRIES_OF and value in COUNTRIES:
        return COUNTRIES[value]
    if last == "triggers" and value == "ALL":
        return "Every event"
    if last in _LANGUAGES_OF and value in NAMES:
        return f"{NAMES[value]} · {value}"
    if value in _CHOICES:
        return _CHOICES[value]
    words = value if _TYPED.fullmatch(value) and value not in _KNOWN else in_words(value)
    return capitalised(words) if value.isupper() and words else value


def worded(field: str, value: str) -> str:
    """A value of a field that has few known ones, as `choice` calls it; anything else as it is."""
    return choice(field, value) if field.rpartition(".")[2] in _FEW else value


def region(value: str) -> str:
    """A region of Sinch's, as forms call it: `EU` as `Europe`."""
    return REGIONS.get(value.upper(), value)


def in_region(value: str) -> str:
    """Behind `in`: `Europe`, `the United States`."""
    words = region(value)
    return f"the {words}" if words.startswith("United") else words


def country(value: str) -> str:
    """`Sweden` for `SE`; what is no country as other values are."""
    return COUNTRIES.get(value.upper()) or in_words(value)


def event(kind: str) -> str:
    """A type of event: `WHATSAPP_TEMPLATE_REJECTED` as `WhatsApp template rejected`."""
    return capitalised(in_words(kind))


def capitalised(words: str) -> str:
    """With a capital letter at the beginning; names inside keep theirs."""
    return words[:1].upper() + words[1:]


def article(word: str) -> str:
    """`an` before `operator` and `RCS sender`, `a` before `viewer` and `URL`: as it is spoken."""
    first = word.split(" ", 1)[0]
    vowels = "AEFHILMNORSX" if len(first) > 1 and first.isupper() else "AEIO"
    return "an" if first[:1].upper() in tuple(vowels) else "a"


def limit_in_words(value: str) -> str:
    """A daily limit: business-initiated conversations in any 24 hours."""
    number = limit_number(value)
    return f"{number} in 24 hours" if value in _LIMITS else number


def limit_number(value: str) -> str:
    """The same without the span, for tables: `10,000`."""
    return "unlimited" if value == "TIER_UNLIMITED" else _LIMITS.get(value) or in_words(value)


def quality(value: str) -> str:
    """Meta's rating of a template or sender, `QUALITY_SCORE_RED` or `RED`: its color, and what that means."""
    color = value.removeprefix("QUALITY_SCORE_")
    return _QUALITIES.get(color) or (f"⚪ {in_words(color)}" if in_words(color) else "")


def humanised(name: str) -> str:
    """A field's name as its label: `phoneNumberId` as `Phone number ID`, `vertical` as `Business category`."""
    if name in _FIELDS:
        return _FIELDS[name]
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_|-", " ", name)
    words = [_PLAINER.get(word.lower()) or _cased(word) for word in spaced.split()]
    return capitalised(" ".join(words))


def uncapitalised(label: str) -> str:
    """A label inside of a sentence; abbreviations and names stay as they are."""
    return label if label[:2].isupper() or label.startswith(_OWN_NAMES) else label[:1].lower() + label[1:]


def field_title(path: str) -> str:
    """A dotted path as a label: `details.brand.logoUrl` as `Brand · logo`."""
    first, *parts = map(humanised, path.removeprefix("details.").removeprefix("senderDetails.").split("."))
    return " · ".join([first, *map(uncapitalised, parts)])


def _cased(word: str) -> str:
    return word.upper() if word.upper() in _UPPER else word.lower()


def listed(words: list[str], limit: int = 8) -> str:
    """`a, b and 3 more`."""
    shown = [word for word in words if word]
    if len(shown) > limit:
        return f"{', '.join(shown[:limit])} and {len(shown) - limit} more"
    return ", ".join(shown)


def joined(words: list[str]) -> str:
    """`France, Norway and Sweden`."""
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last


def count(number: int, singular: str, many: str = "") -> str:
    """`1 sender`, `3 senders`."""
    return f"{number:,} {singular if number == 1 else many or singular + 's'}"
