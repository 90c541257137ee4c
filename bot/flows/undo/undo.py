"""Which change is undone, by whom, and when that is too late; shown before it runs, and run once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import done
from bot.command.context import Ctx, Place, Role
from bot.command.declaration import Command, Effect, Question, Reply
from bot.command.invocation import Invocation, Request, check
from bot.errors import Gone, NotAllowed, Unready, UserError
from bot.flows.execution import announcing, approvals, changes, choices, present
from bot.flows.execution.access import require
from bot.flows.execution.recording import OF_JOB, recorded
from bot.flows.undo import own_rows, reasons
from bot.flows.undo.inverse import CannotUndo, Inverse, difference, differs, inverse
from bot.provisioning.errors import NotFound
from bot.slack.text import bold, code, mention
from bot.storage.states import AuditOutcome

if TYPE_CHECKING:
    from bot.command.router import Router
    from bot.storage.access.audit import AuditEntry
    from bot.storage.snapshots import Snapshot

OWN = "undo"
WINDOW = timedelta(minutes=10)
RECENT = 40
"""Rows of the audit log among which the latest change is looked for."""
ANSWERS = ("approvals approve", "approvals refuse", "comments cancel", "comments send", "comments retry")
"""Answers to a question or a card, which are no change of their own."""


NAMING = (
    "name", "language", "sender_id", "plus_friend_id", "code", "sms_app_id", "upscale_id", "webhook_id", "user",
)  # fmt: skip
"""The arguments that say what was changed."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """A change with what puts it back."""

    change: Snapshot
    command: Command
    inverse: Inverse
    request: Request | None
    """None where rows of the bot are put back as they were."""


async def question(ctx: Ctx, number: int, router: Router) -> Question:
    """What would be put back, the difference shown. Raises `UserError` that says why not, and what to do instead."""
    found = await _found(ctx, number, router)
    await _require_unchanged(ctx, found)
    change = found.change
    whose = "" if change.user_id == ctx.actor.user_id else f" by {mention(change.user_id)}"
    named = await _named(ctx, change, router)
    of = mention(named) if named == change.args.get("user") else bold(named)
    head = f"Undo {code(change.path)}{f' of {of}' if named else ''}{whose}?"
    lines = [head, *difference(change), found.inverse.note]
    return Question(
        "\n".join(filter(None, lines)), yes="Undo", pinned={"change": change.id, "about": named or change.path}
    )


async def run(ctx: Ctx, number: int, router: Router) -> Reply:
    """Puts it back. Raises as `question` does, and what the command raises that puts it back."""
    found = await _found(ctx, number, router)
    await _require_unchanged(ctx, found)
    there = replace(ctx, place=Place(found.change.channel, None, ctx.place.team), project_id=found.change.project_id)
    if (held := await _held(there, found, router)) is not None:
        return held
    if not await ctx.store.snapshots.take(number, ctx.services.clock.now()):
        raise Gone("Someone just undid this.")
    try:
        await _put_back(there, found)
    except BaseException:
        await ctx.store.snapshots.give_back(number)
        raise
    lines = [f"{code(found.change.path)} is undone.", *difference(found.change), found.inverse.note]
    return Reply(done.card("\n".join(filter(None, lines))))


async def _put_back(ctx: Ctx, found: Undoable) -> None:
    if found.request is None:
        await own_rows.put_back(_as_its_author(ctx, found.change), found.change)
        if found.change.path in own_rows.SAID_THERE:
            await announcing.in_channel(ctx, f"undid {code(found.change.path)} here.")
        return
    invocation = Invocation(found.request, ctx)
    command, args = invocation.command, invocation.args
    async with recorded(ctx, command, args), changes.made(ctx, command, args, public=False) as change:
        reply = await command.run(ctx, args)
    await change.done(reply)


def _as_its_author(ctx: Ctx, change: Snapshot) -> Ctx:
    """What a person follows is theirs, whoever puts it back."""
    return replace(ctx, actor=replace(ctx.actor, user_id=change.user_id))


async def _held(ctx: Ctx, found: Undoable, router: Router) -> Reply | None:
    """What needs a second person needs one to be undone too."""
    held = await approvals.hold(Invocation(found.request, ctx)) if found.request else None
    back = router.get(found.inverse.path) if found.inverse.is_own else None
    touched = [command for command in (found.command, back) if command is not None]
    if held is None and any([await approvals.is_covered(ctx, command) for command in touched]):
        raise UserError(
            f"{code(found.command.path)} needs approval, so you can't just undo it.",
            "Make the change again with the values you want: it then asks for approval.",
        )
    return held


async def latest(ctx: Ctx, router: Router, *, of: str | None = None) -> int:
    """The change that is meant where none is named: the latest `of` this person; else one's own, or an admin anybody's.

    Raises `UserError`.
    """
    rows = await _still_done(ctx, router)
    own = next((row for row in rows if row.user_id == (of or ctx.actor.user_id)), None)
    if own is not None:
        return _begun(own)
    if of is not None and of != ctx.actor.user_id:
        raise UserError(
            f"{mention(of)} changed nothing in the last {_minutes()} minutes that you can still undo.",
            "Admins see earlier changes in `/sinch audit`.",
        )
    if not rows:
        raise UserError(
            f"Nothing changed here in the last {_minutes()} minutes.",
            "That's how long you can undo. Admins see earlier changes in `/sinch audit`.",
        )
    if ctx.actor.role < Role.ADMIN:
        raise NotAllowed(
            f"You changed nothing in the last {_minutes()} minutes. The latest change is by "
            f"{mention(rows[0].user_id)}: only they or an admin can undo it."
        )
    return _begun(rows[0])


async def _still_done(ctx: Ctx, router: Router) -> list[AuditEntry]:
    """The latest changes that were not undone, newest first.

    What was undone, and what undid it, are one step back; an undo goes on from there.
    """
    recent = await _recent(ctx)
    rows = [row for row in recent if _counts(row, router)]
    used = await ctx.store.snapshots.among([_begun(row) for row in rows])
    undoing = {row.request_id for row in recent if row.action == OWN and row.outcome == AuditOutcome.DONE}
    return [
        row
        for row in rows
        if row.request_id not in undoing
        and ((seen := used.get(_begun(row))) is None or (seen.used_at is None and differs(seen)))
    ]


async def _recent(ctx: Ctx) -> list[AuditEntry]:
    since = ctx.services.clock.now() - WINDOW
    return await ctx.store.audit.recent(RECENT, project_id=ctx.project_id, since=since)


def _counts(row: AuditEntry, router: Router) -> bool:
    command = router.get(row.action)
    if command is None or command.effect is Effect.READ or row.action in (OWN, *ANSWERS):
        return False
    if (row.request_id or "").startswith(OF_JOB):  # the command that began the job is the step
        return False
    return row.outcome == AuditOutcome.DONE


def _begun(row: AuditEntry) -> int:
    return row.begun_id or row.id


async def _found(ctx: Ctx, number: int, router: Router) -> Undoable:
    """The change, if this person may undo it and it can be undone."""
    entry = await ctx.store.audit.entry(number)
    change = await ctx.store.snapshots.get(number)
    command = router.get(entry.action) if entry else None
    if entry is None or command is None or entry.project_id != ctx.project_id:
        raise UserError(f"This project has no change {number}.", "`/sinch undo` alone undoes your latest change.")
    if entry.user_id != ctx.actor.user_id and ctx.actor.role < Role.ADMIN:
        raise NotAllowed(f"Only {mention(entry.user_id)} or an admin can undo this.")
    if ctx.services.clock.now() >= entry.at + WINDOW:
        raise UserError(
            f"That's too long ago: you can undo a change for {_minutes()} minutes.",
            "Make the change again with the values you want.",
        )
    if change is None:
        raise _why_not(command, entry.args, router)
    if change.used_at is not None:
        raise Gone("This was already undone.")
    await require(ctx, command)
    try:
        back = inverse(change)
    except CannotUndo as error:
        raise UserError(error.why, error.hint) from error
    return Undoable(change, command, back, None if back.is_own else _request(back, router))


def _why_not(command: Command, given: Any, router: Router) -> UserError:
    if reasons.can_be_undone(command):
        return UserError(
            "I couldn't read the earlier values, so I can't restore them.",
            "Make the change again with the values you want.",
        )
    why = reasons.reason(command)
    return Unready(
        f"{code(command.path)} can't be undone. {why.why}", reasons.ways(command, given, router.get), why.hint
    )


def _request(back: Inverse, router: Router) -> Request:
    command = router.get(back.path)
    request = check(command, back.values) if command is not None else None
    if request is None or not request.complete:
        fields = ", ".join(code(problem.field) for problem in (request.problems if request else ()))
        raise UserError(
            f"Sinch doesn't accept the earlier values{f' in {fields}' if fields else ''}.",
            "Make the change again with the values you want.",
        )
    return request


async def _require_unchanged(ctx: Ctx, found: Undoable) -> None:
    """Raises `UserError` where something else has changed the same since."""
    change = found.change
    there = _as_its_author(replace(ctx, place=Place(change.channel, None, ctx.place.team)), change)
    # The state is read with the arguments that the change had; those that were secret are not needed for that.
    args = found.command.args.model_construct(**change.args)
    try:
        now = await present.state(there, found.command, args)
    except NotFound:
        now = None
    left = dict(change.after)
    names = change.before.keys() | change.after.keys()
    if now is None or {name: value for name, value in now.items() if name in names} != left:
        raise UserError(
            "This has changed since, so I left it as it is.",
            "Check it, and edit it yourself.",
        )


async def _named(ctx: Ctx, change: Snapshot, router: Router) -> str:
    """What was changed, by the words that people use for it."""
    command = router.get(change.path)
    names = await choices.labels(ctx.services, change.project_id, command, change.args) if command else {}
    return " ".join(str(names.get(name, change.args[name])) for name in NAMING if change.args.get(name))


def _minutes() -> int:
    return int(WINDOW.total_seconds() // 60)
