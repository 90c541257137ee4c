"""`/sinch whatsapp flows ...`: forms inside WhatsApp, made at Meta."""

from __future__ import annotations

from bot.cards.blocks import table
from bot.cards.vocabulary.payload import as_payload, text
from bot.cards.vocabulary.state import named
from bot.command import Args, Ctx, Effect, Reply, Router, word
from commands._shared import lists

router = Router()


class FlowArgs(Args):
    flow_id: str = word("Flow", choices="whatsapp flows", min_length=1)


@router.command(
    "whatsapp flows list",
    Effect.READ,
    calls=("WhatsappFlowsController_listFlows_v1",),
    phrases=("show the whatsapp flows", "list all flows", "which flows do we have"),
)
async def list_(ctx: Ctx, args: lists.Browse) -> Reply:
    """List WhatsApp flows."""
    if args.csv:
        found = ctx.api.whatsapp_flows.iterate(page_size=lists.EXPORT_ROWS)
        return await lists.export(ctx, "WhatsApp flows", found, args.csv)
    page = await ctx.api.whatsapp_flows.list(page_token=args.page or None, page_size=lists.ROWS)
    flows = [as_payload(flow) for flow in page]
    return Reply(
        table.listing(
            table.Listing(
                title="WhatsApp flows",
                columns=("Name", "Status", "Id"),
                rows=[
                    [text(flow, "name"), str(named("flow", text(flow, "status"))), text(flow, "id")] for flow in flows
                ],
                pages=lists.pages("whatsapp flows list", args, page),
                empty="No flows yet. Create them in Meta's flow builder.",
                open=lists.opening(
                    "whatsapp flows screens", [(text(flow, "name"), {"flow_id": text(flow, "id")}) for flow in flows]
                ),
                export=lists.exporting("whatsapp flows list", args),
            )
        )
    )


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
                columns=("Screen",),
                rows=[[str(screen.id)] for screen in page],
                empty="This flow has no screens.",
            )
        )
    )
