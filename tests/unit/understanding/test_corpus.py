"""Hundreds of phrases as different people write them, with figures; nothing is removed by a misunderstanding."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.command.declaration import Effect
from bot.understanding import small_words as small
from bot.understanding.everyday import EVERYDAY
from bot.understanding.impossible import Impossible
from bot.understanding.sentence import read
from bot.understanding.understand import Intent, understand
from bot.understanding.vocabulary import OPPOSITES
from tests.unit.understanding.corpus import BOT, CARD, NAMES, Case, cases, is_right, lexicon, meant, told


def test_there_are_enough_phrases_and_the_figures_are_good(capsys: pytest.CaptureFixture[str]) -> None:
    found = [(case, meant(case)) for case in cases()]
    wrong = [
        f"{case.phrase!r}: {case.wanted} / {told(understanding)}"
        for case, understanding in found
        if not is_right(case, understanding)
    ]
    figures = f"plain words: {len(found)} phrases, {len(found) - len(wrong)} right, {len(wrong)} wrong"
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}\n")
    assert len(found) >= 400
    assert wrong == []


def test_nothing_that_removes_is_offered_unasked() -> None:
    wrong = [(case.phrase, told(meant(case))) for case in cases() if case.sign in "=~?" and removes_unasked(case)]
    assert wrong == []


def removes_unasked(case: Case) -> bool:
    """Whether a reading that removes is offered, though no word of the phrase asks for that."""
    asked = {token.low for token in read(case.said).words} | {
        lexicon().corrected(token.low) for token in read(case.said).words
    }
    denied = bool(asked & (small.NEGATIONS | {"nothing"}))  # `don't notify us any more`
    if asked & (small.WANTS_REMOVAL | {"deleted", "removed", "enough", "cut", "close"}):
        return False
    return any(
        reading.removes
        and not (denied and (reading.command.words[-1] in (*OPPOSITES, "revoke") or reading.path == "digest remove"))
        for reading in meant(case).readings
    )


WORDS = """
    show list the a of all rejected approved templates senders rcs whatsapp kakaotalk order_update Sunny Bank launch
    create edit follow mute for two hours every monday 9:00 who why changed what happened today in german please it
    this not do can I my comment on digest webhook status help
"""
words = st.sampled_from(WORDS.split())


@settings(deadline=None, max_examples=150)
@given(st.lists(words, max_size=9).map(" ".join))
def test_no_sentence_without_such_a_word_removes(sentence: str) -> None:
    for card in (None, CARD):
        for reading in understand(sentence, lexicon(), NAMES, card=card).readings:
            assert reading.command.effect is not Effect.DESTROY
            assert not reading.removes


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_understood_or_not_but_never_breaks(text: str) -> None:
    found = understand(text, lexicon(), NAMES, bot_user=BOT)
    assert len(found.readings) <= 3
    assert understand(text, lexicon(), NAMES, bot_user=BOT) == found or found.frame is not None


AROUND = (
    "please {}", "{} please", "hey, {}?", "could you {}", "`{}`", '"{}"', "/sinch {}", "<@USINCHBOT> {}",
    "{} <@USINCHBOT>", "{}!!!", "  {}  ", "ok {} thanks",
)  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    "phrase", ["show rejected templates", "launch Sunny Bank", "what happened today", "list rcs senders"]
)
def test_what_stands_around_makes_no_difference(around: str, phrase: str) -> None:
    plain = understand(phrase, lexicon(), NAMES, bot_user=BOT)
    found = understand(around.format(phrase), lexicon(), NAMES, bot_user=BOT)
    assert found.intent is plain.intent is Intent.DO
    assert [(reading.path, reading.values) for reading in found.readings] == [
        (reading.path, reading.values) for reading in plain.readings
    ]


@pytest.mark.parametrize("word", sorted(EVERYDAY & {"resolve", "remote", "chance", "boss", "bump", "pick", "martin"}))
def test_an_everyday_word_is_no_slip_of_the_pen(word: str) -> None:
    assert lexicon().corrected(word) == word
    assert not any(reading.removes for reading in understand(f"{word} order_update", lexicon(), NAMES).readings)


def test_what_has_no_call_names_what_has() -> None:
    found = understand("delete Sunny Bank", lexicon(), NAMES)
    assert found.cannot == Impossible("delete", "rcs senders", ("create", "update", "launch", "comment"))


def test_each_of_several_names_is_offered() -> None:
    found = understand("show summer_sale and winter_promo please", lexicon(), NAMES)
    assert found.several
    assert [reading.values["name"] for reading in found.readings] == ["summer_sale", "winter_promo"]


@pytest.mark.parametrize(
    ("typed", "left_out"),
    [
        ("whatsapp templates analytics summer_sale", ("analytics",)),
        ("kakaotalk senders Kakao Shop inspect", ("inspect",)),
        ("rcs senders Sunny Bank verbose json", ("verbose", "json")),
        ("whatsapp templates show summer_sale EN_US", ()),
        ("whatsapp templates rejected", ()),
        ("audit last 10", ("last 10",)),
        ("audit since yesterday", ("since yesterday",)),
        ("waiting rejected only", ("rejected",)),
        ("following templates", ("templates",)),
        ("audit log please", ()),
        ("activity since monday", ()),
        ("report last month", ()),
        ("status of the webhook", ()),
    ],
)
def test_what_is_typed_like_a_command_is_not_dropped_unsaid(typed: str, left_out: tuple[str, ...]) -> None:
    found = understand(typed, lexicon(), NAMES)
    assert found.best is not None
    assert found.best.left_out == left_out


NONSENSE = ("x" * 2_000, "lorem ipsum " * 160, "delete " * 300, "\"'`" * 600, "<@" * 900, "!?;," * 500)


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda nonsense: nonsense[:6])
def test_long_nonsense_changes_nothing_and_asks_for_nothing(nonsense: str) -> None:
    found = understand(nonsense, lexicon(), NAMES)
    assert found.intent is not Intent.DO
