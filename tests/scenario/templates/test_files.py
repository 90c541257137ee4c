"""Templates as files: exported, planned, applied, stopped, refused where something moved."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

from bot.sandbox.slack.model import Message
from tests.scenario.projects.test_projects import SECOND, connected
from tests.worlds.bot_world import GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words
from tests.worlds.steps import fill, reads


async def exported(world: BotWorld, text: str = "whatsapp templates export") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(await world.slash_file(text))
    return found


async def planned(
    world: BotWorld,
    content: dict[str, Any],
    *,
    prune: bool = False,
    user: str = OWNER,
    command: str = "whatsapp templates plan",
    lead: bytes = b"",
) -> Message:
    before = {message.ts for message in world.messages(GENERAL)}
    view = await world.slash_form(command, user=user)
    file = world.slack.people.upload(user, "templates.json", lead + json.dumps(content).encode())
    await world.submit(view, {"file": [file.id], **({"prune": "yes"} if prune else {})}, user=user)

    def look() -> Message | None:
        fresh = [message for message in world.messages(GENERAL) if message.ts not in before and message.bot_id]
        return next((item for item in fresh if "Plan f" in words(item)), None)

    card: Message = await world.until(look, "the plan's card")
    return card


async def apply(world: BotWorld, card: Message, label: str, *, user: str = OWNER) -> None:
    question = await world.click_for(card, label, user=user)
    await world.click(question, "Apply", user=user)


async def finished(world: BotWorld, says: str = "finished") -> Message:
    def look() -> Message | None:
        mine = [message for message in world.messages(GENERAL) if "Plan" in words(message)]
        return next((message for message in mine if says in words(message)), None)

    found: Message = await world.until(look, says)
    return found


async def kept_as_before(world: BotWorld, card: Message) -> None:
    """The plan of a card as an earlier version of the bot has kept it: all its rows beside its name."""
    kept = world.bot.store.key_values
    plan = re.search(r"plan\W+([0-9a-f]{16})", json.dumps(card.blocks))
    assert plan is not None
    head = await kept.get(f"plan:{plan[1]}")
    rows = [row for key in head["rows"] for row in await kept.get(key)]
    del head["steps"]
    await kept.set(f"plan:{plan[1]}", {**head, "rows": rows}, world.bot.clock.now())


def edited(content: dict[str, Any], name: str, language: str, text: str) -> dict[str, Any]:
    made = copy.deepcopy(content)
    one = next(
        template for template in made["templates"] if (template["name"], template["language"]) == (name, language)
    )
    body = next(part for part in one["details"]["components"] if part["type"] == "BODY")
    body["text"], body["examples"] = text, ["Ada"]
    return made


TEXT = "Hello {{1}}, your order has left our house and will be with you soon."
NEW = {
    "name": "brand_new", "language": "EN_US", "category": "UTILITY",
    "details": {"components": [{"type": "BODY", "text": f"{TEXT} Thank you.", "examples": ["Ada"]}]},
}  # fmt: skip


async def test_what_was_exported_plans_to_nothing(world: BotWorld) -> None:
    content = await exported(world)
    assert (content["version"], len(content["templates"])) == (1, len(world.project.templates))
    assert await exported(world) == content
    card = await planned(world, content, prune=True)
    assert "Nothing to do" in words(card)
    assert not labels(card)


async def test_a_plan_is_applied_and_then_empty(world: BotWorld) -> None:
    content = edited(await exported(world), "order_update", "EN_US", TEXT)
    content["templates"].append(NEW)
    card = await planned(world, content)
    assert "1 to create, 1 to change" in words(card)
    assert "brand_new (EN_US)" in words(card)
    assert "body text" in words(card)
    assert not [call for call in world.sinch.requests if call.method in ("POST", "PATCH") and "/templates" in call.path]
    await apply(world, card, "Apply as drafts")
    message = await finished(world)
    assert "1 created, 1 changed" in words(message)
    assert world.project.templates["order_update/EN_US"]["changes"]["status"] == "DRAFT"
    assert "Nothing to do" in words(await planned(world, content))


async def test_a_plan_is_applied_once_and_a_second_of_the_same_does_nothing_again(world: BotWorld) -> None:
    content = await exported(world)
    content["templates"].append(NEW)
    card, second = await planned(world, content), await planned(world, content)
    await kept_as_before(world, second)
    await apply(world, card, "Apply as drafts")
    await finished(world)
    await apply(world, second, "Apply and submit")
    await finished(world, "created since the plan")
    await world.click(card, "Apply and submit")
    says = "can no longer apply this plan"
    await world.until(lambda: any(says in words(message) for message in world.messages(GENERAL)), says)
    assert len(world.calls("POST", "/whatsapp/templates")) == 1


async def test_what_moved_meanwhile_is_refused_and_the_rest_goes_on(world: BotWorld) -> None:
    content = edited(await exported(world), "order_update", "EN_US", TEXT)
    content["templates"].append(NEW)
    card = await planned(world, content)
    world.project.templates["order_update/EN_US"]["category"] = "MARKETING"
    await apply(world, card, "Apply and submit")
    message = await finished(world)
    assert "changed since the plan" in words(message)
    assert "1 created" in words(message)
    assert world.project.templates["brand_new/EN_US"]["changes"]["status"] == "IN_PROGRESS"


async def test_what_would_be_rejected_is_refused_in_the_plan(world: BotWorld) -> None:
    content = edited(await exported(world), "order_update", "EN_US", "{{1}}, your order is on its way to you.")
    same = [{**NEW, "name": name} for name in ("twin_one", "twin_two")]
    card = await planned(world, {**content, "templates": [*content["templates"], *same]})
    assert "3 refused" in words(card)
    assert "begins or ends with {{1}}" in words(card)
    assert "twin_one already has the same text" in words(card)
    assert not labels(card)


async def test_pruning_needs_an_admin_at_the_moment_of_pressing(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    content = await exported(world)
    content["templates"] = [template for template in content["templates"] if template["name"] != "order_update"]
    gone = [key for key in world.project.templates if key.startswith("order_update/")]
    card = await planned(world, content, prune=True)
    assert f"{len(gone)} to delete" in words(card)
    refused = await world.click_for(card, labels(card)[0], user=MEMBER)
    assert "You need the admin role" in words(refused)
    await apply(world, card, labels(card)[0])
    message = await finished(world)
    assert f"{len(gone)} deleted" in words(message)
    assert not [key for key in world.project.templates if key.startswith("order_update/")]


async def test_viewers_may_plan_and_not_apply(world: BotWorld) -> None:
    content = await exported(world)
    content["templates"].append(NEW)
    card = await planned(world, content, user=MEMBER)
    refused = await world.click_for(card, "Apply as drafts", user=MEMBER)
    assert "operator" in words(refused)
    assert not world.calls("POST", "/whatsapp/templates")


UNREADABLE: list[tuple[bytes, str]] = [
        (b'{"version": 1, "templ', "may be incomplete"),
        (b"not json, not csv", "no rows"),
        (b'\xef\xbb\xbf{"version": 1}', "templates"),
        (json.dumps({"version": 1, "templates": [NEW, NEW]}).encode(), "is template 1 already"),
        (json.dumps({"version": 1, "templates": [{**NEW, "language": "KLINGON"}]}).encode(), "KLINGON"),
        (b"sep=;\nname;language;category;body\nx;EN_US;UTILITY;Hello, you;too much\n", "row 2 has more cells"),
        (b"name,Name,language\nx,y,EN\n", "mean the same"),
        (b'{"version": 9, "templates": [{}]}', "version 9"),
        (b'{"version": "1", "templates": [{}]}', 'version "1"; this bot reads version 1'),
        (b'{"version": true, "templates": [{}]}', "version true"),
        (b"PK\x03\x04\x14\x00", "save it as CSV"),
        (b'{"templates": [{}]}', 'no "version"'),
        (b'{"version": 1, "templates": [{}, {"name": "a", "name": "b"}]}', "`name` twice in item 2"),
        (b"name,oops\nx,y\n", "oops"),
        (b"\x89PNG\r\n\x1a\n\xff", "not UTF-8"),
        (b'{"version": 1, "templates": []}', "no templates"),
        (b'{"version": 1, "templates": ["x"]}', "isn't an object"),
        (b" " * 20_000_001, "larger than 20 MB"),
    ]  # fmt: skip
"""Files that hold no plan, and what is said of each."""


async def test_a_file_that_cannot_be_read_says_why(world: BotWorld) -> None:
    for content, says in UNREADABLE:
        view = await world.slash_form("whatsapp templates plan")
        file = world.slack.people.upload(OWNER, "templates.json", content)
        await world.submit(view, {"file": [file.id]})
        await reads(world, view, says)
    assert not [message for message in world.messages(GENERAL) if "went wrong" in words(message)]


async def test_rows_in_json_are_planned_as_those_of_a_spreadsheet(world: BotWorld) -> None:
    """With the columns of an import; one without text, or of another version, is no file to import or to check."""
    rows = [{"name": "brand_new", "language": "en_us", "category": "utility", "body": TEXT, "examples": ["Ada"]}]
    view = await world.slash_form("whatsapp templates plan")
    file = world.slack.people.upload(OWNER, "rows.json", json.dumps(rows).encode())
    await world.submit(view, {"file": [file.id]})
    await reads(world, view, "1 to create")
    for command in ("import", "check"):
        for content, says in (
            (b'{"version": 9, "templates": [{"name": "x"}]}', "version 9"),
            (b"name,language,body\nbrand_new,EN_US,\n", "no row"),
        ):
            view = await world.slash_form(f"whatsapp templates {command}")
            file = world.slack.people.upload(OWNER, "rows", content)
            await world.submit(view, {"file": [file.id]})
            await reads(world, view, says)


async def test_a_file_that_slack_has_no_longer_is_asked_for_again(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates plan")
    file = world.slack.people.upload(OWNER, "templates.json", b"{}")
    fill(world, view, {"file": [file.id]})
    del world.workspace.files[file.id]
    await world.submit(view, {})
    await reads(world, view, "upload it again")


async def test_an_export_with_a_byte_order_mark_is_read_and_blanks_that_change_are_shown(world: BotWorld) -> None:
    content = await exported(world)
    marked = await planned(world, content, lead=b"\xef\xbb\xbf")
    assert "Nothing to do" in words(marked)
    one = next(
        template
        for template in content["templates"]
        if (template["name"], template["language"]) == ("order_update", "EN_US")
    )
    body = next(part for part in one["details"]["components"] if part["type"] == "BODY")
    body["text"] = body["text"].replace(", ", ",\n", 1)
    card = await planned(world, content)
    assert "only spaces or line breaks change" in words(card)
    assert ",↵" in words(card)


SENDER = "northwindcoffee"


def kakaotalk(world: BotWorld) -> dict[str, Any]:
    """Templates of the sender by name, as they are or are to become."""
    project = next(iter(world.sinch.projects.values()))
    found = [template for template in project.kakaotalk_templates.values() if SENDER in str(template)]
    return {
        str((item.get("changes") or {}).get("details", {}).get("name") or item.get("details", {}).get("name")): item
        for item in found
    }


async def test_kakaotalk_templates_are_planned_and_applied_as_a_file(world: BotWorld) -> None:
    command = f"kakaotalk templates plan {SENDER}"
    content = await exported(world, f"kakaotalk templates export {SENDER}")
    assert content["sender"] == SENDER
    assert content["templates"]
    assert "Nothing to do" in words(await planned(world, content, command=command))
    free = "봄 이벤트"
    change = next(template for template in content["templates"] if template["details"]["name"] == free)
    change["details"]["content"] = "안녕하세요. 주문이 곧 도착합니다."
    new = {"name": "새 템플릿", "language": "KO", "content": "안녕하세요"}
    content["templates"].append({"details": new})
    elsewhere = {"details": {**new, "name": "쿠폰 안내", "categoryCode": "777777"}}
    card = await planned(world, {**content, "templates": [*content["templates"], elsewhere]}, command=command)
    assert "1 to create, 1 to change, 1 refused" in words(card)
    assert "no category 777777" in words(card)
    assert "주문이 곧 도착합니다" in words(card)
    await apply(world, card, "Apply as drafts")
    assert "1 created, 1 changed" in words(await finished(world))
    assert {"새 템플릿", free} <= set(kakaotalk(world))
    assert "Nothing to do" in words(await planned(world, content, command=command))
    content["templates"] = [template for template in content["templates"] if template["details"]["name"] != "새 템플릿"]
    pruned = await planned(world, content, prune=True, command=command)
    assert "1 to delete" in words(pruned)
    await apply(world, pruned, labels(pruned)[0])
    await world.until(lambda: "새 템플릿" not in kakaotalk(world), "the deletion")


async def test_another_projects_templates_are_cloned(world: BotWorld) -> None:
    """By its name; both are connected, and only the channel's project changes."""
    await connected(world)
    other = world.sinch.projects[SECOND]
    there = {**other.templates}
    card = await world.slash("whatsapp templates plan from=Shop")
    assert "Plan from Shop" in words(card)
    assert "Nothing to do" in words(card), "both were seeded alike"
    for language, text in {
        "EN_US": f"{TEXT} Thank you.",
        "DE": "Guten Tag {{1}}, Ihre Bestellung ist unterwegs.",
    }.items():
        components = [{"type": "BODY", "text": text, "examples": ["Ada"]}]
        made = {**there[f"order_update/{language}"], "name": "only_there", "details": {"components": components}}
        other.templates[f"only_there/{language}"] = made
    card = await world.slash("whatsapp templates plan from=Shop")
    assert "2 to create" in words(card), words(card)
    await apply(world, card, "Apply as drafts")
    assert "2 created" in words(await finished(world))
    assert {"only_there/EN_US", "only_there/DE"} <= set(world.sinch.projects[PROJECT_ID].templates)
    before = {message.ts for message in world.messages(GENERAL)}
    await world.slack.people.slash(OWNER, GENERAL, "/sinch", "whatsapp templates plan from=Shop")
    await world.until(
        lambda: any(
            "Nothing to do" in words(message) for message in world.messages(GENERAL) if message.ts not in before
        ),
        "an empty plan",
    )
    assert not [
        request
        for request in world.sinch.requests
        if SECOND in request.path and request.method not in ("GET",) and "templates" in request.path
    ]
    itself = await world.slash(f"whatsapp templates plan from={PROJECT_ID}")
    assert "is this project" in words(itself)
    nowhere = await world.slash("whatsapp templates plan from=Nowhere")
    assert "I don't know this project" in words(nowhere)


async def test_the_role_counts_at_the_moment_of_pressing(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    content = await exported(world)
    content["templates"].append(NEW)
    card = await planned(world, content, user=MEMBER)
    question = await world.click_for(card, "Apply as drafts", user=MEMBER)
    await world.slash(f"access revoke <@{MEMBER}>")
    refused = await world.click_for(question, "Apply", user=MEMBER)
    assert "operator" in words(refused)
    refused = await world.click_for(card, "Apply and submit", user=MEMBER)
    assert "operator" in words(refused)
    assert not world.calls("POST", "/whatsapp/templates")


async def test_a_template_that_is_gone_or_came_meanwhile_is_refused_and_named(world: BotWorld) -> None:
    content = edited(await exported(world), "order_update", "EN_US", TEXT)
    content["templates"].append(NEW)
    card = await planned(world, content)
    there = world.project.templates
    there["brand_new/EN_US"] = {**there["order_update/EN_US"], "name": "brand_new"}
    del there["order_update/EN_US"]
    await apply(world, card, "Apply and submit")
    message = await finished(world)
    assert "deleted since the plan" in words(message)
    assert "created since the plan" in words(message)
    assert not world.calls("POST", "/whatsapp/templates")
