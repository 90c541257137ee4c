"""blocks.validate: whether Slack would take some blocks."""

from __future__ import annotations

from bot.sandbox.slack import validate
from bot.sandbox.slack.api.call import ApiCall, Method
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON


def check(call: ApiCall) -> JSON:
    """Says what is wrong with them, each with a pointer."""
    blocks = call.json("blocks", "invalid_arguments")
    if not isinstance(blocks, list):
        raise SlackError("invalid_arguments", ["must provide exactly one of `blocks`, `view`, or `message`"])
    try:
        validate.message_blocks(blocks, call.workspace.refused_blocks, "")
    except SlackError as error:
        problems = [
            {
                "code": "failed_constraint",
                "message": text.partition(" [json-pointer:")[0],
                "pointer": text.partition("[json-pointer:")[2].rstrip("]"),
            }
            for text in error.messages
        ]
        raise SlackError("invalid_blocks", errors=problems) from None
    return {"ok": True}


METHODS: dict[str, Method] = {"blocks.validate": check}
