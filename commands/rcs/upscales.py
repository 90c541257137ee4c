"""`/sinch rcs upscales ...`: SMS turned into RCS on the way. These operations are inferred, not documented by Sinch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pydantic import field_validator

from bot.cards.blocks import done, table
from bot.cards.resources import resource
from bot.cards.vocabulary.payload import as_payload, text
from bot.cards.vocabulary.state import named
from bot.command import Args, Ctx, Effect, Reply, Router, option, others, word
from bot.errors import UserError
from bot.flows.execution import choices
from bot.links import CommandLink
from bot.provisioning.errors import NotFound
from bot.slack.text import code
from commands._shared import lists

router = Router()

INFERRED = "inferred: Sinch doesn't document this operation, so it may not work"


@contextmanager
def _maybe_not_offered(upscale_id: str = "") -> Iterator[None]:
    """A 404 in words: of an operation that nobody documents it may mean either."""
    try:
        yield
    except NotFound as error:
        hint = "Sinch doesn't document this operation. Ask Sinch support whether upscales are on for this project."
        if not upscale_id:
            raise UserError("Sinch doesn't offer RCS upscales to this project.", hint) from error
        said = f"There's no upscale {code(upscale_id)}, or Sinch doesn't offer RCS upscales to this project."
        raise UserError(said, f"`/sinch rcs upscales list` shows them all. {hint}") from error


class UpscaleArgs(Args):
    upscale_id: str = word("Upscale ID", min_length=1)


class UpscaleFields(Args):
    sender_id: str | None = option("RCS sender", default=None, choices="rcs senders")
    sms_service_id: str | None = option("SMS service ID", default=None)
    other: dict[str, Any] = others("Other fields", 'Any others, as JSON like {"ratio": 0.5}')

    @field_validator("other", mode="before")
    @classmethod
    def _as_typed(cls, value: object) -> object:
        """A form gives text; raises what JSON raises."""
        return json.loads(value) if isinstance(value, str) and value.strip() else value or {}

    def body(self) -> dict[str, Any]:
        """Sinch documents none of these fields, so what is not known here goes as it was given."""
        given = {"senderId": self.sender_id, "smsServiceId": self.sms_service_id}
        return {**self.other, **{name: value for name, value in given.items() if value}}


class Update(UpscaleFields, UpscaleArgs):
    """The id comes first."""


def _row(upscale: Mapping[str, Any], senders: Mapping[str, str] | None = None) -> list[table.Cell]:
    """With the sender's name, where `senders` knows it by its id."""
    state, sender = str(named("upscale", text(upscale, "state"))), text(upscale, "senderId")
    return [(senders or {}).get(sender, sender), state, text(upscale, "smsServiceId"), text(upscale, "id")]


UPSCALES = lists.Shape(
    path="rcs upscales list",
    title="RCS upscales",
    columns=("RCS sender", "State", "SMS service", "ID"),
    row=_row,
    empty="No upscales yet.",
    opens="rcs upscales get",
    names=lambda upscale: (text(upscale, "id"), {"upscale_id": text(upscale, "id")}),
    more=(CommandLink("Create an upscale", "rcs upscales create", {}, "form"),),
    note=INFERRED,
)


@router.command(
    "rcs upscales list",
    Effect.READ,
    note=INFERRED,
    calls=("RcsUpscalesController_listUpscales_v1",),
    phrases=("show the upscales", "list rcs upscales", "which upscales are there"),
)
async def list_(ctx: Ctx, args: lists.Browse) -> Reply:
    """List RCS upscales."""
    senders = {} if args.csv else await choices.names_of(ctx.services, ctx.project_id, "rcs senders")
    shape = replace(UPSCALES, row=lambda upscale: _row(upscale, senders))
    with _maybe_not_offered():
        return await lists.reply(ctx, args, shape, ctx.api.rcs_upscales.list, ctx.api.rcs_upscales.iterate)


@router.command(
    "rcs upscales get",
    Effect.READ,
    note=INFERRED,
    calls=("RcsUpscalesController_getUpscale_v1",),
    phrases=("show upscale {upscale_id}", "open rcs upscale {upscale_id}", "details of upscale {upscale_id}"),
)
async def get(ctx: Ctx, args: UpscaleArgs) -> Reply:
    """Show an RCS upscale."""
    with _maybe_not_offered(args.upscale_id):
        return await _card(ctx, await ctx.api.rcs_upscales.get(args.upscale_id))


@router.command(
    "rcs upscales create",
    Effect.CHANGE,
    note=INFERRED,
    calls=("RcsUpscalesController_createUpscale_v1",),
    phrases=("create an rcs upscale", "add a new upscale", "make an upscale for {sender_id}"),
)
async def create(ctx: Ctx, args: UpscaleFields) -> Reply:
    """Create an RCS upscale."""
    with _maybe_not_offered():
        return await _card(ctx, await ctx.api.rcs_upscales.create(args.body()))


@router.command(
    "rcs upscales update",
    Effect.CHANGE,
    note=INFERRED,
    calls=("RcsUpscalesController_updateUpscale_v1",),
    phrases=("change the upscale {upscale_id}", "edit rcs upscale {upscale_id}", "update upscale {upscale_id}"),
)
async def update(ctx: Ctx, args: Update) -> Reply:
    """Edit an RCS upscale."""
    with _maybe_not_offered(args.upscale_id):
        return await _card(ctx, await ctx.api.rcs_upscales.update(args.upscale_id, args.body()))


@router.command(
    "rcs upscales delete",
    Effect.DESTROY,
    note=INFERRED,
    ask="Delete the upscale `{upscale_id}`?\nIts messages go out as plain SMS again.",
    calls=("RcsUpscalesController_deleteUpscale_v1",),
    phrases=("delete the upscale {upscale_id}", "remove rcs upscale {upscale_id}", "get rid of upscale {upscale_id}"),
)
async def delete(ctx: Ctx, args: UpscaleArgs) -> Reply:
    """Delete an RCS upscale."""
    with _maybe_not_offered(args.upscale_id):
        await ctx.api.rcs_upscales.delete(args.upscale_id)
    return Reply(done.card(f"The upscale {code(args.upscale_id)} is deleted.", CommandLink("All", "rcs upscales list")))


async def _card(ctx: Ctx, upscale: object) -> Reply:
    """With the name of its sender in place of the id."""
    payload = dict(as_payload(upscale))
    if sender := text(payload, "senderId"):
        payload.pop("senderId")
        payload["rcsSender"] = await choices.label(ctx.services, ctx.project_id, "rcs senders", sender, {})
    which = {"upscale_id": text(payload, "id")}
    more = [
        CommandLink("Change", "rcs upscales update", which, "form"),
        CommandLink("Delete", "rcs upscales delete", which),
    ]
    return Reply(resource.card("upscale", payload, extra=more))
