"""`/sinch rcs senders progress`: an RCS sender from draft to launched, on one card that stays up to date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.cards import rcs_progress as cards
from bot.cards.rcs_progress import LaunchProgress, Section
from bot.cards.vocabulary.payload import Payload, mapping, mappings, text
from bot.cards.vocabulary.waits import Party, waits
from bot.command import Ctx, Effect, Reply, Router
from bot.flows import rcs_sender
from bot.links import Call, CommandLink
from bot.provisioning.subjects import Kind, Subject
from commands.rcs.sender_form import fields
from commands.rcs.sender_form.checklist import COUNTRY_NAMES, step_of, steps_of, title_of, waiting
from commands.rcs.senders import SenderArgs

router = Router()

BEFORE_LAUNCH = ("", "DRAFT", "IN_PROGRESS", "IN_TEST", "UNLAUNCHED")


@router.command(
    "rcs senders progress",
    Effect.READ,
    title="Progress of a sender",
    example="/sinch rcs senders progress SENDER",
    phrases=(
        "how far is rcs sender {sender_id}",
        "what is missing for the launch of {sender_id}",
        "progress of the rcs sender {sender_id}",
        "which operators have not answered for {sender_id}",
    ),
)
async def progress(ctx: Ctx, args: SenderArgs) -> Reply:
    """Show an RCS sender's progress to launch, kept up to date."""
    known = await rcs_sender.known(ctx, args.sender_id)
    sender, subject = known.sender, Subject(Kind.rcs_sender, (args.sender_id,))
    state = fields.flat(mapping(sender, "details"))
    sections = _sections(args.sender_id, state)
    next_step, hint = _next(args.sender_id, sender, sections)
    shown = LaunchProgress(
        subject,
        sender,
        ctx.services.clock.now(),
        sections,
        waits=waiting(state).strip().splitlines(),
        names=COUNTRY_NAMES,
        invited_today=await rcs_sender.invitations_today(ctx, sender),
        next_step=next_step,
        hint=hint,
        stale=known.stale,
    )
    return Reply(cards.card(shown, _more(args.sender_id, sender, next_step)), living=subject)


def _sections(sender_id: str, state: Mapping[str, Any]) -> list[Section]:
    """The steps of the form that a launch needs something of, in order, with what is missing."""
    missing: dict[str, list[str]] = {}
    for name in fields.missing(state):
        missing.setdefault(step_of(name), []).append(title_of(name))
    needed = steps_of([*fields.needed(state)])
    return [Section(title, missing.get(step, []), _edit(sender_id, step)) for step, title in needed]


def _edit(sender_id: str, step: str = "") -> Call:
    return Call("rcs senders update", {"sender_id": sender_id, **({"step": step} if step else {})}, "form")


def _next(sender_id: str, sender: Payload, sections: list[Section]) -> tuple[CommandLink | None, str]:
    """What should be done now, as the first button, and why."""
    state, which = text(sender, "state"), {"sender_id": sender_id}
    edit = CommandLink.to("Edit", _edit(sender_id))
    comment = CommandLink("Ask Sinch", "rcs senders comment", which, "form")
    lacking = next((section for section in sections if section.missing), None)
    if lacking is not None and state in BEFORE_LAUNCH:
        fill_in = CommandLink.to(f"Fill in: {lacking.title}", lacking.fill_in)
        return fill_in, "Next: fill in what's missing, then launch."
    if (mend := _to_mend(sender, edit, lacking)) is not None:
        return mend
    if state == "DRAFT":
        return edit, "Next: open it and submit it again, so that Sinch registers it."
    if state == "IN_PROGRESS":
        return comment, "Waiting for Sinch to register it."
    if state == "IN_TEST" and not mappings(sender, "testNumberStates"):
        return (
            CommandLink("Invite test phones", "rcs senders test-add", which, "form"),
            "Next: try it on a phone, then launch it.",
        )
    if state == "IN_TEST":
        return CommandLink("Launch", "rcs senders launch", which), "Everything is complete. Next: launch it."
    if state == "PREPARING_LAUNCH":
        return comment, "Sinch accepted the launch and is preparing it."
    if state == "LAUNCHING":
        return comment, "Waiting for the operators."
    if state == "UNLAUNCHED":
        return CommandLink("Launch again", "rcs senders launch", which), "Withdrawn. Can't send."
    if state == "LAUNCHED" and not text(sender, "conversationApiAppDetails.id", "conversationApiApp"):
        return (
            CommandLink("Connect", "rcs senders connect", which),
            "It's launched. Next: connect it to a Conversation app.",
        )
    return CommandLink("View", "rcs senders get", which), ""


def _to_mend(sender: Payload, edit: CommandLink, lacking: Section | None) -> tuple[CommandLink, str] | None:
    """What somebody here has to mend after the launch: what the brand's registration lacks, or operators refused."""
    of_brand = (wait for wait in waits(Kind.rcs_sender, sender) if (wait.what, wait.party) == ("brand", Party.YOU))
    if (brand := next(of_brand, None)) is not None and lacking is not None:
        fill_in = CommandLink.to(f"Fill in: {lacking.title}", lacking.fill_in)
        return fill_in, f"{brand.why} Next: fill in what's missing, then let Sinch know in a comment."
    if brand is not None:
        return edit, f"{brand.why} Next: fix the brand, then let Sinch know in a comment."
    if cards.is_refused(sender):
        return edit, "Next: fix what the operators' remarks say, then let Sinch know in a comment."
    return None


def _more(sender_id: str, sender: Payload, next_step: CommandLink | None) -> list[CommandLink]:
    """The other things that can be done."""
    which = {"sender_id": sender_id}
    tested = text(sender, "state") not in ("", "DRAFT", "IN_PROGRESS")
    found = [
        *([CommandLink("Invite test phones", "rcs senders test-add", which, "form")] if tested else []),
        CommandLink("View", "rcs senders get", which),
        CommandLink("Activity", "rcs senders activity", which),
    ]
    taken = next_step.label if next_step else ""
    return [link for link in found if link.label != taken]
