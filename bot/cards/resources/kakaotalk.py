"""What cards say about KakaoTalk senders."""

from __future__ import annotations

from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Facts, Offer, differences, shown
from bot.cards.vocabulary.payload import Payload, text
from bot.provisioning.subjects import Subject
from bot.slack.text import code, escaped


def sender(subject: Subject, payload: Payload) -> Facts:
    """A KakaoTalk sender: one channel."""
    state, changes = text(payload, "state"), text(payload, "changes.status")
    friend = text(payload, "plusFriendId")
    parts = ("topLevelCategoryCode", "midLevelCategoryCode", "subLevelCategoryCode")
    codes = [text(payload, f"details.{part}", f"changes.details.{part}") for part in parts]
    facts = Facts(
        kind=[f"Plus Friend {code(friend)}" if friend else ""],
        fields=[
            ("Admin's phone", shown(payload, "details.adminPhoneNo", "changes.details.adminPhoneNo")),
            ("Category", escaped(" / ".join(level for level in codes if level))),
        ],
        pending=differences(payload),
    )
    if state == "VERIFYING":
        facts.offers.append(Offer("Enter code", calls.call(subject, "verify", "form"), primary=True))
        facts.offers.append(Offer("Send a new code", calls.call(subject, "register")))
    elif state == "INACTIVE":
        facts.offers.append(Offer("Register again", calls.call(subject, "register"), primary=True))
    if changes in ("DRAFT", "REJECTED") or (state == "ACTIVE" and not changes):
        facts.offers.append(Offer("Edit", calls.call(subject, "update", "form"), primary=changes == "REJECTED"))
    if changes in ("DRAFT", "REJECTED"):
        facts.offers.append(Offer("Discard changes", calls.call(subject, "discard")))
    return facts
