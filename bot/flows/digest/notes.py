"""What the maker of a digest is told when it has ended by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Message
from bot.flows import notify
from bot.links import Call
from bot.slack.text import channel
from bot.times import schedule

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.storage.digests.digests import Digest


async def tell_creator(services: Services, digest: Digest) -> None:
    """In a direct message, that the digest's project is no longer connected."""
    await notify.person(services.slack, digest.created_by, note(digest), about=f"digest {digest.id} has ended")


def note(digest: Digest) -> Message:
    """Which digest, why, and how to start it again."""
    text = (
        f"The digest in {channel(digest.channel)} has stopped ({words(digest)}): its Sinch project is no longer "
        "connected.\n"
        "Connect the project and resume it, or remove it."
    )
    return layout.message(
        text,
        layout.section(text),
        layout.actions(
            offer("Resume", Call("digest resume", {"digest_id": digest.id})),
            offer("Remove", Call("digest remove", {"digest_id": digest.id}), style="danger"),
        ),
    )


def words(digest: Digest) -> str:
    """`every weekday at 17:30 (Europe/Stockholm)`."""
    plan, _ = schedule.parse(digest.schedule)
    return plan.words(digest.tz)
