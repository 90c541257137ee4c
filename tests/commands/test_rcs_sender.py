"""An RCS sender's form without Slack: values both ways, what a launch needs, what a change sends."""

from __future__ import annotations

import json
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.provisioning.models.inputs import rcs_senders as inputs
from bot.sandbox.sinch.rcs.launch import missing_for_launch
from commands.rcs.sender_form import fields
from commands.rcs.sender_form.checklist import TITLES, checklist, step_of, steps_of, summary
from commands.rcs.sender_form.fields import ANSWERS, BRAND, answer
from commands.rcs.sender_form.form import SenderForm
from commands.rcs.senders import CreateSender, UpdateSender

WORDS = st.text("abcdefghijklmnop ", min_size=1, max_size=20).map(str.strip).filter(bool)
DIGITS = st.text("0123456789", min_size=6, max_size=14)
PHONES = st.lists(st.tuples(WORDS, DIGITS), min_size=1, max_size=3, unique_by=lambda tuple_: tuple_[1])


@given(PHONES)
def test_contacts_survive_the_way_into_a_form_and_back(phones: list[tuple[str, str]]) -> None:
    details = {"brand": {"phones": [{"label": label, "number": number} for label, number in phones]}}
    assert fields.nested(fields.flat(details)) == details


@given(st.text(max_size=200))
def test_contacts_are_never_misread_into_an_error(text: str) -> None:
    for kind in fields.VALUE_OF:
        assert isinstance(fields.wrong_entries(kind, text), str)


@pytest.mark.parametrize(
    ("kind", "line", "entry"),
    [
        ("phones", "+46 70-123 45 67", ("Phone", "+46701234567")),
        ("phones", "Night line: 0701234567", ("Night line", "0701234567")),
        ("websites", "https://a.example/x:y", ("Website", "https://a.example/x:y")),
        ("websites", "Shop: https://a.example", ("Shop", "https://a.example")),
        ("emails", "help@a.example", ("Email", "help@a.example")),
    ],
)
def test_a_contact_with_and_without_a_label(kind: str, line: str, entry: tuple[str, str]) -> None:
    assert fields.entries(kind, line) == [entry]
    assert fields.wrong_entries(kind, line) == ""


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        ("phones", "a: 1", "n't a number"),
        ("emails", "nobody", "n't an address"),
        ("websites", "a.example", "n't an address"),
        ("emails", "\n".join(f"{n}@a.example" for n in range(4)), "4 are too many"),
        ("emails", f"{'x' * 26}: a@b.example", "26 characters"),
    ],
)
def test_what_is_wrong_with_contacts_in_words(kind: str, text: str, wrong: str) -> None:
    assert wrong in fields.wrong_entries(kind, text)


def test_every_answer_is_one_that_the_api_takes_with_its_limits() -> None:
    models: dict[str, type[BaseModel]] = {
        "general": inputs.RcsUpdateSenderDetailsQuestionnaireGeneralAnswersInputDto,
        "gb": inputs.RcsUpdateSenderDetailsQuestionnaireGBAnswersInputDto,
        "fr": inputs.RcsUpdateSenderDetailsQuestionnaireFRAnswersInputDto,
        "us": inputs.RcsBrandCampaignUpdateSenderDetailsQuestionnaireUSAnswersInputDto,
    }
    for section, model in models.items():
        known = {info.alias or name: info for name, info in model.model_fields.items()}
        assert {name for name in known if not name.endswith("Metadata")} == set(ANSWERS[section])
        for name, field in ANSWERS[section].items():
            if not field.lines:
                limits = [getattr(item, "max_length", None) for item in known[name].metadata]
                assert field.most == next((limit for limit in limits if limit), None), name
            if field.options:
                allowed = typing.get_args(typing.get_args(known[name].annotation)[0])
                assert set(field.options) == set(allowed or field.options), name


GIVEN = st.fixed_dictionaries({
    "countries": st.sets(st.sampled_from(["SE", "GB", "FR", "US"])),
    "brand": st.sets(st.sampled_from([*fields.BRAND_NEEDED, "phones", "emails"])),
    "answers": st.sets(st.sampled_from([(section, name) for section, item in ANSWERS.items() for name in item])),
    "kind": st.sampled_from([("PRIVATE", "US"), ("PUBLIC", "US"), ("PRIVATE", "SE"), ("PUBLIC", "SE")]),
})  # fmt: skip


@given(GIVEN)
def test_the_checklist_is_the_sandboxs(given_: dict[str, Any]) -> None:
    """Two readings of the same description, written apart: they agree on what a launch lacks."""
    ownership, country = given_["kind"]
    state: dict[str, Any] = {f"{BRAND}{name}": "x" for name in given_["brand"]}
    state |= {answer(section, name): "x" for section, name in given_["answers"]}
    state |= {answer("us", "ownershipType"): ownership, answer("us", "taxIdCountry"): country}
    state |= {answer("us", "brandIndustry"): "RETAIL", answer("us", "messagesVolume"): 10}
    state["details.countries"] = sorted(given_["countries"])
    answers: dict[str, dict[str, Any]] = {}
    for name, value in state.items():
        if ".answers." in name:
            section, _, field = name.removeprefix("details.questionnaire.").partition(".answers.")
            answers.setdefault(section, {})[field] = value
    brand = {name: ["x"] if name in ("phones", "emails") else "x" for name in given_["brand"]}
    sender = {"details": {"brand": brand, "countries": state["details.countries"]}, "_answers": answers}
    theirs = {sentence.partition(" ")[0] for sentence in missing_for_launch(sender)}
    ours = {f"{BRAND}phones" if name == f"{BRAND}emails" else name for name in fields.missing(state)}
    assert ours == theirs


@given(GIVEN)
def test_everything_that_is_missing_has_a_step_that_asks_for_it(given_: dict[str, Any]) -> None:
    state = {"details.countries": sorted(given_["countries"]), "useCase": "OTP", "region": "US"}
    steps = {step.name for step in SenderForm().steps(state)}
    left = fields.missing(state)
    assert {step_of(name) for name in left} <= steps
    assert len(steps_of(left)) == len({step_of(name) for name in left})
    assert all(TITLES[step_of(name)] in checklist(left, state) for name in left)


def _sender(**details: Any) -> dict[str, Any]:
    return {"id": "s1", "state": "IN_TEST", "region": "EU", "useCase": "OTP", "details": details}


def test_a_change_sends_what_differs_and_null_where_something_was_taken_away() -> None:
    brand = {"name": "A", "description": "B", "emails": [{"label": "x", "address": "a@b.example"}]}
    state = SenderForm().start({"sender_id": "s1", "_sender": _sender(brand=brand, countries=["SE"])})
    state |= {f"{BRAND}name": "New"}
    del state[f"{BRAND}emails"], state[f"{BRAND}description"], state["details.countries"]
    values = SenderForm().finish(state, as_draft=False)
    assert values["sender_id"] == "s1"
    assert values["body"] == {
        "details": {"brand": {"name": "New", "emails": None, "description": ""}, "countries": None}
    }
    assert UpdateSender.build(values).body == values["body"], "the API's schema takes it"


def test_answers_that_the_kind_of_brand_is_not_asked_for_are_not_sent() -> None:
    us = {"ownershipType": "PUBLIC", "taxIdCountry": "US", "stockSymbol": "BEAN", "addressState": "WA"}
    state = SenderForm().start(
        {"sender_id": "s1", "_sender": _sender(countries=["US"], questionnaire={"us": {"answers": us}})}
    )
    state |= {answer("us", "ownershipType"): "PRIVATE", answer("us", "taxIdCountry"): "SE"}
    values = SenderForm().finish(state, as_draft=False)
    sent = values["body"]["details"]["questionnaire"]["us"]["answers"]
    assert sent == {"ownershipType": "PRIVATE", "taxIdCountry": "SE", "stockSymbol": None, "addressState": None}
    assert values["questionnaire"] == "v2"


def test_what_was_typed_as_json_is_in_the_form() -> None:
    typed = {
        "region": "EU",
        "details.brand.phones": json.dumps([{"label": "a", "number": "+46701234567"}]),
        "details.questionnaire.verification.answers": {"name": "Alex", "partner": {"companyName": "P"}},
    }
    state = SenderForm().start(typed)
    assert state[f"{BRAND}phones"] == "a: +46701234567"
    assert state[answer("verification", "partner.companyName")] == "P"


def test_a_new_sender_is_whole_only_with_what_the_schema_wants() -> None:
    state = {"region": "US", "billingCategory": "CONVERSATIONAL", "useCase": "OTP", f"{BRAND}name": "A"}
    values = SenderForm().finish(state, as_draft=False)
    assert CreateSender.build(values).body == {
        "region": "US", "billingCategory": "CONVERSATIONAL", "useCase": "OTP", "details": {"brand": {"name": "A"}},
    }  # fmt: skip
    assert (
        "details"
        not in SenderForm().finish({"region": "EU", answer("us", "ownershipType"): "PUBLIC"}, as_draft=False)["body"]
    )


def test_the_summary_pings_nobody() -> None:
    state = {f"{BRAND}name": "<!channel> & Co", f"{BRAND}emails": "<!here>", "details.countries": ["SE"]}
    shown = summary(state)
    assert "<!" not in shown
    assert "Sweden" in shown
