"""What cards, lists and commands say of each kind of resource: one row a kind.

What the API has for a kind stands in `bot.provisioning.kinds`; what its card shows, in `bot.cards.resources`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.cards.vocabulary.tone import CHANGES, State, Tone
from bot.provisioning.kinds import Kind


class Party(StrEnum):
    """Who has to do something; in this order they are shown."""

    YOU = "You"
    SINCH = "Sinch"
    META = "Meta"
    KAKAO = "Kakao"
    OPERATORS = "Google / operators"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCard:
    """What people read of a kind, and the commands that are about it."""

    words: str
    """`WhatsApp template`."""
    commands: str
    """The words of its commands before the verb."""
    arguments: tuple[str, ...] = ()
    """The names of the arguments that a subject's ids fill."""
    names: tuple[str, ...] = ()
    """The fields that hold its name, the best first."""
    reviewer: Party = Party.SINCH
    """Who looks at what was submitted."""
    states: Mapping[str, State] = field(default_factory=dict)
    """By the API's name of a state; a kind without states has none."""


CARDS: Mapping[Kind, KindCard] = {
    Kind.whatsapp_account: KindCard(
        words="WhatsApp account",
        commands="whatsapp account",
        names=("details.wabaName", "changes.details.wabaName"),
        states={
            "ONBOARDED": State(Tone.GOOD, "onboarded", "You can use senders and templates."),
            "PENDING_FACEBOOK_VERIFICATION": CHANGES["PENDING_FACEBOOK_VERIFICATION"],
            "REJECTED": CHANGES["REJECTED"],
        },
    ),
    Kind.whatsapp_sender: KindCard(
        words="WhatsApp sender",
        commands="whatsapp senders",
        arguments=("sender_id",),
        names=("details.displayName", "changes.details.displayName", "metadata.displayName.value"),
        states={
            "ACTIVE": State(Tone.GOOD, "active", "Can send and receive."),
            "IN_PROGRESS": State(Tone.WORKING, "setting up", "Sinch is working on it."),
            "INACTIVE": State(Tone.BAD, "inactive", "Can't send."),
            "PENDING_VERIFICATION": State(
                Tone.NEEDS_YOU, "pending verification", "Enter the one-time code for its number."
            ),
            "SUSPENDED": State(Tone.BAD, "suspended", "Can't send until Meta lifts the suspension."),
            "ERROR": State(Tone.BAD, "error", "Setup failed."),
        },
    ),
    Kind.whatsapp_template: KindCard(
        words="WhatsApp template",
        commands="whatsapp templates",
        arguments=("name", "language"),
        names=("name",),
        reviewer=Party.META,
        states={
            "APPROVED": State(Tone.GOOD, "approved", "Can be sent."),
            "PENDING": State(Tone.WAITING, "in review", "Meta is reviewing it."),
            "REJECTED": State(Tone.BAD, "rejected", "Can't be sent. Fix it and resubmit."),
            "PAUSED": State(Tone.BAD, "paused", "Can't be sent until Meta resumes it."),
            "DISABLED": State(Tone.BAD, "disabled", "Can't be sent any longer."),
        },
    ),
    Kind.kakaotalk_sender: KindCard(
        words="KakaoTalk sender",
        commands="kakaotalk senders",
        arguments=("plus_friend_id",),
        names=("details.name", "changes.details.name", "plusFriendId"),
        reviewer=Party.KAKAO,
        states={
            "ACTIVE": State(Tone.GOOD, "active", "Can send."),
            "BLOCKED": State(Tone.BAD, "blocked", "Can't be used."),
            "INACTIVE": State(Tone.BAD, "inactive", "Can't send."),
            "SUSPENDED": State(Tone.BAD, "suspended", "Can't send while it's suspended."),
            "VERIFYING": State(Tone.NEEDS_YOU, "verifying", "Enter the one-time code sent to its admin's phone."),
        },
    ),
    Kind.kakaotalk_template: KindCard(
        words="KakaoTalk template",
        commands="kakaotalk templates",
        arguments=("plus_friend_id", "code"),
        names=("details.name", "changes.details.name", "code"),
        reviewer=Party.KAKAO,
        states={
            "APPROVED": State(Tone.GOOD, "approved", "Can be sent."),
            "REJECTED": State(Tone.BAD, "rejected", "Can't be sent. Fix it and resubmit."),
        },
    ),
    Kind.rcs_account: KindCard(
        words="RCS account",
        commands="rcs account",
    ),
    Kind.rcs_sender: KindCard(
        words="RCS sender",
        commands="rcs senders",
        arguments=("sender_id",),
        names=("details.brand.name",),
        states={
            "DRAFT": State(Tone.OFF, "draft", "Saved, not complete."),
            "IN_PROGRESS": State(Tone.WORKING, "setting up", "Sinch is registering it."),
            "IN_TEST": State(Tone.WORKING, "in test", "Test numbers can use it. Launch it when ready."),
            "PREPARING_LAUNCH": State(
                Tone.WAITING, "preparing launch", "Sinch accepted the launch and is preparing it."
            ),
            "LAUNCHING": State(Tone.WAITING, "launching", "Operators are deciding."),
            "LAUNCHED": State(Tone.GOOD, "launched", "Can send."),
            "UNLAUNCHED": State(Tone.BAD, "unlaunched", "Withdrawn. Can't send."),
        },
    ),
    Kind.bundle: KindCard(
        words="Bundle",
        commands="bundles",
        arguments=("bundle_id",),
        names=("name",),
        states={
            "DONE": State(Tone.GOOD, "done", "Everything in it is set up."),
            "IN_PROGRESS": State(Tone.WORKING, "setting up", "Sinch is working on it."),
            "FAILED": State(Tone.BAD, "failed", "Not everything could be set up."),
        },
    ),
}
