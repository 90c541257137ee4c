"""Who decides about what is submitted, by the area of its command."""

from __future__ import annotations

_REVIEWERS = {"whatsapp": "Meta", "kakaotalk": "KakaoTalk"}
_DECIDED = {"rcs": "the operators have decided"}


def reviewer(area: str) -> str:
    """Whoever looks at it first, for a sentence."""
    return _REVIEWERS.get(area, "Sinch")


def has_decided(area: str) -> str:
    """Behind `when`: `Meta has decided`; of an area without a review `it's done`."""
    return f"{_REVIEWERS[area]} has decided" if area in _REVIEWERS else _DECIDED.get(area, "it's done")
