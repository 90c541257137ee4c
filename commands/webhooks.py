"""`/sinch webhooks ...`: where Sinch sends what happens in a project."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator

from bot.arguments import Args, Listing, option, word
from bot.cards import resource, table
from bot.cards.buttons import Call
from bot.command import Effect, Reply, Router
from bot.context import Ctx, Role
from bot.provisioning.event_types import EVENT_TYPES
from bot.slack.text import code
from commands import _lists

router = Router()

TRIGGERS = ("ALL", *EVENT_TYPES)
Trigger = Literal[TRIGGERS]  # type: ignore[valid-type]
PAGE = 15


class Which(Args):
    webhook_id: str = word("Webhook", "its id, as in `webhooks list`", choices="webhooks", min_length=1)


class Create(Args):
    target: str = option("Target", "https address that Sinch calls", max_length=742, placeholder="https://")
    secret: SecretStr = option("Secret", "signs what Sinch sends; long and random", min_length=1, max_length=128)
    triggers: list[Trigger] = option("Triggers", "which events; ALL alone for every one", min_length=1)

    @field_validator("target")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address like https://example.com/callback")
        return value

    @field_validator("triggers")
    @classmethod
    def _alone(cls, value: list[str]) -> list[str]:
        if "ALL" in value and len(value) > 1:
            raise ValueError("ALL stands alone: it already means every event")
        if len(set(value)) < len(value):
            raise ValueError("name each event once")
        return value


@router.command("webhooks list", Effect.READ, calls=("WebhookWebhookController_listWebhooks_v1",))
async def list_(ctx: Ctx, args: Listing) -> Reply:
    """List the project's webhooks."""
    page = await ctx.api.webhooks.list(page_token=args.page or None, page_size=PAGE)
    rows = [[one.id, one.target, ", ".join(one.triggers or [])] for one in page]
    return Reply(
        table.listing(
            table.Listing(
                title="Webhooks",
                columns=("Id", "Target", "Triggers"),
                rows=rows,
                pages=_lists.pages("webhooks list", args, page),
                empty="No webhook is registered yet.",
                open=_lists.opening("webhooks get", [(str(one.target), {"webhook_id": one.id}) for one in page]),
                more=[
                    ("Create a webhook", Call("webhooks create", {}, "form")),
                    ("Register this bot", Call("setup")),
                ],
                note="A project has at most 15.",
            )
        )
    )


@router.command("webhooks get", Effect.READ, calls=("WebhookWebhookController_getWebhook_v1",))
async def get(ctx: Ctx, args: Which) -> Reply:
    """Show a webhook."""
    webhook = await ctx.api.webhooks.get(args.webhook_id)
    return Reply(resource.card("webhook", webhook, extra=_offers(args.webhook_id)))


@router.command(
    "webhooks create",
    Effect.CHANGE,
    role=Role.ADMIN,
    ask="Register a webhook for `{target}`?\nIt will get: {triggers}",
    calls=("WebhookWebhookController_createWebhook_v1",),
    example="/sinch webhooks create target=https://example.com/sinch secret=... triggers=ALL",
)
async def create(ctx: Ctx, args: Create) -> Reply:
    """Register a webhook."""
    webhook = await ctx.api.webhooks.create(
        {"target": args.target, "secret": args.secret.get_secret_value(), "triggers": list(args.triggers)}
    )
    return Reply(resource.card("webhook", webhook, extra=_offers(str(webhook.id))))


async def _loss(ctx: Ctx, args: Which) -> str:
    webhook = await ctx.api.webhooks.get(args.webhook_id)
    what = "every event" if webhook.triggers == ["ALL"] else f"{len(webhook.triggers or [])} kinds of events"
    return (
        f"Delete the webhook {code(args.webhook_id)}?\n"
        f"{code(str(webhook.target))} will no longer get {what}. What happens meanwhile is not sent later."
    )


@router.command("webhooks delete", Effect.DESTROY, ask=_loss, calls=("WebhookWebhookController_deleteWebhook_v1",))
async def delete(ctx: Ctx, args: Which) -> Reply:
    """Delete a webhook."""
    await ctx.api.webhooks.delete(args.webhook_id)
    return Reply(resource.deleted("webhook", args.webhook_id, more=[("Webhooks", Call("webhooks list"))]))


def _offers(webhook_id: str) -> list[tuple[str, Call]]:
    return [("Delete", Call("webhooks delete", {"webhook_id": webhook_id})), ("All webhooks", Call("webhooks list"))]
