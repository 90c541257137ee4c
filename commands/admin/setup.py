"""`/sinch setup`: make Sinch send this project's events here."""

from __future__ import annotations

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, offer_link
from bot.cards.blocks.message import Message
from bot.cards.vocabulary import calls
from bot.command import Audience, Ctx, Effect, NoArgs, Reply, Role, Router
from bot.flows.activity_lists import first_look
from bot.flows.projects import rotation, setup, signing
from bot.links import Call
from bot.slack.text import code, date
from bot.storage.states import AuditOutcome

router = Router()

WEBHOOK = ("webhooks create", "webhooks update")

DONE = {
    setup.WebhookOutcome.CREATED: ":white_check_mark: Webhook registered. All of this project's events now come here.",
    setup.WebhookOutcome.MOVED: ":white_check_mark: Webhook updated. It pointed elsewhere and now comes here.",
    setup.WebhookOutcome.UPDATED: ":white_check_mark: Webhook updated. It now sends every event.",
    setup.WebhookOutcome.KEPT: ":white_check_mark: Webhook already registered. It sends every event.",
}


@router.command(
    "setup",
    Effect.SETTING,
    title="Set up the webhook",
    does=WEBHOOK,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    phrases=(
        "set up the webhook of this bot",
        "register this bot at sinch",
        "register the webhook again",
        "register webhook again",
        "repair the setup",
        "make sinch send events here",
    ),
)
async def register(ctx: Ctx, args: NoArgs) -> Reply:
    """Register this bot's webhook at Sinch, or fix it."""
    if ctx.services.settings.encryption_keys and signing.is_shared(ctx.services, ctx.project_id):
        return Reply(rotated(await rotation.rotate(ctx.services, ctx.project_id, by=ctx.actor.user_id)))
    registered = await setup.register(ctx.services, ctx.project_id, by=ctx.actor.user_id)
    kept = registered.done is setup.WebhookOutcome.KEPT
    if not kept:
        await first_look.again(ctx.services, ctx.project_id)
    outcome = AuditOutcome.UNCHANGED if kept and not registered.removed else AuditOutcome.DONE
    return Reply(said(registered, ctx.place.channel), outcome=outcome)


@router.command(
    "setup rotate",
    Effect.SETTING,
    title="Change webhook secret",
    does=WEBHOOK,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    example="/sinch setup rotate",
    phrases=(
        "rotate the webhook secret",
        "change the secret of the webhook",
        "give the webhook a new secret",
        "renew the signing secret",
    ),
)
async def rotate(ctx: Ctx, args: NoArgs) -> Reply:
    """Change the webhook's secret without losing an event."""
    return Reply(rotated(await rotation.rotate(ctx.services, ctx.project_id, by=ctx.actor.user_id)))


def rotated(result: rotation.Rotation) -> Message:
    """What was done, and until when the earlier secret is good."""
    text = (
        ":white_check_mark: Sinch has a new webhook secret for this project.\n"
        f"I accept the old one until Sinch signs with the new one, until {date(result.until)} at the latest. "
        "No event is lost, and nobody needs to know the secret: it's stored encrypted."
    )
    return layout.message(
        text,
        layout.section(text),
        layout.section(f"{DONE[result.webhook.done]}\nTarget: {code(result.webhook.target)}"),
        layout.actions(offer("Webhooks", Call("webhooks list"))),
    )


def said(result: setup.Registration, place: str) -> Message:
    """What was done, in words."""
    before = f"Before: {code(result.before)}" if result.before else ""
    removed = [f"Deleted this bot's earlier webhook, which pointed to {code(address)}." for address in result.removed]
    strangers = [
        f":warning: {code(address)} looks like another installation of this bot. If not, delete it."
        for _, address in result.strangers
    ]
    lines = [DONE[result.done], f"Target: {code(result.target)}", before, *removed, *strangers]
    text = "\n".join(line for line in lines if line)
    return layout.message(
        text,
        layout.section(text),
        layout.actions(
            offer_link(calls.subscribe(place), style="primary"),
            offer("Test it", Call("status")),
            offer("Webhooks", Call("webhooks list")),
            *(
                offer(f"Delete {address}", Call("webhooks delete", {"webhook_id": stranger}), style="danger")
                for stranger, address in result.strangers
            ),
        ),
    )
