"""`/sinch webhooks ...`: where Sinch sends what happens in a project."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, SecretStr

from bot.cards.blocks import done
from bot.cards.blocks.message import Message
from bot.cards.resources import resource
from bot.cards.vocabulary.payload import as_payload, strings, text
from bot.cards.vocabulary.words import event
from bot.command import Args, Audience, Ctx, Effect, Reply, Role, Router, option, word
from bot.errors import BadArguments, Problem
from bot.flows.execution import choices
from bot.links import CommandLink
from bot.provisioning.event_types import EVENT_TYPES
from bot.redaction import redacted_text
from bot.slack.text import code, escape
from commands._shared import lists
from commands._shared.checks import bad_address
from commands._shared.webhooks import ALL_EVENTS, MOST_WEBHOOKS, SECRET_LENGTH, TARGET_LENGTH, how_many_events

router = Router()

TRIGGERS = (ALL_EVENTS, *EVENT_TYPES)
Trigger = Literal[TRIGGERS]  # type: ignore[valid-type]


class WebhookArgs(Args):
    webhook_id: str = word("Webhook", choices="webhooks", min_length=1)


def _address(value: str) -> str:
    if fault := bad_address(value, "callback"):
        raise ValueError(fault)
    return value


def _alone(value: list[str]) -> list[str]:
    if ALL_EVENTS in value and len(value) > 1:
        raise ValueError("Choose ALL or single events, not both.")
    if len(set(value)) < len(value):
        raise ValueError("name each event only once")
    return value


Target = Annotated[str, AfterValidator(_address)]
Triggers = Annotated[list[Trigger], AfterValidator(_alone)]


class CreateWebhook(Args):
    target: Target = option(
        "Target", "The https address that Sinch calls", max_length=TARGET_LENGTH, placeholder="https://"
    )
    secret: SecretStr = option(
        "Secret", "Signs what Sinch sends. Use a long, random one", min_length=1, max_length=SECRET_LENGTH
    )
    triggers: Triggers = option("Triggers", "Events to send, or ALL", min_length=1)


class UpdateWebhook(WebhookArgs):
    target: Target | None = option(
        "Target", "The https address that Sinch calls", default=None, max_length=TARGET_LENGTH
    )
    secret: SecretStr | None = option(
        "Secret", "Leave empty to keep it", default=None, min_length=1, max_length=SECRET_LENGTH
    )
    triggers: Triggers | None = option("Triggers", "The whole new list", default=None, min_length=1)


class ReplaceWebhook(WebhookArgs, CreateWebhook):
    """Everything, in full."""


def _events(triggers: Sequence[str]) -> str:
    return "every event" if ALL_EVENTS in triggers else ", ".join(map(event, triggers))


def _target(webhook: Mapping[str, Any]) -> str:
    """Where it sends, without a password or token that stands in it."""
    return redacted_text(text(webhook, "target"))


WEBHOOKS = lists.Shape(
    path="webhooks list",
    title="Webhooks",
    columns=("Target", "Events", "ID"),
    row=lambda webhook: [_target(webhook), _events(strings(webhook, "triggers")), text(webhook, "id")],
    empty="No webhooks yet.",
    opens="webhooks get",
    names=lambda webhook: (_target(webhook), {"webhook_id": text(webhook, "id")}),
    more=(
        CommandLink("Create a webhook", "webhooks create", {}, "form"),
        CommandLink("Set up this bot's webhook", "setup"),
    ),
    note=f"A project has at most {MOST_WEBHOOKS}.",
    page_size=MOST_WEBHOOKS,
    export_page_size=MOST_WEBHOOKS,
)


@router.command(
    "webhooks list",
    Effect.READ,
    audience=Audience.ASKER,
    calls=("WebhookWebhookController_listWebhooks_v1",),
    phrases=("show the webhooks", "list all webhooks", "where does sinch send events, which callbacks are registered"),
)
async def list_(ctx: Ctx, args: lists.BrowseAlone) -> Reply:
    """List the project's webhooks."""
    webhooks = ctx.api.webhooks
    return await lists.reply(ctx, args, WEBHOOKS, webhooks.list, lambda **page: _masked(webhooks.iterate(**page)))


async def _masked(webhooks: AsyncIterator[Any]) -> AsyncIterator[dict[str, Any]]:
    async for webhook in webhooks:
        payload = as_payload(webhook)
        yield {**payload, "target": _target(payload)}


@router.command(
    "webhooks get",
    Effect.READ,
    audience=Audience.ASKER,
    calls=("WebhookWebhookController_getWebhook_v1",),
    phrases=("show webhook {webhook_id}", "open the webhook {webhook_id}", "details of webhook {webhook_id}"),
)
async def get(ctx: Ctx, args: WebhookArgs) -> Reply:
    """Show a webhook."""
    webhook = await ctx.api.webhooks.get(args.webhook_id)
    return Reply(_card(webhook))


async def _creating(ctx: Ctx, args: CreateWebhook) -> str:
    return f"Create a webhook for {code(redacted_text(args.target))}?\nEvents: {escape(_events(args.triggers))}"


@router.command(
    "webhooks create",
    Effect.CHANGE,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    ask=_creating,
    calls=("WebhookWebhookController_createWebhook_v1",),
    example="/sinch webhooks create target=https://example.com/sinch secret=... triggers=ALL",
    phrases=("create a webhook", "register a new webhook", "add a callback"),
)
async def create(ctx: Ctx, args: CreateWebhook) -> Reply:
    """Create a webhook."""
    return Reply(_card(await ctx.api.webhooks.create(_body(args.target, args.secret, args.triggers))))


async def _present(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form begins with what is there; the API never shows the secret."""
    if not values.get("webhook_id"):
        return {}
    webhook = await ctx.api.webhooks.get(str(values["webhook_id"]))
    return {"target": webhook.target, "triggers": webhook.triggers}


async def _changing(ctx: Ctx, args: UpdateWebhook) -> str:
    lines = [
        f"Target: {code(redacted_text(args.target))}" if args.target else "",
        "A new secret." if args.secret else "",
        f"Events: {escape(_events(args.triggers))}" if args.triggers else "",
    ]
    return "\n".join([f"Update the webhook {code(await _called(ctx, args.webhook_id))}?", *filter(None, lines)])


@router.command(
    "webhooks update",
    Effect.CHANGE,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    ask=_changing,
    prefill=_present,
    calls=("WebhookWebhookController_updateWebhook_v1",),
    phrases=(
        "change the webhook {webhook_id}",
        "edit webhook {webhook_id}",
        "update the target of webhook {webhook_id}",
    ),
)
async def update(ctx: Ctx, args: UpdateWebhook) -> Reply:
    """Edit a webhook."""
    given = _body(args.target, args.secret, args.triggers)
    if not given:
        raise BadArguments((Problem("target", "change at least one of target, secret, triggers"),))
    return Reply(_card(await ctx.api.webhooks.update(args.webhook_id, given)))


async def _replacing(ctx: Ctx, args: ReplaceWebhook) -> str:
    lines = f"Target: {code(redacted_text(args.target))}\nEvents: {escape(_events(args.triggers))}"
    return f"Replace the webhook {code(await _called(ctx, args.webhook_id))} in full?\n{lines}"


@router.command(
    "webhooks replace",
    Effect.CHANGE,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    ask=_replacing,
    calls=("WebhookWebhookController_replaceWebhook_v1",),
    phrases=(
        "replace the webhook {webhook_id}",
        "replace webhook {webhook_id} in full",
        "overwrite webhook {webhook_id}",
    ),
)
async def replace(ctx: Ctx, args: ReplaceWebhook) -> Reply:
    """Replace a webhook in full."""
    return Reply(_card(await ctx.api.webhooks.replace(args.webhook_id, _body(args.target, args.secret, args.triggers))))


async def _loss(ctx: Ctx, args: WebhookArgs) -> str:
    webhook = await ctx.api.webhooks.get(args.webhook_id)
    what = how_many_events(list(map(str, webhook.triggers or [])))
    return (
        f"Delete the webhook {code(redacted_text(str(webhook.target)))}?\n"
        f"It will no longer get {what}. Events in the meantime aren't sent later."
    )


@router.command(
    "webhooks delete",
    Effect.DESTROY,
    audience=Audience.ASKER,
    ask=_loss,
    calls=("WebhookWebhookController_deleteWebhook_v1",),
    phrases=("delete the webhook {webhook_id}", "remove webhook {webhook_id}", "get rid of the callback {webhook_id}"),
)
async def delete(ctx: Ctx, args: WebhookArgs) -> Reply:
    """Delete a webhook."""
    called = await _called(ctx, args.webhook_id)
    await ctx.api.webhooks.delete(args.webhook_id)
    return Reply(done.card(f"The webhook {code(called)} is deleted.", CommandLink("All webhooks", "webhooks list")))


async def _called(ctx: Ctx, webhook_id: str) -> str:
    """Webhooks go by their targets."""
    return await choices.label(ctx.services, ctx.project_id, "webhooks", webhook_id, {})


def _body(target: str | None, secret: SecretStr | None, triggers: list[str] | None) -> dict[str, object]:
    body = {"target": target, "secret": secret.get_secret_value() if secret else None, "triggers": triggers}
    return {name: value for name, value in body.items() if value is not None}


def _card(webhook: object) -> Message:
    return resource.card("webhook", webhook, extra=[CommandLink("All webhooks", "webhooks list")])
