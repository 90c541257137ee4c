"""A card says how a resource stands and offers what its state allows, whatever the API sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.resources import event_card, resource
from bot.cards.resources.event_card import LastChange
from bot.cards.vocabulary.state import state_of
from bot.links import CommandLink
from bot.provisioning.subjects import Kind, Subject
from tests.unit.cards import samples
from tests.unit.cards.checks import accepted, labels, shown
from tests.unit.cards.samples import SUBJECTS, payload

GENERIC = {
    "webhook": "WebhookWebhookDto",
    "sms_app": "SmsSmsAppDto",
    "upscale": "RcsUpscaleDto",
    "solution": "WhatsappSolutionDto",
    "instagram": "ConversationInstagramInfoDto",
    "telegram": "ConversationTelegramBotInfoDto",
    "questionnaire": "RcsSenderDetailsQuestionnaireBaseDto",
}
WHY = CommandLink("Why am I seeing this?", "why", {"rule": 1})


@pytest.mark.parametrize("kind", list(SUBJECTS))
def test_every_kind_has_a_card(kind: Kind) -> None:
    card = accepted(resource.card(SUBJECTS[kind], payload(kind)))
    assert ("Comment" in labels(card)) is SUBJECTS[kind].commentable


@pytest.mark.parametrize("kind", list(SUBJECTS))
def test_an_event_card_is_slim(kind: Kind) -> None:
    """Name and state, the reason, one primary button besides View, and one small line."""
    subject = SUBJECTS[kind]
    last = LastChange("footer edited", "2024-03-01T09:30:00Z", "U1")
    card = accepted(event_card.card(subject, payload(kind), comments="auto", last=last, more=[WHY]), people=True)
    assert "Last: footer edited (<@U1>)" in shown(card)
    assert ("Reply here to comment at Sinch" in shown(card)) is subject.commentable
    assert {*labels(card)} - {"View"} <= {offer.label for offer in resource.facts_of(subject, payload(kind)).offers}
    buttons = [element for block in card.blocks if block["type"] == "actions" for element in block["elements"]]
    assert len(buttons) <= 2
    assert sum(button.get("style") == "primary" for button in buttons) <= 1
    small = [block for block in card.blocks if block["type"] == "context"]
    assert [len(block["elements"]) for block in small] == [1]
    assert len([block for block in card.blocks if block["type"] == "section"]) <= 1 + event_card.REASONS + 1


@pytest.mark.parametrize(("kind", "schema"), list(GENERIC.items()))
def test_kinds_without_activity_have_a_card_too(kind: str, schema: str) -> None:
    card = accepted(resource.card(kind, samples.example(schema)))
    assert "state unknown" not in shown(card)


@pytest.mark.parametrize("schema", sorted(samples.schema_examples()))
def test_every_documented_example_can_be_shown(schema: str) -> None:
    accepted(resource.card(schema, samples.example(schema)))


@pytest.mark.parametrize("mode", ["auto", "ask", "off"])
def test_a_thread_says_what_a_reply_does(mode: event_card.Comments) -> None:
    said = shown(event_card.card(SUBJECTS[Kind.rcs_sender], payload(Kind.rcs_sender), comments=mode))
    expected = {"auto": "Reply here to comment at Sinch", "ask": "*Send to Sinch*", "off": "stay in Slack"}
    assert expected[mode] in said


def _sender(**changed: Any) -> list[str]:
    content = {**payload(Kind.whatsapp_sender), **changed}
    return labels(accepted(resource.card(SUBJECTS[Kind.whatsapp_sender], content)))


def test_buttons_follow_the_state_of_a_sender() -> None:
    assert "Edit" in _sender()
    assert "Edit" not in _sender(changes={"status": "IN_PROGRESS"})
    assert {"Send a code", "Enter code"} <= set(_sender(state="PENDING_VERIFICATION"))
    assert "Send a code" not in _sender()
    assert {"Edit", "Discard changes"} <= set(_sender(changes={"status": "REJECTED"}))
    assert "Discard changes" in _sender(changes={"status": "ERROR"})


def _template(**changed: Any) -> list[str]:
    content = {**payload(Kind.whatsapp_template), **changed}
    return labels(accepted(resource.card(SUBJECTS[Kind.whatsapp_template], content)))


def test_buttons_follow_the_state_of_a_template() -> None:
    assert {"Submit", "Edit"} <= set(_template())
    assert "Edit" not in _template(state="PENDING", changes=None)
    assert "Edit" in _template(state="APPROVED", changes=None)
    assert "Edit" not in _template(state="APPROVED", changes={"status": "IN_PROGRESS"})
    assert not {"Submit", "Edit"} & set(_template(isMetaGenerated=True))


@pytest.mark.parametrize(
    ("state", "offered"), [("IN_TEST", "Launch"), ("UNLAUNCHED", "Launch again"), ("LAUNCHING", None), ("DRAFT", None)]
)
def test_launch_is_offered_where_it_is_possible(state: str, offered: str | None) -> None:
    content = {**payload(Kind.rcs_sender), "state": state}
    found = labels(resource.card(SUBJECTS[Kind.rcs_sender], content))
    assert [item for item in found if item.startswith("Launch")] == ([offered] if offered else [])


def test_a_launch_button_names_the_sender() -> None:
    card = resource.card(SUBJECTS[Kind.rcs_sender], {"state": "IN_TEST"})
    button = next(item for block in card.blocks for item in block.get("elements", []) if item.get("style") == "primary")
    assert (button["action_id"], button["value"]) == ("run:rcs senders launch", '{"sender_id":"cf11794a"}')


def test_a_kakaotalk_template_without_its_sender_offers_nothing_that_would_fail() -> None:
    card = resource.card(Subject(Kind.kakaotalk_template, ("S7yF",)), payload(Kind.kakaotalk_template))
    assert labels(accepted(card)) == []


def test_pending_changes_are_told_field_by_field() -> None:
    content = {
        **payload(Kind.whatsapp_sender),
        "changes": {
            "status": "IN_PROGRESS",
            "details": {"email": "new@example.com", "vertical": "SHOPPING_AND_RETAIL"},
        },
    }
    card = accepted(resource.card(SUBJECTS[Kind.whatsapp_sender], content))
    assert "• Email: hello@example.com → *new@example.com*" in shown(card)
    assert "• Business category: Restaurant → *Shopping and retail*" in shown(card)
    assert "active, changes in review" in shown(card)


@pytest.mark.parametrize("kind", [Kind.whatsapp_template, Kind.kakaotalk_template])
def test_who_has_resubmitted_a_rejected_template_is_not_told_to_resubmit_it(kind: Kind) -> None:
    told = state_of(kind, {"state": "REJECTED", "changes": {"status": "IN_PROGRESS"}})
    assert (told.word, told.pending) == ("rejected", "changes in review")
    assert told.means == "Can't be sent until the changes are approved."
    assert "resubmit" in state_of(kind, {"state": "REJECTED"}).means


def test_why_a_template_was_rejected_is_said_in_full() -> None:
    content = {**payload(Kind.whatsapp_template), "state": "REJECTED", "rejectionCode": "SCAM", "changes": None}
    assert "*Rejection reason*\nMeta flagged it as a scam." in shown(
        accepted(resource.card(SUBJECTS[Kind.whatsapp_template], content))
    )


def test_what_a_reviewer_wrote_is_on_the_card() -> None:
    last = LastChange("rejected", said="The footer promises <too much>.\nRemove it.")
    said = shown(accepted(event_card.card(SUBJECTS[Kind.whatsapp_template], {}, comments="auto", last=last)))
    assert "*Sinch adds*\n> The footer promises &lt;too much&gt;.\n> Remove it." in said


def test_an_operators_remark_is_shown_with_operator_and_country() -> None:
    operators = [{"name": "Telia", "status": "REJECTED", "remark": "Logo is <blurred>"}]
    content = {
        **payload(Kind.rcs_sender),
        "countryStatus": [{"country": "SE", "status": "PENDING", "operators": operators}],
    }
    assert "• Telia (SE): rejected. Logo is &lt;blurred&gt;" in shown(resource.card(SUBJECTS[Kind.rcs_sender], content))


CAROUSEL: list[dict[str, Any]] = [
    {"type": "BODY", "text": "Hi {{1}}, look *here*", "examples": ["<Ada>"]},
    {
        "type": "CAROUSEL",
        "cards": [
            {
                "components": [
                    {"type": "HEADER", "format": "IMAGE", "example": {"url": "https://example.com/1.png"}},
                    {"type": "BODY", "text": "Card {{1}}"},
                    {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes"}]},
                ]
            }
        ]
        * 10,
    },
]


def test_a_preview_looks_like_the_message() -> None:
    content = {**payload(Kind.whatsapp_template), "changes": {"status": "DRAFT", "details": {"components": CAROUSEL}}}
    said = shown(accepted(resource.card(SUBJECTS[Kind.whatsapp_template], content)))
    assert "> Hi &lt;Ada&gt;, look *here*" in said
    assert "> *Card 10*\n> <https://example.com/1.png|🖼️ Image>\n> Card `{{1}}`\n> ↩️ *Yes*" in said


def test_a_one_time_code_template_shows_what_meta_adds() -> None:
    components = [
        {"type": "BODY", "text": "{{1}} is your code.", "examples": ["123456"], "addSecurityRecommendation": True},
        {"type": "FOOTER", "codeExpirationMinutes": 5},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otpType": "COPY_CODE"}]},
    ]
    content = {**payload(Kind.whatsapp_template), "changes": None, "details": {"components": components}}
    said = shown(accepted(resource.card(SUBJECTS[Kind.whatsapp_template], content)))
    assert (
        "> 123456 is your code.\n> For your security, do not share this code.\n> _This code expires in 5 minutes._"
        in said
    )
    assert "🔑 *copy code*" in said


def test_questions_of_a_questionnaire_come_with_suggestions_and_answers() -> None:
    said = shown(accepted(resource.card("questionnaire", payload(Kind.rcs_sender)["details"]["questionnaire"])))
    assert "• How do users opt in\n    Newsletter" in said
    assert "• Contact name\n    Alex Doe" in said


def test_no_secret_is_shown() -> None:
    secrets = {"bearerToken": "s3cret-a", "authToken": "s3cret-b", "secret": "s3cret-c", "authName": "n"}
    subjects: list[Subject | str] = [*SUBJECTS.values(), "webhook", "sms_app"]
    for subject in subjects:
        card = resource.card(subject, {"id": "1", **secrets})
        assert "s3cret" not in str(card)


@pytest.mark.parametrize("kind", [*SUBJECTS, "webhook", "sms_app", "questionnaire"])
@settings(samples.quick, max_examples=8)
@given(data=st.data())
def test_no_payload_breaks_a_card(kind: str, data: st.DataObject) -> None:
    content = data.draw(samples.payloads | samples.distorted(payload(Kind(kind)) if kind in SUBJECTS else {}))
    known = SUBJECTS.get(Kind(kind)) if kind in SUBJECTS else None
    ids = tuple(data.draw(samples.ids) for _ in known.ids) if known else ()
    subject = Subject(known.kind, ids) if known else kind
    accepted(resource.card(subject, content, extra=[WHY]))
    if isinstance(subject, Subject):
        accepted(event_card.card(subject, content, comments="ask", more=[WHY]))


@samples.quick
@given(st.none() | st.text() | st.lists(st.integers()))
def test_what_is_no_payload_at_all_breaks_no_card(content: Any) -> None:
    accepted(resource.card(SUBJECTS[Kind.bundle], content))
