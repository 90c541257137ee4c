"""Orders whose verb nobody declared are asked back, by what they are about and what they carry."""

from __future__ import annotations

import pytest

from bot.command.declaration import Effect
from bot.understanding.understand import Intent, understand
from tests.unit.understanding.corpus import DENTAL, PASSERS, SLOT, lexicon

STRANGE = ("frobnicate", "zhuzh", "womble", "perambulate")
"""No verbs of ours, nor near one."""
CARRIED = [
    ("{} delivery_slot in French", "whatsapp templates update"),
    ("please {} the English delivery_slot", "whatsapp templates update"),
    ("I would like you to {} delivery_slot into Polish", "whatsapp templates translate"),
    ("{} North Dental", "rcs senders launch"),
    ("{} up the Front Desk profile", "whatsapp senders update"),
    ("{} a template called spring_deal", "whatsapp templates create"),
    ("{} an SMS app called Shop News in the US", "sms apps create"),
    ("{} Ingrid operator rights", "access grant"),
    ("{} +46701234567 to the testers of North Dental", "rcs senders test-add"),
    ("{} a webhook to https://hooks.example.com/in", "webhooks create"),
    ("{} the Audit Hook", "webhooks update"),
    ("{} me when booking_ok changes", "follow"),
    ("{} RCS rejections into this channel", "subscribe"),
    ("{} to Sinch that North Dental has a new logo", "rcs senders comment"),
    ("{} a summary here every Monday at 9:00", "digest add"),
    ("{} the digest", "digest pause"),
]


@pytest.mark.parametrize("verb", STRANGE)
@pytest.mark.parametrize(("sentence", "path"), CARRIED)
def test_what_an_order_carries_says_what_it_may_mean(verb: str, sentence: str, path: str) -> None:
    found = understand(sentence.format(verb), lexicon(), PASSERS)
    assert path in [reading.path for reading in found.readings]
    assert found.intent is Intent.CHOOSE or found.readings[0].path == path
    assert not any(reading.removes for reading in found.readings)


@pytest.mark.parametrize("verb", STRANGE)
def test_an_order_in_a_card_s_thread_is_about_its_resource(verb: str) -> None:
    for card, path in ((SLOT, "whatsapp templates update"), (DENTAL, "rcs senders update")):
        for sentence in (f"{verb} it", f"{verb} the description"):
            found = understand(sentence, lexicon(), PASSERS, card=card)
            assert path in [reading.path for reading in found.readings]


@pytest.mark.parametrize("verb", STRANGE)
@pytest.mark.parametrize("sentence", ["who did {} the webhooks", "{} me with the reasons for delivery_slot", "{}?"])
def test_a_question_or_a_wish_to_see_is_no_order(verb: str, sentence: str) -> None:
    found = understand(sentence.format(verb), lexicon(), PASSERS)
    assert all(reading.command.effect is Effect.READ for reading in found.readings)


@pytest.mark.parametrize(
    "word",
    [
        "dilute",
        "diluted",
        "dilutes",
        "disband",
        "delude",
        "repose",
        "revolve",
        "deploy",
        "deploying",
        "refunded",
        "dispute",
        "scrape",
    ],
)
def test_a_verb_of_english_is_no_slip_for_one_of_ours(word: str) -> None:
    assert lexicon().corrected(word) == word
    found = understand(f"{word} refund_notice", lexicon(), PASSERS)
    assert not any(reading.removes for reading in found.readings)


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("hand it in", "whatsapp templates update"),
        ("throw it out", "whatsapp templates delete"),
        ("kick the thing off", "rcs senders launch"),
        ("roll that back", "undo"),
        ("back my last change out", "undo"),
    ],
)
def test_the_halves_of_a_verb_stand_apart(said: str, path: str) -> None:
    found = understand(said, lexicon(), PASSERS, card=DENTAL if "launch" in path else SLOT)
    assert path in [reading.path for reading in found.readings]
