"""Files and plans: what is exported plans to nothing, and any edit gives exactly that difference."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.templates import plan as cards
from bot.templates import canonical, files
from bot.templates.plan import KAKAOTALK, WHATSAPP, Action, Plan, Planner, differences

ODD = ("two\nlines", "a\r\nb", " edges ", "“q” 'x' \"y\"", "שלום {{1}}", "👩‍👩‍👧 {{1}}", "=1+1; \t|", "x" * 1024)
WORDS = st.text("abc äöü{}1*", min_size=1, max_size=20).filter(str.strip) | st.sampled_from(ODD)
BODY = st.fixed_dictionaries(
    {"type": st.just("BODY"), "text": WORDS}, optional={"examples": st.lists(WORDS, max_size=2)}
)
FOOTER = st.fixed_dictionaries({"type": st.just("FOOTER"), "text": WORDS})
REPLY = st.fixed_dictionaries({"type": st.just("QUICK_REPLY"), "text": WORDS})
BUTTONS = st.fixed_dictionaries({"type": st.just("BUTTONS"), "buttons": st.lists(REPLY, min_size=1, max_size=3)})
PARTS = st.lists(st.one_of(BODY, FOOTER, BUTTONS), min_size=1, max_size=3, unique_by=lambda part: str(part["type"]))
TEMPLATES: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.text("ab_", min_size=2, max_size=4),
            "language": st.sampled_from(["EN", "DE", "SV"]),
            "category": st.sampled_from(["UTILITY", "MARKETING"]),
            "state": st.sampled_from(["APPROVED", "REJECTED", None]),
            "analytics": st.just([]),
            "details": st.fixed_dictionaries({"components": PARTS}, optional={"messageSendTtlSeconds": st.just(600.0)}),
        }
    ),
    max_size=6,
    unique_by=lambda template: (template["name"], template["language"]),
)


def planned(wanted: list[Any], there: list[Any], *, prune: bool = False) -> Plan:
    planner = Planner(WHATSAPP, wanted, prune=prune)
    for template in there:
        planner.see(template)
    return planner.finished()


@settings(deadline=None, max_examples=40)
@given(TEMPLATES)
def test_what_was_exported_plans_to_nothing(templates: list[Any]) -> None:
    if not templates:
        return
    content = files.whatsapp("P", templates)
    assert not planned(files.read(content).templates, templates, prune=True).steps


@settings(deadline=None, max_examples=40)
@given(TEMPLATES, st.randoms(use_true_random=False))
def test_the_same_templates_give_the_same_bytes(templates: list[Any], random: Any) -> None:
    shuffled = copy.deepcopy(templates)
    random.shuffle(shuffled)
    assert files.whatsapp("P", templates) == files.whatsapp("P", shuffled)


@settings(deadline=None, max_examples=40)
@given(TEMPLATES, TEMPLATES, st.booleans())
def test_a_plan_that_is_applied_plans_to_nothing(wanted: list[Any], there: list[Any], prune: bool) -> None:
    drafts = [{**template, "state": None} for template in there]
    world = {files.key(template): template for template in drafts}
    for step in planned(wanted, drafts, prune=prune).to_do:
        if step.action is Action.DELETE:
            del world[step.key]
        else:
            world[step.key] = {**step.body, "changes": {"status": "DRAFT", "details": step.body["details"]}}
    assert not planned(wanted, list(world.values()), prune=prune).steps


@settings(deadline=None, max_examples=40)
@given(TEMPLATES.filter(bool), st.data())
def test_an_edit_gives_exactly_that_difference(templates: list[Any], data: st.DataObject) -> None:
    edited = copy.deepcopy(templates)
    at = data.draw(st.integers(0, len(edited) - 1))
    part = next(iter(edited[at]["details"]["components"]))
    if part["type"] == "BUTTONS":
        part["buttons"][0]["text"] += " more"
    else:
        part["text"] += " more"
    plan = planned(edited, templates)
    (step,) = plan.steps
    assert (step.action, step.key, plan.unchanged) == (Action.CHANGE, files.key(edited[at]), len(templates) - 1)
    (difference,) = step.differences
    assert difference.after == f"{difference.before} more"


def template(**more: Any) -> dict[str, Any]:
    details = {"components": [{"type": "BODY", "text": "Hello"}]}
    return {"name": "one", "language": "EN", "category": "UTILITY", "state": "APPROVED", "details": details, **more}


WANTED = template(details={"components": [{"type": "BODY", "text": "Hello there"}]})


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        (template(state="PENDING"), "reviewing"),
        (template(changes={"status": "IN_PROGRESS", "details": {}}), "reviewing"),
        (template(isMetaGenerated=True), "Meta made it"),
        (template(category="MARKETING"), "can't become UTILITY"),
    ],
)
def test_what_cannot_be_changed_is_refused_with_the_reason(there: Any, reason: str) -> None:
    (step,) = planned([WANTED], [there]).steps
    assert step.action is Action.REFUSE
    assert reason in step.reason


def test_pending_changes_count_as_what_is_there() -> None:
    there = template(changes={"status": "IN_PROGRESS", "details": WANTED["details"]})
    assert not planned([WANTED], [there]).steps


def test_a_draft_that_is_replaced_is_named_so() -> None:
    draft = template(changes={"status": "DRAFT", "details": {"components": [{"type": "BODY", "text": "Not sent"}]}})
    assert [step.replaces_draft for there in (draft, template()) for step in planned([WANTED], [there]).steps] == [
        True,
        False,
    ]
    for wanted, said in ((WANTED, "(replaces a draft)"), (template(), "(replaces a draft with what is live already)")):
        assert said in str(cards.card("Plan", planned([wanted], [draft]), None, by="U1", reviewer="Meta"))


def test_pruning_deletes_what_is_not_wanted_and_only_then() -> None:
    there = [template(), template(name="two")]
    assert not planned([template()], there).steps
    (step,) = planned([template()], there, prune=True).steps
    assert (step.action, step.key, step.had_submitted) == (Action.DELETE, ("two", "EN"), True)


def test_what_the_api_adds_is_no_difference() -> None:
    buttons = [{"type": "ORDER_DETAILS", "text": "Copy Pix code"}]
    answered = {"components": [{"type": "BUTTONS", "buttons": buttons}, {"type": "BODY", "text": "Hi", "examples": []}],
                "optimization": {"bidAmount": 5.0, "bidStrategy": "BID_STRATEGY_LOWEST_COST_WITH_BID_CAP"}}  # fmt: skip
    sent = {"components": [{"type": "BODY", "text": "Hi"}, {"type": "BUTTONS", "buttons": [{"type": "ORDER_DETAILS"}]}],
            "optimization": {"bidAmount": 5, "bidStrategy": "LOWEST_COST_WITH_BID_CAP"}}  # fmt: skip
    assert canonical.whatsapp(template(details=answered)) == canonical.whatsapp(template(details=sent))


def test_differences_say_where() -> None:
    before = canonical.whatsapp(template())
    found = differences(before, canonical.whatsapp(WANTED))
    assert [(difference.where, difference.before, difference.after) for difference in found] == [
        ("body text", "Hello", "Hello there")
    ]


def test_kakaotalk_templates_go_by_their_name() -> None:
    details = {"name": "인사", "language": "KO", "content": "안녕", "messageType": "BASIC", "buttons": []}
    there = {"code": "C1", "state": "APPROVED", "details": details}
    content = files.kakaotalk("P", "sender", [there])
    read = files.read(content)
    assert read.sender == "sender"
    planner = Planner(KAKAOTALK, read.templates)
    planner.see(there)
    assert not planner.finished().steps
    read.templates[0]["details"]["content"] = "안녕하세요"
    planner = Planner(KAKAOTALK, read.templates)
    planner.see(there)
    (step,) = planner.finished().steps
    assert (step.action, step.code) == (Action.CHANGE, "C1")


GOOD = json.loads(files.whatsapp("P", [template()]))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "n't valid JSON"),
        (b"name,language", "n't valid JSON"),
        (files.whatsapp("P", [template()])[:60], "may be incomplete"),
        (b"\xff\xfe", "not UTF-8"),
        (json.dumps({**GOOD, "version": 2}).encode(), "version 2"),
        (json.dumps({"templates": []}).encode(), 'no "version"'),
        (json.dumps({**GOOD, "templates": []}).encode(), "no templates"),
        (json.dumps({**GOOD, "templates": [1]}).encode(), "n't an object"),
        (json.dumps({**GOOD, "templates": {}}).encode(), "must hold"),
        (json.dumps({**GOOD, "tempaltes": []}).encode(), "tempaltes"),
        (b"[" * 100_000, "nested too deep; 64 levels at most"),
        (b'"' + b"x" * files.LIMIT + b'"', "larger than"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, message: str) -> None:
    with pytest.raises(files.Faulty, match=message):
        files.read(content)


def test_a_byte_order_mark_does_no_harm_and_twins_are_named() -> None:
    doubled = json.dumps({**GOOD, "templates": GOOD["templates"] * 2}).encode()
    read = files.read(b"\xef\xbb\xbf" + doubled)
    assert read.wrong == ["Template 2: one (EN) is template 1 already"]


@pytest.mark.parametrize("slip", [{"bdoy": "x"}, {"details": {"components": [], "footer": "x"}}])
def test_a_field_that_nobody_knows_is_named(slip: dict[str, Any]) -> None:
    (one,) = GOOD["templates"]
    read = files.read(json.dumps({**GOOD, "templates": [one, {**one, "name": "two", **slip}]}).encode())
    (said,) = read.wrong
    assert said.startswith("Template 2 has a field ")
    assert [name for name in ("bdoy", "details.footer") if name in said]
    as_answered = {**template(), "analytics": None, "isMetaGenerated": False, "projectId": "P", "whatsappId": "1"}
    assert files.read(json.dumps({**GOOD, "templates": [as_answered]}).encode()).wrong == []
