"""`/sinch bundles ...`: subproject, SMS app, Conversation app and webhooks made together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any, Literal, Self

from bot.cards.blocks import table
from bot.cards.resources import resource
from bot.cards.vocabulary.payload import as_payload, mapping, mappings, text
from bot.cards.vocabulary.state import state_labels, state_of
from bot.cards.vocabulary.words import in_region, region
from bot.command import Arg, Args, Audience, Body, Ctx, Effect, Reply, Role, Router, option, word
from bot.command.bounds import json_fault
from bot.errors import BadArguments, NotAllowed, Problem
from bot.links import CommandLink
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import escaped
from commands._shared import lists
from commands.platform.bundle_form.form import BundleForm
from commands.platform.bundle_form.shape import PARTS, asked

router = Router()

TARGETS = ("webhookDeliveryStatuses", "webhooks")
"""Fields of a bundle that say where events go."""

State = Literal["DONE", "FAILED", "IN_PROGRESS"]
HOW = "Yes, a name, or a whole block as JSON"


class BundleArgs(Args):
    bundle_id: str = word("Bundle", choices="bundles", min_length=1)


class ListBundles(lists.Browse):
    states: list[State] = option(
        "States", "Leave empty for all", default=[], alias="filterStates", labels=state_labels(Kind.bundle)
    )
    conv_apps: list[str] = option("Conversation apps", "Their IDs", default=[], alias="filterConvAppIds")
    sms_apps: list[str] = option("SMS apps", "Their IDs", default=[], alias="filterSmsAppIds")


class CreateBundle(Body):
    """Each block is asked for with yes, with a name, or spelled out."""

    model = "bundles:BundlesInputBundlesDto"

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        found = super().arguments()
        return tuple(_part(arg) if arg.name in PARTS else arg for arg in found)

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        made, problems = dict(values), []
        for name in PARTS.keys() & made.keys():
            try:
                made[name] = asked(made[name])
            except ValueError as error:
                problems.append(Problem(name, json_fault(error)))
        blocks = {name: value for name in PARTS if (value := made.get(name)) not in (None, False)}
        if not blocks and values:
            problems.append(Problem("subproject", "ask for at least one of subproject, smsApp and convApp"))
        if not made.get("name") and any(not text(block, "name") for block in blocks.values()):
            problems.append(Problem("name", "is required: a part has no name"))
        if problems:
            raise BadArguments(tuple(problems))
        return super().build(made)


def _part(arg: Arg) -> Arg:
    return replace(arg, kind="text", title=PARTS[arg.name], hint=HOW, multiline=False)


def _subject(bundle_id: str) -> Subject:
    return Subject(Kind.bundle, (bundle_id,))


def _row(bundle: Mapping[str, Any]) -> list[table.Cell]:
    parts = ", ".join(label for name, label in PARTS.items() if mapping(bundle, name))
    state = str(state_of(Kind.bundle, bundle))
    return [text(bundle, "name"), state, region(text(bundle, "region")), parts, text(bundle, "id")]


BUNDLES = lists.Shape(
    path="bundles list",
    title="Bundles",
    columns=("Name", "State", "Region", "Parts", "ID"),
    row=_row,
    empty="No bundles yet.",
    no_match="No bundles match.",
    opens="bundles get",
    names=lambda bundle: (text(bundle, "name", "id"), {"bundle_id": text(bundle, "id")}),
    more=(CommandLink("Create a bundle", "bundles create", {}, "form"),),
    kind=Kind.bundle,
    export_page_size=25,
)


@router.command(
    "bundles list",
    Effect.READ,
    calls=("BundlesBundlesController_list_v1",),
    example="/sinch bundles list states=IN_PROGRESS,FAILED",
    phrases=("show all bundles", "list the bundles", "which bundles failed"),
)
async def list_(ctx: Ctx, args: ListBundles) -> Reply:
    """List bundles."""
    bundles = ctx.api.bundles
    return await lists.reply(
        ctx,
        args,
        BUNDLES,
        bundles.list,
        lambda **filters: _without_targets(bundles.iterate(**filters)),
        states=args.states or None,
        conv_app_ids=args.conv_apps or None,
        sms_app_ids=args.sms_apps or None,
    )


async def _without_targets(bundles: AsyncIterator[Any]) -> AsyncIterator[dict[str, Any]]:
    """Bundles as everyone may see them: without the addresses of their webhooks."""
    async for bundle in bundles:
        yield {name: value for name, value in as_payload(bundle).items() if name not in TARGETS}


@router.command(
    "bundles get",
    Effect.READ,
    calls=("BundlesBundlesController_get_v1",),
    phrases=("show bundle {bundle_id}", "how far is bundle {bundle_id}", "open the bundle {bundle_id}"),
)
async def get(ctx: Ctx, args: BundleArgs) -> Reply:
    """Show a bundle and the progress of its parts."""
    return _card(await ctx.api.bundles.get(args.bundle_id))


def _card(bundle: object) -> Reply:
    payload = as_payload(bundle)
    subject = _subject(text(payload, "id"))
    waits = text(payload, "state") == "IN_PROGRESS"
    again = [CommandLink("Refresh", "bundles get", {"bundle_id": text(payload, "id")}, "turn")] if waits else []
    # Where events go is for nobody but the asker, and deliveries that failed name it.
    audience = Audience.ASKER if any(mappings(payload, name) for name in TARGETS) else Audience.EVERYONE
    return Reply(resource.card(subject, payload, extra=again), subject=subject, audience=audience)


def _require(ctx: Ctx, body: Mapping[str, Any]) -> None:
    """Webhooks are for admins, whichever way they are made."""
    if body.get("webhooks") and ctx.actor.role < Role.ADMIN:
        raise NotAllowed("Only admins can register webhooks.", "Leave them out, or ask an admin to create the bundle.")


async def _creating(ctx: Ctx, args: CreateBundle) -> str:
    _require(ctx, args.body)
    parts = [label for name, label in PARTS.items() if args.body.get(name) not in (None, False)]
    name = text(args.body, "name")
    called = f" *{escaped(name)}*" if name else ""
    return f"Create the bundle{called} in {in_region(text(args.body, 'region'))}?\nIt creates: {', '.join(parts)}."


@router.command(
    "bundles create",
    Effect.CHANGE,
    does=("webhooks create", "sms apps create"),
    ask=_creating,
    wizard=BundleForm(),
    calls=("BundlesBundlesController_create_v1",),
    example="/sinch bundles create name=Beans region=EU smsApp=yes convApp='Beans chat'",
    phrases=("create a bundle", "set up a new bundle", "make a bundle with an sms app and webhooks"),
)
async def create(ctx: Ctx, args: CreateBundle) -> Reply:
    """Create a bundle: subproject, SMS app, Conversation app and webhooks."""
    _require(ctx, args.body)
    return _card(await ctx.api.bundles.create(args.body))
