"""What people are told about their comments: short, with what they can do about it. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import Call, button
from bot.slack.text import date, mention, outside, plain, quote
from bot.storage.states import CommentState

if TYPE_CHECKING:
    from bot.cards.blocks.message import Message
    from bot.storage.comments import Comment

STAYS = "Comments at Sinch can be neither changed nor taken back."
HINT = "Begin a reply with `//` to keep it in Slack."

QUOTED = 500
ALMOST = timedelta(milliseconds=999)
"""Slack shows whole seconds, and the reply must not go out before the one that is shown."""


def waiting(comment: Comment, seconds: float) -> Message:
    """It goes out soon. Slack lets nobody take this notice away later, so it says what stays true."""
    number = f"{seconds:g} second{'' if seconds == 1 else 's'}"
    at = date(comment.due_at + ALMOST, "{time_secs}") if comment.due_at else "once"
    text = (
        f"This reply goes to Sinch as a comment at {at}, {number} after you wrote it, unless you take it back before."
    )
    until = "Deleting it takes it back too; an edit begins the wait anew."
    return layout.message(
        f"{text} {HINT}",
        layout.section(text),
        layout.actions(
            button("Cancel", _call("cancel", comment)), button("Send now", _call("send", comment), style="primary")
        ),
        layout.context(f"{until} A tick on it says that it arrived. {HINT}"),
    )


def unreadable() -> Message:
    """A reply without words, which cannot be a comment."""
    text = "Nothing was sent to Sinch: I can't read this reply. Write it as text, or attach a file."
    return layout.message(text, layout.section(text))


def late(comment: Comment) -> Message:
    """Somebody decides about a reply whose fate is decided: what became of it."""
    match comment.state:
        case CommentState.SENT:
            since = f" since {date(comment.sent_at, '{time_secs}')}" if comment.sent_at else ""
            text = f":white_check_mark: This reply is at Sinch{since}. {STAYS}"
        case CommentState.CANCELLED:
            text = "This reply stays in Slack. Nothing was sent to Sinch."
        case CommentState.FAILED | CommentState.UNCERTAIN:
            text = ":warning: It is too late for that: this reply did not surely arrive at Sinch. The thread says why."
        case _:
            text = "It is too late for that: this reply is on its way to Sinch. A tick on it says that it arrived."
    return layout.message(text, layout.section(text))


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
    if comment.state == CommentState.UNCERTAIN:
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
