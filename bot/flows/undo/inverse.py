"""What puts a change back: the command and its values, and the difference in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary import values
from bot.cards.vocabulary.paths import COMPONENTS
from bot.cards.vocabulary.reviewers import reviewer
from bot.cards.vocabulary.words import capitalised, field_title
from bot.command.masking import without_address_secrets
from bot.flows.execution.present import ALWAYS, CHANGES
from bot.flows.undo import own_rows
from bot.slack.text import channel, escaped, shorten
from bot.templates.plan import differences

if TYPE_CHECKING:
    from bot.storage.snapshots import Snapshot

SHOWN_CHARACTERS = 300
"""Of a value, in the difference that is shown."""
DRAFT = "DRAFT"
DISCARD: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "whatsapp senders update": ("whatsapp senders discard", {}),
    "kakaotalk senders update": ("kakaotalk senders discard", {}),
    # Without `submitted` only the draft goes, what is live stays.
    "whatsapp templates update": ("whatsapp templates delete", {"submitted": False}),
}
"""What drops a draft of pending changes where there was none before. That of a KakaoTalk template that was submitted
once cannot be dropped (`template_not_deletable`)."""


class CannotUndo(Exception):
    """Why this change cannot be put back, and what to do instead; both for people."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Inverse:
    """The command that puts it back; `note` says in mrkdwn what stays all the same.

    `is_own`: rows of the bot, which are put back as they were; the command is what that comes to.
    """

    path: str
    values: Mapping[str, Any]
    note: str = ""
    is_own: bool = False


def inverse(change: Snapshot) -> Inverse:
    """Raises `CannotUndo`."""
    if not differs(change):
        raise CannotUndo("That changed nothing I could undo.", "Nothing to do.")
    if change.path in own_rows.OPPOSITE:
        return Inverse(own_rows.OPPOSITE[change.path], {}, own_rows.STAYS.get(change.path, ""), is_own=True)
    own_way = OWN_WAY.get(change.path)
    return own_way(change) if own_way else _resource(change)


def difference(change: Snapshot) -> list[str]:
    """One line in mrkdwn for each field: as it is now, and as it will be again."""
    if change.path in own_rows.OPPOSITE:
        return own_rows.difference(change)
    return list(_lines(change))


def _lines(change: Snapshot) -> Iterator[str]:
    """A line for each field; for each text of a template's components."""
    for name in _names(change):
        now, then = change.after.get(name), change.before.get(name)
        if name == COMPONENTS:
            texts = differences({name: now or []}, {name: then or []})
            yield from (_line(text.where, _said("", text.before), _said("", text.after)) for text in texts)
        else:
            yield _line(field_title(name), _said(name, now), _said(name, then))


def _line(title: str, now: str, then: str) -> str:
    return f"*{escaped(capitalised(title))}*: {now} → {then}"


def differs(change: Snapshot) -> bool:
    """Whether it has changed anything."""
    return bool(_names(change))


def _names(change: Snapshot) -> list[str]:
    names = sorted(change.before.keys() | change.after.keys())
    return [name for name in names if name not in ALWAYS and change.before.get(name) != change.after.get(name)]


def _resource(change: Snapshot) -> Inverse:
    """The same fields with the values that they had; a draft where there was none is dropped."""
    ids = {name: value for name, value in change.args.items() if name in IDS}
    earlier, pending = change.before.get(CHANGES), change.after.get(CHANGES)
    if pending not in (None, DRAFT):
        who = reviewer(change.path.split()[0])
        raise CannotUndo(
            f"{who} is reviewing the changes. You can't undo them until that ends.",
            f"Edit it once {who} has decided, or ask Sinch in a comment.",
        )
    if pending == DRAFT and earlier is None and change.path in DISCARD:
        path, more = DISCARD[change.path]
        return Inverse(path, {**ids, **more}, "The live version never changed. This discards the draft.")
    values = {name: change.before.get(name) for name in _names(change)}
    note = ""
    if pending == DRAFT:
        values["status"] = DRAFT
        note = "" if earlier else "The live version never changed. A draft with the earlier content remains."
    elif change.path in WITH_STATUS and (given := _given(change.args, "status")):
        values["status"] = given
    if change.path in ("webhooks update", "webhooks replace") and change.args.get("secret"):
        note = "Its secret doesn't change: Sinch never shows the earlier one."
    path = "webhooks update" if change.path == "webhooks replace" else change.path
    return Inverse(path, {**ids, **values}, note)


def _upscale(change: Snapshot) -> Inverse:
    """Two of its fields have names of their own, all others go as they came."""
    values = {name: change.before.get(name) for name in _names(change)}
    own = {arg: values.pop(name) for name, arg in UPSCALE.items() if name in values}
    return Inverse(change.path, {"upscale_id": change.args["upscale_id"], **own, "other": values})


def _grant(change: Snapshot) -> Inverse:
    user = {"user": change.args["user"]}
    role = change.before.get("role")
    return Inverse("access grant", {**user, "role": role}) if role else Inverse("access revoke", user)


def _digest(change: Snapshot) -> Inverse:
    verb = "pause" if change.before.get("paused") else "resume"
    return Inverse(f"digest {verb}", {"digest_id": change.args["digest_id"]})


def _rule(change: Snapshot) -> Inverse:
    """A rule that was not there goes; one that was dropped, or moved to another channel, is asked for again."""
    if "id" not in change.before:
        return Inverse("approvals drop", {"rule_id": str(change.after["id"])})
    what = change.before.get("what") or " ".join(change.args["what"])  # of what is the same, nothing is kept
    values = {"what": str(what).split(), "where": change.before["channel"]}
    return Inverse("approvals require", values)


EMPTY = {"role": "“viewer”"}
"""What it means that something is not there."""
CHANNELS = ("channel",)
"""What holds a channel's ID."""
UPSCALE = {"senderId": "sender_id", "smsServiceId": "sms_service_id"}
OWN_WAY = {
    "rcs upscales update": _upscale,
    "access grant": _grant,
    "access revoke": _grant,
    "comments": lambda change: Inverse("comments", {"mode": change.before["mode"]}),
    "projects use": lambda change: Inverse("projects use", {"which": change.before["project"]}),
    "digest pause": _digest,
    "digest resume": _digest,
    "approvals require": _rule,
    "approvals drop": _rule,
}
IDS = ("sender_id", "plus_friend_id", "code", "name", "language", "sms_app_id", "webhook_id")
"""The arguments that name what is changed; they stand beside the body, never in it."""
WITH_STATUS = ("whatsapp senders update", "kakaotalk senders update", "kakaotalk templates update")


def _given(args: Mapping[str, Any], name: str) -> Any:
    body = args.get("body")
    return body.get(name) if isinstance(body, Mapping) else None


def _said(name: str, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return EMPTY.get(name, "_empty_")
    if name in CHANNELS:
        return channel(str(value))
    said = escaped(shorten(values.in_words(name, without_address_secrets(value)), SHOWN_CHARACTERS))
    return said if isinstance(value, (list, dict, bool)) else f"“{said}”"
