"""One body with a fault on every way to Meta: it is found before anybody confirms, and mending stands first."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.sandbox.slack.model import Message
from bot.sandbox.slack.workspace import View
from tests.worlds.bot_world import GENERAL, OWNER, BotWorld, labels, words
from tests.worlds.steps import fill, reads, step

SAMPLES = {
    "variable-at-edge": ("{{1}}, your order is on its way to you.", ["Ada"], "begins or ends with {{1}}"),
    "variables-adjacent": ("Hello {{1}} {{2}}, your order is on its way to you now.", ["Ada", "Lee"], "{{2}}"),
    "wa-me-link": ("Hello {{1}}, write to us at https://wa.me/46700000000 about it.", ["Ada"], "wa.me"),
}
"""Rule -> text, examples, and what is said of it."""

Seen = Message | View
Way = Callable[[BotWorld, str, list[str]], Awaitable[Seen]]


def body(text: str, examples: list[str]) -> dict[str, Any]:
    components = [{"type": "BODY", "text": text, "examples": examples}]
    return {"name": "sent_out", "language": "EN_US", "category": "UTILITY", "details": {"components": components}}


async def json_field(world: BotWorld, text: str, examples: list[str]) -> Seen:
    return await world.slash(f"whatsapp templates create json='{json.dumps(body(text, examples))}'")


async def code_block(world: BotWorld, text: str, examples: list[str]) -> Seen:
    return await world.slash(f"whatsapp templates create ```{json.dumps(body(text, examples), indent=1)}```")


async def mentioned(world: BotWorld, text: str, examples: list[str]) -> Seen:
    said = f"@Sinch whatsapp templates create ```{json.dumps(body(text, examples), indent=1)}```"
    message = await world.slack.people.send_message(OWNER, GENERAL, said)
    found: Message = await world.until(
        lambda: next((item for item in world.messages(GENERAL) if item.thread_ts == message.ts and item.bot_id), None),
        "the question",
    )
    return found


async def edit(world: BotWorld, text: str, examples: list[str]) -> Seen:
    changes = {"status": "SUBMIT", "details": body(text, examples)["details"]}
    return await world.slash(f"whatsapp templates update order_update EN_US json='{json.dumps(changes)}'")


async def form(world: BotWorld, text: str, examples: list[str]) -> Seen:
    view = await world.slash_form("whatsapp templates create name=sent_out language=EN_US category=UTILITY")
    await step(world, view)
    await step(world, view, {"body.text": text})
    await step(world, view, {f"body.example{number}": example for number, example in enumerate(examples, 1)})
    await step(world, view)
    return view


async def translation(world: BotWorld, text: str, examples: list[str]) -> Seen:
    original = next(iter(world.sinch.projects.values())).templates["order_update/EN_US"]
    components = body(
        "Hello {{1}}, it is on its way.".replace(
            "{{1}}", " and ".join(f"{{{{{n}}}}}" for n in range(1, len(examples) + 1))
        ),
        examples,
    )
    original["details"] = components["details"]
    original.pop("changes", None)
    view = await world.slash_form("whatsapp templates translate order_update EN_US PT_BR")
    await reads(world, view, "it is on its way")
    fill(world, view, {"PT_BR.text0": text, "PT_BR.examples0": " | ".join(examples)})
    await step(world, view)
    return view


async def uploaded(world: BotWorld, command: str, name: str, content: bytes) -> Seen:
    before = {message.ts for message in world.messages(GENERAL)}
    view = await world.slash_form(command)
    file = world.slack.people.upload(OWNER, name, content)
    await world.submit(view, {"file": [file.id]})

    def look() -> Seen | None:
        if "plan" not in command:
            return view if {"Mend it", "Cancel"} & {*labels(view)} or "Row" in words(view) else None
        fresh = [message for message in world.messages(GENERAL) if message.ts not in before and message.bot_id]
        return next((item for item in fresh if "Plan from" in words(item)), None)

    found: Seen = await world.until(look, f"the answer of {command}")
    return found


async def import_json(world: BotWorld, text: str, examples: list[str]) -> Seen:
    content = json.dumps([body(text, examples)]).encode()
    return await uploaded(world, "whatsapp templates import", "rows.json", content)


async def import_csv(world: BotWorld, text: str, examples: list[str]) -> Seen:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [
            ["name", "language", "category", "body", "examples"],
            ["sent_out", "EN_US", "UTILITY", text, " | ".join(examples)],
        ]
    )
    return await uploaded(world, "whatsapp templates import", "rows.csv", out.getvalue().encode())


async def plan(world: BotWorld, text: str, examples: list[str]) -> Seen:
    content = json.dumps({"version": 1, "templates": [body(text, examples)]}).encode()
    return await uploaded(world, "whatsapp templates plan", "templates.json", content)


CONFIRMED: dict[str, Way] = {
    "json": json_field, "code block": code_block, "mention": mentioned, "edit": edit, "form": form,
    "translate": translation, "import json": import_json, "import csv": import_csv,
}  # fmt: skip


def writes(world: BotWorld) -> list[Any]:
    return [call for call in world.sinch.requests if call.method in ("POST", "PATCH") and "/templates" in call.path]


@pytest.mark.parametrize("rule", SAMPLES)
async def test_the_same_fault_is_found_on_every_way(world: BotWorld, rule: str) -> None:
    text, examples, said = SAMPLES[rule]
    for name, way in CONFIRMED.items():
        seen = await way(world, text, examples)
        assert said in words(seen), name
        assert rule in words(seen), name
        ways = [
            *labels(seen),
            *([seen.body["submit"]["text"]] if isinstance(seen, View) and seen.body.get("submit") else []),
        ]
        mend = next((at for at, label in enumerate(ways) if label.startswith("Mend it")), None)
        assert mend is not None, (name, ways)
        assert mend < ways.index("Submit anyway"), (name, ways)
        assert not {"Create", "Submit for review", "Change"} & {*ways}, (name, ways)
    card = await plan(world, text, examples)
    assert said in words(card)
    assert rule in words(card)
    assert "1 refused" in words(card)
    assert not labels(card)
    assert not writes(world)


GOOD = (
    "Hi {{1}}, we received your payment of $49.90 for invoice {{2}}. Thank you.",
    "Olá {{1}}, recebemos o seu pagamento de R$ 49,90 da fatura {{2}}. Obrigado.",
    ["Ada", "INV-7"],
)
"""A body, the same in the language of the translation, and the examples of both."""


async def test_a_good_body_gets_no_finding_on_any_way(world: BotWorld) -> None:
    text, translated, examples = GOOD
    for name, way in CONFIRMED.items():
        seen = await way(world, translated if name == "translate" else text, examples)
        said = words(seen)
        assert not [sign for sign in (":no_entry:", ":warning:", "Rules:") if sign in said], (name, said)
        assert not [label for label in labels(seen) if label.startswith(("Mend it", "Submit anyway"))], name
        if isinstance(seen, View) and seen.body.get("submit"):
            assert seen.body["submit"]["text"] != "Submit anyway", name
    card = await plan(world, text, examples)
    assert "1 to create" in words(card)
    assert not [sign for sign in (":no_entry:", ":warning:") if sign in words(card)], words(card)
    checked = await world.slash(f"whatsapp templates check json='{json.dumps(body(text, examples))}'")
    assert "no findings" in words(checked)
    assert not writes(world)


async def test_what_the_api_refuses_is_not_to_be_submitted_anyway(world: BotWorld) -> None:
    """Too long, or without an example: the API says no whatever a person confirms."""
    for text, examples, said in (
        ("Hello {{1}}, " + "long " * 300, ["Ada"], "1,024"),
        ("Hello {{1}}, your order is on its way to you.", [], "xample"),
    ):
        for name, way in CONFIRMED.items():
            if name in ("form", "mention", "translate"):
                continue  # their fields refuse it
            before = {view.id for view in world.views()}
            if name in ("json", "code block", "edit"):
                outcome = await world.slack.people.slash(OWNER, GENERAL, "/sinch", typed(name, text, examples))
                assert outcome.ok

                def look(before: set[str] = before, said: str = said) -> Any:
                    fresh: list[Seen] = [view for view in world.views() if view.id not in before]
                    return next((message for message in [*fresh, *world.messages()] if said in words(message)), None)

                seen = await world.until(look, f"{name}: {said}")
            else:
                seen = await way(world, text, examples)
            assert "Submit anyway" not in labels(seen), name
        card = await plan(world, text, examples)
        assert "1 refused" in words(card)
    assert not writes(world)


def typed(name: str, text: str, examples: list[str]) -> str:
    made = body(text, examples)
    if name == "edit":
        changes = json.dumps({"status": "SUBMIT", "details": made["details"]})
        return f"whatsapp templates update order_update EN_US json='{changes}'"
    content = json.dumps(made)
    return f"whatsapp templates create {f'json={chr(39)}{content}{chr(39)}' if name == 'json' else f'```{content}```'}"


WRONG = {"name": "Oops!", "language": "EN_US", "category": "UTILITY"}
NAME_RULE = "must be lowercase letters, digits and underscores"


def direct_message(world: BotWorld) -> str:
    bot = world.workspace.app.user_id
    channels = world.workspace.channels.values()
    return next(channel.id for channel in channels if channel.kind == "im" and {OWNER, bot} <= {*channel.members})


async def test_what_a_field_refuses_is_said_in_the_same_words_on_every_way(world: BotWorld) -> None:
    whole = {**body("Hello {{1}}, your order is on its way to you.", ["Ada"]), **WRONG}
    fields = " ".join(f'{name}="{value}"' for name, value in WRONG.items())
    typed_ways = {
        "words": f"whatsapp templates create {fields}",
        "json": f"whatsapp templates create json='{json.dumps(whole)}'",
        "code block": f"whatsapp templates create ```{json.dumps(whole)}```",
    }

    def known() -> set[tuple[str, str]]:
        said = {(message.ts, words(message)) for message in world.messages() if message.bot_id}
        return said | {(view.id, words(view)) for view in world.views()}

    for place in ("slash", "mention", "direct message"):
        for name, text in typed_ways.items():
            before = known()
            if place == "slash":
                await world.slack.people.slash(OWNER, GENERAL, "/sinch", text)
            elif place == "mention":
                await world.slack.people.send_message(OWNER, GENERAL, f"@Sinch {text}")
            else:
                await world.slack.people.send_message(OWNER, direct_message(world), text)

            def look(before: set[tuple[str, str]] = before) -> bool:
                return any(NAME_RULE in said.lower() for _, said in known() - before)

            await world.until(look, f"{place}, {name}: the rule for names")
    view = await world.slash_form("whatsapp templates create language=EN_US category=UTILITY")
    outcome = await step(world, view, {"name": WRONG["name"]})
    assert NAME_RULE in outcome.errors["name"].lower()
    rows = json.dumps([whole]).encode()
    for command in ("whatsapp templates import", "whatsapp templates plan"):
        seen = await uploaded(world, command, "rows.json", rows)
        assert NAME_RULE in words(seen).lower(), command
    assert not writes(world)
