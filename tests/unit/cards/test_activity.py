"""Every event type is told in words, and nothing that Sinch may send breaks or pings anybody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import activity
from bot.cards.blocks.table import Pages
from bot.cards.events.by_type import TEXTS
from bot.links import Call
from bot.provisioning.events import EVENT_TYPES, Event, parse
from bot.provisioning.subjects import Kind, Subject
from tests.unit.cards import samples
from tests.unit.cards.checks import accepted, labels, shown
from tests.unit.cards.samples import event

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def test_words_are_for_documented_types_only() -> None:
    assert set(TEXTS) - set(EVENT_TYPES) == set(), "no such type"


def test_a_type_without_words_of_its_own_says_when_sinch_sends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds a type writes its row; words of its own may come later."""
    kind = "WHATSAPP_SENDER_QUALITY_RATING_CHANGED"
    monkeypatch.delitem(TEXTS, kind)
    happened = event(kind)
    message = activity.reply(happened)
    assert "*Corner Bakery*: sender quality rating changed." in message.text
    accepted(message, people=True)
    assert activity.in_short(happened) == "sender quality rating changed"


@pytest.mark.parametrize("type", sorted(EVENT_TYPES))
def test_every_type_is_shown_as_a_sentence(type: str) -> None:
    happened = event(type)
    said = activity.headline(happened)
    assert said.endswith(".")
    assert type not in said
    for message in (
        activity.reply(happened),
        activity.reply(happened, actor="U1", late=NOW),
        activity.alert(happened, "https://example.slack.com/archives/C1/p1"),
    ):
        accepted(message, people=True)
        assert said.split(" ", 1)[1] in message.text


@pytest.mark.parametrize("type", sorted(EVENT_TYPES))
def test_a_documented_event_is_not_shown_raw(type: str) -> None:
    assert "```" not in shown(activity.reply(event(type)))


ACTION = {
    ("WHATSAPP_ACCOUNT_REJECTED", ()): True,
    ("WHATSAPP_ACCOUNT_PENDING_VERIFICATION", ()): True,
    ("WHATSAPP_ACCOUNT_ONBOARDED", ()): False,
    ("WHATSAPP_WABA_ACCOUNT_CHANGED", ()): False,
    ("WHATSAPP_WABA_ACCOUNT_CHANGED", (("wabaBanState", "SCHEDULE_FOR_DISABLE"),)): True,
    ("WHATSAPP_SENDER_ACTIVE", ()): False,
    ("WHATSAPP_SENDER_ERROR", ()): True,
    ("WHATSAPP_SENDER_PENDING_VERIFICATION", ()): True,
    ("WHATSAPP_SENDER_QUALITY_RATING_CHANGED", (("qualityRating", "GREEN"),)): False,
    ("WHATSAPP_SENDER_QUALITY_RATING_CHANGED", (("qualityRating", "RED"),)): True,
    ("WHATSAPP_TEMPLATE_APPROVED", ()): False,
    ("WHATSAPP_TEMPLATE_REJECTED", ()): True,
    ("WHATSAPP_TEMPLATE_STATUS_UPDATED", (("newState", "PAUSED"),)): True,
    ("WHATSAPP_TEMPLATE_STATUS_UPDATED", (("newState", "UNPAUSED"),)): False,
    ("WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE", ()): True,
    ("KAKAOTALK_TEMPLATE_REJECTED", ()): True,
    ("RCS_SENDER_STATUS_UPDATED", (("currentState", "UNLAUNCHED"),)): True,
    ("RCS_SENDER_STATUS_UPDATED", (("currentState", "LAUNCHED"),)): False,
    ("RCS_SENDER_OPERATOR_STATUS_UPDATED", (("operatorCurrentStatus", "LAUNCHED"),)): False,
    ("RCS_SENDER_OPERATOR_STATUS_UPDATED", (("operatorCurrentStatus", "SUSPENDED"),)): True,
    ("RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED", (("status", "COMPLETED"),)): False,
    ("RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED", (("status", "REJECTED"),)): True,
    ("BUNDLE_DONE", ()): False,
    ("RCS_SENDER_COMMENT_ADDED", ()): False,
}


@pytest.mark.parametrize(("type", "changed"), list(ACTION))
def test_what_needs_somebody_says_so_and_says_what_to_do(type: str, changed: tuple[tuple[str, Any], ...]) -> None:
    happened = event(type, **dict(changed))
    assert activity.needs_action(happened) is ACTION[type, changed]
    if ACTION[type, changed]:
        assert "*What to do*" in shown(activity.reply(happened))


def test_a_rejection_gives_the_reason_and_the_way_out() -> None:
    message = accepted(activity.reply(event("WHATSAPP_TEMPLATE_REJECTED", rejectionCode="INVALID_FORMAT")))
    assert "a variable without an example" in shown(message)
    assert "Edit" in labels(message)


def test_a_refused_display_name_names_field_and_reason() -> None:
    review = {"displayName": {"value": "Best Shop", "status": "REJECTED", "rejectionReason": "Too <generic>"}}
    message = accepted(activity.reply(event("WHATSAPP_SENDER_DISPLAY_NAME_UPDATED", metadata=review)))
    assert "*Display name*\n`Best Shop` was rejected: Too &lt;generic&gt;" in shown(message)


def test_an_operators_remark_is_found_in_the_sender() -> None:
    operators = [{"name": "Telia", "status": "REJECTED", "remark": "Logo is blurred"}]
    happened = event("RCS_SENDER_OPERATOR_STATUS_UPDATED", countryStatus=[{"country": "SE", "operators": operators}])
    assert "Logo is blurred" in shown(activity.reply(happened))
    assert activity.headline(happened) == "🔴 RCS sender *Example brand* at Telia (SE): rejected."


def test_a_comment_is_quoted_with_its_author_and_pings_nobody() -> None:
    happened = event("WHATSAPP_SENDER_COMMENT_ADDED", comment="Look <!channel>\n@here https://example.com/x")
    said = shown(accepted(activity.reply(happened, actor="Anna"), people=True))
    assert "Anna wrote:\n> Look &lt;!channel&gt;\n> @\u2060here <https://example.com/x>" in said


def test_a_comment_too_long_for_a_message_follows_as_a_file() -> None:
    happened = event("RCS_ACCOUNT_COMMENT_ADDED", comment="word " * 13_107)
    message = accepted(activity.reply(happened))
    assert "65,535 characters" in shown(message)
    assert activity.is_long(happened)
    assert activity.whole(happened, 7).content.decode() == happened.comment
    assert activity.whole(happened, 7).name != activity.whole(happened, 8).name
    assert not activity.is_long(event("RCS_ACCOUNT_COMMENT_ADDED"))


def test_an_unknown_type_is_shown_plainly() -> None:
    message = accepted(activity.reply(event("WHATSAPP_SENDER_TELEPORTED", comment="x")))
    assert "WHATSAPP_SENDER_TELEPORTED" in shown(message)
    assert '"comment": "x"' in shown(message)


def test_addresses_of_webhooks_are_not_for_a_whole_channel() -> None:
    from bot.provisioning.events import parse

    odd = b'{"type": "BUNDLE_SPLIT", "payload": {"id": "b", "webhooks": [{"target": "https://crm.example/in"}]}}'
    message = shown(accepted(activity.reply(parse(odd))))
    assert "crm.example" not in message
    assert activity.HIDDEN in message


def test_a_known_type_with_another_shape_is_shown_as_it_came() -> None:
    from bot.provisioning.events import parse

    message = accepted(activity.reply(parse(b'{"type": "WHATSAPP_SENDER_ACTIVE", "payload": ["odd"]}')))
    assert "isn't as documented" in shown(message)
    assert '"odd"' in shown(message)


@settings(samples.quick, max_examples=40)
@given(type=st.sampled_from([*sorted(EVENT_TYPES), "SOMETHING_NEW"]), data=st.data())
def test_no_payload_breaks_a_message(type: str, data: st.DataObject) -> None:
    info = EVENT_TYPES.get(type)
    kind = info.kind if info else Kind.unknown
    content = data.draw(samples.payloads | samples.distorted(samples.payload(kind)))
    happened = Event(
        type=type,
        subject=Subject(kind, tuple(data.draw(st.lists(samples.ids, max_size=2)))),
        payload=content if isinstance(content, dict) else {},
        comment=data.draw(st.none() | samples.ids),
        details=data.draw(samples.payloads),
        known=info is not None,
    )
    accepted(activity.reply(happened, actor="Some <@U1>"))
    accepted(activity.alert(happened, "https://example.com/"))
    for message in activity.summary_messages([happened] * 3, NOW, NOW):
        accepted(message)


def _many(number: int) -> list[Event]:
    types = sorted(EVENT_TYPES)
    return [event(types[at % len(types)], name=f"template_{at}") for at in range(number)]


@pytest.mark.parametrize("number", [1, 2, 34, 120, 500])
def test_a_burst_names_every_event_in_order(number: int) -> None:
    events = _many(number)
    messages = activity.summary_messages(events, NOW, NOW + timedelta(seconds=4), full=Call("activity list"))
    assert len(messages) <= 3
    text = "\n".join(shown(accepted(message)) for message in messages)
    names = [
        f"template_{at} (EN_US)" for at, event in enumerate(events) if event.subject.kind is Kind.whatsapp_template
    ]
    file = messages[-1].file
    content = file.content.decode() if file else ""
    places = [text.find(name) for name in names]
    seen = [place for place in places if place >= 0]
    assert seen == sorted(seen)
    assert all(name in text or name in content for name in names)
    assert (file is not None) == ("more event" in text)


def test_a_file_holds_all_events_and_no_formula() -> None:
    events = [event("WHATSAPP_TEMPLATE_APPROVED", name=f"=HYPERLINK({at})", comment="@SUM(1)") for at in range(2_000)]
    file = activity.summary_messages(events, NOW, NOW)[-1].file
    assert file is not None
    rows = file.content.decode().splitlines()
    assert len(rows) == 2_001
    assert "'=HYPERLINK(0)" in rows[1]
    assert "'@SUM(1)" in rows[1]


def test_things_of_the_same_name_are_told_apart_by_their_kind() -> None:
    events = [event(name, state="ACTIVE") for name in ("WHATSAPP_SENDER_ACTIVE", "WHATSAPP_TEMPLATE_APPROVED")]
    (message,) = activity.summary_messages([*events, events[0]], NOW, NOW)
    assert shown(accepted(message)).endswith(
        "_WhatsApp sender_\n🟢 Corner Bakery: active ×2\n_WhatsApp template_\n🟢 order_update (EN_US): approved"
    )


def test_what_happened_to_one_thing_stands_in_one_line() -> None:
    events = [
        event("WHATSAPP_TEMPLATE_APPROVED"),
        event("WHATSAPP_TEMPLATE_APPROVED", name="another"),
        event("WHATSAPP_TEMPLATE_REJECTED"),
    ]
    (message,) = activity.summary_messages(events, NOW, NOW)
    assert "🔴 *order_update (EN_US)*: approved → rejected" in shown(accepted(message))
    assert "🟢 another (EN_US): approved" in shown(message)


def test_only_what_still_stands_needs_somebody() -> None:
    events = [
        event("WHATSAPP_TEMPLATE_REJECTED"),
        event("WHATSAPP_TEMPLATE_APPROVED"),
        event("WHATSAPP_TEMPLATE_REJECTED", name="another"),
        event("WHATSAPP_TEMPLATE_COMMENT_ADDED", name="another"),
    ]
    (message,) = activity.summary_messages(events, NOW, NOW)
    assert "4 events*, 1 needs action" in shown(accepted(message))
    assert "🟢 order_update (EN_US): rejected → approved" in shown(message)
    assert "*another (EN_US)*: rejected → new comment" in shown(message)


def test_an_operator_that_agrees_does_not_settle_what_another_refused() -> None:
    def said(operator: str, status: str) -> Event:
        made = event("RCS_SENDER_OPERATOR_STATUS_UPDATED")
        details = {**made.details, "operator": operator, "operatorCurrentStatus": status}
        return replace(made, details=details)

    (message,) = activity.summary_messages([said("Telia", "REJECTED"), said("Telenor", "LAUNCHED")], NOW, NOW)
    assert "1 needs action" in shown(accepted(message))


def test_no_events_are_no_message() -> None:
    assert activity.summary_messages([], NOW, NOW) == []


SUBJECT = samples.SUBJECTS[Kind.whatsapp_template]


def test_a_history_names_who_did_what_when() -> None:
    items = [
        {"type": "COMMENT_ADDED", "created": "2024-03-01T09:30:00.000Z", "author": "Ada", "comment": "Hi <@U1>"},
        {"type": "NEW_THING", "author": None},
        "odd",
    ]
    place = Pages(total=120, first=51, previous=Call("x", {}, "turn"), next=Call("x", {"page": "p"}, "turn"))
    message = accepted(activity.activity_list(SUBJECT, items, pages=place))
    said = shown(message)
    assert "*Ada* commented · <!date^1709285400^" in said
    assert "> Hi &lt;@U1&gt;" in said
    assert "*Someone* new thing" in said
    assert "51–53 of 120" in said
    assert labels(message) == ["Previous", "Next", "Comment"]


def test_an_empty_history_says_so() -> None:
    assert "No activity yet." in accepted(activity.activity_list(SUBJECT, [])).text
    account = activity.activity_list(Subject(Kind.rcs_account), [], name="RCS account")
    assert accepted(account).text == "Activity of the RCS account: No activity yet."


@samples.quick
@given(st.lists(samples.payloads | st.none(), max_size=60))
def test_any_history_can_be_shown(items: list[Any]) -> None:
    accepted(activity.activity_list(SUBJECT, items))


@pytest.mark.parametrize("kind", ["WHATSAPP_SENDER_REJECTED", "KAKAOTALK_SENDER_REJECTED"])
@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({}, "was rejected"),
        ({"state": "REJECTED"}, "was rejected"),
        ({"state": "ERROR"}, "was rejected"),
        ({"changes": {"status": "REJECTED"}}, "was rejected"),
        ({"state": "ACTIVE", "changes": {"status": "REJECTED"}}, "had its changes rejected"),
        ({"state": "INACTIVE"}, "had its changes rejected"),
    ],
)
def test_only_of_a_sender_that_was_live_just_its_changes_are_rejected(
    kind: str, payload: dict[str, object], said: str
) -> None:
    told = parse(json.dumps({"type": kind, "payload": {"id": "s1", **payload}}).encode())
    assert said in activity.headline(told)
