"""Slack's date tokens, written out in the viewer's time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_TOKEN = re.compile(r"\{(\w+)\}")
_STEPS = ((86400 * 365, "year"), (86400 * 30, "month"), (86400, "day"), (3600, "hour"), (60, "minute"))


def written(timestamp: float, form: str, now: datetime) -> str:
    """`form` with its tokens (`{date_num}`, `{time}`, ...) replaced; unknown tokens stay.

    `now` is aware and carries the viewer's time zone. Raises OverflowError, ValueError or OSError for impossible times.
    """
    moment = datetime.fromtimestamp(timestamp, UTC).astimezone(now.tzinfo)
    return _TOKEN.sub(lambda m: _token(m.group(1), moment, now) or m.group(), form)


def clock(moment: datetime) -> str:
    """6:39 AM."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"


def day(moment: datetime, now: datetime) -> str:
    """Today, Yesterday, or Tuesday, February 18th."""
    return _pretty(moment, now, f"{moment:%A}, {moment:%B} {_ordinal(moment.day)}").capitalize()


def _token(name: str, moment: datetime, now: datetime) -> str | None:
    plain = name.removesuffix("_pretty")
    forms = {
        "date_num": f"{moment:%Y-%m-%d}",
        "date_slash": f"{moment:%m/%d/%Y}",
        "date": f"{moment:%B} {_ordinal(moment.day)}, {moment.year}",
        "date_short": f"{moment:%b} {moment.day}, {moment.year}",
        "date_long": f"{moment:%A}, {moment:%B} {_ordinal(moment.day)}, {moment.year}",
        "day_divider": f"{moment:%A}, {moment:%B} {_ordinal(moment.day)}",
        "time": clock(moment),
        "time_secs": clock(moment).replace(" ", f":{moment:%S} "),
        "ago": _ago((now - moment).total_seconds()),
    }
    text = forms.get(plain)
    if text is None or plain == name:
        return text
    return _pretty(moment, now, text)


def _pretty(moment: datetime, now: datetime, otherwise: str) -> str:
    days = (moment.date() - now.date()) // timedelta(days=1)
    return {0: "today", -1: "yesterday", 1: "tomorrow"}.get(days, otherwise)


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _ago(seconds: float) -> str:
    size = abs(seconds)
    for step, unit in _STEPS:
        if size >= step:
            count = int(size // step)
            words = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"{words} ago" if seconds >= 0 else f"in {words}"
    return "just now" if seconds >= 0 else "in a moment"
