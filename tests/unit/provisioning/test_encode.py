from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from bot.provisioning.encode import body
from bot.provisioning.errors import InvalidInput
from bot.provisioning.models.inputs import (
    bundles,
    rcs_senders,
    webhooks,
    whatsapp,
    whatsapp_senders,
    whatsapp_templates,
)
from tests.unit.provisioning.api import Api, json_answer

HOOK = {"target": "https://example.com/a", "secret": "fake-secret", "triggers": ["ALL"]}


def template(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    made = {
        "name": "order_update",
        "language": "EN_US",
        "category": "UTILITY",
        "details": {"components": [*components]},
    }
    return made | more


def refused(given: dict[str, Any], *models: type[BaseModel]) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        body(given, *models)
    assert (caught.value.field, caught.value.message) == caught.value.problems[0]
    return dict(caught.value.problems)


def test_only_what_was_given_is_sent_by_the_apis_names() -> None:
    given = {"name": "order_update", "language": "EN_US", "category": "UTILITY", "save_draft_on_failure": True}
    made = body(given | {"details": {"components": []}}, whatsapp_templates.WhatsappTemplateInputDto)
    assert made == {
        "name": "order_update",
        "language": "EN_US",
        "category": "UTILITY",
        "saveDraftOnFailure": True,
        "details": {"components": []},
    }


def test_a_model_is_sent_as_it_is_with_its_secret() -> None:
    made = webhooks.WebhookWebhookInputDto.model_validate(HOOK)
    assert "fake-secret" not in repr(made)
    assert body(made, webhooks.WebhookWebhookInputDto) == HOOK


def test_a_given_null_removes_a_value() -> None:
    given = {"details": {"countries": None, "brand": {"emails": None}}}
    assert body(given, rcs_senders.RcsUpdateSenderInputDto) == given


def test_none_is_not_given_where_the_api_takes_no_null() -> None:
    given = {"details": {"displayName": None, "email": None, "websiteOne": None}}
    assert body(given, whatsapp_senders.WhatsappUpdateSenderInputDto) == {
        "details": {"email": None, "websiteOne": None}
    }
    made = rcs_senders.RcsUpdateSenderInputDto.model_validate({"details": {"test_numbers": None}})
    assert body(made, rcs_senders.RcsUpdateSenderInputDto) == {"details": {"testNumbers": None}}


def test_whole_numbers_stay_whole() -> None:
    given = template(messageSendTtlSeconds=600)
    given["details"]["messageSendTtlSeconds"] = given.pop("messageSendTtlSeconds")
    assert repr(body(given, whatsapp_templates.WhatsappTemplateInputDto)["details"]["messageSendTtlSeconds"]) == "600"


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({"target": None}, {"target": "is required"}),
        ({"target": 5}, {"target": "must be text"}),
        ({"target": "x" * 743}, {"target": "has 743 characters; 742 at most"}),
        ({"secret": ""}, {"secret": "is required"}),
        ({"secret": "x" * 129}, {"secret": "has 129 characters; 128 at most"}),
        ({"triggers": []}, {"triggers": "is required"}),
        ({"triggers": "ALL"}, {"triggers": "must be a list"}),
        ({"colour": "red"}, {"colour": "isn't known"}),
    ],
)
def test_a_problem_names_its_field(change: dict[str, Any], problems: dict[str, str]) -> None:
    assert refused(HOOK | change, webhooks.WebhookWebhookInputDto) == problems


def test_every_problem_is_named() -> None:
    assert refused({"triggers": ["SOME"]}, webhooks.WebhookWebhookInputDto).keys() == {"target", "secret", "triggers.0"}


def test_an_unknown_value_is_answered_with_the_known_ones() -> None:
    problems = refused(template(category="POETRY"), whatsapp_templates.WhatsappTemplateInputDto)
    assert problems == {"category": "must be AUTHENTICATION, MARKETING or UTILITY"}
    many = refused(template(language="XX"), whatsapp_templates.WhatsappTemplateInputDto)["language"]
    assert many.startswith("must be AF, AR, AZ,")
    assert many.endswith("or one of 60 more")
    near = refused(template(language="PT_BRA"), whatsapp_templates.WhatsappTemplateInputDto)["language"]
    assert near.endswith("or one of 60 more; did you mean PT_BR?")


@pytest.mark.parametrize(
    ("component", "problems"),
    [
        ({"type": "BODY", "text": ""}, {"text": "is required"}),
        ({"type": "HEADER", "format": "TEXT", "text": "x" * 61}, {"text": "has 61 characters; 60 at most"}),
        ({"type": "HEADER", "format": "IMAGE"}, {"example": "is required"}),
        ({"type": "HEADER", "format": "POEM"}, {"format": "must be LOCATION, TEXT, DOCUMENT, IMAGE or VIDEO"}),
        (
            {"type": "HAIKU"},
            {"type": "must be HEADER, BODY, FOOTER, BUTTONS, CAROUSEL or LIMITED_TIME_OFFER"},
        ),
        ({"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Go"}]}, {"buttons.0.url": "is required"}),
        (
            {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "x" * 26, "url": "u", "colour": 1}]},
            {
                "buttons.0.text": "has 26 characters; 25 at most",
                "buttons.0.colour": "isn't known",
            },
        ),
    ],
)
def test_of_the_variants_of_a_component_the_meant_one_is_reported(
    component: dict[str, Any], problems: dict[str, str]
) -> None:
    given = template({"type": "BODY", "text": "Hi"}, component)
    found = refused(given, whatsapp_templates.WhatsappTemplateInputDto)
    assert found == {f"details.components.1.{name}": text for name, text in problems.items()}


def test_a_block_of_a_bundle_is_an_object_or_a_switch() -> None:
    assert body({"region": "EU", "smsApp": True}, bundles.BundlesInputBundlesDto) == {"region": "EU", "smsApp": True}
    assert refused({"region": "EU", "smsApp": {"x": 1}}, bundles.BundlesInputBundlesDto) == {"smsApp.x": "isn't known"}


def test_of_several_bodies_the_closest_one_is_reported() -> None:
    variants = (
        whatsapp_senders.WhatsappSenderInputEsDto,
        whatsapp_senders.WhatsappInputSenderPhoneProvisioningDto,
        whatsapp_senders.WhatsappInputSenderPartnerInitiatedDto,
    )
    assert refused({"region": "EU", "wabaId": "1", "authenticationCode": "c"}, *variants).keys() == {"phoneNumberId"}


def test_no_message_repeats_what_was_given() -> None:
    problems = refused({"facebookToken": ["hidden-token"]}, whatsapp.WhatsappWabaDetailsListInputDto)
    assert "hidden-token" not in str(problems)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(number: float) -> None:
    given = template()
    given["details"]["messageSendTtlSeconds"] = number
    assert refused(given, whatsapp_templates.WhatsappTemplateInputDto).keys() == {"details.messageSendTtlSeconds"}


@pytest.mark.parametrize(
    ("service", "method", "arguments", "field"),
    [
        ("bundles", "create", [{"region": "EU", "name": "x"}], "subproject"),
        (
            "sms_apps",
            "create",
            [{"name": "x", "region": "EU", "convApiApp": True, "convApiAppId": "a"}],
            "convApiAppId",
        ),
        ("sms_apps", "update", ["a", {}], ""),
        ("whatsapp_senders", "update", ["a", {}], ""),
        ("whatsapp_accounts", "update", [{}], ""),
        ("kakaotalk_senders", "update", ["a", {}], ""),
        ("rcs_senders", "update", ["a", {}], "details"),
        ("whatsapp", "long_lived_access_token", [{"businessManager": "SINCH_UK"}], "facebookToken"),
        ("webhooks", "create", [HOOK | {"triggers": ["ALL", "ALL"]}], "triggers"),
        ("rcs_accounts", "comment", [""], "comment"),
        ("rcs_accounts", "comment", ["x" * 65_536], "comment"),
        ("rcs_questionnaire", "get", ["SINGING"], "useCase"),
    ],
)
async def test_rules_that_only_cost_a_round_trip_are_checked_first(
    service: str, method: str, arguments: list[Any], field: str
) -> None:
    api = Api()
    async with api.client() as client:
        with pytest.raises(InvalidInput) as caught:
            await getattr(getattr(client, service), method)(*arguments)
    assert (caught.value.field, api.asked, api.token_requests) == (field, [], [])


async def test_the_longest_comment_is_sent() -> None:
    api = Api(json_answer({}, 201))
    async with api.client() as client:
        await client.rcs_accounts.comment("x" * 65_535)
    assert len(api.asked) == 1


async def test_unknown_filter_values_are_answered_with_the_known_ones() -> None:
    async with Api().client() as client:
        with pytest.raises(InvalidInput, match="filterStates: must be APPROVED, DISABLED, PAUSED, PENDING or REJECTED"):
            await client.whatsapp_templates.list(states=["approved"])


def test_a_pattern_is_told_in_words() -> None:
    wrong = refused(template(name="Order Update!"), whatsapp_templates.WhatsappTemplateInputDto)
    assert "lowercase letters, digits and underscores" in wrong["name"]
    assert "pattern" not in wrong["name"]
