"""`/sinch rcs senders connect`: what a Conversation API app needs to send through an RCS sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.blocks import layout
from bot.cards.vocabulary.naming import name_of
from bot.cards.vocabulary.payload import as_payload, text
from bot.cards.vocabulary.state import state_of
from bot.command import Audience, Ctx, Effect, Reply, Role, Router
from bot.errors import Unready
from bot.links import CommandLink
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import bold, code, escaped, link
from commands.rcs.senders import SenderArgs

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.cards.blocks.message import Message

router = Router()

SET_UP = "https://developers.sinch.com/docs/conversation/channel-support/rcs/set-up/"
"""How a Conversation API app is given the two values."""


@router.command(
    "rcs senders connect",
    Effect.SETTING,  # it changes nothing, but who was given a token stands in the audit log
    role=Role.ADMIN,
    audience=Audience.SECRET,
    title="Connect an RCS sender",
    submit="Show them to me",
    phrases=(
        "connect the rcs sender {sender_id} to a conversation app",
        "connect {sender_id} with the conversation api",
        "hook {sender_id} up to our conversation app",
        "what is the auth token of {sender_id}",
        "what is the connection token for {sender_id}",
    ),
)
async def connect(ctx: Ctx, args: SenderArgs) -> Reply:
    """Show only you what connects an RCS sender to a Conversation app."""
    sender = await ctx.api.rcs_senders.get(args.sender_id)
    payload = as_payload(sender)
    name = name_of(Subject(Kind.rcs_sender, (args.sender_id,)), payload)
    token = sender.auth_token
    if token is None or not token.get_secret_value():
        state = state_of(Kind.rcs_sender, payload)
        raise Unready(
            f"{bold(name)} can't be connected yet: Sinch issues its token once it's in test.",
            [CommandLink("View the sender", "rcs senders get", {"sender_id": args.sender_id})],
            f"Its state now: {escaped(state.word)}.",
        )
    return Reply(_credentials(name, text(payload, "authName"), token))


def _credentials(name: str, auth_name: str, token: SecretStr) -> Message:
    """The only message in the bot that holds a token in clear."""
    title = f":key: *Connect {escaped(name)} to a Conversation app*"
    values = [("Auth name", code(auth_name) if auth_name else ""), ("Auth token", code(token.get_secret_value()))]
    lines = [f"{label}: {value}" for label, value in values if value]
    return layout.message(
        "\n".join([title, *lines]),
        layout.section(title),
        layout.sections("\n".join(lines)),
        layout.context(
            "Only you can see this, and I keep no copy. Copy both now, then dismiss this message.",
            f"{link(SET_UP, 'Where to enter them')}: the auth name is `claimed_identity`, the token is `token`.",
        ),
    )
