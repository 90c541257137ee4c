"""What is for one person is read by nobody else, and a secret typed where it stays is neither run nor repeated."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

import commands
from tests.worlds.bot_world import ACTIVITY, MEMBER, OWNER, PROJECT_ID, BotWorld, words
from tests.worlds.stub_world import StubWorld, refusal, stub_world

SECRET = "correct-horse-battery"


async def mention(world: BotWorld, text: str, channel: str = ACTIVITY, user: str = OWNER) -> None:
    def said() -> int:
        return sum(bool(message.bot_id) for message in world.messages(channel))

    before = said()
    await world.slack.people.send_message(user, channel, f"@{world.workspace.bot.name} {text}")
    await world.until(lambda: said() > before, f"an answer to {text!r}")
    await world.quiet()


def for_all(world: BotWorld) -> str:
    """What the bot has said that others can read."""
    return "\n".join(words(message) for message in world.messages() if message.bot_id and not message.ephemeral_to)


def for_owner(world: BotWorld) -> str:
    return "\n".join(words(message) for message in world.messages() if message.ephemeral_to == OWNER)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("audit", "Audit"),
        ("projects list", "roject"),
        ("access list", "admin"),
        ("webhooks list", "/sinch/webhooks/"),
        ("webhooks list public", "/sinch/webhooks/"),
    ],
)
async def test_by_mention_it_comes_to_the_asker_alone(world: BotWorld, text: str, shown: str) -> None:
    await mention(world, text)
    assert shown in for_owner(world)
    assert shown not in for_all(world)


@pytest.mark.parametrize("text", ["audit public", "projects list public", "access list public", "webhooks list public"])
async def test_public_does_not_widen_it(world: BotWorld, text: str) -> None:
    answer = await world.slash(text)
    assert answer.ephemeral_to == OWNER


async def test_what_everyone_may_see_stands_in_the_thread(world: BotWorld) -> None:
    await mention(world, "whatsapp account get", user=MEMBER)
    assert "Northwind Coffee" in for_all(world)


async def test_what_names_a_webhook_is_for_the_asker_also_where_the_command_is_for_everyone(world: BotWorld) -> None:
    """An answer may be narrower than its command: a bundle with webhooks, the status that an admin sees."""
    key, bundle = next(iter(world.sinch.projects[PROJECT_ID].bundles.items()))
    target = "https://crm.example.com/in?for=us"
    bundle["webhooks"] = [{"id": "w", "target": target, "triggers": ["ALL"]}]
    bundle["webhookDeliveryStatuses"] = [{"target": target, "state": "FAILED"}]
    for text in (f"bundles get {key}", f"bundles get {key} public", "bundles list", "status", "status public"):
        await mention(world, text)
        await world.slash(text, channel=ACTIVITY)
    assert for_owner(world).count("Everything in it is set up") >= 4, "the bundle, in each of four ways"
    assert "Everything in it is set up" not in for_all(world)
    assert target not in for_all(world)
    assert "/sinch/webhooks/" not in for_all(world)


async def test_the_export_goes_to_the_asker_and_cannot_be_sent_here(world: BotWorld) -> None:
    refused = await world.slash_form("audit csv=here")
    assert "can't be 'here'" in words(refused)


async def test_a_token_asked_for_by_mention_is_seen_by_the_asker_only(world: BotWorld) -> None:
    await mention(world, "whatsapp long-lived-token")
    asked = next(message for message in world.messages(ACTIVITY) if message.bot_id)
    assert asked.ephemeral_to == OWNER
    await world.click(asked, "Show it to me only")
    await world.until(lambda: world.views(), "the form")
    await world.submit(world.views()[-1], {"token": SECRET})
    await world.until(lambda: "SANDBOX" in words(world.views()[-1]), "the token")
    assert "SANDBOX" not in for_all(world)
    assert "SANDBOX" not in for_owner(world), "not in what stays either"


async def test_a_token_asked_for_by_command_is_confirmed_out_of_sight(world: BotWorld) -> None:
    asked = await world.slash(f"whatsapp long-lived-token token={SECRET} public")
    assert asked.ephemeral_to == OWNER
    await world.click(asked, "Exchange")
    await world.until(lambda: "SANDBOX" in for_owner(world), "the token")
    assert "SANDBOX" not in for_all(world)


def secret_commands() -> list[tuple[str, str]]:
    """Every command with a secret argument, and how that is typed."""
    return [
        (command.path, arg.name) for command in commands.collect() for arg in command.arguments if arg.kind == "secret"
    ]


async def test_a_secret_typed_in_a_mention_is_not_run_and_not_repeated(world: BotWorld) -> None:
    for path, name in secret_commands():
        await mention(world, f"{path} {name}={SECRET}")
        await mention(world, f'{path} json=\'{{"{name}": "{SECRET}"}}\'')
    assert [call.path for call in world.calls("POST") if "/oauth2/" not in call.path] == [], "nothing was sent"
    assert SECRET not in for_all(world)
    assert SECRET not in for_owner(world)
    told = [words(message) for message in world.messages() if message.ephemeral_to == OWNER]
    assert len(told) == 2 * len(secret_commands())
    assert all("Delete your message" in text for text in told)
    assert not await world.bot.store.pending.prune(world.bot.clock.now().replace(year=2100)), "nothing was kept"


@pytest.mark.parametrize(
    "text",
    [
        f"webhooks create target=https://a.example secrt={SECRET}",
        f"webhooks create https://a.example {SECRET} ALL",
        f"webhooks create json={{'secret': '{SECRET}'",
        f"projects add key_secret:{SECRET}",
    ],
)
async def test_nor_is_one_that_fits_nowhere(world: BotWorld, text: str) -> None:
    await mention(world, text)
    assert SECRET not in for_all(world) + for_owner(world)
    assert "Delete your message" in for_owner(world)


TELLING = (
    "my token is {}", "webhook craete secret={}", "setup rotate secret={}", "help secret={}", "Bearer {}",
    "digest add daily 9:00 token={}", "approvals require launch secret={}", "the password is {}", "why api_key={}",
)  # fmt: skip


IN_A_SENTENCE = (
    "long lived token {}", "waba details {}", "verify my sender with otp {}", "create a webhook signed with {}",
    "please add a webhook with secret {} for https://h.example/5", "use {} as the webhook secret",
    "add project nordics, its key is k9 and {}", "wehbooks craete --secret {}",
)  # fmt: skip
"""In words that only plain English makes sense of."""


async def test_nor_one_in_words_that_take_none(world: BotWorld) -> None:
    for said in (*TELLING, *IN_A_SENTENCE):
        await mention(world, said.format("Zq9topsecretvalue"))
    assert "Zq9topsecretvalue" not in for_all(world) + for_owner(world)
    told = [message for message in world.messages() if message.ephemeral_to == OWNER and "Delete" in words(message)]
    assert len(told) == len(TELLING) + len(IN_A_SENTENCE)


async def test_nor_one_in_the_answer_to_a_question(world: BotWorld) -> None:
    await mention(world, "digest add")
    question = next(message for message in world.messages(ACTIVITY) if message.bot_id and not message.ephemeral_to)
    await world.slack.people.send_message(OWNER, ACTIVITY, f"the secret should be {SECRET}", question.thread_ts)
    await world.until(lambda: "Delete your message" in for_owner(world), "the advice")
    await world.quiet()
    assert SECRET not in for_all(world) + for_owner(world)


async def test_a_slash_command_is_read_by_nobody_else_whatever_question_is_open(world: BotWorld) -> None:
    direct = world.workspace.direct(OWNER, world.workspace.app.user_id).id
    await world.slack.people.send_message(OWNER, direct, "digest add")
    await world.until(lambda: any(message.bot_id for message in world.messages(direct)), "the question")
    await world.quiet()
    answer = await world.slash("change the secret to swordfish", channel=direct)
    assert "Delete your message" not in words(answer)
    assert "with `/sinch`" not in words(answer)
    assert "swordfish" not in for_all(world)


async def test_nor_one_in_a_direct_message(world: BotWorld) -> None:
    direct = world.workspace.direct(OWNER, world.workspace.app.user_id).id
    await world.slack.people.send_message(OWNER, direct, f"webhooks create target=https://a.example secret={SECRET}")
    await world.until(lambda: any(message.bot_id for message in world.messages(direct)), "an answer")
    await world.quiet()
    assert "Delete your message" in "\n".join(words(message) for message in world.messages(direct))
    assert not any(SECRET in words(message) for message in world.messages(direct) if message.bot_id)
    assert not world.calls("POST", "/webhooks")


async def test_the_form_that_is_offered_keeps_what_is_no_secret(world: BotWorld) -> None:
    await mention(world, f"webhooks create target=https://a.example secret={SECRET}")
    told = next(message for message in world.messages(ACTIVITY) if message.ephemeral_to == OWNER)
    await world.click(told, "Open form")
    await world.until(lambda: world.views(), "the form")
    shown = json.dumps(world.views()[-1].body)
    assert "https://a.example" in shown
    assert SECRET not in shown


async def test_a_secret_that_the_api_repeats_is_masked(tmp_path: Path) -> None:
    typed = f"webhooks create target=https://a.example/x secret={SECRET} triggers=ALL"
    async with stub_world(tmp_path) as world:
        made = {"id": "w1", "target": f"https://a.example/{SECRET}", "triggers": ["ALL"], "note": SECRET}
        world.sinch["POST /webhooks"] = made
        assert SECRET not in json.dumps(await confirmed(world, typed))
        world.sinch["POST /webhooks"] = refusal(
            400, f"{SECRET} is too weak.", f"Not {SECRET}.", additionalInformation={"validationErrors": [SECRET]}
        )
        answer = json.dumps(await confirmed(world, f"{typed} public"))
        assert "is too weak" in answer
        assert SECRET not in answer
        entries = json.dumps(await world.slash("audit"))
        assert "is too weak" in entries
        assert SECRET not in entries


async def test_a_password_in_an_address_is_shown_nowhere(world: BotWorld, tmp_path: Path) -> None:
    """In no question, card, list, request for approval, file or audit row, nor in the database; Sinch gets it."""
    address = f"https://anna:{SECRET}@hooks.example.com/in?access_token={SECRET}"
    create = f"webhooks create target={address} secret=another-secret triggers=ALL"
    await world.click_for(await world.slash(create), "Create")
    hooks = world.sinch.projects[PROJECT_ID].webhooks
    (webhook_id,) = (key for key, hook in hooks.items() if hook["target"] == address)
    await world.click_for(await world.slash(f"webhooks update {webhook_id} target={address}#2"), "Update")
    await world.click_for(await world.slash("undo"), "Undo")
    assert hooks[webhook_id]["target"] == address
    for typed in (f"webhooks get {webhook_id}", "webhooks list", "audit"):
        assert "anna:***@" in words(await world.slash(typed)), typed
    for typed in ("webhooks list csv=me", "audit csv=me"):
        await world.slash(typed)
        await world.quiet()
    await world.slash(f"approvals require webhooks in=<#{ACTIVITY}>")
    await world.slash(f"access grant <@{MEMBER}> admin")
    await world.slash(create.replace("/in", "/out"))
    await world.until(lambda: any("asks for" in words(card) for card in world.messages(ACTIVITY)), "the request")
    assert len(world.workspace.files) == 2
    assert not [call.method for call in world.workspace.calls if SECRET in json.dumps(call.params, default=str)]
    assert not [file.name for file in world.workspace.files.values() if SECRET.encode() in file.content]
    (card,) = [message for message in world.messages(ACTIVITY) if "asks for" in words(message)]
    assert not await asyncio.to_thread(
        lambda: [path for path in tmp_path.iterdir() if SECRET.encode() in path.read_bytes()]
    )
    await world.click(card, "Approve", user=MEMBER)
    await world.until(lambda: address.replace("/in", "/out") in {hook["target"] for hook in hooks.values()}, "it runs")


async def confirmed(world: StubWorld, typed: str) -> object:
    asked = await world.slash(typed)
    assert SECRET not in json.dumps(asked)
    return await world.press(asked, "Create")
