"""What went wrong is said with its reason and its remedy, never with a stack trace."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import failure
from bot.cards import help as helping
from bot.cards.blocks import confirm
from bot.errors import BadArguments, Gone, NotAllowed, Problem, UnknownCommand
from bot.links import Call
from bot.provisioning import errors as sinch
from bot.slack.errors import BadRequest, RateLimited, SlackDown, problem
from tests.unit.cards import samples
from tests.unit.cards.checks import accepted, labels, shown

HERE: dict[str, Any] = {"method": "POST", "path": "/v1/x"}
RETRY = Call("webhooks create", {"target": "x"})


def _rejected(status: int, **more: Any) -> sinch.Rejected:
    return sinch.rejected(status)("It is <wrong>.", status=status, **HERE, **more)


def test_an_api_error_shows_message_problems_resolution_and_details() -> None:
    error = _rejected(
        400,
        error_code="invalid_input",
        resolution="Check the parameters.",
        additional_information={
            "validationErrors": ["target must be a URL address", "secret <should> not be empty"],
            "supportedCodes": "A, B",
            "metaError": {"code": "100", "message": "Invalid parameter"},
            "senderIds": ["s1", "s2"],
        },
    )
    message = accepted(failure.card(error, doing="Creating the webhook"))
    said = shown(message)
    for expected in (
        "*:x: Creating the webhook didn't work.*\nIt is &lt;wrong&gt;.",
        "• target must be a URL address\n• secret &lt;should&gt; not be empty",
        "*What to do*\nCheck the parameters.",
        "*Accepted values*\nA, B",
        "Code: 100\nMessage: Invalid parameter",
        "*Sender ids*\ns1, s2",
        "`invalid_input`",
    ):
        assert expected in said
    assert "It is &lt;wrong&gt;." in message.text
    assert labels(message) == []


def test_the_way_out_is_a_button_where_there_is_one() -> None:
    message = accepted(failure.card(_rejected(424, error_code="webhook_limit_reached"), retry=RETRY))
    assert labels(message) == ["List webhooks", "Try again"]


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/whatsapp/senders/{senderId}", "whatsapp senders list"),
        ("/kakaotalk/senders/{plusFriendId}/templates/{templateCode}/comments", "kakaotalk templates list"),
        ("/whatsapp/templates/{templateName}", "whatsapp templates list"),
        ("/rcs/senders/{senderId}/launch", "rcs senders list"),
    ],
)
def test_an_id_that_leads_nowhere_leads_to_the_list_of_its_kind(path: str, way: str) -> None:
    error = sinch.rejected(404)("Not found.", status=404, method="GET", path=path, error_code="template_not_found")
    buttons = [
        element for block in failure.card(error).blocks if block["type"] == "actions" for element in block["elements"]
    ]
    assert [button["action_id"].partition("#")[0].endswith(way) for button in buttons] == [True]


@pytest.mark.parametrize(
    ("field", "said"),
    [("webhookId", "Webhook ID can't be .."), ("templates.0.templateName", "Template 1, template name can't be ..")],
)
def test_what_cannot_be_sent_is_named_in_words(field: str, said: str) -> None:
    assert f"• {said}" in shown(failure.card(sinch.InvalidInput(field, "can't be ..")))


def test_who_enables_rcs_is_named() -> None:
    refusal = _rejected(403, error_code="rbm_has_not_been_used")
    assert "si-richmessaging@sinch.com" in shown(accepted(failure.card(refusal)))


@pytest.mark.parametrize("resolution", ["", "Try again later."])
def test_to_try_again_is_said_once(resolution: str) -> None:
    error = sinch.rejected(500)("Internal error.", status=500, method="GET", path="/v1/x", resolution=resolution)
    assert failure.rejected(error).text.lower().count("try again") == 1


def test_a_retry_after_is_told() -> None:
    assert "Try again in 12 seconds." in shown(failure.card(_rejected(429, retry_after=12.2), retry=RETRY))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (sinch.Unreachable("no route", **HERE), "Nothing was changed."),
        (sinch.Uncertain("timeout", **HERE), "it may have been made anyway"),
        (sinch.InvalidResponse("html", **HERE), "unexpected answer"),
        (
            sinch.InvalidResponse("html", method="POST", path="/rcs/senders/{senderId}/launch"),
            "check before you repeat",
        ),
        (sinch.NoToken("html", method="POST", path="/token"), "Try again in a few minutes."),
        (sinch.CredentialsRefused("invalid_client", **HERE), "doesn't accept this project's access key"),
        (_rejected(401), "doesn't accept this project's access key"),
        (_rejected(500), "check before you repeat it"),
        (_rejected(403), "isn't allowed to do this"),
        (sinch.InvalidInput("target", "must be an address"), "• Target must be an address"),
        (BadArguments((Problem("name", "is <required>"), Problem("", "Odd."))), "• `name` is &lt;required&gt;\n• Odd."),
        (Gone("This question has expired.", "Run the command again."), "This question has expired."),
        (NotAllowed("This needs an operator."), "This needs an operator."),
        (RuntimeError("secret detail"), "Quote `ref-7`"),
        (SlackDown("fatal_error", "secret detail"), "Slack had a problem"),
        (RateLimited(3.0), "check first"),
        (problem("file_uploads_disabled"), "doesn't allow this file"),
        (problem("file_upload_size_restricted"), "Add filters"),
        (problem("storage_limit_reached"), "storage is full"),
        (problem("file_not_found"), "no longer has the file"),
        (problem("missing_scope", detail="needs files:write"), "lacks a permission in Slack (`files:write`)"),
        (problem("not_in_channel"), "`/invite` me"),
        (problem("user_not_visible"), "let apps message you"),
        (problem("never_heard_of"), "Slack refused this (`never_heard_of`)"),
        (BadRequest("invalid_arguments", "secret detail"), "Quote `ref-7`"),
    ],
)
def test_every_failure_has_its_own_words(error: Exception, expected: str) -> None:
    message = accepted(failure.card(error, retry=RETRY, reference="ref-7"))
    assert expected in shown(message)
    assert "secret detail" not in shown(message) + message.text


def test_an_unknown_command_offers_near_ones() -> None:
    message = accepted(failure.card(UnknownCommand("webhoks <x>", ("webhooks list", "webhooks get"))))
    assert "`webhoks &lt;x&gt;`" in message.text
    assert labels(message) == ["webhooks list", "webhooks get", "Help"]


@pytest.mark.parametrize(
    ("sentence", "field"),
    [
        ("details.displayName must be shorter than 128", "display_name"),
        ("target must be a URL address", "target"),
        ("The whole is wrong", None),
        ("name", "name"),
    ],
)
def test_validation_errors_find_their_fields(sentence: str, field: str | None) -> None:
    placed, rest = failure.at_fields([sentence], ["display_name", "target", "text", "name"])
    assert placed == ({field: sentence} if field else {})
    assert rest == ([] if field else [sentence])


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("details.buttons.0.name should not be empty", "Button 1, name should not be empty"),
        ("details.components[1].buttons[2].phoneNumber must be a number", "Button 3, phone number must be a number"),
        ("details.components.2.cards.0.components.1.text is long", "Card 1, component 2, text is long"),
        ("details.countries.1 is unknown", "Country 2 is unknown"),
        ("each value in details.testNumbers.0.names must be text", "Each value in test number 1, names must be text"),
        ("details.displayName should not be empty", "details.displayName should not be empty"),
        ("v1.2 and example.com are old", "v1.2 and example.com are old"),
    ],
)
def test_a_place_in_a_list_is_said_in_words_wherever_the_api_names_it(sentence: str, said: str) -> None:
    error = sinch.BadRequest(
        "Invalid input.", method="POST", path="/x", status=400, additional_information={"validationErrors": [sentence]}
    )
    assert said in shown(accepted(failure.card(error)))
    placed, rest = failure.at_fields([sentence], ["text"])
    assert [*placed.values(), *rest] == [said]


def test_several_errors_of_one_field_are_joined() -> None:
    placed, _ = failure.at_fields(["a is short", "a is odd"], ["a"])
    assert placed == {"a": "a is short; a is odd"}


@samples.quick
@given(st.dictionaries(samples.ids, samples.json_values, max_size=5), samples.ids, st.integers(400, 599))
def test_any_answer_of_the_api_can_be_shown(information: dict[str, Any], said: str, status: int) -> None:
    error = sinch.rejected(status)(
        said, status=status, error_code=said, resolution=said, additional_information=information, **HERE
    )
    accepted(failure.card(error, retry=RETRY))


def test_a_question_names_what_is_lost_and_how_it_was_answered() -> None:
    asked = accepted(confirm.question("q1", "Delete `x`?", lost="Its events are lost.", yes="Delete", destroys=True))
    assert "Its events are lost." in asked.text
    row = next(block for block in asked.blocks if block["type"] == "actions")
    assert [(element["action_id"], element["value"], element.get("style")) for element in row["elements"]] == [
        ("confirm", "q1", "danger"),
        ("cancel", "q1", None),
    ]
    for answer in ("confirmed", "cancelled", "expired"):
        ended = accepted(confirm.answered("Delete `x`?", answer, by="U1"), people=True)
        assert labels(ended) == []
        assert "Delete `x`?" in ended.text


PAGE = helping.HelpPage(
    path="whatsapp templates get",
    summary="Show a template",
    usage="NAME [language=...]",
    args=[
        helping.HelpArg("name", "Template", "its name", required=True),
        helping.HelpArg("language", "Language", options=[f"L{at}" for at in range(72)]),
    ],
    example="/sinch whatsapp templates get order_update EN_US",
    role="operator",
    note="Deprecated.",
)


def test_help_explains_a_command_and_opens_its_form() -> None:
    message = accepted(helping.page(PAGE))
    said = shown(message)
    assert "`/sinch whatsapp templates get NAME [language=...]`" in said
    assert "• `name` Template: its name" in said
    assert "and 60 more." in said
    assert "• `language` _(optional)_ One of" in said, "its title would say the same again"
    assert "Who can use it: operators and above." in said
    assert labels(message) == ["Open the form"]


def test_help_lists_areas_commands_and_finds() -> None:
    area = helping.HelpArea("webhooks", "Where Sinch sends events", ["webhooks list", "webhooks get"])
    top = accepted(helping.index([area] * 30))
    assert "*webhooks*  Where Sinch sends events" in shown(top)
    assert labels(top)[:30] == ["Show"] * 30
    assert labels(accepted(helping.area(area, [PAGE]))) == ["whatsapp templates get"]
    assert "No help found for `x`" in accepted(helping.found("x", [])).text
    assert "1 command found." in shown(accepted(helping.found("x", [PAGE])))
    near = accepted(helping.found("templats gt", [], near=[PAGE]))
    assert "Did you mean" in near.text
    assert labels(near) == ["whatsapp templates get", "All commands"]


def test_what_is_not_known_is_quoted_in_short() -> None:
    assert len(accepted(helping.did_you_mean("a" * 3_000, [])).text) < 200


def test_did_you_mean_offers_help_once() -> None:
    assert labels(accepted(helping.did_you_mean("helpp", ["help", "status"]))) == ["status", "Help"]


@samples.quick
@given(samples.ids, samples.ids)
def test_help_can_be_asked_for_anything(words: str, path: str) -> None:
    accepted(helping.found(words, [helping.HelpPage(path, words)] * 3))
    accepted(helping.did_you_mean(words, [path]))
    accepted(helping.page(helping.HelpPage(path, words, args=[helping.HelpArg(path, words, words)], example=words)))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"property": "target", "constraints": {"isUrl": "target must be a URL"}}, "target must be a URL"),
        ({"field": "details.brand.name", "message": "is too long"}, "is too long"),
        (["name is required"], "name is required"),
        (7, "7"),
    ],
)
def test_a_fault_of_any_shape_is_read_as_a_sentence(fault: object, words: str) -> None:
    text = shown(failure.card(_rejected(400, additional_information={"validationErrors": [fault]})))
    assert words in text
    assert "{" not in text


def test_an_error_without_any_word_leaves_no_empty_line() -> None:
    assert "\u2013" not in shown(failure.card(_rejected(400)))


@pytest.mark.parametrize(
    ("path", "button"),
    [
        ("/sms/smsApps/{smsAppId}", "List SMS apps"),
        ("/webhooks/{webhookId}", "List webhooks"),
        ("/kakaotalk/senders/{plusFriendId}/templates/{templateCode}", "List senders"),
    ],
)
def test_what_is_no_id_is_said_without_the_apis_names_for_it(path: str, button: str) -> None:
    error = sinch.rejected(400)(
        "webhookId has an invalid format.",
        status=400,
        method="GET",
        path=path,
        error_code="invalid_id_format",
        resolution="Check the parameters.",
    )
    message = accepted(failure.card(error))
    assert "This isn't an ID at Sinch." in shown(message)
    assert "choose from the list" in shown(message)
    assert "invalid format" not in shown(message)
    assert "parameters" not in shown(message)
    assert labels(message) == [button]


def test_what_is_no_id_of_what_has_no_list_is_said_in_the_same_words() -> None:
    error = sinch.rejected(400)(
        "Conversation app id invalid.",
        status=400,
        method="GET",
        path="/conversation/apps/{conversationAppId}/telegram",
        error_code="conversation_app_id_invalid",
        resolution="Check the parameters.",
    )
    said = shown(accepted(failure.card(error)))
    assert "This isn't an ID at Sinch." in said
    assert "*What to do*\nCheck what you typed." in said
    assert "parameters" not in said


def test_what_is_not_there_is_no_matter_of_parameters() -> None:
    path = "/conversation/apps/{conversationAppId}/telegram"
    error = sinch.rejected(404)(
        "Conversation app not found.", status=404, method="GET", path=path, resolution="Check the parameters."
    )
    assert "*What to do*\nCheck what you typed." in shown(accepted(failure.card(error)))


def test_a_kakaotalk_template_that_is_not_there_leads_to_the_templates() -> None:
    path = "/kakaotalk/senders/{plusFriendId}/templates/{templateCode}"
    error = sinch.rejected(404)("Not found.", status=404, method="GET", path=path, error_code="template_not_found")
    assert labels(accepted(failure.card(error))) == ["List templates"]
