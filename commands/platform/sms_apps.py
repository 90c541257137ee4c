"""`/sinch sms apps ...`: SMS apps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from bot.cards.blocks import done, table
from bot.cards.resources import resource
from bot.cards.vocabulary.payload import as_payload, mapping, strings, text
from bot.cards.vocabulary.state import state_of
from bot.cards.vocabulary.words import in_region, region
from bot.command import Args, Body, Ctx, Effect, Reply, Router, filled, word
from bot.errors import BadArguments, Problem
from bot.flows.execution import choices
from bot.links import CommandLink
from bot.slack.text import escaped
from commands._shared import lists
from commands.platform.sms_app_form import AppForm

router = Router()

CONVERSATION_APPS = "conversation apps"


class AppArgs(Args):
    sms_app_id: str = word("SMS app", choices="sms apps", min_length=1)


class CreateApp(Body):
    model = "sms_apps:SmsInputSmsAppDto"
    skip = ("test",)

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        made = super().build(values)
        if made.body.get("convApiApp") and made.body.get("convApiAppId"):
            raise BadArguments((Problem("convApiAppId", "can't be combined with convApiApp"),))
        return made


class UpdateApp(Body, AppArgs):
    model = "sms_apps:SmsUpdateSmsAppDto"


def _ids(app: Mapping[str, Any]) -> dict[str, str]:
    return {"sms_app_id": text(app, "id")}


def _row(app: Mapping[str, Any], linked: Mapping[str, str] | None = None) -> list[table.Cell]:
    """With the name of its Conversation app, where `linked` knows it by its id."""
    regions = ", ".join(map(region, strings(app, "regions")))
    conversation_app = text(app, "conversationApiAppDetails.id")
    conversation_app = (linked or {}).get(conversation_app, conversation_app)
    return [text(app, "name"), str(state_of("sms_app", app)), regions, conversation_app, text(app, "id")]


APPS = lists.Shape(
    path="sms apps list",
    title="SMS apps",
    columns=("Name", "State", "Regions", "Conversation app", "ID"),
    row=_row,
    empty="No SMS apps yet.",
    opens="sms apps get",
    names=lambda app: (text(app, "name", "id"), _ids(app)),
    more=(CommandLink("Create an SMS app", "sms apps create", {}, "form"),),
)


async def _linked(ctx: Ctx, app_id: str) -> str:
    """What the bundle that made a Conversation app calls it, else its id."""
    return await choices.label(ctx.services, ctx.project_id, CONVERSATION_APPS, app_id, {})


@router.command(
    "sms apps list",
    Effect.READ,
    calls=("SmsSmsAppsController_listSmsApps_v1",),
    phrases=("show the sms apps", "list all sms apps", "which sms apps do we have"),
)
async def list_(ctx: Ctx, args: lists.Browse) -> Reply:
    """List SMS apps."""
    linked = {} if args.csv else await choices.names_of(ctx.services, ctx.project_id, CONVERSATION_APPS)
    shape = replace(APPS, row=lambda app: _row(app, linked))
    return await lists.reply(ctx, args, shape, ctx.api.sms_apps.list, ctx.api.sms_apps.iterate)


async def _card(ctx: Ctx, app: object) -> Reply:
    payload = as_payload(app)
    if linked := text(payload, "conversationApiAppDetails.id"):
        named = {**mapping(payload, "conversationApiAppDetails"), "name": await _linked(ctx, linked)}
        payload = {**payload, "conversationApiAppDetails": named}
    offers = [
        CommandLink("Rename", "sms apps update", _ids(payload), "form"),
        CommandLink("Delete", "sms apps delete", _ids(payload)),
    ]
    return Reply(resource.card("sms_app", payload, extra=offers))


@router.command(
    "sms apps get",
    Effect.READ,
    calls=("SmsSmsAppsController_getSmsApp_v1",),
    phrases=("show sms app {sms_app_id}", "open the sms app {sms_app_id}", "details of sms app {sms_app_id}"),
)
async def get(ctx: Ctx, args: AppArgs) -> Reply:
    """Show an SMS app."""
    return await _card(ctx, await ctx.api.sms_apps.get(args.sms_app_id))


async def _creating(ctx: Ctx, args: CreateApp) -> str:
    linked = text(args.body, "convApiAppId")
    beside = " with a new Conversation app" if args.body.get("convApiApp") else ""
    beside = f" linked to the Conversation app *{escaped(await _linked(ctx, linked))}*" if linked else beside
    return f"Create the SMS app *{escaped(text(args.body, 'name'))}* in {in_region(text(args.body, 'region'))}{beside}?"


@router.command(
    "sms apps create",
    Effect.CHANGE,
    ask=_creating,
    wizard=AppForm(CreateApp),
    calls=("SmsSmsAppsController_createSmsApp_v1",),
    example="/sinch sms apps create name=Codes region=EU convApiApp=yes",
    phrases=("create an sms app", "add a new sms app", "make an sms app called {name}"),
)
async def create(ctx: Ctx, args: CreateApp) -> Reply:
    """Create an SMS app."""
    return await _card(ctx, await ctx.api.sms_apps.create(args.body))


async def _present(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form begins with the name as it is."""
    return filled(UpdateApp, as_payload(await ctx.api.sms_apps.get(str(values["sms_app_id"]))))


@router.command(
    "sms apps update",
    Effect.CHANGE,
    prefill=_present,
    calls=("SmsSmsAppsController_updateSmsApp_v1",),
    phrases=("rename the sms app {sms_app_id}", "change sms app {sms_app_id}", "edit sms app {sms_app_id}"),
)
async def update(ctx: Ctx, args: UpdateApp) -> Reply:
    """Rename an SMS app."""
    return await _card(ctx, await ctx.api.sms_apps.update(args.sms_app_id, args.body))


async def _loss(ctx: Ctx, args: AppArgs) -> str:
    app = as_payload(await ctx.api.sms_apps.get(args.sms_app_id))
    linked = text(app, "conversationApiAppDetails.id")
    also = f" The Conversation app *{escaped(await _linked(ctx, linked))}* loses its SMS channel." if linked else ""
    return f"Delete the SMS app *{escaped(text(app, 'name', 'id'))}*?\nYou can't send with it any longer.{also}"


@router.command(
    "sms apps delete",
    Effect.DESTROY,
    ask=_loss,
    calls=("SmsSmsAppsController_deleteSmsApp_v1",),
    phrases=("delete the sms app {sms_app_id}", "remove sms app {sms_app_id}", "get rid of sms app {sms_app_id}"),
)
async def delete(ctx: Ctx, args: AppArgs) -> Reply:
    """Delete an SMS app."""
    name = await choices.label(ctx.services, ctx.project_id, "sms apps", args.sms_app_id, {})
    await ctx.api.sms_apps.delete(args.sms_app_id)
    all_apps = CommandLink("All SMS apps", "sms apps list")
    return Reply(done.card(f"The SMS app *{escaped(name)}* is deleted.", all_apps))
