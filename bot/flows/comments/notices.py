"""What people are told about their comments: short, with what they can do about it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import layout
from bot.cards.buttons import Call, button
from bot.slack.text import mention, outside, plain, quote

if TYPE_CHECKING:
    from bot.cards.message import Message
    from bot.storage.comments import Comment

STAYS = "Comments at Sinch can be neither changed nor taken back."
HINT = "Begin a reply with `//` to keep it in Slack."

QUOTED = 500


def waiting(comment: Comment, seconds: float) -> Message:
    """It goes out soon."""
    text = f"This reply goes to Sinch as a comment in {seconds:g} second{'' if seconds == 1 else 's'}."
    return layout.message(
        f"{text} {HINT}",
        layout.section(text),
        layout.actions(
            button("Cancel", _call("cancel", comment)), button("Send now", _call("send", comment), style="primary")
        ),
        layout.context(f"A tick on it says that it arrived. {HINT}"),
    )


def asking(comment: Comment) -> Message:
    """It goes out only if its author says so."""
    text = "Send this reply to Sinch as a comment?"
    return layout.message(
        text,
        layout.section(text),
        layout.actions(
            button("Send to Sinch", _call("send", comment), style="primary"),
            button("Keep in Slack", _call("cancel", comment)),
        ),
        layout.context(STAYS),
    )


def correcting(comment: Comment) -> Message:
    """An edit came too late."""
    text = "You have edited a reply that is at Sinch already. Add the new text as one further comment?"
    return layout.message(
        text,
        layout.section(text),
        layout.actions(
            button("Add correction", _call("send", comment), style="primary"),
            button("Leave it", _call("cancel", comment)),
        ),
        layout.context(f"It will begin with “Correction:”. {STAYS}"),
    )


def gone() -> Message:
    """A deletion came too late."""
    text = f"Your reply was sent to Sinch before you took it back here, so it stays there. {STAYS}"
    return layout.message(text, layout.section(text))


def failed(comment: Comment) -> Message:
    """It did not arrive, or nobody knows; seen by everyone in the thread, because an operator may retry it too."""
    if comment.state == "uncertain":
        text = f":warning: {mention(comment.author_id)}, Sinch did not confirm this comment."
        then = "*Retry* looks for it at Sinch once more and sends it only if it is not there."
    else:
        text = f":warning: {mention(comment.author_id)}, this comment did not reach Sinch."
        then = "Nothing was added there. You may edit the reply before you press *Retry*."
    reason = outside((comment.error or "").strip())
    return layout.message(
        " ".join(filter(None, [text, reason, then])),
        layout.sections("\n".join(filter(None, [text, reason]))),
        layout.sections(quote((comment.sent_text or plain(comment.text))[:QUOTED]))
        if comment.origin != "thread"
        else None,
        layout.actions(button("Retry", Call("comments retry", {"comment_id": comment.id}))),
        layout.context(then),
    )


def refused(reason: str) -> Message:
    """This person's replies stay in Slack."""
    return layout.message(reason, layout.section(reason))


def absent(channel: str) -> Message:
    """The bot cannot speak where it should."""
    text = f"I am not in <#{channel}> any more, so I answer you here. `/invite` me there to go on."
    return layout.message(text, layout.section(text))


def _call(verb: str, comment: Comment) -> Call:
    return Call(f"comments {verb}", {"comment_id": comment.id}, "turn")
