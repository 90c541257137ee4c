"""`/sinch conversation ...`: what a Conversation API app knows of its channels (closed beta)."""

from __future__ import annotations

from bot.cards.resources import resource
from bot.command import Args, Ctx, Effect, Reply, Router, word

router = Router()


class AppArgs(Args):
    app_id: str = word("Conversation app ID", min_length=1)


@router.command(
    "conversation instagram",
    Effect.READ,
    title="Instagram channel",
    calls=("ConversationInstagramController_get_v1",),
    phrases=(
        "show the instagram channel of app {app_id}",
        "instagram of conversation app {app_id}",
        "how is instagram connected in {app_id}",
    ),
)
async def instagram(ctx: Ctx, args: AppArgs) -> Reply:
    """Show the Instagram channel of a Conversation app."""
    return Reply(resource.card("instagram", await ctx.api.conversation.instagram(args.app_id)))


@router.command(
    "conversation messenger",
    Effect.READ,
    title="Messenger channel",
    calls=("ConversationMessengerController_get_v1",),
    phrases=(
        "show the facebook messenger channel of app {app_id}",
        "messenger of conversation app {app_id}",
        "how is messenger connected in {app_id}",
    ),
)
async def messenger(ctx: Ctx, args: AppArgs) -> Reply:
    """Show the Facebook Messenger channel of a Conversation app."""
    return Reply(resource.card("messenger", await ctx.api.conversation.messenger(args.app_id)))


@router.command(
    "conversation telegram",
    Effect.READ,
    title="Telegram bot",
    calls=("ConversationTelegramController_get_v1",),
    phrases=(
        "show the telegram bot of app {app_id}",
        "telegram of conversation app {app_id}",
        "how is telegram connected in {app_id}",
    ),
)
async def telegram(ctx: Ctx, args: AppArgs) -> Reply:
    """Show the Telegram bot of a Conversation app."""
    return Reply(resource.card("telegram", await ctx.api.conversation.telegram(args.app_id)))


@router.command(
    "conversation viber",
    Effect.READ,
    title="Viber bot",
    calls=("ConversationViberController_get_v1",),
    phrases=(
        "show the viber bot of app {app_id}",
        "viber of conversation app {app_id}",
        "how is viber connected in {app_id}",
    ),
)
async def viber(ctx: Ctx, args: AppArgs) -> Reply:
    """Show the Viber bot of a Conversation app."""
    return Reply(resource.card("viber", await ctx.api.conversation.viber(args.app_id)))
