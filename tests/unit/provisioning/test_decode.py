from __future__ import annotations

from typing import Any

import pytest

from bot.provisioning.decode import lenient
from bot.provisioning.models.outputs.rcs_senders import RcsSenderDto
from bot.provisioning.models.outputs.whatsapp_templates import WhatsappTemplateDto


def test_unknown_values_further_fields_and_missing_ones_are_fine() -> None:
    made = lenient(WhatsappTemplateDto, {"state": "SLEEPING", "category": "POETRY", "mood": {"of": "the day"}})
    assert (made.state, made.category, made.name, made.details) == ("SLEEPING", "POETRY", None, None)
    assert made.model_extra == {"mood": {"of": "the day"}}


@pytest.mark.parametrize(
    ("content", "unfit"),
    [
        ({"changes": "none"}, {"changes": ["none"]}),
        ({"isMetaGenerated": "perhaps"}, {"isMetaGenerated": ["perhaps"]}),
        ({"name": {"en": "x"}}, {"name": [{"en": "x"}]}),
        ({"analytics": {"sent": 1}}, {"analytics": [{"sent": 1}]}),
    ],
)
def test_a_value_of_another_type_is_none_and_kept_beside(content: dict[str, Any], unfit: dict[str, Any]) -> None:
    made = lenient(WhatsappTemplateDto, {"state": "APPROVED", **content})
    assert made.state == "APPROVED"
    assert made.model_extra == {"unfit": unfit}


def test_only_what_does_not_fit_is_lost_from_a_list() -> None:
    analytics = [{"sent": 1}, "no", {"sent": "many", "read": 2}, None, {"sent": 3}]
    made = lenient(WhatsappTemplateDto, {"analytics": analytics})
    assert made.analytics is not None
    assert [(analytic.sent, analytic.read) for analytic in made.analytics] == [(1, None), (None, 2), (3, None)]
    assert made.analytics[1].model_extra == {"unfit": {"sent": ["many"]}}


def test_the_answer_itself_is_left_as_it_was() -> None:
    content = {"analytics": ["no"], "changes": 5}
    lenient(WhatsappTemplateDto, content)
    assert content == {"analytics": ["no"], "changes": 5}


def test_numbers_stay_as_they_were_sent() -> None:
    made = lenient(WhatsappTemplateDto, {"analytics": [{"sent": 10, "read": 0.5}]})
    assert made.analytics is not None
    assert (repr(made.analytics[0].sent), repr(made.analytics[0].read)) == ("10", "0.5")


def test_a_number_where_a_text_was_promised_is_a_text() -> None:
    assert lenient(WhatsappTemplateDto, {"whatsappId": 12345}).whatsapp_id == "12345"


def test_components_of_every_type_are_read_by_one_model() -> None:
    components = [
        {"type": "HEADER", "format": "IMAGE", "example": {"url": "https://e.com/a.png"}},
        {"type": "BODY", "text": "Hi {{1}}", "examples": ["Ada"]},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Go", "url": "https://e.com"}]},
        {"type": "HOLOGRAM", "depth": 3},
    ]
    made = lenient(WhatsappTemplateDto, {"details": {"components": components}})
    assert made.details is not None
    assert made.details.components is not None
    header, body, buttons, other = made.details.components
    assert (header.format, body.examples, buttons.buttons and buttons.buttons[0].url) == (
        "IMAGE",
        ["Ada"],
        "https://e.com",
    )
    assert (other.type, other.model_extra) == ("HOLOGRAM", {"depth": 3})


def test_tokens_in_answers_do_not_show() -> None:
    made = lenient(RcsSenderDto, {"id": "s", "authToken": "hidden-token"})
    assert "hidden-token" not in repr(made)
    assert "hidden-token" not in made.model_dump_json()
    assert made.auth_token is not None
    assert made.auth_token.get_secret_value() == "hidden-token"


def test_both_names_of_a_field_are_understood() -> None:
    assert WhatsappTemplateDto(whatsapp_id="1", is_meta_generated=True) == lenient(
        WhatsappTemplateDto, {"whatsappId": "1", "isMetaGenerated": True}
    )
