"""`/sinch whatsapp enable-analytics | waba-details | long-lived-token`: around the WhatsApp Business Account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import SecretStr

from bot.cards.blocks import done, table
from bot.cards.blocks.message import Message
from bot.cards.vocabulary.payload import as_payload, mappings, text
from bot.command import Args, Audience, Ctx, Effect, NoArgs, Question, Reply, Role, Router, option
from bot.errors import BadArguments, Problem
from bot.slack.text import code

router = Router()

DEPRECATED = "deprecated by Sinch"


class BusinessAccountArgs(Args):
    token: SecretStr = option("Facebook token", "From Meta's embedded signup", min_length=1, alias="facebookToken")
    manager: str | None = option("Business Manager", "Like SINCH_UK", default=None, alias="businessManager")


class ExchangeToken(Args):
    token: SecretStr | None = option(
        "Facebook token", "Or the code below", default=None, min_length=1, alias="facebookToken"
    )
    fb_code: SecretStr | None = option(
        "Facebook code", "Or the token above", default=None, min_length=1, alias="facebookCode"
    )
    manager: str | None = option("Business Manager", "Like SINCH_UK", default=None, alias="businessManager")

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        if not values.get("token") and not values.get("fb_code"):
            raise BadArguments((Problem("token", "is required"),))
        return super().build(values)


@router.command(
    "whatsapp enable-analytics",
    Effect.CHANGE,
    title="Turn on analytics",
    submit="Turn on",
    ask="Turn on Meta's template analytics?\nYou can't turn them off again.",
    calls=("WhatsappTemplateAnalyticsHelpersController_enableTemplateAnalytics_v1",),
    phrases=("enable template analytics", "switch analytics on", "turn on whatsapp analytics"),
)
async def enable_analytics(ctx: Ctx, args: NoArgs) -> Reply:
    """Turn on Meta's template analytics, permanently."""
    await ctx.api.whatsapp.enable_template_analytics()
    return Reply(done.card("Template analytics are on. Figures appear over the next few days."))


@router.command(
    "whatsapp waba-details",
    Effect.READ,
    title="Accounts of a token",
    role=Role.OPERATOR,
    note=DEPRECATED,
    calls=("WhatsappEmbeddedSignupHelperController_listWabaDetailsForToken_v1",),
    phrases=(
        "which wabas can this facebook token see",
        "show the business accounts of a facebook token",
        "inspect a facebook token",
        "debug an fb token",
    ),
)
async def waba_details(ctx: Ctx, args: BusinessAccountArgs) -> Reply:
    """Show which WhatsApp Business Accounts a Facebook token can see."""
    body = {"facebookToken": args.token.get_secret_value(), "businessManager": args.manager}
    found = as_payload(await ctx.api.whatsapp.waba_details({k: v for k, v in body.items() if v}))
    rows: list[list[table.Cell]] = [
        [text(waba, "id"), text(number, "displayPhoneNumber"), text(number, "id"), number.get("provisioned") is True]
        for waba in mappings(found, "wabas")
        for number in mappings(waba, "numbers") or [{}]
    ]
    return Reply(
        table.listing(
            table.Listing(
                title="WhatsApp Business Accounts",
                columns=("Account", "Number", "Number ID", "Provisioned"),
                rows=rows,
                empty="This token can't see any accounts.",
                note=DEPRECATED,
            )
        )
    )


async def _exchanging(ctx: Ctx, args: ExchangeToken) -> Question:
    return Question("Exchange this for a 60-day token?\nI show it only to you, once.", yes="Exchange")


@router.command(
    "whatsapp long-lived-token",
    Effect.CHANGE,
    audience=Audience.SECRET,
    title="Get a 60-day token",
    submit="Exchange",
    role=Role.ADMIN,
    note=DEPRECATED,
    ask=_exchanging,
    calls=("WhatsappEmbeddedSignupHelperController_createLongLivedAccessToken_v1",),
    phrases=("exchange a token for a long lived one", "get a long lived token", "trade an embedded signup token"),
)
async def long_lived_token(ctx: Ctx, args: ExchangeToken) -> Reply:
    """Exchange an embedded-signup token for a 60-day token."""
    body = {
        "facebookToken": args.token.get_secret_value() if args.token else None,
        "facebookCode": args.fb_code.get_secret_value() if args.fb_code else None,
        "businessManager": args.manager,
    }
    answer = await ctx.api.whatsapp.long_lived_access_token({k: v for k, v in body.items() if v})
    secret = answer.long_lived_access_token
    token = code(secret.get_secret_value() if secret else "")
    return Reply(Message(f"Your token, shown only once:\n{token}\nStore it somewhere safe."))
