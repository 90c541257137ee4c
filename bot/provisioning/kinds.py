"""The kinds of resources: by what one of each is named, and which operations it has; one row for each kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from pydantic import BaseModel

    from bot.provisioning.operations import Operations
    from bot.provisioning.service import Page


class Kind(StrEnum):
    """The sort of resource; the value is the first word of a subject's key."""

    whatsapp_account = "whatsapp_account"
    whatsapp_sender = "whatsapp_sender"
    whatsapp_template = "whatsapp_template"
    kakaotalk_sender = "kakaotalk_sender"
    kakaotalk_template = "kakaotalk_template"
    rcs_account = "rcs_account"
    rcs_sender = "rcs_sender"
    bundle = "bundle"
    unknown = "unknown"


Area = Literal["bundles", "kakaotalk", "rcs", "whatsapp"]
"""The parts of the API; only an unknown kind belongs to none."""


class Entry(Protocol):
    """What the comments and the notifications of all tags have in common."""

    type: str | None
    created: str | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class KindInfo:
    """What the API has for a kind; operations take the ids of a subject in the order of the API's paths."""

    area: Area | None = None
    id_fields: tuple[str, ...] = ()
    """The fields of a payload that hold the ids, in the order of the API's paths. An account has none."""
    id_counts: tuple[int, ...] = ()
    """How many ids name one resource; the last is how many the paths need."""
    event_prefixes: tuple[str, ...] = ()
    """First words of the types of its events, for types that this version does not know."""
    get: Callable[[Operations], Callable[..., Awaitable[BaseModel]]] | None = None
    comment: Callable[[Operations], Callable[..., Awaitable[Entry]]] | None = None
    activity: Callable[[Operations], Callable[..., Awaitable[Page[Any]]]] | None = None


KINDS: dict[Kind, KindInfo] = {
    Kind.whatsapp_account: KindInfo(
        area="whatsapp",
        id_counts=(0,),
        event_prefixes=("WHATSAPP_ACCOUNT_", "WHATSAPP_WABA_"),
        get=lambda api: api.whatsapp_accounts.get,
        comment=lambda api: api.whatsapp_accounts.comment,
        activity=lambda api: api.whatsapp_accounts.activity,
    ),
    Kind.whatsapp_sender: KindInfo(
        area="whatsapp",
        id_fields=("id",),
        id_counts=(1,),
        event_prefixes=("WHATSAPP_SENDER_",),
        get=lambda api: api.whatsapp_senders.get,
        comment=lambda api: api.whatsapp_senders.comment,
        activity=lambda api: api.whatsapp_senders.activity,
    ),
    Kind.whatsapp_template: KindInfo(
        area="whatsapp",
        id_fields=("name", "language"),
        id_counts=(2,),
        event_prefixes=("WHATSAPP_TEMPLATE_",),
        get=lambda api: api.whatsapp_templates.get,
        comment=lambda api: api.whatsapp_templates.comment,
        activity=lambda api: api.whatsapp_templates.activity,
    ),
    Kind.kakaotalk_sender: KindInfo(
        area="kakaotalk",
        id_fields=("plusFriendId",),
        id_counts=(1,),
        event_prefixes=("KAKAOTALK_SENDER_",),
        get=lambda api: api.kakaotalk_senders.get,
        comment=lambda api: api.kakaotalk_senders.comment,
        activity=lambda api: api.kakaotalk_senders.activity,
    ),
    # Its events carry the template's code only, so its subject has one id until the sender is looked up.
    Kind.kakaotalk_template: KindInfo(
        area="kakaotalk",
        id_fields=("plusFriendId", "code"),
        id_counts=(1, 2),
        event_prefixes=("KAKAOTALK_TEMPLATE_",),
        get=lambda api: api.kakaotalk_templates.get,
        comment=lambda api: api.kakaotalk_templates.comment,
        activity=lambda api: api.kakaotalk_templates.activity,
    ),
    Kind.rcs_account: KindInfo(
        area="rcs",
        id_counts=(0,),
        event_prefixes=("RCS_ACCOUNT_",),
        comment=lambda api: api.rcs_accounts.comment,
        activity=lambda api: api.rcs_accounts.activity,
    ),
    Kind.rcs_sender: KindInfo(
        area="rcs",
        id_fields=("id",),
        id_counts=(1,),
        event_prefixes=("RCS_SENDER_",),
        get=lambda api: api.rcs_senders.get,
        comment=lambda api: api.rcs_senders.comment,
        activity=lambda api: api.rcs_senders.activity,
    ),
    Kind.bundle: KindInfo(
        area="bundles",
        id_fields=("id",),
        id_counts=(1,),
        event_prefixes=("BUNDLE_",),
        get=lambda api: api.bundles.get,
    ),
    Kind.unknown: KindInfo(),
}
