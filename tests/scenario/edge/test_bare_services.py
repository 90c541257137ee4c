"""The bot between stubs that say as little as they may: what only a full emulator gives is not needed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.worlds.stub_world import CHANNEL, PERSON, StubWorld, buttons, refusal, stub_world


@pytest.fixture
async def stubs(tmp_path: Path) -> AsyncIterator[StubWorld]:
    async with stub_world(tmp_path) as made:
        yield made


def card_of(stubs: StubWorld) -> str:
    """The time stamp that Slack gave to the first message."""
    return next(f"1700000000.{at + 1:06d}" for at, call in enumerate(stubs.slack) if call.name == "chat.postMessage")


def reply(card: str, ts: str = "1700000001.000000") -> dict[str, str]:
    return {"type": "message", "channel": CHANNEL, "user": PERSON, "text": "Hi", "ts": ts, "thread_ts": card}


@pytest.mark.parametrize(
    ("typed", "request_", "body"),
    [
        ("rcs senders test-add S1 +46701234567,+46701234568", "POST /rcs/senders/S1/testNumbers", None),
        ("rcs senders test-add S1 testNumbers=+46701234567", "POST /rcs/senders/S1/testNumbers", None),
        ("rcs senders test-remove S1 +46701234567", "DELETE /rcs/senders/S1/testNumbers/+46701234567", {}),
        ("whatsapp senders register W1 SMS", "POST /whatsapp/senders/W1/register", {"method": "SMS"}),
        ('whatsapp senders verify W1 json=\'{"code": "123456"}\'', "POST /whatsapp/senders/W1/verify", None),
        (
            'whatsapp solutions create json=\'{"details": {"name": "A"}, "accessToken": "t", '
            '"businessManager": "SINCH_UK"}\'',
            "POST /whatsapp/solutions",
            {"details": {"name": "A"}, "accessToken": "t", "businessManager": "SINCH_UK"},
        ),
        (
            "whatsapp long-lived-token facebookCode=c businessManager=SINCH_UK",
            "POST /whatsapp/longLivedAccessToken",
            {"facebookCode": "c", "businessManager": "SINCH_UK"},
        ),
        ("sms apps create name=Codes region=EU test=false", "POST /sms/smsApps", None),
    ],
)
async def test_the_apis_own_names_and_bodies_are_understood(
    stubs: StubWorld, typed: str, request_: str, body: dict[str, object] | None
) -> None:
    question = await stubs.slash(typed)
    assert not stubs.sent(request_), "not before the question is answered"
    await stubs.press(question, buttons(question)[0]["text"]["text"])
    (sent,) = stubs.sent(request_)
    assert body is None or sent == body


async def test_a_comparison_as_the_api_words_it(stubs: StubWorld) -> None:
    body = {"templates": [{"templateName": "other", "templateLanguage": "DE"}], "timeframe": "30", "endTimestamp": 1}
    await stubs.slash(f"whatsapp templates compare one EN json='{json.dumps(body)}'")
    assert stubs.sent("POST /whatsapp/templates/one/languages/EN/compare") == [body]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Looks good = fine", "Looks good = fine"),
        ("comment='Looks good'", "Looks good"),
        ('json=\'{"comment": "Looks good"}\'', "Looks good"),
        ("json='{\"other\": 1}' is what we send", "json='{\"other\": 1}' is what we send"),
    ],
)
async def test_a_comment_may_be_named(stubs: StubWorld, typed: str, said: str) -> None:
    await stubs.slash(f"rcs account comment {typed}", user=PERSON)
    assert stubs.sent("POST /rcs/comments") == [{"comment": f"{said}\n— sam (Slack)"}]


async def test_a_field_may_follow_a_schedule(stubs: StubWorld) -> None:
    answer = await stubs.slash("digest add daily 09:00 tz=America/New_York")
    assert "every day at 09:00 (America/New_York)" in answer["text"]


async def test_a_channel_of_which_slack_does_not_say_who_is_in_it(stubs: StubWorld) -> None:
    for typed in ("digest add daily 09:00", "subscribe whatsapp"):
        assert "member" not in (answer := await stubs.slash(typed))["text"], answer
        assert "Invite" not in answer["text"]


async def test_a_form_whose_blocks_do_not_come_back(stubs: StubWorld) -> None:
    view = (await stubs.slash("webhooks create"))["view"]
    answer = await stubs.submit(view, {"target": "nonsense", "secret": "s", "triggers": []})
    assert answer["response_action"] == "errors"
    assert set(answer["errors"]) == {"target", "triggers"}


async def test_what_sinch_says_of_the_whole_stands_above_the_fields(stubs: StubWorld) -> None:
    said = {"validationErrors": ["target must be reachable", "something else"]}
    path = "PUT /webhooks/W1"
    stubs.sinch[path] = refusal(400, "The input is bad.", "Correct it.", additionalInformation=said)
    view = (await stubs.slash("webhooks replace W1 target=https://a.example secret=s"))["view"]
    seen = len(stubs.views())
    values = {"webhook_id": "W1", "target": "https://a.example", "secret": "s"}
    answer = await stubs.submit(view, {**values, "triggers": ["ALL"]})
    assert answer["response_action"] == "update", answer
    await stubs.until(lambda: len(stubs.views()) > seen, "the form again")
    shown = json.dumps(stubs.views()[-1])
    for words in ("The input is bad. Correct it.", "target must be reachable", "something else"):
        assert words in shown


async def test_a_comment_that_meets_a_fault_is_warned_of_within_seconds(tmp_path: Path) -> None:
    async with stub_world(tmp_path, default_channel=CHANNEL) as stubs:
        await stubs.hook({"type": "RCS_ACCOUNT_COMMENT_ADDED", "comment": "Hello"})
        await stubs.until(stubs.posts, "the card")
        card = card_of(stubs)
        stubs.sinch["POST /rcs/comments"] = refusal(500, "Broken inside.", "Wait a bit.")
        await stubs.until(lambda: len(stubs.posts()) > 1, "the event in its thread")
        await stubs.event(reply(card), "Ev1")

        def warned() -> bool:
            return any(call.name == "reactions.add" and call.body["name"] == "warning" for call in stubs.slack)

        await stubs.until(warned, "a warning", seconds=4.5)
        await stubs.until(lambda: any("Broken inside. Wait a bit." in post["text"] for post in stubs.posts()), "why")
        assert len(stubs.sent("POST /rcs/comments")) == 1


async def test_a_slack_that_tells_nothing_of_people(tmp_path: Path) -> None:
    async with stub_world(tmp_path, default_channel=CHANNEL) as stubs:
        stubs.unknown = frozenset({"users.info", "conversations.info"})
        answer = await stubs.slash("rcs account comment Typed", user=PERSON)
        assert "Comment added" in answer["text"]
        await stubs.hook({"type": "RCS_SENDER_COMMENT_ADDED", "comment": "Hello", "payload": {"id": "S1"}})
        await stubs.until(lambda: len(stubs.posts()) > 1, "the event in its thread")
        await stubs.event(reply(card_of(stubs)), "Ev1")
        path = "POST /rcs/senders/S1/comments"
        await stubs.until(lambda: stubs.sent(path), "the comment")
        assert stubs.sent(path) == [{"comment": f"Hi\n— {PERSON} (Slack)"}]


async def test_a_reply_that_is_faster_than_slacks_answer_about_the_card(tmp_path: Path) -> None:
    async with stub_world(tmp_path, default_channel=CHANNEL) as stubs:
        stubs.seconds = 0.1
        await stubs.hook({"type": "RCS_SENDER_COMMENT_ADDED", "comment": "Hello", "payload": {"id": "S1"}})
        await stubs.until(stubs.posts, "the card")
        await stubs.event(reply(card_of(stubs)), "Ev1")
        await stubs.until(lambda: stubs.sent("POST /rcs/senders/S1/comments"), "the comment")


async def test_a_socket_that_slack_does_not_open_keeps_no_webhook_out(tmp_path: Path) -> None:
    async with stub_world(tmp_path, slack_app_token=SecretStr("xapp-not-a-token")) as stubs:
        await stubs.until(lambda: any(call.name == "apps.connections.open" for call in stubs.slack), "a try")
        ready = await stubs.http.get(f"{stubs.url}/ready")
        assert ready.status_code == 503
        assert "SLACK_APP_TOKEN" in ready.json()["slack"]
        assert (await stubs.hook({"type": "RCS_ACCOUNT_COMMENT_ADDED", "comment": "Hello"})).status_code == 200


async def test_a_form_opens_with_what_it_begins_with(stubs: StubWorld) -> None:
    stubs.sinch["GET /sms/smsApps/A1"] = {"id": "A1", "name": "Order notices"}
    for typed, field in (("sms apps update A1", "name"), ("subscribe", "areas")):
        view = (await stubs.slash(typed))["view"]
        inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
        assert field in inputs, typed
        if typed.startswith("sms"):
            assert inputs[field]["initial_value"] == "Order notices"
    assert [call.name for call in stubs.slack if call.name.startswith("views.")] == ["views.open"] * 2


async def test_a_form_whose_beginnings_take_long_is_open_by_then(stubs: StubWorld) -> None:
    stubs.sinch_seconds = 1.2
    view = (await stubs.slash("sms apps update A1"))["view"]
    assert "Just a moment" in json.dumps(view)
    await stubs.until(lambda: any(block["type"] == "input" for block in stubs.views()[-1]["blocks"]), "the form")


@pytest.mark.parametrize(("typed", "said"), [("projects", "p1"), ("access", "UADMIN"), ("digest", "digest add")])
async def test_the_name_alone_of_what_is_the_bots_own_shows_it(stubs: StubWorld, typed: str, said: str) -> None:
    assert said in (await stubs.slash(typed))["text"]


async def test_a_resource_may_be_subscribed_to_by_its_name(stubs: StubWorld) -> None:
    said = (await stubs.slash("subscribe kakaotalk templates only=rejections"))["text"]
    assert "KakaoTalk template approved, KakaoTalk template comment added, KakaoTalk template rejected" in said
    assert "sender" not in said
    assert "Rejections among these events" in said


async def test_a_state_that_only_the_events_name_tells_stands_on_the_card(tmp_path: Path) -> None:
    async with stub_world(tmp_path, default_channel=CHANNEL) as stubs:
        await stubs.hook({"type": "WHATSAPP_TEMPLATE_REJECTED", "payload": {"name": "spring", "language": "EN"}})
        await stubs.until(stubs.posts, "the card")
        assert "spring (EN): rejected" in stubs.posts()[0]["text"]


async def test_a_comparison_ends_with_a_day(stubs: StubWorld) -> None:
    await stubs.slash("whatsapp templates compare one EN other DE until=2026-03-01")
    (sent,) = stubs.sent("POST /whatsapp/templates/one/languages/EN/compare")
    assert sent["endTimestamp"] == 1772409599999, "the end of the first of March where the person is (UTC)"
