"""Under which key what is about one resource meets, whatever names it."""

from __future__ import annotations

from functools import lru_cache

from bot.provisioning.subjects import Kind, Subject


@lru_cache(maxsize=20_000)
def key_of(subject: Subject) -> str:
    """The subject's key as events have it: those of a KakaoTalk template do not say whose it is."""
    return Subject(subject.kind, subject.ids[-1:]).key if subject.kind is Kind.kakaotalk_template else subject.key
