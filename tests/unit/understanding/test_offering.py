"""What is not surely understood is asked back, with readings that differ, and no wrong one runs."""

from __future__ import annotations

import pytest

from bot.understanding.understand import Intent, understand
from tests.unit.understanding.corpus import NAMES, lexicon


def paths(phrase: str) -> list[str]:
    """The commands that are offered for it; it must be a choice."""
    found = understand(phrase, lexicon(), NAMES)
    assert found.intent is Intent.CHOOSE, found
    return [reading.path for reading in found.readings]


@pytest.mark.parametrize("verb", ["perforate", "hoover", "defenestrate", "steam"])
def test_an_unknown_verb_before_a_name_does_not_just_show_it(verb: str) -> None:
    offered = paths(f"{verb} the German order_update")
    assert offered[:2] == ["whatsapp templates update", "whatsapp templates get"]
    assert len(set(offered)) == 3


@pytest.mark.parametrize(
    ("phrase", "path"),
    [
        ("lunch Sunny Bank", "rcs senders launch"),
        ("what's wanting for me", "waiting"),
        ("how is sunni doing", "rcs senders get"),
        ("Which solution is assigned to us?", "whatsapp solutions list"),
        ("please produce a record of all deletions", "audit"),
        ("spare me the details until Thursday", "mute"),
        ("kindly withdraw my last alteration", "undo"),
        ("Is order_update different in DE and EN?", "whatsapp templates compare"),
    ],
)
def test_what_may_be_meant_is_among_the_three(phrase: str, path: str) -> None:
    assert path in paths(phrase)


@pytest.mark.parametrize("phrase", ["bind Alerts to telegram", "strike order_update", "delate order_update"])
def test_no_word_that_nobody_knows_deletes(phrase: str) -> None:
    assert not any(reading.removes for reading in understand(phrase, lexicon(), NAMES).readings)


@pytest.mark.parametrize("kind", ["template", "sender"])
def test_categories_are_those_of_the_kind_that_is_said(kind: str) -> None:
    best = understand(f"kakao {kind} categories", lexicon(), NAMES).best
    assert best is not None
    assert best.path == f"kakaotalk categories {kind}s"
