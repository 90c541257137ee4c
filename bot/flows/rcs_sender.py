"""An RCS sender as it is now: what the API says, and what its events have said since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import Payload, as_payload, mapping, mappings, text
from bot.flows.activity.routing import read
from bot.provisioning.errors import ApiError, Rejected, ServerFault, TooManyRequests
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import moment
from bot.storage.states import AuditOutcome

if TYPE_CHECKING:
    from bot.command.context import Ctx

LOOK_BACK = 100
"""Events of a sender: a launch in many countries brings one for each operator."""
INVITATIONS = ("rcs senders test-add", "rcs senders test-retry")


@dataclass(frozen=True, slots=True)
class CurrentSender:
    """The sender; `stale` where the API does not answer and only its events tell."""

    sender: Payload
    stale: bool = False


async def known(ctx: Ctx, sender_id: str) -> CurrentSender:
    """The sender with whatever is newer in its events. Raises what the API answers, unless events tell without it."""
    subject = Subject(Kind.rcs_sender, (sender_id,))
    rows = await ctx.store.inbox.recent(ctx.project_id, subject=subject.key, limit=LOOK_BACK)
    events = [(row.at, read(row)) for row in sorted(rows, key=lambda row: (row.at, row.id))]
    try:
        sender = as_payload(await ctx.api.rcs_senders.get(sender_id))
    except ApiError as error:
        refused = isinstance(error, Rejected) and not isinstance(error, ServerFault | TooManyRequests)
        if refused or not any(event.payload for _, event in events):
            raise
        return CurrentSender(with_events({"id": sender_id}, events), stale=True)
    return CurrentSender(with_events(sender, events))


def with_events(sender: Payload, events: Sequence[tuple[datetime, Event]]) -> Payload:
    """The sender after these events, oldest first; those from before it was last modified say nothing new."""
    since = moment(text(sender, "modified"))
    for at, event in events:
        if since is not None and at < since:
            continue
        if event.payload and (since is None or at > since):
            sender = {**sender, **event.payload}
        sender = _stepped(sender, event, at)
    return sender


def _stepped(sender: Payload, event: Event, at: datetime) -> Payload:
    """What stands beside the payload of an event."""
    if event.type == "RCS_SENDER_STATUS_UPDATED" and (state := text(event.details, "currentState")):
        return {**sender, "state": state}
    if event.type == "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED" and (status := text(event.details, "status")):
        brand = mapping(sender, "brandDetails")
        return {
            **sender,
            "brandDetails": {**brand, "registration": {**mapping(brand, "registration"), "status": status}},
        }
    if event.type == "RCS_SENDER_OPERATOR_STATUS_UPDATED":
        return {**sender, "countryStatus": _decided(mappings(sender, "countryStatus"), event, at)}
    return sender


def _decided(countries: Sequence[Payload], event: Event, at: datetime) -> list[Payload]:
    """The countries with what one operator has decided."""
    where, name = text(event.details, "operatorCountry"), text(event.details, "operator")
    status = text(event.details, "operatorCurrentStatus")
    if not (where and name and status):
        return list(countries)
    decided: Payload = {"name": name, "status": status, "modified": at.isoformat()}
    if event.comment:
        decided["remark"] = event.comment
    found: list[Payload] = []
    for country in countries:
        if text(country, "country") != where:
            found.append(country)
            continue
        operators = mappings(country, "operators")
        same = next((operator for operator in operators if text(operator, "name") == name), None)
        if same is not None and text(same, "status") == status:
            return list(countries)
        others = [decided if operator is same else operator for operator in operators]
        found.append({**country, "operators": others if same is not None else [*others, decided]})
    if not any(text(country, "country") == where for country in countries):
        found.append({"country": where, "status": status, "operators": [decided]})
    return found


async def invitations_today(ctx: Ctx, sender: Payload) -> int:
    """How many testers were invited today, in UTC: those that are listed, and those that this bot has invited since.

    A number that was invited twice, or was removed again, counts by the audit log.
    """
    midnight = ctx.services.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    counted: dict[str, int] = {}
    for path in INVITATIONS:
        rows = await ctx.store.audit.recent(500, action=path, project_id=ctx.project_id, since=midnight)
        for row in rows:
            if row.outcome == AuditOutcome.DONE and row.args.get("sender_id") == text(sender, "id"):
                for number in _numbers(row.args):
                    counted[number] = counted.get(number, 0) + 1
    for tester in mappings(sender, "testNumberStates"):
        submitted = moment(text(tester, "submitted"))
        if submitted is not None and submitted >= midnight:
            counted.setdefault(text(tester, "number"), 1)
    return sum(counted.values())


def _numbers(args: dict[str, Any]) -> list[str]:
    given = args.get("numbers") or args.get("number") or ()
    return [given] if isinstance(given, str) else [str(number) for number in given]
