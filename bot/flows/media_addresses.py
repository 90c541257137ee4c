"""Addresses of files that went to Sinch with a resource: they end when the resource has been decided on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.flows.decided import TEMPLATE_DECISIONS, decision_of
from bot.provisioning.event_types import EVENT_TYPES, Tells
from bot.provisioning.events import parse_or_unknown
from bot.slack.errors import RateLimited, SlackDown, SlackProblem
from bot.slack.text import moment

if TYPE_CHECKING:
    from bot.command.arguments import Args
    from bot.command.context import Services
    from bot.provisioning.subjects import Subject

PATH = "/media"
PREFIX = "media address "
"""Of the keys under which the resources of files are kept."""
ASKED = "media asked "
"""Of the keys under which it stands that somebody was asked about a private file."""
DECIDING = tuple(type_ for type_, info in EVENT_TYPES.items() if info.tells in (Tells.DECISION, Tells.STATUS))
"""The types of events that may say that nobody needs to fetch the file any more."""
RECENT = 50
"""Such events of a resource in which its decision is looked for."""
_ADDRESS = re.compile(rf"{PATH}/([A-Z0-9]{{1,40}})/\d{{1,12}}/[0-9a-f]+/")


def is_private(file: Mapping[str, Any]) -> bool:
    """Whether a file of Slack stands where not everyone sees it; one that was just put into a form stands nowhere."""
    shared = [*(file.get("channels") or ()), *(file.get("groups") or ()), *(file.get("ims") or ())]
    return bool(shared) and not file.get("is_public")


async def agreed(services: Services, draft: str, file: Mapping[str, Any]) -> bool:
    """Whether a file may get an address: a private one only when it is put into the same form once more.

    So does one of which Slack says nothing right now: it may say more when Sinch fetches it.
    """
    try:
        known = await services.slack.file(str(file.get("id") or ""))
    except (RateLimited, SlackDown):
        known = None
    except SlackProblem:
        return True  # nor can it be served then
    if known is not None and not is_private(known):
        return True
    return not await services.store.key_values.once(f"{ASKED}{draft} {file.get('id')}", services.clock.now())


def question(file: Mapping[str, Any]) -> str:
    """What is asked before a private file gets an address, as the end of a sentence."""
    name = str(file.get("name") or "this file")
    return (
        f"{name} is from a private channel or a DM. Sinch gets a public address for it, for a week at most. "
        "Press the button again to agree, or choose another file"
    )


async def remember(services: Services, project_id: str, subject: Subject, args: Args, now: datetime) -> None:
    """The files whose addresses stand in what was sent for a resource are the resource's."""
    if services.settings.public_url is None:
        return
    files = set(_ADDRESS.findall(json.dumps(args.model_dump(mode="json"))))
    kept = {"project": project_id, "subject": subject.key, "at": now.isoformat()}
    await services.store.key_values.set_all({f"{PREFIX}{file}": kept for file in files}, now)


async def is_ended(services: Services, file: str) -> bool:
    """Whether the resource that a file went with was approved or rejected since."""
    kept = await services.store.key_values.get(f"{PREFIX}{file}")
    since = moment(str(kept["at"])) if kept else None
    if since is None:
        return False
    rows = await services.store.inbox.recent(
        kept["project"], subject=kept["subject"], types=DECIDING, since=since, limit=RECENT
    )
    decisions = [decision_of(parse_or_unknown(row.type, row.body)) for row in rows]
    return any(not who and what in TEMPLATE_DECISIONS for who, what in decisions)
