"""`/sinch whatsapp flows ...`: forms inside WhatsApp, made at Meta."""

from __future__ import annotations

from bot.cards.blocks import table
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import named
from bot.cards.vocabulary.words import choice
from bot.command import Args, Ctx, Effect, Reply, Router, word
from commands._shared import lists

router = Router()


class FlowArgs(Args):
    flow_id: str = word("Flow", choices="whatsapp flows", min_length=1)


FLOWS = lists.Shape(
    path="whatsapp flows list",
    title="WhatsApp flows",
    columns=("Name", "Status", "ID"),
    row=lambda flow: [text(flow, "name"), str(named("flow", text(flow, "status"))), text(flow, "id")],
    empty="No flows yet. Create them in Meta's flow builder.",
    opens="whatsapp flows screens",
    names=lambda flow: (text(flow, "name"), {"flow_id": text(flow, "id")}),
)


@router.command(
    "whatsapp flows list",
    Effect.READ,
    calls=("WhatsappFlowsController_listFlows_v1",),
    phrases=("show the whatsapp flows", "list all flows", "which flows do we have"),
)
async def list_(ctx: Ctx, args: lists.Browse) -> Reply:
    """List WhatsApp flows."""
    return await lists.reply(ctx, args, FLOWS, ctx.api.whatsapp_flows.list, ctx.api.whatsapp_flows.iterate)


@router.command(
    "whatsapp flows screens",
    Effect.READ,
    title="Screens of a flow",
    calls=("WhatsappFlowsController_listFlowScreens_v1",),
    phrases=(
        "show the screens of flow {flow_id}",
        "what does flow {flow_id} look like, its screens",
        "screens of {flow_id}",
    ),
)
async def screens(ctx: Ctx, args: FlowArgs) -> Reply:
    """Show the screens of a WhatsApp flow."""
    page = await ctx.api.whatsapp_flows.screens(args.flow_id)
    return Reply(
        table.listing(
            table.Listing(
                title=f"Screens of flow {args.flow_id}",
                columns=("Screen", "ID"),
                rows=[[choice("screen", str(screen.id)), str(screen.id)] for screen in page],
                empty="This flow has no screens.",
            )
        )
    )
