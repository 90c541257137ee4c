"""What people are told about their comments: short, with what they can do about it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import button
from bot.links import Call
from bot.slack.text import date, escaped, mention, plain, quote
from bot.storage.states import CommentState

if TYPE_CHECKING:
    from bot.cards.blocks.message import Message
    from bot.storage.comments.comments import Comment

STAYS = "Comments can't be edited or deleted at Sinch."
UNTIL = "Without an answer within a day, it stays in Slack."
HINT = "Start a reply with `//` to keep it in Slack."

QUOTED = 500
"""Characters of a comment that a notice repeats."""


def waiting(comment: Comment, seconds: float) -> Message:
    """It goes out soon; the message goes away with the moment in which its button means something."""
    text = f"Sending this to Sinch in {seconds:g} second{'' if seconds == 1 else 's'}."
    cancel = button("Cancel", Call("comments cancel", {"comment_id": comment.id}))
    return layout.message(text, layout.section(text, accessory=cancel))


def over(comment: Comment) -> Message:
    """In place of a message that has had its time, where Slack doesn't let it be deleted."""
    return layout.paragraph("Sent to Sinch." if comment.state == CommentState.SENT else "This reply no longer waits.")


def lesson() -> Message:
    """For whoever replies for the first time."""
    return layout.paragraph(HINT)


def unreadable() -> Message:
    """A reply without words, which cannot be a comment."""
    text = "Nothing was sent to Sinch: I can't read this reply. Write it as text, or attach a file."
    return layout.paragraph(text)


def late(comment: Comment) -> Message:
    """What became of a reply: somebody decides about it too late, or the message takes no tick."""
    match comment.state:
        case CommentState.SENT:
            since = (
                f"has had this reply since {date(comment.sent_at, '{time}')}" if comment.sent_at else "has this reply"
            )
            text = f":white_check_mark: Sinch {since}. {STAYS}"
        case CommentState.CANCELLED:
            text = "Kept in Slack. Nothing was sent to Sinch."
        case CommentState.FAILED | CommentState.UNCERTAIN:
            text = ":warning: Too late: this reply may not have reached Sinch. See the warning in the thread."
        case _:
            text = "Too late: this reply is on its way to Sinch. I'll add a tick when it arrives."
    return layout.paragraph(text)


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
        layout.context(f"{STAYS} {UNTIL}"),
    )


def correcting(comment: Comment) -> Message:
    """An edit came too late."""
    text = "Sinch already has the original. Send your edit as a correction?"
    return layout.message(
        text,
        layout.section(text),
        layout.actions(
            button("Add correction", _call("send", comment), style="primary"),
            button("Leave it", _call("cancel", comment)),
        ),
        layout.context(f"It will start with “Correction:”. {STAYS} {UNTIL}"),
    )


def gone() -> Message:
    """A deletion came too late."""
    text = f"Deleted here only: Sinch already has this comment. {STAYS}"
    return layout.paragraph(text)


def failed(comment: Comment) -> Message:
    """It did not arrive, or nobody knows; seen by everyone in the thread, because an operator may retry it too."""
    if comment.state == CommentState.UNCERTAIN:
        text = f":warning: {mention(comment.author_id)}, Sinch didn't confirm this comment."
        then = "*Retry* checks with Sinch first and sends it only if it isn't there."
    else:
        text = f":warning: {mention(comment.author_id)}, this comment didn't reach Sinch."
        then = "You can edit your reply before you press *Retry*."
    reason = escaped((comment.error or "").strip())
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
    return layout.paragraph(reason)


def absent(channel: str) -> Message:
    """The bot cannot speak where it should."""
    text = f"I'm no longer in <#{channel}>, so I'm answering here. `/invite` me there to continue."
    return layout.paragraph(text)


def _call(verb: str, comment: Comment) -> Call:
    return Call(f"comments {verb}", {"comment_id": comment.id}, "turn")
