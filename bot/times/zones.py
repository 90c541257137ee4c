"""Time zones by the names that people give them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.suggest import suggest

ABBREVIATED = {
    "cest": "Europe/Berlin", "mez": "Europe/Berlin", "bst": "Europe/London", "eest": "Europe/Helsinki",
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York", "cst": "America/Chicago",
    "cdt": "America/Chicago", "mst": "America/Denver", "mdt": "America/Denver", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles", "ist": "Asia/Kolkata", "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul", "sgt": "Asia/Singapore", "brt": "America/Sao_Paulo", "aest": "Australia/Sydney",
}  # fmt: skip
"""Short names that mean a fixed offset, or several zones -> the zone that is probably meant."""
_KEEP_SUMMER_TIME = ("CET", "EET", "MET", "WET")
"""Short names that IANA has for zones with summer time."""


class ScheduleError(ValueError):
    """Words that are no schedule; the message says what to write instead."""


def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name, in any case, or by its city; raises `ScheduleError` with near names."""
    return ZoneInfo(zone_name(name))


def zone_or_utc(name: str) -> ZoneInfo:
    """A person's zone as Slack names it; UTC where that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def zone_name(name: str) -> str:
    """The IANA name that is meant; raises `ScheduleError`."""
    found = known_zone(name)
    if found:
        return found
    if (meant := ABBREVIATED.get(_plain(name))) is not None:
        raise ScheduleError(f"Use `{meant}` instead of {name.upper()}: a city's zone keeps summer time.")
    near = suggest(_plain(name), _zones(), limit=3, similar=0.7)
    meant = f" Did you mean {' or '.join(_zones()[key] for key in near)}?" if near else ""
    raise ScheduleError(f"{name[:40]!r} isn't a time zone.{meant} Use a name such as Europe/Stockholm or UTC.")


def known_zone(name: str) -> str | None:
    """The IANA name that is meant, if there is one."""
    return _zones().get(_plain(name))


def long_name(words: Sequence[str]) -> int:
    """How many of the first words name one zone, as `new york` does; 0 where fewer than two do."""
    counts = range(len(words), 1, -1)
    return next((count for count in counts if known_zone(" ".join(words[:count]).removeprefix("tz="))), 0)


@cache
def _zones() -> dict[str, str]:
    """IANA names by their lower-case form and, where it is unambiguous, by their city.

    Short names such as EST are left out: they mean a fixed offset, which hardly anybody wants.
    """
    known = available_timezones()
    names = sorted(name for name in known if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    short = {name.lower(): name for name in _KEEP_SUMMER_TIME if name in known}
    cities: dict[str, list[str]] = {}
    for name in names:
        if not name.startswith(("US/", "Brazil/", "Canada/", "Chile/", "Mexico/")):
            cities.setdefault(name.rpartition("/")[2].lower(), []).append(name)
    single = {city: found[0] for city, found in cities.items() if len(found) == 1}
    return single | short | {name.lower(): name for name in names} | {"utc": "UTC", "gmt": "UTC", "etc/utc": "UTC"}


def _plain(name: str) -> str:
    return "_".join(name.lower().split())
