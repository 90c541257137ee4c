"""What forms, buttons and questions call the API's values."""

from __future__ import annotations

import re

import pytest

from bot.cards import help as help_cards
from bot.cards.blocks.confirm import VALUES, with_values
from bot.cards.vocabulary.state import meanings
from bot.cards.vocabulary.words import article, choice, event, in_words, region
from tests.contract.openapi import document


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("triggers", "ALL", "Every event"),
        ("triggers", "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED", "WhatsApp sender daily limit changed"),
        ("events", "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED", "RCS brand registration updated"),
        ("senderDetails.metaLocalStorage", "KR", "South Korea"),
        ("senderDetails.region", "EU", "Europe"),
        ("businessManager", "SINCH_UK", "Sinch UK"),
        ("details.countries", "SE", "Sweden"),
        ("screen", "PICK_TIME", "Pick time"),
        ("language", "PT_BR", "Portuguese (Brazil) · PT_BR"),
    ],
)
def test_a_value_has_words(field: str, value: str, said: str) -> None:
    assert choice(field, value) == said


@pytest.mark.parametrize(("value", "said"), [("EU", "Europe"), ("us", "United States"), ("AP", "AP"), ("", "")])
def test_a_card_calls_a_region_as_forms_do(value: str, said: str) -> None:
    assert region(value) == said
    assert in_words("NON_CONVERSATIONAL") == choice("billingCategory", "NON_CONVERSATIONAL").lower()


KNOWN_AS_THEY_ARE = re.compile(r"[A-Z]{2}|SINCH_\w+|ALL|SMS|URL|\d+|v\d")
"""Countries by their code, and names and figures that people know as the API writes them."""


def test_no_value_of_the_api_is_shown_raw() -> None:
    schemas = document()["components"]["schemas"]
    values = {
        value
        for name, schema in schemas.items()
        if "Language" not in name
        for value in schema.get("enum", ())
        if isinstance(value, str) and value.isascii() and value == value.upper()
    }
    assert len(values) > 100
    assert {v for v in values if choice("field", v) == v and not KNOWN_AS_THEY_ARE.fullmatch(v)} == set()


def test_an_event_is_named_by_what_happened() -> None:
    assert event("KAKAOTALK_TEMPLATE_COMMENT_ADDED") == "KakaoTalk template comment added"


def test_a_question_shows_what_was_given_and_says_what_it_leaves_out() -> None:
    given = {f"Field {at}": "<!here>" for at in range(VALUES + 2)}
    first, *lines, more = with_values("Edit it?", given).splitlines()
    assert (first, more) == ("Edit it?", "and 2 more")
    assert len(lines) == VALUES
    assert lines[0] == "*Field 0*: &lt;!here&gt;"


@pytest.mark.parametrize(
    ("said", "kind", "means"),
    [
        ("paused", "WhatsApp template", "Can't be sent until Meta resumes it."),
        ("In Review", "WhatsApp template", "Meta is reviewing it."),
        ("PENDING_VERIFICATION", "WhatsApp sender", "Enter the one-time code for its number."),
        ("draft", "Changes", "Not submitted yet."),
        ("low quality", "WhatsApp", "Many recipients blocked or reported it lately. Meta may pause it."),
    ],
)
def test_help_says_what_a_state_means(said: str, kind: str, means: str) -> None:
    assert (kind, means) in [(place, state.means) for place, state in meanings(said)]
    assert means in help_cards.found(said, []).text


def test_help_says_what_meta_did_to_a_template() -> None:
    assert "Meta is reviewing it, mostly for low quality" in help_cards.found("flagged", []).text


def test_a_word_that_is_no_state_has_no_such_meaning() -> None:
    assert meanings("templates") == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("operator", "an"),
        ("viewer", "a"),
        ("RCS sender", "an"),
        ("SMS app", "an"),
        ("URL", "a"),
        ("WhatsApp sender", "a"),
    ],
)
def test_an_article_is_as_one_speaks(word: str, said: str) -> None:
    assert article(word) == said
