"""What is wrong with a value, in plain words: every error type of pydantic has its sentence here. Pure.

https://docs.pydantic.dev/latest/errors/validation_errors/
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.suggest import suggest

Detail = Mapping[str, Any]
"""One of pydantic's errors: `type`, `input`, `ctx`, `msg`."""

NAMED = 12
"""Values that can still be taken in."""
FORMS = {
    "^[a-z0-9][a-z0-9_]*[a-z0-9]$": "lowercase letters, digits and underscores, two or more; don't start or end with _",
    r"^\d+$": "digits only",
    r"^\d{2}-\d{7}$": "two digits, a dash and seven digits",
    r"^(?:\+|00)\d{6,15}$": "a phone number with country code, like +46701234567",
    r"^\+[1-9][0-9]{5,14}$": "a phone number with country code, like +46701234567",
    r"^\+?[\d+\s]{6,15}$": "a phone number of 6 to 15 digits",
    r"^[CGD][A-Z0-9_]+$": "a channel ID, like C0123456789",
    r"^[UW][A-Z0-9]+$": "a person in this workspace, like @anna",
}
"""Patterns in words; a test finds those without."""
FORMATS = {
    "country code": (r"\+?[1-9][0-9]{0,2}", "a country's calling code, like 46"),
    "digits": ("[0-9]+", "digits only"),
    "e.164 phone number": (r"\+[1-9][0-9]{5,14}", "a phone number with country code, like +46701234567"),
    "email": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "an email address, like help@example.com"),
    "hex": ("#[0-9A-Fa-f]{6}", "# and six hexadecimal digits, like #1A2B3C"),
    "numeric phone number": ("[0-9]+", "digits only"),
    "phone number": (r"\+?[0-9 ().-]{5,20}", "a phone number with country code, like +46701234567"),
    "url": (r"[A-Za-z][A-Za-z0-9+.-]*:\S+", "an address like https://example.com/picture.jpg"),
}
"""What a format of the API surely asks for, no more than that, and its words: the rest is the API's to judge."""
_SOMETHING_ELSE = "isn't in the right format"
_PLAIN = {
    "missing": "is required",
    "extra_forbidden": "isn't known",
    "none_required": "must be left out",
    "finite_number": "must be a finite number",
    "invalid_key": "must have text as names",
    "string_unicode": "has unreadable characters; save the file as UTF-8",
    "string_not_ascii": "can only have letters A to Z, digits and common symbols",
    "bytes_invalid_encoding": "has unreadable characters; save the file as UTF-8",
    "int_parsing_size": "is too large",
    "int_from_float": "must be a whole number",
    "json_invalid": "isn't valid JSON",
    "recursion_loop": "refers to itself",
    "recursion_depth_exceeded": "is nested too deeply",
    "set_item_not_hashable": "must be a list of texts or numbers",
    "date_from_datetime_inexact": "must be a date without a time",
    "date_past": "must be in the past",
    "date_future": "must be in the future",
    "datetime_past": "must be in the past",
    "datetime_future": "must be in the future",
    "timezone_naive": "must be without a time zone",
    "timezone_aware": "needs a time zone, like 2026-11-29T09:00Z",
    "timezone_offset": "is in the wrong time zone",
    "union_tag_invalid": "is of an unknown type",
    "union_tag_not_found": "needs its type",
    "frozen_field": "can't be changed",
    "frozen_instance": "can't be changed",
    "multiple_argument_values": "appears twice",
    "url_scheme": "must begin with https://",
    "uuid_version": "must be an ID like c3823dfe-22eb-4cba-aed1-94ccf0d002a6",
}
_KINDS = (
    (
        r"(dict|ordered_dict|frozen_dict|mapping|model|model_attributes|dataclass|dataclass_exact|counter)_type",
        "an object",
    ),
    (r"dataclass_exact_type|is_instance_of|is_subclass_of|named_tuple_type", "an object"),
    (r"(list|tuple|set|frozen_set|deque|iterable|arguments)_type|iteration_error", "a list"),
    (r"(string|bytes|json)_type", "text"),
    (r"bool_(type|parsing)", "yes or no"),
    (r"int_(type|parsing)", "a number, like 3000"),
    (r"(float|decimal|fraction|complex)_(type|parsing|str_parsing)", "a number, like 2.5"),
    (r"date_(type|parsing|from_datetime_parsing)", "a date, like 2026-11-29"),
    (r"time_(type|parsing)", "a time, like 09:30"),
    (r"datetime_(type|parsing|object_invalid|from_date_parsing)", "a date and time, like 2026-11-29T09:30Z"),
    (r"time_delta_(type|parsing)", "a duration, like 30 minutes"),
    (r"url_(type|parsing|syntax_violation)", "an address, like https://example.com/picture.jpg"),
    (r"uuid_(type|parsing)", "an ID like c3823dfe-22eb-4cba-aed1-94ccf0d002a6"),
)


def format_fault(name: str, value: str) -> str:
    """What is wrong with a text of this format, as the end of a sentence; empty: nothing that is known here."""
    if name not in FORMATS:
        return ""
    pattern, words = FORMATS[name]
    return "" if re.fullmatch(pattern, value) else f"must be {words}"


def explain(detail: Detail) -> str:
    """What is wrong, as the end of a sentence that begins with the field's name; none of pydantic's own words."""
    kind = str(detail.get("type"))
    if said := _PLAIN.get(kind):
        return said
    if teller := _WITH_CONTEXT.get(kind):
        return teller(detail.get("ctx") or {}, detail.get("input"))
    found = next((what for pattern, what in _KINDS if re.fullmatch(pattern, kind)), "")
    return f"must be {found}" if found else _SOMETHING_ELSE


def json_fault(error: ValueError | RecursionError) -> str:
    """Where a text stops being JSON."""
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    if not isinstance(error, json.JSONDecodeError):
        return "isn't valid JSON"
    return f"isn't valid JSON: check line {error.lineno}, character {error.colno}"


def alternatives(values: Sequence[str], given: object = None) -> str:
    """`A, B or C`; of many the first ones, and the one most like what was given."""
    if len(values) > NAMED:
        near = suggest(given, values) if isinstance(given, str) else []
        meant = f"; did you mean {near[0]}?" if near else ""
        return f"{', '.join(values[:NAMED])} or one of {len(values) - NAMED} more{meant}"
    return " or ".join([", ".join(values[:-1]), values[-1]] if len(values) > 1 else values)


def allowed(detail: Detail) -> list[str]:
    """The values that a `literal_error` or `enum` error would take."""
    return re.findall(r"'([^']*)'", str((detail.get("ctx") or {}).get("expected", "")))


def _count(number: object, unit: str) -> str:
    counted = f"{number:,}" if isinstance(number, int) else str(number)
    return f"{counted} {unit}{'' if number == 1 else 's'}"


def _unit(given: Any, of: str) -> str:
    """Secrets are checked as if they were lists."""
    return "character" if isinstance(given, str | bytes) else of


def _too_short(of: str) -> Callable[[Detail, Any], str]:
    def say(context: Detail, given: Any) -> str:
        least = context.get("min_length", 1)
        unit = _unit(given, of)
        return "is required" if least == 1 and given in ("", b"", [], {}) else f"needs at least {_count(least, unit)}"

    return say


def _too_long(of: str) -> Callable[[Detail, Any], str]:
    def say(context: Detail, given: Any) -> str:
        most = context.get("max_length", 0)
        unit = _unit(given, of)
        has = f"has {_count(len(given), unit)}; " if isinstance(given, str | bytes | list | tuple | dict) else ""
        return f"{has}{most:,} at most" if has else f"takes {_count(most, unit)} at most"

    return say


def _limit(words: str, name: str) -> Callable[[Detail, Any], str]:
    return lambda context, _given: f"must be {words} {_number(context.get(name))}"


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _pattern(context: Detail, _given: Any) -> str:
    words = FORMS.get(str(context.get("pattern")))
    return f"must be {words}" if words else _SOMETHING_ELSE


def _own_words(context: Detail, _given: Any) -> str:
    """What a check of ours has said; a fault inside of it is nobody's business."""
    error = context.get("error")
    if isinstance(error, json.JSONDecodeError):
        return json_fault(error)
    text = str(error) if isinstance(error, ValueError | AssertionError) else ""
    if not text or text.startswith(("invalid literal", "could not convert", "Expecting")):
        return _SOMETHING_ELSE
    if text.endswith(".") or text[:2].isupper():  # a sentence, or a name of the API
        return text
    return text[:1].lower() + text[1:]


def _choice(context: Detail, given: Any) -> str:
    values = allowed({"ctx": context})
    return f"must be {alternatives(values, given)}" if values else _SOMETHING_ELSE


_WITH_CONTEXT: dict[str, Callable[[Detail, Any], str]] = {
    "greater_than": _limit("more than", "gt"),
    "greater_than_equal": _limit("at least", "ge"),
    "less_than": _limit("less than", "lt"),
    "less_than_equal": _limit("at most", "le"),
    "multiple_of": _limit("a multiple of", "multiple_of"),
    "too_short": _too_short("item"),
    "too_long": _too_long("item"),
    "string_too_short": _too_short("character"),
    "string_too_long": _too_long("character"),
    "bytes_too_short": _too_short("character"),
    "bytes_too_long": _too_long("character"),
    "url_too_long": _too_long("character"),
    "decimal_max_digits": lambda context, _: f"takes {_count(context.get('max_digits'), 'digit')} at most",
    "decimal_max_places": lambda context, _: f"takes {_count(context.get('decimal_places'), 'decimal')} at most",
    "decimal_whole_digits": lambda context, _: (
        f"takes {_count(context.get('whole_digits'), 'digit')} before the decimal point at most"
    ),
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "enum": _choice,
    "value_error": _own_words,
    "assertion_error": _own_words,
}
